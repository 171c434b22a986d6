import pytest

from integration.settings import Settings
from tests.integration.fakes import Place


@pytest.fixture
def place():
    place = Place()
    yield place
    place.store.close()


@pytest.fixture
def paged():
    place = Place(Settings(orders_per_day=0, read_reserved="no"), token_kind="Customer", rows=4)
    yield place
    place.store.close()

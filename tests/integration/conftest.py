import pytest

from integration.settings import Settings
from tests.integration.fakes import Place
from tests.integration.joining import Floor


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


@pytest.fixture
def floor():
    floor = Floor()
    yield floor
    floor.store.close()

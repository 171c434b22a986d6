"""Every test of the store runs in memory and on a file."""

import pytest

from integration.store import open_store


@pytest.fixture(params=["memory", "file"])
def url(request, tmp_path):
    return "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()

"""Every test of the store runs in memory and on a file."""

import shutil

import pytest

from integration.store import migrate, open_store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An empty store's file, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "store.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["memory", "file"])
def url(request, tmp_path, migrated):
    if request.param == "memory":
        return "sqlite://"
    copied = shutil.copy(migrated, tmp_path / "store.db")
    return f"sqlite:///{copied}"


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()

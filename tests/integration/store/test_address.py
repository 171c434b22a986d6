"""Where a store may be, who may read it, and what is said when there can be none."""

import pytest

from integration.store import BadStore, exists, open_store
from tests.integration.store.samples import NOW


def test_a_new_store_and_the_files_beside_it_are_for_its_owner_alone(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/engine.db")
    store.wish(1, "sync", NOW)
    modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}
    store.close()
    assert modes == dict.fromkeys(("engine.db", "engine.db-wal", "engine.db-shm"), 0o600)


def test_a_store_that_is_there_keeps_its_mode(tmp_path):
    path = tmp_path / "engine.db"
    open_store(f"sqlite:///{path}").close()
    path.chmod(0o640)
    open_store(f"sqlite:///{path}").close()
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no address of a database"),
        ("sqlite:////no/such/folder/engine.db", "No such file or directory"),
        ("sqlite:////", "unable to open database file"),
        ("oracle://somebody:secret@localhost/engine", "can not be opened"),
        ("flowers://somebody:secret@localhost/engine", "no address of a database"),
    ],
    ids=["no address", "no folder", "a folder", "no driver", "no dialect"],
)
def test_where_there_can_be_no_store_it_is_said(url, said):
    with pytest.raises(BadStore, match=said) as caught:
        open_store(url)
    assert "sqlite:///floralab.db would be right" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_said(tmp_path):
    path = tmp_path / "engine.db"
    path.write_text("roses are red, violets are blue, and this is no database at all\n" * 99)
    with pytest.raises(BadStore, match="file is not a database"):
        open_store(f"sqlite:///{path}")


def test_a_store_of_a_newer_floralab_is_said(tmp_path):
    url = f"sqlite:///{tmp_path}/engine.db"
    store = open_store(url)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_later'")
    store.close()
    with pytest.raises(BadStore, match="9999_later"):
        open_store(url)


def test_only_a_file_can_be_known_to_be_missing(tmp_path):
    path = tmp_path / "engine.db"
    assert not exists(f"sqlite:///{path}")
    assert not path.exists(), "looking makes nothing"
    open_store(f"sqlite:///{path}").close()
    assert exists(f"sqlite:///{path}")
    assert exists("sqlite://")
    assert exists("postgresql://localhost/engine")
    with pytest.raises(BadStore):
        exists("nonsense")

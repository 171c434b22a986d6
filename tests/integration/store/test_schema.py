"""Migrations lead from nothing to the declared tables, and a file can be opened again."""

import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from integration.store import migrate, open_store
from integration.store.database import make_engine
from integration.store.tables import metadata
from tests.integration.store.samples import NOW, cycle, event, offer


def test_migrations_make_exactly_the_declared_tables(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    migrate(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        tables = set(sa.inspect(connection).get_table_names())
    engine.dispose()
    assert tables == set(metadata.tables) | {"alembic_version"}


def test_a_store_in_memory_has_exactly_the_declared_tables_too():
    store = open_store("sqlite://")
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    store.close()


def test_a_difference_would_be_noticed(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    migrate(url)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE steps DROP COLUMN looked_at"))
        connection.execute(sa.text("DROP INDEX ix_orders_connection_id_state"))
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert {one[0] for one in found} == {"add_column", "add_index"}


def test_migrating_twice_changes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path / 'a % strange name.db'}"
    migrate(url)
    migrate(url)
    store = open_store(url)
    assert store.connections() == []
    store.close()


@pytest.mark.parametrize("turn", range(10))
def test_two_that_open_an_empty_file_at_once_both_can(tmp_path, turn):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    start, opened = threading.Barrier(2), []

    def begin() -> None:
        start.wait()
        migrate(url)
        opened.append(url)

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(opened) == 2


def test_work_goes_on_where_it_stopped(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = open_store(url)
    lease = store.take_lease("inventory:1", "a", NOW, 60)
    store.doubt(lease, cycle(lease), [offer(1)], ())
    store.take_events(1, [event(5)])
    store.close()

    store = open_store(url)
    assert store.cursor(1) == 5
    assert list(store.published(1)) == ["1-1"]
    assert store.take_lease("inventory:1", "b", NOW, 60) is None
    assert store.take_lease("inventory:1", "a", NOW, 60).fence == 2
    store.close()


def test_a_store_in_memory_is_its_own(tmp_path):
    one, other = open_store("sqlite://"), open_store("sqlite://")
    one.take_events(1, [event(5)])
    assert (one.cursor(1), other.cursor(1)) == (5, 0)
    one.close()
    other.close()

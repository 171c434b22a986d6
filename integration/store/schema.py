"""The schema in a database: migrations, run from code, from wherever the package is installed."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine, url
from sqlalchemy.schema import CreateIndex, CreateTable

from integration.store.database import begin_write, make_engine
from integration.store.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(address: str) -> None:
    """Bring the database at the URL `address` up to date; an empty one is filled."""
    engine = make_engine(address)
    try:
        bring_up(engine)
    finally:
        engine.dispose()


@functools.cache
def _statements(dialect: str) -> tuple[str, ...]:
    """What makes every table and index; worked out once, for proofs open stores by the hundred."""
    tables = metadata.sorted_tables
    made: list[Any] = [CreateTable(table) for table in tables]
    made += [CreateIndex(index) for table in tables for index in sorted(table.indexes, key=str)]
    kind = url.URL.create(dialect).get_dialect()()
    return tuple(str(one.compile(dialect=kind)) for one in made)


def fill(engine: Engine) -> None:
    """Make every table in an empty database."""
    with engine.begin() as connection:
        for statement in _statements(engine.dialect.name):
            connection.exec_driver_sql(statement)


def bring_up(engine: Engine) -> None:
    """Bring a database up to the newest schema, one process at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    with begin_write(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

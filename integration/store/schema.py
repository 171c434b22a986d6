"""The schema in a database: migrations, run from code, from wherever the package is installed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from integration.store.database import make_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> None:
    """Bring the database of `url` up to the newest schema; an empty one is filled."""
    engine = make_engine(url)
    try:
        bring_up(engine)
    finally:
        engine.dispose()


def bring_up(engine: Engine) -> None:
    """Bring a database up to the newest schema, one process at a time."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    with engine.execution_options(floralab_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

"""What the engine remembers, in a database: SQLite now, nothing that only SQLite can do."""

from integration.store.address import exists
from integration.store.errors import BadStore, Overtaken
from integration.store.schema import migrate
from integration.store.store import SqlStore, open_store

__all__ = ["BadStore", "Overtaken", "SqlStore", "exists", "migrate", "open_store"]

"""What the engine remembers, in a database: SQLite now, nothing that only SQLite can do."""

from integration.store.errors import Overtaken
from integration.store.schema import migrate
from integration.store.store import SqlStore, open_store

__all__ = ["Overtaken", "SqlStore", "migrate", "open_store"]

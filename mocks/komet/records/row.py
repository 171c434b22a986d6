"""What every row of Komet's database is."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A row of Komet's database: replaced as a whole, never changed."""

"""The tables. What changes here needs a migration: a test compares the two."""

from __future__ import annotations

import sqlalchemy as sa

from integration import rows, vendor_rows
from integration.model import Connection
from integration.store.columns import Moment, Packed, columns

# Named constraints, so that a later migration can name what it changes.
metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _owner(**more: bool) -> sa.Column[int]:
    """The connection a row belongs to."""
    return sa.Column("connection_id", _BIG, nullable=False, **more)  # type: ignore[arg-type]


leases = sa.Table("leases", metadata, *columns(rows.Lease, keys=("name",)))

connections = sa.Table(
    "connections",
    metadata,
    sa.Column("id", _BIG, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("body", Packed(Connection), nullable=False),
)

offers = sa.Table(
    "offers",
    metadata,
    _owner(primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("name", sa.LargeBinary, nullable=False, server_default=""),
)

cycles = sa.Table(
    "cycles",
    metadata,
    sa.Column("id", _BIG, primary_key=True),
    *columns(rows.CycleRow),
    sa.Index(None, "connection_id", "id"),
)

feeds = sa.Table(
    "feeds",
    metadata,
    _owner(primary_key=True, autoincrement=False),
    sa.Column("cursor", _BIG, nullable=False),
)

orders = sa.Table(
    "orders",
    metadata,
    *columns(rows.OrderRow, keys=("connection_id", "order_id")),
    sa.Index(None, "connection_id", "state"),
)

lines = sa.Table(
    "lines",
    metadata,
    *columns(rows.LineRow, keys=("connection_id", "order_id", "revision", "line_id")),
)

groups = sa.Table(
    "groups",
    metadata,
    *columns(rows.GroupRow, given="id"),
    sa.UniqueConstraint("connection_id", "order_id", "revision", "attempt", "part"),
)

steps = sa.Table(
    "steps",
    metadata,
    *columns(rows.StepRow, given="id"),
    sa.UniqueConstraint("group_id", "seq"),
    sa.ForeignKeyConstraint(["group_id"], ["groups.id"]),
)

ship_tos = sa.Table(
    "ship_tos", metadata, *columns(rows.ShipToRow, keys=("connection_id", "fingerprint"))
)

vendor_orders = sa.Table(
    "vendor_orders",
    metadata,
    *columns(vendor_rows.VendorOrderRow, keys=("connection_id", "order_id")),
    sa.Index(None, "connection_id", "state"),
)

vendor_lines = sa.Table(
    "vendor_lines",
    metadata,
    *columns(vendor_rows.VendorLineRow, keys=("connection_id", "order_id", "line_id")),
)

needs = sa.Table(
    "needs",
    metadata,
    *columns(vendor_rows.NeedRow, keys=("connection_id", "prebook_item_id")),
)

calls = sa.Table(
    "calls",
    metadata,
    sa.Column("company_id", _BIG, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("method", sa.Text, primary_key=True),
    sa.Column("number", _BIG, nullable=False),
)

streams = sa.Table("streams", metadata, *columns(rows.StreamRow, keys=("connection_id", "name")))

alarms = sa.Table(
    "alarms",
    metadata,
    *columns(rows.Alarm, given="id"),
    sa.Index(None, "connection_id", "subject"),
)

stories = sa.Table(
    "stories",
    metadata,
    sa.Column("id", _BIG, primary_key=True),
    _owner(),
    *columns(rows.Told),
    sa.Index(None, "connection_id", "subject"),
)

wishes = sa.Table(
    "wishes",
    metadata,
    sa.Column("id", _BIG, primary_key=True),
    _owner(),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

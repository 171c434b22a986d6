"""The first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only where the key is called INTEGER.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _column(
    name: str, kind: sa.types.TypeEngine[Any], *, null: bool = False, given: bool = False
) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=null, autoincrement=given)


def upgrade() -> None:
    _works()
    _inventory()
    _orders()
    _groups()
    _told()


def downgrade() -> None:
    op.drop_table("wishes")
    op.drop_table("stories")
    op.drop_table("alarms")
    op.drop_table("steps")
    op.drop_table("groups")
    op.drop_table("ship_tos")
    op.drop_table("lines")
    op.drop_table("orders")
    op.drop_table("feeds")
    op.drop_table("cycles")
    op.drop_table("offers")
    op.drop_table("streams")
    op.drop_table("calls")
    op.drop_table("connections")
    op.drop_table("leases")


def _works() -> None:
    op.create_table(
        "leases",
        _column("name", sa.Text()),
        _column("holder", sa.Text()),
        _column("fence", BIG),
        _column("until", sa.String(32)),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "connections",
        _column("id", BIG),
        _column("name", sa.Text()),
        _column("body", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_connections"),
        sa.UniqueConstraint("name", name="uq_connections_name"),
    )
    op.create_table(
        "calls",
        _column("company_id", BIG),
        _column("day", sa.Date()),
        _column("method", sa.Text()),
        _column("number", BIG),
        sa.PrimaryKeyConstraint("company_id", "day", "method", name="pk_calls"),
    )
    op.create_table(
        "streams",
        _column("connection_id", BIG),
        _column("name", sa.Text()),
        _column("last_ok_at", sa.String(32), null=True),
        _column("last_try_at", sa.String(32), null=True),
        _column("blocked_until", sa.String(32), null=True),
        _column("failures", BIG),
        _column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("connection_id", "name", name="pk_streams"),
    )


def _inventory() -> None:
    op.create_table(
        "offers",
        _column("connection_id", BIG),
        _column("key", sa.Text()),
        _column("body", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("connection_id", "key", name="pk_offers"),
    )
    op.create_table(
        "cycles",
        _column("id", BIG, given=True),
        _column("connection_id", BIG),
        _column("number", BIG),
        _column("started_at", sa.String(32)),
        _column("read_at", sa.String(32)),
        _column("finished_at", sa.String(32)),
        _column("lines", BIG),
        _column("upserts", BIG),
        _column("removals", BIG),
        _column("missing", sa.Text()),
        _column("calls", BIG),
        _column("cadence_s", BIG),
        _column("outcome", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_cycles"),
    )
    op.create_index("ix_cycles_connection_id_id", "cycles", ["connection_id", "id"])


def _orders() -> None:
    op.create_table(
        "feeds",
        _column("connection_id", BIG),
        _column("cursor", BIG),
        sa.PrimaryKeyConstraint("connection_id", name="pk_feeds"),
    )
    op.create_table(
        "orders",
        _column("connection_id", BIG),
        _column("order_id", BIG),
        _column("revision", BIG),
        _column("kind", sa.Text()),
        _column("state", sa.Text()),
        _column("order", sa.Text()),
        _column("heard_at", sa.String(32)),
        _column("retry_at", sa.String(32), null=True),
        _column("tries", BIG),
        sa.PrimaryKeyConstraint("connection_id", "order_id", name="pk_orders"),
    )
    op.create_index("ix_orders_connection_id_state", "orders", ["connection_id", "state"])
    op.create_table(
        "lines",
        _column("connection_id", BIG),
        _column("order_id", BIG),
        _column("revision", BIG),
        _column("line_id", BIG),
        _column("state", sa.Text()),
        _column("komet_number", sa.Text()),
        _column("reason", sa.Text()),
        _column("answered", sa.Boolean()),
        sa.PrimaryKeyConstraint(
            "connection_id", "order_id", "revision", "line_id", name="pk_lines"
        ),
    )
    op.create_table(
        "ship_tos",
        _column("connection_id", BIG),
        _column("fingerprint", sa.Text()),
        _column("state", sa.Text()),
        _column("since", sa.String(32), null=True),
        _column("ship_to_id", BIG, null=True),
        _column("version", BIG),
        sa.PrimaryKeyConstraint("connection_id", "fingerprint", name="pk_ship_tos"),
    )


def _groups() -> None:
    op.create_table(
        "groups",
        _column("id", BIG, given=True),
        _column("connection_id", BIG),
        _column("order_id", BIG),
        _column("revision", BIG),
        _column("attempt", BIG),
        _column("origin", BIG),
        _column("part", BIG),
        _column("route", sa.Text()),
        _column("ship_date", sa.Date()),
        _column("line_ids", sa.Text()),
        _column("state", sa.Text()),
        _column("wish", sa.Text()),
        _column("ship_to_id", BIG, null=True),
        _column("komet_id", BIG, null=True),
        _column("komet_number", sa.Text()),
        _column("version", BIG),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        sa.UniqueConstraint(
            "connection_id",
            "order_id",
            "revision",
            "attempt",
            "part",
            name="uq_groups_connection_id_order_id_revision_attempt_part",
        ),
    )
    op.create_table(
        "steps",
        _column("id", BIG, given=True),
        _column("group_id", BIG),
        _column("seq", BIG),
        _column("kind", sa.Text()),
        _column("reference", sa.Text()),
        _column("part", BIG),
        _column("state", sa.Text()),
        _column("since", sa.String(32), null=True),
        _column("seen_at", sa.String(32), null=True),
        _column("looked_at", sa.String(32), null=True),
        _column("found", sa.Text()),
        _column("reason", sa.Text()),
        _column("sends", BIG),
        _column("version", BIG),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_steps_group_id"),
        sa.UniqueConstraint("group_id", "seq", name="uq_steps_group_id_seq"),
    )


def _told() -> None:
    op.create_table(
        "alarms",
        _column("id", BIG, given=True),
        _column("connection_id", BIG),
        _column("subject", sa.Text()),
        _column("reason", sa.Text()),
        _column("remedy", sa.Text()),
        _column("since", sa.String(32)),
        _column("resolved_at", sa.String(32), null=True),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
    )
    op.create_index("ix_alarms_connection_id_subject", "alarms", ["connection_id", "subject"])
    op.create_table(
        "stories",
        _column("id", BIG, given=True),
        _column("connection_id", BIG),
        _column("at", sa.String(32)),
        _column("subject", sa.Text()),
        _column("text", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_connection_id_subject", "stories", ["connection_id", "subject"])
    op.create_table(
        "wishes",
        _column("id", BIG, given=True),
        _column("connection_id", BIG),
        _column("what", sa.Text()),
        _column("at", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_wishes"),
    )

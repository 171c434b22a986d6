"""Vendor orders, their lines, and prebook lines made in Komet."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _column(name: str, kind: sa.types.TypeEngine[Any], *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=null, autoincrement=False)


def upgrade() -> None:
    op.create_table(
        "vendor_orders",
        _column("connection_id", BIG),
        _column("order_id", BIG),
        _column("event_id", BIG),
        _column("state", sa.Text()),
        _column("order", sa.Text()),
        _column("heard_at", sa.String(32)),
        _column("retry_at", sa.String(32), null=True),
        _column("tries", BIG),
        sa.PrimaryKeyConstraint("connection_id", "order_id", name="pk_vendor_orders"),
    )
    op.create_index(
        "ix_vendor_orders_connection_id_state", "vendor_orders", ["connection_id", "state"]
    )
    op.create_table(
        "vendor_lines",
        _column("connection_id", BIG),
        _column("order_id", BIG),
        _column("line_id", BIG),
        _column("revision", BIG),
        _column("state", sa.Text()),
        _column("ship_date", sa.Date()),
        _column("prebook_id", BIG, null=True),
        _column("prebook_item_id", BIG, null=True),
        _column("prebook_number", sa.Text()),
        _column("po_number", sa.Text()),
        _column("po_item_id", BIG, null=True),
        _column("rest_po_item_id", BIG, null=True),
        _column("boxes", BIG, null=True),
        _column("cost", sa.Text(), null=True),
        _column("reason", sa.Text()),
        _column("told", sa.Boolean()),
        _column("seen_at", sa.String(32), null=True),
        sa.PrimaryKeyConstraint("connection_id", "order_id", "line_id", name="pk_vendor_lines"),
    )
    op.create_table(
        "needs",
        _column("connection_id", BIG),
        _column("prebook_item_id", BIG),
        _column("revision", BIG),
        _column("need", sa.Text()),
        _column("order_id", BIG),
        _column("gone", sa.Boolean()),
        _column("told", sa.Boolean()),
        _column("reason", sa.Text()),
        _column("seen_at", sa.String(32)),
        sa.PrimaryKeyConstraint("connection_id", "prebook_item_id", name="pk_needs"),
    )


def downgrade() -> None:
    op.drop_table("needs")
    op.drop_table("vendor_lines")
    op.drop_table("vendor_orders")

"""Lines that have fewer boxes in Komet than were ordered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("lines", sa.Column("boxes", BIG, nullable=True))


def downgrade() -> None:
    op.drop_column("lines", "boxes")

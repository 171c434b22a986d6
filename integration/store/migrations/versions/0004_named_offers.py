"""The name of what the marketplace has of each line; of what it had so far nobody knows it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offers", sa.Column("name", sa.LargeBinary(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("offers", "name")

"""What an order has planned: the charge a day before packing, packing, delivery.

Each plan names the revision it was made for; acts of a revision that is gone do nothing.
"""

from datetime import timedelta

import msgspec

from mocks.core.api import Context
from mocks.core.fields import Count, Id
from mocks.ibuyflowers.dates import charging_at, delivery_at, packing_at
from mocks.ibuyflowers.order_states import ACCEPTED, PARTLY
from mocks.ibuyflowers.records import Order
from mocks.ibuyflowers.state import IbfState

#: What is accepted on its packing day is packed no sooner than this.
PACKING_TAKES = timedelta(minutes=30)


class RevisionCall(msgspec.Struct, frozen=True, kw_only=True):
    """An order at one revision."""

    orderId: Id
    revision: Count


def plan_charge(context: Context[IbfState], order: Order) -> None:
    """The card is charged a day before packing, or at once if that is past."""
    at = max(charging_at(order.ship_date), context.now)
    context.plan(at, "charge", _this(order))


def plan_packing(context: Context[IbfState], before: Order, after: Order) -> None:
    """What is fully answered is packed on its day."""
    if after.state != before.state and after.state in (ACCEPTED, PARTLY):
        at = max(packing_at(after.ship_date), context.now + PACKING_TAKES)
        context.plan(at, "pack", _this(after))


def plan_delivery(context: Context[IbfState], order: Order) -> None:
    """What is packed arrives on its day."""
    context.plan(max(delivery_at(order.arrival), context.now), "deliver", _this(order))


def _this(order: Order) -> RevisionCall:
    return RevisionCall(orderId=order.id, revision=order.revision)

"""Facts about standing orders. A truck day is counted once: there is no second prebook for it."""

from datetime import date

from msgspec.structs import replace

from mocks.core.errors import Missing, NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.orders import By
from mocks.komet.records import StandingItem, StandingOrder
from mocks.komet.state import KometState


class StandingOrderMade(Fact, frozen=True, kw_only=True):
    """A standing order came into being, with its lines."""

    order: StandingOrder
    by: By

    def apply(self, state: KometState) -> None:
        """Add it.

        Raises:
            NotPossible: if its id is taken.
        """
        if self.order.id in state.standing_orders:
            raise NotPossible("order.exists", order=self.order.id)
        state.used_id("standing_order", self.order.id)
        state.used_id("standing_order_number", self.order.number)
        for item in self.order.items:
            state.used_id("standing_item", item.id)
        state.standing_orders[self.order.id] = self.order


class StandingItemRemoved(Fact, frozen=True, kw_only=True):
    """A line left a standing order: it is on no prebook made from now on."""

    standing_order_id: int
    item_id: int
    by: By

    def apply(self, state: KometState) -> None:
        """Take the line out.

        Raises:
            Missing: if there is no such order, or no such line on it.
        """
        order = standing_order_in(state, self.standing_order_id)
        gone = standing_item_of(order, self.item_id)
        left = tuple(one for one in order.items if one is not gone)
        changed = replace(order, items=left, updated_at=self.by.at)
        state.standing_orders[order.id] = changed


class StandingOrderCancelled(Fact, frozen=True, kw_only=True):
    """No prebooks are made of it any more; those there are stay."""

    standing_order_id: int
    by: By

    def apply(self, state: KometState) -> None:
        """Mark it.

        Raises:
            Missing: if there is none.
            NotPossible: if it is cancelled already.
        """
        order = standing_order_in(state, self.standing_order_id)
        if order.cancelled:
            raise NotPossible("standing.cancelled", order=order.id)
        state.standing_orders[order.id] = replace(order, cancelled=True, updated_at=self.by.at)


class StandingDayDone(Fact, frozen=True, kw_only=True):
    """The prebook of a truck day is being made; days are done in their order."""

    standing_order_id: int
    day: date
    by: By

    def apply(self, state: KometState) -> None:
        """Note the day.

        Raises:
            Missing: if there is no such order.
            NotPossible: if it is cancelled, or that day or a later one is done.
        """
        order = standing_order_in(state, self.standing_order_id)
        if order.cancelled:
            raise NotPossible("standing.cancelled", order=order.id)
        if order.made_until is not None and self.day <= order.made_until:
            raise NotPossible("standing.twice", order=order.id, date=self.day)
        state.standing_orders[order.id] = replace(order, made_until=self.day)


def standing_order_in(
    state: KometState, order_id: int, company_id: int | None = None
) -> StandingOrder:
    """The standing order of that id, of one company if one is named.

    Raises:
        Missing: if there is none.
    """
    order = state.standing_orders.get(order_id)
    if order is None or company_id not in (None, order.company_id):
        raise Missing("standing.unknown", order=order_id)
    return order


def standing_item_of(order: StandingOrder, item_id: int) -> StandingItem:
    """The line of that id on a standing order.

    Raises:
        Missing: if it has none.
    """
    for item in order.items:
        if item.id == item_id:
            return item
    raise Missing("standing.item", item=item_id)

"""How fresh an offer is, whether it is shown, and how many of its boxes can still be sold.

A cycle confirms 100,000 unchanged offers by one moment: an offer was confirmed when its whole
connection was (`Connection.confirmed_at`), unless `state.marks` holds a moment of its own: a newer
one while its batch is still incomplete, an older one if the last complete batch could not confirm
it. So a confirmation costs nothing per offer. From that moment follow, without any bookkeeping:

- stale: it lies further back than the planned cadence plus a minute;
- hidden: it does not lie after the supplier's withdrawal of the offer;
- left: the boxes told, less those sold at that moment or later.
"""

from datetime import datetime, timedelta
from typing import Any

from mocks.ibuyflowers.order_states import OPEN
from mocks.ibuyflowers.records import Connection, Sale
from mocks.ibuyflowers.state import IbfState, OfferKey

#: One request may be under way when the next confirmation is due.
GRACE_S = 60


def confirmed_at(state: IbfState, connection: Connection, key: str) -> datetime | None:
    """When the supplier last saw this offer in Komet, or None."""
    return state.marks.get((connection.id, key), connection.confirmed_at)


def is_stale(now: datetime, confirmed: datetime | None, cadence_s: float) -> bool:
    """Whether the last confirmation is older than the planned cadence allows."""
    return confirmed is None or now - confirmed > timedelta(seconds=cadence_s + GRACE_S)


def is_hidden(state: IbfState, offer_key: OfferKey, confirmed: datetime | None) -> bool:
    """Whether the supplier took the offer down and no later read brought it back."""
    taken_down = state.withdrawn.get(offer_key)
    return taken_down is not None and (confirmed is None or confirmed <= taken_down)


def boxes_sold(
    state: IbfState, offer_key: OfferKey, confirmed: datetime | None, counts: str
) -> int:
    """Boxes sold that the last confirmation can not know of.

    Args:
        state: the tables.
        offer_key: connection and key.
        confirmed: when the offer was last confirmed.
        counts: the switch ``sold_counts``: only sales since then, or unanswered ones too.
    """
    sales = state.sales.get(offer_key, ())
    return sum(
        sale.boxes
        for sale in sales
        if confirmed is None
        or sale.at >= confirmed
        or (counts == "until_answered" and _is_unanswered(state, sale))
    )


def boxes_left(state: IbfState, offer_key: OfferKey, assumptions: Any) -> int:
    """Boxes of the offer that can still be sold; 0 if there is no such offer."""
    offer = state.offers.get(offer_key)
    if offer is None:
        return 0
    if offer_key not in state.sales:
        return offer.boxes
    confirmed = confirmed_at(state, state.connections[offer_key[0]], offer_key[1])
    return offer.boxes - boxes_sold(state, offer_key, confirmed, assumptions.sold_counts)


def _is_unanswered(state: IbfState, sale: Sale) -> bool:
    order = state.orders[sale.order_id]
    return order.state in OPEN and (order.id, sale.line_id, order.revision) not in state.answers

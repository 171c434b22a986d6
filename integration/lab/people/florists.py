"""What florists do on the marketplace: look, buy, cancel, have a card refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from integration.lab.people.known import NotKnown, known
from mocks.core.errors import Refusal
from mocks.core.world import World
from mocks.ibuyflowers.facts.supply import InventoryTold
from mocks.ibuyflowers.records import Order
from mocks.ibuyflowers.seed import keys_of
from mocks.ibuyflowers.shelf import boxes_left, confirmed_at, is_hidden, is_stale
from mocks.ibuyflowers.state import IbfState, OfferKey

#: How far ahead a florist orders what is on hand, unless the day is named.
USUAL_DAYS_AHEAD = 3


class Florists:
    """The buyers of one marketplace.

    Args:
        world: whose marketplace they visit.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.keys = keys_of(self.state.seed, list(self.state.florists))

    @property
    def state(self) -> IbfState:
        """The marketplace's tables."""
        state: IbfState = self.world.partners["ibuyflowers"].state
        return state

    def does(self, act: str, **fields: Any) -> Any:
        """Let somebody do `act` on the marketplace.

        Raises:
            Refusal: if its rules forbid it; its note is the sentence.
        """
        partner = self.world.partners["ibuyflowers"]
        try:
            return self.world.act("ibuyflowers", known("act", act, partner.acts), fields)
        except Refusal as refusal:
            refusal.add_note(f"the marketplace refuses: {partner.dialect.sentence(refusal)}")
            raise

    def buys(
        self,
        boxes: Mapping[str, int] | Mapping[OfferKey, int],
        *,
        florist: int = 1,
        arrival: date | None = None,
        ship_to: Mapping[str, str] | None = None,
        po_number: str = "",
    ) -> int:
        """Check out an order of whole boxes by offer key; its number.

        Where several suppliers offer the same line it is named by supplier and key.

        Raises:
            Refusal: if the marketplace does not sell it.
        """
        order = self.does(
            "check_out",
            florist=florist,
            arrivalDate=arrival or self.usual_arrival(),
            lines=[_line(offer, count) for offer, count in boxes.items()],
            poNumber=po_number,
            **({"shipTo": ship_to} if ship_to else {}),
        )
        return int(getattr(order, "orderId", 0) or getattr(order, "id", 0) or order)

    def cancels(self, order_id: int) -> None:
        """The buyer cancels.

        Raises:
            Refusal: if it is too late.
        """
        self.does("cancel", orderId=order_id)

    def card_refused(self, order_id: int) -> None:
        """The card fails a day before packing."""
        self.does("reject_card", orderId=order_id)

    # --- what is there ----------------------------------------------------------------------------

    def order(self, order_id: int) -> Order:
        """An order as it stands."""
        return self.state.orders[order_id]

    def outcome(self, order_id: int, line_id: int = 1) -> str:
        """What was answered to a line at the present revision: empty for nothing yet."""
        answer = self.state.answers.get((order_id, line_id, self.order(order_id).revision))
        return answer.outcome if answer else ""

    def reason(self, order_id: int, line_id: int = 1) -> str:
        """Why a line was refused."""
        answer = self.state.answers.get((order_id, line_id, self.order(order_id).revision))
        return answer.reason if answer else ""

    def number(self, order_id: int, line_id: int = 1) -> str:
        """The number in Komet a line was accepted under."""
        answer = self.state.answers.get((order_id, line_id, self.order(order_id).revision))
        return answer.komet_number if answer else ""

    def shown(self, key: str, supplier: int | None = None) -> int:
        """Boxes of an offer that can be bought now: 0 if it is not there or hidden.

        Args:
            key: what the line is called.
            supplier: whose connection; None for the first that offers it.
        """
        state, switches = self.state, self.world.partners["ibuyflowers"].assumptions
        for connection in state.connections.values():
            offer_key = (connection.id, key)
            confirmed = confirmed_at(state, connection, key)
            asked = supplier in (None, connection.id) and offer_key in state.offers
            if asked and not is_hidden(state, offer_key, confirmed):
                return max(boxes_left(state, offer_key, switches), 0)
        return 0

    def stale(self, key: str) -> bool:
        """Whether an offer is marked as older than the planned cadence allows.

        Raises:
            NotKnown: if it was never offered.
        """
        offers = [one for one in self.state.offers if one[1] == key]
        if not offers:
            raise NotKnown(f"{key} was never offered on the marketplace")
        connection = self.state.connections[offers[0][0]]
        confirmed = confirmed_at(self.state, connection, key)
        return is_stale(self.world.now(), confirmed, connection.cadence_s)

    def batches(self) -> int:
        """Parts of inventory batches the marketplace has taken."""
        return len(self.state.ledger.of(InventoryTold))

    def offers(self) -> int:
        """How many offers the marketplace holds, hidden ones included."""
        return len(self.state.offers)

    def usual_arrival(self) -> date:
        """The day a florist orders for unless another is named; never a weekend or a Monday.

        Boxes that arrive from Tuesday to Friday leave the day before.
        """
        day = self.world.now().date() + timedelta(days=USUAL_DAYS_AHEAD)
        while day.weekday() in (0, 5, 6):
            day += timedelta(days=1)
        return day


def _line(offer: str | OfferKey, boxes: int) -> dict[str, Any]:
    """A line of a purchase; of whoever offers it, if no supplier is named."""
    supplier, key = (None, offer) if isinstance(offer, str) else offer
    return {"key": key, "boxes": boxes, "connectionId": supplier}

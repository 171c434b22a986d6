"""Facts about boxes in stock. Each checks what must never happen before it changes anything.

Boxes brought in = taken (less returned) + left + withdrawn, for every lot, at every moment: the
laws add it up from these facts.
"""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.rows import lot_in
from mocks.komet.records import FUTURE, OFFERED, ON_HAND, Lot
from mocks.komet.state import KometState


class LotReceived(Fact, frozen=True, kw_only=True):
    """A new line of inventory came in."""

    lot: Lot

    def apply(self, state: KometState) -> None:
        """Add the lot.

        Raises:
            NotPossible: if its id is taken or its boxes do not add up.
        """
        if self.lot.id in state.lots:
            raise NotPossible("stock.exists", item=self.lot.id)
        if not 0 <= self.lot.left <= self.lot.boxes:
            raise NotPossible("stock.surplus", item=self.lot.id, boxes=self.lot.left)
        # Ids of what others offer are counted apart, so that the others do not jump behind them.
        state.used_id("offer" if self.lot.origin in OFFERED else "lot", self.lot.id)
        _keep(state, self.lot)


class BoxesReceived(Fact, frozen=True, kw_only=True):
    """More boxes of a line that is there already."""

    lot_id: int
    boxes: int

    def apply(self, state: KometState) -> None:
        """Add the boxes.

        Raises:
            Missing: if there is no such lot.
            NotPossible: if the number is not positive.
        """
        lot = _own(state, self.lot_id)
        _positive(lot, self.boxes)
        _keep(state, replace(lot, boxes=lot.boxes + self.boxes, left=lot.left + self.boxes))


class StockTaken(Fact, frozen=True, kw_only=True):
    """Boxes were sold: checked and taken in one step."""

    lot_id: int
    boxes: int
    why: str

    def apply(self, state: KometState) -> None:
        """Take the boxes.

        Raises:
            Missing: if there is no such lot.
            NotPossible: if fewer are left, or the number is not positive.
        """
        lot = _own(state, self.lot_id)
        _positive(lot, self.boxes)
        _enough(lot, self.boxes)
        _keep(state, replace(lot, left=lot.left - self.boxes))


class StockReturned(Fact, frozen=True, kw_only=True):
    """Boxes that had been taken can be sold again."""

    lot_id: int
    boxes: int
    why: str

    def apply(self, state: KometState) -> None:
        """Put the boxes back.

        Raises:
            Missing: if there is no such lot.
            NotPossible: if more would be left than ever came in, or the number is not positive.
        """
        lot = _own(state, self.lot_id)
        _positive(lot, self.boxes)
        if lot.left + self.boxes > lot.boxes:
            raise NotPossible("stock.surplus", item=lot.id, boxes=self.boxes)
        _keep(state, replace(lot, left=lot.left + self.boxes))


class StockCorrected(Fact, frozen=True, kw_only=True):
    """Somebody counted: so many boxes more (or, negative, fewer) had come in than was written."""

    lot_id: int
    boxes_delta: int
    why: str

    def apply(self, state: KometState) -> None:
        """Correct what came in and what is left.

        Raises:
            Missing: if there is no such lot.
            NotPossible: if less than nothing would be left.
        """
        lot = _own(state, self.lot_id)
        _enough(lot, -self.boxes_delta)
        boxes, left = lot.boxes + self.boxes_delta, lot.left + self.boxes_delta
        _keep(state, replace(lot, boxes=boxes, left=left))


class LotWithdrawn(Fact, frozen=True, kw_only=True):
    """What was left of a line was thrown away or taken off sale: expired, never sold."""

    lot_id: int
    boxes: int
    why: str

    def apply(self, state: KometState) -> None:
        """Take the boxes out.

        Raises:
            Missing: if there is no such lot.
            NotPossible: if fewer are left.
        """
        lot = _own(state, self.lot_id)
        _enough(lot, self.boxes)
        _keep(state, replace(lot, left=lot.left - self.boxes))


class PriceChanged(Fact, frozen=True, kw_only=True):
    """A line has another unit price; `price_b` is the second price list's."""

    lot_id: int
    price: Decimal
    price_b: Decimal

    def apply(self, state: KometState) -> None:
        """Set the prices.

        Raises:
            Missing: if there is no such lot.
        """
        _keep(state, replace(lot_in(state, self.lot_id), price=self.price, price_b=self.price_b))


class LotMarked(Fact, frozen=True, kw_only=True):
    """A line was held back or let go, reserved for a customer or opened to all."""

    lot_id: int
    held: bool
    reserved_for: int | None

    def apply(self, state: KometState) -> None:
        """Set both marks.

        Raises:
            Missing: if there is no such lot.
        """
        lot = lot_in(state, self.lot_id)
        _keep(state, replace(lot, held=self.held, reserved_for=self.reserved_for))


class LotArrived(Fact, frozen=True, kw_only=True):
    """A line that was to come is on hand from that day on, under the id it had."""

    lot_id: int
    day: date

    def apply(self, state: KometState) -> None:
        """Move the line on hand.

        Raises:
            Missing: if there is no such lot.
            NotPossible: if it was not to come.
        """
        lot = lot_in(state, self.lot_id)
        if lot.origin != FUTURE:
            raise NotPossible("inventory.origin", item=lot.id, origin=FUTURE)
        _keep(state, replace(lot, origin=ON_HAND, day=self.day, until=None))


def _positive(lot: Lot, boxes: int) -> None:
    if boxes <= 0:
        raise NotPossible("stock.boxes", item=lot.id, boxes=boxes)


def _enough(lot: Lot, boxes: int) -> None:
    if lot.left < boxes:
        raise NotPossible("stock.short", item=lot.id, left=lot.left, asked=boxes)


def _keep(state: KometState, lot: Lot) -> None:
    """Replace the row and tell the encoded lists that they are out of date.

    A line that other companies show brings its boxes along to theirs.
    """
    state.lots[lot.id] = lot
    state.versions[lot.company_id] = state.versions.get(lot.company_id, 0) + 1
    for one in state.shared.get(lot.id, ()):
        _keep(state, replace(state.lots[one], boxes=lot.boxes, left=shared_boxes(lot)))


def shared_boxes(lot: Lot) -> int:
    """Boxes of a line that another company can sell: none of one that is held or reserved."""
    return 0 if lot.held or lot.reserved_for is not None else lot.left


def _own(state: KometState, lot_id: int) -> Lot:
    """The line, if its boxes are its own.

    Raises:
        Missing: if there is no such lot.
        NotPossible: if it only shows another company's.
    """
    lot, terms = lot_in(state, lot_id), state.availability.get(lot_id)
    if terms is not None and terms.seller_lot_id is not None:
        raise NotPossible("availability.shared", item=lot.id)
    return lot

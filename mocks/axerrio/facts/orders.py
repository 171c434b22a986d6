"""Facts of the trade: orders, their boxes and labels, and what Komet's side told of them.

What the vendor did carries the cursor of its event; what Komet's side told makes none (cursor 0).
"""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from mocks.axerrio.feed_rows import tell
from mocks.axerrio.line_states import CANCELLED, FINAL, PRINTABLE, REJECTED, may_become
from mocks.axerrio.records import KOMET, Box, Event, EventKind, Line, Order, Told
from mocks.axerrio.state import AxrState
from mocks.core.errors import Missing, NotPossible
from mocks.core.ledger import Fact


class OrderTaken(Fact, frozen=True, kw_only=True):
    """A sales order was made at the desk, or a line of a prebook in Komet became one."""

    order: Order
    cursor: int = 0

    def apply(self, state: AxrState) -> None:
        """Keep it.

        Raises:
            NotPossible: if its connection is not active.
        """
        order = self.order
        connection = state.connections[order.connection_id]
        if not connection.active:
            raise NotPossible("connection.inactive", connection=connection.id)
        state.used_id("order", order.id)
        keep(state, order, order.placed_at, "order_placed", self.cursor)
        if order.origin == KOMET and order.prebook_item_id is not None:
            state.prebook_items[connection.id, order.prebook_item_id] = order.id


class OrderRevised(Fact, frozen=True, kw_only=True):
    """An order is as it is now: changed or cancelled here, or changed or withdrawn in Komet."""

    order: Order
    kind: EventKind
    at: datetime
    cursor: int = 0

    def apply(self, state: AxrState) -> None:
        """Replace it.

        Raises:
            NotPossible: if it touches a line nothing happens to any more.
        """
        before = state.orders[self.order.id]
        for line in before.lines:
            if line.state in FINAL and self.order.line(line.id) != line:
                raise not_possible(before, line, "changed")
        keep(state, self.order, self.at, self.kind, self.cursor)


class LineTold(Fact, frozen=True, kw_only=True):
    """Komet's side told where a line stands; `rest` is the line its unshipped boxes went to."""

    order_id: int
    line_id: int
    revision: int
    state: str
    told: Told
    rest: Line | None = None

    def apply(self, state: AxrState) -> None:
        """Move the line; boxes beyond what Komet has are boxes no more.

        Raises:
            NotPossible: if the line can not move there.
        """
        order = state.orders[self.order_id]
        line = find_line(order, self.line_id)
        if not may_become(line.state, self.state):
            raise not_possible(order, line, self.state)
        moved = replace(line, state=self.state, told=self.told)
        kept = tuple(box for box in line.boxes if box.number <= moved.to_ship)
        boxes = kept if self.state not in (REJECTED, CANCELLED) else ()
        lines = with_line(order, replace(moved, boxes=boxes)).lines
        more = (self.rest,) if self.rest is not None else ()
        state.orders[order.id] = replace(order, lines=(*lines, *more))


#: Lots made here begin above those Komet gives out.
FIRST_LOT = 200_001


class Shipment(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen for one line: codes of further boxes, and how it travels."""

    line_id: int
    codes: tuple[str, ...]
    awb: str
    house_awb: str
    lot: str


class BoxesChosen(Fact, frozen=True, kw_only=True):
    """Box codes, AWB and lot were chosen for approved lines."""

    order_id: int
    shipments: tuple[Shipment, ...]
    at: datetime
    cursor: int

    def apply(self, state: AxrState) -> None:
        """Give the lines their boxes.

        Raises:
            NotPossible: if a line is not approved, a code names a box already, or they are many.
        """
        order = state.orders[self.order_id]
        for chosen in self.shipments:
            check_shipment(state, order, chosen)
        for chosen in self.shipments:
            line = find_line(order, chosen.line_id)
            first = max((box.number for box in line.boxes), default=0) + 1
            boxes = [Box(code=code, number=n) for n, code in enumerate(chosen.codes, first)]
            _use_up(state, order, chosen)
            order = with_line(
                order,
                replace(
                    line,
                    boxes=(*line.boxes, *boxes),
                    awb=chosen.awb,
                    house_awb=chosen.house_awb,
                    lot=chosen.lot,
                ),
            )
        keep(state, order, self.at, "boxes_chosen", self.cursor)


class LabelsPrinted(Fact, frozen=True, kw_only=True):
    """A label was printed for each of these boxes; again, for a box that had one."""

    order_id: int
    codes: tuple[str, ...]
    at: datetime
    cursor: int

    def apply(self, state: AxrState) -> None:
        """Count the prints.

        Raises:
            NotPossible: if a code is of no box of an approved line.
        """
        order, codes = state.orders[self.order_id], set(self.codes)
        known = {box.code for line in printable(order) for box in line.boxes}
        for code in sorted(codes - known):
            raise NotPossible("box.unknown", field="codes", order=order.id, box=code)
        for line in printable(order):
            boxes = tuple(
                replace(box, prints=box.prints + 1) if box.code in codes else box
                for box in line.boxes
            )
            order = with_line(order, replace(line, boxes=boxes))
        keep(state, order, self.at, "labels_printed", self.cursor)


def _use_up(state: AxrState, order: Order, chosen: Shipment) -> None:
    """Remember the codes for ever, and that made numbers are taken."""
    start = state.accounts[order.account_id].code
    for code in chosen.codes:
        state.codes[order.account_id, code] = (order.id, chosen.line_id)
        if code.startswith(start) and code[len(start) :].isdecimal():
            # Typed numbers may lie far ahead: only the next one in line moves the count.
            number, kind = int(code[len(start) :]), f"box {order.account_id}"
            if number == state.next_id(kind):
                state.used_id(kind, number)
    state.used_id("waybill", state.next_id("waybill"))
    if chosen.lot.isdecimal() and int(chosen.lot) == state.next_id("lot", FIRST_LOT):
        state.used_id("lot", int(chosen.lot))


def keep(state: AxrState, order: Order, at: datetime, kind: EventKind, cursor: int) -> None:
    """Keep the order as it is now; tell it if it has a cursor."""
    state.orders[order.id] = order
    if cursor:
        event = Event(id=cursor, at=at, connection_id=order.connection_id, kind=kind, order=order)
        tell(state, event)


def printable(order: Order) -> list[Line]:
    """The lines whose boxes may be chosen and labelled."""
    return [line for line in order.lines if line.state in PRINTABLE]


def find_line(order: Order, number: int) -> Line:
    """The line of that number.

    Raises:
        Missing: ``line.unknown``.
    """
    line = order.line(number)
    if line is None:
        raise Missing(
            "line.unknown", field="lineId", order=order.id, line=number, revision=order.revision
        )
    return line


def with_line(order: Order, line: Line) -> Order:
    """The order with this line in the place of the one of its number."""
    return replace(order, lines=tuple(line if one.id == line.id else one for one in order.lines))


def check_shipment(state: AxrState, order: Order, chosen: Shipment) -> None:
    """Refuse boxes that can not be.

    Raises:
        NotPossible: ``boxes.unapproved``, ``boxes.many`` or ``box.used``.
    """
    line = find_line(order, chosen.line_id)
    if line.state not in PRINTABLE:
        raise NotPossible("boxes.unapproved", field="lineId", order=order.id)
    left = line.to_ship - len(line.boxes)
    if len(chosen.codes) > left:
        raise NotPossible("boxes.many", field="codes", order=order.id, line=line.id, left=left)
    for code in chosen.codes:
        if (order.account_id, code) in state.codes:
            raise NotPossible("box.used", field="codes", box=code)


def not_possible(order: Order, line: Line, wish: str) -> NotPossible:
    """The refusal of a move that is not in the table."""
    return NotPossible(
        "line.state", field="state", order=order.id, line=line.id, state=line.state, wish=wish
    )

"""The words of the trade that features speak: named lines of inventory, numbered orders.

A feature says "the roses" and "order 1"; this keeps what is meant by them, and answers what a
`then` asks. Everything here is one or two lines over the lab's people and bookings.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from integration.aftermath import SHRINK
from integration.lab.harness import Lab
from integration.lab.people.known import NotKnown, known, known_method
from integration.lab.people.komet_people import Pack
from integration.schedule import STREAMS
from integration.vendor_needs import HIDDEN
from mocks.core.errors import Refusal
from mocks.core.fields import cents
from mocks.komet.facts.catalogue import ShipToAdded
from mocks.komet.records import FUTURE, VENDOR_AVAILABILITY
from mocks.komet.statuses import PENDING_ORDER

#: Boxes to come arrive at the florist's so many days ahead: inside every future line's window.
FUTURE_DAYS_AHEAD = 11
#: How the marketplace's keys of lines begin that can not ship yet.
TO_COME = (f"{FUTURE}-", f"{VENDOR_AVAILABILITY}-")
FEE = Decimal("0.015")
#: What the marketplace says to what it does not refuse.
AGREED = "yes"
#: How an address is written in a feature, one part after another; what is left out is empty.
ADDRESS = ("name", "address", "city", "state", "zipcode", "phone")


class TradeWords:
    """Orders by the number in which they were placed, lines by their name.

    Args:
        lab: where all of it happens.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.orders: list[int] = []
        self.said = ""

    # --- buying -----------------------------------------------------------------------------------

    def buys(self, wishes: Mapping[str, int], **more: Any) -> int:
        """A florist checks out boxes of named lines; the order gets the next number."""
        boxes = {self.lab.komet.key(name): count for name, count in wishes.items()}
        given = {"arrival": self.arrival_of(list(wishes))} | more
        self.orders.append(self.lab.shop.buys(boxes, **given))
        return self.orders[-1]

    def wants(self, wishes: Mapping[str, int], weekday: str) -> None:
        """The same for the next such weekday from tomorrow on, where the marketplace may refuse."""
        self._tries(lambda: self.buys(wishes, arrival=self.next_day(weekday)))

    def cancels(self, number: int) -> None:
        """The buyer wants to cancel an order; the marketplace may refuse."""
        self._tries(lambda: self.lab.shop.cancels(self.order(number)))

    def _tries(self, deed: Callable[[], object]) -> None:
        self.said = AGREED
        try:
            deed()
        except Refusal as refusal:
            self.said = self.lab.world.partners["ibuyflowers"].dialect.sentence(refusal)

    def next_day(self, weekday: str) -> date:
        """The next such weekday from tomorrow on.

        Raises:
            NotKnown: if it is no weekday's name.
        """
        known("weekday", weekday, calendar.day_name)
        day = self.lab.komet.today() + timedelta(days=1)
        while calendar.day_name[day.weekday()] != weekday:
            day += timedelta(days=1)
        return day

    def arrival_of(self, names: Sequence[str]) -> date:
        """A day on which boxes of all these lines can arrive: a working day's morning."""
        if not any(self.lab.komet.key(name).startswith(TO_COME) for name in names):
            return self.lab.shop.usual_arrival()
        day = self.lab.komet.today() + timedelta(days=FUTURE_DAYS_AHEAD)
        while day.weekday() in (0, 5, 6):
            day += timedelta(days=1)
        return day

    # --- what became of it ------------------------------------------------------------------------

    def order(self, number: int) -> int:
        """The marketplace's number of the `number`-th order, from 1.

        Raises:
            NotKnown: if so many were not placed.
        """
        placed = len(self.orders)
        if not 1 <= number <= placed:
            raise NotKnown(f"there is no order {number}; so far {placed} were placed")
        return self.orders[number - 1]

    def line(self, number: int, name: str) -> int:
        """The line of an order that asked for boxes of a named line.

        Raises:
            NotKnown: if no line did.
        """
        key = self.lab.komet.key(name)
        order = self.lab.shop.order(self.order(number))
        ids = {one.key: one.id for one in (*order.lines, *order.refused_lines)}
        names = {self.lab.komet.key(one): one for one in self.lab.komet.named}
        known(f"line in order {number} for", name, (names.get(one, one) for one in ids))
        return ids[key]

    def outcome(self, number: int, name: str) -> str:
        """What was answered to a line: accepted, refused, released, or nothing yet."""
        return self.lab.shop.outcome(self.order(number), self.line(number, name))

    def reason(self, number: int, name: str) -> str:
        """Why it was refused."""
        return self.lab.shop.reason(self.order(number), self.line(number, name))

    def shown(self, name: str) -> int:
        """Boxes of a named line that the marketplace sells now."""
        return self.lab.shop.shown(self.lab.komet.key(name))

    def priced(self, name: str, boxes: int, pack: Pack) -> None:
        """Bring in a line on hand with this price and pack."""
        self.lab.komet.receive(name, boxes, pack=pack)

    def buys_to(self, written: str, wishes: Mapping[str, int]) -> int:
        """A florist's boxes go to an address written as `ADDRESS` says."""
        return self.buys(wishes, ship_to=self.ship_to(written))

    def ship_to(self, written: str) -> dict[str, str]:
        """The address that is written as `ADDRESS` says.

        Raises:
            NotKnown: if it has more parts.
        """
        given = written.split(" / ")
        if len(given) > len(ADDRESS):
            raise NotKnown(f'"{written}" has more parts than {" / ".join(ADDRESS)}')
        return {"country": "US"} | dict(zip(ADDRESS, given, strict=False))

    def buys_as(self, buyer: str, wishes: Mapping[str, int]) -> int:
        """A florist's boxes go to the florist's own address, under this name."""
        own = msgspec.to_builtins(self.lab.shop.state.florists[1].ship_to)
        return self.buys(wishes, ship_to=own | {"name": buyer})

    def called(self, name: str) -> str:
        """What the marketplace calls a named line; empty if it was never offered."""
        key = self.lab.komet.key(name)
        offers = self.lab.shop.state.offers.items()
        return next((offer.name for (_, one), offer in offers if one == key), "")

    def all_in(self, name: str) -> Decimal:
        """What a bunch of a named line cost the florist who bought it first.

        Raises:
            NotKnown: if nobody has bought any.
        """
        key = self.lab.komet.key(name)
        lines = (line for one in self.lab.shop.state.orders.values() for line in one.lines)
        prices = [line.all_in_per_bunch for line in lines if line.key == key]
        if not prices:
            raise NotKnown(f'no florist has bought any "{name}"')
        return prices[0]

    def waits_because(self, number: int) -> str:
        """Why an order needs a person, as the operator reads it; empty if it does not."""
        subject = f"order {self.order(number)}"
        return "; ".join(one.reason for one in self.lab.store.alarms() if one.subject == subject)

    def story(self, number: int) -> str:
        """What the engine has told of an order, in one text."""
        subject = f"order {self.order(number)}"
        told = self.lab.store.story(self.lab.connected().id, subject)
        return "; ".join(one.text for one in told)

    def alarms(self, subject: str) -> str:
        """The open alarms about a subject, such as ``inventory``, in one text.

        Raises:
            NotKnown: if no alarm ever is about that.
        """
        raised = {one.subject for one in self.lab.store.alarms(open_only=False)}
        known("subject of alarms", subject, {*STREAMS, SHRINK, HIDDEN} | raised)
        return "; ".join(one.reason for one in self.lab.store.alarms() if one.subject == subject)

    def all_alarms(self) -> str:
        """The reasons of all open alarms, in one text."""
        return "; ".join(one.reason for one in self.lab.store.alarms())

    def retries(self, number: int) -> None:
        """The operator says `floralab retry` for an order."""
        lab = self.lab
        lab.store.wish(lab.connected().id, f"retry {self.order(number)}", lab.world.now())

    # --- in Komet ---------------------------------------------------------------------------------

    def documents(self, number: int) -> str:
        """The order's live documents, such as ``one Invoice and no Prebook``."""
        order_id, books = self.order(number), self.lab.bookings
        invoices, prebooks = len(books.invoices(order_id)), len(books.prebooks(order_id))
        return f"{_count(invoices)} Invoice and {_count(prebooks)} Prebook"

    def booked_boxes(self, number: int) -> int:
        """Boxes the order holds in Komet."""
        return self.lab.bookings.boxes(self.order(number))

    def fee(self, number: int) -> Decimal:
        """The fee Komet charged for the order."""
        return self.lab.bookings.fee(self.order(number))

    def amount(self, number: int) -> Decimal:
        """What the order's live lines come to in Komet."""
        return self.lab.bookings.amount(self.order(number))

    def fee_on(self, name: str, boxes: int) -> Decimal:
        """1.5 % of so many boxes of a named line, to the cent."""
        lot = self.lab.komet.lot(name)
        return cents(lot.price * lot.units_per_box * boxes * FEE)

    def days_moved(self, number: int) -> int:
        """Days between the arrival a florist asked for and the present one."""
        state, order_id = self.lab.shop.state, self.order(number)
        asked = next(event for event in state.events.values() if event.order.id == order_id)
        return (state.orders[order_id].arrival - asked.order.arrival).days

    def new_ship_tos(self) -> int:
        """Ship-tos of the marketplace's customer that were added since the world began."""
        return len(self.lab.komet.state.ledger.of(ShipToAdded))

    def fees_kept(self) -> Decimal:
        """All fees that Komet charged and did not give back."""
        fees = self.lab.komet.state.fees.values()
        return sum((one.amount for one in fees if not one.returned), Decimal(0))

    def leaves_on(self, number: int) -> str:
        """The weekday on which the order's live documents ship."""
        days = {line.ship_date.weekday() for line in self.lab.bookings.lines(self.order(number))}
        return " and ".join(calendar.day_name[one] for one in sorted(days))

    def shared_invoices(self, *numbers: int) -> int:
        """How many live invoices hold these orders together."""
        books = self.lab.bookings
        return len({one for number in numbers for one in books.invoices(self.order(number))})

    def number_told(self, number: int, name: str) -> str:
        """The number in Komet that the marketplace was told for a line."""
        return self.lab.shop.number(self.order(number), self.line(number, name))

    def number_in_komet(self, number: int, kind: str) -> str:
        """The number an order bears in Komet: that of its Invoice, Prebook or web order.

        Raises:
            NotKnown: if it has none of that kind.
        """
        numbers = {one: text for one, text in self._numbers(number).items() if text}
        return numbers[known(f"number in Komet for order {number}, that of its", kind, numbers)]

    def _numbers(self, number: int) -> dict[str, str]:
        order_id, books, state = self.order(number), self.lab.bookings, self.lab.komet.state
        web_orders = [str(one.number) for one in state.web_orders.values()]
        return {
            "Invoice": " ".join(books.invoices(order_id)),
            "Prebook": " ".join(books.prebooks(order_id)),
            "web order": " ".join(web_orders),
        }

    # --- what people do in Komet ------------------------------------------------------------------

    def confirmed(self, number: int) -> None:
        """Procurement confirms the order's invoices.

        Raises:
            NotKnown: if it has none.
        """
        for invoice in self._invoices(number):
            self.lab.komet.does("confirm_invoice", invoiceNumber=int(invoice))

    def voided(self, number: int) -> None:
        """A sales rep voids the order's invoices.

        Raises:
            NotKnown: if it has none.
        """
        for invoice in self._invoices(number):
            self.lab.komet.does("void_invoice", invoiceNumber=int(invoice), reason="by a sales rep")

    def checked_out(self) -> None:
        """A sales rep checks out every web order that waits for it."""
        for one in self._waiting():
            self.lab.komet.does("check_out_web_order", webOrderId=one)

    def cancelled_in_komet(self) -> None:
        """A sales rep cancels every web order that waits for its checkout."""
        for one in self._waiting():
            self.lab.komet.does("cancel_web_order", webOrderId=one)

    def _waiting(self) -> list[int]:
        """Web orders with boxes that nobody has checked out.

        Raises:
            NotKnown: if there are none.
        """
        state = self.lab.komet.state
        waiting = [
            one.id
            for one in state.web_orders.values()
            if one.status == PENDING_ORDER and state.items_of_web_order[one.id]
        ]
        if not waiting:
            raise NotKnown("no web order with boxes waits for its checkout in Komet")
        return waiting

    def _invoices(self, number: int) -> list[str]:
        found = self.lab.bookings.invoices(self.order(number))
        if not found:
            raise NotKnown(f"order {number} has no live Invoice in Komet")
        return found

    def asked_for(self, method: str) -> int:
        """How often Komet was asked for a method.

        Raises:
            NotKnown: if it has no such method.
        """
        known_method(self.lab.world, method)
        lines = self.lab.world.journal.find(f"/api/{method}", "komet", limit=10**6)
        return sum(line.path == f"/api/{method}" for line in lines)


def _count(number: int) -> str:
    return {0: "no", 1: "one"}.get(number, str(number))

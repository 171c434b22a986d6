"""The words of a vendor's desk that features speak: numbered orders, goods by what they are called.

"Sales order 1" is the first the vendor sold; "Prebook 1" the first prebook Komet's people made with
the vendor, and the order that became of it. The desk is spoken to over its own wire, so that what
it refuses is heard in its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from integration.lab.harness import ENGINE, Lab
from integration.lab.people.known import NotKnown
from integration.lab.people.vendor_goods import SOLID, Goods, goods_said
from integration.lab.people.vendor_people import ACCOUNT, CUSTOMER_CODE, VendorPeople, solid
from integration.model import Connection
from mocks.axerrio.build import keys_of
from mocks.axerrio.label import Label, labels
from mocks.axerrio.line_states import FINAL
from mocks.axerrio.records import MIXED, Line, Order
from mocks.core.errors import Refusal
from mocks.komet.seed import COMPANY

#: A line's state in the trade's words.
STATES = {
    "placed": "placed",
    "waiting_approval": "waiting for approval",
    "needs_mapping": "waiting for its product",
    "cancelling": "being cancelled",
}
AGREED = "yes"
SALES_ORDER, PREBOOK = "sales order ", "Prebook "
NAMES = {CUSTOMER_CODE: "Señorita Peña's Petals"}


class VendorWords:
    """A vendor's desk, and what Komet's side has told it.

    Args:
        lab: where all of it happens.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab, self.people = lab, VendorPeople(lab)
        self.orders: list[int] = []
        self.prebook_lines: list[int] = []
        self.header: dict[str, Any] = {}
        self.said = ""

    # --- before anything --------------------------------------------------------------------------

    def komet_has(self, *names: str) -> None:
        """Komet's catalogue holds products of these names, and no other."""
        self.lab.wish(names=names)

    def reckons_in(self, zone: str) -> None:
        """The engine is set to count the days of the allowance in that zone."""
        self.lab.wish(settings=self.lab.plan.settings | {"allowance_zone": zone})

    def joins(self, **changes: Any) -> Connection:
        """The vendor's account is joined to the company."""
        connection = self.people.joins(**changes)
        self.lab.raw.tokens["vendor"] = connection.token
        return connection

    # --- selling ----------------------------------------------------------------------------------

    def sells(self, goods: str) -> None:
        """A sales order of these goods; it gets the next number, if the desk takes it."""
        day = self.people.ship_date().isoformat()
        fields = {"connectionId": 1, "customer": _customer(CUSTOMER_CODE), "shipDate": day}
        lines = [self.line_call(one) for one in goods_said(goods)]
        made = self.asks("order/create", **(fields | self.header), lines=lines)
        self.header = {}
        if made:
            self.orders.append(made["orderId"])

    def sells_many(self, count: int, name: str) -> None:
        """So many sales orders one after the other: of one box, of two, and so on."""
        for boxes in range(1, count + 1):
            self.sells(f'{boxes} boxes of "{name}"')

    def for_customer(self, code: str) -> None:
        """The next order is for the vendor's customer of that code."""
        self.header["customer"] = _customer(code)

    def leaving_in(self, days: int) -> None:
        """The next order ships in so many days."""
        self.header["shipDate"] = self.day_in(days).isoformat()

    def day_in(self, days: int) -> date:
        """The day after so many days."""
        return self.lab.komet.today() + timedelta(days=days)

    def changes(self, number: int, goods: str) -> None:
        """An order is to be of these goods: lines of the same name change, others come and go."""
        order = self.order(f"{SALES_ORDER}{number}")
        live = {line.goods.description: line.id for line in order.lines if line.state not in FINAL}
        lines = []
        for one in goods_said(goods):
            known = live.get(one.name)
            lines.append(self.line_call(one) | ({} if known is None else {"lineId": known}))
        self.asks("order/change", orderId=order.id, lines=lines)

    def postpones(self, number: int, days: int) -> None:
        """An order ships so many days later."""
        order = self.order(f"{SALES_ORDER}{number}")
        day = order.header.ship_date + timedelta(days=days)
        self.asks("order/change", orderId=order.id, shipDate=day.isoformat())

    def cancels(self, number: int) -> None:
        """The vendor cancels an order."""
        self.asks("order/cancel", orderId=self.orders[number - 1])

    def line_call(self, goods: Goods) -> dict[str, Any]:
        """A line of an order as the desk types it."""
        line = solid(
            kind=goods.kind,
            articleKey=self.article(goods.name),
            packages=goods.boxes,
            stemsBunch=goods.stems,
            cost=goods.cost,
        )
        if goods.kind == SOLID:
            return line
        line["parts"] = [
            {"articleKey": self.article(name), "bunches": bunches, "stemsBunch": goods.stems}
            | ({"cost": goods.cost} if goods.kind == MIXED else {})
            for name, bunches in zip(goods.names, goods.bunches(), strict=True)
        ]
        if goods.kind == MIXED:
            del line["cost"]
        return line

    def article(self, name: str) -> int:
        """The key of the vendor's article of that name; made if it has none."""
        for one in self.people.state.articles.values():
            if (one.account_id, one.description) == (ACCOUNT, name):
                return one.key
        code = f"ART{len(self.people.state.articles)}"
        return int(self.asks("article", code=code, description=name)["articleKey"])

    def asks(self, path: str, **fields: Any) -> dict[str, Any]:
        """Ask the desk; its answer, or nothing if it refuses. What it said is kept."""
        key = keys_of(self.people.state)["desks"][ACCOUNT - 1]
        heard = self.lab.raw.ask_bearer("axerrio", f"desk/{path}", key, **fields)
        self.said = heard.message if heard.refused else AGREED
        return {} if heard.refused else heard.value

    # --- its service ------------------------------------------------------------------------------

    def stops(self) -> None:
        """The service at the vendor's site stops; the desk works on."""
        self.people.does("stop_service", accountId=ACCOUNT)

    def starts(self) -> None:
        """It starts again and sends what it held back."""
        self.people.does("start_service", accountId=ACCOUNT)

    def sends_again(self, count: int) -> None:
        """Its last events go out once more."""
        self.people.does("send_again", count=count)

    # --- where orders stand -----------------------------------------------------------------------

    def order_id(self, which: str) -> int:
        """The number at the vendor's of ``sales order 1`` or of ``Prebook 1``.

        Raises:
            NotKnown: if there is none (yet); the message says what there is.
        """
        known = {f"{SALES_ORDER}{place}": one for place, one in enumerate(self.orders, 1)}
        made = {one.prebook_item_id: one.id for one in self.people.state.orders.values()}
        for place, item in enumerate(self.prebook_lines, 1):
            if item in made:
                known[f"{PREBOOK}{place}"] = made[item]
        if which not in known:
            raise NotKnown(f"the vendor has no {which}, only {', '.join(known) or 'nothing'}")
        return known[which]

    def order(self, which: str) -> Order:
        """The order as the vendor has it."""
        return self.people.order(self.order_id(which))

    def lines(self, which: str, name: str) -> Sequence[Line]:
        """The lines of an order that are called so, oldest first.

        Raises:
            NotKnown: if there is none.
        """
        order = self.order(which)
        found = [line for line in order.lines if line.goods.description == name]
        if not found:
            names = ", ".join(line.goods.description for line in order.lines)
            raise NotKnown(f"{which} has no {name}, only {names}")
        return found

    def states(self, which: str, name: str) -> str:
        """Where these lines stand, as the vendor reads it, such as ``shipped and approved``."""
        return " and ".join(spoken(line.state) for line in self.lines(which, name))

    def reads(self, which: str, name: str) -> str:
        """What the vendor was told of them in words."""
        return "; ".join(line.told.reason for line in self.lines(which, name))

    def to_ship(self, which: str, name: str) -> int:
        """Boxes of them that leave or have left."""
        return sum(line.to_ship for line in self.lines(which, name))

    def orders_here(self) -> int:
        """How many orders the vendor has, whoever began them."""
        return len(self.people.state.orders)

    # --- what the operator sees -------------------------------------------------------------------

    def waits_because(self, which: str) -> str:
        """Why an order needs a person, as the operator reads it; empty if it does not."""
        subject = f"order {self.order_id(which)}"
        return "; ".join(one.reason for one in self.lab.store.alarms() if one.subject == subject)

    def reasons(self) -> set[str]:
        """The reasons of all open alarms."""
        return {one.reason for one in self.lab.store.alarms()}

    def operator_maps(self, code: str) -> None:
        """The operator says which customer in Komet the vendor's customer of that code is."""
        store = self.lab.store
        (connection,) = [one for one in store.connections() if one.vendor_id]
        known = connection.customers | {code: min(connection.customers.values()) + 1}
        store.add_connection(msgspec.structs.replace(connection, customers=known))

    def methods_called(self) -> set[str]:
        """The methods of Komet that the engine has called today."""
        return set(self.lab.store.calls(COMPANY, self.lab.komet.today()))

    def without_engine(self, seconds: float) -> None:
        """Time passes while no engine runs."""
        self.lab.world.agenda.drop(lambda kind, _: kind == ENGINE)
        self.lab.pass_time(seconds)
        self.lab.restart_engine()

    # --- boxes and labels -------------------------------------------------------------------------

    def chooses(self, which: str, **given: Any) -> None:
        """Choose boxes of all approved lines of an order, or as said."""
        self.said_of_boxes(self.asks("boxes", orderId=self.order_id(which), **given))

    def chooses_of(self, which: str, name: str, **given: Any) -> None:
        """Choose boxes of a line."""
        line = self.lines(which, name)[-1]
        self.chooses(which, lineId=line.id, **given)

    def said_of_boxes(self, reply: dict[str, Any]) -> None:
        """Keep what the desk warns of."""
        if reply.get("warnings"):
            self.said = "; ".join(reply["warnings"])

    def prints(self, which: str) -> None:
        """Print a label for each chosen box of approved lines."""
        self.asks("labels", orderId=self.order_id(which))

    def labels_all(self, which: str, **given: Any) -> None:
        """Choose boxes and print their labels."""
        self.chooses(which, **given)
        self.prints(which)

    def chosen(self, which: str) -> int:
        """Boxes that were chosen for an order, with labels or without."""
        return sum(len(line.boxes) for line in self.order(which).lines)

    def label_codes(self, which: str) -> str:
        """The codes on its labels, such as ``NUS000001, NUS000002``."""
        return ", ".join(label.code for label in self.labels(which))

    def labels(self, which: str) -> list[Label]:
        """The labels of an order that hold."""
        account = self.people.state.accounts[ACCOUNT]
        return list(labels(account, self.order(which), None))


def spoken(state: str) -> str:
    """A state in the trade's words."""
    return STATES.get(state, state)


def tried(deed: Callable[[], object], sentences: dict[str, str]) -> str:
    """What is said to a deed: "yes", or the refusal in the partner's own sentence."""
    try:
        deed()
    except Refusal as refusal:
        return sentences[refusal.code].format(**refusal.details)
    return AGREED


def _customer(code: str) -> dict[str, str]:
    return {"code": code, "name": NAMES.get(code, f"{code} Petals")}

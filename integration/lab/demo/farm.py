"""The vendor of the demo's company, and what its people do at Axerrio on the day.

Its service stops for some hours in which the desk works on: what was sold, changed, cancelled and
labelled meanwhile goes out at once, in order, when it runs again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from integration.lab.axerrio_laws import vendor_laws, vendor_says
from integration.lab.commands.trying_vendor import certain_names
from integration.lab.demo.day import Happening
from integration.lab.demo.floor import NOTHING, Floor, Script
from integration.lab.people.vendor_people import FREEDOM, VendorPeople, mixed, solid
from mocks.axerrio.line_states import PRINTABLE
from mocks.axerrio.records import Line, Order
from mocks.core.errors import Missing
from mocks.core.laws import Law
from mocks.komet.market import on_market
from mocks.komet.records import ON_HAND
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX

#: The vendor's codes for customers of the company; the marketplace's own customer is none of them.
CUSTOMERS = {"PEN": 7002, "HAR": 7004}
NAMES = {"PEN": "Señorita Peña's Petals", "HAR": "Harbor Event Flowers"}
#: The company's own truck: it has no cut-off, and nobody switches it off for a scene.
TRUCK = FEDEX + 3
#: Articles the vendor lists under the very names Komet knows, so that nobody has to map them.
LISTED = 3


class Farm(VendorPeople):
    """The vendor's people, what they sold for which scene, and what was sent at once."""

    def opens(self) -> None:
        """Join the vendor's account to the company, for one day."""
        self.joins(customers=CUSTOMERS, carrier_id=TRUCK)
        self.articles: list[int] = []
        self.sold: dict[str, int] = {}
        self.sent_at_once = 0

    def laws(self) -> tuple[Law, ...]:
        """The laws over its orders and Komet."""
        return vendor_laws(lambda: vendor_says(self.lab.world, self.lab.store))

    def today(self) -> date:
        """The present day, on which everything leaves the farm."""
        return self.lab.komet.today()

    def role(self, order_id: int) -> str:
        """For which scene an order was sold, or nothing."""
        return next((name for name, one in self.sold.items() if one == order_id), "")

    def article(self, place: int) -> int:
        """One of the articles that were listed today.

        Raises:
            Missing: if none was.
        """
        if not self.articles:
            raise Missing(NOTHING)
        return self.articles[place % len(self.articles)]


# --- selling --------------------------------------------------------------------------------------


class Sale(NamedTuple):
    """What is sold in a scene: boxes of listed articles by their place, and at which extra cost.

    The boxes leave in so many `days`.
    """

    boxes: tuple[tuple[int, int], ...]
    extra: float = 0.0
    customer: str = "PEN"
    days: int = 0


USUAL = Sale(())
SALES = {
    "sell_two": Sale(((0, 6), (1, 4))),
    "sell_dear": Sale(((2, 8),), extra=12.0),
    "sell_partly": Sale(((1, 10),)),
    "sell_changing": Sale(((0, 12),), customer="HAR"),
    "sell_cancelling": Sale(((2, 3),)),
    "sell_meanwhile": Sale(((1, 5),), customer="HAR"),
    "sell_tomorrow": Sale(((0, 7),), days=1),
}


def list_articles(floor: Floor, _happening: Happening, chance: Random) -> None:
    """The vendor lists articles by the names the company uses for what it has on hand."""
    farm, state = floor.farm, floor.komet.state
    known = set(certain_names(state))
    lots = on_market(state, COMPANY, state.customers[CUSTOMER], ON_HAND)
    names = {state.products[lot.product_id].description: None for lot in lots}
    certain = [one for one in names if one in known]
    for number, name in enumerate(chance.sample(certain, min(LISTED, len(certain))), start=1):
        made = farm.does("keep_article", code=f"DAY{number}", description=name)
        farm.articles.append(made.articleKey)


def sell(floor: Floor, happening: Happening, chance: Random) -> None:
    """A sales order of solid boxes whose names Komet knows."""
    sale = SALES[happening.kind]
    lines = [
        solid(articleKey=floor.farm.article(place), packages=boxes, cost=_cost(chance) + sale.extra)
        for place, boxes in sale.boxes
    ]
    _sold(floor, happening, lines, sale)


def sell_mixed(floor: Floor, happening: Happening, chance: Random) -> None:
    """A sales order of boxes with two articles in each."""
    keys = [floor.farm.article(0), floor.farm.article(1)]
    parts = [
        {"articleKey": key, "bunches": 6, "stemsBunch": 25, "cost": _cost(chance)} for key in keys
    ]
    _sold(floor, happening, [mixed(articleKey=keys[0], packages=2, parts=parts)])


def sell_unknown(floor: Floor, happening: Happening, chance: Random) -> None:
    """A sales order in words nobody has mapped, or, the second time, somebody has by then."""
    _sold(floor, happening, [solid(articleKey=FREEDOM, packages=5, cost=_cost(chance))])


def _sold(
    floor: Floor, happening: Happening, lines: list[dict[str, Any]], sale: Sale = USUAL
) -> None:
    farm, code = floor.farm, sale.customer
    leaves = farm.today() + timedelta(days=sale.days)
    header = {
        "customer": {"code": code, "name": NAMES[code]},
        "shipDate": leaves.isoformat(),
    }
    farm.sold[happening.kind] = farm.sells(*lines, **header)


def _cost(chance: Random) -> float:
    return round(5 + 4 * chance.random(), 2)


# --- second thoughts ------------------------------------------------------------------------------


def change(floor: Floor, _happening: Happening, _chance: Random) -> None:
    """The customer wants fewer boxes of what was bought already."""
    order = _order(floor, "sell_changing")
    line = order.lines[0]
    fewer = solid(
        lineId=line.id,
        articleKey=line.goods.article_key,
        packages=line.goods.packages - 4,
        cost=float(line.goods.cost),
    )
    floor.farm.changes(order.id, fewer)
    floor.tell("vendor", f"the vendor changed order {order.id}: 4 boxes fewer")


def cancel(floor: Floor, _happening: Happening, _chance: Random) -> None:
    """The customer wants nothing any more."""
    order = _order(floor, "sell_cancelling")
    floor.farm.cancels(order.id)
    floor.tell("vendor", f"the vendor cancelled order {order.id}")


def _order(floor: Floor, role: str) -> Order:
    number = floor.farm.sold.get(role)
    if number is None:
        raise Missing(NOTHING)
    return floor.farm.order(number)


# --- labels ---------------------------------------------------------------------------------------


def label(floor: Floor, _happening: Happening, _chance: Random) -> None:
    """Boxes are chosen for whatever was approved, and each gets its label."""
    printed = sum(_label(floor.farm, order) for order in list(floor.farm.state.orders.values()))
    if printed:
        floor.tell("vendor", f"the vendor labelled {printed} boxes")


def _label(farm: Farm, order: Order) -> int:
    """Choose and label what is not yet, line by line; how many boxes."""
    if any(len(line.boxes) < line.to_ship for line in _printable(order)):
        farm.does("choose_boxes", orderId=order.id)
    order = farm.order(order.id)
    fresh = [box.code for line in _printable(order) for box in line.boxes if not box.prints]
    if fresh:
        farm.does("print_labels", orderId=order.id, codes=fresh)
    return len(fresh)


def _printable(order: Order) -> Iterator[Line]:
    return (line for line in order.lines if line.state in PRINTABLE)


# --- the service at the site ----------------------------------------------------------------------


def stop(floor: Floor, _happening: Happening, _chance: Random) -> None:
    """The line to the farm is down; its desk works on."""
    floor.farm.does("stop_service")
    floor.tell("vendor", "the vendor's service stopped; its desk works on")


def start(floor: Floor, _happening: Happening, _chance: Random) -> None:
    """It is up again: everything goes out at once."""
    sent = floor.farm.does("start_service")
    floor.farm.sent_at_once += sent
    floor.tell("vendor", f"the vendor's service runs again and sent {sent} events at once")


SCRIPTS: dict[str, Script] = {
    **dict.fromkeys(SALES, sell),
    "list_articles": list_articles,
    "sell_mixed": sell_mixed,
    "sell_unknown": sell_unknown,
    "sell_mapped": sell_unknown,
    "change": change,
    "cancel_sale": cancel,
    "label": label,
    "stop": stop,
    "start": start,
}

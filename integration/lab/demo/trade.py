"""What became of the vendor's orders on the day, read from both ledgers; nobody keeps count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from integration.lab.demo.farm import Farm
from integration.lab.demo.result import Count, VendorHour, VendorOrder
from integration.lab.people.vendor_people import VENDOR_ID
from mocks.axerrio.facts.orders import LabelsPrinted, OrderRevised, OrderTaken
from mocks.axerrio.line_states import CANCELLED, REJECTED, SHIPPED
from mocks.axerrio.records import AXERRIO, KOMET, MIXED, Line, Order
from mocks.core.ledger import Fact
from mocks.ibuyflowers.state import IbfState
from mocks.komet.facts.boxes import BoxReceived, PurchaseLineShipped
from mocks.komet.facts.purchases import ProductMapped, PurchaseOrderMade, PurchaseOrderMoved
from mocks.komet.purchase_order_states import APPROVED, BOX_RECEIVED
from mocks.komet.records import PurchaseOrder
from mocks.komet.state import KometState

#: What every day must have seen of the vendor, in the words of the report.
SEEN = (
    "sales orders that left as purchase orders",
    "prebooks of the company's that left as purchase orders",
    "mixed boxes that left",
    "products mapped by a person",
    "orders changed and made anew",
    "orders cancelled by the vendor",
    "orders rejected by procurement",
    "orders confirmed in part",
    "prebook lines taken out again",
    "events sent at once after a stop",
    "boxes received by their codes",
    "boxes from the farm sold on the marketplace",
)
OPTION_ONE, OPTION_TWO, OPEN_MARKET = "sale", "prebook", "market"
HOUR = timedelta(hours=1)


def vendor_orders(farm: Farm) -> tuple[VendorOrder, ...]:
    """Every order of the vendor's, then what the company bought of it for nobody's order."""
    komet = farm.lab.komet.state
    found = [_order(komet, one) for one in farm.state.orders.values()]
    found += [_ahead(komet, one) for one in farm.purchases() if _is_ahead(komet, one)]
    return tuple(found)


def _order(komet: KometState, order: Order) -> VendorOrder:
    codes = [box.code for line in order.lines for box in line.boxes]
    told = [line.told for line in order.lines]
    return VendorOrder(
        number=str(order.id),
        option=OPTION_ONE if order.origin == AXERRIO else OPTION_TWO,
        placed_at=order.placed_at,
        revision=order.revision,
        lines=tuple(f"{line.goods.packages} {line.goods.kind}" for line in order.lines),
        prebook=order.prebook_number or next((one.prebook for one in told if one.prebook), ""),
        purchase_orders=tuple(
            dict.fromkeys(one.purchase_order for one in told if one.purchase_order)
        ),
        states=tuple(dict.fromkeys(line.state for line in order.lines)),
        labelled=sum(box.prints > 0 for line in order.lines for box in line.boxes),
        received=_received(komet, codes),
        reasons=tuple(dict.fromkeys(one.reason for one in told if one.reason)),
    )


def _received(komet: KometState, codes: Iterable[str]) -> int:
    mine = set(codes)
    return sum(box.code in mine and box.status == BOX_RECEIVED for box in komet.boxes.values())


def _is_ahead(komet: KometState, order: PurchaseOrder) -> bool:
    items = [komet.purchase_items[one] for one in komet.items_of_purchase_order[order.id]]
    return bool(items) and all(one.prebook_item_id is None for one in items)


def _ahead(komet: KometState, order: PurchaseOrder) -> VendorOrder:
    items = [komet.purchase_items[one] for one in komet.items_of_purchase_order[order.id]]
    boxes = [komet.boxes[box] for one in items for box in komet.boxes_of_item.get(one.id, ())]
    return VendorOrder(
        number="",
        option=OPEN_MARKET,
        placed_at=order.created_at,
        revision=0,
        lines=tuple(f"{one.boxes} solid" for one in items),
        prebook="",
        purchase_orders=(str(order.number),),
        states=tuple(dict.fromkeys(one.status.lower() for one in items)),
        labelled=len(boxes),
        received=sum(box.status == BOX_RECEIVED for box in boxes),
        reasons=(),
    )


# --- what must be seen ----------------------------------------------------------------------------


def seen(farm: Farm, fresh: set[str], *, required: bool) -> tuple[Count, ...]:
    """How often each of `SEEN` happened, in that order.

    Args:
        farm: the vendor.
        fresh: offers of boxes that were scanned in today.
        required: whether a day without one proves too little.
    """
    market: IbfState = farm.lab.world.partners["ibuyflowers"].state
    komet = farm.lab.komet.state
    lines = [(order, line) for order in farm.state.orders.values() for line in order.lines]
    sold = [line for one in market.orders.values() for line in one.lines if line.key in fresh]
    numbers = (
        _count(lines, AXERRIO, SHIPPED),
        _count(lines, KOMET, SHIPPED),
        sum(line.goods.kind == MIXED and line.state == SHIPPED for _, line in lines),
        sum(1 for _ in komet.ledger.of(ProductMapped)),
        sum(order.revision > 0 and line.state == SHIPPED for order, line in lines),
        _count(lines, AXERRIO, CANCELLED),
        _count(lines, AXERRIO, REJECTED),
        sum((line.told.boxes or 0) < line.goods.packages for line in _of(lines, AXERRIO, SHIPPED)),
        _count(lines, KOMET, CANCELLED, REJECTED),
        farm.sent_at_once,
        sum(1 for _ in komet.ledger.of(BoxReceived)),
        sum(line.boxes for line in sold),
    )
    return tuple(
        Count(name=name, count=number, required=required)
        for name, number in zip(SEEN, numbers, strict=True)
    )


def _of(lines: Iterable[tuple[Order, Line]], origin: str, *states: str) -> list[Line]:
    return [line for order, line in lines if order.origin == origin and line.state in states]


def _count(lines: Iterable[tuple[Order, Line]], origin: str, *states: str) -> int:
    return len(_of(lines, origin, *states))


# --- hour by hour ---------------------------------------------------------------------------------


def vendor_hours(farm: Farm, ended: datetime) -> tuple[VendorHour, ...]:
    """The hours before `ended` in which something happened between vendor and company."""
    counted = Counter[tuple[datetime, str]]()
    for ledger in (farm.state.ledger, farm.lab.komet.state.ledger):
        for entry in ledger:
            for column, number in _columns(entry.fact):
                counted[entry.at.replace(minute=0, second=0, microsecond=0), column] += number
    begins = sorted({begin for begin, _ in counted if begin < ended})
    return tuple(
        VendorHour(begin=begin, **{name: n for (at, name), n in counted.items() if at == begin})
        for begin in begins
    )


def _columns(fact: Fact) -> Iterator[tuple[str, int]]:
    """Which columns of an hour a fact counts in."""
    match fact:
        case OrderTaken():
            yield ("sold" if fact.order.origin == AXERRIO else "wanted"), 1
        case OrderRevised() if fact.cursor:
            yield "changed", 1
        case LabelsPrinted():
            yield "labelled", len(fact.codes)
        case _:
            yield from _komet_columns(fact)


def _komet_columns(fact: Fact) -> Iterator[tuple[str, int]]:
    match fact:
        case PurchaseOrderMade() if fact.order.vendor_id == VENDOR_ID:
            yield "bought", 1
        case PurchaseOrderMoved() if fact.status == APPROVED:
            yield "approved", 1
        case PurchaseLineShipped():
            yield "shipped", len(fact.boxes)
        case BoxReceived():
            yield "received", 1

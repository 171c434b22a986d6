"""What is done in Komet about what is to be bought: map, approve, book, scan in, order weekly."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import msgspec

from integration.lab.demo.day import Happening
from integration.lab.demo.farm import TRUCK
from integration.lab.demo.floor import Floor, Script
from integration.lab.people.vendor_people import VENDOR_ID
from integration.model import Reference
from mocks.axerrio.awb import made as waybill
from mocks.core.api import Caller
from mocks.core.errors import Refusal
from mocks.komet.purchase_order_states import APPROVED, BOX_SHIPPED, CONFIRMED, PENDING
from mocks.komet.records import Box, PrebookItem, PurchaseItem, PurchaseOrder
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, tokens_of

TOO_DEAR = "too dear"
#: Boxes the farm confirms at once of the order that is confirmed in part.
FIRST_PART = 6
FAIR = {
    "boxTypeCode": "HB",
    "unitType": "Bunch",
    "bunches": 12,
    "stemsBunch": 25,
    "cost": Decimal("5.50"),
}
#: The customer of the company's for whom its sales staff book.
BUYER = 7004


# --- products and approval ------------------------------------------------------------------------


def map_products(floor: Floor, happening: Happening, _chance: Random) -> None:
    """Somebody says which product unknown words mean: the first of those Komet offers."""
    for item in list(floor.komet.state.prebook_items.values()):
        if item.product_id is None and item.boxes and item.vendor_id == VENDOR_ID:
            _map(floor, happening, item)


def _map(floor: Floor, happening: Happening, item: PrebookItem) -> None:
    if floor.komet.state.prebook_items[item.id].product_id is not None:
        return
    offered = floor.komet.does("suggest_products", prebookItemId=item.id)
    if offered:
        floor.komet.does("map_product", prebookItemId=item.id, productId=offered[0].productId)
        words = f"{item.description!r} is {offered[0].description}"
        floor.tell(happening.kind, f"somebody in the company said that {words}")


def approve(floor: Floor, happening: Happening, _chance: Random) -> None:
    """Procurement goes through what waits: all is approved but what is too dear."""
    waiting = [one for one in _purchases(floor) if one.status == PENDING]
    numbers = []
    for order in waiting:
        items = _items(floor, order)
        if any(floor.farm.role(_vendor_order(one)) == "sell_dear" for one in items):
            floor.komet.does("cancel_purchase_order", purchaseOrderId=order.id, why=TOO_DEAR)
            floor.tell(happening.kind, f"procurement rejected purchase order {order.number}")
        elif all(one.product_id is not None for one in items):
            floor.komet.does("approve_purchase_order", purchaseOrderId=order.id)
            numbers.append(str(order.number))
    if numbers:
        floor.tell(happening.kind, f"procurement approved purchase orders {', '.join(numbers)}")


def confirm_partly(floor: Floor, happening: Happening, _chance: Random) -> None:
    """In the vendor portal the farm confirms some boxes of an order, and all of another."""
    for order in _purchases(floor):
        for item in _items(floor, order):
            is_partly = floor.farm.role(_vendor_order(item)) == "sell_partly"
            if is_partly and order.status == APPROVED and not item.confirmed:
                boxes = min(FIRST_PART, item.boxes)
                floor.komet.does("confirm_purchase_line", poItemId=item.id, boxes=boxes)
                said = f"{boxes} of {item.boxes} boxes of purchase order {order.number}"
                floor.tell(happening.kind, f"the farm confirmed {said}")


def take_off(floor: Floor, happening: Happening, _chance: Random) -> None:
    """Procurement takes off an order what the farm has not confirmed and will not send."""
    for order in _purchases(floor):
        for item in _items(floor, order):
            if floor.farm.role(_vendor_order(item)) == "sell_partly" and not item.shipment:
                floor.komet.does("change_purchase_line", poItemId=item.id, boxes=0)
                said = f"{item.boxes} boxes off purchase order {order.number}"
                floor.tell(happening.kind, f"procurement took {said}: the farm has no more")


# --- prebooks of the company's own ----------------------------------------------------------------


def book(floor: Floor, happening: Happening, chance: Random) -> None:
    """Sales staff book boxes for a customer, to be bought of the vendor."""
    _book(floor, happening, chance, chance.randint(4, 9))


def book_anew(floor: Floor, happening: Happening, chance: Random) -> None:
    """Sales staff take out the first line nobody has approved yet, and book fewer boxes."""
    state = floor.komet.state
    pending = {one.id for one in _purchases(floor) if one.status == PENDING}
    for item in list(state.prebook_items.values()):
        ids = state.purchases_of_prebook_item.get(item.id, ())
        bought = [state.purchase_items[one] for one in ids]
        if bought and item.boxes > 1 and item.mark_code == "" and _all_in(bought, pending):
            floor.komet.does("delete_prebook_line", prebookItemId=item.id)
            _book(floor, happening, chance, item.boxes // 2)
            return


def _all_in(bought: list[PurchaseItem], pending: set[int]) -> bool:
    return all(one.purchase_order_id in pending for one in bought)


def _book(floor: Floor, happening: Happening, chance: Random, boxes: int) -> None:
    line = {"vendorId": VENDOR_ID, "productId": _product(floor, chance), "boxes": boxes}
    header = {"customerId": BUYER, "carrierId": TRUCK, "shipDate": floor.farm.today()}
    made = _does(floor, "prebook.create", header | {"prebookItems": [FAIR | line]})
    said = f"{boxes} boxes of the vendor's in prebook {made.prebookNumber}"
    floor.tell(happening.kind, f"sales staff booked {said}")


# --- boxes for the open market --------------------------------------------------------------------


def buy_ahead(floor: Floor, happening: Happening, chance: Random) -> None:
    """Procurement buys boxes for the open market; for nobody's order."""
    line = {"productId": _product(floor, chance), "boxes": chance.randint(8, 16)}
    header = {"vendorId": VENDOR_ID, "shipDate": floor.farm.today()}
    made = _does(floor, "purchase.order.create", header | {"purchaseOrderItems": [FAIR | line]})
    said = f"{line['boxes']} boxes for the open market: purchase order {made.purchaseOrderNumber}"
    floor.tell(happening.kind, f"procurement bought {said}")


def confirm_ahead(floor: Floor, _happening: Happening, _chance: Random) -> None:
    """The farm confirms them in the portal: now they are inventory to come."""
    for order in _purchases(floor):
        if order.status == APPROVED and all(map(_is_standing, _items(floor, order))):
            floor.komet.does("confirm_purchase_order", purchaseOrderId=order.id)


def ship_ahead(floor: Floor, _happening: Happening, chance: Random) -> None:
    """They leave the farm; Komet gives their boxes codes."""
    for order in _purchases(floor):
        items = [one for one in _items(floor, order) if _is_standing(one) and not one.shipment]
        if order.status == CONFIRMED and items:
            awb = waybill("729", chance.randrange(10**7))
            leaving = {"awb": awb, "shipDate": floor.farm.today()}
            lines = [leaving | {"poItemId": one.id} for one in items]
            fields = {"vendorId": VENDOR_ID, "poItems": lines}
            _does(floor, "purchase.order.items.awb.add", fields)


def _is_standing(item: PurchaseItem) -> bool:
    return item.prebook_item_id is None


# --- the warehouse --------------------------------------------------------------------------------


def scan(floor: Floor, happening: Happening, _chance: Random) -> None:
    """The warehouse scans every box that has come in, and by mistake one of them twice."""
    here = [one for one in floor.komet.state.boxes.values() if _is_coming(one)]
    fresh = sum(_scan(floor, one.code) for one in here)
    if here:
        said = f"the warehouse scanned {len(here)} boxes in"
        floor.tell(happening.kind, f"{said}, {fresh} of them for the open market")
        _scan_again(floor, happening, here[0].code)


def _scan(floor: Floor, code: str) -> bool:
    """Scan a box in; whether it became inventory."""
    return isinstance(floor.komet.does("receive_box", boxCode=code).inventoryId, int)


def _scan_again(floor: Floor, happening: Happening, code: str) -> None:
    try:
        _scan(floor, code)
    except Refusal as refusal:
        floor.tell(happening.kind, f"{code} was scanned twice and refused: {refusal.code}")


def _is_coming(box: Box) -> bool:
    return box.company_id == COMPANY and box.status == BOX_SHIPPED


# --- standing orders ------------------------------------------------------------------------------


def order_weekly(floor: Floor, happening: Happening, chance: Random) -> None:
    """The marketplace orders the same for two days of each week; the night makes prebooks of it."""
    line = {"productId": _product(floor, chance), "identifier": "weekly", "boxes": 2}
    fields = {
        "customerId": CUSTOMER,
        "carrierId": FEDEX,
        "startDate": floor.farm.today(),
        "recurrence": 1,
        "truckDays": "Tuesday,Thursday",
        "items": [FAIR | line | {"price": Decimal(11)}],
    }
    made = _does(floor, "v2/standing-order", fields, CUSTOMER)
    said = f"the marketplace gave standing order {made.standingOrderNumber}"
    floor.tell(happening.kind, f"{said}: two boxes each Tuesday and Thursday")


# --- shared ---------------------------------------------------------------------------------------


def _does(floor: Floor, method: str, fields: dict[str, Any], customer_id: int | None = None) -> Any:
    """Let somebody do in Komet's screens what `method` does: no call is counted, none is struck.

    It is the company's people, or the customer of that id.

    Raises:
        Refusal: if Komet's rules forbid it.
    """
    komet = floor.world.partners["komet"]
    endpoint = komet.paths[f"/api/{method}"]
    kind = "Customer" if customer_id else "Company"
    caller = Caller(kind, COMPANY, customer_id, tokens_of(komet.state)[kind.lower()])
    call = msgspec.convert(fields, endpoint.call)
    return endpoint.handler(floor.world.context(komet, caller), call)


def _product(floor: Floor, chance: Random) -> int:
    """A product of the company's."""
    products = floor.komet.state.products.values()
    return chance.choice([one.id for one in products if one.company_id == COMPANY])


def _purchases(floor: Floor) -> list[PurchaseOrder]:
    return floor.farm.purchases()


def _items(floor: Floor, order: PurchaseOrder) -> list[PurchaseItem]:
    state = floor.komet.state
    items = [state.purchase_items[one] for one in state.items_of_purchase_order[order.id]]
    return [one for one in items if not one.cancelled]


def _vendor_order(item: PurchaseItem) -> int:
    """The vendor's order a line of a purchase order is of; 0 if it carries no reference of ours."""
    reference = Reference.read(item.mark_code)
    return reference.order if reference else 0


SCRIPTS: dict[str, Script] = {
    "map": map_products,
    "approve": approve,
    "confirm_partly": confirm_partly,
    "take_off": take_off,
    "book": book,
    "book_anew": book_anew,
    "buy_ahead": buy_ahead,
    "confirm_ahead": confirm_ahead,
    "ship_ahead": ship_ahead,
    "scan": scan,
    "order_weekly": order_weekly,
}

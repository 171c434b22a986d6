"""Every partner with a world in which much has happened, the keys to it, and what is there."""

from pathlib import Path
from typing import Any

import msgspec
import schemathesis

from mocks.core.web import Stage, build_app
from mocks.core.world import World
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, PASSWORD, USERNAME
from mocks.worlds import PARTNERS
from tests.mocks.axerrio.site import ASSORTED, FREEDOM, Site, need, sale, solid
from tests.mocks.axerrio.site import HAND_OVER as TOKEN_HANDED_OVER
from tests.mocks.ibuyflowers.market import ADDRESS, HAND_OVER, MONDAY, THURSDAY, Market, offer
from tests.mocks.komet.purchases import AWB, OWN, Purchases, alone
from tests.mocks.komet.sales import FRIDAY, NEXT_FRIDAY, NEXT_WEEK, TODAY, declare, free_item
from tests.mocks.komet.test_prebook_multiple import FIELDS as SEVERAL

OPENAPI = Path(__file__).parents[2] / "mocks" / "openapi"
DOCUMENTS = {
    name: msgspec.json.decode((OPENAPI / f"{name}.json").read_bytes()) for name in PARTNERS
}

Good = dict[str, dict[str, list[Any]]]

#: Which of the kinds an operation takes is used.
PREFERRED = (
    "Company",
    "User",
    "Customer",
    "onboarding",
    "supplier",
    "florist",
    "connection",
    "desk",
)


class Door:
    """One partner's app with a world behind it, the keys to its operations, and what is there.

    `good` gives, by operation, fields with values that exist, so that calls get through.
    """

    def __init__(self, partner: str, world: World, keys: dict[str, str], good: Good) -> None:
        self.partner, self.world, self.keys, self.good = partner, world, keys, good
        self.schema = schemathesis.openapi.from_dict(DOCUMENTS[partner])
        self.schema.app = build_app(Stage(world), partner)

    @property
    def facts(self) -> int:
        return len(self.world.partners[self.partner].state.ledger)

    def headers(self, entry: Any) -> dict[str, str]:
        """What opens an operation: a key of a kind it takes."""
        key = next((self.keys[kind] for kind in PREFERRED if kind in entry["x-tokens"]), "")
        if self.partner == "komet":
            # Every other method takes the channel too, so that chance may draw it there.
            named = entry["operationId"] == "company.location.list"
            channel = {"X-SALES-CHANNEL": "WEB_APP"} if named else {}
            return {"authenticationToken": key, "X-ACCOUNT": str(COMPANY)} | channel
        return {"Authorization": f"Bearer {key}"}

    def is_refusal(self, status: int, answer: Any) -> bool:
        return answer.get("status") == 0 if self.partner == "komet" else status >= 400


def komet() -> Door:
    """A desk with three web orders, invoices and prebooks, and lines bought from a farm."""
    desk = Purchases()
    orders = [desk.open() for _ in range(3)]
    for order in orders:
        desk.add(webOrderId=order, quantity=1)
    bills = [desk.bill({"orderItemId": desk.second, "boxes": 1, "price": 1}) for _ in orders]
    books = [desk.book(free_item(boxes=1)) for _ in orders]
    invoices = {"invoiceNumber": [one["invoiceNumber"] for one in bills]}
    prebooks = {"prebookId": [one["prebookId"] for one in books]}
    items = [one["prebookItems"][0]["prebookItemId"] for one in books]
    buyer = {"customerId": [CUSTOMER]}
    web_order = buyer | {"webOrderId": orders}
    window = {"orderDateFrom": [TODAY], "orderDateTo": [NEXT_FRIDAY]}
    header = buyer | {"carrierId": [FEDEX]}
    bill_line = {"orderItemId": desk.second, "boxes": 1, "price": 1.5}
    good: Good = {
        "customer.shipto.add": buyer | {"name": ["Señora"], "carrierId": [FEDEX]},
        "customer.shipto.list": buyer,
        "customer.shipto.update": buyer | {"shipToId": [20_101], "city": ["Ávila"]},
        "customer.list": {"name": ["flo"], "updateAsOf": [TODAY], "locationId": [""]},
        "customer.details.get": buyer,
        "customer.add": {"name": ["Señora"], "code": ["S1", "S2", "S3"], "salesPersonId": [511]},
        "vendor.list": {"portOrigin": ["BOG", "uio"], "code": [""], "id": [""]},
        "future.inventory.openmarket.list": {"dateFrom": [TODAY], "dateTo": [NEXT_FRIDAY]},
        "invoice.create": header | {"shipDate": [FRIDAY], "invoiceItems": [[bill_line]]},
        "invoice.list": window,
        "invoice.accounting.details.list": window | {"locationIds": ["13:14"]},
        "invoice.details.list": {"orderDate": [FRIDAY]},
        "invoice.confirm": invoices,
        "invoice.void": invoices | {"reason": ["x"]},
        "login": {"username": [USERNAME], "password": [PASSWORD]},
        "prebook.create": header | {"shipDate": [NEXT_WEEK], "prebookItems": [[free_item()]]},
        "prebook.details.list": {"date": [NEXT_WEEK]},
        "prebook.future.item.add": prebooks | {"inventoryId": [desk.future], "boxes": [1]},
        "prebook.vendor.availability.item.add": prebooks
        | {"inventoryIds": [str(declare(desk)), f"{declare(desk)},{declare(desk)}"]}
        | {"quantity": [1], "price": [2.5], "boxTypeCode": ["HB", "qb"]},
        "prebook.item.delete": {"prebookId": prebooks["prebookId"][:1], "prebookItemId": items[:1]},
        "prebook.update": prebooks | {"comments": ["Ñ"]},
        "prebook.delete": {"prebookId": prebooks["prebookId"][1:]},
        "web-order.create": buyer | {"companyId": [COMPANY]},
        "web-order-details.list": web_order,
        "web-order-item.add": {name: [one] for name, one in desk.line(quantity=1).items()},
        "web-order.checkout": web_order,
        "web-order.delete": web_order,
    }
    good |= shop(buyer)
    good |= purchases(desk)
    desk.add_future(webOrderId=desk.open(), quantity=1)
    desk.needs()
    desk.bought(alone(productId=None, productDescription="Rosa Hermosa Pink 70"))
    good |= open_invoices(desk)
    good |= standing_orders(desk)
    keys = {kind.capitalize(): text for kind, text in desk.tokens.items()}
    return Door("komet", desk.world, keys, {f"/api/{name}": one for name, one in good.items()})


def shop(buyer: dict[str, list[Any]]) -> Good:
    """Values of what the e-commerce and those who offer boxes to it show a customer."""
    return {
        "ecommerce/customer-carriers.list": buyer | {"date": ["2026-11-05"]},
        "carriers.by.customer.ship.date.list": buyer | {"inventoryOrigin": [1, 2, 3]},
        "ecommerce-lite/settings": buyer,
        "ecommerce/inventory.get": buyer
        | {"inventoryLineIds": ["70000001", "70000002, 70000003"], "inventoryOrigin": [3]}
        | {"date": ["2026-11-12"], "carrierId": [FEDEX]},
        "ecommerce/inventory-available-dates.list": buyer
        | {"inventoryLineIds": [70_000_001], "inventoryOrigin": [3]},
        "vendor.availability.items.list": buyer | {"dateFrom": [TODAY], "dateTo": [NEXT_FRIDAY]},
        "company.location.list": buyer,
        "ecommerce/inventory.list": buyer | {"page": [1], "rows": [30], "searchText": [""]},
    }


def open_invoices(desk: Purchases) -> Good:
    """Values of drafts whose lines may still change."""
    line = {"orderItemId": desk.second, "boxes": 1, "price": 1}
    drafts = [desk.bill(line, statusDraft=1) for _ in range(3)]
    invoice = {"invoiceId": [drafts[0]["invoiceId"]]}
    return {
        "invoice.checkout": {"invoiceNumber": [one["invoiceNumber"] for one in drafts]},
        "invoice.item.add": invoice | {name: [one] for name, one in line.items()},
        "invoice.item.delete": {
            "invoiceId": [drafts[1]["invoiceId"]],
            "invoiceItemId": [drafts[1]["invoiceItems"][0]["invoiceItemId"]],
        },
    }


def standing_orders(desk: Purchases) -> Good:
    """Values of standing orders whose items may still go, and of a list of prebooks."""
    order = {
        "customerId": CUSTOMER,
        "carrierId": FEDEX,
        "startDate": TODAY,
        "recurrence": 1,
        "truckDays": "Monday",
        "items": [free_item()],
    }
    made = [desk.ask("v2/standing-order", "customer", **order) for _ in range(2)]
    window = {"dateFrom": [TODAY], "dateTo": [NEXT_FRIDAY]}
    return {
        "prebook.list": window,
        "standing.order.list": window,
        "v2/standing-order": {name: [one] for name, one in order.items()},
        "v2/standing-order/item": {
            "standingOrderId": [made[1]["standingOrderId"]],
            "standingOrderItemId": [one["standingOrderItemId"] for one in made[1]["items"]],
        },
    }


def purchases(desk: Purchases) -> Good:
    """Values of the purchase side: lines that are pending, approved, on their way."""
    pending = [desk.bought()[0] for _ in range(3)]
    approved = [desk.approved()[0] for _ in range(6)]
    desk.ship(desk.approved()[0])
    item = {"poItemId": approved[2], "awb": AWB, "shipDate": NEXT_WEEK}
    order = {"shipDate": [NEXT_WEEK], "vendorId": [OWN]}
    part = {"productId": 100_001, "bunches": 10, "stemsBunch": 25}
    change = {"currentBoxCode": "KS001001", "newBoxCode": "PT1"}
    codes = ("vendorCode", "carrierId", "carrierCode", "companyLocationCode")
    plain = {name: [""] for name in (*codes, "purchaseOrderNumber")}
    lines = {"purchaseOrderItemId": approved}
    return {
        "box.code.change": {"boxes": [[change]]},
        "box.externalcode.update": {"boxes": [[{"boxCode": "KS001002", "externalCode": "E"}]]},
        "multiple.prebooks.create": {name: [value] for name, value in SEVERAL.items()}
        | {"companyLocationCode": [""]},
        "purchase.order.create": order
        | plain
        | {"purchaseOrderItems": [[alone()]], "awbNumber": [""]},
        "purchase.order.mixed.create": order
        | plain
        | {"purchaseOrderItems": [[alone(breakdowns=[part])]]},
        "purchase.order.list": {"date": [NEXT_WEEK]},
        "purchase.order.va.details.list": {"purchaseOrderNumbers": ["21001"]},
        "purchase.order.item.delete": {"poItemId": pending},
        "purchase.order.item.confirm": {"poItemId": approved[:2], "quantityConfirmed": [1, 2]},
        "purchase.order.item.price.update": lines | {"price": [0.25]},
        "purchase.order.item.reference.update": lines | {"reference": ["x"]},
        "purchase.order.item.awb.add": {name: [value] for name, value in item.items()}
        | {"poItemId": approved[3:5], "boxCodes": [[]], "lotNumber": [""]},
        "purchase.order.items.awb.add": {"poItems": [[item]], "vendorId": [OWN]},
    }


def ibuyflowers() -> Door:
    """A market with three orders and three carts."""
    market = Market()
    market.tells(offer("1-1", boxes=1000), offer("1-2", boxes=2))
    orders = [market.buys({"1-1": 1}) for _ in range(3)]
    carts = [market.cart({"1-1": 2}) for _ in range(3)]
    keys = {"onboarding": market.keys["onboarding"], "florist": market.florist()}
    arrival = {"arrivalDate": [THURSDAY.isoformat()]}
    batch = {name: [one] for name, one in market.part(number=2, upserts=[offer("1-3")]).items()}
    answer = {name: [one] for name, one in market.answer(orders[0]).items()}
    good: Good = {
        "supplier/connection": {name: [value] for name, value in HAND_OVER.items()},
        "supplier/inventory": batch | {"readAt": [MONDAY.isoformat()], "number": [2, 3, 4]},
        "supplier/answer": answer | {"orderId": orders},
        "shop/availability": arrival | {"page": [1], "search": [""]},
        "shop/cart": arrival,
        "shop/cart/box": {
            "cartId": carts[2:],
            "key": ["1-1"],
            "boxes": [1, 2],
            "connectionId": [1],
        },
        "shop/cart/remove": {"cartId": carts, "key": ["1-1"]},
        "shop/cart/ship-to": {"cartId": carts, "shipTo": [ADDRESS]},
        "shop/checkout": {"cartId": carts},
        "shop/order": {"orderId": orders},
        "shop/order/cancel": {"orderId": orders},
    }
    good = {f"/api/{name}": one for name, one in good.items()}
    return Door("ibuyflowers", market.world, keys | {"supplier": market.supplier}, good)


def axerrio() -> Door:
    """A vendor with orders in several states, boxes chosen and labels printed."""
    site = Site()
    orders = [site.approved(solid(packages=900)) for _ in range(3)]
    for order in orders:
        site.boxes(order, count=1)
        site.prints(order)
    fresh, changing = ([site.sells() for _ in range(3)] for _ in range(2))
    site.needs()
    keys = {"onboarding": site.keys["onboarding"], "connection": site.key, "desk": site.desk}
    which = {"orderId": orders}
    order = {name: [one] for name, one in sale().items()}
    told = {name: [one] for name, one in site.said(fresh[0], "waiting_approval").items()}
    bought = {name: [one] for name, one in need(prebookItemId=78).items()}
    good: Good = {
        "integration/connection": {name: [one] for name, one in TOKEN_HANDED_OVER.items()},
        "integration/join": {name: [one] for name, one in site.join_call().items()},
        "integration/order": which,
        "integration/order-state": told | {"orderId": fresh},
        "integration/purchase-order": bought | {"revision": [0, 1, 2]},
        "integration/purchase-order/withdraw": {
            "prebookItemId": [77],
            "revision": [1, 2],
            "reason": ["x"],
        },
        "desk/article": {"articleKey": [ASSORTED], "accountId": [1]},
        "desk/order/create": order,
        "desk/order/change": {"orderId": changing, "lines": [[solid(articleKey=FREEDOM)]]},
        "desk/order/cancel": {"orderId": fresh},
        "desk/order": which,
        "desk/boxes": which | {"count": [1, 2]},
        "desk/labels": which,
        "desk/labels.pdf": which,
        "desk/labels.zpl": which,
    }
    return Door("axerrio", site.world, keys, {f"/api/{name}": one for name, one in good.items()})


DOORS = {"komet": komet, "ibuyflowers": ibuyflowers, "axerrio": axerrio}

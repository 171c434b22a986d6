"""The vendor's people at Axerrio, and the company's procurement in Komet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from integration.lab.axerrio_laws import vendor_laws, vendor_says
from integration.lab.wire import base_url
from integration.model import VENDOR, Connection
from mocks.axerrio.build import keys_of
from mocks.axerrio.joining import METHODS
from mocks.axerrio.records import Line, Order
from mocks.axerrio.state import AxrState
from mocks.komet.records import PurchaseItem, PurchaseOrder
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX

if TYPE_CHECKING:
    from integration.lab.harness import Lab

#: The vendor in Komet, its account with Axerrio, and two of its articles.
VENDOR_ID, ACCOUNT = 901, 1
FREEDOM, MONDIAL = 1001, 1003
#: The vendor's own code for a customer of the company's, and one it never mapped.
CUSTOMER_CODE, STRANGER = "PEN", "NEW"
PROVED = {name: "granted" if reads else "unproven" for name, reads in METHODS.items()}


class VendorPeople:
    """Everybody around one vendor's connection.

    Args:
        lab: whose world they act in.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab

    # --- joining ----------------------------------------------------------------------------------

    def joins(self, **changes: Any) -> Connection:
        """Join the vendor's account to the company and let the engine know of it."""
        lab = self.lab
        token = lab.komet.make_token("Vendor", tuple(METHODS), VENDOR_ID)
        connection = Connection(
            id=0,
            name="Axerrio",
            komet_url=base_url("komet"),
            market_url=base_url("axerrio"),
            token_kind="Vendor",
            token=token,
            user_token="",
            supplier_key=self._hand_over(token),
            company_id=COMPANY,
            customer_id=0,
            carrier_id=FEDEX,
            users=lab.komet.state.companies[COMPANY].users,
            partner=VENDOR,
            vendor_id=VENDOR_ID,
            customers={CUSTOMER_CODE: CUSTOMER},
        )
        connection = lab.store.add_connection(msgspec.structs.replace(connection, **changes))
        self.is_judged()
        lab.restart_engine()
        return connection

    def _hand_over(self, token: str) -> str:
        """Hand the token over and activate; the key for everything else."""
        onboarding = str(keys_of(self.state)["onboarding"])
        given = self.lab.raw.ask_bearer(
            "axerrio",
            "integration/connection",
            onboarding,
            kometToken=token,
            accountId=ACCOUNT,
            companyId=COMPANY,
            vendorId=VENDOR_ID,
        ).value
        self.lab.raw.ask_bearer(
            "axerrio",
            "integration/join",
            onboarding,
            connectionId=given["connectionId"],
            role="Admin",
            addOn=True,
            methods=PROVED,
        )
        return str(given["key"])

    def is_judged(self) -> None:
        """Put the laws over Komet and vendors in force."""
        world, store = self.lab.world, self.lab.store
        known = {law.name for law in world.cross_laws}
        laws = vendor_laws(lambda: vendor_says(world, store))
        new = tuple(law for law in laws if law.name not in known)
        world.cross_laws = (*world.cross_laws, *new)

    # --- at the vendor's desk ---------------------------------------------------------------------

    @property
    def state(self) -> AxrState:
        """Axerrio's tables."""
        state: AxrState = self.lab.world.partners["axerrio"].state
        return state

    def does(self, act: str, **fields: Any) -> Any:
        """Let somebody at the vendor's do `act`.

        Raises:
            Refusal: if Axerrio's rules forbid it.
        """
        return self.lab.world.act("axerrio", act, fields)

    def ship_date(self) -> date:
        """A day every carrier has service on, next week: a Wednesday."""
        today = self.lab.komet.today()
        return today + timedelta(days=9 - today.weekday())

    def sells(self, *lines: dict[str, Any], **header: Any) -> int:
        """Make a sales order of these lines (one of solid boxes if none); its number."""
        day = self.ship_date().isoformat()
        customer = {"code": CUSTOMER_CODE, "name": "Señorita Peña's Petals"}
        fields = {"connectionId": 1, "customer": customer, "shipDate": day} | header
        order_id: int = self.does("sell", **fields, lines=list(lines) or [solid()]).orderId
        return order_id

    def changes(self, order_id: int, *lines: dict[str, Any], **header: Any) -> None:
        """Change an order: the lines given are all that shall live."""
        fields = header | ({"lines": list(lines)} if lines else {})
        self.does("change_order", orderId=order_id, **fields)

    def cancels(self, order_id: int) -> None:
        """Cancel an order."""
        self.does("cancel_order", orderId=order_id)

    def labels(self, order_id: int, **boxes: Any) -> None:
        """Choose boxes of all approved lines (or as said) and print a label for each."""
        self.does("choose_boxes", orderId=order_id, **boxes)
        self.does("print_labels", orderId=order_id)

    def order(self, order_id: int) -> Order:
        """The order as the vendor has it."""
        return self.state.orders[order_id]

    def line(self, order_id: int, line_id: int = 1) -> Line:
        """A line of it."""
        line = self.order(order_id).line(line_id)
        assert line is not None
        return line

    # --- procurement in Komet ---------------------------------------------------------------------

    def purchases(self) -> list[PurchaseOrder]:
        """The vendor's purchase orders, oldest first."""
        found = self.lab.komet.state.purchase_orders.values()
        return [one for one in found if one.vendor_id == VENDOR_ID]

    def bought(self) -> list[PurchaseItem]:
        """Lines of them that still stand."""
        state = self.lab.komet.state
        mine = {order.id for order in self.purchases()}
        return [
            item
            for item in state.purchase_items.values()
            if item.purchase_order_id in mine and not item.cancelled
        ]

    def approves(self, place: int = -1) -> None:
        """Procurement approves a purchase order (the newest)."""
        purchase_id = self.purchases()[place].id
        self.lab.komet.does("approve_purchase_order", purchaseOrderId=purchase_id)

    def rejects(self, place: int = -1, why: str = "too dear") -> None:
        """Procurement cancels a purchase order (the newest)."""
        purchase_id = self.purchases()[place].id
        self.lab.komet.does("cancel_purchase_order", purchaseOrderId=purchase_id, why=why)

    def books(self, boxes: int = 4, **header: Any) -> int:
        """Sales staff make a prebook with this vendor, cost and ship date; its line's id."""
        state = self.lab.komet.state
        product = min(one.id for one in state.products.values() if one.company_id == COMPANY)
        line = {
            "vendorId": VENDOR_ID,
            "productId": product,
            "boxTypeCode": "HB",
            "unitType": "Bunch",
            "boxes": boxes,
            "bunches": 12,
            "stemsBunch": 25,
            "cost": 6.5,
            "price": 11,
        }
        fields = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": str(self.ship_date())}
        given = fields | header
        made = self.lab.raw.komet("prebook.create", "company", **given, prebookItems=[line]).value
        (item,) = state.items_of_prebook[made["prebookId"]]
        return item

    def maps_everything(self) -> None:
        """Somebody says of each unknown line which product it is (the first of the company).

        So it is said of the words for what is in mixed boxes.
        """
        state = self.lab.komet.state
        product = min(one.id for one in state.products.values() if one.company_id == COMPANY)
        for item in list(state.prebook_items.values()):
            live = state.prebook_items[item.id]
            if live.product_id is None and live.vendor_id == VENDOR_ID and live.boxes:
                self.lab.komet.does("map_product", prebookItemId=item.id, productId=product)
        for alias in list(state.aliases.values()):
            if state.aliases[alias.key].product_id is None and alias.vendor_id == VENDOR_ID:
                words = {"description": alias.description, "stemsBunch": alias.stems_bunch}
                self.lab.komet.does("map_product", vendorId=VENDOR_ID, productId=product, **words)


def solid(**fields: Any) -> dict[str, Any]:
    """A line of ten half boxes of roses, 12 bunches of 25."""
    return {
        "articleKey": FREEDOM,
        "boxType": "HB",
        "packages": 10,
        "content": 12,
        "stemsBunch": 25,
        "cost": 7.25,
    } | fields


def mixed(**fields: Any) -> dict[str, Any]:
    """A line of two mixed boxes: eight bunches of one rose, four of another."""
    parts = [
        {"articleKey": FREEDOM, "bunches": 8, "stemsBunch": 25, "cost": 7.5},
        {"articleKey": MONDIAL, "bunches": 4, "stemsBunch": 25, "cost": 9},
    ]
    line = solid(kind="mixed", packages=2, parts=parts)
    return {name: value for name, value in line.items() if name != "cost"} | fields

"""The words of the warehouse: labels under the scanner, boxes received, stock they become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from integration.lab.people.procurement_words import ProcurementWords
from integration.lab.people.vendor_goods import goods_said
from integration.lab.people.vendor_people import VENDOR_ID
from integration.lab.people.vendor_words import AGREED, tried
from mocks.axerrio.records import MIXED
from mocks.komet.purchase_order_states import BOX_RECEIVED, BOX_SHIPPED
from mocks.komet.records import Box
from mocks.komet.texts import REFUSALS

#: A waybill with the right check digit.
AWB = "729-40812170"


class WarehouseWords:
    """Who scans boxes in, and what came of it.

    Args:
        procurement: whose orders the boxes belong to.
    """

    def __init__(self, procurement: ProcurementWords) -> None:
        self.procurement, self.lab = procurement, procurement.lab
        self.market_lines: dict[str, int] = {}
        self.said = ""

    def scans(self, code: str) -> None:
        """Scan one code; what the warehouse is told is kept."""
        self.said = tried(lambda: self.lab.komet.does("receive_box", boxCode=code), REFUSALS)

    def scans_all(self, codes: Sequence[str]) -> None:
        """Scan codes one after the other; every one must be taken.

        Raises:
            AssertionError: naming the first that is not, and why.
        """
        for code in codes:
            self.scans(code)
            assert self.said == AGREED, f"{code}: {self.said}"

    def boxes(self, which: str) -> list[Box]:
        """The boxes of an order as Komet has them, in order."""
        state = self.lab.komet.state
        items = self.procurement.bought(which)
        return [state.boxes[one] for item in items for one in state.boxes_of_item.get(item.id, ())]

    def codes(self, which: str) -> str:
        """What its boxes are called in Komet, such as ``NUS000001, NUS000002``."""
        return ", ".join(box.code for box in self.boxes(which))

    def received(self, which: str) -> int:
        """How many of its boxes are in the warehouse."""
        return sum(box.status == BOX_RECEIVED for box in self.boxes(which))

    def on_their_way(self, which: str) -> int:
        """How many of its boxes have left the farm and are not in the warehouse."""
        return sum(box.status == BOX_SHIPPED for box in self.boxes(which))

    # --- the open market --------------------------------------------------------------------------

    def orders_for_market(self, name: str, boxes: int) -> None:
        """Procurement orders boxes from the vendor for the open market; the farm confirms them.

        The future line they become is called by that name.
        """
        made = self.buys_alone(f'{boxes} boxes of "{name}"', "the company token")
        item = int(made["purchaseOrderItems"][0]["poItemId"])
        komet = self.lab.komet
        komet.does("approve_purchase_order", purchaseOrderId=int(made["purchaseOrderId"]))
        komet.does("confirm_purchase_line", poItemId=item, boxes=boxes)
        self.market_lines[name] = item
        komet.named[name] = komet.state.purchase_items[item].lot_id or 0

    def buys_coded(self, name: str, boxes: int, product: str, token: str) -> None:
        """The same of one product, called by its code in Komet too."""
        products = self.lab.komet.state.products
        code = products[self.procurement.product(product)].code
        self.buys_alone(f'{boxes} boxes of "{name}"', token, productCode=code)

    def buys_alone(self, goods: str, token: str, **more: Any) -> dict[str, Any]:
        """Make a purchase order of goods that no prebook wants; Komet's answer."""
        (one,) = goods_said(goods)
        line = one.line() | more
        method = "purchase.order.create"
        if one.kind == MIXED:
            method = "purchase.order.mixed.create"
            line["breakdowns"] = [
                {"productDescription": name, "bunches": bunches, "stemsBunch": one.stems}
                for name, bunches in zip(one.names, one.bunches(), strict=True)
            ]
        day = self.procurement.vendor.people.ship_date().isoformat()
        fields = self.of_vendor(token) | {"shipDate": day, "purchaseOrderItems": [line]}
        made: dict[str, Any] = self.lab.raw.komet(method, token, **fields).value
        return made

    def of_vendor(self, token: str) -> dict[str, int]:
        """What a token that is not the vendor's own has to add."""
        return {} if token == "the vendor token" else {"vendorId": VENDOR_ID}

    def boxes_leave(self, name: str) -> None:
        """The boxes ordered for the open market leave the farm, with codes Komet gives them."""
        self.lab.raw.komet(
            "purchase.order.item.awb.add",
            "the company token",
            poItemId=self.market_lines[name],
            awb=AWB,
            shipDate=self.procurement.vendor.people.ship_date().isoformat(),
        )

    def takes_in(self, name: str, count: int, arrived: str) -> None:
        """Scan so many boxes ordered for the open market that are on their way.

        The stock on hand that they become is called `arrived`, if they become any.
        """
        state = self.lab.komet.state
        boxes = [state.boxes[one] for one in state.boxes_of_item[self.market_lines[name]]]
        coming = [box for box in boxes if box.status != BOX_RECEIVED][:count]
        assert len(coming) == count, f"only {len(coming)} boxes of {name} are on their way"
        self.scans_all([box.code for box in coming])
        on_hand = {state.boxes[box.id].lot_id for box in coming} - {None}
        for lot_id in on_hand:
            self.lab.komet.named[arrived] = lot_id or 0

    def foreign_box(self, code: str) -> None:
        """Another farm's box of that code leaves for the company."""
        made = self.lab.raw.komet(
            "purchase.order.create",
            "the company token",
            vendorId=VENDOR_ID + 1,
            shipDate=self.procurement.vendor.people.ship_date().isoformat(),
            purchaseOrderItems=[
                {
                    "productId": min(self.lab.komet.state.products),
                    "boxTypeCode": "HB",
                    "unitType": "Bunch",
                    "boxes": 1,
                    "bunches": 12,
                    "stemsBunch": 25,
                    "cost": 7.25,
                }
            ],
        ).value
        self.lab.raw.komet(
            "purchase.order.item.awb.add",
            "the company token",
            poItemId=int(made["purchaseOrderItems"][0]["poItemId"]),
            awb=AWB,
            shipDate=self.procurement.vendor.people.ship_date().isoformat(),
            boxCodes=[code],
        )
        assert not self.lab.raw.heard.refused, self.lab.raw.heard.message

    def leaves_in_komet(self, which: str, name: str, token: str) -> None:
        """Somebody lets a line leave with whatever codes Komet gives its boxes."""
        item = self.procurement.line(which, name)
        left = {
            "poItemId": item.id,
            "awb": AWB,
            "shipDate": self.procurement.vendor.people.ship_date().isoformat(),
        }
        fields = self.of_vendor(token)
        self.lab.raw.komet("purchase.order.items.awb.add", token, **fields, poItems=[left])

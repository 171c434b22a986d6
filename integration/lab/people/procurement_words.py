"""The words of the company's people around a vendor: sales staff, procurement, who maps products.

Everything they do is done in Komet, where the vendor's orders are found by our reference, and what
began in Komet by the line of its prebook.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from integration.lab.people.known import NotKnown
from integration.lab.people.vendor_goods import goods_said
from integration.lab.people.vendor_people import VENDOR_ID
from integration.lab.people.vendor_words import PREBOOK, VendorWords, tried
from integration.model import Reference
from mocks.komet.facts.purchases import boxes_needed
from mocks.komet.purchase_order_states import PURCHASE_WORDS
from mocks.komet.records import PrebookItem, PurchaseItem, PurchaseOrder
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from mocks.komet.state import KometState
from mocks.komet.texts import REFUSALS


class ProcurementWords:
    """The company's side of one vendor's orders.

    Args:
        vendor: whose.
    """

    def __init__(self, vendor: VendorWords) -> None:
        self.vendor, self.lab = vendor, vendor.lab
        self.said = ""

    @property
    def state(self) -> KometState:
        """Komet's tables."""
        return self.lab.komet.state

    # --- prebooks made in Komet -------------------------------------------------------------------

    def books(self, goods: str) -> None:
        """Sales staff make a prebook of these goods with the vendor, one line each."""
        made = self.lab.raw.komet(
            "prebook.create",
            "company",
            customerId=CUSTOMER,
            carrierId=FEDEX,
            shipDate=self.vendor.people.ship_date().isoformat(),
            prebookItems=[
                one.line() | {"vendorId": VENDOR_ID, "price": 11} for one in goods_said(goods)
            ],
        )
        items = made.value["prebookItems"]
        self.vendor.prebook_lines += [int(one["prebookItemId"]) for one in items]

    def takes_out(self, number: int) -> None:
        """Sales staff take a line out of its prebook."""
        item = self.vendor.prebook_lines[number - 1]
        self._does("delete_prebook_line", prebookItemId=item)

    def cuts(self, number: int, boxes: int) -> None:
        """Sales staff leave a prebook's line fewer boxes."""
        item = self.vendor.prebook_lines[number - 1]
        self._does("cut_prebook_line", prebookItemId=item, boxes=boxes)

    def cuts_for_florist(self, order_id: int, boxes: int) -> None:
        """Sales staff leave a florist's booked line fewer boxes."""
        (line,) = self.lab.bookings.lines(order_id)
        (item,) = self.state.items_of_prebook[line.document_id]
        self._does("cut_prebook_line", prebookItemId=item, boxes=boxes)

    def needed(self, number: int) -> int:
        """Boxes of a prebook's line that are bought nowhere yet."""
        return boxes_needed(self.state, self.vendor.prebook_lines[number - 1])

    def moves(self, number: int, days: int) -> None:
        """Sales staff move a prebook to a day so many days later."""
        item = self.state.prebook_items[self.vendor.prebook_lines[number - 1]]
        prebook = self.state.prebooks[item.prebook_id]
        day = self.vendor.people.ship_date().toordinal() + days
        later = prebook.truck_date.fromordinal(day)
        self._asks("prebook.update", prebookId=prebook.id, shipDate=later.isoformat())

    def notes(self, number: int, words: str) -> None:
        """Sales staff write a customer's PO number on a prebook."""
        item = self.state.prebook_items[self.vendor.prebook_lines[number - 1]]
        self._asks("prebook.update", prebookId=item.prebook_id, customerPO=words)

    # --- what stands in Komet ---------------------------------------------------------------------

    def bought(self, which: str) -> list[PurchaseItem]:
        """Live purchase order lines of an order, oldest first."""
        return [item for item in self.state.purchase_items.values() if self._is_of(item, which)]

    def _is_of(self, item: PurchaseItem, which: str) -> bool:
        if item.cancelled:
            return False
        if which.startswith(PREBOOK):
            number = int(which.removeprefix(PREBOOK))
            return item.prebook_item_id == self.vendor.prebook_lines[number - 1]
        return self._marked(item.mark_code, which)

    def _marked(self, mark_code: str, which: str) -> bool:
        reference = Reference.read(mark_code)
        return reference is not None and reference.order == self.vendor.order_id(which)

    def booked(self, which: str) -> list[PrebookItem]:
        """Live prebook lines of a sales order."""
        return [
            item
            for item in self.state.prebook_items.values()
            if item.boxes
            and self._marked(item.mark_code, which)
            and not self.state.prebooks[item.prebook_id].deleted
        ]

    def orders(self, which: str) -> list[PurchaseOrder]:
        """The purchase orders its lines stand on."""
        found = dict.fromkeys(item.purchase_order_id for item in self.bought(which))
        return [self.state.purchase_orders[one] for one in found]

    def documents(self, which: str) -> str:
        """Its live documents, such as ``one Prebook and one Purchase Order``."""
        prebooks = len({item.prebook_id for item in self.booked(which)})
        purchases = len(self.orders(which))
        return f"{_count(prebooks, 'Prebook')} and {_count(purchases, 'Purchase Order')}"

    def boxes(self, which: str) -> int:
        """Boxes bought for it."""
        return sum(item.boxes for item in self.bought(which))

    def status(self, which: str) -> str:
        """How its purchase orders stand, in Komet's words."""
        return " and ".join(PURCHASE_WORDS[one.status] for one in self.orders(which))

    def purchase_orders(self) -> int:
        """Purchase orders of the vendor, cancelled ones too."""
        return len(self.vendor.people.purchases())

    def bought_in_turn(self) -> list[int]:
        """The sales orders' numbers as their lines were bought, each as often as it was."""
        marks = [Reference.read(item.mark_code) for item in self.vendor.people.bought()]
        return [one.order for one in marks if one is not None]

    def ships_in(self, which: str) -> int:
        """In how many days from now its purchase orders ship; all on one day."""
        (day,) = {one.ship_date for one in self.orders(which)}
        return (day - self.lab.komet.today()).days

    # --- procurement ------------------------------------------------------------------------------

    def sets_workflow(self, workflow: str) -> None:
        """The setting Purchase Order Workflow."""
        self._does("set_purchase_workflow", workflow=workflow)

    def approves(self, which: str) -> None:
        """Approve its purchase orders."""
        for one in self.orders(which):
            self._does("approve_purchase_order", purchaseOrderId=one.id)

    def rejects(self, which: str) -> None:
        """Reject or cancel its purchase orders."""
        for one in self.orders(which):
            self._does("cancel_purchase_order", purchaseOrderId=one.id, why="too dear")

    def changes(self, which: str, name: str, **changes: Any) -> None:
        """Change boxes or cost of a line; no boxes take it off its order."""
        self._does("change_purchase_line", poItemId=self.line(which, name).id, **changes)

    def farm_confirms(self, which: str, name: str, boxes: int) -> None:
        """The farm confirms so many boxes of a line."""
        self._does("confirm_purchase_line", poItemId=self.line(which, name).id, boxes=boxes)

    def line(self, which: str, name: str) -> PurchaseItem:
        """The live line of that name that nothing was shipped of.

        Raises:
            NotKnown: if there is none.
        """
        found = [one for one in self.bought(which) if self.called(one) == name]
        open_lines = [one for one in found if one.shipment is None] or found
        if not open_lines:
            names = ", ".join(self.called(one) for one in self.bought(which))
            raise NotKnown(f"{which} has bought no {name}, only {names or 'nothing'}")
        return open_lines[-1]

    def called(self, item: PurchaseItem | PrebookItem) -> str:
        """What the vendor calls a line."""
        return item.description

    # --- products ---------------------------------------------------------------------------------

    def is_red(self, which: str) -> bool:
        """Whether Prebook Summary shows it in red."""
        red = self.lab.komet.does("red_prebooks", companyId=COMPANY)
        numbers = {self.state.prebooks[one.prebook_id].number for one in self._prebook(which)}
        assert numbers, f"{which} is in no prebook"
        return bool(numbers & set(red))

    def _prebook(self, which: str) -> Sequence[PrebookItem]:
        if which.startswith(PREBOOK):
            number = int(which.removeprefix(PREBOOK))
            return [self.state.prebook_items[self.vendor.prebook_lines[number - 1]]]
        return self.booked(which)

    def maps(self, which: str, name: str, product: str) -> None:
        """A user says which of Komet's products a prebook's line is."""
        item = self._named(which, name)
        self._does("map_product", prebookItemId=item.id, productId=self.product(product))

    def maps_words(self, name: str, product: str) -> None:
        """A user says which product the vendor's words are that wait for it."""
        self._does(
            "map_product",
            vendorId=VENDOR_ID,
            description=name,
            stemsBunch=25,
            productId=self.product(product),
        )

    def switches_off(self, product: str) -> None:
        """Somebody switches a product of the catalogue off."""
        self._does("set_product", productId=self.product(product), active=False)

    def suggested(self, which: str, name: str) -> list[str]:
        """What Komet offers for a line, best first."""
        item = self._named(which, name)
        offered = self.lab.komet.does("suggest_products", prebookItemId=item.id)
        return [one.description for one in offered]

    def product_of(self, which: str, name: str) -> set[str]:
        """What Komet takes a line for, in prebook and purchase order; empty words for unknown."""
        items: list[PrebookItem | PurchaseItem] = [*self._prebook(which), *self.bought(which)]
        ids = [one.product_id for one in items if self.called(one) == name]
        return {self.state.products[one].description if one else "" for one in ids}

    def product(self, name: str) -> int:
        """The id of Komet's product of that name.

        Raises:
            NotKnown: if it has none.
        """
        own = [one for one in self.state.products.values() if one.company_id == COMPANY]
        found = [one.id for one in own if one.description == name]
        if not found:
            raise NotKnown(f"Komet has no {name}, only {', '.join(one.description for one in own)}")
        return found[0]

    def _named(self, which: str, name: str) -> PrebookItem:
        return next(one for one in self._prebook(which) if self.called(one) == name)

    # --- what they are told -----------------------------------------------------------------------

    def _does(self, act: str, **fields: Any) -> None:
        self.said = tried(lambda: self.lab.komet.does(act, **fields), REFUSALS)

    def _asks(self, method: str, **fields: Any) -> dict[str, Any]:
        heard = self.lab.raw.komet(method, "the company token", **fields)
        self.said = heard.message if heard.refused else ""
        return {} if heard.refused else heard.value


def _count(number: int, what: str) -> str:
    """Such as ``no Prebook``, ``one Prebook`` and ``2 Prebooks``."""
    return f"{('no', 'one')[number]} {what}" if number < 2 else f"{number} {what}s"

"""What others offer through the company: farms their availability, a sister company its stock."""

from __future__ import annotations

from datetime import timedelta

from integration.lab.people.known import NotKnown
from integration.lab.people.komet_people import KometPeople, Pack
from mocks.komet.records import Lot, PurchaseItem
from mocks.komet.seed import COMPANY, NEIGHBOUR

#: An offer can ship from so many days after it was made, for so long.
FROM, FOR = timedelta(days=7), timedelta(days=10)


class Offers:
    """Farms and a sister company. Their lines are called by the names that stock is called by.

    Args:
        komet: the company's people, who know the names.
    """

    def __init__(self, komet: KometPeople) -> None:
        self.komet = komet

    def declare(self, name: str, boxes: int) -> int:
        """A farm that has no token offers boxes, to be called `name`; the line's id.

        Raises:
            NotKnown: if another line is called so.
        """
        first, usual = self.komet.today() + FROM, Pack()
        return self._call(
            name,
            "declare_availability",
            productId=self._product(),
            vendorId=self._farm(),
            boxTypeIds=[self._box_type()],
            boxes=boxes,
            unitType=usual.unit_type,
            bunches=usual.bunches,
            stemsBunch=usual.stems_bunch,
            cost=7,
            price=usual.price,
            day=first,
            until=first + FOR,
        )

    def share(self, name: str, boxes: int) -> int:
        """The sister company has so many boxes left of a line and shares it; our line's id.

        Raises:
            NotKnown: if another line is called so.
        """
        seller = self._seller()
        if seller.left != boxes:
            self.komet.does("correct_stock", lotId=seller.id, boxes=boxes)
        return self._call(
            name,
            "share_lot",
            lotId=seller.id,
            productId=self._product(),
            vendorId=self._farm(),
            boxTypeId=self._box_type(),
            cost=7,
            price=Pack().price,
        )

    def sister_sells(self, name: str, boxes: int) -> None:
        """The sister company sells boxes of the line it shares to somebody else."""
        terms = self.komet.state.availability[self.komet.lot(name).id]
        self.komet.does("sell_by_phone", lotId=terms.seller_lot_id, boxes=boxes)

    def change(self, name: str, boxes: int) -> None:
        """Whoever offers it has another number of boxes left."""
        self.komet.does("change_availability", lotId=self.komet.lot(name).id, boxes=boxes)

    def withdraw(self, name: str) -> None:
        """Whoever offers it does so no longer."""
        self.komet.does("withdraw_availability", lotId=self.komet.lot(name).id)

    def approve(self, name: str) -> None:
        """Procurement approves what was ordered of it."""
        for order_id in sorted({line.purchase_order_id for line in self._lines(name)}):
            self.komet.does("approve_purchase_order", purchaseOrderId=order_id)

    def ordered(self, name: str) -> int:
        """Boxes of the offer on purchase orders that stand."""
        return sum(line.boxes for line in self._lines(name))

    def _lines(self, name: str) -> list[PurchaseItem]:
        state, lot = self.komet.state, self.komet.lot(name)
        lines = (
            state.purchase_items[item_id]
            for order_id in state.purchase_orders
            for item_id in state.items_of_purchase_order[order_id]
        )
        return [
            line
            for line in lines
            if line.prebook_item_id is not None
            and not line.cancelled
            and state.prebook_items[line.prebook_item_id].lot_id == lot.id
        ]

    def _call(self, name: str, act: str, **fields: object) -> int:
        if name in self.komet.named:
            raise NotKnown(f'another line of inventory is called "{name}"')
        made: int = self.komet.does(act, **fields)
        self.komet.named[name] = made
        return made

    def _seller(self) -> Lot:
        """The sister company's first line on hand that it shares with nobody yet."""
        state = self.komet.state
        return next(
            lot
            for lot in state.lots.values()
            if (lot.company_id, lot.origin, lot.held, lot.reserved_for)
            == (NEIGHBOUR, 1, False, None)
            and not state.shared.get(lot.id)
        )

    def _product(self) -> int:
        """A product of the company, another one for each line that has a name."""
        rows = self.komet.state.products.values()
        products = [one.id for one in rows if one.company_id == COMPANY]
        return products[len(self.komet.named) % len(products)]

    def _farm(self) -> int:
        farms = self.komet.state.vendors.values()
        return sorted(one.id for one in farms if one.company_id == COMPANY)[1]

    def _box_type(self) -> int:
        box_types = self.komet.state.box_types.values()
        return min(one.id for one in box_types if one.company_id == COMPANY)

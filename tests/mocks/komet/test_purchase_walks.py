"""Whatever vendors, procurement, sales and warehouse do in whatever order: every law holds."""

from random import Random

import pytest

from mocks.core.errors import Refusal
from tests.mocks.komet.purchases import AWB, OTHER, OWN, Purchases, alone
from tests.mocks.komet.sales import NEXT_WEEK, free_item

UNKNOWN = {"productId": None, "productDescription": "Rosa Nueva"}
STEPS = 60


class Walk:
    """One day of random deeds on a desk; `refused` and `done` count what became of them."""

    def __init__(self, seed):
        self.draw = Random(f"purchases/{seed}")
        self.desk = Purchases(
            awb_again=self.draw.choice(("refuse", "replace")),
            awb_on_pending=self.draw.choice(("refuse", "accept")),
        )
        self.desk.book()
        workflow = self.draw.choice(("manual", "manual", "auto-approve", "auto-confirm"))
        self.desk.do("set_purchase_workflow", workflow=workflow)
        for item in (free_item(), alone(), alone(**UNKNOWN), alone()):
            need = self.desk.needs(item) if "price" in item else []
            self.desk.bought({"prebookItemId": need[0]} if need else item)
        self.done = self.refused = 0

    def one(self, table):
        rows = list(getattr(self.desk.state, table))
        return self.draw.choice(rows) if rows else 1

    def boxes(self):
        return self.draw.randrange(1, 5)

    def step(self):
        often = (self.buys, self.ships, self.scans, self.moves, self.confirms)
        seldom = (self.books, self.changes, self.maps, self.renames, self.deletes, self.drops)
        deeds = (*often, *often, *seldom, self.sells)
        self.draw.choice(deeds)()

    def asks(self, name, who, **fields):
        status = self.desk.ask(name, who, **fields)["status"]
        self.done, self.refused = self.done + status, self.refused + 1 - status

    def does(self, name, **fields):
        try:
            self.desk.do(name, **fields)
            self.done += 1
        except Refusal:
            self.refused += 1

    def who(self):
        return self.draw.choice(("vendor", "vendor", "other", "company"))

    def books(self):
        vendor = self.draw.choice((OWN, OTHER))
        item = free_item(vendorId=vendor, **self.draw.choice(({}, UNKNOWN)))
        generated = self.draw.randrange(2)
        self.desk.needs(item, autoGeneratePOsfromPrebooks=generated)

    def buys(self):
        need = {"prebookItemId": self.one("prebook_items"), "boxes": self.draw.randrange(1, 4)}
        item = self.draw.choice((need, alone(), alone(**UNKNOWN)))
        fields = {"shipDate": NEXT_WEEK, "vendorId": OWN, "purchaseOrderItems": [item]}
        self.asks("purchase.order.create", self.who(), **fields)

    def ships(self):
        codes = [f"C{self.draw.randrange(99)}" for _ in range(self.draw.randrange(4))]
        item = {"poItemId": self.one("purchase_items"), "awb": AWB, "shipDate": NEXT_WEEK}
        self.asks("purchase.order.item.awb.add", self.who(), **item, boxCodes=codes)

    def scans(self):
        box = self.desk.state.boxes.get(self.one("boxes"))
        self.does("receive_box", boxCode=box.code if box else "C1")

    def moves(self):
        names = ("approve", "approve", "approve", "confirm", "cancel")
        name = f"{self.draw.choice(names)}_purchase_order"
        self.does(name, purchaseOrderId=self.one("purchase_orders"))

    def confirms(self):
        self.does("confirm_purchase_line", poItemId=self.one("purchase_items"), boxes=self.boxes())

    def changes(self):
        self.does(
            "change_purchase_line",
            poItemId=self.one("purchase_items"),
            boxes=self.draw.randrange(7),
        )

    def maps(self):
        product = self.draw.choice((100_001, 100_002))
        self.does("map_product", poItemId=self.one("purchase_items"), productId=product)

    def renames(self):
        box = self.desk.state.boxes.get(self.one("boxes"))
        change = {"currentBoxCode": box.code if box else "C1", "newBoxCode": f"C{self.boxes()}"}
        self.asks("box.code.change", self.who(), boxes=[change])

    def deletes(self):
        item = self.one("purchase_items")
        self.asks("purchase.order.item.delete", self.who(), poItemId=item)

    def drops(self):
        item = self.one("prebook_items")
        known = self.desk.state.prebook_items.get(item)
        fields = {"prebookId": known.prebook_id if known else 1, "prebookItemId": item}
        self.asks("prebook.item.delete", self.who(), **fields)

    def sells(self):
        line = {"inventoryId": self.one("lots"), "boxes": 1, "price": 1}
        (prebook, *_) = self.desk.state.prebooks
        bought = [one for one in self.desk.state.lots if one in self.desk.state.purchase_items]
        if bought:
            line["inventoryId"] = self.draw.choice(bought)
        self.asks("prebook.future.item.add", "company", prebookId=prebook, **line)


@pytest.mark.parametrize("seed", range(12))
def test_every_law_holds_whatever_is_done(seed):
    walk = Walk(seed)
    for _ in range(STEPS):
        walk.step()
    for who in ("vendor", "other", "company"):
        walk.desk.orders(who)
        walk.desk.booked(who)
    assert walk.desk.lawful()
    assert min(walk.done, walk.refused) > 5

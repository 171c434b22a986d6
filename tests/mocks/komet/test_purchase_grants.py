"""A Vendor token with exactly the eleven methods does the whole integration, and nothing else."""

import pytest

from mocks.komet.seed import CUSTOMER, FEDEX
from tests.mocks.komet.purchases import AWB, OWN, Purchases
from tests.mocks.komet.sales import NEXT_WEEK, free_item

ELEVEN = (
    "box.code.change",
    "boxtype.list",
    "carrier.list",
    "prebook.create",
    "prebook.details.list",
    "prebook.item.delete",
    "purchase.order.create",
    "purchase.order.item.delete",
    "purchase.order.items.awb.add",
    "purchase.order.list",
    "purchase.order.mixed.create",
)


class Vendor(Purchases):
    """A desk whose vendor token has these methods; `asked` is what it called."""

    def __init__(self, methods=ELEVEN):
        super().__init__()
        self.do("grant_methods", token=self.tokens["vendor"], methods=methods)
        self.asked = set()

    def ask(self, name, who="company", /, **fields):
        if who == "vendor":
            self.asked.add(name)
        return super().ask(name, who, **fields)


def day(desk):
    """Option one with a solid and a mixed box, a change, and option two; to boxes received."""
    desk.ask("boxtype.list", "vendor")
    desk.ask("carrier.list", "vendor", active=1)
    header = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": NEXT_WEEK}
    items = [free_item(boxes=2), free_item(boxes=1), free_item(boxes=1)]
    made = desk.ask("prebook.create", "vendor", **header, prebookItems=items)
    solid, mixed, wrong = (one["prebookItemId"] for one in made["prebookItems"])
    own = desk.needs(free_item(boxes=1))[0]  # option two: the company's own prebook
    assert len(desk.booked("vendor")) == 2
    part = {"productId": 100_002, "bunches": 10, "stemsBunch": 25}
    box = {"prebookItemId": mixed, "breakdowns": [part]}
    fields = {"shipDate": NEXT_WEEK, "purchaseOrderItems": [box]}
    desk.ask("purchase.order.mixed.create", "vendor", **fields)
    lines = desk.bought(*({"prebookItemId": one} for one in (solid, wrong, own)))
    desk.ask("purchase.order.item.delete", "vendor", poItemId=lines[1])
    desk.ask("prebook.item.delete", "vendor", prebookId=made["prebookId"], prebookItemId=wrong)
    for order in list(desk.state.purchase_orders):
        desk.do("approve_purchase_order", purchaseOrderId=order)
    shipped = [{"poItemId": one, "awb": AWB, "shipDate": NEXT_WEEK} for one in desk.lines()]
    desk.ask("purchase.order.items.awb.add", "vendor", poItems=shipped)
    codes = [box["boxCode"] for line in desk.lines().values() for box in line["boxes"]]
    change = [{"currentBoxCode": code, "newBoxCode": f"AX{code}"} for code in codes]
    desk.ask("box.code.change", "vendor", boxes=change)
    for code in codes:
        desk.do("receive_box", boxCode=f"AX{code}")


def test_eleven_methods_do_the_whole_integration():
    desk = Vendor()
    day(desk)
    assert desk.asked == set(ELEVEN)
    assert {box.status for box in desk.state.boxes.values()} == {2}
    assert sum(line["totalBoxes"] for line in desk.lines().values()) == 4
    assert desk.lawful()


def test_they_do_nothing_else():
    desk = Vendor()
    before = desk.facts()
    others = {one.name for one in desk.komet.endpoints if one.rights} - set(ELEVEN)
    for name in sorted(others):
        assert desk.ask(name, "vendor")["status"] == 0, name
    assert desk.facts() == before


@pytest.mark.parametrize("taken", ELEVEN)
def test_each_of_them_is_needed_and_says_that_it_is_missing(taken):
    desk = Vendor(tuple(one for one in ELEVEN if one != taken))
    before = desk.facts()
    fields = {"vendorId": OWN, "date": NEXT_WEEK}
    answer = desk.ask(taken, "vendor", **fields)
    words = f"The authentication token has no access to the method {taken}."
    assert answer == {"message": words, "status": 0}
    assert desk.facts() == before

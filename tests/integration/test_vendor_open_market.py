"""Boxes bought for the open market: sold while they come, received, sold from the floor."""

from datetime import timedelta

from integration.lab.people.trade_words import TradeWords
from integration.lab.people.vendor_people import VENDOR_ID
from mocks.komet.seed import COMPANY
from tests.integration.vending import Vending, vending

CODES = [f"OPEN{place:04d}" for place in range(1, 7)]


def buys_for_the_market(people: Vending) -> int:
    """Procurement buys six boxes for nobody; the line's id."""
    state = people.lab.komet.state
    product = max(one.id for one in state.products.values() if one.company_id == COMPANY)
    line = {"productId": product, "boxTypeCode": "HB", "unitType": "Bunch", "boxes": 6,
            "bunches": 12, "stemsBunch": 25, "cost": 6.5}  # fmt: skip
    header = {"vendorId": VENDOR_ID, "shipDate": str(people.ship_date())}
    made = people.lab.raw.komet(
        "purchase.order.create", "company", **header, purchaseOrderItems=[line]
    ).value
    item = made["purchaseOrderItems"][0]["poItemId"]
    people.lab.komet.does("approve_purchase_order", purchaseOrderId=made["purchaseOrderId"])
    people.lab.komet.does("confirm_purchase_line", poItemId=item, boxes=6)
    return int(item)


def leaves(people: Vending, item: int) -> None:
    """The farm ships the line with its own codes."""
    people.leaves_in_komet(item, awb="145-12345675", boxCodes=CODES)


def offered(people: Vending, lot_id: int) -> int:
    """The boxes of a line of inventory that the marketplace shows."""
    offers = people.lab.world.partners["ibuyflowers"].state.offers.values()
    return sum(one.boxes for one in offers if one.key.endswith(f"-{lot_id}"))


def test_open_market_boxes_are_sold_as_future_then_received_and_sold_from_the_floor():
    with vending() as people:
        lab, trade = people.lab, TradeWords(people.lab)
        lab.connect("Company")
        item = buys_for_the_market(people)
        lab.komet.named["roses to come"] = item
        people.passes()
        assert offered(people, item) == 6
        trade.buys({"roses to come": 2}, arrival=people.ship_date() + timedelta(days=1))
        own = people.sells_and_waits()
        leaves(people, item)
        got = [lab.komet.does("receive_box", boxCode=code).inventoryId for code in CODES]
        floor = [one for one in got if isinstance(one, int)]
        assert len(floor) == 4
        people.passes()
        assert (offered(people, item), offered(people, floor[0])) == (0, 4)
        assert people.states(own) == ["needs_mapping"]
        lab.komet.named["roses on the floor"] = floor[0]
        trade.buys({"roses on the floor": 3})
        people.passes()
        assert trade.outcome(2, "roses on the floor") == "accepted"
        assert lab.komet.state.lots[floor[0]].left == 1
        assert trade.outcome(1, "roses to come") == "accepted"

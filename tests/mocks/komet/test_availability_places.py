"""Offers of a company with two locations are sold, and ordered, at one of them."""

import pytest

from mocks.core.errors import BadCall, Missing
from mocks.komet.seed import BRANCHES_CUSTOMERS, HERE, THERE
from tests.mocks.komet.sales import declare
from tests.mocks.komet.test_location import COMPANY_TOKEN, CUSTOMER_TOKEN, FEDEX, Branches

BOTH = BRANCHES_CUSTOMERS[0]
DAY = "2026-11-12"


class Offering(Branches):
    """Their desk, with an offer at each location."""

    def __init__(self) -> None:
        super().__init__()
        self.offer = {place: self.declared(locationId=place) for place in (HERE, THERE)}

    def declared(self, **fields):
        own = {"productId": 800_001, "vendorId": 2901, "boxTypeIds": [3057]}
        return declare(self, **(own | fields))

    def sold(self, place: int, **fields):
        line = {"inventoryIds": str(self.offer[place]), "inventoryOrigin": 3, "date": DAY}
        return self.orders(place, **(line | fields))


def test_each_location_shows_its_own_offers():
    desk = Offering()
    every = ",".join(str(one) for one in desk.offer.values())
    for place, offer in desk.offer.items():
        asked = {"customerId": BOTH, "companyLocationId": place}
        lines = {"inventoryLineIds": every, "inventoryOrigin": 3}
        leaving = {"date": DAY, "carrierId": FEDEX}
        answer = desk.ask("ecommerce/inventory.get", CUSTOMER_TOKEN, **asked, **lines, **leaving)
        assert [int(row["inventoryIds"]) for row in answer["products"]] == [offer]
        listed = desk.ask(
            "vendor.availability.items.list",
            COMPANY_TOKEN,
            dateFrom=DAY,
            dateTo=DAY,
            locationId=place,
        )
        assert [row["inventoryId"] for row in listed["inventoryItems"]] == [offer]


def test_what_is_sold_at_two_locations_is_never_on_one_purchase_order():
    desk = Offering()
    for place in (HERE, THERE, HERE):
        assert desk.sold(place)["status"] == 1
    orders = desk.state.purchase_orders.values()
    assert sorted(order.location_id for order in orders) == [HERE, THERE]
    items = desk.state.items_of_purchase_order
    assert sorted(len(lines) for lines in items.values()) == [1, 2]


def test_an_offer_of_the_other_location_is_refused():
    desk = Offering()
    assert desk.sold(HERE, inventoryIds=str(desk.offer[THERE]))["status"] == 0
    prebook = desk.books("MIA", shipDate=DAY)["prebookId"]
    line = {"prebookId": prebook, "quantity": 1, "price": 1}
    add = "prebook.vendor.availability.item.add"
    wrong = desk.ask(add, COMPANY_TOKEN, **line, inventoryIds=str(desk.offer[THERE]))
    right = desk.ask(add, COMPANY_TOKEN, **line, inventoryIds=str(desk.offer[HERE]))
    assert (wrong["status"], right["status"]) == (0, 1)


@pytest.mark.parametrize(("place", "refusal"), [(None, BadCall), (99, Missing)])
def test_an_offer_stands_at_a_location(place, refusal):
    with pytest.raises(refusal):
        Offering().declared(locationId=place)

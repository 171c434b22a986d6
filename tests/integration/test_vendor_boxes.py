"""Codes, waybills and lots: what the vendor chose is what Komet's warehouse reads."""

import pytest

from integration.lab.people.vendor_people import VENDOR_ID, solid
from mocks.core.errors import Refusal
from mocks.komet.seed import COMPANY
from tests.integration.vending import Vending, vending


def sold(people: Vending, packages: int) -> int:
    """An approved order of so many boxes of a product Komet knows."""
    people.maps_words()
    people.lab.komet.does("set_purchase_workflow", workflow="auto-approve")
    return people.sells_and_waits(solid(packages=packages))


def takes_code(people: Vending, code: str) -> None:
    """A box of another farm's comes with that code."""
    state = people.lab.komet.state
    product = min(one.id for one in state.products.values() if one.company_id == COMPANY)
    line = {"productId": product, "boxTypeCode": "HB", "unitType": "Bunch", "boxes": 1,
            "bunches": 12, "stemsBunch": 25, "cost": 6.5}  # fmt: skip
    header = {"vendorId": VENDOR_ID + 1, "shipDate": str(people.ship_date())}
    ask = people.lab.raw.komet
    made = ask("purchase.order.create", "company", **header, purchaseOrderItems=[line]).value
    people.leaves_in_komet(made["purchaseOrderItems"][0]["poItemId"], boxCodes=[code])


def test_one_code_that_is_taken_needs_a_person_and_the_other_boxes_have_theirs():
    with vending() as people:
        number = sold(people, 3)
        item = people.line(number).told.po_item_id
        given = people.leaves_in_komet(item)
        people.does("choose_boxes", orderId=number)
        first, second, third = (box.code for box in people.line(number).boxes)
        takes_code(people, second)
        people.does("print_labels", orderId=number)
        people.passes()
        (alarm,) = people.lab.store.alarms()
        assert f"can not be called {second}: The box code {second} already exists." in alarm.reason
        state = people.lab.komet.state
        codes = [state.boxes[one].code for one in state.boxes_of_item[item]]
        assert codes == [first, given["boxCodes"][1], third]
        assert people.row(number).state == "parked"


def test_a_line_too_long_for_one_request_leaves_with_komets_codes_which_are_changed():
    with vending() as people:
        number = sold(people, 2600)
        people.labels(number)
        people.passes()
        assert people.states(number) == ["shipped"]
        assert people.calls("purchase.order.items.awb.add") == 1
        assert people.calls("box.code.change") == 6
        state = people.lab.komet.state
        item = people.line(number).told.po_item_id
        there = {state.boxes[one].code for one in state.boxes_of_item[item]}
        assert there == {box.code for box in people.line(number).boxes}


@pytest.mark.parametrize("lot", ["999", "100000", "4000000000"])
def test_house_waybill_and_lot_are_the_vendors(lot):
    with vending() as people:
        number = sold(people, 2)
        people.labels(number, houseAwb="HAWB-77", lot=lot)
        people.passes()
        item = people.lab.komet.state.purchase_items[people.line(number).told.po_item_id]
        line = people.line(number)
        assert (item.shipment.awb, item.shipment.house_awb) == (line.awb, "HAWB-77")
        assert {got.lotNumber for got in people.receives(number)} == {int(lot)}


@pytest.mark.parametrize("lot", ["1000", "99999", "01000"])
def test_a_lot_of_komets_own_range_is_not_printed(lot):
    with vending() as people:
        number = sold(people, 2)
        with pytest.raises(Refusal, match="wrong"):
            people.does("choose_boxes", orderId=number, lot=lot)
        assert people.line(number).boxes == ()


@pytest.mark.parametrize("awb", ["145-12345675", "145-12345676", "nonsense", "x" * 25])
def test_any_waybill_goes_to_komet_and_only_a_wrong_one_is_warned_of(awb):
    with vending() as people:
        number = sold(people, 1)
        warned = people.does("choose_boxes", orderId=number, awb=awb).warnings
        assert bool(warned) == (awb != "145-12345675")
        people.does("print_labels", orderId=number)
        people.passes()
        item = people.lab.komet.state.purchase_items[people.line(number).told.po_item_id]
        assert item.shipment.awb == awb

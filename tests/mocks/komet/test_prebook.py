import pytest

from mocks.komet.seed import CUSTOMER, FEDEX, INTERNAL_CUSTOMER
from tests.mocks.komet.sales import (
    NEXT_FRIDAY,
    NEXT_WEEK,
    ONE,
    PICK_UP,
    PREBOOK,
    SHIP_TO,
    Sales,
    free_item,
)


def test_a_header_alone_is_a_prebook():
    desk = Sales()
    answer = desk.book()
    assert answer == {
        "message": "Prebook was successfully created.",
        "status": 1,
        "prebookId": PREBOOK,
        "prebookNumber": answer["prebookNumber"],
        "purchaseOrderNumbers": "",
    }
    assert answer["prebookNumber"] != PREBOOK
    (prebook,) = desk.booked()
    assert "details" not in prebook
    assert desk.state.fees == {}
    assert desk.lawful()


def test_lines_come_with_it_and_cost_the_fee_at_once():
    desk = Sales()
    answer = desk.book(free_item(), free_item(boxes=1, price=0.28, bunches=12))
    assert len(answer["prebookItems"]) == 2
    # 5 x 250 x 0.31 + 1 x 300 x 0.28
    assert desk.fee("prebook", PREBOOK) == ("471.50", "7.07", False)
    assert desk.lawful()


@pytest.mark.parametrize(("switch", "shown"), [("yes", True), ("no", False)])
def test_item_ids_are_in_the_reply_by_the_switch(switch, shown):
    desk = Sales(prebook_item_ids=switch)
    answer = desk.book(free_item())
    assert ("prebookItems" in answer) is shown
    (line,) = desk.booked()[0]["details"]
    if shown:
        assert answer["prebookItems"] == [{"prebookItemId": line["prebookItemId"]}]


@pytest.mark.parametrize(
    ("switch", "fee"), [("exempt", None), ("charged", ("387.50", "5.81", False))]
)
def test_internal_customers_pay_the_fee_by_the_switch(switch, fee):
    desk = Sales(internal_fee=switch)
    desk.book(free_item(), customerId=INTERNAL_CUSTOMER)
    assert desk.fee("prebook", PREBOOK) == fee
    assert desk.lawful()


def test_a_prebook_is_shown_with_the_keys_real_programs_read():
    desk = Sales()
    part = {"productId": 100_001, "bunches": 2, "stemsBunch": 3, "cost": 0.75, "price": 1.5}
    line = free_item(markCode="17", breakdowns=[part])
    answer = desk.book(line, customerPO="0123", comments="cold", shipToId=SHIP_TO, shipViaId=1)
    (prebook,) = desk.booked()
    ship_to, product = desk.state.ship_tos[SHIP_TO], desk.state.products[100_001]
    (detail,) = prebook.pop("details")
    assert prebook == {
        "id": PREBOOK,
        "number": answer["prebookNumber"],
        "customerId": CUSTOMER,
        "customerName": "iBuyFlowers",
        "customerCode": "IBF",
        "shipName": ship_to.name,
        "shipCity": ship_to.city,
        "shipState": ship_to.state,
        "shipAddress": ship_to.address,
        "shipZipCode": ship_to.zipcode,
        "shipCountry": ship_to.country,
        "type": "P",
        "truckDate": NEXT_WEEK,
        "customerPONumber": "0123",
        "carrierId": FEDEX,
        "carrierName": "FedEx Priority Overnight",
        "shipVia": "Grower",
        "comments": "cold",
        "totalPrice": "387.50",
    }
    words = {"productId": product.id, "productDescription": product.description}
    assert detail == words | {
        "prebookItemId": answer["prebookItems"][0]["prebookItemId"],
        "vendorId": 901,
        "vendorName": desk.state.vendors[901].name,
        "totalBoxes": 5,
        "boxType": "HB",
        "bunches": 10,
        "stemsBunch": 25,
        "unitPrice": 0.31,
        "units": 250,
        "unitType": "Stem",
        "totalUnits": 1250,
        "totalPrice": 387.5,
        "markCode": "17",
        "vendorShipDate": NEXT_WEEK,
        "cost": 0.2,
        "breakdowns": [words | {"stemsBunch": 3, "bunches": 2, "price": 1.5}],
    }


def test_an_unknown_product_stays_unmapped():
    desk = Sales()
    unknown = free_item(productId=None, productCode="X1", productDescription="Roses 55cm Blue")
    assert desk.book(unknown)["status"] == 1
    (line,) = desk.booked()[0]["details"]
    assert line["productDescription"] == "UNKNOWN Roses 55cm Blue"
    assert "productId" not in line


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"productId": None, "productCode": "ro100001"}, ("productId", 100_001)),
        ({"productId": None, "productDescription": "ROSE"}, ("productDescription", "UNKNOWN ROSE")),
        ({"vendorId": None, "vendorCode": "altam"}, ("vendorId", 901)),
        ({"vendorId": None, "vendorName": "flores altamira del norte"}, ("vendorId", 901)),
        ({"vendorId": None, "vendorDescription": "Flores Altamira del Norte"}, ("vendorId", 901)),
        ({"boxTypeId": None, "boxTypeCode": "qb"}, ("boxType", "QB")),
        ({"boxTypeId": None, "boxTypeDescription": "full box"}, ("boxType", "FB")),
    ],
)
def test_product_vendor_and_box_type_are_found_by_code_or_name(fields, wanted):
    desk = Sales()
    assert desk.book(free_item(**fields))["status"] == 1
    (line,) = desk.booked()[0]["details"]
    assert line[wanted[0]] == wanted[1]


def test_a_known_description_is_mapped():
    desk = Sales()
    words = desk.state.products[100_001].description.upper()
    desk.book(free_item(productId=None, productDescription=words))
    assert desk.booked()[0]["details"][0]["productId"] == 100_001


@pytest.mark.parametrize(("switch", "day"), [("header", NEXT_WEEK), ("unset", None)])
def test_a_line_s_vendor_ship_date_is_the_header_s_by_the_switch(switch, day):
    desk = Sales(prebook_vendor_ship_date=switch)
    desk.book(free_item())
    desk.ask("prebook.future.item.add", prebookId=PREBOOK, inventoryId=desk.future, **ONE)
    lines = desk.booked()[0]["details"]
    assert [line.get("vendorShipDate") for line in lines] == [day, day]
    desk.ask("prebook.update", prebookId=PREBOOK, shipDate=NEXT_FRIDAY)
    lines = desk.booked(date=NEXT_FRIDAY)[0]["details"]
    assert [line.get("vendorShipDate") for line in lines] == [day and NEXT_FRIDAY] * 2
    assert len(desk.booked("vendor", date=NEXT_FRIDAY)) == (day is not None)


def test_an_existing_prebook_is_added_to_only_if_the_whole_header_fits():
    desk = Sales()
    desk.book(customerPO="7")
    same = desk.book(free_item(), customerPO="7", useExisting=1)
    assert same["prebookId"] == PREBOOK
    for other in (
        {"useExisting": 0},
        {"customerPO": "8"},
        {"shipDate": NEXT_FRIDAY},
        {"carrierId": PICK_UP},
        {"customerId": 7002},
    ):
        answer = desk.book(free_item(), **({"customerPO": "7", "useExisting": 1} | other))
        assert answer["prebookId"] != PREBOOK
    desk.ask("prebook.delete", prebookId=PREBOOK)
    assert desk.book(customerPO="7", useExisting=1)["prebookId"] != PREBOOK
    assert desk.lawful()


def test_more_lines_raise_the_one_fee():
    desk = Sales()
    desk.book(free_item())
    desk.book(free_item(), useExisting=1)
    desk.ask("prebook.future.item.add", prebookId=PREBOOK, inventoryId=desk.future, **ONE)
    assert len(desk.state.fees) == 1
    assert desk.fee("prebook", PREBOOK) == ("821.00", "12.32", False)
    assert desk.lawful()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"customerId": 8001}, "The customer 8001 does not exist."),
        ({"customerId": None}, "The field customerId is required."),
        ({"carrierId": 1}, "The carrier 1 does not exist."),
        ({"shipDate": "2026-11-14"}, "The carrier 1360 has no service on 2026-11-14."),
        ({"shipToId": 20103}, "The ship-to 20103 does not exist."),
        ({"createdBy": 1}, "The user 1 does not exist."),
        ({"createdBy": 502}, "The user 502 does not exist."),
        ({"companyLocationCode": "LI"}, "The location LI does not exist."),
        (
            {"autoGeneratePOsfromPrebooks": 1, "prebookItems": [free_item(cost=None)]},
            "The field prebookItems.cost is required.",
        ),
        (
            {"autoGeneratePOsfromPrebooks": 1, "prebookItems": [free_item(vendorId=None)]},
            "The field prebookItems.vendorId is required.",
        ),
        ({"customerPO": "1" * 21}, "The field customerPO is not valid: "),
        ({"useExisting": 2}, "The field useExisting is not valid: "),
    ],
)
def test_a_refused_header_changes_nothing(fields, words):
    desk = Sales()
    before = desk.facts()
    answer = desk.book(free_item(), **fields)
    assert answer["status"] == 0
    assert answer["message"].startswith(words)
    assert desk.facts() == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"productId": 1}, "The product 1 does not exist."),
        ({"productId": 900_001}, "The product 900001 does not exist."),
        ({"productId": None}, "The field productDescription is required."),
        ({"productId": None, "productCode": "X"}, "The field productDescription is required."),
        ({"vendorId": 1901}, "The vendor 1901 does not exist."),
        ({"vendorId": None, "vendorCode": "X"}, "The vendor X does not exist."),
        ({"boxTypeId": 2056}, "The box type 2056 does not exist."),
        ({"boxTypeId": None, "boxTypeCode": "XX"}, "The box type XX does not exist."),
        ({"boxTypeId": None}, "The field boxTypeId is required."),
        ({"unitType": "Box"}, "The field prebookItems[0].unitType is not valid: "),
        ({"unitType": None}, "The field prebookItems[0].unitType is required."),
        ({"boxes": 0}, "The field prebookItems[0].boxes is not valid: "),
        ({"price": -1}, "The field price is not valid: "),
        ({"cost": -1}, "The field cost is not valid: "),
        (
            {"breakdowns": [{"productId": 1, "bunches": 1, "stemsBunch": 1}]},
            "The product 1 does not exist.",
        ),
        (
            {"breakdowns": [{"productId": 100_001, "bunches": 1, "stemsBunch": 1, "cost": -1}]},
            "The field cost is not valid: ",
        ),
        (
            {"breakdowns": [{"productId": 100_001, "bunches": 1, "stemsBunch": 1, "price": -1}]},
            "The field price is not valid: ",
        ),
    ],
)
def test_one_refused_line_makes_no_prebook(fields, words):
    desk = Sales()
    before = desk.facts()
    answer = desk.book(free_item(), free_item(**fields))
    assert answer["status"] == 0
    assert answer["message"].replace("[1]", "[0]").startswith(words)
    assert desk.facts() == before

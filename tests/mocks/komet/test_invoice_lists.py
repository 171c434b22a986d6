import pytest

from mocks.komet.invoice_lists import InvoiceDetailsCall, InvoiceListCall
from mocks.komet.seed import CUSTOMER, FEDEX, INTERNAL_CUSTOMER
from tests.mocks.komet.inputs import documented
from tests.mocks.komet.sales import FRIDAY, NEXT_WEEK, PICK_UP, SHIP_TO, THURSDAY, TODAY, Sales

DRAFT, PENDING, CONFIRMED, VOIDED = 2, 0, 1, 4


# --- lists ----------------------------------------------------------------------------------------


def _shelf():
    """Invoices of two customers, carriers, days, states and products."""
    desk = Sales()
    other = next(
        lot.id for lot in desk.lots(origin=1, held=False, reserved_for=None) if lot.left > 2
    )
    desk.bill(reference="01", poNumber="4711", shipToId=SHIP_TO)
    desk.world.advance(60)
    item = {"orderItemId": other, "boxes": 1, "price": 2, "markCode": "9", "notes": "n"}
    desk.bill(item, customerId=7002, carrierId=PICK_UP, shipDate=FRIDAY)
    desk.world.advance(60)
    desk.bill(customerId=INTERNAL_CUSTOMER)
    desk.add(webOrderId=desk.open())
    number = desk.bill()["invoiceNumber"]
    desk.ask("invoice.void", invoiceNumber=number, reason="x")
    number = desk.bill()["invoiceNumber"]
    desk.ask("invoice.confirm", invoiceNumber=number)
    return desk


EVERY = [85_001, 85_002, 85_003, 85_004, 85_005, 85_006]
WINDOW = {"orderDateFrom": TODAY, "orderDateTo": FRIDAY}
FILTERS = [
    ({}, EVERY),
    ({"status": 0}, [85_001, 85_002, 85_003]),
    ({"status": 1}, [85_006]),
    ({"status": 2}, [85_004]),
    ({"status": 4}, [85_005]),
    ({"customer": "stem flor"}, [85_002]),
    ({"customer": "PETST"}, [85_002]),
    ({"customerId": 7002}, [85_002]),
    ({"locationId": 13}, []),
    ({"locationIds": "13,14"}, []),
    ({"carrierName": "pick"}, [85_002]),
    ({"carrierId": PICK_UP}, [85_002]),
    ({"order": 85_003}, [85_003]),
    ({"orderId": 5_200_004}, [85_004]),
    ({"isEcommerce": "true"}, [85_004]),
    ({"isEcommerce": "false"}, [85_001, 85_002, 85_003, 85_005, 85_006]),
    ({"updatedAsOf": "2026-11-04 15:01:00"}, [85_002, 85_003, 85_004, 85_005, 85_006]),
    ({"updatedAsOf": "2026-11-04 15:01:01"}, [85_003, 85_004, 85_005, 85_006]),
    ({"excludeTransfer": 1}, [85_001, 85_002, 85_004, 85_005, 85_006]),
    ({"orderDateTo": THURSDAY}, [85_001, 85_003, 85_004, 85_005, 85_006]),
    ({"orderDateFrom": FRIDAY}, [85_002]),
]


@pytest.mark.parametrize(("filters", "numbers"), FILTERS)
def test_the_list_gives_what_the_filters_let_through(filters, numbers):
    found = _shelf().ask("invoice.list", **(WINDOW | filters)).get("invoices", [])
    assert [one["number"] for one in found] == numbers


@pytest.mark.parametrize(("filters", "numbers"), FILTERS)
def test_the_details_list_gives_the_pending_and_confirmed_among_them(filters, numbers):
    if filters.get("status") in (2, 4):
        numbers, refused = [], "The field status is not valid: expected 0 or 1."
    else:
        numbers, refused = (
            [one for one in numbers if one not in (85_004, 85_005)],
            "Orders not found.",
        )
    answer = _shelf().ask("invoice.details.list", **(WINDOW | filters))
    assert [one["number"] for one in answer.get("invoices", [])] == numbers
    assert answer["message"] == ("OK" if numbers else refused)


def test_a_product_is_searched_by_its_description():
    desk = _shelf()
    lot = desk.row(desk.state.invoice_items[9_300_002].lot_id)
    words = desk.state.products[lot.product_id].description[:-1].lower()
    assert 85_002 in [one["number"] for one in desk.bills(product=words)]
    assert 85_001 not in [one["number"] for one in desk.bills(product=words)]
    assert desk.bills(product="no such flower") == []


def test_every_filter_is_among_those_tried():
    tried = {name for filters, _ in FILTERS for name in filters} | {"product"}
    assert documented(InvoiceListCall) == tried
    assert documented(InvoiceDetailsCall) == tried | {"orderDate", "includeMappingK2k"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "The field orderDateFrom is required."),
        ({"orderDateFrom": TODAY}, "The field orderDateTo is required."),
        ({"orderDateTo": TODAY}, "The field orderDateFrom is required."),
        (
            {"orderDateFrom": "2026-01-31", "orderDateTo": "2026-08-01"},
            "The date range cannot exceed six months.",
        ),
        (
            {"orderDateFrom": "2026-11-05", "orderDateTo": "2026-11-04"},
            "The date 2026-11-05 is after 2026-11-04.",
        ),
        (WINDOW | {"status": 3}, "The field status is not valid: expected 0, 1, 2 or 4."),
        (
            WINDOW | {"updatedAsOf": "2026-11-04T15:00:00"},
            "The field updatedAsOf is not valid: expected YYYY-MM-DD hh:mm:ss.",
        ),
        (WINDOW | {"customerId": 8001}, "The customer 8001 does not exist."),
        (WINDOW | {"excludeTransfer": 2}, "The field excludeTransfer is not valid: "),
    ],
)
def test_a_window_or_filter_that_is_no_good_is_refused(fields, message):
    for name in ("invoice.list", "invoice.details.list"):
        if (name, fields) != ("invoice.details.list", {}):
            assert Sales().ask(name, **fields)["message"].startswith(message)


def test_the_window_is_six_months_for_headers_and_four_days_for_details():
    desk = Sales()
    half_year = {"orderDateFrom": "2026-08-31", "orderDateTo": "2027-02-28"}
    assert desk.ask("invoice.list", **half_year)["message"] == "Orders not found."
    four = {"orderDateFrom": "2026-11-03", "orderDateTo": "2026-11-06"}
    assert desk.ask("invoice.details.list", **four)["message"] == "Orders not found."
    five = four | {"orderDateTo": "2026-11-07"}
    answer = desk.ask("invoice.details.list", **five)
    assert answer == {"message": "The date range cannot exceed four days.", "status": 0}
    assert desk.ask("invoice.list", **five)["message"] == "Orders not found."


def test_details_want_a_day_a_window_or_a_number():
    desk = Sales()
    number = desk.bill()["invoiceNumber"]
    assert desk.ask("invoice.details.list")["message"] == "The field orderDate is required."
    for asked in ({"orderDate": THURSDAY}, {"order": number}, {"orderId": 5_200_001}, WINDOW):
        assert [one["number"] for one in desk.details(**asked)] == [number]
    assert desk.details(orderDate=FRIDAY) == []
    assert desk.details(order=number, orderDateFrom=FRIDAY, orderDateTo=TODAY) != []


def test_mapping_of_k2k_orders_is_a_flag():
    desk = Sales()
    asked = {"orderDate": THURSDAY, "includeMappingK2k": 2}
    assert "includeMappingK2k" in desk.ask("invoice.details.list", **asked)["message"]
    assert (
        "includeMappingK2k"
        not in desk.ask("invoice.details.list", **(asked | {"includeMappingK2k": 1}))["message"]
    )


def test_more_than_ten_thousand_boxes_are_refused():
    desk = Sales()
    huge = desk.receive(boxes=20_000)
    desk.bill({"orderItemId": huge, "boxes": 10_000, "price": 1})
    assert desk.details()[0]["totalBoxes"] == 10_000
    desk.bill({"orderItemId": huge, "boxes": 1, "price": 1})
    answer = desk.ask("invoice.details.list", orderDate=THURSDAY)
    assert answer == {"message": "The result exceeds 10,000 boxes.", "status": 0}


def test_a_customer_token_sees_its_own_invoices_only():
    desk = _shelf()
    seen = desk.ask("invoice.list", "customer", **WINDOW)["invoices"]
    assert {one["customerId"] for one in seen} == {CUSTOMER}
    seen = desk.ask("invoice.details.list", "customer", **WINDOW)["invoices"]
    assert {one["customerId"] for one in seen} == {CUSTOMER}
    words = "The customer 7002 is not available for this authentication token."
    assert desk.ask("invoice.list", "customer", customerId=7002, **WINDOW)["message"] == words
    own = desk.ask("invoice.list", "customer", customerId=CUSTOMER, **WINDOW)
    assert len(own["invoices"]) == 4
    assert (
        desk.ask("invoice.list", "neighbour_customer", **WINDOW)["message"] == "Orders not found."
    )


OFFICE = {
    "billAddress": "110 Commerce Avenue",
    "billCity": "Chicago",
    "billState": "IL",
    "billZipCode": "60607",
    "billCountry": "United States",
}


def test_an_invoice_is_shown_with_the_keys_real_programs_read():
    desk = _shelf()
    bill = desk.details(order=85_001)[0]
    ship_to, lot = desk.state.ship_tos[SHIP_TO], desk.row(desk.lot)
    (line,) = bill.pop("details")
    assert bill == OFFICE | {
        "id": 5_200_001,
        "number": 85_001,
        "customerId": CUSTOMER,
        "customerName": "iBuyFlowers",
        "orderRef": "01",
        "shipName": ship_to.name,
        "shipCity": ship_to.city,
        "shipState": ship_to.state,
        "shipAddress": ship_to.address,
        "shipZipCode": ship_to.zipcode,
        "shipCountry": ship_to.country,
        "shipDate": THURSDAY,
        "carrierId": FEDEX,
        "carrierName": "FedEx Priority Overnight",
        "salesPersonId": 511,
        "salesPersonName": "Ines Duarte",
        "customerPONumber": "4711",
        "totalBoxes": 2,
        "subtotal": 425.0,
        "additionalCharges": 0.0,
        "taxes": 0.0,
        "total": 425.0,
        "status": 0,
        "createdOn": "2026-11-04T15:00:00Z",
        "countConfirmed": 0,
        "isEcommerce": False,
    }
    product = desk.state.products[lot.product_id]
    assert line == {
        "detailId": line["detailId"],
        "productId": product.id,
        "productDescription": product.description,
        "growerId": lot.vendor_id,
        "growerName": desk.state.vendors[lot.vendor_id].name,
        "totalBoxes": 2,
        "boxTypeId": 1057,
        "boxType": "HB",
        "units": 17,
        "unitType": "Bunch",
        "totalUnits": 34,
        "bunchesBox": 17,
        "stemsBunch": 25,
        "unitPrice": 12.5,
        "amount": 425.0,
        "salesType": "M",
    }
    other = desk.details(order=85_002)[0]
    assert {"orderRef", "shipName", "customerPONumber"}.isdisjoint(other)
    assert (other["details"][0]["markCode"], other["details"][0]["notes"]) == ("9", "n")
    assert desk.ask("invoice.list", order=85_001)["invoices"] == [bill]


@pytest.mark.parametrize(("switch", "shown"), [("yes", "77"), ("no", None)])
def test_the_reference_is_read_back_by_the_switch(switch, shown):
    desk = Sales(order_ref_echoed=switch)
    desk.bill(reference="77")
    assert [one.get("orderRef") for one in (*desk.bills(), *desk.details())] == [shown, shown]


@pytest.mark.parametrize(("switch", "money"), [("number", 6250.05), ("text", "6,250.05")])
def test_money_is_a_number_or_text_by_the_switch(switch, money):
    desk = Sales(invoice_money=switch)
    desk.bill({"orderItemId": desk.lot, "boxes": 5, "price": "73.53"})
    (bill,) = desk.details()
    assert (bill["total"], bill["details"][0]["amount"], bill["totalBoxes"]) == (money, money, 5)


@pytest.mark.parametrize(("switch", "day"), [("iso", NEXT_WEEK), ("us", "11/12/2026")])
def test_days_are_iso_or_american_by_the_switch(switch, day):
    desk = Sales(answer_dates=switch)
    desk.bill(shipDate=NEXT_WEEK)
    assert desk.details(orderDate=NEXT_WEEK)[0]["shipDate"] == day


@pytest.mark.parametrize(("switch", "status"), [("1", 1), ("0", 0)])
def test_an_empty_list_has_a_message_and_no_array(switch, status):
    desk = Sales(empty_status=switch)
    for name in ("invoice.list", "invoice.details.list"):
        assert desk.ask(name, **WINDOW) == {"message": "Orders not found.", "status": status}

"""What the Komet client makes of answers: the loose forms seen in the wild, and rubbish."""

from datetime import date
from decimal import Decimal

import httpx
import msgspec
import pytest

from integration.errors import LineRefused, Stopped, Unknown
from integration.model import OrderLine
from integration.partners import Komet
from integration.ports import NewHeader, NewLine
from tests.integration.partners.scripted import CONNECTION, offers_of, scripted

TODAY = date(2026, 3, 2)
CUSTOMER = msgspec.structs.replace(CONNECTION, token_kind="Customer")
BOXES = b'{"message":"OK","status":1,"boxtypes":[{"code":"QB","fbe":0.3,"id":1}]}'
NO_ROWS = b'{"message":"Inventory items not found.","status":1}'
ROW = (
    b'{"inventoryId":4711,"companyProductId":5,"productDescription":"Rose Freedom Red",'
    b'"quantity":3,"boxTypeCode":"QB","unitType":"Stem","bunches":10,"stemsBunch":25,'
    b'"price":0.45,"somethingNew":[1]'
)


def market(rows: bytes) -> bytes:
    return b'{"message":"OK","status":1,"inventoryItems":[' + rows + b"]}"


def page(rows: bytes, total: int) -> bytes:
    return b'{"message":"OK","status":1,"total":%d,"products":[%b]}' % (total, rows)


def shop_row(**changes: object) -> bytes:
    row = {
        "inventoryIds": "4711",
        "inventoryOrigin": 1,
        "productId": 5,
        "productDescription": "Rose",
        "quantity": 3,
        "boxTypeCode": "QB",
        "unitType": "Stem",
        "bunches": 10,
        "stemsBunch": 25,
        "price": 0.45,
        "availableFrom": "2026-03-02",
        "availableTo": "2026-05-01",
    }
    return msgspec.json.encode(row | changes)


def test_a_row_becomes_an_offer_with_the_companys_own_box_sizes():
    with scripted(BOXES, market(ROW + b"}"), NO_ROWS) as script:
        (offer,) = offers_of(script.komet.open_market(CONNECTION, TODAY))
    assert (offer.key, offer.boxes, offer.fbe) == ("1-4711", 3, Decimal("0.3"))
    assert offer.price == Decimal("0.45")
    assert (offer.available_from, offer.available_to) == (TODAY, date(2026, 5, 1))
    assert (offer.grade, offer.vendor) == ("", "")


def test_a_day_and_money_in_their_loose_forms_are_read_too():
    future = ROW + b',"availableFrom":"03/09/2026","availableTo":"03/12/2026"}'
    future = future.replace(b"0.45", b'"1,234.50"').replace(b"4711", b'"815"')
    with scripted(BOXES, NO_ROWS, market(future)) as script:
        (offer,) = offers_of(script.komet.open_market(CONNECTION, TODAY))
    assert (offer.key, offer.price) == ("2-815", Decimal("1234.50"))
    assert (offer.available_from, offer.available_to) == (date(2026, 3, 9), date(2026, 3, 12))


def test_rows_without_price_boxes_or_a_known_unit_make_no_offer():
    rows = [
        ROW.replace(b"0.45", b"0") + b"}",
        ROW.replace(b'"quantity":3', b'"quantity":0') + b"}",
        ROW.replace(b"Stem", b"Dozen", 1).replace(b'"unitType":"Stem"', b'"unitType":"Dozen"')
        + b"}",
        ROW + b"}",
    ]
    with scripted(BOXES, market(b",".join(rows)), NO_ROWS) as script:
        assert script.komet.open_market(CONNECTION, TODAY).lines == 1


@pytest.mark.parametrize("status", [b"1", b'"1"', b"0", b'"0"'])
def test_nothing_found_is_an_empty_list_whatever_the_status(status):
    nothing = b'{"message":"Products not found.","status":%b}' % status
    with scripted(nothing) as script:
        found = script.komet.storefront_page(CUSTOMER, 1, reserved=False)
    assert (found.listing.names, found.rows, found.total) == ({}, 0, 0)


@pytest.mark.parametrize(
    "body",
    [
        b'{"message":"OK","status":1}',
        b'{"message":"OK","status":1,"total":5}',
        b"<html>busy</html>",
        b"",
        b'{"message":"OK","status":1,"products":[{"inventoryIds":"1"',
        b'{"message":"OK","status":1,"total":1,"products":[{"inventoryIds":"1"}]}',
        b'{"message":"OK","status":1,"total":1,"products":{}}',
        b"[1]",
        b"\xff\xfe\x00",
    ],
)
def test_rubbish_tells_nothing_and_is_read_again(body):
    with scripted(body, body, page(shop_row(), 1)) as script:
        assert script.komet.storefront_page(CUSTOMER, 1, reserved=False).total == 1
    with scripted(body) as script, pytest.raises(Unknown):
        script.komet.storefront_page(CUSTOMER, 1, reserved=False)
    assert len(script.requests) == 3


def test_a_page_that_does_not_count_its_list_tells_nothing():
    uncounted = b'{"message":"OK","status":1,"products":[' + shop_row() + b"]}"
    with scripted(uncounted) as script, pytest.raises(Unknown):
        script.komet.storefront_page(CUSTOMER, 1, reserved=False)


@pytest.mark.parametrize("body", [b"<html>", b"", b'{"message":"OK","status":1}', b"{}"])
def test_rubbish_after_a_call_that_makes_something_is_in_doubt_and_asked_once(body):
    with scripted(body) as script, pytest.raises(Unknown):
        script.komet.create_web_order(CUSTOMER)
    assert len(script.requests) == 1


@pytest.mark.parametrize("status", [302, 401, 404, 429, 500, 502])
def test_any_other_http_status_tells_nothing(status):
    answer = httpx.Response(status, content=b'{"message":"no","status":0}')
    with scripted(answer) as script, pytest.raises(Unknown, match=str(status)):
        script.komet.create_web_order(CUSTOMER)


def test_a_refusal_is_read_though_all_else_is_missing():
    no = b'{"message":"The authentication token is not valid.","status":"0"}'
    with scripted(no) as script, pytest.raises(Stopped) as raised:
        script.komet.create_web_order(CUSTOMER)
    assert raised.value.method == "web-order.create"
    no = b'{"message":"The date 2026-01-01 is in the past.","status":0}'
    header = NewHeader(reference="1", ship_date=TODAY, ship_to_id=None, po_number="")
    with scripted(no) as script, pytest.raises(LineRefused):
        script.komet.create_invoice(CONNECTION, header, [])


def test_ids_and_numbers_come_as_text_too():
    made = b'{"webOrderId":"30200","message":"Web order was successfully created.","status":"1"}'
    with scripted(made) as script:
        assert script.komet.create_web_order(CUSTOMER) == 30200


@pytest.mark.parametrize("origin", [3, 4])
def test_other_companies_stock_is_left_out_and_counted(origin):
    rows = shop_row() + b"," + shop_row(inventoryOrigin=origin)
    with scripted(page(rows, 2)) as script:
        found = script.komet.storefront_page(CUSTOMER, 1, reserved=True)
    assert (found.listing.lines, found.rows, found.total) == (1, 2, 2)
    assert script.requests[0].url.params["reservedInventory"] == "true"


@pytest.mark.parametrize("origin", [3, 4])
def test_what_others_offer_is_taken_where_it_is_published(origin):
    rows = shop_row() + b"," + shop_row(inventoryOrigin=origin, inventoryIds="70000001")
    with scripted(page(rows, 2)) as script:
        komet = Komet(script.http, availability=True)
        found = komet.storefront_page(CUSTOMER, 1, reserved=False)
    keys = {one.key for one in offers_of(found.listing)}
    assert f"{origin}-70000001" in keys
    assert (len(keys), found.rows) == (2, 2)


def test_an_offer_goes_on_a_prebook_by_a_method_of_its_own():
    done = b'{"message":"Item was added.","status":1,"prebookItemId":930125}'
    line = OrderLine(line_id=1, key="3-428545", origin=3, boxes=2, price=Decimal("0.45"))
    new = NewLine(line=line, reference="01", ship_date=TODAY, ship_to_id=None)
    with scripted(done) as script:
        script.komet.add_prebook_line(CONNECTION, 85063, new)
    (request,) = script.requests
    assert request.url.path == "/api/prebook.vendor.availability.item.add"
    sent = msgspec.json.decode(request.content)
    del sent["authenticationToken"]
    assert sent == {
        "prebookId": 85063,
        "inventoryIds": "428545",
        "quantity": 2,
        "price": 0.45,
        "markCode": "01",
    }


def test_several_lots_under_one_row_are_left_out_and_counted():
    with scripted(page(shop_row(inventoryIds="428545, 428544"), 1)) as script:
        found = script.komet.storefront_page(CUSTOMER, 1, reserved=False)
    assert (found.listing.names, found.rows) == ({}, 1)


def test_box_sizes_nobody_may_read_are_the_usual_ones():
    no = b'{"message":"The authentication token has no access to the method x.","status":0}'
    with scripted(no, market(ROW + b"}"), NO_ROWS, NO_ROWS, NO_ROWS) as script:
        (offer,) = offers_of(script.komet.open_market(CONNECTION, TODAY))
        script.komet.open_market(CONNECTION, TODAY)
    assert offer.fbe == Decimal("0.25")
    assert len(script.requests) == 5


def test_the_token_stands_where_the_method_wants_it():
    done = b'{"message":"success","status":1}'
    nothing = NO_ROWS.replace(b"Inventory items", b"Orders")
    with scripted(nothing, nothing, done) as script:
        script.komet.find_invoices(CONNECTION, "01000000070001901", TODAY)
        script.komet.void_invoice(CONNECTION, "W85001", "because")
        script.komet.delete_web_order(CUSTOMER, 5)
        script.komet.check_out_web_order(CUSTOMER, 5, "")
    in_query, _, in_body, in_header, by_user = script.requests
    assert in_query.url.params["authenticationToken"] == "the-token"
    sent = msgspec.json.decode(in_body.content)
    assert sent == {
        "authenticationToken": "the-token",
        "invoiceNumber": 85001,
        "reason": "because",
    }
    assert in_body.headers["content-type"] == "application/json"
    assert in_header.headers["authenticationToken"] == "the-token"
    assert in_header.headers["X-ACCOUNT"] == "12345"
    assert b"the-token" not in in_header.content
    assert by_user.headers["authenticationToken"] == "the-user-token"


def test_a_location_is_sent_where_the_company_has_several():
    there = msgspec.structs.replace(CUSTOMER, location_id=13)
    with scripted(page(b"", 0)) as script:
        script.komet.storefront_page(there, 1, reserved=False)
        script.komet.storefront_page(CUSTOMER, 1, reserved=False)
    first, second = [dict(one.url.params) for one in script.requests]
    assert first["companyLocationId"] == "13"
    assert "companyLocationId" not in second


PLACES = b'{"message":"OK","status":1,"locations":[{"id":13,"code":"MIA","name":"Miami"}]}'
PREBOOKED = b'{"message":"OK","status":1,"prebookId":7,"prebookNumber":70}'
HEADER = NewHeader(reference="1" * 17, ship_date=TODAY, po_number="", ship_to_id=None)


def test_a_prebook_names_its_location_by_a_code_that_is_asked_for_once():
    there = msgspec.structs.replace(CONNECTION, location_id=13)
    with scripted(PLACES, PREBOOKED) as script:
        for connection in (there, there, CONNECTION):
            assert script.komet.create_prebook(connection, HEADER) == (7, "70")
    asked, *made = script.requests
    assert dict(asked.url.params)["id"] == "13"
    codes = [msgspec.json.decode(one.content).get("companyLocationCode") for one in made]
    assert codes == ["MIA", "MIA", None]


@pytest.mark.parametrize("answer", [PLACES, b'{"message":"Locations not found.","status":1}'])
def test_a_location_the_company_has_not_stops_the_connection_before_anything_is_made(answer):
    nowhere = msgspec.structs.replace(CONNECTION, location_id=14)
    with scripted(answer) as script, pytest.raises(Stopped, match="location 14 is not in"):
        script.komet.create_prebook(nowhere, HEADER)
    assert len(script.requests) == 1

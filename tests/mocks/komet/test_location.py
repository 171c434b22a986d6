"""A company with two locations: what stands, goes and is bought at one is not the other's."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from mocks.core.api import Request
from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.komet.facts.locations import STANDING_SOMEWHERE
from mocks.komet.records import FUTURE, ON_HAND
from mocks.komet.seed import BRANCHES, BRANCHES_CUSTOMERS, COMPANY, CUSTOMER, HERE, THERE
from tests.mocks.komet.desk import Desk
from tests.mocks.komet.sales import NEXT_WEEK, Sales, free_item

BOTH, ONLY_HERE, ONLY_THERE = BRANCHES_CUSTOMERS
FEDEX, BAY, CANYON = 3360, 3361, 3362
THURSDAY = "2026-11-05"
WEEKLY = {
    "customerId": CUSTOMER,
    "carrierId": 1360,
    "startDate": NEXT_WEEK,
    "recurrence": 1,
    "truckDays": "Friday",
    "items": [free_item()],
}
COMPANY_TOKEN, CUSTOMER_TOKEN, USER_TOKEN = "branches_company", "branches_customer", "branches_user"


class Branches(Desk):
    """The desk of the Multi-Location company, with ten boxes more at each of its locations."""

    def __init__(self, **switches: str) -> None:
        super().__init__(**switches)
        self.lot = {place: self.boxes(place) for place in (HERE, THERE)}
        self.later = {place: self.boxes(place, FUTURE) for place in (HERE, THERE)}

    def boxes(self, place: int, origin: int = ON_HAND) -> int:
        return self.receive(
            productId=800_001,
            vendorId=2901,
            boxTypeId=3057,
            origin=origin,
            until="2026-11-20" if origin == FUTURE else None,
            locationId=place,
        )

    def orders(self, place: int = HERE, **fields):
        """The answer to one line of a web order at a location."""
        known = {
            "customerId": BOTH,
            "inventoryIds": str(self.lot[place]),
            "inventoryOrigin": ON_HAND,
            "price": 9,
            "quantity": 2,
            "carrierId": FEDEX,
            "date": THURSDAY,
            "companyLocationId": place,
        }
        asked = {name: value for name, value in (known | fields).items() if value is not None}
        return self.ask("web-order-item.add", USER_TOKEN, **asked)

    def bills(self, place: int | None = HERE, **fields):
        """The answer to an invoice of one line."""
        line = {"orderItemId": self.lot[place or HERE], "boxes": 1, "price": 9}
        known = {
            "customerId": BOTH,
            "carrierId": FEDEX,
            "shipDate": THURSDAY,
            "locationId": place,
            "invoiceItems": [line],
        }
        asked = {name: value for name, value in (known | fields).items() if value is not None}
        return self.ask("invoice.create", COMPANY_TOKEN, **asked)

    def books(self, code: str | None = "MIA", **fields):
        """The answer to an empty prebook."""
        known = {
            "customerId": BOTH,
            "carrierId": FEDEX,
            "shipDate": "2026-11-12",
            "companyLocationCode": code,
        }
        asked = {name: value for name, value in (known | fields).items() if value is not None}
        return self.ask("prebook.create", COMPANY_TOKEN, **asked)

    def left(self, place: int) -> int:
        return self.state.lots[self.lot[place]].left


NONE = {"message": "Locations not found.", "status": 1}
MIAMI = {"id": HERE, "name": "Miami", "code": "MIA"}
ANGELES = {"id": THERE, "name": "Los Angeles", "code": "LAX"}


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({}, [ANGELES, MIAMI]),
        ({"id": HERE}, [MIAMI]),
        ({"name": "ANG"}, [ANGELES]),
        ({"name": "M%m"}, [MIAMI]),
        ({"code": "lax"}, [ANGELES]),
    ],
)
def test_locations_are_listed_by_name_exact_by_id_and_code_like_by_name(asked, rows):
    assert Desk().ask("location.list", COMPANY_TOKEN, **asked)["locations"] == rows


@pytest.mark.parametrize("asked", [{"id": 1}, {"name": "x"}, {"code": "MI"}])
def test_no_location_fits(asked):
    assert Desk().ask("location.list", COMPANY_TOKEN, **asked) == NONE


def test_a_company_without_multi_location_has_no_locations():
    assert Desk().ask("location.list") == NONE


def asks_for(desk, customer, **headers):
    known = {
        "authenticationtoken": desk.tokens[COMPANY_TOKEN],
        "x-sales-channel": "WEB_APP",
        "x-account": str(BRANCHES),
    }
    query = {"customerId": str(customer)}
    path = "/api/company.location.list"
    return desk.send(Request("GET", path, query, known | headers))


def test_a_customer_s_locations_are_those_it_is_tied_to():
    desk = Desk()
    assert asks_for(desk, BOTH)["locations"] == [
        {"id": THERE, "name": "Los Angeles", "shortName": None, "code": "LAX", "active": True},
        {"id": HERE, "name": "Miami", "shortName": "Mia", "code": "MIA", "active": True},
    ]
    desk.do("set_location", locationId=HERE, active=False)
    (row,) = asks_for(desk, ONLY_HERE)["locations"]
    assert (row["id"], row["active"]) == (HERE, False)
    desk.do("tie_customer", customerId=ONLY_HERE, locationIds=None)
    assert len(asks_for(desk, ONLY_HERE)["locations"]) == 2
    desk.do("tie_customer", customerId=ONLY_HERE, locationIds=[])
    assert asks_for(desk, ONLY_HERE) == NONE


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("x-sales-channel", "The field X-SALES-CHANNEL is required."),
        ("x-account", "The header X-ACCOUNT is required."),
    ],
)
def test_the_list_of_a_customer_s_locations_requires_all_headers(header, words):
    assert asks_for(Desk(), BOTH, **{header: ""}) == {"message": words, "status": 0}


# --- which location -------------------------------------------------------------------------------

NEEDED = "The field {} is required."
UNKNOWN, CLOSED = "The location {} does not exist.", "The location {} is not active."
NOT_TIED = "The {} {} is not associated with the location {}."

CALLS = {
    "web-order.create": ({"customerId": BOTH, "companyId": BRANCHES}, USER_TOKEN),
    "web-order.checkout": ({"customerId": BOTH, "webOrderId": 1}, USER_TOKEN),
    "web-order-details.list": ({"customerId": BOTH, "webOrderId": 1}, USER_TOKEN),
    "ecommerce/inventory.list": ({"customerId": BOTH}, CUSTOMER_TOKEN),
    "ecommerce/inventory.get": (
        {
            "customerId": BOTH,
            "inventoryLineIds": 427_801,
            "inventoryOrigin": 1,
            "date": THURSDAY,
            "carrierId": FEDEX,
        },
        CUSTOMER_TOKEN,
    ),
    "ecommerce/inventory-available-dates.list": (
        {"customerId": BOTH, "inventoryLineIds": 427_801, "inventoryOrigin": 1},
        CUSTOMER_TOKEN,
    ),
    "ecommerce/customer-carriers.list": (
        {
            "customerId": BOTH,
            "date": THURSDAY,
            "availableFrom": THURSDAY,
            "availableTo": "2026-11-06",
        },
        CUSTOMER_TOKEN,
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_multi_location_company_names_one_of_its_open_locations(name):
    desk = Branches()
    fields, who = CALLS[name]
    assert desk.ask(name, who, **fields)["message"] == NEEDED.format("companyLocationId")
    foreign = desk.ask(name, who, **fields, companyLocationId=99)
    assert foreign["message"] == UNKNOWN.format(99)
    desk.do("set_location", locationId=HERE, active=False)
    closed = desk.ask(name, who, **fields, companyLocationId=HERE)
    assert closed["message"] == CLOSED.format(HERE)


@pytest.mark.parametrize("name", CALLS)
def test_a_customer_buys_only_at_its_own_locations(name):
    desk = Branches()
    desk.do("tie_customer", customerId=BOTH, locationIds=[THERE])
    fields, who = CALLS[name]
    answer = desk.ask(name, who, **fields, companyLocationId=HERE)
    assert answer["message"] == NOT_TIED.format("customer", BOTH, HERE)


def test_a_location_of_another_company_is_none():
    answer = Desk().ask("ecommerce/inventory.list", customerId=CUSTOMER, companyLocationId=HERE)
    assert answer["message"] == UNKNOWN.format(HERE)


LISTS = ("inventory.openmarket.list", "inventory.list", "future.inventory.openmarket.list")


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_the_company_are_cut_by_location_if_one_is_named(name):
    desk = Branches()
    days = {"dateFrom": THURSDAY, "dateTo": "2026-12-30"} if "future" in name else {}
    lots = desk.later if "future" in name else desk.lot

    def ids(**fields):
        rows = desk.ask(name, COMPANY_TOKEN, **days, **fields)["inventoryItems"]
        return {row.get("inventoryId", row.get("orderItemId")) for row in rows}

    here, there = ids(locationId=HERE), ids(locationId=THERE)
    assert (lots[HERE] in here, lots[THERE] in there) == (True, True)
    assert not here & there
    assert ids() == here | there
    assert desk.ask(name, COMPANY_TOKEN, **days, locationId=99)["message"] == UNKNOWN.format(99)
    if name != "inventory.list":
        assert ids(customerId=ONLY_THERE) <= there
        refused = desk.ask(name, COMPANY_TOKEN, **days, locationId=HERE, customerId=ONLY_THERE)
        assert refused["message"] == NOT_TIED.format("customer", ONLY_THERE, HERE)


def shown(desk, who=CUSTOMER_TOKEN, customer=BOTH, **fields):
    asked = {"customerId": customer, "rows": 1000} | fields
    rows = desk.ask("ecommerce/inventory.list", who, **asked)["products"]
    return {int(row["inventoryIds"]) for row in rows}


def test_the_shop_shows_a_location_s_lines_only():
    desk = Branches()
    here, there = shown(desk, companyLocationId=HERE), shown(desk, companyLocationId=THERE)
    assert {desk.lot[HERE], desk.later[HERE]} <= here
    assert {desk.lot[THERE], desk.later[THERE]} <= there
    assert not here & there


def test_the_shop_shows_every_location_of_the_customer_where_none_need_be_named():
    desk = Branches(shop_location="optional")
    here, there = shown(desk, companyLocationId=HERE), shown(desk, companyLocationId=THERE)
    assert shown(desk) == here | there
    assert shown(desk, "branches_there_customer", ONLY_THERE) <= there


def test_carriers_go_from_the_locations_they_are_tied_to():
    desk = Desk()
    fields, who = CALLS["ecommerce/customer-carriers.list"]

    def going(place):
        answer = desk.ask(
            "ecommerce/customer-carriers.list", who, **fields, companyLocationId=place
        )
        return {answer["carrierId"], *(one["carrierId"] for one in answer["carriers"])}

    assert (going(HERE), going(THERE)) == ({FEDEX, BAY}, {FEDEX, CANYON})


# --- orders ---------------------------------------------------------------------------------------


def test_an_order_takes_the_boxes_of_its_location_and_stands_there():
    desk = Branches()
    made = desk.orders(HERE)
    assert (desk.left(HERE), desk.left(THERE)) == (8, 10)
    asked = {"customerId": BOTH, "webOrderId": made["webOrderId"]}
    (row,) = desk.ask("web-order-details.list", USER_TOKEN, **asked, companyLocationId=HERE)[
        "webOrders"
    ]
    assert row["companyLocationId"] == HERE
    wrong = desk.ask("web-order-details.list", USER_TOKEN, **asked, companyLocationId=THERE)
    said = f"The web order {made['webOrderId']} is not of the location {THERE}."
    assert wrong["message"] == said
    assert desk.ask("web-order.checkout", USER_TOKEN, **asked, companyLocationId=THERE) == {
        "message": said,
        "status": 0,
    }
    assert desk.ask("web-order.checkout", USER_TOKEN, **asked, companyLocationId=HERE)["status"]
    day = {"orderDateFrom": THURSDAY, "orderDateTo": THURSDAY}
    (bill,) = desk.ask("invoice.list", COMPANY_TOKEN, **day)["invoices"]
    assert (bill["locationId"], bill["locationName"]) == (HERE, "Miami")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"companyLocationId": None}, NEEDED.format("companyLocationId")),
        ({"companyLocationId": 99}, UNKNOWN.format(99)),
        ({"companyLocationId": THERE}, "The inventory item {lot} is not at the location of"),
        ({"carrierId": CANYON}, NOT_TIED.format("carrier", CANYON, HERE)),
        ({"customerId": ONLY_THERE}, NOT_TIED.format("customer", ONLY_THERE, HERE)),
    ],
)
def test_a_line_that_is_not_of_its_location_takes_nothing(fields, words):
    desk = Branches()
    before = desk.facts()
    said = desk.orders(HERE, **fields)["message"]
    assert said.startswith(words.format(lot=desk.lot[HERE]))
    assert desk.facts() == before


def test_lines_of_two_locations_never_meet_on_one_order():
    desk = Branches()
    here, there = desk.orders(HERE), desk.orders(THERE)
    assert here["webOrderId"] != there["webOrderId"]
    assert desk.orders(HERE)["webOrderId"] == here["webOrderId"]
    mixed = desk.orders(THERE, webOrderId=here["webOrderId"])
    assert mixed["message"].endswith(f"is not of the location {THERE}.")
    later = {"inventoryIds": str(desk.later[HERE]), "inventoryOrigin": FUTURE, "date": THURSDAY}
    assert desk.orders(HERE, **later)["webOrderId"] == here["webOrderId"]
    (prebook,) = desk.state.prebooks.values()
    assert prebook.location_id == HERE
    assert {one.location_id for one in desk.state.invoices.values()} == {HERE, THERE}


def test_orders_never_meet_on_an_invoice_of_another_location_where_they_share():
    desk = Branches(invoice_sharing="shared")
    desk.orders(HERE)
    desk.orders(THERE)
    assert len(desk.state.invoices) == 2


def test_a_product_named_by_its_code_is_taken_from_the_location():
    desk = Branches()
    row = desk.state.lots[desk.lot[THERE]]
    named = {
        "inventoryIds": None,
        "inventoryOrigin": None,
        "companyProductId": row.product_id,
        "boxTypeCode": "HB",
        "unitsPerBox": row.units_per_box,
        "unitType": row.unit_type,
    }
    taken = desk.orders(THERE, **named)
    item = desk.state.web_order_items[taken["webOrderItemId"]]
    assert desk.state.lots[item.lot_id].location_id == THERE


# --- invoices, prebooks, purchase orders ----------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"locationId": None}, NEEDED.format("locationId")),
        ({"locationId": 99}, UNKNOWN.format(99)),
        ({"locationCode": "LAX"}, "The fields two locations cannot be used at the same time."),
        ({"locationId": THERE}, "Item 1: The inventory item {lot} is not at the location of"),
        ({"carrierId": CANYON}, NOT_TIED.format("carrier", CANYON, HERE)),
        ({"customerId": ONLY_THERE}, NOT_TIED.format("customer", ONLY_THERE, HERE)),
    ],
)
def test_an_invoice_is_made_at_one_location(fields, words):
    desk = Branches()
    before = desk.facts()
    assert desk.bills(HERE, **fields)["message"].startswith(words.format(lot=desk.lot[HERE]))
    assert desk.facts() == before


def test_an_invoice_s_location_may_be_named_by_code_too_and_is_filtered_by():
    desk = Branches()
    desk.bills(HERE)
    desk.bills(None, locationCode="mia")
    desk.bills(THERE)
    day = {"orderDateFrom": THURSDAY, "orderDateTo": THURSDAY}

    def places(name, **fields):
        rows = desk.ask(name, COMPANY_TOKEN, **day, **fields).get("invoices", [])
        return [row["locationId"] for row in rows]

    for name in ("invoice.list", "invoice.details.list"):
        assert places(name) == [HERE, HERE, THERE]
        assert places(name, locationId=THERE) == [THERE]
        assert places(name, locationIds=f"{HERE}, 99") == [HERE, HERE]
        assert places(name, locationId=99) == []


def test_a_line_added_to_an_invoice_is_of_its_location():
    desk = Branches()
    invoice = desk.bills(HERE, statusDraft=1)["invoiceId"]
    line = {"invoiceId": invoice, "boxes": 1, "price": 9}
    wrong = desk.ask("invoice.item.add", COMPANY_TOKEN, **line, orderItemId=desk.lot[THERE])
    assert wrong["message"] == f"The inventory item {desk.lot[THERE]} is not at the location of" + (
        " the order."
    )
    line["orderItemId"] = desk.lot[HERE]
    wrong = desk.ask("invoice.item.add", COMPANY_TOKEN, **line, locationId=THERE)
    assert wrong["message"].endswith(f"is not of the location {THERE}.")
    assert desk.ask("invoice.item.add", COMPANY_TOKEN, **line, locationId=HERE)["status"] == 1


def test_a_prebook_is_of_the_location_its_code_names():
    desk = Branches()
    assert desk.books(None)["message"] == NEEDED.format("companyLocationCode")
    assert desk.books("XXX")["message"] == UNKNOWN.format("XXX")
    made = desk.books("MIA")
    add = {"prebookId": made["prebookId"], "boxes": 1, "price": 9}
    name = "prebook.future.item.add"
    wrong = desk.ask(name, COMPANY_TOKEN, **add, inventoryId=desk.later[THERE])
    assert "is not at the location" in wrong["message"]
    assert desk.ask(name, COMPANY_TOKEN, **add, inventoryId=desk.later[HERE])["status"] == 1
    assert desk.books("MIA", useExisting=1)["prebookId"] == made["prebookId"]
    assert desk.books("LAX", useExisting=1)["prebookId"] != made["prebookId"]

    def rows(**fields):
        asked = {"date": "2026-11-12"} | fields
        found = desk.ask("prebook.details.list", COMPANY_TOKEN, **asked).get("prebooks", [])
        return [(row["locationId"], row["locationName"], row["locationCode"]) for row in found]

    assert rows() == [(HERE, "Miami", "MIA"), (THERE, "Los Angeles", "LAX")]
    assert rows(locationId=THERE) == [(THERE, "Los Angeles", "LAX")]
    moved = {"prebookId": made["prebookId"], "carrierId": CANYON}
    answer = desk.ask("prebook.update", COMPANY_TOKEN, **moved)
    assert answer["message"] == NOT_TIED.format("carrier", CANYON, HERE)


FREE = {
    "productId": 800_001,
    "vendorId": 2901,
    "boxTypeCode": "HB",
    "unitType": "Bunch",
    "boxes": 1,
    "bunches": 10,
    "stemsBunch": 10,
    "cost": 4,
    "price": 6,
}


def test_a_purchase_order_buys_for_one_location():
    desk = Branches()
    line = desk.books("MIA", prebookItems=[FREE])["prebookItems"][0]["prebookItemId"]
    order = {
        "vendorId": 2901,
        "shipDate": "2026-11-12",
        "purchaseOrderItems": [{"prebookItemId": line}],
    }
    name = "purchase.order.create"
    answer = desk.ask(name, COMPANY_TOKEN, **order)
    assert answer["message"] == NEEDED.format("companyLocationCode")
    answer = desk.ask(name, COMPANY_TOKEN, **order, companyLocationCode="LAX")
    assert answer["message"] == f"The prebook item {line} is for another location."
    made = desk.ask(name, COMPANY_TOKEN, **order, companyLocationCode="MIA")
    more = order | {"purchaseOrderItems": [FREE], "companyLocationCode": "LAX"}
    number = made["purchaseOrderNumber"]
    answer = desk.ask(name, COMPANY_TOKEN, **more, purchaseOrderNumber=number)
    assert answer["message"].endswith("is for another vendor, ship date or location.")

    def places(**fields):
        asked = {"date": "2026-11-12"} | fields
        found = desk.ask("purchase.order.list", COMPANY_TOKEN, **asked).get("purchaseOrders", [])
        return [(row["locationId"], row["locationName"]) for row in found]

    assert places() == places(locationId=HERE) == [(HERE, "Miami")]
    assert places(locationId=THERE) == []


def test_what_is_bought_for_the_open_market_of_a_location_is_sold_there():
    desk = Branches()
    order = {
        "vendorId": 2901,
        "shipDate": "2026-11-12",
        "companyLocationCode": "LAX",
        "purchaseOrderItems": [FREE],
    }
    made = desk.ask("purchase.order.create", COMPANY_TOKEN, **order)
    desk.do("approve_purchase_order", purchaseOrderId=made["purchaseOrderId"])
    line = made["purchaseOrderItems"][0]["poItemId"]
    desk.ask("purchase.order.item.confirm", COMPANY_TOKEN, poItemId=line, quantityConfirmed=1)
    assert desk.state.lots[line].location_id == THERE


def test_generated_purchase_orders_are_for_the_prebook_s_location():
    desk = Branches()
    desk.books("LAX", prebookItems=[FREE], autoGeneratePOsfromPrebooks=1)
    (order,) = desk.state.purchase_orders.values()
    assert order.location_id == THERE


# --- what people do -------------------------------------------------------------------------------


def test_each_location_has_a_cut_off_of_its_own():
    desk = Branches()
    desk.do("set_cut_off", weekday=2, cutOff="0900", locationId=HERE, companyId=BRANCHES)
    today = {"date": "2026-11-04"}
    assert desk.orders(HERE, **today)["message"] == "The cut-off time for 2026-11-04 has passed."
    assert desk.orders(THERE, **today)["status"] == 1


def test_a_line_of_stock_stands_at_a_location_exactly_where_there_are_some():
    desk = Branches()
    with pytest.raises(BadCall, match=r"field\.missing"):
        desk.boxes(None)
    with pytest.raises(Missing, match=r"location\.unknown"):
        desk.boxes(99)
    with pytest.raises(Missing, match=r"location\.unknown"):
        desk.receive(locationId=HERE)


def test_komet_turns_multi_location_on_once_and_for_good():
    desk = Desk()
    wanted = {"code": "BOG", "name": "Bogota", "companyId": COMPANY}
    lot = desk.receive()
    with pytest.raises(NotPossible, match=r"location\.none"):
        desk.do("add_location", **wanted)
    first = desk.do("turn_on_multi_location", **wanted)
    with pytest.raises(NotPossible, match=r"location\.again"):
        desk.do("turn_on_multi_location", **wanted)
    second = desk.do("add_location", **wanted | {"name": "Medellin", "code": "MDE"})
    assert [row["id"] for row in desk.ask("location.list")["locations"]] == [first, second]
    answer = desk.ask("ecommerce/inventory.list", customerId=CUSTOMER)
    assert answer["message"] == NEEDED.format("companyLocationId")
    asked = {"customerId": CUSTOMER, "rows": 1000}

    def ids(place):
        rows = desk.ask("ecommerce/inventory.list", **asked, companyLocationId=place)
        return {int(row["inventoryIds"]) for row in rows.get("products", [])}

    assert (lot in ids(first), ids(second)) == (True, set())
    assert [law.name for law in desk.komet.laws if law.judge(desk.world).violations] == []


def test_all_there_was_is_at_the_first_location_then():
    desk = Sales()
    desk.add(webOrderId=desk.open())
    desk.ask("v2/standing-order", "customer", **WEEKLY)
    made = desk.book(free_item())
    line = {"prebookItemId": made["prebookItems"][0]["prebookItemId"], "cost": 1}
    order = {"vendorId": 901, "shipDate": NEXT_WEEK, "purchaseOrderItems": [line]}
    desk.ask("purchase.order.create", **order)
    first = desk.do("turn_on_multi_location", code="BOG", name="Bogota", companyId=COMPANY)
    tables = {name: rows for name, rows in vars(desk.state).items() if isinstance(rows, dict)}
    placed = {
        name
        for name, rows in tables.items()
        if any(hasattr(one, "location_id") for one in rows.values())
    }
    assert placed == set(STANDING_SOMEWHERE)
    for name in STANDING_SOMEWHERE:
        rows = [one for one in getattr(desk.state, name).values() if one.company_id == COMPANY]
        assert {one.location_id for one in rows} == {first}, name
    assert judged(desk).violations == []


def test_ties_name_locations_of_the_own_company_only():
    desk = Desk()
    with pytest.raises(Missing, match=r"location\.unknown"):
        desk.do("tie_customer", customerId=CUSTOMER, locationIds=[HERE])
    with pytest.raises(Missing, match=r"location\.unknown"):
        desk.do("tie_carrier", carrierId=1360, locationIds=[HERE])
    desk.do("tie_carrier", carrierId=BAY, locationIds=[THERE])
    assert desk.state.carriers[BAY].location_ids == (THERE,)


def test_nothing_of_the_seeded_branches_moves_anybody_else_s_numbers():
    desk, day = Desk(), datetime(2026, 11, 4, tzinfo=UTC).date()
    lots = [lot for lot in desk.state.lots.values() if lot.company_id == BRANCHES]
    assert {lot.location_id for lot in lots} == {HERE, THERE}
    assert max(lot.id for lot in lots) < 428_001
    assert {lot.location_id for lot in desk.lots()} == {None}
    assert all((lot.day - day).days >= -9 for lot in lots)


# --- the law --------------------------------------------------------------------------------------


def judged(desk):
    return next(law for law in desk.komet.laws if law.name == "komet.places").judge(desk.world)


def test_the_law_sees_every_line_of_a_day_at_two_locations():
    desk = Branches()
    desk.orders(HERE)
    desk.orders(THERE, inventoryIds=str(desk.later[THERE]), inventoryOrigin=FUTURE)
    desk.bills(THERE)
    desk.books("LAX", prebookItems=[FREE], autoGeneratePOsfromPrebooks=1)
    found = judged(desk)
    assert (found.judged, found.violations) == (6, [])


@pytest.mark.parametrize(
    ("rows", "row_id", "lines"),
    [("invoices", 5_200_001, 1), ("web_orders", 30_001, 2), ("prebooks", 2_540_001, 1)],
)
def test_the_law_finds_an_order_whose_boxes_stand_elsewhere(rows, row_id, lines):
    desk = Branches()
    desk.orders(HERE)
    desk.orders(HERE, inventoryIds=str(desk.later[HERE]), inventoryOrigin=FUTURE)
    table = getattr(desk.state, rows)
    table[row_id] = replace(table[row_id], location_id=THERE)
    assert len(judged(desk).violations) == lines


def test_the_law_finds_a_line_bought_for_another_location():
    desk = Branches()
    desk.books("LAX", prebookItems=[FREE], autoGeneratePOsfromPrebooks=1)
    ((order_id, order),) = desk.state.purchase_orders.items()
    desk.state.purchase_orders[order_id] = replace(order, location_id=HERE)
    assert len(judged(desk).violations) == 1

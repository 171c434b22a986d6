"""Which locations there are, which a call means, and what people do about them."""

from datetime import UTC, datetime

import pytest

from mocks.core.api import Request
from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.komet.facts.locations import STANDING_SOMEWHERE
from mocks.komet.seed import BRANCHES, COMPANY, CUSTOMER, HERE, THERE
from tests.mocks.komet.branches import (
    BAY,
    BOTH,
    CANYON,
    CLOSED,
    COMPANY_TOKEN,
    CUSTOMER_TOKEN,
    FEDEX,
    NEEDED,
    NOT_TIED,
    ONLY_HERE,
    ONLY_THERE,
    THURSDAY,
    UNKNOWN,
    USER_TOKEN,
    Branches,
)
from tests.mocks.komet.desk import Desk
from tests.mocks.komet.sales import NEXT_WEEK, Sales, free_item

WEEKLY = {
    "customerId": CUSTOMER,
    "carrierId": 1360,
    "startDate": NEXT_WEEK,
    "recurrence": 1,
    "truckDays": "Friday",
    "items": [free_item()],
}

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


def broken(desk):
    """The laws that do not hold."""
    return [law.name for law in desk.komet.laws if law.judge(desk.world).violations]


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
    assert broken(desk) == []


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
    assert broken(desk) == []


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

from datetime import UTC, date, datetime, timedelta

import pytest

from mocks.core.world import LAB
from mocks.ibuyflowers.catalogue import folded, for_sale
from tests.mocks.ibuyflowers.market import FRIDAY, MONDAY, THURSDAY, WEDNESDAY, Market, offer

SATURDAY = FRIDAY + timedelta(days=1)


@pytest.fixture
def market() -> Market:
    return Market()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", {"1-1", "1-2", "1-3"}),
        ("rosa", {"1-1"}),
        ("SEÑORITA", {"1-1"}),
        ("senorita", {"1-1"}),
        ("Señorita rosa", {"1-1"}),
        ("rosa tulip", set()),
        ("strasse", {"1-2"}),
        ("Straße", {"1-2"}),
        ("🌹", {"1-2"}),
        ("penã", {"1-3"}),
        ("60 CM", {"1-3"}),
        ("<b>", {"1-3"}),
        ("lavender", {"1-3"}),
    ],
)
def test_search_ignores_case_and_accents(market: Market, search: str, found: set[str]) -> None:
    market.tells(
        offer("1-1", name="Rosa Señorita"),
        offer("1-2", name="Straße 🌹"),
        offer("1-3", name="<b>x</b>", vendor="Finca Peña", grade="60 cm", color="Lavender"),
    )
    assert set(market.shown(search=search)) == found


def test_composed_and_decomposed_accents_are_the_same() -> None:
    assert folded("Ñandú") == folded("N\u0303andu\u0301") == "nandu"


def test_pages_hold_every_offer_once_in_the_order_told(market: Market) -> None:
    market.tells(*(offer(f"1-{number}") for number in range(7)))
    pages = [market.shop(page=page, rows=3) for page in (1, 2, 3, 4)]
    assert [page["total"] for page in pages] == [7] * 4
    assert [page["pages"] for page in pages] == [3] * 4
    keys = [row["key"] for page in pages for row in page["offers"]]
    assert keys == [f"1-{number}" for number in range(7)]


def test_rows_per_page_have_a_limit(market: Market) -> None:
    query = {"arrivalDate": THURSDAY, "rows": 1001}
    assert market.refused(market.florist(), "shop/availability", query=query)["field"] == "rows"


def test_a_row_says_what_it_costs_and_how_it_is_packed(market: Market) -> None:
    market.tells(offer(grade="60 cm"))
    row = market.shown()["1-1"]
    # 25 stems at 0.30 are 7.50, freight 24 x 0.5 / 12 is 1.00, 10 % on both
    assert (row["pricePerBunch"], row["pricePerBox"]) == (9.35, 112.2)
    assert (row["pack"], row["grade"]) == ("HB 12 bunches x 25 stems", "60 cm")
    assert (row["shipDate"], row["boxes"]) == ("2026-11-25", 10)


def test_a_bunch_by_weight_says_so(market: Market) -> None:
    market.tells(offer(unitType="Bunch", stemsBunch=0))
    assert market.shown()["1-1"]["pack"] == "HB 12 bunches x by weight"


@pytest.mark.parametrize(
    ("window", "arrivals"),
    [
        ({}, {WEDNESDAY, THURSDAY, FRIDAY}),
        ({"availableFrom": "2026-11-25"}, {THURSDAY, FRIDAY}),
        ({"availableTo": "2026-11-25"}, {WEDNESDAY, THURSDAY}),
        ({"availableFrom": "2026-11-25", "availableTo": "2026-11-25"}, {THURSDAY}),
    ],
)
def test_an_offer_is_shown_if_it_can_ship_in_time(
    market: Market, window: dict[str, str], arrivals: set[date]
) -> None:
    market.tells(offer(**window))
    days = (WEDNESDAY, THURSDAY, FRIDAY, SATURDAY)
    assert {day for day in days if market.shown(day)} == arrivals


def test_transit_days_are_the_connections_own(market: Market) -> None:
    market.tells(offer(availableFrom="2026-11-25"))
    assert market.shown(THURSDAY)
    market.connect(transitDays=2)
    assert not market.shown(THURSDAY)
    assert market.shown(FRIDAY)["1-1"]["shipDate"] == "2026-11-25"


def test_what_would_have_shipped_yesterday_is_not_shown(market: Market) -> None:
    market.tells(offer())
    tuesday = WEDNESDAY - timedelta(days=1)
    assert market.shown(tuesday)["1-1"]["shipDate"] == "2026-11-23"
    assert not market.shown(tuesday - timedelta(days=1))


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2027, 11, 25), date(9999, 12, 31)])
def test_nobody_sells_for_the_past_or_in_years(market: Market, day: date) -> None:
    query = {"arrivalDate": day}
    error = market.refused(market.florist(), "shop/availability", query=query)
    assert (error["status"], error["field"]) == (422, "arrivalDate")


def test_saturday_needs_a_carrier_that_delivers_any_day() -> None:
    market = Market(arrival_days="any")
    market.tells(offer())
    assert market.shown(SATURDAY)["1-1"]["shipDate"] == "2026-11-27"


def test_calendar_days_ship_on_another_day() -> None:
    monday = MONDAY.date() + timedelta(days=7)
    for transit, leaves in (("service_days", "2026-11-26"), ("calendar_days", "2026-11-27")):
        market = Market(transit=transit)
        market.connect(transitDays=2)
        market.tells(offer())
        assert market.shown(monday)["1-1"]["shipDate"] == leaves


def test_the_market_day_is_read_in_new_york_or_by_utc() -> None:
    late = datetime(2026, 11, 24, 3, tzinfo=UTC)
    for reading, shown in (("us_eastern", True), ("utc", False)):
        market = Market(late, market_day=reading)
        market.tells(offer())
        # what arrives on Tuesday the 24th would ship on Monday the 23rd
        assert bool(market.shown(date(2026, 11, 24))) is shown


def test_sold_out_offers_are_not_shown(market: Market) -> None:
    market.tells(offer(boxes=2))
    market.buys({"1-1": 1})
    assert market.shown()["1-1"]["boxes"] == 1
    market.buys({"1-1": 1})
    assert market.shown() == {}


def test_the_lab_sees_what_a_florist_is_shown(market: Market) -> None:
    market.tells(offer("1-1"), offer("1-2"), offer("1-3", boxes=0))
    market.withdraws("1-2")
    context = market.world.context(market.world.partners["ibuyflowers"], LAB)
    (shown,) = for_sale(context, THURSDAY, "")
    assert (shown.offer.key, shown.connection.id, shown.leaves) == ("1-1", 1, WEDNESDAY)

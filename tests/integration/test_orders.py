"""Plans: groups, references, ship dates, one door per address."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration import orders
from integration.errors import NeedsPerson
from integration.model import Address, Connection, Order, OrderLine, Reference
from integration.rows import LineRow

CONNECTION = Connection(
    id=1,
    name="sabana",
    komet_url="http://komet.test",
    market_url="http://ibuyflowers.test",
    token_kind="Customer",
    token="t",
    user_token="u",
    supplier_key="s",
    company_id=12345,
    customer_id=7001,
    carrier_id=1360,
)


def order(*lines: OrderLine, arrival: date = date(2026, 11, 26)) -> Order:
    return Order(
        order_id=4711,
        revision=0,
        state="placed",
        arrival_date=arrival,
        ship_to=Address(name="Rosa's"),
        lines=lines,
    )


def line(line_id: int, origin: int) -> OrderLine:
    key = f"{origin}-{100 + line_id}"
    return OrderLine(line_id=line_id, key=key, origin=origin, boxes=2, price=Decimal("0.45"))


def test_lines_that_travel_together_are_one_group_per_origin() -> None:
    bought = order(line(1, 1), line(2, 2), line(3, 1), line(4, 4))
    plans = orders.plan(CONNECTION, bought, bought.lines, 1)
    groups = [(group.origin, group.line_ids) for group, _ in plans]
    assert groups == [(1, (1, 3)), (2, (2,)), (4, (4,))]
    kinds = [step.kind for step in plans[0][1]]
    assert kinds == [
        "web_order.create",
        "web_order.add",
        "web_order.add",
        "web_order.check_out",
    ]


@pytest.mark.parametrize(
    ("token", "origin", "route"),
    [
        ("Customer", 1, "web_order"),
        ("Customer", 2, "web_order"),
        ("Company", 1, "invoice"),
        ("Company", 2, "prebook"),
        ("Customer", 3, "web_order"),
        ("Company", 3, "prebook"),
        ("Company", 4, "prebook"),
    ],
)
def test_the_token_and_the_origin_decide_the_route(token: str, origin: int, route: str) -> None:
    connection = msgspec.structs.replace(CONNECTION, token_kind=token)
    bought = order(line(1, origin))
    ((group, _),) = orders.plan(connection, bought, bought.lines, 1)
    assert group.route == route


@given(
    st.integers(1, 99),
    st.integers(1, 99_999_999),
    st.integers(0, 99),
    st.integers(1, 99),
    st.integers(1, 999),
)
def test_a_reference_is_17_digits_and_reads_back(
    connection: int, order_id: int, revision: int, attempt: int, part: int
) -> None:
    reference = Reference(connection, order_id, revision, attempt, part)
    assert len(str(reference)) == 17
    assert Reference.read(str(reference)) == reference


@pytest.mark.parametrize("foreign", ["", "PO 77", "1234567890123456", "0100000471100010O1"])
def test_what_is_not_ours_is_no_reference(foreign: str) -> None:
    assert Reference.read(foreign) is None


def test_the_next_attempt_has_new_references() -> None:
    bought = order(line(1, 1))
    first = orders.plan(CONNECTION, bought, bought.lines, 1)[0]
    second = orders.plan(CONNECTION, bought, bought.lines, orders.next_attempt(bought, [first[0]]))
    assert {step.reference for step in first[1]}.isdisjoint(step.reference for step in second[0][1])
    assert (first[0].attempt, second[0][0].attempt) == (1, 2)


def test_a_line_that_could_be_taken_for_a_group_needs_a_person() -> None:
    last, over = order(line(899, 1)), order(line(900, 1))
    (group, _), *_ = orders.plan(CONNECTION, last, last.lines, 1)
    assert group.part > group.line_ids[0] == 899
    with pytest.raises(NeedsPerson, match="900 lines or more"):
        orders.plan(CONNECTION, over, over.lines, 1)


def test_only_open_lines_without_a_group_are_planned() -> None:
    bought = order(line(1, 1), line(2, 1), line(3, 1))
    rows = [
        LineRow(connection_id=1, order_id=4711, revision=0, line_id=1),
        LineRow(connection_id=1, order_id=4711, revision=0, line_id=2, state="refused"),
        LineRow(connection_id=1, order_id=4711, revision=0, line_id=3),
    ]
    ((group, _),) = orders.plan(CONNECTION, bought, [bought.lines[2]], 1)
    assert [one.line_id for one in orders.uncovered(bought, rows, [group])] == [1]
    gone = msgspec.structs.replace(group, wish="gone")
    assert [one.line_id for one in orders.uncovered(bought, rows, [gone])] == [1, 3]


@pytest.mark.parametrize(
    ("arrival", "ship"),
    [
        (date(2026, 11, 25), date(2026, 11, 24)),  # Wednesday: ship Tuesday
        (date(2026, 11, 24), date(2026, 11, 23)),  # Tuesday: ship Monday
        (date(2026, 11, 23), date(2026, 11, 20)),  # Monday: Sunday and Saturday have no service
        (date(2026, 11, 28), date(2026, 11, 27)),  # Saturday: ship Friday
    ],
)
def test_the_ship_date_is_the_last_service_day_that_arrives_in_time(
    arrival: date, ship: date
) -> None:
    assert orders.ship_date(arrival, 1, (0, 1, 2, 3, 4)) == ship


def test_transit_is_counted_in_days_the_carrier_works() -> None:
    assert orders.ship_date(date(2026, 11, 23), 2, (0, 1, 2, 3, 4)) == date(2026, 11, 19)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 5),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_a_ship_date_is_a_service_day_and_never_too_late(
    arrival: date, transit_days: int, weekdays: set[int]
) -> None:
    day = orders.ship_date(arrival, transit_days, tuple(weekdays))
    assert day.weekday() in weekdays
    worked = [arrival - timedelta(days=n) for n in range(1, (arrival - day).days + 1)]
    assert transit_days == 0 or sum(one.weekday() in weekdays for one in worked) == transit_days


@pytest.mark.parametrize(
    "other",
    [
        Address(name="ROSA'S  Flores", address="Calle 5, Suite 2", city="Bogota"),
        Address(name="Rosa's Flores", address="calle 5  suite 2", city="Bogotá"),
        Address(name="rosa's flores", address="Calle 5. Suite 2.", city="BOGOTÁ", phone="555"),
    ],
)
def test_one_door_however_it_is_spelled(other: Address) -> None:
    door = Address(name="Rosa's Flores", address="Calle 5, Suite 2", city="Bogotá")
    assert orders.fingerprint(other) == orders.fingerprint(door)


def test_another_suite_is_another_door() -> None:
    door = Address(name="Rosa's", address="Calle 5, Suite 2")
    assert orders.fingerprint(door) != orders.fingerprint(Address(name="Rosa's", address="Calle 5"))


def test_the_marketplaces_own_ship_date_wins() -> None:
    bought = order(line(1, 1), arrival=date(2026, 11, 26))
    assert orders.ships_on(CONNECTION, bought) == date(2026, 11, 25)
    said = msgspec.structs.replace(bought, ship_date=date(2026, 11, 24))
    assert orders.ships_on(CONNECTION, said) == date(2026, 11, 24)
    ((group, _),) = orders.plan(CONNECTION, said, said.lines, 1)
    assert group.ship_date == date(2026, 11, 24)

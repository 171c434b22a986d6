"""A vendor's sales order becomes a prebook and a purchase order in Komet, exactly once."""

from datetime import timedelta

import msgspec
import pytest

from integration.health import Health, look
from integration.lab.commands.asked import Which, why, wish_retry
from integration.lab.people.vendor_people import CUSTOMER_CODE, STRANGER, mixed, solid
from mocks.komet.seed import COMPANY, CUSTOMER
from tests.integration.vending import vending

FAULTS = ("lost_request", "lost_reply", "late_request", "twice", "garbled", "refused_5xx")
CALLS = ("prebook.create", "purchase.order.create", "purchase.order.items.awb.add")


def test_an_order_is_booked_bought_approved_and_leaves_with_its_labels():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits(solid(), solid(packages=3))
        assert people.states(number) == ["waiting_approval", "waiting_approval"]
        assert [(one.boxes, one.mark_code[-3:]) for one in people.booked()] == [
            (10, "001"),
            (3, "002"),
        ]
        people.approves()
        people.passes()
        assert people.states(number) == ["approved", "approved"]
        people.labels(number)
        people.passes()
        assert people.states(number) == ["shipped", "shipped"]
        assert [one.boxes for one in people.bought()] == [10, 3]
        people.receives(number)


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_each_call_happens_once_whatever_becomes_of_it(call, kind):
    with vending() as people:
        people.maps_words()
        people.strikes(call, kind)
        number = people.sells_and_waits(solid(), solid(packages=3))
        people.approves()
        people.passes()
        people.labels(number)
        people.passes()
        assert people.lab.world.faults.strikes[kind] == 1
        assert people.states(number) == ["shipped", "shipped"]
        assert [one.boxes for one in people.booked()] == [10, 3]
        assert [one.boxes for one in people.bought()] == [10, 3]
        assert len(people.purchases()) == 2


@pytest.mark.long
def test_an_engine_that_dies_at_any_point_loses_and_doubles_nothing():
    deaths = []
    for ordinal in range(2, 200, 5):
        with vending() as people:
            people.maps_words()
            number = people.sells()
            died = people.dies_at(ordinal, 100)
            people.passes()
            assert people.states(number) == ["waiting_approval"]
            assert (len(people.booked()), len(people.bought())) == (1, 1)
        deaths.append(died)
        if not died:
            break
    assert deaths[-1] is False
    assert len(deaths) > 5


@pytest.mark.long
def test_an_engine_that_dies_while_boxes_leave_lets_them_leave_once():
    deaths = []
    for ordinal in range(2, 200, 5):
        with vending() as people:
            people.lab.komet.does("set_purchase_workflow", workflow="auto-approve")
            number = people.sells_and_waits()
            people.maps_everything()
            people.passes()
            people.labels(number, count=4)
            died = people.dies_at(ordinal, 100)
            people.passes()
            assert people.states(number) == ["shipped", "approved"]
            assert sorted(one.boxes for one in people.bought()) == [4, 6]
        deaths.append(died)
        if not died:
            break
    assert deaths[-1] is False
    assert len(deaths) > 5


@pytest.mark.parametrize(
    ("workflow", "state"), [("manual", "waiting_approval"), ("auto-approve", "approved"),
                            ("auto-confirm", "confirmed")],
)  # fmt: skip
def test_the_vendor_hears_what_the_workflow_makes_of_its_order(workflow, state):
    with vending() as people:
        people.maps_words()
        people.lab.komet.does("set_purchase_workflow", workflow=workflow)
        assert people.states(people.sells_and_waits()) == [state]


def test_a_rejected_order_is_told_with_its_reason_and_leaves_the_prebook():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits()
        people.rejects()
        people.passes()
        assert people.states(number) == ["rejected"]
        assert "was cancelled in Komet" in people.line(number).told.reason
        assert people.booked() == []
        assert people.row(number).state == "done"


def test_a_line_taken_off_its_order_is_refused():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits(solid(), solid(packages=3))
        (_, second) = people.bought()
        people.lab.komet.does("change_purchase_line", poItemId=second.id, boxes=0)
        people.passes(1200)
        assert people.states(number) == ["waiting_approval", "rejected"]
        assert "taken off purchase order" in people.line(number, 2).told.reason


def test_fewer_boxes_and_another_cost_are_told_before_and_with_the_approval():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits()
        (item,) = people.bought()
        people.lab.komet.does("change_purchase_line", poItemId=item.id, boxes=8, cost="7.00")
        people.passes()
        line = people.line(number)
        assert (line.state, line.to_ship, line.told.cost) == ("changed", 8, 7)
        assert line.told.reason == "8 boxes of 10 are ordered; cost 7.00 instead of 7.25"
        people.approves()
        people.passes()
        assert (people.line(number).state, people.line(number).to_ship) == ("approved", 8)


def test_a_partial_confirmation_reaches_the_vendor_and_only_those_boxes_leave():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits()
        people.approves()
        people.lab.komet.does("confirm_purchase_line", poItemId=people.bought()[0].id, boxes=7)
        people.passes()
        assert (people.line(number).state, people.line(number).to_ship) == ("confirmed", 7)
        people.labels(number)
        people.passes()
        assert people.states(number) == ["shipped"]
        assert sorted(one.boxes for one in people.bought()) == [3, 7]


def test_an_order_for_a_customer_nobody_mapped_waits_and_goes_on_by_itself():
    with vending() as people:
        number = people.sells_and_waits(customer={"code": STRANGER, "name": "New Petals"})
        assert people.states(number) == ["placed"]
        (alarm,) = people.lab.store.alarms()
        assert alarm.reason == "which customer in Komet NEW (New Petals) is"
        assert people.calls("prebook.create") == 0
        (connection,) = people.lab.store.connections()
        known = {CUSTOMER_CODE: CUSTOMER, STRANGER: 7002}
        people.lab.store.add_connection(msgspec.structs.replace(connection, customers=known))
        people.passes()
        assert people.states(number) == ["needs_mapping"]
        assert people.lab.store.alarms() == []


def test_an_unknown_product_is_bought_at_once_and_leaves_when_it_is_mapped():
    with vending() as people:
        number = people.sells_and_waits()
        assert people.states(number) == ["needs_mapping"]
        assert len(people.bought()) == 1
        people.approves()
        people.passes()
        assert people.states(number) == ["needs_mapping"]
        people.maps_everything()
        people.passes()
        assert people.states(number) == ["approved"]


def test_a_wrong_carrier_needs_a_person_and_stops_nobody_else():
    with vending() as people:
        bad = people.sells(carrierCode="XXX")
        good = people.sells_and_waits(carrierCode="arm")
        assert (people.row(bad).state, people.states(good)) == ("parked", ["needs_mapping"])
        carriers = {one.carrier_id for one in people.lab.komet.state.prebooks.values()}
        assert carriers == {1361}


def test_a_date_that_can_not_be_is_refused_with_komets_words():
    with vending() as people:
        sunday = people.lab.komet.today() + timedelta(days=6)
        number = people.sells_and_waits(shipDate=sunday.isoformat())
        assert people.states(number) == ["rejected"]
        assert "has no service on" in people.line(number).told.reason


def test_polls_ask_only_for_days_with_open_lines_and_keep_within_their_part():
    with vending(users=1) as people:
        people.passes(3600)
        assert people.calls("purchase.order.list") == 0
        people.sells_and_waits()
        before = people.calls("purchase.order.list")
        people.passes(6 * 3600)
        made = people.calls("purchase.order.list") - before
        assert 6 < made <= 500 // 4
        assert people.lab.komet.calls_today() <= 1000


def test_a_used_up_allowance_and_a_missing_grant_stop_with_an_alarm_and_go_on_by_themselves():
    with vending() as people:
        token = people.lab.store.connections()[0].token
        people.lab.komet.take_grant(token, "prebook.create")
        number = people.sells_and_waits()
        (alarm,) = people.lab.store.alarms()
        assert "no access to the method prebook.create" in alarm.reason
        assert people.calls("prebook.create") <= 3
        people.lab.komet.give_grant(token, "prebook.create")
        people.passes(4000)
        assert people.lab.store.alarms() == []
        assert people.states(number) == ["needs_mapping"]


@pytest.mark.parametrize(
    "switch",
    [
        {"mark_code_echoed": "no"},
        {"prebook_item_ids": "no", "purchase_item_ids": "no"},
        {"unknown_mark": "none", "empty_status": "0"},
        {"vendor_order_state": "approved"},
        {"awb_again": "replace"},
        {"box_codes_most": "5"},
    ],
)
def test_silent_points_change_nothing_of_it(switch):
    with vending(komet=switch) as people:
        people.maps_words()
        people.strikes("prebook.create", "twice")
        number = people.sells_and_waits(solid(), solid(packages=3))
        if people.states(number) != ["approved"] * 2:
            people.approves()
            people.passes()
        people.labels(number)
        people.passes()
        assert people.states(number) == ["shipped", "shipped"]
        assert [one.boxes for one in people.booked()] == [10, 3]


def test_a_token_that_is_not_shown_its_own_lines_needs_a_person_and_doubles_nothing():
    with vending(komet={"prebook_vendor_ship_date": "unset"}) as people:
        number = people.sells_and_waits()
        assert people.row(number).state == "parked"
        assert "is not shown to this token" in people.lab.store.alarms()[0].reason
        assert people.calls("prebook.create") == 1


def test_a_burst_after_an_outage_is_taken_in_order_and_once():
    with vending() as people:
        people.maps_words()
        people.does("stop_service")
        numbers = [people.sells(solid(packages=count)) for count in range(1, 31)]
        people.cancels(numbers[3])
        people.passes()
        assert {people.states(number)[0] for number in numbers} == {"placed", "cancelling"}
        people.lab.assume("axerrio", "after_stop", "repeats_last")
        people.does("start_service")
        people.passes(1200)
        states = [people.states(number)[0] for number in numbers]
        assert states == ["waiting_approval"] * 3 + ["cancelled"] + ["waiting_approval"] * 26
        assert sorted(one.boxes for one in people.booked()) == [
            count for count in range(1, 31) if count != 4
        ]
        assert people.lab.komet.calls_today() <= 3000


def test_the_allowance_is_shared_with_the_marketplace_of_the_company():
    with vending() as people:
        people.lab.connect("Company")
        people.lab.run_cycle()
        plan = people.lab.engine.plan(people.lab.connection.id)
        assert plan.reserve_left + people.lab.engine_calls() >= 600
        people.sells_and_waits(mixed(), solid())
        assert people.lab.store.calls(COMPANY, people.lab.komet.today())


def test_the_operators_pages_and_the_story_know_the_vendors_orders():
    with vending() as people:
        number = people.sells_and_waits()
        store, clock = people.lab.store, people.lab.clock
        (seen,) = look(Health(store=store, clock=clock, settings=people.lab.plan.engine_settings()))
        assert (seen.stale, seen.orders["open"], seen.cadence_s) == (False, 0, 300)
        texts = [one.text for one in why(store, Which(order_id=number))]
        assert "order_placed (event 1)" in texts
        assert any(text.startswith("step prebook.book") for text in texts)
        assert wish_retry(store, Which(order_id=number), clock.now()) == "Axerrio"


def test_news_that_an_engine_noted_before_it_died_is_told_by_the_next():
    noted = "store save_vendor_line after"
    with vending() as people:
        people.sells_and_waits()
        people.rejects()
        people.lab.crashes.begin()
        people.passes()
        ordinal = people.lab.crashes.passed.index(noted) + 1
    with vending() as people:
        number = people.sells_and_waits()
        people.rejects()
        assert people.dies_at(ordinal, 600)
        people.passes()
        assert people.states(number) == ["rejected"]

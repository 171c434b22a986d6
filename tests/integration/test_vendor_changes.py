"""Changes are deletions and new lines; mixed boxes, boxes that leave apart, codes Komet gave."""

import pytest

from integration.lab.people.vendor_people import MONDIAL, mixed, solid
from tests.integration.vending import vending

FAULTS = ("lost_request", "lost_reply", "late_request", "twice")
DELETIONS = ("purchase.order.item.delete", "prebook.item.delete")


def line(packages: int, line_id: int = 1, **more: object) -> dict[str, object]:
    return solid(lineId=line_id, packages=packages, **more)


def test_a_changed_line_is_deleted_and_made_anew_and_the_others_stay():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits(solid(), solid(packages=3))
        people.changes(number, line(8), line(3, 2))
        people.passes()
        assert people.states(number) == ["waiting_approval", "waiting_approval"]
        assert sorted(one.boxes for one in people.booked()) == [3, 8]
        assert sorted(one.boxes for one in people.bought()) == [3, 8]


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("call", (*DELETIONS, "prebook.create", "purchase.order.create"))
def test_a_change_survives_a_failure_of_either_half(call, kind):
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits()
        people.strikes(call, kind)
        people.changes(number, line(8))
        people.passes(900)
        assert people.states(number) == ["waiting_approval"]
        assert [one.boxes for one in people.booked()] == [8]
        assert [one.boxes for one in people.bought()] == [8]


def test_the_same_change_twice_and_one_after_the_other_end_as_the_last():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits()
        people.changes(number, line(8))
        people.does("send_again", count=3)
        people.changes(number, line(6))
        people.does("send_again", count=4)
        people.passes()
        assert [one.boxes for one in people.bought()] == [6]
        assert people.states(number) == ["waiting_approval"]


def test_a_change_that_overtakes_its_own_order_takes_back_what_was_begun():
    with vending() as people:
        people.maps_words()
        people.strikes("purchase.order.create", "late_request")
        number = people.sells()
        people.passes(40)
        people.changes(number, line(8))
        people.passes(900)
        assert people.states(number) == ["waiting_approval"]
        assert [one.boxes for one in people.bought()] == [8]
        assert [one.boxes for one in people.booked()] == [8]


def test_another_ship_date_moves_every_line():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits(solid(), solid(packages=3))
        day = people.ship_date().replace(day=people.ship_date().day + 1)
        people.changes(number, shipDate=day.isoformat())
        people.passes()
        state = people.lab.komet.state
        dates = {state.purchase_orders[one.purchase_order_id].ship_date for one in people.bought()}
        assert (dates, len(people.bought())) == ({day}, 2)


def test_another_ship_date_takes_back_the_prebook_whose_answer_was_lost():
    with vending() as people:
        people.maps_words()
        people.strikes("prebook.create", "lost_reply")
        number = people.sells()
        people.passes(35)
        day = people.ship_date().replace(day=people.ship_date().day + 1)
        people.changes(number, shipDate=day.isoformat())
        people.passes(900)
        assert people.states(number) == ["waiting_approval"]
        assert [one.vendor_ship_date for one in people.booked()] == [day]


def test_a_prebook_that_was_moved_in_komet_before_it_was_read_back_is_found():
    with vending() as people:
        people.maps_words()
        people.strikes("prebook.create", "lost_reply")
        number = people.sells()
        people.passes(35)
        prebook, day = people.booked()[-1].prebook_id, people.ship_date()
        moved = {"prebookId": prebook, "shipDate": str(day.replace(day=day.day + 1))}
        assert not people.lab.raw.komet("prebook.update", "company", **moved).refused
        people.passes()
        assert people.states(number) == ["waiting_approval"]
        assert [one.boxes for one in people.bought()] == [10]


@pytest.mark.parametrize("approved", [False, True])
def test_a_cancelled_order_leaves_komet(approved):
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits()
        if approved:
            people.approves()
            people.passes()
        people.cancels(number)
        people.passes()
        assert people.states(number) == ["cancelled"]
        assert (people.booked(), people.bought()) == ([], [])
        assert people.row(number).state == "done"


@pytest.mark.parametrize("wish", ["change", "cancel"])
def test_what_this_token_is_not_shown_is_not_taken_for_gone(wish):
    with vending(komet={"prebook_vendor_ship_date": "unset"}) as people:
        number = people.sells_and_waits()
        people.thinks_better(number, wish)
        people.passes(3600)
        assert people.calls("prebook.create") == 1
        assert "is in Komet is not shown to this token" in people.lab.store.alarms()[0].reason


def test_an_order_cancelled_before_it_was_heard_of_is_never_made():
    with vending() as people:
        people.does("stop_service")
        number = people.sells()
        people.cancels(number)
        people.does("start_service")
        people.passes()
        assert people.states(number) == ["cancelled"]
        assert people.calls("prebook.create") == 0


@pytest.mark.parametrize("wish", ["change", "cancel"])
def test_what_is_confirmed_stays_and_the_vendor_is_told_why(wish):
    with vending() as people:
        number = people.sells_approved()
        people.lab.komet.does("confirm_purchase_line", poItemId=people.bought()[0].id, boxes=10)
        people.thinks_better(number, wish)
        people.passes()
        told = people.line(number)
        assert (told.state, told.to_ship) == ("confirmed", 10)
        assert "Komet keeps it: the line is confirmed" in people.story(number)
        assert [one.boxes for one in people.bought()] == [10]


def test_mixed_boxes_wait_until_all_that_is_in_them_is_mapped():
    with vending() as people:
        number = people.sells_and_waits(mixed(), solid(packages=3))
        assert people.states(number) == ["needs_mapping", "needs_mapping"]
        assert [one.boxes for one in people.bought()] == [3]
        people.maps_everything()
        people.passes(900)
        people.maps_everything()
        people.passes(900)
        assert people.states(number) == ["waiting_approval", "waiting_approval"]
        (box,) = [one for one in people.bought() if one.components]
        assert [one.bunches for one in box.components] == [8, 4]


def test_mixed_boxes_wait_no_longer_when_the_operator_says_try_again():
    with vending() as people:
        number = people.sells_and_waits(solid(), solid(articleKey=MONDIAL), mixed())
        assert people.states(number)[2] == "needs_mapping"
        people.passes()
        people.maps_everything()
        people.passes(60)
        assert people.states(number)[2] == "needs_mapping"
        people.lab.store.wish(people.connection_id, f"retry {number}", people.lab.world.now())
        people.passes(60)
        assert people.states(number)[2] == "waiting_approval"


@pytest.mark.parametrize("kind", FAULTS)
def test_mixed_boxes_are_bought_once_whatever_becomes_of_the_call(kind):
    with vending() as people:
        people.maps_words()
        people.sells_and_waits(solid(articleKey=MONDIAL))
        people.maps_everything()
        people.strikes("purchase.order.mixed.create", kind)
        number = people.sells_and_waits(mixed())
        assert people.states(number) == ["waiting_approval"]
        assert [one.boxes for one in people.bought() if one.components] == [2]


def test_boxes_that_stay_behind_leave_later_as_a_line_of_their_own():
    with vending() as people:
        people.maps_words()
        people.lab.komet.does("set_purchase_workflow", workflow="auto-approve")
        number = people.sells_and_waits()
        people.labels(number, count=4)
        people.passes()
        assert people.states(number) == ["shipped", "approved"]
        people.labels(number)
        people.passes()
        assert people.states(number) == ["shipped", "shipped"]
        assert sorted(one.boxes for one in people.bought()) == [4, 6]
        assert people.row(number).state == "done"


def test_chosen_boxes_leave_only_with_their_labels():
    with vending() as people:
        people.maps_words()
        people.lab.komet.does("set_purchase_workflow", workflow="auto-approve")
        number = people.sells_and_waits()
        people.does("choose_boxes", orderId=number)
        people.passes()
        assert people.states(number) == ["approved"]
        assert people.calls("purchase.order.items.awb.add") == 0


@pytest.mark.parametrize("kind", ["", "lost_reply", "twice"])
def test_boxes_komet_gave_codes_get_those_on_the_labels(kind):
    with vending() as people:
        number = people.sells_approved()
        (item,) = people.bought()
        people.leaves_in_komet(item.id)
        if kind:
            people.strikes("box.code.change", kind)
        people.passes()
        assert people.states(number) == ["approved"]
        people.labels(number)
        people.passes(900)
        assert people.states(number) == ["shipped"]
        people.receives(number)


def test_a_line_of_very_many_boxes_leaves_within_the_size_of_a_request():
    with vending() as people:
        people.maps_words()
        people.lab.komet.does("set_purchase_workflow", workflow="auto-approve")
        lines = [solid(packages=900) for _ in range(4)]
        number = people.sells_and_waits(*lines)
        people.labels(number)
        people.passes(1200)
        assert people.states(number) == ["shipped"] * 4
        assert people.calls("purchase.order.items.awb.add") == 2


def test_a_change_of_the_only_line_survives_a_prebook_that_never_arrived():
    with vending() as people:
        number = people.sells_and_waits()
        people.strikes("prebook.create", "lost_request")
        people.changes(number, line(8))
        people.passes(900)
        assert people.lab.store.alarms() == []
        assert [one.boxes for one in people.booked()] == [8]
        assert [one.boxes for one in people.bought()] == [8]


@pytest.mark.parametrize("wish", ["change", "cancel"])
def test_why_a_change_was_refused_stays_told(wish):
    with vending() as people:
        number = people.sells_approved()
        people.lab.komet.does("confirm_purchase_line", poItemId=people.bought()[0].id, boxes=10)
        people.thinks_better(number, wish)
        people.passes(2 * 3600)
        assert people.line(number).told.reason == "Komet keeps it: the line is confirmed"


@pytest.mark.parametrize("wish", ["change", "cancel"])
def test_boxes_that_left_unlabelled_while_the_vendor_wished_otherwise_are_labelled_afterwards(wish):
    with vending() as people:
        number = people.sells_approved()
        (item,) = people.bought()
        people.leaves_in_komet(item.id)
        people.thinks_better(number, wish)
        people.passes()
        assert people.states(number) == ["confirmed"]
        people.labels(number)
        people.passes(900)
        assert people.states(number) == ["shipped"]
        people.receives(number)

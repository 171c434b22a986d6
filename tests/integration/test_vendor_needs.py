"""A prebook made in Komet for the vendor becomes its order, and a purchase order for that line."""

import pytest

from mocks.komet.seed import CUSTOMER
from tests.integration.vending import Vending, vending

FAULTS = ("lost_request", "lost_reply", "late_request", "twice")
DAY_S = 86_400


def made(people: Vending) -> list[int]:
    """Orders at the vendor that began in Komet."""
    return [one.id for one in people.state.orders.values() if one.origin == "komet"]


def takes_out(people: Vending, item: int) -> None:
    people.lab.komet.does("delete_prebook_line", prebookItemId=item)


def test_a_prebook_made_in_komet_is_bought_approved_and_leaves_with_its_labels():
    with vending() as people:
        item = people.books()
        people.passes()
        (number,) = made(people)
        assert people.states(number) == ["waiting_approval"]
        (bought,) = people.bought()
        assert (bought.prebook_item_id, bought.boxes, bought.cost) == (item, 4, 6.5)
        people.approves()
        people.passes()
        people.labels(number)
        people.passes()
        assert people.states(number) == ["shipped"]
        people.receives(number)


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize(
    "call", ["prebook.details.list", "integration/purchase-order", "purchase.order.create"]
)
def test_it_is_bought_once_whatever_becomes_of_a_call(call, kind):
    with vending() as people:
        people.strikes(call, kind)
        people.books()
        people.passes(1200)
        assert people.lab.world.faults.strikes[kind] == 1
        assert (len(made(people)), [one.boxes for one in people.bought()]) == (1, [4])


def test_what_the_engine_booked_itself_is_not_taken_for_a_need():
    with vending(komet={"mark_code_echoed": "no"}) as people:
        people.sells_and_waits()
        people.passes(2 * 3600)
        assert made(people) == []


@pytest.mark.parametrize("bought", [False, True])
def test_a_line_taken_out_in_komet_is_withdrawn(bought):
    with vending() as people:
        token = people.lab.store.connections()[0].token
        if not bought:
            people.lab.komet.take_grant(token, "purchase.order.create")
        item = people.books()
        people.passes()
        takes_out(people, item)
        if not bought:
            people.passes(3600)
            people.lab.komet.give_grant(token, "purchase.order.create")
        people.passes(2 * 3600)
        (number,) = made(people)
        assert people.states(number)[0] in ("cancelled", "rejected")
        assert people.bought() == []


def test_a_line_whose_purchase_went_with_it_is_withdrawn_not_rejected():
    with vending() as people:
        item = people.books()
        people.passes()
        takes_out(people, item)
        people.lab.world.agenda.drop(lambda kind, _: kind == "engine")
        people.passes(3600)
        people.lab.restart_engine()
        people.passes()
        (number,) = made(people)
        assert (people.states(number), people.row(number).state) == (["cancelled"], "done")


def test_a_line_moved_to_another_day_before_it_was_bought_is_bought_for_that_day():
    with vending() as people:
        token = people.lab.store.connections()[0].token
        people.lab.komet.take_grant(token, "purchase.order.create")
        item = people.books()
        people.passes()
        prebook = people.lab.komet.state.prebook_items[item].prebook_id
        day = people.ship_date().replace(day=people.ship_date().day + 1)
        asked = {"prebookId": prebook, "shipDate": day.isoformat()}
        assert not people.lab.raw.komet("prebook.update", "company", **asked).refused
        people.passes(400)
        people.lab.komet.give_grant(token, "purchase.order.create")
        people.passes(2 * 3600)
        (number,) = made(people)
        state = people.lab.komet.state
        dates = [state.purchase_orders[one.purchase_order_id].ship_date for one in people.bought()]
        assert (people.states(number), dates) == (["waiting_approval"], [day])


def test_other_words_on_a_prebook_buy_nothing_anew():
    with vending() as people:
        item = people.books()
        people.passes()
        (before,) = people.bought()
        prebook = people.lab.komet.state.prebook_items[item].prebook_id
        people.lab.raw.komet("prebook.update", "company", prebookId=prebook, customerPO="PO 77")
        people.passes(2 * 3600)
        assert [one.id for one in people.bought()] == [before.id]


def test_after_an_outage_of_days_a_person_is_told_which_lines_are_not_shown():
    with vending(settings={"orders_every_s": 600.0, "interval_s": 600}) as people:
        people.books()
        people.passes()
        people.lab.world.agenda.drop(lambda kind, _: kind == "engine")
        people.passes(3 * DAY_S)
        people.lab.restart_engine()
        people.passes()
        (alarm,) = people.lab.store.alarms()
        assert alarm.subject == "hidden prebook lines"
        assert "after 2026-11-23 14:10 that ship before 2026-11-25 are not" in alarm.reason
        people.passes(DAY_S + 3600)
        assert people.lab.store.alarms() == []


def test_a_need_that_is_bought_already_is_not_bought_again():
    with vending() as people:
        item = people.books()
        company = {"shipDate": str(people.ship_date()), "vendorId": 901}
        line = {"prebookItemId": item, "boxes": 4}
        people.lab.raw.komet("purchase.order.create", "company", **company,
                             purchaseOrderItems=[line])  # fmt: skip
        people.passes()
        (number,) = made(people)
        assert [one.boxes for one in people.bought()] == [4]
        assert people.states(number) == ["waiting_approval"]


def test_a_prebook_of_two_vendors_shows_each_its_own():
    with vending() as people:
        people.lab.raw.komet(
            "prebook.create",
            "company",
            customerId=CUSTOMER,
            carrierId=1360,
            shipDate=str(people.ship_date()),
            prebookItems=[
                {"vendorId": vendor, "productDescription": "Rose Freedom 50cm", "cost": 6,
                 "boxTypeCode": "HB", "unitType": "Bunch", "boxes": 2, "bunches": 12,
                 "stemsBunch": 25}
                for vendor in (901, 902)
            ],
        )  # fmt: skip
        people.passes()
        assert len(made(people)) == 1


@pytest.mark.long
def test_an_engine_that_dies_at_any_point_hands_a_need_on_once():
    deaths = []
    for ordinal in range(2, 200, 5):
        with vending() as people:
            people.books()
            died = people.dies_at(ordinal, 400)
            people.passes(1200)
            assert (len(made(people)), len(people.bought())) == (1, 1)
        deaths.append(died)
        if not died:
            break
    assert deaths[-1] is False
    assert len(deaths) > 5

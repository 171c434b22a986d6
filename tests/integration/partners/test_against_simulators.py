"""The clients against the simulators, every request judged strictly by the published documents."""

from datetime import timedelta

import msgspec
import pytest

from integration.errors import LineRefused, NeedsPerson, Stopped, Wait
from integration.model import FUTURE, ON_HAND
from integration.partners import OutOfDate
from integration.ports import Answer, Batch
from mocks.core.faults import FaultRule
from tests.integration.partners.scripted import offers_of
from tests.integration.partners.worlds import (
    DOOR,
    HEADER,
    SHIP_DATE,
    START,
    TODAY,
    a_lab,
    header,
    line,
    shippable,
)


@pytest.fixture
def lab():
    with a_lab() as lab:
        yield lab


@pytest.fixture
def company(lab):
    return lab.connection("Company")


@pytest.fixture
def customer(lab):
    return lab.connection("Customer")


def test_a_company_token_reads_on_hand_and_future_in_two_calls_a_third_once_a_day(lab, company):
    first = offers_of(lab.komet.open_market(company, TODAY))
    second = offers_of(lab.komet.open_market(company, TODAY))

    assert [one.origin for one in first].count(ON_HAND) > 100
    assert [one.origin for one in first].count(FUTURE) > 20
    assert first == second
    assert all(one.boxes > 0 and one.price > 0 for one in first)
    assert {str(one.fbe) for one in first} > {"0.5"}
    names = [name for _, name in lab.calls]
    assert names.count("boxtype.list") == 1
    assert len(names) == 5
    assert {company_id for company_id, _ in lab.calls} == {company.company_id}


def test_a_customer_token_reads_pages_that_add_up(lab, customer):
    pages, number = [], 1
    while not pages or sum(one.rows for one in pages) < pages[0].total:
        pages.append(lab.komet.storefront_page(customer, number, reserved=False))
        number += 1
    offers = [offer for page in pages for offer in offers_of(page.listing)]

    assert len(pages) == 3
    assert len({one.key for one in offers}) == len(offers)
    others = sum(one.rows - one.listing.lines for one in pages)
    assert (others > 0, len(offers) + others) == (True, pages[0].total), "what others offer counts"
    assert all(one.color or one.variety for one in offers[:5])
    beyond = lab.komet.storefront_page(customer, number, reserved=False)
    assert (beyond.rows, beyond.total) == (0, pages[0].total)


def test_both_tokens_see_the_same_line_under_the_same_key(lab, company, customer):
    by_key = {one.key: one for one in offers_of(lab.komet.open_market(company, TODAY))}
    page = offers_of(lab.komet.storefront_page(customer, 1, reserved=False).listing)

    shown = {one.key: one.boxes for one in page}
    assert shown and shown == {key: by_key[key].boxes for key in shown}


def test_a_ship_to_is_made_once_and_found_however_it_is_spelled(lab, company):
    assert lab.komet.find_ship_to(company, DOOR) is None
    made = lab.komet.add_ship_to(company, DOOR)

    shouted = msgspec.structs.replace(DOOR, name="IVY & STEM", address="1 Oak Ave.", phone="")
    assert lab.komet.find_ship_to(company, shouted) == made


def test_an_address_too_long_for_komet_is_not_cut_but_needs_a_person(lab, company):
    far = msgspec.structs.replace(DOOR, zipcode="73301-0001-2")
    with pytest.raises(NeedsPerson, match="zipcode"):
        lab.komet.add_ship_to(company, far)
    assert lab.calls == []


def test_a_web_order_from_empty_to_checked_out_to_deleted(lab, customer):
    offers = offers_of(lab.komet.storefront_page(customer, 1, reserved=False).listing)
    on_hand = shippable(offers, ON_HAND)[0]
    made = lab.komet.create_web_order(customer)
    lab.komet.add_web_order_line(customer, made, line(on_hand))

    pending = lab.komet.find_web_order(customer, made)
    assert pending.state == "pending"
    assert [(one.reference, one.boxes) for one in pending.lines] == [(HEADER[:-3] + "001", 1)]
    assert pending.lines[0].inventory_id == line(on_hand).line.inventory_id

    lab.komet.check_out_web_order(customer, made, "x" * 80)
    assert lab.komet.find_web_order(customer, made).state == "open"
    lab.komet.delete_web_order(customer, made)
    assert lab.komet.find_web_order(customer, made) is None
    with pytest.raises(LineRefused, match="not pending"):
        lab.komet.delete_web_order(customer, made)


def test_a_line_reserved_for_us_is_asked_for_as_reserved(lab, customer):
    offers = offers_of(lab.komet.storefront_page(customer, 1, reserved=True).listing)
    mine = shippable(offers, ON_HAND)[0]
    made = lab.komet.create_web_order(customer)
    lab.komet.add_web_order_line(customer, made, line(mine))
    assert len(lab.komet.find_web_order(customer, made).lines) == 1


def test_more_boxes_than_there_are_is_a_refusal_of_the_line(lab, customer):
    offers = offers_of(lab.komet.storefront_page(customer, 1, reserved=False).listing)
    short = shippable(offers, ON_HAND)[0]
    made = lab.komet.create_web_order(customer)
    with pytest.raises(LineRefused, match="boxes available"):
        lab.komet.add_web_order_line(customer, made, line(short, boxes=short.boxes + 1))


@pytest.mark.parametrize("switch", ["refuse", "new_order"])
def test_a_line_never_stays_in_another_web_order_than_ours(switch):
    with a_lab(add_to_checked_out=switch) as lab:
        customer = lab.connection("Customer")
        offers = shippable(
            offers_of(lab.komet.storefront_page(customer, 1, reserved=False).listing), ON_HAND
        )
        made = lab.komet.create_web_order(customer)
        lab.komet.add_web_order_line(customer, made, line(offers[0]))
        lab.komet.check_out_web_order(customer, made, "")
        with pytest.raises(LineRefused):
            lab.komet.add_web_order_line(customer, made, line(offers[1], 2))
        held = lab.world.partners["komet"].state.web_orders.values()
        assert [one.id for one in held if one.status] == [made]


@pytest.mark.parametrize(
    "switches",
    [
        {},
        {"order_ref_echoed": "no"},
        {"mark_code_echoed": "no"},
        {"order_ref_echoed": "no", "mark_code_echoed": "no"},
        {"invoice_money": "text"},
        {"answer_dates": "us"},
        {"empty_status": "0"},
    ],
    ids=str,
)
def test_an_invoice_is_found_by_what_komet_reads_back(switches):
    with a_lab(**switches) as lab:
        company = lab.connection("Company")
        offers = shippable(offers_of(lab.komet.open_market(company, TODAY)), ON_HAND)
        assert lab.komet.find_invoices(company, HEADER, SHIP_DATE) == []
        ship_to_id = lab.komet.add_ship_to(company, DOOR)
        number = lab.komet.create_invoice(
            company, header(ship_to_id), [line(offers[0]), line(offers[1], 2)]
        )

        (found,) = lab.komet.find_invoices(company, HEADER, SHIP_DATE)
        assert (found.number, found.state) == (number, "open")
        references = [one.reference for one in found.lines]
        assert references == [HEADER[:-3] + "001", HEADER[:-3] + "002"]
        other = HEADER[:12] + "02901"
        assert lab.komet.find_invoices(company, other, SHIP_DATE) == []


def test_an_invoice_is_made_though_its_ids_are_not_those_of_the_lists():
    with a_lab(order_item_ids="different") as lab:
        company = lab.connection("Company")
        offers = shippable(offers_of(lab.komet.open_market(company, TODAY)), ON_HAND)[:3]
        number = lab.komet.create_invoice(
            company, header(), [line(one, place) for place, one in enumerate(offers, 1)]
        )
        (found,) = lab.komet.find_invoices(company, HEADER, SHIP_DATE)
        assert (found.number, len(found.lines)) == (number, 3)
        state = lab.world.partners["komet"].state
        taken = [one.lot_id for one in state.invoice_items.values()]
        assert taken == [line(one).line.inventory_id for one in offers]

        short = line(offers[0], boxes=offers[0].boxes + 1)
        with pytest.raises(LineRefused, match=f"{short.line.inventory_id} has"):
            lab.komet.create_invoice(company, header(), [short])


def test_an_item_that_is_gone_is_refused_where_the_ids_are_the_same(lab, company):
    offers = shippable(offers_of(lab.komet.open_market(company, TODAY)), ON_HAND)
    gone = line(msgspec.structs.replace(offers[0], key="1-999999"))
    with pytest.raises(LineRefused, match="999999 does not exist"):
        lab.komet.create_invoice(company, header(), [gone])


def test_a_voided_invoice_is_seen_as_gone(lab, company):
    offers = shippable(offers_of(lab.komet.open_market(company, TODAY)), ON_HAND)
    number = lab.komet.create_invoice(company, header(), [line(offers[0])])
    lab.komet.void_invoice(company, number, "cancelled by the buyer")

    (found,) = lab.komet.find_invoices(company, HEADER, SHIP_DATE)
    assert (found.number, found.state, found.lines) == (number, "gone", ())


def test_a_prebook_is_filled_found_moved_and_taken_back(lab, company):
    offers = [
        one for one in offers_of(lab.komet.open_market(company, TODAY)) if one.origin == FUTURE
    ]
    # A week day among those on which at least two lines can ship.
    day = next(
        one.available_from
        for one in offers
        if one.available_from.weekday() < 4
        and len(shippable(offers, FUTURE, one.available_from)) > 1
    )
    future = shippable(offers, FUTURE, day)[:2]
    made, number = lab.komet.create_prebook(company, header(day=day))
    (empty,) = lab.komet.find_prebooks(company, HEADER, day)
    assert (empty.id, empty.lines) == (made, ())
    for place, offer in enumerate(future, 1):
        lab.komet.add_prebook_line(company, made, line(offer, place))

    (found,) = lab.komet.find_prebooks(company, HEADER, day)
    assert (found.id, found.number, found.state) == (made, number, "open")
    assert [one.reference for one in found.lines] == [HEADER[:-3] + "001", HEADER[:-3] + "002"]

    lab.komet.update_prebook(company, made, day + timedelta(days=1))
    (moved,) = lab.komet.find_prebooks(company, HEADER, day)
    assert moved.id == made
    lab.komet.delete_prebook_line(company, made, found.lines[0].id)
    (left,) = lab.komet.find_prebooks(company, HEADER, day + timedelta(days=1))
    assert len(left.lines) == 1
    lab.komet.delete_prebook(company, made)
    assert lab.komet.find_prebooks(company, HEADER, day + timedelta(days=1)) == []


def test_our_own_faults_stop_the_connection(lab, company, customer):
    with pytest.raises(Stopped):
        lab.komet.create_web_order(company)
    wrong = msgspec.structs.replace(company, token="x" * 25 + "1")
    with pytest.raises(Stopped):
        lab.komet.open_market(wrong, TODAY)
    foreign = msgspec.structs.replace(customer, customer_id=7002)
    with pytest.raises(Stopped):
        lab.komet.storefront_page(foreign, 1, reserved=False)


def test_the_allowance_used_up_is_a_wait(lab, company):
    meter = lab.world.partners["komet"].meter
    for _ in range(3000):
        meter.take(company.company_id, TODAY, "boxtype.list", 10_000)
    with pytest.raises(Wait):
        lab.komet.open_market(company, TODAY)


def test_the_marketplace_side_from_set_up_to_answer(lab, company):
    made = lab.market.connect(company, lab.onboarding_key, 300)
    again = lab.market.connect(company, lab.onboarding_key, 300)
    assert made == again
    mine = msgspec.structs.replace(company, supplier_key=made.supplierKey)
    offers = tuple(offers_of(lab.komet.open_market(mine, TODAY)))
    batch = Batch(
        number=7, part=1, parts=1, read_at=START, cadence_s=300, upserts=offers, removals=("1-1",)
    )
    lab.market.publish(mine, batch)
    lab.market.publish(mine, batch)
    status = lab.market.status(mine)
    assert (status.lastNumber, status.offers, status.orders) == (7, len(offers), 0)
    with pytest.raises(OutOfDate):
        lab.market.publish(mine, msgspec.structs.replace(batch, number=6))
    lab.market.withdraw(mine, offers[0].key, "sold out " * 100)
    assert lab.market.events(mine, 0, 100) == []
    with pytest.raises(LineRefused, match="no order"):
        lab.market.answer(
            mine, Answer(order_id=1, line_id=1, revision=0, outcome="refused", reason="gone")
        )
    with pytest.raises(Stopped):
        lab.market.status(msgspec.structs.replace(mine, supplier_key="nobody's"))


def test_a_lost_answer_of_a_read_is_asked_again(lab, company):
    rule = FaultRule(kind="lost_reply", partner="komet", ordinals=(1, 2))
    lab.world.faults.set((rule,))
    assert lab.komet.open_market(company, TODAY).lines
    assert [name for _, name in lab.calls][:3] == ["boxtype.list"] * 3

"""Each law holds over a busy day, says what it judged, and sees a planted violation."""

from dataclasses import replace as replace_dataclass
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from mocks.komet.facts.catalogue import TokenGranted, TokenRevoked
from mocks.komet.facts.orders import (
    By,
    FeeCharged,
    FeeReturned,
    InvoiceLineAdded,
    InvoiceLineRemoved,
    InvoiceMade,
    InvoiceMoved,
    WebOrderLineRemoved,
    WebOrderMade,
    WebOrderMoved,
)
from mocks.komet.facts.stock import BoxesReceived, StockCorrected, StockReturned, StockTaken
from mocks.komet.laws import LAWS, NOT_STATE
from mocks.komet.records import token_mark
from mocks.komet.seed import CUSTOMER
from mocks.komet.state import KometState
from tests.mocks.komet.desk import WEDNESDAY
from tests.mocks.komet.sales import NEXT_WEEK, PICK_UP, Sales, free_item, share

NAMES = [law.name for law in LAWS]


@pytest.fixture
def busy():
    """A desk after a day on which a bit of everything happened."""
    desk = Sales()
    for checked_out in (False, True, True):
        order = desk.open()
        desk.add("customer", webOrderId=order)
        desk.add_future(webOrderId=order, quantity=1)
        if checked_out:
            desk.check_out(order)
    desk.delete(order)
    number = desk.bill()["invoiceNumber"]
    desk.ask("invoice.confirm", invoiceNumber=number)
    number = desk.bill()["invoiceNumber"]
    desk.ask("invoice.void", invoiceNumber=number, reason="frost")
    desk.book(free_item())
    desk.ask("prebook.create", "vendor", customerId=CUSTOMER, carrierId=1360, shipDate=NEXT_WEEK)
    again = {"carrierId": 1360, "startDate": NEXT_WEEK, "recurrence": 1, "truckDays": "Friday"}
    standing = again | {"customerId": CUSTOMER, "items": [free_item()]}
    desk.ask("v2/standing-order", "customer", **standing)
    desk.do("sell_by_phone", lotId=desk.second, boxes=3)
    desk.do("correct_stock", lotId=desk.second, boxes=25)
    desk.do("withdraw_lot", lotId=desk.held)
    offer = desk.lots(origin=3)[0]
    day = (offer.day + timedelta(days=1)).isoformat()
    desk.add(inventoryIds=str(offer.id), inventoryOrigin=3, date=day, carrierId=PICK_UP)
    return desk


def broken(desk):
    """The laws that do not hold any more."""
    return {name for name, verdict in desk.world.judge().items() if not verdict.holds}


@pytest.mark.parametrize("name", NAMES)
def test_every_law_holds_over_a_busy_day_and_had_something_to_judge(name, busy):
    verdict = busy.world.judge()[name]
    assert verdict.violations == []
    assert verdict.judged > 0


def plant(desk, *facts):
    """Write facts into the ledger and the state, whatever the handlers would have said."""
    desk.state.record(desk.world.now(), *facts)


def by(**fields):
    known = {"kind": "lab", "method": "planted", "token": "", "at": WEDNESDAY}
    return By(**(known | fields))


def line_alive(desk):
    """An invoice line that is alive and not a web order's."""
    return next(
        item
        for item in desk.state.invoice_items.values()
        if item.web_order_id is None and desk.state.invoices[item.invoice_id].status == 1
    )


def token_fact(desk, label, method):
    """A web order made by a seeded token through that method."""
    known = next(one for one in desk.state.ledger.of(WebOrderMade))
    marks = {one.fact.by.kind: one.fact.by for one in desk.state.ledger if hasattr(one.fact, "by")}
    doer = replace(marks[label], method=method)
    order = replace(known.order, id=desk.state.next_id("web_order"))
    return WebOrderMade(order=order, by=doer)


# --- boxes ----------------------------------------------------------------------------------------


def test_boxes_that_appear_from_nowhere_are_seen(busy):
    lot = busy.row(busy.lot)
    busy.state.lots[lot.id] = replace(lot, left=lot.left + 1)
    assert "komet.boxes" in broken(busy)


def test_boxes_that_vanish_are_seen(busy):
    lot = busy.row(busy.lot)
    busy.state.lots[lot.id] = replace(lot, left=lot.left - 1)
    assert "komet.boxes" in broken(busy)


class Bad(StockTaken, frozen=True, kw_only=True):
    """Takes boxes without asking whether they are there."""

    def apply(self, state):
        lot = state.lots[self.lot_id]
        state.lots[self.lot_id] = replace(lot, left=lot.left - self.boxes)


def test_a_line_that_was_below_nothing_for_a_moment_is_seen(busy):
    left = busy.left(busy.lot)
    plant(busy, Bad(lot_id=busy.lot, boxes=left + 1, why="phone"))
    plant(busy, BoxesReceived(lot_id=busy.lot, boxes=5))
    assert busy.left(busy.lot) == 4
    assert broken(busy) == {"komet.boxes"}


def test_a_wrong_count_in_the_ledger_is_seen(busy):
    plant(busy, StockCorrected(lot_id=busy.lot, boxes_delta=2, why="counted"))
    lot = busy.row(busy.lot)
    busy.state.lots[lot.id] = replace(lot, boxes=lot.boxes - 2)
    assert "komet.boxes" in broken(busy)


# --- owners ---------------------------------------------------------------------------------------


def an_offer(desk):
    return desk.lots(origin=3)[0]


def test_an_offer_on_an_invoice_is_seen(busy):
    item = busy.state.invoice_items[max(busy.state.invoice_items)]
    on_it = replace(item, id=item.id + 1, lot_id=an_offer(busy).id)
    plant(busy, InvoiceLineAdded(item=on_it, by=by()))
    assert "komet.offers" in broken(busy)


def test_an_offer_without_terms_is_seen(busy):
    del busy.state.availability[an_offer(busy).id]
    assert "komet.offers" in broken(busy)


def test_a_line_of_stock_with_terms_is_seen(busy):
    terms = busy.state.availability[an_offer(busy).id]
    busy.state.availability[busy.lot] = replace(terms, lot_id=busy.lot)
    assert "komet.offers" in broken(busy)


@pytest.mark.parametrize("shared", [True, False])
def test_a_shared_line_with_other_boxes_than_its_seller_has_is_seen(shared, busy):
    mirror = share(busy)
    assert broken(busy) == set()
    if not shared:
        busy.do("withdraw_availability", lotId=mirror)
    busy.state.lots[mirror] = replace(busy.row(mirror), left=busy.left(mirror) + 1)
    assert "komet.offers" in broken(busy)


def test_boxes_of_an_offer_that_vanish_are_seen(busy):
    offer = an_offer(busy)
    busy.state.lots[offer.id] = replace(offer, left=offer.left - 1)
    assert "komet.boxes" in broken(busy)


def test_boxes_taken_for_a_line_that_is_not_there_are_seen(busy):
    plant(busy, StockTaken(lot_id=busy.lot, boxes=1, why="invoice item 1"))
    assert broken(busy) == {"komet.owners"}


def test_boxes_returned_while_their_line_lives_are_seen(busy):
    item = line_alive(busy)
    plant(busy, StockReturned(lot_id=item.lot_id, boxes=1, why=f"invoice item {item.id}"))
    assert broken(busy) == {"komet.owners"}


def test_a_line_whose_boxes_nobody_took_is_seen(busy):
    item = replace(line_alive(busy), id=busy.state.next_id("invoice_item"))
    plant(busy, InvoiceLineAdded(item=item, by=by()))
    assert "komet.owners" in broken(busy)


def test_a_web_order_line_without_an_order_line_is_seen(busy):
    web_line = next(one for one in busy.state.web_order_items.values() if one.invoice_item_id)
    item = busy.state.invoice_items[web_line.invoice_item_id]
    plant(
        busy,
        InvoiceLineRemoved(item_id=item.id, why="planted", by=by()),
        StockReturned(lot_id=item.lot_id, boxes=item.boxes, why=f"invoice item {item.id}"),
    )
    assert broken(busy) == {"komet.owners"}


# --- fees -----------------------------------------------------------------------------------------


def standing_fee(desk):
    return next(
        fee for fee in desk.state.fees.values() if fee.kind == "invoice" and not fee.returned
    )


def test_a_fee_of_another_rate_is_seen(busy):
    for name, bad in (("amount", "0.01"), ("base", "0.01")):
        desk = busy
        fee = standing_fee(desk)
        wrong = replace(fee, **{name: getattr(fee, name) + type(fee.base)(bad)})
        plant(desk, FeeCharged(fee=wrong, lines=(), by=by()))
        assert broken(desk) == {"komet.fees"}, name


def test_a_fee_charged_twice_for_a_line_is_seen(busy):
    charge = busy.state.ledger.of(FeeCharged)[-1]
    fee = replace(charge.fee, base=charge.fee.base * 2, amount=charge.fee.amount * 2)
    plant(busy, replace(charge, fee=fee))
    assert broken(busy) == {"komet.fees"}


def test_a_fee_that_was_never_charged_is_seen(busy):
    number = busy.bill()["invoiceNumber"]
    (order,) = (one.id for one in busy.state.invoices.values() if one.number == number)
    del busy.state.fees["invoice", order]
    kept = [one for one in busy.state.ledger if getattr(one.fact, "fee", None) is None]
    assert "komet.fees" in broken(busy)
    busy.state.ledger = type(busy.state.ledger)(kept)
    assert "komet.fees" in broken(busy)


def test_a_fee_given_back_though_the_order_lives_is_seen(busy):
    fee = standing_fee(busy)
    plant(busy, FeeReturned(kind=fee.kind, order_id=fee.order_id, why="planted", by=by()))
    assert broken(busy) == {"komet.fees"}


def test_a_fee_that_stays_on_a_cancelled_order_is_seen(busy):
    key = next(key for key, fee in busy.state.fees.items() if fee.returned and key[0] == "invoice")
    gone = [
        one
        for one in busy.state.ledger
        if not isinstance(one.fact, FeeReturned) or (one.fact.kind, one.fact.order_id) != key
    ]
    busy.state.ledger = type(busy.state.ledger)(gone)
    busy.state.fees[key] = replace(busy.state.fees[key], returned=False)
    assert broken(busy) == {"komet.fees"}


def test_a_fee_charged_to_an_internal_customer_is_seen_where_they_are_exempt():
    desk = Sales(internal_fee="charged")
    desk.bill(customerId=7003)
    assert broken(desk) == set()
    desk.komet.assumptions = replace_dataclass(desk.komet.assumptions, internal_fee="exempt")
    assert broken(desk) == {"komet.fees"}


# --- allowance ------------------------------------------------------------------------------------


def test_a_call_too_many_is_seen(busy):
    meter, today = busy.komet.meter, busy.world.now().date()
    while meter.take(12345, today, "boxtype.list", 3000):
        pass
    assert broken(busy) == set()
    meter.take(12345, today, "boxtype.list", 3001)
    assert broken(busy) == {"komet.allowance"}
    assert date(2026, 11, 4) == today


# --- grants ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        ("User", "invoice.create"),  # a Company method
        ("Company", "web-order.create"),  # a Customer method
        ("Company", "no.such.method"),
    ],
)
def test_what_a_kind_of_token_may_not_do_is_seen(kind, method, busy):
    plant(busy, token_fact(busy, kind, method))
    assert broken(busy) == {"komet.grants"}


def test_a_method_that_was_not_ticked_is_seen(busy):
    fact = token_fact(busy, "Customer", "web-order.delete")
    plant(busy, fact)
    assert broken(busy) == set()
    plant(
        busy, TokenGranted(mark=token_mark(busy.tokens["customer"]), methods=("web-order.create",))
    )
    assert broken(busy) == set(), "what was done before stays rightful"
    plant(busy, token_fact(busy, "Customer", "web-order.delete"))
    assert broken(busy) == {"komet.grants"}


def test_what_a_revoked_token_does_is_seen(busy):
    plant(busy, TokenRevoked(mark=token_mark(busy.tokens["customer"])))
    assert broken(busy) == set()
    plant(busy, token_fact(busy, "Customer", "web-order.create"))
    assert broken(busy) == {"komet.grants"}


def test_a_token_nobody_made_is_seen(busy):
    fact = token_fact(busy, "Customer", "web-order.create")
    plant(busy, replace(fact, by=replace(fact.by, token="0" * 12)))
    assert broken(busy) == {"komet.grants"}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"customer_id": 7002}, "Customer"),
        ({"company_id": 54321, "customer_id": 8001}, "User"),
    ],
)
def test_an_order_for_somebody_else_is_seen(fields, kind, busy):
    fact = token_fact(busy, kind, "web-order.create")
    plant(busy, replace(fact, order=replace(fact.order, **fields)))
    assert broken(busy) == {"komet.grants"}


# --- states ---------------------------------------------------------------------------------------


class BadMove(InvoiceMoved, frozen=True, kw_only=True):
    """Moves an invoice without asking the table."""

    def apply(self, state):
        invoice = state.invoices[self.invoice_id]
        state.invoices[invoice.id] = replace(invoice, status=self.status)


class BadOrderMove(WebOrderMoved, frozen=True, kw_only=True):
    """Moves a web order without asking the table."""

    def apply(self, state):
        order = state.web_orders[self.web_order_id]
        state.web_orders[order.id] = replace(order, status=self.status)


def test_an_invoice_that_goes_back_is_seen(busy):
    plant(busy, BadMove(invoice_id=line_alive(busy).invoice_id, status=0, by=by()))
    assert "komet.states" in broken(busy)


def test_a_web_order_that_opens_again_is_seen(busy):
    order = next(one for one in busy.state.web_orders.values() if one.status == 2)
    plant(busy, BadOrderMove(web_order_id=order.id, status=1, by=by()))
    assert "komet.states" in broken(busy)


@pytest.mark.parametrize("kind", ["invoice", "web order"])
def test_an_order_that_begins_in_the_middle_is_seen(kind, busy):
    if kind == "invoice":
        made = busy.state.ledger.of(InvoiceMade)[0]
        row = replace(made.invoice, id=busy.state.next_id("invoice"), status=1)
        plant(busy, InvoiceMade(invoice=row, by=by()))
    else:
        made = busy.state.ledger.of(WebOrderMade)[0]
        row = replace(made.order, id=busy.state.next_id("web_order"), status=2)
        plant(busy, WebOrderMade(order=row, by=by()))
    assert broken(busy) == {"komet.states"}


# --- replay ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        name
        for name, value in vars(KometState()).items()
        if isinstance(value, dict) and name not in NOT_STATE
    ],
)
def test_a_table_changed_behind_the_ledger_s_back_is_seen(table, busy):
    getattr(busy.state, table)["planted"] = getattr(busy.state, table).get(0)
    verdict = next(law for law in LAWS if law.name == "komet.replay").judge(_only(busy))
    assert verdict.violations == [f"{table} is not what the ledger says"]


def _only(desk):
    return desk.world


def test_a_line_struck_from_the_ledger_is_seen(busy):
    entries = [one for one in busy.state.ledger if not isinstance(one.fact, WebOrderLineRemoved)]
    busy.state.ledger = type(busy.state.ledger)(entries)
    assert "komet.replay" in broken(busy)

"""What must hold inside Komet, judged over its ledger; each law counts what it judged.

boxes      boxes brought in = sold + left + expired, for every line at every moment
owners     every box an order took belongs to exactly one live order line
offers     what vendors and sister companies offer is on no invoice; shared boxes are one stock
fees       the fee is 1.5 % of the goods, once per order, and none on a cancelled one
allowance  no company made more calls in a day than its users allow
grants     a token never did what it was not granted, nor for a party that is not its own
states     orders only move along the tables
standing   no standing order has two prebooks for a day, or one it was not due
replay     the ledger's facts, applied to an empty Komet, give the same Komet
"""

from collections.abc import Callable

from mocks.core.errors import Refusal
from mocks.core.laws import Law, Verdict, When
from mocks.core.world import World
from mocks.komet.dialect import CALLS_PER_USER
from mocks.komet.facts.orders import InvoiceMade, InvoiceMoved, WebOrderMade, WebOrderMoved
from mocks.komet.facts.purchases import PurchaseOrderMade, PurchaseOrderMoved
from mocks.komet.laws_fees import judge_fees
from mocks.komet.laws_grants import judge_grants
from mocks.komet.laws_standing import judge_standing
from mocks.komet.laws_stock import judge_availability, judge_boxes, judge_owners
from mocks.komet.purchase_order_states import PURCHASE_MOVES, WORKFLOWS
from mocks.komet.state import KometState
from mocks.komet.statuses import (
    DRAFT,
    INVOICE_MOVES,
    PENDING_APPROVAL,
    PENDING_ORDER,
    WEB_ORDER_MOVES,
)

NAME = "komet"
#: What a state keeps beside what its facts say: the ledger itself, locks, caches, sightings.
NOT_STATE = ("ledger", "lock", "remember_s", "_past", "kept_lists", "sightings")


def _boxes(world: World) -> Verdict:
    return judge_boxes(_state(world))


def _owners(world: World) -> Verdict:
    return judge_owners(_state(world))


def _offers(world: World) -> Verdict:
    return judge_availability(_state(world))


def _fees(world: World) -> Verdict:
    partner = world.partners[NAME]
    return judge_fees(partner.state, partner.assumptions)


def _grants(world: World) -> Verdict:
    return judge_grants(world.partners[NAME])


def _standing(world: World) -> Verdict:
    return judge_standing(_state(world))


def _allowance(world: World) -> Verdict:
    partner = world.partners[NAME]
    verdict = Verdict()
    for (company_id, day), calls in partner.meter.days().items():
        verdict.judged += calls
        allowed = partner.state.companies[company_id].users * CALLS_PER_USER
        if calls > allowed:
            verdict.violations.append(f"company {company_id} made {calls} of {allowed} on {day}")
    return verdict


def _states(world: World) -> Verdict:
    """Follow every web order and invoice from the state it was made in."""
    verdict = Verdict()
    invoices: dict[int, int] = {}
    orders: dict[int, int] = {}
    for entry in _state(world).ledger:
        fact = entry.fact
        if isinstance(fact, InvoiceMade):
            invoices[fact.invoice.id] = fact.invoice.status
            wrong = fact.invoice.status not in (DRAFT, PENDING_APPROVAL)
            _judge(verdict, wrong, f"invoice {fact.invoice.id} began as {fact.invoice.status}")
        elif isinstance(fact, InvoiceMoved):
            before = invoices.get(fact.invoice_id, -1)
            invoices[fact.invoice_id] = fact.status
            wrong = fact.status not in INVOICE_MOVES.get(before, ())
            _judge(verdict, wrong, f"invoice {fact.invoice_id} went {before} -> {fact.status}")
        elif isinstance(fact, WebOrderMade):
            orders[fact.order.id] = fact.order.status
            wrong = fact.order.status != PENDING_ORDER
            _judge(verdict, wrong, f"web order {fact.order.id} began as {fact.order.status}")
        elif isinstance(fact, WebOrderMoved):
            before = orders.get(fact.web_order_id, -1)
            orders[fact.web_order_id] = fact.status
            wrong = fact.status not in WEB_ORDER_MOVES.get(before, ())
            _judge(verdict, wrong, f"web order {fact.web_order_id} went {before} -> {fact.status}")
    _purchase_states(_state(world), verdict)
    return verdict


def _purchase_states(state: KometState, verdict: Verdict) -> None:
    """Follow every purchase order; a new one may begin in any state the workflow knows."""
    orders: dict[int, str] = {}
    for fact in (entry.fact for entry in state.ledger):
        if isinstance(fact, PurchaseOrderMade):
            orders[fact.order.id] = fact.order.status
            wrong = fact.order.status not in WORKFLOWS.values()
            _judge(verdict, wrong, f"purchase order {fact.order.id} began as {fact.order.status}")
        elif isinstance(fact, PurchaseOrderMoved):
            order_id = fact.purchase_order_id
            before, orders[order_id] = orders.get(order_id, ""), fact.status
            wrong = fact.status not in PURCHASE_MOVES.get(before, ())
            _judge(verdict, wrong, f"purchase order {order_id} went {before} -> {fact.status}")


def _replay(world: World) -> Verdict:
    """Apply every fact to an empty state and compare all tables."""
    state, twin, verdict = _state(world), KometState(), Verdict()
    with state.lock:
        for entry in state.ledger:
            verdict.judged += 1
            try:
                entry.fact.apply(twin)
            except (Refusal, KeyError) as problem:
                verdict.violations.append(f"entry {entry.number} can not be applied: {problem}")
        for name, value in vars(state).items():
            if name not in NOT_STATE and vars(twin)[name] != value:
                verdict.violations.append(f"{name} is not what the ledger says")
    return verdict


def _judge(verdict: Verdict, wrong: bool, words: str) -> None:
    verdict.judged += 1
    if wrong:
        verdict.violations.append(words)


def _state(world: World) -> KometState:
    state: KometState = world.partners[NAME].state
    return state


def _law(name: str, statement: str, judge: Callable[[World], Verdict]) -> Law:
    when = When.AT_REST if name == "replay" else When.ALWAYS
    return Law(f"{NAME}.{name}", statement, when, judge)


LAWS: tuple[Law, ...] = (
    _law("boxes", "boxes brought in are sold, left or expired, and never fewer than none", _boxes),
    _law("owners", "every box an order took belongs to exactly one live order line", _owners),
    _law(
        "offers",
        "what others offer is sold by prebooks only, and a shared line has its seller's boxes",
        _offers,
    ),
    _law("fees", "1.5 % once per order made through the API, none on a cancelled one", _fees),
    _law("allowance", "calls never exceed the company's allowance of the day", _allowance),
    _law("grants", "a token never did what it was not granted", _grants),
    _law("states", "orders only move along the tables", _states),
    _law("standing", "a standing order has one prebook for a truck day, never two", _standing),
    _law("replay", "the ledger's facts give the state again", _replay),
)

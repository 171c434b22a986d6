"""What must always hold on the marketplace, judged over its ledger."""

from datetime import timedelta
from functools import partial

from mocks.core.laws import Law, Verdict, ledger_law
from mocks.core.ledger import Ledger
from mocks.ibuyflowers.facts.supply import InventoryTold
from mocks.ibuyflowers.facts.trade import (
    LineAnswered,
    OrderEnded,
    OrderMoved,
    OrderPlaced,
)
from mocks.ibuyflowers.order_states import (
    ANSWERS,
    GONE,
    LINE_REFUSED,
    PLACED,
    RESCHEDULED,
    answered_state,
    may_move,
)
from mocks.ibuyflowers.retelling import sales
from mocks.ibuyflowers.shelf import GRACE_S

_law = partial(ledger_law, "ibuyflowers")


def _stale_is_marked(ledger: Ledger) -> Verdict:
    verdict = Verdict()
    for sold in sales(ledger):
        verdict.judged += 1
        limit = timedelta(seconds=sold.cadence_s + GRACE_S)
        stale = sold.confirmed is None or sold.order.placed_at - sold.confirmed > limit
        if (sold.line.stale, sold.line.confirmed_at) != (stale, sold.confirmed):
            verdict.violations.append(
                f"{sold.name}: shown as confirmed at {sold.line.confirmed_at}"
                f"{' (stale)' if sold.line.stale else ''}, the ledger says {sold.confirmed}"
            )
    return verdict


def _never_oversold(ledger: Ledger) -> Verdict:
    verdict = Verdict()
    for sold in sales(ledger):
        verdict.judged += 1
        if sold.sold_since + sold.line.boxes > sold.told:
            verdict.violations.append(
                f"{sold.name}: {sold.sold_since} + {sold.line.boxes} boxes sold since the last "
                f"confirmation, {sold.told} were told"
            )
    return verdict


def _hidden_is_not_sold(ledger: Ledger) -> Verdict:
    verdict = Verdict()
    for sold in sales(ledger):
        verdict.judged += 1
        down = sold.withdrawn
        if down is not None and (sold.confirmed is None or sold.confirmed <= down):
            verdict.violations.append(f"{sold.name}: sold although withdrawn at {down}")
    return verdict


def _batches_go_forward(ledger: Ledger) -> Verdict:
    verdict = Verdict()
    newest: dict[int, int] = {}
    taken: set[tuple[int, int, int]] = set()
    for told in ledger.of(InventoryTold):
        verdict.judged += 1
        part = (told.connection_id, told.number, told.part)
        if told.number < newest.get(told.connection_id, 0):
            verdict.violations.append(f"batch {told.number} came after {newest[part[0]]}")
        if part in taken:
            verdict.violations.append(f"part {told.part} of batch {told.number} was taken twice")
        newest[told.connection_id] = max(told.number, newest.get(told.connection_id, 0))
        taken.add(part)
    return verdict


def _one_answer(ledger: Ledger) -> Verdict:
    verdict = Verdict()
    live: dict[tuple[int, int, int], str] = {}
    for said in ledger.of(LineAnswered):
        verdict.judged += 1
        line = (said.order_id, said.line_id, said.revision)
        was, now = live.get(line, ""), said.answer.outcome
        if now not in ANSWERS[was]:
            verdict.violations.append(
                f"order {line[0]} line {line[1]} revision {line[2]}: {now} after {was}"
            )
        if now == LINE_REFUSED and not said.answer.reason:
            verdict.violations.append(f"order {line[0]} line {line[1]}: refused without a reason")
        live[line] = now
    return verdict


class _Orders:
    """The states of all orders, told again from the facts."""

    def __init__(self) -> None:
        self.states: dict[int, str] = {}
        self.revisions: dict[int, int] = {}
        self.lines: dict[int, dict[int, str]] = {}

    def place(self, fact: OrderPlaced) -> None:
        """Begin an order with all its lines unanswered."""
        order = fact.order
        self.states[order.id], self.revisions[order.id] = PLACED, 0
        self.lines[order.id] = {line.id: "" for line in order.lines}

    def answer(self, fact: LineAnswered) -> str:
        """Where the order goes with this answer."""
        number, state = fact.order_id, self.states[fact.order_id]
        if fact.revision != self.revisions[number] or state in GONE:
            return state
        self.lines[number][fact.line_id] = fact.answer.outcome
        return answered_state(list(self.lines[number].values())) or state

    def move(self, fact: OrderMoved) -> str:
        """Where the order goes when its date moves: it wants new answers."""
        number = fact.order_id
        self.revisions[number] += 1
        kept = [line for line, said in self.lines[number].items() if said != LINE_REFUSED]
        self.lines[number] = dict.fromkeys(kept, "")
        return RESCHEDULED


def _orders_follow_the_table(ledger: Ledger) -> Verdict:
    verdict, orders = Verdict(), _Orders()
    for entry in ledger:
        match entry.fact:
            case OrderPlaced() as fact:
                orders.place(fact)
                verdict.judged += 1
                continue
            case LineAnswered() as fact:
                to = orders.answer(fact)
            case OrderMoved() as fact:
                to = orders.move(fact)
            case OrderEnded() as fact:
                to = fact.STATE
            case _:
                continue
        verdict.judged += 1
        was = orders.states[fact.order_id]
        if to != was and not may_move(was, to):
            verdict.violations.append(f"order {fact.order_id}: {was} became {to}")
        orders.states[fact.order_id] = to
    return verdict


def _feed_is_complete(ledger: Ledger) -> Verdict:
    verdict, last = Verdict(), 0
    for entry in ledger:
        fact = entry.fact
        silent = isinstance(fact, OrderEnded) and fact.KIND is None
        if silent or not isinstance(fact, OrderPlaced | OrderMoved | OrderEnded):
            continue
        verdict.judged += 1
        if fact.cursor != last + 1:
            verdict.violations.append(f"event {fact.cursor} came after event {last}")
        last = fact.cursor
    return verdict


#: The marketplace's laws; those over both partners live where both are known.
LAWS: tuple[Law, ...] = (
    _law(
        "stale_is_marked",
        "What is sold was confirmed within the cadence and a minute, or it was marked stale.",
        _stale_is_marked,
    ),
    _law(
        "never_oversold",
        "Boxes sold since an offer's last confirmation never exceed the boxes told.",
        _never_oversold,
    ),
    _law("hidden_is_not_sold", "What its supplier took down is not sold.", _hidden_is_not_sold),
    _law("batches_go_forward", "Batch numbers never go back.", _batches_go_forward),
    _law("one_answer", "A line has one live answer per revision.", _one_answer),
    _law("orders_follow_the_table", "Orders move along the table.", _orders_follow_the_table),
    _law(
        "feed_is_complete", "What a supplier must hear of is in its feed, once.", _feed_is_complete
    ),
)

"""What must always hold at the vendors' sites, judged over their ledger."""

from collections.abc import Iterator
from functools import partial

from mocks.axerrio.facts.orders import (
    BoxesChosen,
    LabelsPrinted,
    LineTold,
    OrderRevised,
    OrderTaken,
)
from mocks.axerrio.facts.setup import AccountsJoined, ArticleKept, EventsRepeated
from mocks.axerrio.line_states import CANCELLED, CANCELLING, LIVE, PLACED, PRINTABLE, TOLD
from mocks.axerrio.records import Order
from mocks.core.laws import Law, Verdict, ledger_law
from mocks.core.ledger import Fact, Ledger

_law = partial(ledger_law, "axerrio")


class _Lines:
    """States and boxes of all lines, told again from the facts alone, by (order, line)."""

    def __init__(self) -> None:
        self.states: dict[tuple[int, int], str] = {}
        self.boxes: dict[tuple[int, int], list[str]] = {}

    def hear(self, fact: Fact) -> Iterator[tuple[tuple[int, int], str, str]]:
        """Follow a fact; gives (line, state before, state after) of each line it moved."""
        match fact:
            case OrderTaken(order=order) | OrderRevised(order=order):
                yield from self._redraw(order)
            case LineTold():
                key = (fact.order_id, fact.line_id)
                yield key, self.states[key], fact.state
                self.states[key] = fact.state
                if fact.told.boxes is not None:
                    self.boxes[key] = self.boxes[key][: fact.told.boxes]
                if fact.rest is not None:
                    rest = (fact.order_id, fact.rest.id)
                    self.states[rest], self.boxes[rest] = fact.rest.state, []
            case BoxesChosen():
                for chosen in fact.shipments:
                    self.boxes[fact.order_id, chosen.line_id] += chosen.codes

    def _redraw(self, order: Order) -> Iterator[tuple[tuple[int, int], str, str]]:
        for line in order.lines:
            key = (order.id, line.id)
            before = self.states.get(key, "")
            if before != line.state:
                yield key, before, line.state
            self.states[key] = line.state
            self.boxes[key] = [box.code for box in line.boxes]


def _labels_name_boxes(ledger: Ledger) -> Verdict:
    verdict, lines = Verdict(), _Lines()
    for entry in ledger:
        fact = entry.fact
        if isinstance(fact, LabelsPrinted):
            approved = {
                code
                for key, state in lines.states.items()
                if key[0] == fact.order_id and state in PRINTABLE
                for code in lines.boxes[key]
            }
            verdict.judged += len(fact.codes)
            verdict.violations += [
                f"order {fact.order_id}: a label for {code}, which is no box of an approved line"
                for code in fact.codes
                if code not in approved
            ]
        for _ in lines.hear(fact):
            pass
    return verdict


def _codes_are_used_once(ledger: Ledger) -> Verdict:
    verdict = Verdict()
    accounts: dict[int, int] = {}
    used: dict[tuple[int, str], int] = {}
    for entry in ledger:
        if isinstance(entry.fact, OrderTaken):
            accounts[entry.fact.order.id] = entry.fact.order.account_id
        if not isinstance(entry.fact, BoxesChosen):
            continue
        number = entry.fact.order_id
        for code in (code for one in entry.fact.shipments for code in one.codes):
            verdict.judged += 1
            key = (accounts[number], code)
            if key in used:
                verdict.violations.append(
                    f"{code} names a box of order {number} and one of order {used[key]}"
                )
            used[key] = number
    return verdict


def _feed_is_complete(ledger: Ledger) -> Verdict:
    verdict, last = Verdict(), 0
    for entry in ledger:
        for cursor in _cursors(entry.fact):
            verdict.judged += 1
            if cursor != last + 1:
                verdict.violations.append(f"cursor {cursor} came after {last}")
            last = cursor
    return verdict


def _cursors(fact: Fact) -> list[int]:
    """Where a fact put events into the feed."""
    match fact:
        case ArticleKept():
            return [fact.cursor + place for place in range(len(fact.connections))]
        case EventsRepeated():
            return [cursor for cursor, _ in fact.entries]
        case OrderTaken() | OrderRevised() | BoxesChosen() | LabelsPrinted():
            return [fact.cursor] if fact.cursor else []
    return []


def _lines_follow_the_table(ledger: Ledger) -> Verdict:
    verdict, lines = Verdict(), _Lines()
    for entry in ledger:
        fact = entry.fact
        for (order, line), before, after in lines.hear(fact):
            verdict.judged += 1
            told = isinstance(fact, LineTold)
            if not (after in TOLD[before] if told else _may_redraw(before, after)):
                verdict.violations.append(f"order {order} line {line}: {before} became {after}")
    return verdict


def _may_redraw(before: str, after: str) -> bool:
    """Whether vendor or prebook may take a line there: begun, asked anew, taken out, withdrawn."""
    if before == "":
        return after == PLACED
    if after == CANCELLED:
        return before in LIVE or before == CANCELLING
    if before == CANCELLING:
        return after == PLACED
    return before in LIVE and after in (PLACED, CANCELLING)


def _sold_through_joined_accounts(ledger: Ledger) -> Verdict:
    verdict, joined = Verdict(), set[int]()
    for entry in ledger:
        if isinstance(entry.fact, AccountsJoined):
            joined.add(entry.fact.connection_id)
        if isinstance(entry.fact, OrderTaken):
            verdict.judged += 1
            order = entry.fact.order
            if order.connection_id not in joined:
                verdict.violations.append(f"order {order.id} came before its accounts were joined")
    return verdict


#: Axerrio's laws; those over several partners live where all are known.
LAWS: tuple[Law, ...] = (
    _law("labels_name_boxes", "Each label names a box of an approved line.", _labels_name_boxes),
    _law("codes_are_used_once", "A box code names one box of a vendor.", _codes_are_used_once),
    _law("feed_is_complete", "What the vendor does is in the feed, in order.", _feed_is_complete),
    _law("lines_follow_the_table", "Lines move along the table.", _lines_follow_the_table),
    _law(
        "sold_through_joined_accounts",
        "Orders are made only once the accounts are joined.",
        _sold_through_joined_accounts,
    ),
)

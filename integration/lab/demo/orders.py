"""What became of the day's orders, lines, refusals and faults, read from tables and ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from integration.lab.demo.refusals import kind_of
from integration.lab.demo.result import Allowance, Count, OrderLine, Waiting
from integration.store import SqlStore
from mocks.core.faults import FAULTS
from mocks.core.world import World
from mocks.ibuyflowers.facts.trade import LineAnswered
from mocks.ibuyflowers.order_states import LINE_ACCEPTED, LINE_REFUSED, LINE_SHORT
from mocks.ibuyflowers.records import Answer, Order
from mocks.ibuyflowers.state import IbfState
from mocks.komet.seed import COMPANY

#: What the outcome of an order is called in the report, by its state on the marketplace.
OUTCOMES = {
    "placed": "waits",
    "rescheduled": "waits",
    "accepted": "accepted",
    "packed": "accepted",
    "delivered": "accepted",
    "partially_accepted": "partly",
    "rejected_by_supplier": "refused",
    "cancelled_buyer": "cancelled",
    "cancelled_payment": "dropped",
}


def orders(world: World) -> tuple[OrderLine, ...]:
    """Every order with its outcome and its numbers in Komet."""
    state: IbfState = world.partners["ibuyflowers"].state
    return tuple(_order(state, order) for order in state.orders.values())


def _order(state: IbfState, order: Order) -> OrderLine:
    answers = list(_answers(state, order))
    living = [one for one in answers if one.outcome in (LINE_ACCEPTED, LINE_SHORT)]
    lines = (*order.lines, *order.refused_lines)
    outcome = OUTCOMES[order.state]
    if outcome == "accepted" and any(one.outcome == LINE_REFUSED for one in answers):
        outcome = "partly"
    return OrderLine(
        order_id=order.id,
        placed_at=order.placed_at,
        buyer=state.florists[order.florist_id].name,
        arrival=order.arrival,
        revision=order.revision,
        lines=len(lines),
        boxes=sum(line.boxes for line in lines),
        state=order.state,
        outcome=outcome,
        numbers=tuple(dict.fromkeys(one.komet_number for one in living)),
        reasons=tuple(dict.fromkeys(one.reason for one in answers if one.outcome == LINE_REFUSED)),
    )


def _answers(state: IbfState, order: Order) -> Iterable[Answer]:
    """The newest answer to each line, living or refused before the date moved."""
    for line in (*order.lines, *order.refused_lines):
        given = [
            state.answers[order.id, line.id, revision]
            for revision in range(order.revision + 1)
            if (order.id, line.id, revision) in state.answers
        ]
        yield from given[-1:]


def refusals(world: World, required: Iterable[str]) -> tuple[Count, ...]:
    """Lines refused, by kind, with an example; each required kind has its row."""
    counted, examples = Counter[str](), dict[str, str]()
    for fact in world.partners["ibuyflowers"].state.ledger.of(LineAnswered):
        if fact.answer.outcome == LINE_REFUSED:
            kind = kind_of(fact.answer.reason)
            counted[kind] += 1
            examples.setdefault(kind, fact.answer.reason)
    return counts(counted, required, examples)


def turned_away(counted: Mapping[str, int], required: Iterable[str]) -> tuple[Count, ...]:
    """Florists the marketplace itself turned away, by its code; each required one has its row."""
    return counts(counted, required)


def faults(world: World, wanted: Iterable[str]) -> tuple[Count, ...]:
    """Calls struck, by kind of fault."""
    strikes = dict.fromkeys(FAULTS, 0) | world.faults.strikes
    required = set(wanted)
    return tuple(
        Count(name=kind, count=count, required=kind in required) for kind, count in strikes.items()
    )


def counts(
    counted: Mapping[str, int],
    required: Iterable[str],
    examples: Mapping[str, str] | None = None,
) -> tuple[Count, ...]:
    """Rows for all that was counted and all that is required: most frequent first."""
    needed = set(required)
    names = sorted(needed | set(counted), key=lambda name: (-counted.get(name, 0), name))
    return tuple(
        Count(
            name=name,
            count=counted.get(name, 0),
            required=name in needed,
            example=(examples or {}).get(name, ""),
        )
        for name in names
    )


def allowance(world: World, users: int, day: date) -> Allowance:
    """Calls of the company on that day, by method."""
    meter = world.partners["komet"].meter
    methods = meter.by_method(COMPANY, day)
    used, most = sum(methods.values()), users * 1000
    return Allowance(allowance=most, used=used, left=most - used, methods=counts(methods, ()))


def waiting(store: SqlStore) -> tuple[Waiting, ...]:
    """The alarms that are open: what a person must see to."""
    return tuple(
        Waiting(subject=one.subject, reason=one.reason, remedy=one.remedy, since=one.since)
        for one in store.alarms()
    )

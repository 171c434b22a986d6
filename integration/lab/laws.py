"""Laws over several partners, judged at rest: no fault in force, nothing under way.

The tie between the two sides is our own reference, which stands in the mark code of every line the
engine makes in Komet: it names connection, order, revision and line. Marketplace orders are read
from its tables, Komet's lines from its own; of the engine only one thing is believed, which orders
it openly lists as waiting for a person (or for a partner that is stopped), and even those may not
stand in Komet twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from integration.model import Reference
from mocks.core.laws import Law, Verdict, When
from mocks.core.world import World
from mocks.ibuyflowers.order_states import GONE, LINE_ACCEPTED, LINE_REFUSED, LINE_SHORT
from mocks.komet.statuses import VOIDED

INVOICE, PREBOOK = "invoice", "prebook"


class LineName(NamedTuple):
    """One line of one marketplace order, whatever its revision."""

    order_id: int
    line_id: int


@dataclass(frozen=True)
class KometLine:
    """A live line of an invoice or a prebook (`kind`) that carries our reference.

    `numbers` are all under which it can be told: the document's own and its web order's.
    """

    kind: str
    document_id: int
    reference: Reference
    number: str
    numbers: frozenset[str]
    lot_id: int | None
    boxes: int
    price: Decimal
    ship_date: date

    @property
    def name(self) -> LineName:
        """The order line it was made for."""
        return LineName(self.reference.order, self.reference.part)


@dataclass(frozen=True)
class EngineSays:
    """What the laws need to hear from an engine.

    Args:
        connections: the marketplace's connection id by the engine's own.
        waiting: whether an order openly waits, with a reason and a remedy.
    """

    connections: Mapping[int, int]
    waiting: Callable[[int], bool]


Ask = Callable[[], EngineSays]


def cross_laws(ask: Ask) -> tuple[Law, ...]:
    """The laws over Komet and the marketplace together.

    Args:
        ask: what the engine says at the moment of judging.
    """

    def law(name: str, statement: str, judge: Callable[[World, EngineSays], Verdict]) -> Law:
        return Law(name, statement, When.AT_REST, lambda world: judge(world, ask()))

    return (
        law(
            "every line ends once",
            "Every order line ends as one line in Komet, a refusal with its reason, a release, or"
            " openly waits for a person.",
            every_line_ends_once,
        ),
        law(
            "no line without an order",
            "Every live line in Komet that carries our reference was ordered on the marketplace.",
            no_line_without_an_order,
        ),
        law(
            "both sides agree",
            "An accepted line has the boxes, price, inventory and ship date it was sold with.",
            both_sides_agree,
        ),
        law(
            "accepted numbers exist",
            "A number told to the marketplace is that of the order in Komet holding the line.",
            accepted_numbers_exist,
        ),
        law(
            "gone is gone",
            "A cancelled or dropped order has no live line in Komet.",
            gone_is_gone,
        ),
    )


def every_line_ends_once(world: World, engine: EngineSays) -> Verdict:
    """Each line of each order's present revision, and what became of it."""
    verdict, live = Verdict(), by_name(world, engine)
    for order, line in ordered(world, engine):
        verdict.judged += 1
        here = live.get(LineName(order.id, line.id), [])
        problem = _wrong_end(world, engine, (order, line), here)
        if problem:
            verdict.violations.append(f"order {order.id} line {line.id}: {problem}")
    return verdict


def _wrong_end(
    world: World, engine: EngineSays, sold: tuple[Any, Any], here: list[KometLine]
) -> str:
    order, line = sold
    if len(here) > 1:
        return f"stands in Komet {len(here)} times: {', '.join(one.number for one in here)}"
    if order.state in GONE or engine.waiting(order.id):
        return ""
    answer = world.partners["ibuyflowers"].state.answers.get((order.id, line.id, order.revision))
    outcome = answer.outcome if answer else ""
    if outcome in (LINE_ACCEPTED, LINE_SHORT):
        return "" if here else "accepted, but not in Komet"
    if outcome == LINE_REFUSED:
        if here:
            return f"refused, but in Komet as {here[0].number}"
        return "" if answer.reason.strip() else "refused without a reason"
    return f"{outcome or 'unanswered'} at revision {order.revision}, and nobody is asked to act"


def no_line_without_an_order(world: World, engine: EngineSays) -> Verdict:
    """Each live line of ours in Komet, and the order line it says it is."""
    known = {LineName(order.id, line.id) for order, line in ordered(world, engine)}
    known |= {
        LineName(order.id, line.id)
        for order in world.partners["ibuyflowers"].state.orders.values()
        for line in order.refused_lines
    }
    verdict = Verdict()
    for line in komet_lines(world, engine):
        verdict.judged += 1
        if line.name not in known:
            verdict.violations.append(f"{line.number}: {line.reference} was never ordered")
    return verdict


def both_sides_agree(world: World, engine: EngineSays) -> Verdict:
    """Each accepted line against the line in Komet; of a short one what was said of its boxes."""
    verdict, answers = Verdict(), world.partners["ibuyflowers"].state.answers
    for order, line, here in accepted(world, engine):
        verdict.judged += 1
        told = answers[order.id, line.id, order.revision]
        pairs = {
            "boxes": (told.boxes or line.boxes, here.boxes),
            "price": (line.price, here.price),
            "inventory": (line.key.partition("-")[2], str(here.lot_id)),
            "ship date": (order.ship_date, here.ship_date),
        }
        for what, (sold, booked) in pairs.items():
            if sold != booked:
                verdict.violations.append(
                    f"order {order.id} line {line.id}: {what} sold {sold}, in Komet {booked}"
                )
    return verdict


def accepted_numbers_exist(world: World, engine: EngineSays) -> Verdict:
    """Each number told, against the numbers under which Komet holds the line."""
    verdict = Verdict()
    answers = world.partners["ibuyflowers"].state.answers
    for order, line, here in accepted(world, engine):
        verdict.judged += 1
        told = answers[order.id, line.id, order.revision].komet_number
        if told not in here.numbers:
            verdict.violations.append(
                f"order {order.id} line {line.id}: told {told!r}, in Komet {here.number}"
            )
    return verdict


def gone_is_gone(world: World, engine: EngineSays) -> Verdict:
    """Each line of a cancelled or dropped order, and whether it still stands in Komet."""
    verdict, live = Verdict(), by_name(world, engine)
    for order, line in ordered(world, engine):
        if order.state not in GONE:
            continue
        verdict.judged += 1
        here = live.get(LineName(order.id, line.id), [])
        if here and not engine.waiting(order.id):
            verdict.violations.append(f"order {order.id} is {order.state}: {here[0].number} lives")
    return verdict


# --- what stands on either side -------------------------------------------------------------------


def ordered(world: World, engine: EngineSays) -> Iterator[tuple[Any, Any]]:
    """Every (order, living line) of the engine's connections."""
    ours = set(engine.connections.values())
    for order in list(world.partners["ibuyflowers"].state.orders.values()):
        if order.connection_id in ours:
            for line in order.lines:
                yield order, line


def accepted(world: World, engine: EngineSays) -> Iterator[tuple[Any, Any, KometLine]]:
    """Every line answered as accepted that does stand in Komet, of orders still wanted."""
    live = by_name(world, engine)
    answers = world.partners["ibuyflowers"].state.answers
    for order, line in ordered(world, engine):
        answer = answers.get((order.id, line.id, order.revision))
        here = live.get(LineName(order.id, line.id), [])
        wanted = order.state not in GONE and not engine.waiting(order.id)
        if answer and answer.outcome in (LINE_ACCEPTED, LINE_SHORT) and here and wanted:
            yield order, line, here[0]


def by_name(world: World, engine: EngineSays) -> dict[LineName, list[KometLine]]:
    """The live lines of ours in Komet, by the order line they were made for."""
    found: dict[LineName, list[KometLine]] = {}
    for line in komet_lines(world, engine):
        found.setdefault(line.name, []).append(line)
    return found


def komet_lines(world: World, engine: EngineSays) -> Iterator[KometLine]:
    """Every live invoice or prebook line whose mark code is a reference of this engine."""
    state = world.partners["komet"].state
    for item in list(state.invoice_items.values()):
        invoice = state.invoices[item.invoice_id]
        reference = Reference.read(item.mark_code)
        if reference and reference.connection in engine.connections and invoice.status != VOIDED:
            yield _line(state, reference, item, Within(INVOICE, invoice, invoice.ship_date))
    for item in list(state.prebook_items.values()):
        prebook = state.prebooks[item.prebook_id]
        reference = Reference.read(item.mark_code)
        ours = reference is not None and reference.connection in engine.connections
        if reference and ours and not prebook.deleted and item.boxes:
            yield _line(state, reference, item, Within(PREBOOK, prebook, prebook.truck_date))


class Within(NamedTuple):
    """The invoice or prebook a line stands in, and the day it ships."""

    kind: str
    document: Any
    ship_date: date


def _line(state: Any, reference: Reference, item: Any, within: Within) -> KometLine:
    number = str(within.document.number)
    web_order = state.web_orders.get(item.web_order_id or 0)
    numbers = {number, str(web_order.number), str(web_order.id)} if web_order else {number}
    return KometLine(
        kind=within.kind,
        document_id=within.document.id,
        reference=reference,
        number=number,
        numbers=frozenset(numbers),
        lot_id=item.lot_id,
        boxes=item.boxes,
        price=item.price,
        ship_date=within.ship_date,
    )

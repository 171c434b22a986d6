"""Laws about boxes, folded over the facts that bring, take, return, correct and withdraw them."""

from collections import Counter, defaultdict
from typing import Any

from mocks.core.laws import Verdict
from mocks.komet.facts.availability import stock_of
from mocks.komet.facts.stock import (
    BoxesReceived,
    LotReceived,
    LotWithdrawn,
    StockCorrected,
    StockReturned,
    StockTaken,
    shared_boxes,
)
from mocks.komet.fees import INVOICE, PREBOOK
from mocks.komet.order_flow import line_name
from mocks.komet.records import OFFERED, Lot
from mocks.komet.state import KometState
from mocks.komet.statuses import VOIDED


def judge_boxes(state: KometState) -> Verdict:
    """Walk every line's boxes through the ledger: never below none, and what is left is left.

    What stood in a seeded line at the start is worked back from what it says came in.
    """
    verdict = Verdict()
    with state.lock:
        mirrors = {one.lot_id for one in state.availability.values() if one.seller_lot_id}
        moves: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for entry in state.ledger:
            if (move := _move(entry.fact)) is not None:
                moves[move[0]].append(move[1:])
        for lot in state.lots.values():
            if lot.id in mirrors:
                continue
            verdict.judged += 1
            left = lot.boxes - sum(brought for brought, _ in moves[lot.id])
            lowest = left
            for brought, gone in moves[lot.id]:
                left += brought - gone
                lowest = min(lowest, left)
            if lowest < 0 or left != lot.left:
                verdict.violations.append(
                    f"lot {lot.id}: {lot.left} left, {left} by the ledger, lowest {lowest}"
                )
    return verdict


def judge_owners(state: KometState) -> Verdict:
    """Every order line alive has taken exactly its boxes; a line that is gone holds none.

    A web-order line is alive only with the one invoice or prebook line it became, of equal boxes.
    """
    verdict = Verdict()
    with state.lock:
        held: Counter[tuple[str, int]] = Counter()
        for entry in state.ledger:
            if isinstance(entry.fact, StockTaken):
                held[entry.fact.why, entry.fact.lot_id] += entry.fact.boxes
            elif isinstance(entry.fact, StockReturned):
                held[entry.fact.why, entry.fact.lot_id] -= entry.fact.boxes
        owned = _owned(state)
        kinds = (line_name(INVOICE, 0)[:-1], line_name(PREBOOK, 0)[:-1])
        taken = {key: boxes for key, boxes in held.items() if key[0].startswith(kinds)}
        for key in sorted(taken.keys() | owned.keys()):
            verdict.judged += 1
            if taken.get(key, 0) != owned.get(key, 0):
                words = f"{key[0]} holds {taken.get(key, 0)} boxes of lot {key[1]}"
                verdict.violations.append(f"{words}, its line says {owned.get(key, 0)}")
        _judge_web_lines(state, verdict)
    return verdict


def judge_availability(state: KometState) -> Verdict:
    """What others offer has terms, is on no invoice, and shows the boxes of whom it belongs to.

    Boxes of vendors' availability add up as all others do (`judge_boxes`).
    """
    verdict = Verdict()
    with state.lock:
        for lot in state.lots.values():
            if lot.origin in OFFERED or lot.id in state.availability:
                verdict.judged += 1
                if problem := _offer_problem(state, lot):
                    verdict.violations.append(f"offer {lot.id} {problem}")
        for item in state.invoice_items.values():
            if item.lot_id in state.availability:
                words = f"offer {item.lot_id} is on the invoice {item.invoice_id}"
                verdict.violations.append(words)
    return verdict


def _offer_problem(state: KometState, lot: Lot) -> str:
    """What is wrong with a line on offer, or nothing."""
    terms = state.availability.get(lot.id)
    if terms is None or lot.origin not in OFFERED:
        return f"has the origin {lot.origin} and {'no' if terms is None else 'its'} terms"
    seller = terms.seller_lot_id
    if seller is None:
        return ""
    right = shared_boxes(state.lots[seller]) if lot.id in state.shared.get(seller, ()) else 0
    return "" if lot.left == right else f"shows {lot.left} boxes, its seller has {right}"


def _move(fact: Any) -> tuple[int, int, int] | None:
    """Lot, boxes brought in and boxes gone by that fact; None if it moves none."""
    match fact:
        case LotReceived():
            return fact.lot.id, fact.lot.boxes, fact.lot.boxes - fact.lot.left
        case BoxesReceived():
            return fact.lot_id, fact.boxes, 0
        case StockCorrected():
            return fact.lot_id, fact.boxes_delta, 0
        case StockTaken() | LotWithdrawn():
            return fact.lot_id, 0, fact.boxes
        case StockReturned():
            return fact.lot_id, 0, -fact.boxes
        case _:
            return None


def _owned(state: KometState) -> dict[tuple[str, int], int]:
    """Boxes by the name of the live line that owns them, and by lot."""
    owned = {
        (line_name(INVOICE, item.id), item.lot_id): item.boxes
        for item in state.invoice_items.values()
        if state.invoices[item.invoice_id].status != VOIDED
    }
    for booked in state.prebook_items.values():
        if booked.lot_id is not None and not state.prebooks[booked.prebook_id].deleted:
            lot_id = stock_of(state, booked.lot_id)
            owned[line_name(PREBOOK, booked.id), lot_id] = booked.boxes
    return owned


def _judge_web_lines(state: KometState, verdict: Verdict) -> None:
    for item in state.web_order_items.values():
        verdict.judged += 1
        lines = (
            state.invoice_items.get(item.invoice_item_id or 0),
            state.prebook_items.get(item.prebook_item_id or 0),
        )
        found = [(one.lot_id, one.boxes, one.web_order_id) for one in lines if one is not None]
        if found != [(item.lot_id, item.boxes, item.web_order_id)]:
            verdict.violations.append(f"web order item {item.id} is on {len(found)} live lines")

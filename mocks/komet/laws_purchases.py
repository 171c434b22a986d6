"""Laws of the vendor's side, folded over the ledger: needs, boxes and their codes, what was seen.

need       live boxes on purchase orders for a prebook line never exceed its boxes, at any moment
codes      a box code names one box of a company for ever
shipped    boxes shipped = received + on the way (+ cancelled with their order), each received once
sight      no vendor was ever shown another vendor's line, or what a customer pays

The first three are one law, since a trading day without purchases must have something to judge.
"""

from collections import Counter
from collections.abc import Container
from typing import Any

from mocks.core.laws import Law, Verdict, When
from mocks.core.world import World
from mocks.komet.facts.boxes import BoxReceived, BoxRenamed, PurchaseLineShipped
from mocks.komet.facts.prebooks import PrebookLineAdded, PrebookLineCut, PrebookLineRemoved
from mocks.komet.facts.purchases import (
    PurchaseLineAdded,
    PurchaseLineEdited,
    PurchaseLineRemoved,
    PurchaseOrderMade,
    PurchaseOrderMoved,
)
from mocks.komet.purchase_order_sight import PREBOOK_LINE, PURCHASE_LINE
from mocks.komet.purchase_order_states import BOX_GONE, BOX_RECEIVED, BOX_SHIPPED, CANCELLED
from mocks.komet.records import PurchaseItem
from mocks.komet.state import KometState

NAME = "komet"


class _Needs:
    """Prebook lines and what is bought for them, followed fact by fact.

    Args:
        offered: lines of inventory that only others offer: what is sold of them is bought.
    """

    def __init__(self, offered: Container[int]) -> None:
        self.offered = offered
        self.verdict = Verdict()
        self.wanted: dict[int, int] = {}
        self.lines: dict[int, PurchaseItem] = {}
        self.boxes: dict[int, int] = {}
        self.bought: Counter[int] = Counter()

    def fold(self, fact: Any) -> None:
        match fact:
            case PrebookLineAdded():
                bought = fact.item.lot_id is None or fact.item.lot_id in self.offered
                self._want(fact.item.id, fact.item.boxes if bought else 0)
            case PrebookLineCut():
                self._want(fact.item_id, min(fact.boxes, self.wanted.get(fact.item_id, 0)))
            case PrebookLineRemoved():
                self._want(fact.item_id, 0)
            case PurchaseOrderMoved() if fact.status == CANCELLED:
                for item_id, line in self.lines.items():
                    if line.purchase_order_id == fact.purchase_order_id:
                        self._buy(item_id, 0)
            case _:
                self._fold_line(fact)

    def _fold_line(self, fact: Any) -> None:
        match fact:
            case PurchaseLineAdded():
                self.lines[fact.item.id] = fact.item
                self._buy(fact.item.id, fact.item.boxes)
            case PurchaseLineEdited():
                self._buy(fact.item_id, fact.boxes)
            case PurchaseLineRemoved():
                self._buy(fact.item_id, 0)
            case PurchaseLineShipped():
                self._part(fact)

    def _want(self, item_id: int, boxes: int) -> None:
        self.wanted[item_id] = boxes
        self._judge(item_id)

    def _buy(self, line_id: int, boxes: int) -> None:
        need = self.lines[line_id].prebook_item_id
        before, self.boxes[line_id] = self.boxes.get(line_id, 0), boxes
        if need is not None:
            self.bought[need] += boxes - before
            self._judge(need)

    def _part(self, fact: PurchaseLineShipped) -> None:
        """A parted line buys in two lines what it bought in one."""
        before = self.boxes[fact.item_id]
        self._buy(fact.item_id, len(fact.boxes))
        if fact.rest_id is not None:
            self.lines[fact.rest_id] = self.lines[fact.item_id]
            self._buy(fact.rest_id, before - len(fact.boxes))

    def _judge(self, item_id: int) -> None:
        self.verdict.judged += 1
        wanted, bought = self.wanted.get(item_id, 0), self.bought[item_id]
        if bought > wanted:
            words = f"{bought} boxes bought for the {wanted} of prebook item {item_id}"
            self.verdict.violations.append(words)


def judge_need(state: KometState) -> Verdict:
    """Whether more was bought for a prebook line than it has, at any moment."""
    with state.lock:
        needs = _Needs(state.availability)
        for entry in state.ledger:
            needs.fold(entry.fact)
        return needs.verdict


def judge_codes(state: KometState) -> Verdict:
    """Whether two boxes of a company ever had one code."""
    verdict, owners = Verdict(), dict[tuple[int, str], int]()
    company = {one.id: one.company_id for one in state.boxes.values()}
    for entry in state.ledger:
        for code, box_id in _coded(entry.fact):
            verdict.judged += 1
            owner = owners.setdefault((company.get(box_id, 0), code), box_id)
            if owner != box_id:
                verdict.violations.append(f"code {code} names the boxes {owner} and {box_id}")
    return verdict


def _coded(fact: Any) -> list[tuple[str, int]]:
    """Codes a fact gives, and to which boxes."""
    if isinstance(fact, PurchaseLineShipped):
        return [(box.code, box.id) for box in fact.boxes]
    return [(fact.code, fact.box_id)] if isinstance(fact, BoxRenamed) else []


def judge_shipped(state: KometState) -> Verdict:
    """Whether every box that left a farm is on the way, received once, or cancelled.

    A shipped line has exactly the boxes that were shipped of it.
    """
    verdict = Verdict()
    with state.lock:
        received = Counter(one.box_id for one in state.ledger.of(BoxReceived))
        shipped = {
            box.id: fact.item_id
            for fact in state.ledger.of(PurchaseLineShipped)
            for box in fact.boxes
        }
        verdict.judged += len(shipped)
        for box_id in sorted(shipped.keys() | received.keys() | state.boxes.keys()):
            problem = _box_problem(state, box_id, received[box_id], shipped.get(box_id))
            if problem:
                verdict.violations.append(f"box {box_id} {problem}")
        per_line = Counter(shipped.values())
        for item in state.purchase_items.values():
            wanted = item.boxes if item.shipment else 0
            if per_line[item.id] != wanted:
                words = f"line {item.id} shipped {per_line[item.id]} boxes and says {wanted}"
                verdict.violations.append(words)
    return verdict


def _box_problem(state: KometState, box_id: int, received: int, item_id: int | None) -> str:
    """What is wrong with a box, or nothing."""
    box = state.boxes.get(box_id)
    if box is None or item_id is None:
        return "was never shipped"
    item = state.purchase_items.get(item_id)
    gone = item is not None and item.cancelled
    right = BOX_RECEIVED if received else BOX_GONE if gone else BOX_SHIPPED
    if received > 1:
        return f"was received {received} times"
    if received and gone:
        return "was received though its order was cancelled"
    return "" if box.status == right else f"has the state {box.status}, not {right}"


def judge_sight(state: KometState) -> Verdict:
    """Whether vendors were shown lines of their own only, without what customers pay."""
    owners: dict[tuple[str, int], int | None] = {}
    with state.lock:
        makers: dict[int, int] = {}
        for entry in state.ledger:
            _own(owners, makers, entry.fact)
        verdict = Verdict(judged=len(owners))
        for (vendor_id, kind, item_id), prices in list(state.sightings.items()):
            words = f"vendor {vendor_id} saw the {kind} line {item_id}"
            if owners.get((kind, item_id)) != vendor_id:
                verdict.violations.append(f"{words}, which is not its own")
            if prices:
                verdict.violations.append(f"{words} with {', '.join(prices)}")
    return verdict


def _own(owners: dict[tuple[str, int], int | None], makers: dict[int, int], fact: Any) -> None:
    """Keep whose line each is, as its facts said."""
    match fact:
        case PrebookLineAdded():
            owners[PREBOOK_LINE, fact.item.id] = fact.item.vendor_id
        case PurchaseOrderMade():
            makers[fact.order.id] = fact.order.vendor_id
        case PurchaseLineAdded():
            owners[PURCHASE_LINE, fact.item.id] = makers.get(fact.item.purchase_order_id)
        case PurchaseLineShipped() if fact.rest_id is not None:
            owners[PURCHASE_LINE, fact.rest_id] = owners.get((PURCHASE_LINE, fact.item_id))


def _purchases(world: World) -> Verdict:
    state: KometState = world.partners[NAME].state
    parts = [judge(state) for judge in (judge_need, judge_codes, judge_shipped)]
    return Verdict(
        judged=sum(part.judged for part in parts),
        violations=[what for part in parts for what in part.violations],
    )


def _sight(world: World) -> Verdict:
    return judge_sight(world.partners[NAME].state)


LAWS: tuple[Law, ...] = (
    Law(
        f"{NAME}.purchases",
        "no more is bought than needed, a box code names one box, shipped = received + on the way",
        When.ALWAYS,
        _purchases,
    ),
    Law(
        f"{NAME}.sight",
        "no vendor saw another vendor's line or a sales price",
        When.ALWAYS,
        _sight,
    ),
)

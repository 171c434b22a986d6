"""Laws over a vendor's system and Komet, judged at rest.

The tie is our own reference, the mark code of every line the engine makes in Komet, and of lines
Komet's people made the prebook line itself. What the vendor was told is read from Axerrio's tables,
what stands from Komet's; of the engine only one thing is believed, which orders openly wait for a
person - and even those may not stand in Komet twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from integration.lab.rest import is_stopped
from integration.model import VENDOR, Reference
from integration.schedule import PURCHASES, SALES
from integration.store import SqlStore
from integration.vendor_trade import PARKED
from mocks.axerrio.line_states import (
    APPROVED,
    CANCELLED,
    CANCELLING,
    CHANGED,
    CONFIRMED,
    MAPPING,
    PLACED,
    REJECTED,
    SHIPPED,
    WAITING,
)
from mocks.core.laws import Law, Verdict, When
from mocks.core.world import World
from mocks.komet.purchase_order_states import CONFIRMED as CONFIRMED_ORDER
from mocks.komet.purchase_order_states import PENDING


@dataclass(frozen=True)
class VendorSays:
    """The engine's vendor connections (its own id -> Axerrio's), and which orders openly wait."""

    connections: Mapping[int, int]
    waiting: Callable[[int], bool]


def vendor_says(world: World, store: SqlStore) -> VendorSays:
    """What the laws need to hear from the engine."""
    keys = world.partners["axerrio"].state.keys
    ours = [one for one in store.connections() if one.partner == VENDOR]
    connections = {
        one.id: keys[one.supplier_key].owner_id for one in ours if one.supplier_key in keys
    }
    waiting = {
        row.order_id
        for one in ours
        for row in store.vendor_orders(one.id)
        if row.state == PARKED or is_stopped(store, one.id, SALES, PURCHASES)
    }
    return VendorSays(connections, lambda order_id: order_id in waiting)


def vendor_laws(ask: Callable[[], VendorSays]) -> tuple[Law, ...]:
    """The laws.

    Args:
        ask: what the engine says at the moment of judging.
    """

    def law(name: str, statement: str, judge: Callable[[World, VendorSays], Verdict]) -> Law:
        return Law(name, statement, When.AT_REST, lambda world: judge(world, ask()))

    return (
        law(
            "every vendor line ends once",
            "Every line of a vendor's order is one purchase order line, or was refused with a"
            " reason, or waits for a person.",
            every_vendor_line_ends_once,
        ),
        law(
            "nothing is booked twice",
            "Every live prebook or purchase order line that carries our reference is of a line"
            " that wants it, and the only one.",
            nothing_is_booked_twice,
        ),
        law(
            "shipped boxes are labelled boxes",
            "The boxes of a shipped line have in Komet the codes on the vendor's labels.",
            shipped_boxes_are_labelled,
        ),
        law(
            "vendors know where lines stand",
            "State, boxes and cost of a line that was bought are told to the vendor as they stand"
            " in Komet.",
            vendors_know_where_lines_stand,
        ),
    )


def every_vendor_line_ends_once(world: World, engine: VendorSays) -> Verdict:
    """Each line of each order, and what stands in Komet for it."""
    verdict, bought = Verdict(), world.partners["komet"].state.purchase_items
    for order, line in _lines(world, engine):
        verdict.judged += 1
        problem = _fate(order, line, bought.get(line.told.po_item_id or 0), engine)
        if problem:
            verdict.violations.append(f"order {order.id} line {line.id}: {problem}")
    return verdict


def _fate(order: Any, line: Any, bought: Any, engine: VendorSays) -> str:
    """What is wrong with how the line ended, or nothing.

    Boxes that left have left, whoever cancels their order in Komet afterwards.
    """
    here = bought is not None and not bought.cancelled
    if line.state == SHIPPED:
        left = bought is not None and bought.shipment is not None
        return "" if left else "shipped, but in Komet it did not leave"
    if line.state in (REJECTED, CANCELLED):
        if here:
            return f"{line.state}, but on a purchase order"
        return "" if line.told.reason.strip() else f"{line.state} without a reason"
    if engine.waiting(order.id):
        return ""
    if line.state in (PLACED, CANCELLING):
        return f"{line.state}, and nobody is asked to act"
    if line.state == MAPPING and line.told.po_item_id is None:
        return ""
    return "" if here else f"{line.state}, but on no purchase order"


def nothing_is_booked_twice(world: World, engine: VendorSays) -> Verdict:
    """Each live line of ours in Komet, against the vendor's lines that want it."""
    verdict = Verdict()
    state = world.partners["komet"].state
    for lines in (_prebook_lines(world), _live_purchases(world)):
        seen: dict[tuple[int, int], int] = {}
        for item in lines.values():
            reference = Reference.read(item.mark_code)
            if reference is None or reference.connection not in engine.connections:
                continue
            verdict.judged += 1
            name = (reference.order, reference.part)
            seen[name] = seen.get(name, 0) + 1
            problem = _surplus(world, name, seen[name], _parted(state, item))
            if problem:
                verdict.violations.append(f"{reference} (line {item.id}) {problem}")
    return verdict


def _surplus(world: World, name: tuple[int, int], count: int, parted: bool) -> str:
    order = world.partners["axerrio"].state.orders.get(name[0])
    line = order.line(name[1]) if order else None
    if line is None:
        return "was never ordered"
    if line.state in (REJECTED, CANCELLED):
        return f"stands in Komet, but the line is {line.state}"
    return "stands in Komet twice" if count > 1 and not parted else ""


def _parted(state: Any, item: Any) -> bool:
    """Whether a line is one of several because boxes of it left apart."""
    need = getattr(item, "prebook_item_id", None)
    if need is None:
        return False
    bought = [state.purchase_items[one] for one in state.purchases_of_prebook_item.get(need, ())]
    return any(one.shipment is not None for one in bought)


def shipped_boxes_are_labelled(world: World, engine: VendorSays) -> Verdict:
    """Each shipped line's codes on both sides."""
    verdict, state = Verdict(), world.partners["komet"].state
    for order, line in _lines(world, engine):
        if line.state != SHIPPED:
            continue
        verdict.judged += 1
        there = {state.boxes[one].code for one in state.boxes_of_item.get(line.told.po_item_id, ())}
        if there != {box.code for box in line.boxes} and not engine.waiting(order.id):
            verdict.violations.append(f"order {order.id} line {line.id}: in Komet {sorted(there)}")
    return verdict


def vendors_know_where_lines_stand(world: World, engine: VendorSays) -> Verdict:
    """Each line on a live purchase order whose boxes have not left, on both sides."""
    verdict, state = Verdict(), world.partners["komet"].state
    live = _live_purchases(world)
    for order, line in _lines(world, engine):
        item = live.get(line.told.po_item_id or 0)
        if item is None or item.shipment is not None or engine.waiting(order.id):
            continue
        verdict.judged += 1
        status = state.purchase_orders[item.purchase_order_id].status
        pairs = {
            "state": (line.state in _standing(item, status), line.state, status),
            "boxes": (line.to_ship == (item.confirmed or item.boxes), line.to_ship, item.boxes),
            "cost": (line.told.cost == item.cost, line.told.cost, item.cost),
        }
        for what, (same, told, there) in pairs.items():
            if not same:
                verdict.violations.append(
                    f"order {order.id} line {line.id}: {what} told {told}, in Komet {there}"
                )
    return verdict


def _standing(item: Any, status: str) -> tuple[str, ...]:
    """The states of which one must be told."""
    if item.product_id is None:
        return (MAPPING,)
    if item.confirmed or status == CONFIRMED_ORDER:
        return (CONFIRMED,)
    return (WAITING, CHANGED) if status == PENDING else (APPROVED,)


# --- what stands on either side -------------------------------------------------------------------


def _lines(world: World, engine: VendorSays) -> Iterator[tuple[Any, Any]]:
    ours = set(engine.connections.values())
    for order in list(world.partners["axerrio"].state.orders.values()):
        if order.connection_id in ours:
            for line in order.lines:
                yield order, line


def _live_purchases(world: World) -> dict[int, Any]:
    items = world.partners["komet"].state.purchase_items
    return {item.id: item for item in items.values() if not item.cancelled}


def _prebook_lines(world: World) -> dict[int, Any]:
    state = world.partners["komet"].state
    return {
        item.id: item
        for item in state.prebook_items.values()
        if item.boxes and not state.prebooks[item.prebook_id].deleted
    }


# --- rest -----------------------------------------------------------------------------------------


def vendor_unrest(world: World, store: SqlStore) -> list[str]:
    """What is still under way between vendors and Komet, in sentences."""
    found: list[str] = []
    axerrio = world.partners["axerrio"].state
    for one in store.connections():
        owner = axerrio.keys.get(one.supplier_key)
        if one.partner != VENDOR or owner is None or is_stopped(store, one.id, SALES, PURCHASES):
            continue
        rows = store.vendor_orders(one.id)
        found += [f"vendor order {row.order_id} is open" for row in rows if row.state == "open"]
        heard = store.cursor(one.id)
        found += [
            f"vendor event {cursor} is not heard"
            for cursor, event in axerrio.feed.items()
            if cursor > heard and axerrio.events[event].connection_id == owner.owner_id
        ]
        found += [f"prebook line {row.prebook_item_id} is untold" for row in _untold(store, one.id)]
    return found


def _untold(store: SqlStore, connection_id: int) -> list[Any]:
    return [row for row in store.needs(connection_id) if not row.told and not row.reason]

"""The law of locations: what an order took stood where the order stands."""

from collections.abc import Iterator

from mocks.core.laws import Law, Verdict, When
from mocks.core.world import World
from mocks.komet.state import KometState

#: What a line is called, with the location of its order and that of what it is made of.
Place = tuple[str, int | None, int | None]


def judge_places(state: KometState) -> Verdict:
    """Whether every line has its boxes from the order's location, and is bought for it."""
    verdict = Verdict()
    with state.lock:
        for name, ordered_at, taken_at in (*_sold(state), *_bought(state)):
            verdict.judged += 1
            if ordered_at != taken_at:
                verdict.violations.append(f"{name} is of {ordered_at}, its boxes of {taken_at}")
    return verdict


def _sold(state: KometState) -> Iterator[Place]:
    for line in state.invoice_items.values():
        invoice, lot = state.invoices[line.invoice_id], state.lots[line.lot_id]
        yield f"invoice item {line.id}", invoice.location_id, lot.location_id
    for booked in state.prebook_items.values():
        if booked.lot_id is not None:
            prebook, lot = state.prebooks[booked.prebook_id], state.lots[booked.lot_id]
            yield f"prebook item {booked.id}", prebook.location_id, lot.location_id
    for item in state.web_order_items.values():
        order, lot = state.web_orders[item.web_order_id], state.lots[item.lot_id]
        yield f"web order item {item.id}", order.location_id, lot.location_id


def _bought(state: KometState) -> Iterator[Place]:
    for line in state.purchase_items.values():
        order = state.purchase_orders[line.purchase_order_id]
        booked = state.prebook_items.get(line.prebook_item_id or 0)
        if booked is not None:
            place = state.prebooks[booked.prebook_id].location_id
            yield f"purchase order item {line.id}", order.location_id, place
        if line.lot_id is not None:
            place = state.lots[line.lot_id].location_id
            yield f"purchase order item {line.id}", order.location_id, place


def _places(world: World) -> Verdict:
    state = world.partners["komet"].state
    assert isinstance(state, KometState)
    return judge_places(state)


LAWS: tuple[Law, ...] = (
    Law(
        "komet.places",
        "an order takes boxes of its own location only, and a line is bought for the order's",
        When.ALWAYS,
        _places,
    ),
)

"""Choosing boxes for approved lines: codes, air waybill, house waybill, lot."""

from collections.abc import Iterator
from itertools import count
from typing import Annotated

from msgspec import Meta

from mocks.axerrio import awb
from mocks.axerrio.facts.orders import (
    FIRST_LOT,
    BoxesChosen,
    Shipment,
    check_shipment,
    find_line,
    printable,
)
from mocks.axerrio.feed_rows import next_cursor
from mocks.axerrio.records import Account, Line, Order
from mocks.axerrio.sales import own_order
from mocks.axerrio.state import AxrState
from mocks.axerrio.views import OrderView, order_view
from mocks.axerrio.wire import DESK, Call, Count, LineId, OrderId, Reply, method
from mocks.core.api import Context, act
from mocks.core.bearer import missing_field, wrong_field
from mocks.core.errors import NotPossible
from mocks.core.fields import text, written

#: Lot numbers Komet gives out itself, unless it was agreed otherwise.
KOMET_LOTS = range(1000, 100_000)
#: A serial no waybill of ours is likely to meet twice a week.
AWB_STEP = 7919

CODE_WORDS = "6 to 20 capital letters and digits"
BoxCode = Annotated[str, written("[A-Z0-9]{6,20}", CODE_WORDS)]


class BoxesCall(Call, frozen=True, kw_only=True):
    """Boxes of an approved line, or of all approved lines of an order.

    `codes` (they need a `lineId`) are the vendor's own; else `count` codes are made, or as many as
    are left. Waybill and lot are made too where there are none; given again, they are replaced.
    """

    orderId: OrderId
    lineId: LineId | None = None
    codes: Annotated[tuple[BoxCode, ...], Meta(min_length=1, max_length=1000)] | None = None
    count: Count | None = None
    awb: Annotated[str, Meta(min_length=1, max_length=25)] | None = None
    houseAwb: Annotated[str, text(25)] | None = None
    lot: Annotated[str, written("[0-9]{1,10}", "1 to 10 digits")] | None = None


class BoxesReply(Reply, frozen=True, kw_only=True):
    """Whether anything is otherwise now, what looks wrong with the waybill, and the order."""

    applied: bool
    warnings: tuple[str, ...]
    order: OrderView


@act("choose_boxes")
@method("POST", "desk/boxes", key=DESK)
def choose_boxes(context: Context[AxrState], call: BoxesCall) -> BoxesReply:
    """Choose codes, waybill and lot for boxes of approved lines; Komet's side hears of it."""
    order = own_order(context, call.orderId)
    _check(call)
    warnings = _warnings(context, call)
    shipments = tuple(_shipments(context.state, order, call))
    for chosen in shipments:
        check_shipment(context.state, order, chosen)
    news = tuple(one for one in shipments if _is_news(order, one))
    if news:
        context.record(
            BoxesChosen(
                order_id=order.id,
                shipments=news,
                at=context.now,
                cursor=next_cursor(context.state),
            )
        )
    after = context.state.orders[order.id]
    return BoxesReply(applied=bool(news), warnings=warnings, order=order_view(after))


def _check(call: BoxesCall) -> None:
    """Refuse what the field types can not."""
    if call.codes is not None and call.lineId is None:
        raise missing_field("lineId", "the line whose boxes have these codes")
    if call.codes is not None and len(set(call.codes)) != len(call.codes):
        raise wrong_field("codes", "a code stands there twice", "each code once")
    if call.codes is not None and call.count not in (None, len(call.codes)):
        raise wrong_field("count", f"{len(call.codes)} codes are given", "their number, or none")
    if call.lot is not None and int(call.lot) in KOMET_LOTS:
        limits = f"a number outside {KOMET_LOTS.start} to {KOMET_LOTS.stop - 1}"
        raise wrong_field("lot", "Komet gives out such numbers itself", limits)


def _warnings(context: Context[AxrState], call: BoxesCall) -> tuple[str, ...]:
    found = awb.problem(call.awb) if call.awb is not None else ""
    if found and context.assumptions.wrong_awb == "refused":
        raise NotPossible("awb.wrong", field="awb", awb=call.awb, problem=found)
    return (f"{call.awb}: {found}",) if found else ()


def _shipments(state: AxrState, order: Order, call: BoxesCall) -> Iterator[Shipment]:
    """What the call chooses, line by line."""
    lines = printable(order) if call.lineId is None else [find_line(order, call.lineId)]
    if not lines:
        raise NotPossible("boxes.unapproved", order=order.id)
    account = state.accounts[order.account_id]
    codes = _free_codes(state, account)
    waybill = call.awb or awb.made(account.awb_prefix, AWB_STEP * state.next_id("waybill"))
    lots = count(state.next_id("lot", FIRST_LOT))
    for line in lines:
        if call.count is not None and call.count > line.to_ship - len(line.boxes):
            left = line.to_ship - len(line.boxes)
            raise NotPossible("boxes.many", field="count", order=order.id, line=line.id, left=left)
        yield Shipment(
            line_id=line.id,
            codes=call.codes or _codes(line, call, codes),
            awb=waybill if call.awb else line.awb or waybill,
            house_awb=line.house_awb if call.houseAwb is None else call.houseAwb,
            lot=call.lot or line.lot or str(next(lots)),
        )


def _codes(line: Line, call: BoxesCall, codes: Iterator[str]) -> tuple[str, ...]:
    """As many made codes as are asked for, or left to choose."""
    count = line.to_ship - len(line.boxes) if call.count is None else call.count
    return tuple(next(codes) for _ in range(count))


def _free_codes(state: AxrState, account: Account) -> Iterator[str]:
    """Codes of this vendor that never named a box, in order."""
    number = state.next_id(f"box {account.id}")
    while True:
        code = f"{account.code}{number:06d}"
        if (account.id, code) not in state.codes:
            yield code
        number += 1


def _is_news(order: Order, chosen: Shipment) -> bool:
    line = find_line(order, chosen.line_id)
    travels = (line.awb, line.house_awb, line.lot)
    return bool(chosen.codes) or (chosen.awb, chosen.house_awb, chosen.lot) != travels

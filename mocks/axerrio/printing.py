"""Printing labels of approved boxes, and handing them out as PDF and ZPL."""

from typing import Annotated

from msgspec import Meta

from mocks.axerrio.facts.orders import LabelsPrinted, printable
from mocks.axerrio.feed_rows import next_cursor
from mocks.axerrio.label import Label, labels
from mocks.axerrio.label_pdf import pdf
from mocks.axerrio.label_zpl import zpl
from mocks.axerrio.packing import BoxCode
from mocks.axerrio.sales import own_order
from mocks.axerrio.state import AxrState
from mocks.axerrio.views import OrderView, order_view
from mocks.axerrio.wire import DESK, Call, LineId, OrderId, Reply, method
from mocks.core.api import Context, Encoded, act
from mocks.core.errors import Missing, NotPossible


class PrintCall(Call, frozen=True, kw_only=True):
    """Whose labels: an order's, or these boxes' alone."""

    orderId: OrderId
    codes: Annotated[tuple[BoxCode, ...], Meta(min_length=1, max_length=1000)] | None = None


class PrintReply(Reply, frozen=True, kw_only=True):
    """The boxes a label was printed of; `reprints` of them had one already and carry an R now."""

    codes: tuple[str, ...]
    reprints: int
    order: OrderView


@act("print_labels")
@method("POST", "desk/labels", key=DESK)
def print_labels(context: Context[AxrState], call: PrintCall) -> PrintReply:
    """Print a label for each chosen box of approved lines; Komet's side hears of it."""
    order = own_order(context, call.orderId)
    boxes = {box.code: box for line in printable(order) for box in line.boxes}
    if not boxes:
        raise NotPossible("labels.boxes", order=order.id)
    wanted = tuple(boxes if call.codes is None else dict.fromkeys(call.codes))
    for code in wanted:
        if code not in boxes:
            raise Missing("box.unknown", field="codes", order=order.id, box=code)
    cursor = next_cursor(context.state)
    context.record(LabelsPrinted(order_id=order.id, codes=wanted, at=context.now, cursor=cursor))
    return PrintReply(
        codes=wanted,
        reprints=sum(1 for code in wanted if boxes[code].prints),
        order=order_view(context.state.orders[order.id]),
    )


class LabelsCall(Call, frozen=True, kw_only=True):
    """Whose labels: an order's, or one line's."""

    orderId: OrderId
    lineId: LineId | None = None


@method("GET", "desk/labels.pdf", key=DESK, media="application/pdf")
def labels_pdf(context: Context[AxrState], call: LabelsCall) -> Encoded:
    """The printed labels that still hold, a page of 4 x 3 inches each."""
    return Encoded(pdf(_printed(context, call)))


@method("GET", "desk/labels.zpl", key=DESK, media="application/zpl")
def labels_zpl(context: Context[AxrState], call: LabelsCall) -> Encoded:
    """The printed labels that still hold, for a thermal printer."""
    return Encoded(zpl(_printed(context, call)).encode())


def _printed(context: Context[AxrState], call: LabelsCall) -> list[Label]:
    order = own_order(context, call.orderId)
    account = context.state.accounts[order.account_id]
    found = list(labels(account, order, call.lineId))
    if not found:
        raise NotPossible("labels.none", order=order.id)
    return found

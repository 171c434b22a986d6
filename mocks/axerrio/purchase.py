"""Option two: a line of a prebook in Komet becomes an order here; changes and withdrawals of it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta
from msgspec.structs import replace

from mocks.axerrio.articles import is_sold
from mocks.axerrio.facts.orders import OrderRevised, OrderTaken, not_possible
from mocks.axerrio.joining import active_connection
from mocks.axerrio.line_states import CANCELLED, CHANGED, FINAL, PLACED, SHIPPED
from mocks.axerrio.records import (
    KOMET,
    MIXED,
    SOLID,
    Connection,
    Customer,
    Goods,
    Header,
    Line,
    Order,
    Part,
    Told,
)
from mocks.axerrio.sales import FIRST_ORDER, free_line
from mocks.axerrio.state import AxrState
from mocks.axerrio.views import OrderView, order_view
from mocks.axerrio.wire import CONNECTION, Amount, Call, Count, KometId, Reply, method, money
from mocks.core.api import Context
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import text

Revision = Annotated[int, Meta(ge=0, lt=10_000)]
Stems = Annotated[int, Meta(ge=0, lt=10_000)]
Short = Annotated[str, text(20)]
Long = Annotated[str, text(200)]


class ProductCall(Call, frozen=True, kw_only=True):
    """A product as Komet knows it: at least its description."""

    productId: KometId | None = None
    code: Short = ""
    description: Annotated[str, Meta(min_length=1, max_length=200)]


class BreakdownCall(Call, frozen=True, kw_only=True):
    """One product in each box of a mixed line."""

    product: ProductCall
    bunches: Count
    stemsBunch: Stems
    cost: Amount | None = None


class PurchaseCall(Call, frozen=True, kw_only=True):
    """A line of a prebook with this vendor, cost and ship date, at a revision of the caller's.

    The same item and revision again changes nothing; a later revision changes the order.
    """

    prebookItemId: KometId
    revision: Revision = 0
    prebookNumber: Short
    product: ProductCall
    boxType: Annotated[str, Meta(min_length=1, max_length=3)]
    boxes: Count
    bunches: Count
    stemsBunch: Stems
    unitType: Literal["Bunch", "Stem"] = "Bunch"
    cost: Amount
    shipDate: date
    truckDate: date | None = None
    customerCode: Short = ""
    customerName: Long = ""
    customerPo: Short = ""
    carrierCode: Short = ""
    carrierName: Long = ""
    markCode: Short = ""
    notes: Long = ""
    breakdowns: Annotated[tuple[BreakdownCall, ...], Meta(max_length=50)] = ()


class _Wanted(NamedTuple):
    """What a call asks for, as rows."""

    header: Header
    goods: Goods


class PurchaseReply(Reply, frozen=True, kw_only=True):
    """Whether it was news, and the order."""

    applied: bool
    order: OrderView


@method("POST", "integration/purchase-order", key=CONNECTION)
def purchase(context: Context[AxrState], call: PurchaseCall) -> PurchaseReply:
    """Make an order of a prebook's line, or change the one that was made of it."""
    state, connection = context.state, active_connection(context)
    known = _known(state, connection, call.prebookItemId)
    wanted = _Wanted(_header(call), _goods(state, connection, call))
    if known is None:
        order = _new(context, connection, call, wanted)
        context.record(OrderTaken(order=order))
    elif call.revision > known.prebook_revision:
        order = _changed(known, call, wanted)
        context.record(OrderRevised(order=order, kind="order_changed", at=context.now))
    else:
        _check_told(known, call, wanted)
        return PurchaseReply(applied=False, order=order_view(known))
    return PurchaseReply(applied=True, order=order_view(order))


class WithdrawCall(Call, frozen=True, kw_only=True):
    """The line that is no more, or not this vendor's any more, at a later revision."""

    prebookItemId: KometId
    revision: Revision
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


@method("POST", "integration/purchase-order/withdraw", key=CONNECTION)
def withdraw(context: Context[AxrState], call: WithdrawCall) -> PurchaseReply:
    """Take back what was made of a prebook's line; refused once its boxes have left."""
    state, connection = context.state, active_connection(context)
    known = _known(state, connection, call.prebookItemId)
    if known is None:
        raise Missing("order.unknown", field="prebookItemId")
    open_lines = [line for line in known.lines if line.state not in FINAL]
    if call.revision <= known.prebook_revision and open_lines:
        raise _old(known)
    if not open_lines and not any(line.state == SHIPPED for line in known.lines):
        return PurchaseReply(applied=False, order=order_view(known))
    _check_not_shipped(known, CANCELLED)
    told = Told(reason=call.reason)
    lines = tuple(
        replace(line, state=CANCELLED, told=told, boxes=()) if line in open_lines else line
        for line in known.lines
    )
    order = replace(known, lines=lines, prebook_revision=call.revision)
    context.record(OrderRevised(order=order, kind="order_cancelled", at=context.now))
    return PurchaseReply(applied=True, order=order_view(order))


def _known(state: AxrState, connection: Connection, item: int) -> Order | None:
    number = state.prebook_items.get((connection.id, item))
    return None if number is None else state.orders[number]


def _check_told(known: Order, call: PurchaseCall, wanted: _Wanted) -> None:
    """Refuse what is old, or otherwise than it was told at the same revision.

    Raises:
        NotPossible: ``prebook.old`` or ``prebook.conflict``.
    """
    if call.revision < known.prebook_revision:
        raise _old(known)
    told = [line.goods for line in known.lines if line.split_from is None][-1]
    # The vendor's articles may have come and gone since; that is not what was told.
    given = replace(wanted.goods, article_key=told.article_key, parts=told.parts)
    if given != told or wanted.header != known.header:
        item, revision = known.prebook_item_id, known.prebook_revision
        raise NotPossible("prebook.conflict", field="revision", item=item, revision=revision)


def _old(known: Order) -> NotPossible:
    item, revision = known.prebook_item_id, known.prebook_revision
    return NotPossible("prebook.old", field="revision", item=item, revision=revision)


def _check_not_shipped(order: Order, wish: str) -> None:
    for line in order.lines:
        if line.state == SHIPPED:
            raise not_possible(order, line, wish)


def _new(
    context: Context[AxrState], connection: Connection, call: PurchaseCall, wanted: _Wanted
) -> Order:
    return Order(
        id=context.state.next_id("order", FIRST_ORDER),
        account_id=connection.account_id,
        connection_id=connection.id,
        origin=KOMET,
        placed_at=context.now,
        header=wanted.header,
        lines=(Line(id=1, revision=0, state=PLACED, goods=wanted.goods),),
        prebook_item_id=call.prebookItemId,
        prebook_number=call.prebookNumber,
        prebook_revision=call.revision,
    )


def _changed(known: Order, call: PurchaseCall, wanted: _Wanted) -> Order:
    """The order as Komet has it now; a line that ended is not revived, a new one follows it."""
    _check_not_shipped(known, CHANGED)
    revision = known.revision + 1
    ended = known.lines[-1].state in FINAL
    number = free_line(known) if ended else known.lines[-1].id
    line = Line(id=number, revision=revision, state=PLACED, goods=wanted.goods)
    kept = known.lines if ended else known.lines[:-1]
    return replace(
        known,
        revision=revision,
        header=wanted.header,
        lines=(*kept, line),
        prebook_number=call.prebookNumber,
        prebook_revision=call.revision,
    )


def _header(call: PurchaseCall) -> Header:
    return Header(
        customer=Customer(code=call.customerCode, name=call.customerName),
        po_number=call.customerPo,
        carrier_code=call.carrierCode,
        carrier_name=call.carrierName,
        ship_date=call.shipDate,
        truck_date=call.truckDate or call.shipDate,
    )


def _goods(state: AxrState, connection: Connection, call: PurchaseCall) -> Goods:
    account = connection.account_id
    return Goods(
        kind=MIXED if call.breakdowns else SOLID,
        article_key=_article_key(state, account, call.product),
        article_code=call.product.code,
        description=call.product.description,
        box_type=call.boxType,
        packages=call.boxes,
        content=call.bunches,
        stems_bunch=call.stemsBunch,
        unit_type=call.unitType,
        cost=money(call.cost),
        mark_code=call.markCode,
        notes=call.notes,
        parts=tuple(
            Part(
                article_key=_article_key(state, account, one.product),
                article_code=one.product.code,
                description=one.product.description,
                bunches=one.bunches,
                stems_bunch=one.stemsBunch,
                cost=_cost(one.cost),
            )
            for one in call.breakdowns
        ),
    )


def _cost(amount: float | None) -> Decimal | None:
    return None if amount is None else money(amount)


def _article_key(state: AxrState, account_id: int, product: ProductCall) -> int | None:
    """The vendor's own article of that very code or description; the code goes first."""
    mine = [one for one in state.articles.values() if one.account_id == account_id]
    sold = [one for one in mine if is_sold(one)]
    by_code = [one.key for one in sold if product.code and one.code == product.code]
    by_name = [one.key for one in sold if one.description == product.description]
    return next(iter([*by_code, *by_name]), None)

"""The vendor's desk: sales orders made, changed, cancelled and looked at."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from mocks.axerrio.articles import account_of
from mocks.axerrio.facts.orders import OrderRevised, OrderTaken, find_line, not_possible
from mocks.axerrio.feed_rows import next_cursor
from mocks.axerrio.goods import LineCall, Shelf, goods_of
from mocks.axerrio.joining import check_active
from mocks.axerrio.line_states import CANCELLING, LIVE, PLACED, SHIPPED
from mocks.axerrio.records import AXERRIO, KOMET, Connection, Customer, Header, Line, Order
from mocks.axerrio.state import AxrState
from mocks.axerrio.views import OrderView, order_view
from mocks.axerrio.wire import DESK, Call, OrderId, Reply, method
from mocks.core.api import Context, act
from mocks.core.bearer import wrong_field
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import text

FIRST_ORDER = 500_001
#: The farms' clocks: Colombia and Ecuador are five hours behind all year.
FARM_CLOCK = timedelta(hours=-5)
HORIZON_DAYS = 366
LAST_LINE = 899

Lines = Annotated[tuple[LineCall, ...], Meta(min_length=1, max_length=200)]


class CustomerCall(Call, frozen=True, kw_only=True):
    """The company's customer, by the vendor's own code and name."""

    code: Annotated[str, Meta(min_length=1, max_length=20)]
    name: Annotated[str, Meta(min_length=1, max_length=200)]


class SalesOrderCall(Call, frozen=True, kw_only=True):
    """A sales order through a joined company; the truck leaves on the ship date if nobody says."""

    connectionId: Annotated[int, Meta(ge=1, lt=10**6)]
    customer: CustomerCall
    poNumber: Annotated[str, text(20)] = ""
    carrierCode: Annotated[str, text(20)] = ""
    carrierName: Annotated[str, text(200)] = ""
    shipDate: date
    truckDate: date | None = None
    comments: Annotated[str, text(200)] = ""
    lines: Lines


@act("sell")
@method("POST", "desk/order/create", key=DESK)
def sell(context: Context[AxrState], call: SalesOrderCall) -> OrderView:
    """Make a sales order; Komet's side hears of it."""
    state, connection = context.state, _connection(context, call.connectionId)
    header = Header(
        customer=Customer(code=call.customer.code, name=call.customer.name),
        po_number=call.poNumber,
        carrier_code=call.carrierCode,
        carrier_name=call.carrierName,
        ship_date=call.shipDate,
        truck_date=call.truckDate or call.shipDate,
        comments=call.comments,
    )
    check_dates(context.now, header)
    account = connection.account_id
    lines = tuple(
        Line(
            id=number,
            revision=0,
            state=PLACED,
            goods=goods_of(Shelf(state, account), one, f"lines[{number - 1}]"),
        )
        for number, one in enumerate(call.lines, 1)
    )
    order = Order(
        id=state.next_id("order", FIRST_ORDER),
        account_id=account,
        connection_id=connection.id,
        origin=AXERRIO,
        placed_at=context.now,
        header=header,
        lines=lines,
    )
    context.record(OrderTaken(order=order, cursor=next_cursor(state)))
    return order_view(order)


class ChangeCall(Call, frozen=True, kw_only=True):
    """What shall be otherwise; what is not given stays.

    `lines` are all that shall live: one with its lineId stays or changes, one without is new, one
    that is not listed is taken out.
    """

    orderId: OrderId
    poNumber: Annotated[str, text(20)] | None = None
    carrierCode: Annotated[str, text(20)] | None = None
    carrierName: Annotated[str, text(200)] | None = None
    shipDate: date | None = None
    truckDate: date | None = None
    comments: Annotated[str, text(200)] | None = None
    lines: Lines | None = None


@act("change_order")
@method("POST", "desk/order/change", key=DESK)
def change(context: Context[AxrState], call: ChangeCall) -> OrderView:
    """Change an order: lines that are otherwise want a new answer, under a new revision."""
    order = own_order(context, call.orderId)
    if order.origin == KOMET:
        raise NotPossible("order.komet", order=order.id)
    if not any(line.state in LIVE for line in order.lines):
        raise NotPossible("order.ended", order=order.id, wish="change")
    header = _changed_header(order.header, call)
    check_dates(context.now, header)
    drawn = replace(order, revision=order.revision + 1, header=header)
    lines = order.lines
    if header != order.header:
        lines = tuple(fresh(line, drawn) if line.state in LIVE else line for line in lines)
    if call.lines is not None:
        lines = _changed_lines(context.state, replace(drawn, lines=lines), call.lines)
    if lines == order.lines:
        return order_view(order)
    after = replace(drawn, lines=lines)
    cursor = next_cursor(context.state)
    context.record(OrderRevised(order=after, kind="order_changed", at=context.now, cursor=cursor))
    return order_view(after)


class WhichCall(Call, frozen=True, kw_only=True):
    """An order by its number."""

    orderId: OrderId


@act("cancel_order")
@method("POST", "desk/order/cancel", key=DESK)
def cancel(context: Context[AxrState], call: WhichCall) -> OrderView:
    """Cancel what lives of an order; Komet's side must let go of it. Again: changes nothing."""
    order = own_order(context, call.orderId)
    for line in order.lines:
        if line.state == SHIPPED:
            raise not_possible(order, line, CANCELLING)
    live = [line for line in order.lines if line.state in LIVE]
    if not live:
        return order_view(order)
    drawn = replace(order, revision=order.revision + 1)
    lines = tuple(_taken_out(line, drawn) if line in live else line for line in order.lines)
    after = replace(drawn, lines=lines)
    cursor = next_cursor(context.state)
    context.record(OrderRevised(order=after, kind="order_cancelled", at=context.now, cursor=cursor))
    return order_view(after)


@method("GET", "desk/order", key=DESK)
def order_at_desk(context: Context[AxrState], call: WhichCall) -> OrderView:
    """One order of the vendor, with what Komet's side told of it."""
    return order_view(own_order(context, call.orderId))


class OrdersCall(Call, frozen=True, kw_only=True):
    """Orders that ship on a day; all without one."""

    shipDate: date | None = None


class OrdersReply(Reply, frozen=True, kw_only=True):
    """Orders by number, oldest first."""

    orders: tuple[OrderView, ...]


@method("GET", "desk/orders", key=DESK)
def orders(context: Context[AxrState], call: OrdersCall) -> OrdersReply:
    """The vendor's orders."""
    account = account_of(context)
    found = [
        order_view(one)
        for one in list(context.state.orders.values())
        if one.account_id == account and call.shipDate in (None, one.header.ship_date)
    ]
    return OrdersReply(orders=tuple(found))


def own_order(context: Context[AxrState], number: int) -> Order:
    """The order of that number, if it is of the desk's account (people in the lab reach all).

    Raises:
        Missing: ``order.unknown``.
    """
    order = context.state.orders.get(number)
    if order is None or context.caller.party_id not in (None, order.account_id):
        raise Missing("order.unknown", field="orderId")
    return order


def check_dates(now: datetime, header: Header) -> None:
    """Refuse days no box can leave on.

    Raises:
        BadCall: for a past ship date, one too far ahead, or a truck before it.
    """
    today = (now + FARM_CLOCK).date()
    last = today + timedelta(days=HORIZON_DAYS)
    if not today <= header.ship_date <= last:
        raise wrong_field("shipDate", "past or too far ahead", f"a day from {today} to {last}")
    if not header.ship_date <= header.truck_date <= last:
        right = f"a day from {header.ship_date} to {last}"
        raise wrong_field("truckDate", "before the ship date or too far ahead", right)


def fresh(line: Line, order: Order) -> Line:
    """A live line as it wants a new answer: Komet's last word and its boxes do not count now."""
    return Line(
        id=line.id,
        revision=order.revision,
        state=PLACED,
        goods=line.goods,
        split_from=line.split_from,
    )


def free_line(order: Order, more: int = 0) -> int:
    """The number of the next line but `more`; numbers are never used again.

    Raises:
        BadCall: if the order has had too many lines.
    """
    number = len(order.lines) + more + 1
    if number > LAST_LINE:
        raise wrong_field("lines", "the order has had too many", f"{LAST_LINE} in its whole life")
    return number


def _connection(context: Context[AxrState], number: int) -> Connection:
    connection = context.state.connections.get(number)
    if connection is None or context.caller.party_id not in (None, connection.account_id):
        raise Missing("connection.unknown", field="connectionId", connection=number)
    check_active(connection)
    return connection


def _changed_header(header: Header, call: ChangeCall) -> Header:
    given: dict[str, Any] = {
        "po_number": call.poNumber,
        "carrier_code": call.carrierCode,
        "carrier_name": call.carrierName,
        "ship_date": call.shipDate,
        "truck_date": call.truckDate,
        "comments": call.comments,
    }
    after = replace(header, **{name: one for name, one in given.items() if one is not None})
    if call.truckDate is None and header.truck_date == header.ship_date:
        after = replace(after, truck_date=after.ship_date)
    return after


def _changed_lines(state: AxrState, order: Order, calls: Sequence[LineCall]) -> tuple[Line, ...]:
    """The lines of a changed order: those listed, those left out, those that are new."""
    listed: dict[int, Line] = {}
    added: list[Line] = []
    for place, call in enumerate(calls):
        line = None if call.lineId is None else find_line(order, call.lineId)
        goods = goods_of(Shelf(state, order.account_id, line), call, f"lines[{place}]")
        if line is None:
            number = free_line(order, len(added))
            added.append(Line(id=number, revision=order.revision, state=PLACED, goods=goods))
            continue
        if line.state not in LIVE or line.id in listed:
            raise not_possible(order, line, "changed")
        listed[line.id] = line if goods == line.goods else replace(fresh(line, order), goods=goods)
    kept = [
        listed.get(line.id, _taken_out(line, order) if line.state in LIVE else line)
        for line in order.lines
    ]
    return (*kept, *added)


def _taken_out(line: Line, order: Order) -> Line:
    return replace(line, revision=order.revision, state=CANCELLING, boxes=())

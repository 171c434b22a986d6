"""Standing orders are made, once for many truck days, and ended.

What stands in a prebook by then is never changed by what becomes of the standing order.
"""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from mocks.core.api import act
from mocks.core.errors import BadCall, NotPossible
from mocks.core.fields import Day, Flag, Id, text
from mocks.komet.calendar import eastern
from mocks.komet.facts.standing import (
    StandingOrderCancelled,
    StandingOrderMade,
    standing_order_in,
)
from mocks.komet.location import check_tied, location_needed
from mocks.komet.order_header import HeaderCall, header_carrier, header_customer
from mocks.komet.order_parts import Komet, done_by, new_id, ship_to_for
from mocks.komet.party import customer_for
from mocks.komet.prebook_lines import PrebookItemCall, free_line
from mocks.komet.records import Carrier, StandingItem, StandingOrder
from mocks.komet.standing_days import WEEKDAYS, weekdays_in
from mocks.komet.standing_prebooks import StandingOrderNamed, plan_next
from mocks.komet.wire import Envelope, method


class StandingItemCall(PrebookItemCall, frozen=True, kw_only=True):
    """A line as prebook.create takes it, with the buyer's own name for it."""

    identifier: Annotated[str, text(30)] = ""


class StandingOrderCreate(HeaderCall, frozen=True, kw_only=True):
    """Input of POST v2/standing-order; `truckDays` are weekdays parted by commas."""

    startDate: Day
    endDate: Day | None = None
    shipViaId: Flag = 0
    shipToId: Id | None = None
    customerPO: Annotated[str, text(20)] = ""
    companyLocationId: Id | None = None
    companyLocationCode: Annotated[str, text(20)] | None = None
    recurrence: Annotated[int, Meta(ge=1, le=4)]
    truckDays: Annotated[str, text(20)]
    comments: Annotated[str, text(200)] = ""
    invoiceNotes: Annotated[str, text(200)] = ""
    items: Annotated[tuple[StandingItemCall, ...], Meta(min_length=1)]


class StandingItemMade(msgspec.Struct, frozen=True, kw_only=True):
    """The id of a new line, beside the buyer's own name for it."""

    standingOrderItemId: int
    identifier: str


class StandingOrderMadeReply(Envelope, frozen=True, kw_only=True):
    """The standing order; its items in the order of the call."""

    standingOrderId: int
    standingOrderNumber: int
    items: list[StandingItemMade]


@method(
    "POST",
    "v2/standing-order",
    tokens="Customer",
    source="APIDocs 25591809, 11177663; weekdays from 26509436; nights from KB 3343019, 3335628",
    notes="assumed: items with the fields of prebook.create beside identifier, at least one; the"
    " reply (both ids are named by other pages) and its message; weekdays parted by commas, three"
    " letters will do; a start from today on; weeks counted from the one it starts in; the fee, as"
    " each prebook is made",
)
def standing_order_create(context: Komet, call: StandingOrderCreate) -> StandingOrderMadeReply:
    """Make a standing order; its prebooks are made by the automatic process, night by night."""
    order = _read(context, call)
    context.record(StandingOrderMade(order=order, by=done_by(context, "v2/standing-order")))
    plan_next(context, order)
    return StandingOrderMadeReply(
        message="Standing Order was created successfully.",
        standingOrderId=order.id,
        standingOrderNumber=order.number,
        items=[
            StandingItemMade(standingOrderItemId=one.id, identifier=one.identifier)
            for one in order.items
        ],
    )


# --- what people do -------------------------------------------------------------------------------


@act("cancel_standing_order")
def cancel_standing_order(context: Komet, call: StandingOrderNamed) -> None:
    """A sales rep ends a standing order: no more prebooks are made of it."""
    order = standing_order_in(context.state, call.standingOrderId)
    by = done_by(context, "cancel_standing_order")
    context.record(StandingOrderCancelled(standing_order_id=order.id, by=by))


# --- how it is done -------------------------------------------------------------------------------


def _read(context: Komet, call: StandingOrderCreate) -> StandingOrder:
    """The order a call describes, checked, not recorded yet.

    Raises:
        BadCall: if a field is absent or means nothing.
        Missing: if an id or code names nothing of the company.
        NoEntry: if the token belongs to another customer.
        NotPossible: if it could never be kept.
    """
    location = location_needed(
        context, "companyLocationCode", call.companyLocationId, call.companyLocationCode
    )
    customer = customer_for(context, header_customer(context, call).id)
    carrier = header_carrier(context, call)
    check_tied(location, customer, carrier)
    ship_to = ship_to_for(context, customer, call.shipToId)
    return StandingOrder(
        id=new_id(context, "standing_order"),
        number=new_id(context, "standing_order_number"),
        company_id=customer.company_id,
        customer_id=customer.id,
        carrier_id=carrier.id,
        start=_start(context, call),
        end=call.endDate,
        recurrence=call.recurrence,
        weekdays=_weekdays(call.truckDays, carrier),
        items=_items(context, call),
        ship_to_id=ship_to.id if ship_to else None,
        location_id=location.id if location else None,
        ship_via=call.shipViaId,
        customer_po=call.customerPO,
        comments=call.comments,
        notes=call.invoiceNotes,
        created_at=context.now,
        updated_at=context.now,
    )


def _items(context: Komet, call: StandingOrderCreate) -> tuple[StandingItem, ...]:
    first = new_id(context, "standing_item")
    return tuple(
        StandingItem(
            id=first + place,
            identifier=one.identifier,
            line=free_line(context, one, call.startDate),
        )
        for place, one in enumerate(call.items)
    )


def _start(context: Komet, call: StandingOrderCreate) -> date:
    today = eastern(context.now, context.assumptions.eastern_time).date()
    if call.startDate < today:
        raise NotPossible("date.past", date=call.startDate)
    if call.endDate is not None and call.endDate < call.startDate:
        raise NotPossible("range.order", first=call.startDate, last=call.endDate)
    return call.startDate


def _weekdays(told: str, carrier: Carrier) -> tuple[int, ...]:
    """The weekdays told, on all of which the carrier has to go."""
    weekdays = weekdays_in(told)
    if weekdays is None:
        raise BadCall("field.wrong", field="truckDays", right="weekdays such as Monday,Thursday")
    if not carrier.active:
        raise NotPossible("carrier.inactive", carrier=carrier.id)
    for one in weekdays:
        if one not in carrier.weekdays:
            raise NotPossible("carrier.day", carrier=carrier.id, date=WEEKDAYS[one])
    return weekdays

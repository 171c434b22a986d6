"""Customer and carrier of an order's header: by id, or by code together with a name."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, TypeVar

from mocks.core.errors import Missing
from mocks.core.fields import Id, text
from mocks.komet.catalogue import carrier_for
from mocks.komet.order_parts import Destination, Komet, check_way, needed, ship_to_for
from mocks.komet.party import buying, customer_for
from mocks.komet.records import Carrier, Customer, Location
from mocks.komet.wire import Call

R = TypeVar("R", Customer, Carrier)


class HeaderCall(Call, frozen=True, kw_only=True):
    """The part of a header that invoice.create and prebook.create share."""

    customerId: Id | None = None
    customerCode: Annotated[str, text(20)] | None = None
    customerDescription: Annotated[str, text(200)] | None = None
    carrierId: Id | None = None
    carrierCode: Annotated[str, text(20)] | None = None
    carrierDescription: Annotated[str, text(200)] | None = None


class ShippedHeaderCall(HeaderCall, frozen=True, kw_only=True):
    """A header with the day the boxes leave and where they go."""

    shipDate: date
    shipToId: Id | None = None


def header_way(context: Komet, call: ShippedHeaderCall, location: Location | None) -> Destination:
    """For whom, with whom, when and where to boxes go that leave from the location.

    Raises:
        BadCall: as `header_customer` and `header_carrier`.
        Missing: as these two, or if the customer has no such ship-to.
        NotPossible: if the customer is not active, or boxes can not go that way.
    """
    customer, carrier = header_customer(context, call), header_carrier(context, call)
    where = Destination(
        customer=customer,
        carrier=carrier,
        ship_date=call.shipDate,
        ship_to=ship_to_for(context, customer, call.shipToId),
        location=location,
    )
    check_way(context, where)
    return where


def header_customer(context: Komet, call: HeaderCall) -> Customer:
    """The customer the header names.

    Raises:
        BadCall: if neither an id nor code and name are given.
        Missing: if the company has no such customer; none is made (assumed).
        NotPossible: if it is not active.
    """
    if call.customerId is not None:
        return buying(context, customer_for(context, call.customerId))
    needed(call.customerCode, "customerId")
    needed(call.customerDescription, "customerDescription")
    coded = _coded(context, context.state.customers, "customer", call.customerCode)
    return buying(context, coded)


def header_carrier(context: Komet, call: HeaderCall) -> Carrier:
    """The carrier the header names.

    Raises:
        BadCall: if neither an id nor code and name are given.
        Missing: if the company has no such carrier; none is made (assumed).
    """
    if call.carrierId is not None:
        return carrier_for(context, call.carrierId)
    needed(call.carrierCode, "carrierId")
    needed(call.carrierDescription, "carrierDescription")
    return _coded(context, context.state.carriers, "carrier", call.carrierCode)


def _coded(context: Komet, rows: Mapping[int, R], kind: str, code: str | None) -> R:
    """The company's row of that code, whatever the case.

    Raises:
        Missing: if it has none.
    """
    wanted = (code or "").casefold()
    for row in list(rows.values()):
        if row.company_id == context.caller.company_id and row.code.casefold() == wanted:
            return row
    raise Missing(f"{kind}.unknown", **{kind: code})

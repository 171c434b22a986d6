"""Customer and carrier of an order's header: by id, or by code together with a name."""

from typing import Annotated, TypeVar

from mocks.core.errors import Missing
from mocks.core.fields import Id, text
from mocks.komet.catalogue import carrier_for
from mocks.komet.order_parts import Komet, needed
from mocks.komet.party import customer_for
from mocks.komet.records import Carrier, Customer
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


def header_customer(context: Komet, call: HeaderCall) -> Customer:
    """The customer the header names.

    Raises:
        BadCall: if neither an id nor code and name are given.
        Missing: if the company has no such customer; none is made (assumed).
    """
    if call.customerId is not None:
        return customer_for(context, call.customerId)
    code = needed(call.customerCode, "customerId")
    needed(call.customerDescription, "customerDescription")
    found = _by_code(context, list(context.state.customers.values()), code)
    if found is None:
        raise Missing("customer.unknown", customer=code)
    return found


def header_carrier(context: Komet, call: HeaderCall) -> Carrier:
    """The carrier the header names.

    Raises:
        BadCall: if neither an id nor code and name are given.
        Missing: if the company has no such carrier; none is made (assumed).
    """
    if call.carrierId is not None:
        return carrier_for(context, call.carrierId)
    code = needed(call.carrierCode, "carrierId")
    needed(call.carrierDescription, "carrierDescription")
    found = _by_code(context, list(context.state.carriers.values()), code)
    if found is None:
        raise Missing("carrier.unknown", carrier=code)
    return found


def _by_code(context: Komet, rows: list[R], code: str) -> R | None:
    """The company's row of that code, whatever the case."""
    own = context.caller.company_id
    for row in rows:
        if row.company_id == own and row.code.casefold() == code.casefold():
            return row
    return None

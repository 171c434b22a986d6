"""Customers: who there is, and what is written on a card."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from mocks.core.api import Context, act
from mocks.core.fields import Id, text
from mocks.komet.catalogue import none_found
from mocks.komet.facts.customers import CustomerSet
from mocks.komet.facts.rows import customer_in, location_in
from mocks.komet.matching import equal, exactly, like
from mocks.komet.order_rows import seller_name, shown_address
from mocks.komet.party import customer_for
from mocks.komet.records import Customer
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, given, method

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=10)]
Text200 = Annotated[str, text(200)]
Text10 = Annotated[str, text(10)]


class CustomerListCall(Call, frozen=True, kw_only=True):
    """Filters of customer.list; other pages spell the date in the second way."""

    id: Id | UnsetType = UNSET
    name: Text200 | UnsetType = UNSET
    code: Text10 | UnsetType = UNSET
    salesPersonId: Id | UnsetType = UNSET
    includeInactive: bool = False
    locationId: Id | UnsetType = UNSET
    updateAsOf: date | UnsetType = UNSET
    updatedAsOf: date | UnsetType = UNSET


class CustomerRow(msgspec.Struct, frozen=True, kw_only=True):
    """A customer; `updatedOn` is GMT, without saying so."""

    id: int
    accountingCode: str | UnsetType = UNSET
    name: str
    code: str
    active: int
    salesPerson: str | UnsetType = UNSET
    salesPersonId: int | UnsetType = UNSET
    customerType: str | UnsetType = UNSET
    updatedOn: str


class Customers(Envelope, frozen=True, kw_only=True):
    """Customers by name."""

    customers: list[CustomerRow] | UnsetType = UNSET


@method(
    "GET",
    "customer.list",
    tokens="Company Vendor",
    source="APIDocs 11175207; KB 3340770",
    notes="assumed: ordered by name, the message of an empty result, updatedOn is GMT; a customer"
    " tied to no location is at all of them",
)
def customer_list(context: Context[KometState], call: CustomerListCall) -> Customers:
    """The company's customers, ordered by name; those not active only if asked for.

    Raises:
        Missing: if the company has no such location.
    """
    if call.locationId is not UNSET:
        location_in(context.state, call.locationId, context.caller.company_id)
    rows = [
        _row(context.state, one)
        for one in list(context.state.customers.values())
        if one.company_id == context.caller.company_id and _asked_for(one, call)
    ]
    if not rows:
        return none_found(context, Customers, "customers")
    return Customers(customers=sorted(rows, key=lambda row: (row.name.lower(), row.id)))


class CustomerDetailsCall(Call, frozen=True, kw_only=True):
    """Whose card."""

    customerId: Id


class CustomerCard(msgspec.Struct, frozen=True, kw_only=True):
    """What is written on a customer's card; mark-ups are percent, as text."""

    name: str
    code: str
    customerType: str | UnsetType = UNSET
    billAddress: str | UnsetType = UNSET
    billCity: str | UnsetType = UNSET
    billState: str | UnsetType = UNSET
    billZipCode: str | UnsetType = UNSET
    billCountry: str | UnsetType = UNSET
    shipAddress: str | UnsetType = UNSET
    shipCity: str | UnsetType = UNSET
    shipState: str | UnsetType = UNSET
    shipZipCode: str | UnsetType = UNSET
    shipCountry: str | UnsetType = UNSET
    emailForInvoices: str | UnsetType = UNSET
    emailForStatements: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    fax: str | UnsetType = UNSET
    defaultPrice: str
    priceBMarkup: str
    priceSellFastMarkup: str
    creditLimit: Decimal


class CustomerDetails(Envelope, frozen=True, kw_only=True):
    """One customer's card."""

    customer: CustomerCard


@method(
    "GET",
    "customer.details.get",
    tokens="Company Customer",
    source="APIDocs 11175347",
    notes="assumed: the fields stand in an object customer, none follow creditLimit (the page is"
    " cut there)",
)
def customer_details(context: Context[KometState], call: CustomerDetailsCall) -> CustomerDetails:
    """A customer's card, active or not.

    Raises:
        Missing: if the customer does not exist.
        NoEntry: if a Customer token names another customer.
    """
    one = customer_for(context, call.customerId)
    card = CustomerCard(
        name=one.name,
        code=one.code,
        customerType=given(one.customer_type),
        **shown_address("bill", one.billing),
        **shown_address("ship", one.shipping),
        emailForInvoices=given(one.email_for_invoices),
        emailForStatements=given(one.email_for_statements),
        phone=given(one.phone),
        fax=given(one.fax),
        defaultPrice=one.price_list,
        priceBMarkup=f"{one.price_b_markup:f}",
        priceSellFastMarkup=f"{one.sell_fast_markup:f}",
        creditLimit=one.credit_limit,
    )
    return CustomerDetails(customer=card)


def _asked_for(one: Customer, call: CustomerListCall) -> bool:
    """Whether the customer passes the filters of the call."""
    since = call.updatedAsOf if call.updateAsOf is UNSET else call.updateAsOf
    return (
        (one.active or call.includeInactive)
        and equal(call.id, one.id)
        and like(call.name, one.name)
        and exactly(call.code, one.code)
        and equal(call.salesPersonId, one.sales_person_id or -1)
        and (one.location_ids is None or call.locationId in (UNSET, *one.location_ids))
        and (since is UNSET or one.updated_at >= datetime.combine(since, time(0), UTC))
    )


def _row(state: KometState, one: Customer) -> CustomerRow:
    return CustomerRow(
        id=one.id,
        accountingCode=given(one.accounting_code),
        name=one.name,
        code=one.code,
        active=int(one.active),
        salesPerson=given(seller_name(state, one)),
        salesPersonId=given(one.sales_person_id),
        customerType=given(one.customer_type),
        updatedOn=f"{one.updated_at:%Y-%m-%dT%H:%M:%S}",
    )


# --- what people do -------------------------------------------------------------------------------


class CustomerCardChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is another on a customer's card from now on (None: as before)."""

    customerId: Id
    active: bool | None = None
    name: Name | None = None
    code: Code | None = None
    vendorShown: Literal["none", "code", "name"] | None = None


@act("set_customer")
def set_customer(context: Context[KometState], call: CustomerCardChange) -> None:
    """Change a customer's card under Setup > Customers, or switch the customer off.

    Raises:
        Missing: if there is no such customer.
        NotPossible: if another customer of the company has the code.
    """
    customer = customer_in(context.state, call.customerId)
    told = {
        "active": call.active,
        "name": call.name,
        "code": call.code,
        "vendor_shown": call.vendorShown,
    }
    changed = {name: value for name, value in told.items() if value is not None}
    context.record(CustomerSet(customer=replace(customer, **changed, updated_at=context.now)))

"""Customers: who there is, what is written on a card, and new ones."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from mocks.core.api import Context, Evidence, act
from mocks.core.errors import Missing
from mocks.core.fields import Id, Price, text
from mocks.komet.catalogue import none_found
from mocks.komet.customer_prices import Percent
from mocks.komet.facts.customers import CustomerAdded, CustomerSet
from mocks.komet.facts.rows import customer_in, location_in
from mocks.komet.matching import equal, exactly, like
from mocks.komet.order_parts import done_by
from mocks.komet.party import customer_for
from mocks.komet.records import Address, Customer
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, given, method

PriceList = Literal["A", "B"]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=10)]
Text200 = Annotated[str, text(200)]
Text20 = Annotated[str, text(20)]
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
        **_at("bill", one.billing),
        **_at("ship", one.shipping),
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


class CustomerAddCall(Call, frozen=True, kw_only=True):
    """A new customer, in the words and lengths of customer.list and customer.details.get."""

    name: Name
    code: Code
    accountingCode: Text20 = ""
    customerType: Text20 = ""
    salesPersonId: Id | UnsetType = UNSET
    billAddress: Text200 = ""
    billCity: Text200 = ""
    billState: Text200 = ""
    billZipCode: Text10 = ""
    billCountry: Text200 = ""
    shipAddress: Text200 = ""
    shipCity: Text200 = ""
    shipState: Text200 = ""
    shipZipCode: Text10 = ""
    shipCountry: Text200 = ""
    emailForInvoices: Text200 = ""
    emailForStatements: Text200 = ""
    phone: Text20 = ""
    fax: Text20 = ""
    defaultPrice: PriceList = "A"
    priceBMarkup: Percent = Decimal(0)
    priceSellFastMarkup: Percent = Decimal(0)
    creditLimit: Price = Decimal(0)


class CustomerAdd(Envelope, frozen=True, kw_only=True):
    """The new customer's id."""

    customerId: int


@method(
    "POST",
    "customer.add",
    tokens="Company",
    source="the methods customer.list and customer.details.get",
    evidence=Evidence.ASSUMED,
    notes="no page of it is known: its fields are its sisters', name and code are required, a code"
    " is the company's only once, active or not",
)
def customer_add(context: Context[KometState], call: CustomerAddCall) -> CustomerAdd:
    """Adds a customer, active from now on and without ship-tos.

    Raises:
        Missing: if there is no such sales person.
        NotPossible: if another customer has the code.
    """
    state, company_id = context.state, context.caller.company_id
    seller = None if call.salesPersonId is UNSET else _seller(state, call.salesPersonId, company_id)
    customer = Customer(
        id=max(state.customers) + 1,
        company_id=company_id,
        code=call.code,
        name=call.name,
        accounting_code=call.accountingCode,
        customer_type=call.customerType,
        sales_person_id=seller,
        billing=_address("bill", call),
        shipping=_address("ship", call),
        email_for_invoices=call.emailForInvoices,
        email_for_statements=call.emailForStatements,
        phone=call.phone,
        fax=call.fax,
        price_list=call.defaultPrice,
        price_b_markup=call.priceBMarkup,
        sell_fast_markup=call.priceSellFastMarkup,
        credit_limit=call.creditLimit,
        updated_at=context.now,
    )
    context.record(CustomerAdded(customer=customer, by=done_by(context, "customer.add")))
    return CustomerAdd(message="Customer was successfully saved", customerId=customer.id)


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
    seller = state.users.get(one.sales_person_id or 0)
    return CustomerRow(
        id=one.id,
        accountingCode=given(one.accounting_code),
        name=one.name,
        code=one.code,
        active=int(one.active),
        salesPerson=given(seller.name) if seller else UNSET,
        salesPersonId=seller.id if seller else UNSET,
        customerType=given(one.customer_type),
        updatedOn=f"{one.updated_at:%Y-%m-%dT%H:%M:%S}",
    )


def _seller(state: KometState, user_id: int, company_id: int) -> int:
    """The id, if it is a user's of the company.

    Raises:
        Missing: if it is not.
    """
    user = state.users.get(user_id)
    if user is None or user.company_id != company_id:
        raise Missing("user.unknown", user=user_id)
    return user.id


def _at(prefix: str, address: Address) -> dict[str, Any]:
    """An address as the card shows it: ``billAddress``, ``billCity`` and so on."""
    parts = (address.street, address.city, address.state, address.zipcode, address.country)
    names = ("Address", "City", "State", "ZipCode", "Country")
    return {f"{prefix}{name}": given(part) for name, part in zip(names, parts, strict=True)}


def _address(prefix: str, call: CustomerAddCall) -> Address:
    """The address a call tells in fields of that prefix."""
    return Address(
        street=getattr(call, f"{prefix}Address"),
        city=getattr(call, f"{prefix}City"),
        state=getattr(call, f"{prefix}State"),
        zipcode=getattr(call, f"{prefix}ZipCode"),
        country=getattr(call, f"{prefix}Country"),
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

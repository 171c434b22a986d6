"""customer.add: a new customer of the company."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, UnsetType

from mocks.core.api import Context, Evidence
from mocks.core.errors import Missing
from mocks.core.fields import Id, Price, text
from mocks.komet.customer import Code, Name
from mocks.komet.customer_prices import Percent
from mocks.komet.facts.customers import CustomerAdded
from mocks.komet.order_parts import done_by
from mocks.komet.records import Address, Customer
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, method

Text200 = Annotated[str, text(200)]
Text20 = Annotated[str, text(20)]
Text10 = Annotated[str, text(10)]


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
    defaultPrice: Literal["A", "B"] = "A"
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
        id=state.next_id("customer"),
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


def _seller(state: KometState, user_id: int, company_id: int) -> int:
    """The id, if it is a user's of the company.

    Raises:
        Missing: if it is not.
    """
    user = state.users.get(user_id)
    if user is None or user.company_id != company_id:
        raise Missing("user.unknown", user=user_id)
    return user.id


def _address(prefix: str, call: CustomerAddCall) -> Address:
    """The address a call tells in fields of that prefix."""
    return Address(
        street=getattr(call, f"{prefix}Address"),
        city=getattr(call, f"{prefix}City"),
        state=getattr(call, f"{prefix}State"),
        zipcode=getattr(call, f"{prefix}ZipCode"),
        country=getattr(call, f"{prefix}Country"),
    )

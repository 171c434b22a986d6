"""What people agree with a customer under Setup > Customers: price list, mark-ups, freight."""

from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

from mocks.core.api import Context, act
from mocks.core.fields import Id, Limits, Price
from mocks.komet.facts.customer_terms import TERMS, CustomerPriced
from mocks.komet.facts.rows import customer_in
from mocks.komet.state import KometState

Percent = Annotated[Decimal, Limits(Decimal(0), Decimal(1000), 2).meta()]


class CustomerPrices(msgspec.Struct, frozen=True, kw_only=True):
    """A customer's terms; what is not named stays as it was. Freight and fuel are per full box."""

    customerId: Id
    priceList: Literal["A", "B"] | None = None
    priceBMarkup: Percent | None = None
    sellFastMarkup: Percent | None = None
    ecommerceMarkup: Percent | None = None
    freightPerFbe: Price | None = None
    outboundFreight: bool | None = None
    fuelPerFbe: Price | None = None


@act("set_customer_prices")
def set_customer_prices(context: Context[KometState], call: CustomerPrices) -> None:
    """Give a customer another price list, other mark-ups, or other freight.

    Raises:
        Missing: if there is no such customer.
    """
    customer = customer_in(context.state, call.customerId)
    given = (
        call.priceList,
        call.priceBMarkup,
        call.sellFastMarkup,
        call.ecommerceMarkup,
        call.freightPerFbe,
        call.outboundFreight,
        call.fuelPerFbe,
    )
    terms: dict[str, Any] = {
        name: getattr(customer, name) if new is None else new
        for name, new in zip(TERMS, given, strict=True)
    }
    context.record(CustomerPriced(customer_id=customer.id, **terms))

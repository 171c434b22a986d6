"""Which customer a call is about, and whether the caller may speak for it."""

from mocks.core.api import Context
from mocks.core.errors import NoEntry, NotPossible
from mocks.komet.facts.rows import customer_in
from mocks.komet.records import Customer
from mocks.komet.state import KometState
from mocks.komet.wire import CUSTOMER


def customer_for(context: Context[KometState], customer_id: int) -> Customer:
    """The customer of that id, if the caller may act for it.

    Raises:
        Missing: if the caller's company has no such customer.
        NoEntry: if a Customer token names another customer than its own.
    """
    customer = customer_in(context.state, customer_id, context.caller.company_id)
    if context.caller.kind == CUSTOMER and context.caller.party_id != customer_id:
        raise NoEntry("customer.foreign", customer=customer_id)
    return customer


def buying(context: Context[KometState], customer: Customer) -> Customer:
    """The customer, if it may still buy: by a switch, one that is not active may not.

    Raises:
        NotPossible: if it is not active.
    """
    if not customer.active and context.assumptions.inactive_customers == "refuse":
        raise NotPossible("customer.inactive", customer=customer.id)
    return customer

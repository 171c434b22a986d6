"""Facts about customers and where their boxes go."""

from mocks.core.errors import Missing, NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.orders import By
from mocks.komet.facts.rows import customer_in
from mocks.komet.records import Customer, ShipTo
from mocks.komet.state import KometState


class CustomerAdded(Fact, frozen=True, kw_only=True):
    """The company has a new customer."""

    customer: Customer
    by: By

    def apply(self, state: KometState) -> None:
        """Add the customer.

        Raises:
            NotPossible: if its id or, in its company, its code is taken.
        """
        if self.customer.id in state.customers:
            raise NotPossible("customer.exists", customer=self.customer.id)
        _check_code(state, self.customer)
        state.used_id("customer", self.customer.id)
        state.customers[self.customer.id] = self.customer


class CustomerSet(Fact, frozen=True, kw_only=True):
    """Somebody changed a customer's card."""

    customer: Customer

    def apply(self, state: KometState) -> None:
        """Replace the customer.

        Raises:
            Missing: if the company has no such customer.
            NotPossible: if another one has that code.
        """
        customer_in(state, self.customer.id, self.customer.company_id)
        _check_code(state, self.customer)
        state.customers[self.customer.id] = self.customer


class ShipToUpdated(Fact, frozen=True, kw_only=True):
    """An address a customer's boxes go to was corrected."""

    ship_to: ShipTo
    by: By

    def apply(self, state: KometState) -> None:
        """Replace the address.

        Raises:
            Missing: if that customer has no such address.
        """
        known = state.ship_tos.get(self.ship_to.id)
        if known is None or known.customer_id != self.ship_to.customer_id:
            raise Missing("shipto.unknown", shipto=self.ship_to.id)
        state.ship_tos[self.ship_to.id] = self.ship_to


def _check_code(state: KometState, customer: Customer) -> None:
    """Whether the customer's code is its own, whatever the case, and whether active or not.

    Raises:
        NotPossible: if another customer of the company has it.
    """
    for other in state.customers.values():
        same = other.code.casefold() == customer.code.casefold()
        if same and other.company_id == customer.company_id and other.id != customer.id:
            raise NotPossible("customer.code", taken=customer.code)

"""Facts about the places a company sells from, and who is tied to which of them."""

from typing import Any

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.rows import carrier_in, company_in, customer_in, location_in
from mocks.komet.records import Location
from mocks.komet.state import KometState

#: Tables whose rows have a location, in a Multi-Location company.
STANDING_SOMEWHERE = (
    *("lots", "web_orders", "invoices", "prebooks"),
    *("standing_orders", "purchase_orders"),
)


class LocationAdded(Fact, frozen=True, kw_only=True):
    """A Multi-Location company has another location."""

    location: Location

    def apply(self, state: KometState) -> None:
        """Add the location.

        Raises:
            NotPossible: if the company is no Multi-Location company, or its id is taken.
        """
        company = company_in(state, self.location.company_id)
        if not company.multi_location or self.location.id in state.locations:
            raise NotPossible("location.none", company=company.id)
        state.used_id("location", self.location.id)
        state.locations[self.location.id] = self.location


class LocationSet(Fact, frozen=True, kw_only=True):
    """A location was opened or closed."""

    location_id: int
    active: bool

    def apply(self, state: KometState) -> None:
        """Change the location.

        Raises:
            Missing: if there is no such location.
        """
        location = location_in(state, self.location_id)
        state.locations[location.id] = replace(location, active=self.active)


class CustomerTied(Fact, frozen=True, kw_only=True):
    """A customer was tied to some locations, or (None) to all there are."""

    customer_id: int
    location_ids: tuple[int, ...] | None

    def apply(self, state: KometState) -> None:
        """Change the customer.

        Raises:
            Missing: if there is no such customer.
        """
        customer = customer_in(state, self.customer_id)
        state.customers[customer.id] = replace(customer, location_ids=self.location_ids)


class CarrierTied(Fact, frozen=True, kw_only=True):
    """A carrier was tied to some locations, or (None) to all there are."""

    carrier_id: int
    location_ids: tuple[int, ...] | None

    def apply(self, state: KometState) -> None:
        """Change the carrier.

        Raises:
            Missing: if there is no such carrier.
        """
        carrier = carrier_in(state, self.carrier_id)
        state.carriers[carrier.id] = replace(carrier, location_ids=self.location_ids)


class MultiLocationTurnedOn(Fact, frozen=True, kw_only=True):
    """Komet turned Multi-Location on for a company: all it has is at its first location now."""

    location: Location

    def apply(self, state: KometState) -> None:
        """Turn it on, and put stock and orders where they are.

        Raises:
            NotPossible: if it is on already.
        """
        company = company_in(state, self.location.company_id)
        if company.multi_location:
            raise NotPossible("location.again", company=company.id)
        state.companies[company.id] = replace(company, multi_location=True)
        state.used_id("location", self.location.id)
        state.locations[self.location.id] = self.location
        for name in STANDING_SOMEWHERE:
            rows: dict[int, Any] = getattr(state, name)
            for row_id, row in list(rows.items()):
                if row.company_id == company.id:
                    rows[row_id] = replace(row, location_id=self.location.id)
        state.versions[company.id] = state.versions.get(company.id, 0) + 1

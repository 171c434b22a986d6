"""Facts about what was agreed with a customer: prices, and the days a carrier comes for it."""

from decimal import Decimal

from msgspec.structs import replace

from mocks.core.ledger import Fact
from mocks.komet.facts.rows import customer_in
from mocks.komet.records import ServiceDays
from mocks.komet.state import KometState


class CustomerPriced(Fact, frozen=True, kw_only=True):
    """A customer buys by another price list, or with other mark-ups (percent) or freight."""

    customer_id: int
    price_list: str
    price_b_markup: Decimal
    sell_fast_markup: Decimal
    ecommerce_markup: Decimal
    freight_per_fbe: Decimal
    outbound_freight: bool
    fuel_per_fbe: Decimal

    def apply(self, state: KometState) -> None:
        """Change the customer.

        Raises:
            Missing: if there is no such customer.
        """
        customer = customer_in(state, self.customer_id)
        terms = {name: getattr(self, name) for name in TERMS}
        state.customers[customer.id] = replace(customer, **terms)


class ServiceDaysSet(Fact, frozen=True, kw_only=True):
    """A carrier has these Days of Service of a customer; none of them takes the carrier away.

    A weekday has one default carrier at a location, so others lose the weekdays.
    """

    customer_id: int
    service: ServiceDays

    def apply(self, state: KometState) -> None:
        """Change the customer.

        Raises:
            Missing: if there is no such customer.
        """
        customer, new = customer_in(state, self.customer_id), self.service
        kept = [self._without(one) for one in customer.services if not self._is_same(one)]
        services = tuple(one for one in (*kept, new) if one.weekdays)
        state.customers[customer.id] = replace(customer, services=services)

    def _is_same(self, one: ServiceDays) -> bool:
        new = self.service
        return (one.carrier_id, one.location_id) == (new.carrier_id, new.location_id)

    def _without(self, one: ServiceDays) -> ServiceDays:
        if one.location_id != self.service.location_id:
            return one
        left = tuple(day for day in one.weekdays if day not in self.service.weekdays)
        return replace(one, weekdays=left)


#: What `CustomerPriced` says of a customer, by the customer's own field.
TERMS = tuple(name for name in CustomerPriced.__struct_fields__ if name != "customer_id")

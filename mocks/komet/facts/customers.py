"""Facts about customers and their addresses, as programs change them through the API."""

from mocks.core.ledger import Fact
from mocks.komet.facts.orders import By
from mocks.komet.records import ShipTo
from mocks.komet.state import KometState


class ShipToUpdated(Fact, frozen=True, kw_only=True):
    """An address of a customer was changed."""

    ship_to: ShipTo
    by: By

    def apply(self, state: KometState) -> None:
        """Put the address in the old one's place."""
        state.ship_tos[self.ship_to.id] = self.ship_to

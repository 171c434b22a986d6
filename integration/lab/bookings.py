"""What an order of the marketplace has become in Komet, read by somebody who sees both sides."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from integration.lab.laws import INVOICE, PREBOOK, EngineSays, KometLine, komet_lines
from mocks.core.world import World


class Bookings:
    """Live lines, documents and fees in Komet, by marketplace order.

    Args:
        world: both sides.
        says: what the engine says of its connections.
    """

    def __init__(self, world: World, says: Callable[[], EngineSays]) -> None:
        self.world = world
        self._says = says

    def lines(self, order_id: int) -> list[KometLine]:
        """Every live line that was made for the order, at whatever revision."""
        return [
            line
            for line in komet_lines(self.world, self._says())
            if line.reference.order == order_id
        ]

    def invoices(self, order_id: int) -> list[str]:
        """The numbers of the order's live invoices."""
        return self._numbers(order_id, INVOICE)

    def prebooks(self, order_id: int) -> list[str]:
        """The numbers of the order's live prebooks."""
        return self._numbers(order_id, PREBOOK)

    def boxes(self, order_id: int) -> int:
        """Boxes the order holds in Komet."""
        return sum(line.boxes for line in self.lines(order_id))

    def fee(self, order_id: int) -> Decimal:
        """The fee charged for the order's live documents and not given back."""
        documents = {(line.kind, line.document_id) for line in self.lines(order_id)}
        fees = self.world.partners["komet"].state.fees
        owed = (fees[one] for one in documents if one in fees and not fees[one].returned)
        return sum((fee.amount for fee in owed), Decimal(0))

    def ship_tos(self) -> int:
        """Addresses of the marketplace's customer in Komet."""
        state = self.world.partners["komet"].state
        customers = {
            one.customer_id for one in self.world.partners["ibuyflowers"].state.connections.values()
        }
        return sum(one.customer_id in customers for one in state.ship_tos.values())

    def _numbers(self, order_id: int, kind: str) -> list[str]:
        return sorted({line.number for line in self.lines(order_id) if line.kind == kind})

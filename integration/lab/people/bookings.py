"""What an order of the marketplace has become in Komet, read by somebody who sees both sides."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from integration.lab.laws import INVOICE, PREBOOK, EngineSays, KometLine, komet_lines
from mocks.core.fields import cents
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

    def amount(self, order_id: int) -> Decimal:
        """What the order's live lines come to, by the pack of their inventory."""
        lots = self.world.partners["komet"].state.lots
        return sum(
            (
                cents(line.price * lots[line.lot_id].units_per_box * line.boxes)
                for line in self.lines(order_id)
            ),
            Decimal(0),
        )

    def ship_to_names(self) -> set[str]:
        """The names under which live documents of the marketplace's orders ship."""
        state = self.world.partners["komet"].state
        documents = [
            (state.invoices if line.kind == INVOICE else state.prebooks)[line.document_id]
            for line in komet_lines(self.world, self._says())
        ]
        return {state.ship_tos[one.ship_to_id].name for one in documents if one.ship_to_id}

    def _numbers(self, order_id: int, kind: str) -> list[str]:
        return sorted({line.number for line in self.lines(order_id) if line.kind == kind})

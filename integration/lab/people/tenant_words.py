"""The words of features in which several companies or customers sell on the marketplace at once.

Connections are numbered as they come; the company's own first one is connection 1.
"""

from __future__ import annotations

from integration.lab.people.known import NotKnown, known
from integration.lab.people.komet_people import Yard
from integration.lab.people.tenants import OURS, THE_NEIGHBOUR, Tenant
from integration.lab.people.trade_words import TradeWords
from integration.model import Connection


class TenantWords:
    """Connections by their numbers.

    Args:
        trade: names the lines and numbers the orders of all of them.
    """

    def __init__(self, trade: TradeWords) -> None:
        self.trade = trade
        self.lab = trade.lab

    def joins(self, kind: str, customer: int, carrier: str = "FDX") -> Connection:
        """The company sells through one more of its customers, and ships by that carrier.

        Raises:
            NotKnown: if it has no carrier of that code.
        """
        carriers = self.lab.komet.state.carriers.values()
        ours = {one.code: one.id for one in carriers if one.company_id == OURS.company_id}
        by = ours[known("carrier", carrier, ours)]
        return self._connects(kind, OURS._replace(customer_id=customer, carrier_id=by))

    def neighbour_joins(self, kind: str) -> Connection:
        """The other company of the same Komet sells on the marketplace too."""
        return self._connects(kind, THE_NEIGHBOUR)

    def _connects(self, kind: str, tenant: Tenant) -> Connection:
        self.lab.connected()
        return self.lab.connect(kind, tenant=tenant)

    def neighbour_has(self, name: str, boxes: int) -> None:
        """A new line on hand of the other company."""
        self.lab.komet.receive(name, boxes, yard=Yard(THE_NEIGHBOUR.company_id))

    def connection(self, number: int) -> Connection:
        """The connection of that number.

        Raises:
            NotKnown: if so many were not made.
        """
        found = {one.id: one for one in self.lab.store.connections()}
        if number not in found:
            raise NotKnown(f"there is no connection {number}; so far {len(found)} were made")
        return found[number]

    def market_id(self, number: int) -> int:
        """The connection's number on the marketplace."""
        key = self.connection(number).supplier_key
        return self.lab.shop.state.keys[key].owner_id

    def buys(
        self, number: int, boxes: int, name: str, address: str = "", weekday: str = ""
    ) -> None:
        """A florist buys boxes of a line that several connections may sell, through that one."""
        trade = self.trade
        bought = self.lab.shop.buys(
            {(self.market_id(number), self.lab.komet.key(name)): boxes},
            arrival=trade.next_day(weekday) if weekday else trade.arrival_of([name]),
            ship_to=trade.ship_to(address) if address else None,
        )
        trade.orders.append(bought)

    def shown(self, number: int, name: str) -> int:
        """Boxes of a line that can be bought through that connection now."""
        return self.lab.shop.shown(self.lab.komet.key(name), self.market_id(number))

    def alarms(self, number: int) -> str:
        """The reasons of the connection's open alarms, in one text."""
        own = self.connection(number).id
        return "; ".join(one.reason for one in self.lab.store.alarms() if one.connection_id == own)

    def revoked(self, number: int) -> None:
        """Somebody takes the connection's token back."""
        self.lab.komet.revoke(self.connection(number).token)

"""The words of features about Komet's parties: customers by name, and the doors they ship to."""

from __future__ import annotations

from typing import Any

from integration.lab.harness import Lab
from integration.lab.people.known import known
from integration.lab.raw import Heard
from mocks.komet.seed import COMPANY, FEDEX

COMPANY_TOKEN = "the company token"
#: How a corrected address is written in a feature; what is left out is empty, and stays.
ADDRESS = ("name", "address", "city", "state", "zipcode", "phone")


class PartyWords:
    """What a program of the company does with customers through the API.

    Args:
        lab: where all of it happens.
    """

    def __init__(self, lab: Lab) -> None:
        self.lab = lab

    def adds(self, name: str, code: str) -> Heard:
        """Add a customer; Komet may refuse."""
        return self.lab.raw.komet("customer.add", COMPANY_TOKEN, name=name, code=code)

    def customer(self, name: str) -> int:
        """The id of the company's customer of that name.

        Raises:
            NotKnown: if it has none.
        """
        rows = self.lab.komet.state.customers.values()
        ours = {one.name: one.id for one in rows if one.company_id == COMPANY}
        return ours[known("customer", name, ours)]

    def switches(self, name: str, *, active: bool) -> None:
        """Somebody switches a customer off, or on again."""
        self.lab.komet.does("set_customer", customerId=self.customer(name), active=active)

    def sells(self, name: str, line: str, boxes: int) -> Heard:
        """Order boxes of a named line for a customer, tomorrow; Komet may refuse."""
        lot = self.lab.komet.lot(line)
        item = {"orderItemId": lot.id, "boxes": boxes, "price": str(lot.price)}
        day = self.lab.shop.usual_arrival().isoformat()
        return self.lab.raw.komet(
            "invoice.create",
            COMPANY_TOKEN,
            customerId=self.customer(name),
            carrierId=FEDEX,
            shipDate=day,
            invoiceItems=[item],
        )

    def corrects(self, door: str, address: str) -> Heard:
        """Correct the address that is called `door`: name / street / city / state / zip / phone.

        Raises:
            NotKnown: if no address is called so.
        """
        doors = {one.name: one for one in self.lab.komet.state.ship_tos.values()}
        ship_to = doors[known("ship-to", door, doors)]
        parts = dict(zip(ADDRESS, (part.strip() for part in address.split("/")), strict=False))
        return self.lab.raw.komet(
            "customer.shipto.update",
            COMPANY_TOKEN,
            customerId=ship_to.customer_id,
            shipToId=ship_to.id,
            **parts,
        )

    def listed(self) -> list[str]:
        """The names in the list Komet answered with last, in its order."""
        value: dict[str, Any] = self.lab.raw.heard.value
        return [row["name"] for rows in value.values() if isinstance(rows, list) for row in rows]

    def bought(self, name: str) -> int:
        """Boxes on the invoices of a customer."""
        state, customer = self.lab.komet.state, self.customer(name)
        own = [one.id for one in state.invoices.values() if one.customer_id == customer]
        return sum(state.invoice_items[item].boxes for one in own for item in _items(state, one))


def _items(state: Any, invoice: int) -> tuple[int, ...]:
    items: tuple[int, ...] = state.items_of_invoice[invoice]
    return items

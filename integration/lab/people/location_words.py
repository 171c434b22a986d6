"""The words of features about a Multi-Location company, which sells from several places."""

from __future__ import annotations

from integration.app import connect_ibuyflowers
from integration.connect import ConnectReport, ConnectRequest
from integration.lab.laws import INVOICE
from integration.lab.people.known import NotKnown, known
from integration.lab.people.komet_people import Yard
from integration.lab.people.tenants import THE_BRANCHES
from integration.lab.people.trade_words import TradeWords
from integration.lab.wire import base_url
from integration.model import Connection
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.records import FUTURE, ON_HAND


class LocationWords:
    """The company's locations by their codes, as it calls them.

    Args:
        trade: names lines and numbers orders.
    """

    def __init__(self, trade: TradeWords) -> None:
        self.trade, self.lab = trade, trade.lab
        self.report: ConnectReport | None = None

    def place(self, code: str) -> int:
        """The id of the location of that code.

        Raises:
            NotKnown: if there is none.
        """
        rows = self.lab.komet.state.locations.values()
        places = {one.code: one.id for one in rows}
        return places[known("location", code, places)]

    def sells(self, kind: str, code: str, customer: int = THE_BRANCHES.customer_id) -> Connection:
        """Connect the company at a location, without trying out each id and method first."""
        place = self.place(code)
        tenant = THE_BRANCHES._replace(location_id=place, customer_id=customer)
        return self.lab.connect(kind, tenant=tenant)

    def has(self, code: str, name: str, boxes: int, origin: int = ON_HAND) -> None:
        """A new line of inventory at a location."""
        yard = Yard(THE_BRANCHES.company_id, self.place(code))
        self.lab.komet.receive(name, boxes, origin, yard=yard)

    def expects(self, code: str, name: str, boxes: int) -> None:
        """A new line of future inventory for a location."""
        self.has(code, name, boxes, FUTURE)

    def closes(self, code: str) -> None:
        """Somebody closes a location."""
        self.lab.komet.does("set_location", locationId=self.place(code), active=False)

    def opens(self, code: str) -> None:
        """Somebody opens a location again."""
        self.lab.komet.does("set_location", locationId=self.place(code), active=True)

    def ties(self, customer: int, code: str) -> None:
        """Somebody ties a customer to that location alone."""
        self.lab.komet.does("tie_customer", customerId=customer, locationIds=[self.place(code)])

    def turned_on(self, code: str) -> None:
        """Komet turns Multi-Location on for the company that has no locations yet."""
        company = self.lab.connected().company_id
        self.lab.komet.does("turn_on_multi_location", companyId=company, code=code, name=code)

    def asks(self, kind: str, place: int | None) -> None:
        """An operator connects the company, and each id and method is tried."""
        tokens, label = self.lab.raw.tokens, THE_BRANCHES.label
        market = self.lab.world.partners["ibuyflowers"].state
        request = ConnectRequest(
            name=THE_BRANCHES.name,
            komet_url=base_url("komet"),
            market_url=base_url("ibuyflowers"),
            onboarding_key=str(keys_of(market.seed, [])["onboarding"]),
            token=tokens[f"{label}{kind.lower()}"],
            company_id=THE_BRANCHES.company_id,
            customer_id=THE_BRANCHES.customer_id,
            carrier_id=THE_BRANCHES.carrier_id,
            user_token=tokens[f"{label}user"],
            location_id=place,
        )
        self.report = connect_ibuyflowers(self.lab.engine, request, self.lab.wire)

    def complaints(self) -> dict[str, str]:
        """What stopped the last try to connect: why, and what would be right; none if it did.

        Raises:
            NotKnown: if nobody has tried.
        """
        if self.report is None:
            raise NotKnown("nobody has tried to connect the company yet")
        stops = (one for one in self.report.findings if one.stops)
        return {} if self.report.ok else {one.what: f"{one.reason}: {one.remedy}" for one in stops}

    def stands_at(self, number: int) -> set[str]:
        """The codes of the locations at which the invoices and prebooks of an order stand."""
        state = self.lab.komet.state
        orders = {
            (state.invoices if line.kind == INVOICE else state.prebooks)[line.document_id]
            for line in self.lab.bookings.lines(self.trade.order(number))
        }
        return {state.locations[one.location_id or 0].code for one in orders}

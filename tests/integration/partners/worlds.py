"""A world and the engine's clients on its wire, each request judged by the published documents."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime

from integration.lab.contract import published
from integration.lab.wire import Wire, Witness, base_url
from integration.model import Address, Connection, Offer, OrderLine
from integration.partners import Http, IBuyFlowers, Komet, client_for
from integration.ports import NewHeader, NewLine
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, tokens_of
from mocks.worlds import WorldSpec, build_world

# A Monday morning in the company's time zone.
START = datetime(2026, 11, 23, 13, tzinfo=UTC)
TODAY, SHIP_DATE = date(2026, 11, 23), date(2026, 11, 25)
HEADER = "01000000070001901"
DOOR = Address(
    name="Ivy & Stem",
    address="1 Oak Ave",
    city="Austin",
    state="TX",
    zipcode="73301",
    country="US",
    phone="555-0100",
)


class Lab:
    """Both clients in one world.

    Args:
        switches: of Komet.
    """

    def __init__(self, **switches: str) -> None:
        spec = WorldSpec(lines=300, start=START, frozen=True, komet=switches)
        self.world = build_world(spec)
        self.witness = Witness(published())
        self.client = client_for(Wire(self.world, self.witness))
        self.calls: list[tuple[int, str]] = []
        http = Http(self.client, on_call=lambda *call: self.calls.append(call))
        self.komet, self.market = Komet(http), IBuyFlowers(http)
        self.tokens = tokens_of(self.world.partners["komet"].state)

    def connection(self, kind: str) -> Connection:
        return Connection(
            id=1,
            name="sabana",
            komet_url=base_url("komet"),
            market_url=base_url("ibuyflowers"),
            token_kind=kind,
            token=self.tokens[kind.lower()],
            user_token=self.tokens["user"],
            supplier_key="",
            company_id=COMPANY,
            customer_id=CUSTOMER,
            carrier_id=FEDEX,
            rows=100,
        )

    @property
    def onboarding_key(self) -> str:
        return str(keys_of(1, [])["onboarding"])


@contextmanager
def a_lab(**switches: str):
    lab = Lab(**switches)
    try:
        yield lab
    finally:
        lab.client.close()


def header(ship_to_id: int | None = None, day: date = SHIP_DATE) -> NewHeader:
    return NewHeader(
        reference=HEADER, ship_date=day, ship_to_id=ship_to_id, po_number="PO of a party " * 20
    )


def line(offer: Offer, number: int = 1, boxes: int = 1) -> NewLine:
    sold = OrderLine(
        line_id=number,
        key=offer.key,
        origin=offer.origin,
        boxes=boxes,
        price=offer.price,
        name=offer.name,
    )
    return NewLine(
        reference=f"{HEADER[:-3]}{number:03d}", line=sold, ship_date=SHIP_DATE, ship_to_id=None
    )


def shippable(offers: list[Offer], origin: int, day: date = SHIP_DATE) -> list[Offer]:
    return [
        one
        for one in offers
        if one.origin == origin and one.available_from <= day <= one.available_to
    ]

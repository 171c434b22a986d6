"""Who sells on the marketplace: a company in Komet, and the customer that stands for it there."""

from __future__ import annotations

from typing import NamedTuple

from integration.lab.people.komet_people import KometPeople
from integration.lab.raw import RawCalls
from integration.lab.wire import base_url
from integration.model import Connection
from mocks.ibuyflowers.seed import keys_of
from mocks.komet.records import Carrier
from mocks.komet.seed import (
    BRANCHES,
    BRANCHES_CUSTOMERS,
    COMPANY,
    CUSTOMER,
    FEDEX,
    NEIGHBOUR,
)

#: How the marketplace is called in a connection's name; a second one bears its customer's id too.
MARKET = "iBuyFlowers"


class Tenant(NamedTuple):
    """One side of a connection in Komet; `label` begins the names of the company's seeded tokens.

    `location_id` is for a Multi-Location company.
    """

    company_id: int = COMPANY
    customer_id: int = CUSTOMER
    carrier_id: int = FEDEX
    label: str = ""
    location_id: int | None = None

    @property
    def name(self) -> str:
        """What the connection is called."""
        name = MARKET if self.customer_id == CUSTOMER else f"{MARKET} {self.customer_id}"
        return f"{name} at {self.location_id}" if self.location_id is not None else name


OURS = Tenant()
#: The Multi-Location company of the same Komet; its connections name one of its locations.
THE_BRANCHES = Tenant(BRANCHES, BRANCHES_CUSTOMERS[0], 3360, "branches_")
#: The other company of the same Komet, with a customer and a FedEx of its own.
THE_NEIGHBOUR = Tenant(NEIGHBOUR, 8001, 2360, "neighbour_")


def connection_of(
    raw: RawCalls, komet: KometPeople, tenant: Tenant, kind: str, *, user_login: bool
) -> Connection:
    """Hand a tenant's ids over to the marketplace's people; the connection the engine is to have.

    Args:
        raw: who speaks to the marketplace's people.
        komet: who make a token where the tenant has none.
        tenant: whose.
        kind: of the token, Company or Customer.
        user_login: whether a user's token is there to check web orders out.
    """
    token = _token(raw, komet, tenant, kind)
    carrier = komet.state.carriers[tenant.carrier_id]
    return Connection(
        id=0,
        name=tenant.name,
        komet_url=base_url("komet"),
        market_url=base_url("ibuyflowers"),
        token_kind=kind,
        token=token,
        user_token=raw.tokens[f"{tenant.label}user"] if user_login else "",
        supplier_key=_handed_over(raw, tenant, carrier, token),
        company_id=tenant.company_id,
        customer_id=tenant.customer_id,
        carrier_id=tenant.carrier_id,
        location_id=tenant.location_id,
        transit_days=carrier.transit_days,
        service_weekdays=carrier.weekdays,
        users=komet.state.companies[tenant.company_id].users,
    )


def _handed_over(raw: RawCalls, tenant: Tenant, carrier: Carrier, token: str) -> str:
    """Give the marketplace's people what they need; the key they give the supplier."""
    market = raw.world.partners["ibuyflowers"].state
    place = {} if tenant.location_id is None else {"locationId": tenant.location_id}
    given = raw.market(
        "supplier/connection",
        str(keys_of(market.seed, [1])["onboarding"]),
        **place,
        kometToken=token,
        customerId=tenant.customer_id,
        companyId=tenant.company_id,
        carrierId=tenant.carrier_id,
        transitDays=carrier.transit_days,
        serviceWeekdays=carrier.weekdays,
    )
    return str(given.value["supplierKey"])


def _token(raw: RawCalls, komet: KometPeople, tenant: Tenant, kind: str) -> str:
    """The token of that kind the company or the customer has, or one somebody makes."""
    seeded = raw.tokens[f"{tenant.label}{kind.lower()}"]
    known = komet.state.tokens[seeded]
    if known.party_id in (None, tenant.customer_id):
        return seeded
    for text, one in komet.state.tokens.items():
        if (one.kind, one.party_id, one.revoked) == (kind, tenant.customer_id, False):
            return text
    label = f"{kind.lower()} of {tenant.customer_id}"
    if label not in raw.tokens:
        raw.tokens[label] = komet.make_token(kind, known.methods, tenant.customer_id)
    return raw.tokens[label]

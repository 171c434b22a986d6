"""The marketplace, put together: what it publishes, and how one is opened in a world."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from mocks.core.api import acts_of, endpoints_of
from mocks.core.assumptions import changed
from mocks.core.bearer import Refused
from mocks.core.clock import LabClock
from mocks.core.openapi import Published
from mocks.core.partner import Partner
from mocks.ibuyflowers import catalogue, feed, shop, supplier, trade
from mocks.ibuyflowers.assumptions import IbfAssumptions
from mocks.ibuyflowers.dialect import dialect
from mocks.ibuyflowers.facts.supply import Seeded
from mocks.ibuyflowers.laws import LAWS
from mocks.ibuyflowers.records import Settings
from mocks.ibuyflowers.seed import keys_of as seeded_keys
from mocks.ibuyflowers.state import IbfState

NAME = "ibuyflowers"
TITLE = "iBuyFlowers (simulated): supplier and shop API"
DESCRIPTION = (
    "A simulated marketplace. iBuyFlowers publishes no API: every path, field and refusal here is "
    "ours, shaped by the marketplace's public help pages and by Komet's page on the integration. "
    "Send a key as Authorization: Bearer <key>; refusals are HTTP 4xx with an error object."
)
MODULES = (supplier, feed, catalogue, shop, trade)
ENDPOINTS = endpoints_of(MODULES)
ACTS = acts_of(MODULES)


class IbfSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a marketplace is opened with; equal specs open equal marketplaces.

    `freight_per_fbe` is dollars per full box, `margin` a part of one (0.12 is 12 %).
    """

    seed: int = 1
    florists: int = 20
    freight_per_fbe: str = "24.00"
    margin: str = "0.12"
    assumptions: Mapping[str, str] = {}


def build(clock: LabClock, spec: IbfSpec | None = None) -> Partner:
    """Open a marketplace on `clock`.

    Raises:
        ValueError: for a switch or a figure that does not exist.
    """
    spec = spec or IbfSpec()
    state = IbfState()
    settings = Settings(
        freight_per_fbe=_figure("freight_per_fbe", spec.freight_per_fbe),
        margin=_figure("margin", spec.margin),
    )
    state.record(clock.now(), Seeded(seed=spec.seed, florists=spec.florists, settings=settings))
    return Partner(
        NAME,
        ENDPOINTS,
        ACTS,
        dialect(),
        state,
        changed(IbfAssumptions(), spec.assumptions),
        LAWS,
        clock,
        credentials=credentials,
    )


def published() -> Published:
    """What the marketplace publishes, for its document."""
    return Published(TITLE, DESCRIPTION, ENDPOINTS, Refused)


def credentials(state: IbfState) -> dict[str, Any]:
    """What a tester needs: the keys there are from the start."""
    return {"keys": keys_of(state)}


def keys_of(state: IbfState) -> dict[str, Any]:
    """The keys a tester needs: ``onboarding``, and ``florists`` in order of their ids."""
    return seeded_keys(state.seed, list(state.florists))


def _figure(name: str, given: str) -> Decimal:
    try:
        figure = Decimal(given)
    except ArithmeticError as problem:
        raise ValueError(f"{name}: {given!r} is not a number such as 24.00") from problem
    if not (figure.is_finite() and 0 <= figure < 10**6):
        raise ValueError(f"{name}: {given} is not between 0 and a million")
    return figure

"""Axerrio, put together: what it publishes, and how one is opened in a world."""

from collections.abc import Mapping
from typing import Any

import msgspec

from mocks.axerrio import (
    articles,
    feed,
    joining,
    packing,
    printing,
    purchase,
    sales,
    service,
    telling,
)
from mocks.axerrio.assumptions import AxrAssumptions
from mocks.axerrio.dialect import dialect
from mocks.axerrio.facts.setup import Seeded
from mocks.axerrio.laws import LAWS
from mocks.axerrio.seed import keys_of as seeded_keys
from mocks.axerrio.state import AxrState
from mocks.core.api import acts_of, endpoints_of
from mocks.core.assumptions import changed
from mocks.core.bearer import Refused
from mocks.core.clock import LabClock
from mocks.core.openapi import Published
from mocks.core.partner import Partner

NAME = "axerrio"
TITLE = "Axerrio (simulated): integration and desk API"
DESCRIPTION = (
    "A simulated vendor's system. Axerrio publishes no API: every path, field and refusal here is "
    "ours, shaped by Komet's page on the integration and by the trade's vocabulary. A service at "
    "the vendor's site stores what happens and forwards it: it can stop for hours and then send "
    "everything at once, in order, at least once. Send a key as Authorization: Bearer <key>; "
    "refusals are HTTP 4xx with an error object."
)
MODULES = (joining, feed, telling, purchase, sales, articles, packing, printing, service)
ENDPOINTS = endpoints_of(MODULES)
ACTS = acts_of(MODULES)


class AxrSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What Axerrio is opened with; equal specs open equal ones. `accounts` are vendors."""

    seed: int = 1
    accounts: int = 2
    assumptions: Mapping[str, str] = {}


def build(clock: LabClock, spec: AxrSpec | None = None) -> Partner:
    """Open Axerrio on `clock`.

    Raises:
        ValueError: for a switch that does not exist.
    """
    spec = spec or AxrSpec()
    state = AxrState()
    now = clock.now()
    state.record(now, Seeded(seed=spec.seed, accounts=spec.accounts, at=now))
    switches = changed(AxrAssumptions(), spec.assumptions)
    return Partner(
        NAME,
        ENDPOINTS,
        ACTS,
        dialect(),
        state,
        switches,
        LAWS,
        clock,
        credentials=credentials,
    )


def published() -> Published:
    """What Axerrio publishes, for its document."""
    return Published(TITLE, DESCRIPTION, ENDPOINTS, Refused)


def credentials(state: AxrState) -> dict[str, Any]:
    """What a tester needs: the keys there are from the start."""
    return {"keys": keys_of(state)}


def keys_of(state: AxrState) -> dict[str, Any]:
    """The keys a tester needs: ``onboarding``, and ``desks`` in order of the accounts."""
    return seeded_keys(state.seed, list(state.accounts))

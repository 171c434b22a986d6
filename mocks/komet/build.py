"""How a Komet is put together: the methods and acts of every noun, a seeded state, its laws."""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

import msgspec

import mocks.komet
from mocks.core.api import Endpoint, acts_of, endpoints_of
from mocks.core.assumptions import changed
from mocks.core.clock import LabClock
from mocks.core.laws import Law
from mocks.core.partner import Partner
from mocks.komet.assumptions import KometAssumptions
from mocks.komet.dialect import WIDENED, KometDialect
from mocks.komet.facts.catalogue import Seeded
from mocks.komet.facts.own_data import OwnData, OwnDataLoaded
from mocks.komet.seed import (
    BRANCHES,
    BRANCHES_USERNAME,
    COMPANY,
    CUSTOMER,
    FEDEX,
    PASSWORD,
    USERNAME,
    tokens_of,
)
from mocks.komet.state import KometState
from mocks.komet.wire import COMPANY as COMPANY_KIND
from mocks.komet.wire import CUSTOMER as CUSTOMER_KIND

NAME = "komet"


class KometSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What one Komet is made from.

    `lines` of inventory and `users` of the main company; `names` of products from a real
    catalogue (None: generated); `own` is what it brought in place of what is generated;
    `assumptions` are switches by name.
    """

    seed: int = 1
    lines: int = 2000
    users: int = 3
    names: tuple[str, ...] | None = None
    own: OwnData | None = None
    assumptions: dict[str, str] = {}


def build(clock: LabClock, spec: KometSpec) -> Partner:
    """A seeded Komet on `clock`; its inventory is as of the clock's present day (UTC).

    Raises:
        ValueError: if a switch or its value does not exist, or its own data does not fit.
    """
    assumptions = changed(KometAssumptions(), spec.assumptions)
    state, now, modules = KometState(), clock.now(), nouns()
    endpoints = endpoints_of(modules)
    seeded = Seeded(
        seed=spec.seed,
        lines=spec.lines,
        users=spec.users,
        day=now.date(),
        names=spec.names or (),
        grants=grants_of(endpoints),
    )
    state.record(now, seeded, *([OwnDataLoaded(own=spec.own)] if spec.own else []))
    return Partner(
        name=NAME,
        endpoints=endpoints,
        acts=acts_of(modules),
        dialect=KometDialect(),
        state=state,
        assumptions=assumptions,
        laws=laws_of(modules),
        clock=clock,
        credentials=credentials,
    )


def credentials(state: KometState) -> dict[str, Any]:
    """What a tester needs: ids to name, logins, and the seeded tokens by label.

    `branches` are the ids of the Multi-Location company, whose tokens are labelled so.
    """
    return {
        "ids": {"company": COMPANY, "customer": CUSTOMER, "carrier": FEDEX},
        "login": {"username": USERNAME, "password": PASSWORD},
        "tokens": tokens_of(state),
        "branches": {
            "company": BRANCHES,
            "locations": _ids(state.locations),
            "customers": _ids(state.customers),
            "carriers": _ids(state.carriers),
            "login": {"username": BRANCHES_USERNAME, "password": PASSWORD},
        },
    }


def _ids(rows: Mapping[int, Any]) -> dict[str, int]:
    """The ids of the Multi-Location company's rows, by their codes."""
    return {one.code: one.id for one in rows.values() if one.company_id == BRANCHES}


def nouns() -> tuple[ModuleType, ...]:
    """Every module of Komet, by name: a method or an act is published by being written."""
    names = sorted(one.name for one in pkgutil.iter_modules(mocks.komet.__path__))
    return tuple(import_module(f"{mocks.komet.__name__}.{name}") for name in names)


def grants_of(endpoints: tuple[Endpoint, ...]) -> dict[str, tuple[str, ...]]:
    """What the seeded Company and Customer tokens may call: all that takes their kind.

    What a Customer token may call under one value of a switch only is granted under either.
    """
    widened = {COMPANY_KIND: frozenset[str](), CUSTOMER_KIND: frozenset(WIDENED)}
    return {
        kind: tuple(sorted(one.name for one in endpoints if kind in one.rights or one.name in more))
        for kind, more in widened.items()
    }


def laws_of(modules: tuple[ModuleType, ...]) -> tuple[Law, ...]:
    """The laws the modules list as ``LAWS``."""
    return tuple(law for module in modules for law in getattr(module, "LAWS", ()))

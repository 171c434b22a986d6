"""How a Komet is put together: the methods and acts of every noun, a seeded state, its laws."""

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import Any

import msgspec

import mocks.komet
from mocks.core.api import acts_of, endpoints_of
from mocks.core.assumptions import changed
from mocks.core.clock import LabClock
from mocks.core.laws import Law
from mocks.core.partner import Partner
from mocks.komet.assumptions import KometAssumptions
from mocks.komet.dialect import KometDialect
from mocks.komet.facts.catalogue import Seeded
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX, PASSWORD, USERNAME, tokens_of
from mocks.komet.state import KometState

NAME = "komet"


class KometSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What one Komet is made from.

    `lines` of inventory and `users` of the main company; `names` of products from a real
    catalogue (None: generated); `assumptions` are switches by name.
    """

    seed: int = 1
    lines: int = 2000
    users: int = 3
    names: tuple[str, ...] | None = None
    assumptions: dict[str, str] = {}


def build(clock: LabClock, spec: KometSpec) -> Partner:
    """A seeded Komet on `clock`; its inventory is as of the clock's present day (UTC).

    Raises:
        ValueError: if a switch or its value does not exist.
    """
    assumptions = changed(KometAssumptions(), spec.assumptions)
    state, now, modules = KometState(), clock.now(), nouns()
    seeded = Seeded(
        seed=spec.seed,
        lines=spec.lines,
        users=spec.users,
        day=now.date(),
        names=spec.names or (),
    )
    state.record(now, seeded)
    return Partner(
        name=NAME,
        endpoints=endpoints_of(modules),
        acts=acts_of(modules),
        dialect=KometDialect(),
        state=state,
        assumptions=assumptions,
        laws=laws_of(modules),
        clock=clock,
        credentials=credentials,
    )


def credentials(state: KometState) -> dict[str, Any]:
    """What a tester needs: ids to name, a login, and the seeded tokens by label."""
    return {
        "ids": {"company": COMPANY, "customer": CUSTOMER, "carrier": FEDEX},
        "login": {"username": USERNAME, "password": PASSWORD},
        "tokens": tokens_of(state),
    }


def nouns() -> tuple[ModuleType, ...]:
    """Every module of Komet, by name: a method or an act is published by being written."""
    names = sorted(one.name for one in pkgutil.iter_modules(mocks.komet.__path__))
    return tuple(import_module(f"{mocks.komet.__name__}.{name}") for name in names)


def laws_of(modules: tuple[ModuleType, ...]) -> tuple[Law, ...]:
    """The laws the modules list as ``LAWS``."""
    return tuple(law for module in modules for law in getattr(module, "LAWS", ()))

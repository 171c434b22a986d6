"""Worlds in a process of their own that are judged together with the engine beside them.

The engine runs elsewhere; of it only its store is read, and only when somebody asks for the laws.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from integration.lab.axerrio_laws import vendor_laws, vendor_says, vendor_unrest
from integration.lab.laws import cross_laws
from integration.lab.rest import defects, engine_says, unrest
from integration.lab.shown_law import shown_law
from integration.store import SqlStore, open_store
from mocks.core.control import Control
from mocks.core.laws import Law
from mocks.core.world import World
from mocks.worlds import WorldSpec, build_world


def laws_beside(world: World, store: Callable[[], SqlStore]) -> tuple[Law, ...]:
    """The laws over partners and engine together.

    Args:
        world: that is judged.
        store: gives the engine's store at the moment of judging.
    """
    return (
        *cross_laws(lambda: engine_says(world, store())),
        shown_law(lambda: engine_says(world, store())),
        *vendor_laws(lambda: vendor_says(world, store())),
    )


class Judge:
    """Makes worlds that know the laws over engine and partners too.

    Args:
        store_url: of the engine beside them; empty if there is none.
    """

    def __init__(self, store_url: str = "") -> None:
        self.store_url = store_url

    @cached_property
    def store(self) -> SqlStore:
        """The engine's store, opened when it is first needed: by then the engine has made it."""
        return open_store(self.store_url)

    def make(self, spec: WorldSpec) -> World:
        """A world of that spec.

        Raises:
            ValueError: naming the field of `spec` that can not be.
        """
        world = build_world(spec)
        if self.store_url:
            world.cross_laws = laws_beside(world, lambda: self.store)
        return world

    def control(self, spec: WorldSpec) -> Control:
        """The control plane over such worlds; with an engine it says what is still under way."""
        control = Control(spec, self.make)
        if self.store_url:
            control.verbs["GET /_lab/unrest"] = self._unrest
        return control

    def _unrest(self, world: World, _: Any) -> Any:
        found = [*unrest(world, self.store), *vendor_unrest(world, self.store)]
        return {"unrest": found, "defects": defects(self.store)}

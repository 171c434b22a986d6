"""Coming to rest: faults healed, late requests in, every order done or openly waiting.

At rest, and only there, most laws hold: while a call is under way nobody can say what is true. The
bound keeps a world that never settles from being taken for one that is slow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from integration.lab.laws import EngineSays
from integration.orders import AWAITING
from integration.store import SqlStore
from mocks.core.laws import Verdict
from mocks.core.world import World


def engine_says(world: World, store: SqlStore | None) -> EngineSays:
    """What the laws need to hear: whose connections, and which orders openly wait."""
    if store is None:
        return EngineSays({}, lambda _: False)
    keys = world.partners["ibuyflowers"].state.keys
    connections = {
        one.id: keys[one.supplier_key].owner_id
        for one in store.connections()
        if one.supplier_key in keys
    }
    waiting = {number for one in connections for number in waiting_orders(store, one)}
    return EngineSays(connections, lambda order_id: order_id in waiting)


def waiting_orders(store: SqlStore, connection_id: int) -> set[int]:
    """Orders that openly wait: for a person, for a checkout in Komet, or for a stopped partner."""
    orders = store.orders(connection_id)
    if is_stopped(store, connection_id):
        return {row.order_id for row in orders if row.state != "done"}
    parked = {row.order_id for row in orders if row.state == "parked"}
    awaiting = {
        row.order_id
        for row in orders
        if any(group.state == AWAITING for group in store.groups(connection_id, row.order_id))
    }
    return parked | awaiting


def is_stopped(store: SqlStore, connection_id: int, *streams: str) -> bool:
    """Whether a stream (orders, if none is named) is stopped, with an alarm that says so."""
    return any(
        alarm.connection_id == connection_id and alarm.subject in (streams or ("orders",))
        for alarm in store.alarms()
    )


def unrest(world: World, store: SqlStore | None) -> list[str]:
    """What is still under way, in sentences; nothing at rest."""
    late = world.agenda.count("call")
    found = [f"{late} requests are still late"] if late else []
    if store is None:
        return found
    for connection in store.connections():
        waiting = waiting_orders(store, connection.id)
        found += [
            f"order {row.order_id} is {row.state}"
            for row in store.orders(connection.id)
            if row.state == "open" and row.order_id not in waiting
        ]
        found += _unheard(world, store, connection)
    return found


def _unheard(world: World, store: SqlStore, connection: Any) -> list[str]:
    """Events of the marketplace the engine has not taken in, unless it is stopped."""
    market = world.partners["ibuyflowers"].state
    heard = store.cursor(connection.id)
    owner = market.keys.get(connection.supplier_key)
    if owner is None or is_stopped(store, connection.id):
        return []
    return [
        f"event {event.cursor} is not heard"
        for event in market.events.values()
        if event.cursor > heard and event.connection_id == owner.owner_id
    ]


def violations(verdicts: Mapping[str, Verdict]) -> list[str]:
    """What breaks each law, in sentences."""
    return [f"{name}: {one}" for name, verdict in verdicts.items() for one in verdict.violations]


def defects(store: SqlStore | None) -> list[str]:
    """Failures of the engine itself, which it survived and reported as alarms."""
    if store is None:
        return []
    return [
        f"{alarm.subject}: {alarm.reason}"
        for alarm in store.alarms(open_only=False)
        if alarm.reason.startswith("the engine failed")
    ]

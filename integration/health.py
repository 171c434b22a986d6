"""How each connection is doing, read from the store: the same for pages, metrics and people."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import msgspec

from integration.allowance import open_books
from integration.model import VENDOR, Connection
from integration.ports import Clock
from integration.quota import kept_in_sight
from integration.schedule import INVENTORY, ORDERS, PURCHASES, SALES, late
from integration.settings import Settings
from integration.vendor_polling import cadence_s, open_days
from integration.vendor_ports import VendorStore

ORDER_STATES = ("open", "waiting", "parked", "done")
#: An order round that went well is news for so long, whatever the pace of rounds.
ROUND_FRESH_S = 60.0


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look."""

    store: VendorStore
    clock: Clock
    settings: Settings


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One connection as it stands. Ages in seconds, None if it never happened.

    With a vendor a cycle is a look at its purchase orders in Komet. A round in which nothing
    happened is noted only every half minute.
    """

    connection: str
    connection_id: int
    partner: str
    last_cycle_at: datetime | None
    last_round_at: datetime | None
    cycle_age_s: float | None
    round_age_s: float | None
    cadence_s: int
    offers: int
    orders: dict[str, int]
    calls_left: int
    freshness: str
    alarms_open: int
    inventory_late: bool
    orders_late: bool

    @property
    def stale(self) -> bool:
        """Whether inventory or orders are later than promised."""
        return self.inventory_late or self.orders_late


def look(health: Health) -> list[Seen]:
    """Every connection as it stands, by id."""
    return [_look(health, one) for one in health.store.connections()]


def _look(health: Health, connection: Connection) -> Seen:
    store, settings, now = health.store, health.settings, health.clock.now()
    last, complete = (
        store.last_cycle(connection.id),
        store.last_cycle(connection.id, complete=True),
    )
    looks, rounds = (PURCHASES, SALES) if connection.partner == VENDOR else (INVENTORY, ORDERS)
    inventory, orders = store.stream(connection.id, looks), store.stream(connection.id, rounds)
    plan = open_books(store, connection, settings, now).plan()
    planned_s = _cadence_s(health, connection) or (last.cadence_s if last else plan.cadence_s)
    counted = Counter(row.state for row in store.orders(connection.id))
    counted.update(row.state for row in store.vendor_orders(connection.id))
    mine = [one for one in store.alarms() if one.connection_id == connection.id]
    fresh_s = max(settings.orders_every_s, ROUND_FRESH_S / 2)
    return Seen(
        connection=connection.name,
        connection_id=connection.id,
        partner=connection.partner,
        last_cycle_at=inventory.last_ok_at,
        last_round_at=orders.last_ok_at,
        cycle_age_s=_age_s(inventory.last_ok_at, now),
        round_age_s=_age_s(orders.last_ok_at, now),
        cadence_s=planned_s,
        offers=complete.lines if complete else 0,
        orders={state: counted[state] for state in ORDER_STATES},
        calls_left=plan.left,
        freshness=kept_in_sight(planned_s) if connection.partner == VENDOR else plan.freshness,
        alarms_open=len(mine),
        inventory_late=inventory.last_ok_at is None or late(inventory, now, planned_s),
        orders_late=orders.last_ok_at is None or late(orders, now, fresh_s),
    )


def _cadence_s(health: Health, connection: Connection) -> int:
    """The planned one of the looks at a vendor's purchase orders; 0 for other connections."""
    if connection.partner != VENDOR:
        return 0
    calls = 1 + len(open_days(health.store, connection))
    return cadence_s(health.store, connection, health.settings, health.clock, calls)


def _age_s(then: datetime | None, now: datetime) -> float | None:
    return None if then is None else (now - then).total_seconds()

"""Looking at both sides all day: what is shown, what is there, how old it is, what it cost."""

from __future__ import annotations

from datetime import datetime, timedelta

from integration.lab.demo_result import Sample
from integration.quota import CYCLE_METHODS
from mocks.core.world import World
from mocks.ibuyflowers.records import Connection
from mocks.ibuyflowers.shelf import GRACE_S, boxes_left, confirmed_at, is_hidden
from mocks.ibuyflowers.state import IbfState
from mocks.komet.market import on_market
from mocks.komet.records import FUTURE, ON_HAND, Lot
from mocks.komet.seed import COMPANY, CUSTOMER
from mocks.komet.state import KometState

RUNNER = "demo watch"
EVERY_S = 300.0


class Watch:
    """Takes a sample of `world` shortly before each cycle is due, when offers are oldest.

    Args:
        world: the world to look at.
        until: when the last sample is taken.
    """

    def __init__(self, world: World, until: datetime) -> None:
        self.world, self.until = world, until
        self.samples: list[Sample] = []
        world.runners[RUNNER] = self._take
        world.agenda.plan(world.now() + timedelta(seconds=EVERY_S - 1), RUNNER, None)

    def _take(self, _: object) -> None:
        self.samples.append(sample(self.world))
        following = self.world.now() + timedelta(seconds=EVERY_S)
        if following <= self.until:
            self.world.agenda.plan(following, RUNNER, None)


def sample(world: World) -> Sample:
    """Both sides as they are now."""
    komet: KometState = world.partners["komet"].state
    market: IbfState = world.partners["ibuyflowers"].state
    there, shown = _there(komet), _shown(world, market)
    cycles, orders = calls(world)
    ages = _ages(world, market)
    return Sample(
        at=world.now(),
        offers=len(shown),
        shown=sum(shown.values()),
        real=sum(there.values()),
        over=sum(max(0, boxes - there.get(key, 0)) for key, boxes in shown.items()),
        under=sum(max(0, boxes - shown.get(key, 0)) for key, boxes in there.items()),
        stale=sum(1 for age, limit in ages if age > limit),
        oldest_s=max((age for age, _ in ages), default=0.0),
        fresh_oldest_s=max((age for age, limit in ages if age <= limit), default=0.0),
        limit_s=max((limit for _, limit in ages), default=0.0),
        cycle_calls=cycles,
        order_calls=orders,
        strikes=sum(world.faults.strikes.values()),
    )


def calls(world: World) -> tuple[int, int]:
    """Calls of the company counted today: by inventory cycles, and by everything else."""
    meter = world.partners["komet"].meter.by_method(COMPANY, world.now().date())
    cycles = sum(count for method, count in meter.items() if method in CYCLE_METHODS)
    return cycles, sum(meter.values()) - cycles


def _there(state: KometState) -> dict[str, int]:
    """Boxes left in Komet that the marketplace's customer may buy, by the offer's key."""
    customer = state.customers[CUSTOMER]
    lots = on_market(state, COMPANY, customer, ON_HAND, FUTURE)
    return {_key(lot): lot.left for lot in lots}


def _key(lot: Lot) -> str:
    return f"{lot.origin}-{lot.id}"


def _shown(world: World, state: IbfState) -> dict[str, int]:
    """Boxes the marketplace would sell of each offer it shows."""
    switches = world.partners["ibuyflowers"].assumptions
    return {
        key: left
        for owner, key in state.offers
        if _visible(state, state.connections[owner], key)
        and (left := boxes_left(state, (owner, key), switches)) > 0
    }


def _visible(state: IbfState, connection: Connection, key: str) -> bool:
    if (connection.id, key) not in state.withdrawn:
        return True
    return not is_hidden(state, (connection.id, key), confirmed_at(state, connection, key))


def _ages(world: World, state: IbfState) -> list[tuple[float, float]]:
    """Seconds since each shown offer was confirmed, and from when on it is marked stale."""
    now, found = world.now(), []
    for owner, key in state.offers:
        connection = state.connections[owner]
        if _visible(state, connection, key):
            confirmed = confirmed_at(state, connection, key)
            age_s = (now - confirmed).total_seconds() if confirmed else float("inf")
            found.append((age_s, connection.cadence_s + GRACE_S))
    return found

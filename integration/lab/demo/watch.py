"""Looking at both sides all day: what is shown, what is there, how old it is, what it cost."""

from __future__ import annotations

from typing import NamedTuple

from integration.lab.demo.result import Sample
from integration.quota import CYCLE_METHODS
from mocks.core.world import World
from mocks.ibuyflowers.shelf import GRACE_S, boxes_left, confirmed_at, is_hidden
from mocks.ibuyflowers.state import IbfState, OfferKey
from mocks.komet.market import on_market
from mocks.komet.records import FUTURE, ON_HAND, Lot
from mocks.komet.seed import COMPANY, CUSTOMER
from mocks.komet.state import KometState


class Watch:
    """Takes a sample of `world` when a read of the inventory is due: then offers are oldest.

    Args:
        world: the world to look at.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.samples: list[Sample] = []

    def before_round(self) -> None:
        """Look at both sides, if the engine is about to read the inventory (or tried in vain)."""
        state: IbfState = self.world.partners["ibuyflowers"].state
        now = self.world.now()
        for one in state.connections.values():
            last = self.samples[-1].at if self.samples else one.confirmed_at
            moments = [moment for moment in (one.confirmed_at, last) if moment is not None]
            if moments and (now - max(moments)).total_seconds() >= one.cadence_s:
                self.samples.append(sample(self.world))


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
        stale=sum(one.offers for one in ages if one.stale),
        oldest_s=max((one.age_s for one in ages), default=0.0),
        fresh_oldest_s=max((one.age_s for one in ages if not one.stale), default=0.0),
        limit_s=max((one.limit_s for one in ages), default=0.0),
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
    shown = {key: offer.boxes for (_, key), offer in state.offers.items()}
    # Only what was sold or taken down lately shows anything but the boxes it was told.
    for owner, key in state.sales:
        shown[key] = boxes_left(state, (owner, key), switches)
    for _, key in _hidden(state):
        shown.pop(key, None)
    return {key: boxes for key, boxes in shown.items() if boxes > 0}


def _hidden(state: IbfState) -> set[OfferKey]:
    """Offers that were taken down and not confirmed since."""
    return {
        offer_key
        for offer_key in state.withdrawn
        if is_hidden(
            state, offer_key, confirmed_at(state, state.connections[offer_key[0]], offer_key[1])
        )
    }


class Age(NamedTuple):
    """So many offers were confirmed `age_s` ago; from `limit_s` on they are marked stale."""

    age_s: float
    limit_s: float
    offers: int

    @property
    def stale(self) -> bool:
        """Whether they are marked."""
        return self.age_s > self.limit_s


def _ages(world: World, state: IbfState) -> list[Age]:
    """How old the offers shown are.

    Those without a mark of their own were all confirmed with their connection, at one moment.
    """
    now, hidden = world.now(), _hidden(state)
    marked = [key for key in state.marks if key in state.offers and key not in hidden]
    confirmed = [(state.connections[key[0]], state.marks[key], 1) for key in marked]
    for one in state.connections.values():
        rest = one.offers - len(marked) - len(hidden)
        if one.confirmed_at is not None and rest > 0:
            confirmed.append((one, one.confirmed_at, rest))
    return [
        Age((now - at).total_seconds(), one.cadence_s + GRACE_S, offers)
        for one, at, offers in confirmed
    ]

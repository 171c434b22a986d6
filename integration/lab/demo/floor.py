"""What everybody on the floor shares: what is for sale now, how an order goes, and what comes next.

A scene hands its next act to the world's agenda as a plain value, like everything that is due.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from integration.lab.demo.day import Happening
from integration.lab.demo.refusals import kind_of
from integration.lab.demo.result import Moment
from integration.lab.people.florists import Florists
from integration.lab.people.komet_people import KometPeople
from mocks.core.errors import Missing, Refusal
from mocks.core.world import LAB, World
from mocks.ibuyflowers.catalogue import AvailabilityCall, AvailabilityRow, availability
from mocks.ibuyflowers.order_states import LINE_REFUSED
from mocks.ibuyflowers.records import ON_HAND, Order
from mocks.ibuyflowers.shelf import boxes_left

if TYPE_CHECKING:
    from integration.lab.demo.farm import Farm

#: The runner of the world's agenda that does what stands in the timetable.
RUNNER = "demo"
#: What there is nothing of is no refusal of a partner's; it is only told.
NOTHING = "there is nothing of the kind"
#: Rows a florist looks at, and the most a page can have.
PAGE_ROWS, MOST_ROWS = 100, 1000

T = TypeVar("T")


class Floor:
    """One day's people, their world, and the story they leave.

    Args:
        world: where they act.
        seed: of every choice they make.
        scripts: what to do, by the kind of happening.
        farm: the company's vendor.
    """

    def __init__(self, world: World, seed: int, scripts: Mapping[str, Script], farm: Farm) -> None:
        self.world, self.seed, self.scripts, self.farm = world, seed, scripts, farm
        self.shop, self.komet = Florists(world), KometPeople(world)
        self.moments: list[Moment] = []
        self.turned_away: dict[str, int] = {}
        self.bought = 0
        self._seen_refused: dict[str, int] = {}
        self._judged: set[tuple[int, int, int]] = set()
        world.runners[RUNNER] = self.do

    def do(self, happening: Happening) -> None:
        """Let somebody do what stands in the timetable; what is refused is told, not raised."""
        chance = Random(f"{self.seed}/{happening.number}/{happening.kind}")
        try:
            self.scripts[happening.kind](self, happening, chance)
        except Refusal as refusal:
            self.tell(happening.kind, f"could not be done: {refusal.code}")

    def later(self, happening: Happening, seconds: float, kind: str, **changes: Any) -> None:
        """Plan the next act of a scene."""
        at = self.now + timedelta(seconds=seconds)
        following = msgspec.structs.replace(happening, at=at, kind=kind, **changes)
        self.world.agenda.plan(at, RUNNER, following)

    def tell(self, kind: str, text: str) -> None:
        """Remember what somebody did."""
        self.moments.append(Moment(at=self.now, kind=kind, text=text))

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.world.now()

    # --- what is for sale -------------------------------------------------------------------------

    def page(
        self, arrival: date, chance: Random, *, least: int = 1, on_hand: bool = False
    ) -> list[AvailabilityRow]:
        """What a florist sees on some page for that day, with at least so many boxes left."""
        pages = 1 + len(self.shop.state.offers) // PAGE_ROWS
        rows = self._rows(arrival, chance.randint(1, pages), PAGE_ROWS) or self._rows(arrival)
        return [
            row for row in rows if row.boxes >= least and (not on_hand or row.origin == ON_HAND)
        ]

    def everything(self, arrival: date) -> list[AvailabilityRow]:
        """All pages for that day."""
        found: list[AvailabilityRow] = []
        while rows := self._rows(arrival, 1 + len(found) // MOST_ROWS, MOST_ROWS):
            found += rows
            if len(rows) < MOST_ROWS:
                break
        return found

    def _rows(
        self, arrival: date, page: int = 1, rows: int = PAGE_ROWS
    ) -> tuple[AvailabilityRow, ...]:
        context = self.world.context(self.world.partners["ibuyflowers"], LAB)
        call = AvailabilityCall(arrivalDate=arrival, page=page, rows=rows)
        return availability(context, call).offers

    def left(self, key: str) -> int:
        """Boxes of an offer the marketplace would still sell."""
        partner = self.world.partners["ibuyflowers"]
        connection_id = next(iter(partner.state.connections))
        return boxes_left(partner.state, (connection_id, key), partner.assumptions)

    def from_farm(self) -> set[str]:
        """Offers of boxes that were scanned in today, as the marketplace calls them."""
        lots = {box.lot_id for box in self.komet.state.boxes.values() if box.lot_id is not None}
        return {self.komet.key(lot) for lot in lots}

    def in_komet(self, key: str) -> int:
        """Boxes of the same line that are left in Komet."""
        return self.komet.lot(lot_id(key)).left

    # --- what became of it ------------------------------------------------------------------------

    def orders(self) -> list[Order]:
        """Every order so far, oldest first."""
        return list(self.shop.state.orders.values())

    def refused(self, kind: str) -> int:
        """How many lines were refused so far for that kind of reason."""
        for key, answer in list(self.shop.state.answers.items()):
            if answer.outcome == LINE_REFUSED and key not in self._judged:
                self._judged.add(key)
                name = kind_of(answer.reason)
                self._seen_refused[name] = self._seen_refused.get(name, 0) + 1
        return self._seen_refused.get(kind, 0)

    def turn_away(self, refusal: Refusal) -> None:
        """The marketplace did not sell."""
        self.turned_away[refusal.code] = self.turned_away.get(refusal.code, 0) + 1


Script = Callable[[Floor, Happening, Random], None]


def one_of(chance: Random, things: Sequence[T]) -> T:
    """One of `things`.

    Raises:
        Missing: if there is none; then nobody does anything.
    """
    if not things:
        raise Missing(NOTHING)
    return chance.choice(things)


def lot_id(key: str) -> int:
    """The line's id in Komet, from what it is called on the marketplace."""
    return int(key.partition("-")[2])

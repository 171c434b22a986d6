"""The inventory: boxes on hand and to come, a million lines in a few seconds.

Each lot is drawn by a fixed number of draws, so lot N of a seed is the same however many follow.
Days, prices and packs come from small tables: a million lots share them.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from mocks.komet.records import FUTURE, ON_HAND, Lot, Vendor
from mocks.komet.seed.products import Kind

SHARE_ON_HAND = 0.70
OTHER_KINDS = ("L", "S", "P")


class Yard(NamedTuple):
    """Where lots are made: whose they are, from what, as of which day."""

    company_id: int
    kinds: list[Kind]
    vendors: list[Vendor]
    box_types: dict[str, int]
    customers: tuple[int, ...]
    day: date


class Marks(NamedTuple):
    """The exceptions: 2 % reserved, 1 % without a price, 1 % held, 1 % of another type, ..."""

    reserved: bool = False
    unpriced: bool = False
    mistyped: bool = False
    held: bool = False
    sell_fast: bool = False
    other_kind: bool = False


_MARKS = (
    *[Marks(reserved=True)] * 20,
    *[Marks(unpriced=True)] * 10,
    *[Marks(mistyped=True)] * 2,
    *[Marks(held=True)] * 10,
    *[Marks(sell_fast=True)] * 30,
    *[Marks(other_kind=True)] * 9,
)
_PLAIN = Marks()


class LotMaker:
    """Makes the lots of one company, one after the other."""

    def __init__(self, seed: int, yard: Yard) -> None:
        self._draw = Random(f"{seed}/{yard.company_id}/lots").random
        self._yard = yard
        self._days = [yard.day + timedelta(days=offset) for offset in range(-9, 40)]
        self._money: dict[int, Decimal] = {}

    def make(self, number: int, kind: Kind) -> Lot:
        """The next lot, as number `number`, of that product."""
        draw, yard = self._draw, self._yard
        place = int(draw() * 1000)
        marks = _MARKS[place] if place < len(_MARKS) else _PLAIN
        on_hand = draw() < SHARE_ON_HAND
        packs = kind.group.packs
        box, bunches, stems = packs[int(draw() * len(packs))]
        by_stem = stems > 0 and draw() * 100 < kind.group.by_stem
        unit_cents = int(kind.cents * (0.85 + 0.4 * draw())) * (1 if by_stem else stems or 1)
        price, price_b = self._prices(unit_cents, marks)
        boxes = 1 + int(draw() * (40 if on_hand else 120))
        vendor = yard.vendors[int(draw() * len(yard.vendors))]
        start, span = draw(), draw()
        other = OTHER_KINDS[number % 3] if marks.other_kind and on_hand else "M"
        return Lot(
            id=number,
            company_id=yard.company_id,
            origin=ON_HAND if on_hand else FUTURE,
            product_id=kind.product.id,
            vendor_id=vendor.id,
            box_type_id=yard.box_types[box],
            boxes=boxes,
            left=boxes,
            unit_type="Stem" if by_stem else "Bunch",
            bunches=bunches,
            stems_bunch=stems,
            price=price,
            price_b=price_b,
            day=self._days[int(start * 10) if on_hand else 16 + int(start * 22)],
            until=None if on_hand else self._days[16 + int(start * 22) + 2 + int(span * 8)],
            port=vendor.port,
            lot_number=100_000 + number % 900_000 if on_hand else 0,
            reserved_for=yard.customers[number % 2] if marks.reserved else None,
            sell_fast=marks.sell_fast,
            held=marks.held,
            assorted=kind.assorted,
            kind=other,
        )

    def _prices(self, cents: int, marks: Marks) -> tuple[Decimal, Decimal]:
        if marks.unpriced:
            cents = 0
        elif marks.mistyped:
            cents = max(1, cents // 10)
        return self._amount(cents), self._amount(cents * 108 // 100)

    def _amount(self, cents: int) -> Decimal:
        known = self._money.get(cents)
        if known is None:
            known = self._money[cents] = Decimal(cents).scaleb(-2)
        return known

"""The partners' own notation for fields as types: ``string:50``, ``decimal:10,2``, ``date``.

Documentation writes ``string:50``; a Struct field here is ``Annotated[str, text(50)]``. Money is
`Decimal`, written to JSON as a number with its cents; days are `date`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta

CENT = Decimal("0.01")

Id = Annotated[int, Meta(ge=0, lt=10**18)]
Flag = Annotated[int, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0, lt=10**10)]
Money = Decimal


@dataclass(frozen=True)
class Limits:
    """What msgspec's own bounds can not say: amounts of so many decimals, days of this age.

    Args:
        low: the smallest value allowed.
        high: the largest.
        decimals: how many digits an amount may have behind the point.
    """

    low: Decimal | date
    high: Decimal | date
    decimals: int = 0

    def allow(self, value: Any) -> bool:
        """Whether `value` (of the field's own type) is within the limits."""
        if isinstance(value, Decimal) and not self._is_written(value):
            return False
        return bool(self.low <= value <= self.high)

    def _is_written(self, amount: Decimal) -> bool:
        """Whether it is a number at all, and not finer than it may be."""
        if not amount.is_finite():
            return False
        _, digits, exponent = amount.as_tuple()
        finer = -int(exponent) - self.decimals
        return finer <= 0 or not any(digits[-finer:])

    def meta(self) -> Meta:
        """The limits as a mark on a field's type, for `reading.read` and for schemas."""
        shown = (
            {"minimum": float(self.low), "maximum": float(self.high)}
            if isinstance(self.low, Decimal) and isinstance(self.high, Decimal)
            else None
        )
        return Meta(extra={"limits": self}, extra_json_schema=shown)


#: ``decimal:10,2``: eight digits before the point.
PRICE = Limits(Decimal(0), Decimal("99999999.99"), 2)
#: What one unit costs; stems cost less than cents apart.
COST = Limits(Decimal(0), Decimal("99999999.9999"), 4)
#: No clock of a world leaves these years.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)

Price = Annotated[Decimal, PRICE.meta()]
Cost = Annotated[Decimal, COST.meta()]
Day = Annotated[date, Limits(FIRST_DAY, LAST_DAY).meta()]
#: More boxes, bunches or stems at once than anybody handles are a slip of the pen.
BOXES_MOST = 100_000
Boxes = Annotated[int, Meta(ge=1, le=BOXES_MOST)]
BoxesOrNone = Annotated[int, Meta(ge=0, le=BOXES_MOST)]
Bunches = Annotated[int, Meta(ge=1, le=10_000)]
#: A bunch that is sold by its weight has no number of stems.
Stems = Annotated[int, Meta(ge=0, le=10_000)]
#: Why somebody did something, in their own words.
Why = Annotated[str, Meta(max_length=300)]
#: 0 is Monday.
Weekday = Annotated[int, Meta(ge=0, le=6)]


def text(length: int) -> Meta:
    """``string:length``: at most so many characters."""
    return Meta(max_length=length)


def written(pattern: str, description: str) -> Meta:
    """A text that is `pattern` as a whole: Python's ``$`` would let one more line end through."""
    return Meta(pattern=rf"^{pattern}\Z", description=description)


def cents(amount: Decimal) -> Decimal:
    """`amount` rounded half up to whole cents."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def cents_up(amount: Decimal) -> Decimal:
    """`amount` rounded up to whole cents."""
    return amount.quantize(CENT, ROUND_CEILING)


def without_empty(value: Any) -> Any:
    """`value` without entries that are None or empty text, at every depth (empty means absent)."""
    if isinstance(value, Mapping):
        kept = {name: without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner is not None and inner != ""}
    if isinstance(value, list):
        return [without_empty(inner) for inner in value]
    return value


def unknown_names(kind: Any, value: Any, prefix: str = "") -> Iterator[str]:
    """The names in `value` the Struct type `kind` does not have, such as ``items[].colour``."""
    struct = struct_in(kind)
    if struct is None:
        return
    if isinstance(value, list):
        for inner in value:
            yield from unknown_names(struct, inner, prefix)
    elif isinstance(value, Mapping):
        fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
        for name, inner in value.items():
            if name not in fields:
                yield f"{prefix}{name}"
            else:
                mark = "[]." if isinstance(inner, list) else "."
                yield from unknown_names(fields[name].type, inner, f"{prefix}{name}{mark}")


def struct_in(kind: Any) -> type[msgspec.Struct] | None:
    """The Struct inside ``X | None``, ``list[X]``, ``Annotated[X, ...]``, if there is one."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    for part in get_args(kind):
        found = struct_in(part)
        if found is not None:
            return found
    return None

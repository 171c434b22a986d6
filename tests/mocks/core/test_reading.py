"""What somebody sent becomes a typed value, or a refusal that says what would be right."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from mocks.core.errors import BadCall
from mocks.core.fields import COST, PRICE, Cost, Day, Price, written
from mocks.core.reading import read


class Part(msgspec.Struct, kw_only=True):
    price: Price = Decimal(0)
    size: Annotated[int, Meta(ge=1, lt=900)] = 1


class Call(msgspec.Struct, kw_only=True):
    """A field of every type there is."""

    whole: Annotated[int, Meta(ge=1, lt=900)] | None = None
    many: Annotated[int, Meta(ge=0)] = 0
    few: Annotated[int, Meta(le=9)] = 0
    seconds: Annotated[float, Meta(ge=0, le=60)] = 0.0
    anything: float = 0.0
    cost: Cost | None = None
    plain: Decimal = Decimal(0)
    day: Day | None = None
    any_day: date | None = None
    at: Annotated[datetime, Meta(tz=True)] | None = None
    name: Annotated[str, Meta(max_length=3)] = ""
    key: Annotated[str, Meta(min_length=1, max_length=3)] = "x"
    code: Annotated[str, written("[a-z]", "one small letter")] = "x"
    kind: Literal["M", "L", "S"] = "M"
    only: Literal["M"] = "M"
    flag: bool = False
    parts: Annotated[tuple[Part, ...], Meta(max_length=2)] = ()
    part: Part | None = None
    counts: dict[str, int] = {}


@pytest.mark.parametrize(
    ("sent", "field", "problem", "right"),
    [
        ({"whole": "x"}, "whole", "a text", "a whole number from 1 to 899"),
        ({"whole": 0}, "whole", "too small", "a whole number from 1 to 899"),
        ({"whole": 900}, "whole", "too large", "a whole number from 1 to 899"),
        ({"whole": 10**30}, "whole", "too large", "a whole number from 1 to 899"),
        ({"whole": 1.5}, "whole", "a number with a fraction", "a whole number from 1 to 899"),
        ({"many": -1}, "many", "too small", "a whole number of at least 0"),
        ({"few": 10}, "few", "too large", "a whole number of at most 9"),
        ({"many": None}, "many", "nothing", "a whole number of at least 0"),
        ({"seconds": 61}, "seconds", "too large", "a number from 0 to 60"),
        ({"seconds": float("nan")}, "seconds", "too small", "a number from 0 to 60"),
        ({"anything": []}, "anything", "a list", "a number"),
        ({"plain": "x"}, "plain", "no number", "a number"),
        (
            {"cost": "NaN"},
            "cost",
            "outside what can be",
            "an amount from 0 to 99999999.9999 with at most 4 decimals",
        ),
        (
            {"day": "1999-12-31"},
            "day",
            "outside what can be",
            "a day from 2000-01-01 to 2099-12-31",
        ),
        ({"any_day": "2026-02-30"}, "any_day", "no day", "a day such as 2026-11-25"),
        (
            {"at": "soon"},
            "at",
            "no moment",
            "a moment with its zone, such as 2026-11-25T10:00:00Z",
        ),
        (
            {"at": "2026-11-25T10:00:00"},
            "at",
            "a moment without its zone",
            "a moment with its zone, such as 2026-11-25T10:00:00Z",
        ),
        ({"name": "long"}, "name", "too long", "a text of at most 3 characters"),
        ({"key": ""}, "key", "too short", "a text of 1 to 3 characters"),
        ({"code": "X"}, "code", "written otherwise", "one small letter"),
        ({"code": "x\n"}, "code", "written otherwise", "one small letter"),
        ({"kind": "P"}, "kind", "'P' is not known", "L, M or S"),
        ({"only": "P"}, "only", "'P' is not known", "M"),
        ({"flag": "perhaps"}, "flag", "a text", "true or false"),
        ({"parts": [{}, {}, {}]}, "parts", "too long", "a list of at most 2 entries"),
        ({"parts": {}}, "parts", "an object", "a list of at most 2 entries"),
        ({"parts": [{"size": 0}]}, "parts[0].size", "too small", "a whole number from 1 to 899"),
        (
            {"parts": [{}, {"price": 1.234}]},
            "parts[1].price",
            "outside what can be",
            "an amount from 0 to 99999999.99 with at most 2 decimals",
        ),
        ({"part": {"size": 0}}, "part.size", "too small", "a whole number from 1 to 899"),
        ({"part": 7}, "part", "a whole number", "an object"),
        ({"counts": {"a": "x"}}, "counts[...]", "a text", "a whole number"),
        ([1], "body", "a list", "an object"),
    ],
)
def test_what_can_not_be_is_named_with_what_would_be_right(
    sent: Any, field: str, problem: str, right: str
) -> None:
    with pytest.raises(BadCall) as refused:
        read(Call, sent)
    assert refused.value.code == "field.wrong"
    assert refused.value.details == {"field": field, "problem": problem, "right": right}


@pytest.mark.parametrize(
    ("sent", "field", "right"),
    [
        ({"parts": [{"colour": 1}]}, "parts[].colour", "one of price, size"),
        ({"part": {"colour": 1}}, "part.colour", "one of price, size"),
    ],
)
def test_a_field_there_is_not_is_answered_with_those_there_are(
    sent: Any, field: str, right: str
) -> None:
    with pytest.raises(BadCall) as refused:
        read(Call, sent)
    assert (refused.value.code, refused.value.details) == (
        "field.unknown",
        {"field": field, "right": right},
    )


def test_a_missing_field_is_named_with_its_type() -> None:
    class Needed(msgspec.Struct):
        boxes: Annotated[int, Meta(ge=1)]

    with pytest.raises(BadCall) as refused:
        read(Needed, {})
    assert refused.value.code == "field.missing"
    assert refused.value.details == {"field": "boxes", "right": "a whole number of at least 1"}


def test_figures_may_come_as_text_unless_told_otherwise() -> None:
    assert read(Call, {"whole": "7", "flag": "true"}) == Call(whole=7, flag=True)
    with pytest.raises(BadCall):
        read(Call, {"whole": "7"}, strict=True)


@given(st.integers(0, 10**10 - 1))
def test_every_price_in_cents_is_a_price(cents: int) -> None:
    assert PRICE.allow(Decimal(cents).scaleb(-2))


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_what_is_allowed_is_written_in_the_published_places(amount: Decimal) -> None:
    for limits in (PRICE, COST):
        if limits.allow(amount):
            assert 0 <= amount < 10**8
            assert amount == amount.quantize(Decimal(1).scaleb(-limits.decimals))

"""The shapes every answer of the marketplace shares, and how its methods are declared.

JSON both ways, a bearer key, and refusals as ``{"error": {"code", "field", "message"}}`` with an
HTTP status that fits. Nobody publishes such an API of iBuyFlowers: this one is ours.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from mocks.core.api import Evidence, Origin, endpoint

H = TypeVar("H", bound=Callable[..., Any])

ONBOARDING, SUPPLIER, FLORIST = "onboarding", "supplier", "florist"
HELP = "ours, shaped by the marketplace's public help pages on ordering, cards and cancellation"
PULL = "ours, shaped by Komet's page on the iBuyFlowers integration (version 7)"


class Call(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The input of a method; an unknown field is refused, since the whole contract is ours."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A successful answer; optional keys are left out when there is nothing to say."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong: a code for programs, the field (empty: the call as a whole), a sentence."""

    code: str
    field: str
    message: str


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Every refusal."""

    error: Problem


def method(verb: str, path: str, *, key: str, notes: str = "") -> Callable[[H], H]:
    """Declare a method, published under ``/api/``.

    Args:
        verb: the only verb it takes.
        path: such as ``shop/cart``.
        key: whose key opens it.
        notes: what shaped it, for the evidence table.
    """
    source = HELP if key == FLORIST else PULL
    origin = Origin(source, Evidence.OURS, notes)
    return endpoint(verb, f"/api/{path}", rights=(key,), origin=origin)

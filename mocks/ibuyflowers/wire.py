"""The shapes every answer of the marketplace shares, and how its methods are declared.

They travel as `mocks.core.bearer` says. Nobody publishes such an API of iBuyFlowers: this one is
ours.
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

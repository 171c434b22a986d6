"""The shapes every answer of Axerrio shares, and how its methods are declared.

They travel as `mocks.core.bearer` says. Nobody publishes an API of Axerrio: this one is ours.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from mocks.core.api import Evidence, Origin, endpoint

H = TypeVar("H", bound=Callable[..., Any])

ONBOARDING, CONNECTION, DESK = "onboarding", "connection", "desk"
PAGE = "ours, shaped by Komet's page on the Axerrio integration"
TRADE = "ours, shaped by the vocabulary of floral systems and by farms' box labels"

OrderId = Annotated[int, Meta(ge=1, lt=10**8)]
LineId = Annotated[int, Meta(ge=1, lt=900)]
KometId = Annotated[int, Meta(ge=1, lt=10**18)]
Count = Annotated[int, Meta(ge=1, lt=10_000)]
#: An amount as it comes in; `money` makes a Decimal of it.
Amount = Annotated[float, Meta(ge=0, lt=10**6)]


class Call(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The input of a method; an unknown field is refused, since the whole contract is ours."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A successful answer; optional keys are left out when there is nothing to say."""


def money(amount: float) -> Decimal:
    """The amount in dollars, kept to a hundredth of a cent: stems cost less than cents apart."""
    return Decimal(str(round(amount, 4)))


def method(verb: str, path: str, *, key: str, **more: Any) -> Callable[[H], H]:
    """Declare a method, published under ``/api/``.

    Args:
        verb: the only verb it takes.
        path: such as ``desk/order``.
        key: whose key opens it.
        more: `media` of an endpoint.
    """
    origin = Origin(TRADE if key == DESK else PAGE, Evidence.OURS)
    return endpoint(verb, f"/api/{path}", rights=(key,), origin=origin, **more)

"""The shapes every Komet answer shares, and how its methods are declared."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Evidence, Origin, endpoint

H = TypeVar("H", bound=Callable[..., Any])

COMPANY, CUSTOMER, VENDOR, USER = "Company", "Customer", "Vendor", "User"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """The input of a method. The token is read by the dialect, wherever it stands."""


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Every answer: `message` before the numeric `status` (observed 1 and 2)."""

    message: str = "OK"
    status: int = 1


Channel = Literal["WEB_APP", "MOBILE_APP", "K2K", "ECOMMERCE_LITE"]


class AccountHeaders(
    msgspec.Struct,
    frozen=True,
    rename={"x_account": "X-ACCOUNT", "x_sales_channel": "X-SALES-CHANNEL"},
):
    """Headers of the e-commerce family; the channels are those the pages list."""

    x_account: int
    x_sales_channel: Channel | UnsetType = UNSET


class ChannelHeaders(
    msgspec.Struct,
    frozen=True,
    rename={"x_account": "X-ACCOUNT", "x_sales_channel": "X-SALES-CHANNEL"},
):
    """The same headers where the page makes the channel required, too."""

    x_account: int
    x_sales_channel: Channel


def method(
    verb: str,
    path: str,
    *,
    tokens: str,
    source: str,
    evidence: Evidence = Evidence.DOCUMENTED,
    **more: Any,
) -> Callable[[H], H]:
    """Declare a Komet method, published under ``/api/``.

    Args:
        verb: the documented verb.
        path: the method's name, such as ``boxtype.list``.
        tokens: token types that may call it, parted by blanks; empty for none (login).
        source: page and version.
        evidence: how sure we are of its shape.
        more: `notes`, `aliases`, `headers`.
    """
    origin = Origin(source, evidence, more.pop("notes", ""))
    return endpoint(verb, f"/api/{path}", rights=tokens.split(), origin=origin, **more)


def given(value: Any) -> Any:
    """`value`, or UNSET where it is empty: empty optional keys are left out (observed 4)."""
    return UNSET if value in (None, "", (), []) else value

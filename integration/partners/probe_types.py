"""What only the test of a connection sends to Komet and reads of its answers."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from integration.partners.komet_types import Envelope


class LogIn(msgspec.Struct, frozen=True, kw_only=True):
    """A user's name and password."""

    username: Annotated[str, Meta(max_length=100)]
    password: Annotated[str, Meta(max_length=100)]


class LoggedIn(Envelope, frozen=True, kw_only=True):
    """The user's own token."""

    apiKey: str


class CarriersCall(msgspec.Struct, frozen=True, kw_only=True):
    """One carrier of the company's list, or all of them."""

    id: int | UnsetType = UNSET


class Carrier(msgspec.Struct, frozen=True, kw_only=True):
    """A carrier; `active` is 1 or 0."""

    id: int
    code: str = ""
    name: str = ""
    active: int = 1


class Carriers(Envelope, frozen=True, kw_only=True):
    """Carriers."""

    carriers: list[Carrier] | UnsetType = UNSET

"""What an operator may set, read once from variables named ``FLORALAB_...``, and frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec

PREFIX = "FLORALAB_"


class SettingsError(ValueError):
    """A variable can not be used: the sentence names it and says what would be right."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the engine works. Durations in seconds, shares between 0 and 1.

    `settle_s` is the longest a request can still be under way plus the longest read lag: a doubt
    younger than that is never resolved by asking again. `lease_ttl_s` outlives the slowest cycle;
    `holder` names this engine in leases: give two engines on one store two names. `part_offers` is
    how many offers go into one part of a batch. A read that lost more than `shrink_lines` lines and
    more than `shrink_share` of all is suspicious. `partial` and `price_policy` are what a new
    connection begins with. `availability` says whether what vendors and sister companies offer
    through Komet (origins 3 and 4) is published too.
    """

    store_url: str = "sqlite:///floralab.db"
    holder: str = "engine"
    interval_s: int = 300
    orders_every_s: float = 2.0
    reconcile_every_s: int = 3600
    settle_s: int = 180
    lease_ttl_s: int = 900
    timeout_s: float = 60.0
    backoff_first_s: int = 300
    backoff_longest_s: int = 3600
    part_offers: int = 5000
    shrink_share: float = 0.3
    shrink_lines: int = 50
    read_reserved: str = "yes"
    short_cut: str = "yes"
    availability: str = "no"
    orders_per_day: int = 40
    calls_per_order: int = 6
    vendor_calls_per_day: int = 600
    partial: str = "keep"
    price_policy: str = "honour"
    pages_host: str = "127.0.0.1"
    pages_port: int = 8090
    allowance_zone: str = "UTC"
    log_format: str = "console"

    @staticmethod
    def read(environ: Mapping[str, str]) -> Settings:
        """The settings in `environ`; what is absent or empty keeps its default.

        Raises:
            SettingsError: a variable with our prefix is unknown, unreadable or out of range; all
                such variables are named at once.
        """
        faults: list[str] = []
        values = dict(_values(environ, faults))
        settings = Settings(**values)  # type: ignore[arg-type]
        faults += out_of_range(settings)
        if faults:
            raise SettingsError("; ".join(faults))
        return settings

    @staticmethod
    def of_environment() -> Settings:
        """The settings in the environment of this process.

        Raises:
            SettingsError: as `read`.
        """
        return Settings.read(os.environ)

    def changed(self, **changes: object) -> Settings:
        """These settings with `changes`; None changes nothing.

        Raises:
            SettingsError: naming all that are out of range.
        """
        given = {name: value for name, value in changes.items() if value is not None}
        settings = msgspec.structs.replace(self, **given)
        faults = out_of_range(settings)
        if faults:
            raise SettingsError("; ".join(faults))
        return settings


_TYPES: dict[str, type] = {
    field.name: type(field.default) for field in msgspec.structs.fields(Settings)
}
_KINDS = {int: "a whole number", float: "a number", str: "a text"}
_CHOICES = {
    "partial": ("keep", "release"),
    "price_policy": ("honour", "refuse"),
    "log_format": ("console", "json"),
    "read_reserved": ("yes", "no"),
    "short_cut": ("yes", "no"),
    "availability": ("yes", "no"),
    "allowance_zone": ("UTC", "America/New_York"),
}
# Zero or less makes no sense for any number but these.
_MAY_BE_ZERO = {"settle_s", "shrink_share", "shrink_lines", "orders_per_day", "pages_port"}
_MOST = {"shrink_share": 1, "pages_port": 65_535}


def variable(field: str) -> str:
    """The name of the variable that sets `field`."""
    return PREFIX + field.upper()


def _values(environ: Mapping[str, str], faults: list[str]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, text in sorted(environ.items()):
        if not name.startswith(PREFIX) or not text:
            continue
        field = name.removeprefix(PREFIX).lower()
        if field not in _TYPES or name != variable(field):
            faults.append(f"{name} is no setting; there are {_names()}")
            continue
        try:
            found.append((field, _TYPES[field](text)))
        except ValueError:
            faults.append(f"{name}={text!r}: {_KINDS[_TYPES[field]]} would be right")
    return found


def _names() -> str:
    return ", ".join(variable(field) for field in _TYPES)


def out_of_range(settings: Settings) -> list[str]:
    """A sentence for each setting that can not be: its variable, its value, what would be right."""
    faults = []
    for field in _TYPES:
        value = getattr(settings, field)
        wrong = _wrong(field, value)
        if wrong:
            faults.append(f"{variable(field)}={value!r}: {wrong} would be right")
    return faults


def _wrong(field: str, value: object) -> str:
    if field in _CHOICES:
        return "" if value in _CHOICES[field] else " or ".join(_CHOICES[field])
    if isinstance(value, str):
        return "" if value else "a text"
    return _wrong_number(field, value)


def _wrong_number(field: str, value: object) -> str:
    assert isinstance(value, int | float)
    least = 0 if field in _MAY_BE_ZERO else 1e-9
    if not least <= value < float("inf"):
        return "zero or more" if field in _MAY_BE_ZERO else "more than zero"
    return f"at most {_MOST[field]}" if value > _MOST.get(field, value) else ""

"""What an operator gave for a connection, looked at before anything is called with it. Pure.

A number that can not be right would be stored and do its harm much later: no users is no allowance,
so that not even connecting again could be paid for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from integration.finding import Finding, wrong
from integration.model import MARKETPLACE, VENDOR, Connection

LONGEST_NAME, LONGEST_WAY_DAYS = 100, 30
MOST_USERS, MOST_ROWS = 100_000, 100_000
HIGHEST_ID = 10**18 - 1
_WHOLE = (
    ("users", "users", 1, MOST_USERS),
    ("rows", "rows", 1, MOST_ROWS),
    ("transit days", "transit_days", 0, LONGEST_WAY_DAYS),
)
_IDS = (
    ("Company ID", "company_id"),
    ("Customer ID", "customer_id"),
    ("Vendor ID", "vendor_id"),
    ("Carrier ID", "carrier_id"),
    ("Location ID", "location_id"),
)
#: Whom a connection with such a partner does not name.
_ABSENT = {MARKETPLACE: "vendor_id", VENDOR: "customer_id"}


def impossible(
    connection: Connection, addresses: Iterable[tuple[str, str]], secrets: Iterable[tuple[str, str]]
) -> list[Finding]:
    """Everything in `connection` that can not be right, whatever the partners say.

    Args:
        connection: as the operator gave it.
        addresses: what each is called, and the URL.
        secrets: what each token or key is called, and its text; an empty one was not given.
    """
    if not 1 <= len(connection.name) <= LONGEST_NAME:
        said = f"a name has 1 to {LONGEST_NAME} letters"
        return [wrong("name", f"{connection.name[:20]!r} is none", said)]
    return [
        *(_address(what, url) for what, url in addresses if not _is_address(url)),
        *(wrong(what, "it has letters no token has", "copy it again") for what in _odd(secrets)),
        *_numbers(connection),
    ]


def _address(what: str, url: str) -> Finding:
    remedy = "such as https://api.example.com or http://127.0.0.1:8081"
    return wrong(what, f"{url!r} is no address", remedy)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
        bare = not parts.query and not parts.fragment and not parts.username
        host = (parts.hostname or "").encode("idna")
    except ValueError:  # a port that is none, brackets that do not close, a label too long
        return False
    tidy = url.isascii() and url.isprintable() and " " not in url
    return parts.scheme in ("http", "https") and bool(host) and bare and tidy and port != 0


def _odd(secrets: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names of secrets that no header could carry."""
    for what, text in secrets:
        if not (text.isascii() and text.isprintable()) or " " in text:
            yield what


def _numbers(connection: Connection) -> Iterator[Finding]:
    for what, field, least, most in _WHOLE:
        value = getattr(connection, field)
        if not least <= value <= most:
            yield wrong(what, f"{value} is not possible", f"a whole number from {least} to {most}")
    if not 0 < connection.allowance_share <= 1:
        given = f"{connection.allowance_share:g} is not possible"
        yield wrong("allowance share", given, "more than 0, at most 1: 0.5 is half of the calls")
    days = connection.service_weekdays
    if not days or not set(days) <= set(range(7)):
        yield wrong("service weekdays", f"{days} is not possible", "0 for Monday to 6 for Sunday")
    for what, field in _IDS:
        value = getattr(connection, field)
        absent = value is None or field == _ABSENT[connection.partner]
        if not absent and not 1 <= value <= HIGHEST_ID:
            yield wrong(what, f"{value} is no id", "a whole number, 1 or more")

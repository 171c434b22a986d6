"""Who is there from the start: invented vendors with their articles, and keys from the seed."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from mocks.axerrio.records import Account, Article
from mocks.axerrio.wire import DESK, ONBOARDING

VENDORS = (
    ("NUS", "Hacienda Ñusta", "Cayambe, EC", "729"),
    ("RIO", "Flores Río Frío", "Tocancipá, CO", "145"),
    ("TAB", "Rosas del Volcán", "Tabacundo, EC", "074"),
    ("ANT", "Hortensias Montaña Azul", "Rionegro, CO", "406"),
)
#: Code and description, as a farm writes them: variants and accents on purpose.
ARTICLES = (
    *(("FRE50", "Rose Freedom 50cm"), ("FRE60", "Rose Freedom 60cm"), ("MON50", "Rose Mondial 50")),
    *(("PMO60", "Pink Mondial 60 cm"), ("QUI50", "Rosa Quicksand 50cm"), ("ESK60", "Eskimo 60cm")),
    *(("SHI50", "Shimmer 50"), ("MCR-N", "Mini Carn Rony nov."), ("CDO-S", "Clavel Doncel select")),
    *(("HBL-S", "Hydrangea Blue select"), ("ASS50", "Assorted Roses 50cm"), ("GYP", "Gypsophila")),
)
ARTICLE_STEP = 1000


def key_text(seed: int, kind: str, owner_id: int) -> str:
    """The key of one owner in the world of that seed, such as ``axr_`` and 24 hex digits."""
    digest = hashlib.blake2b(f"axerrio/{seed}/{kind}/{owner_id}".encode(), digest_size=12)
    return f"axr_{digest.hexdigest()}"


def keys_of(seed: int, account_ids: list[int]) -> dict[str, Any]:
    """The keys at the start: ``onboarding``, and ``desks`` in order of the accounts."""
    return {
        ONBOARDING: key_text(seed, ONBOARDING, 0),
        "desks": [key_text(seed, DESK, one) for one in account_ids],
    }


def accounts(count: int) -> Iterator[Account]:
    """`count` invented vendors, numbered from 1."""
    for number in range(1, count + 1):
        code, farm, origin, prefix = VENDORS[(number - 1) % len(VENDORS)]
        again = str((number - 1) // len(VENDORS) or "")
        yield Account(id=number, code=f"{code}{again}", farm=farm, origin=origin, awb_prefix=prefix)


def articles(account_id: int, at: datetime) -> Mapping[int, Article]:
    """What a vendor sells at the start, by key."""
    keys = range(account_id * ARTICLE_STEP + 1, (account_id + 1) * ARTICLE_STEP)
    return {
        key: Article(
            key=key,
            account_id=account_id,
            code=code,
            description=description,
            created=at,
            modified=at,
        )
        for key, (code, description) in zip(keys, ARTICLES, strict=False)
    }

"""Who is there from the start: invented florists, and keys that follow from the seed."""

import hashlib
from collections.abc import Iterator
from functools import cache
from random import Random

from faker import Faker

from mocks.ibuyflowers.records import Florist, ShipTo
from mocks.ibuyflowers.wire import FLORIST, ONBOARDING

FIRST = (
    *("Peony", "Juniper", "Foxglove", "Marigold", "Señorita Peña's", "Café", "Thistle", "Larkspur"),
    *("Wild Aster", "Ivy", "Bluebell", "Zinnia", "Hazel", "Dahlia", "Sweet Pea", "O'Malley's"),
)
SECOND = (
    *("Petals", "& Stem", "Floral Studio", "Blooms", "Events", "Flower Bar", "Weddings", "Garden"),
    *("Atelier", "Bouquets", "Flowers & Gifts", "Botanicals"),
)
#: City, state and zip code: Alaska and Hawaii included, where parcels take another way.
CITIES = (
    *(("New York", "NY", "10001"), ("Buffalo", "NY", "14201"), ("Boston", "MA", "02108")),
    *(("Chicago", "IL", "60601"), ("Miami", "FL", "33126"), ("Austin", "TX", "73301")),
    *(("Denver", "CO", "80202"), ("Seattle", "WA", "98101"), ("San José", "CA", "95113")),
    *(("Anchorage", "AK", "99501"), ("Honolulu", "HI", "96813"), ("Cañon City", "CO", "81212")),
)


def key_text(seed: int, kind: str, owner_id: int) -> str:
    """The key of one owner in the world of that seed, such as ``ibf_`` and 24 hex digits."""
    digest = hashlib.blake2b(f"ibuyflowers/{seed}/{kind}/{owner_id}".encode(), digest_size=12)
    return f"ibf_{digest.hexdigest()}"


def keys_of(seed: int, florist_ids: list[int]) -> dict[str, object]:
    """The keys of a fresh marketplace: ``onboarding``, and ``florists`` in order of their ids."""
    return {
        ONBOARDING: key_text(seed, ONBOARDING, 0),
        "florists": [key_text(seed, FLORIST, one) for one in florist_ids],
    }


@cache
def florists(seed: int, count: int) -> tuple[Florist, ...]:
    """`count` invented florists with their own address; the same rows for the same seed."""
    return tuple(_florists(seed, count))


def _florists(seed: int, count: int) -> Iterator[Florist]:
    chance, invented = Random(f"florists/{seed}"), _invented()
    invented.seed_instance(f"florists/{seed}")
    for number in range(1, count + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)}"
        city, state, zipcode = chance.choice(CITIES)
        suite = f", Suite {chance.randint(1, 40)}" if chance.random() < 0.2 else ""
        phone = "" if chance.random() < 0.1 else f"555-01{chance.randint(0, 99):02d}"
        yield Florist(
            id=number,
            name=name,
            ship_to=ShipTo(
                name=name,
                address=f"{invented.building_number()} {invented.street_name()}{suite}",
                city=city,
                state=state,
                zipcode=zipcode,
                country="US",
                phone=phone,
            ),
        )


@cache
def _invented() -> Faker:
    """Streets nobody lives in; made once, since it reads its word lists when made."""
    return Faker("en_US")

"""Where a load run takes place: what ``floralab mock all --json`` prints, and the engine beside it.

Everything a load generator must know stands in one small file, so that it needs no option for each.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from integration.lab.load.spec import NotThere, check_loopback


class Ids(msgspec.Struct, frozen=True, kw_only=True):
    """The company, and the marketplace as its customer."""

    company: int
    customer: int


class Desks(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of the vendor's system: of its desk workers, and of who joins vendors to companies."""

    desks: list[str]
    onboarding: str = ""


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of the marketplace's florists, and of the vendor's system."""

    florists: list[str]
    axerrio: Desks | None = None


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Addresses by partner, ids, keys, and what is known of an engine of ours.

    `engine_log` is its log, empty if there is none; `vendor_joined`, whether it takes the orders
    of the vendor's desk.
    """

    addresses: dict[str, str]
    seed: int
    ids: Ids
    keys: Keys
    engine_log: str = ""
    vendor_joined: bool = False

    @property
    def komet(self) -> str:
        """Komet's address."""
        return self.addresses["komet"]

    @property
    def market(self) -> str:
        """The marketplace's address."""
        return self.addresses["ibuyflowers"]

    @staticmethod
    def read(path: Path) -> Site:
        """The site described in a file.

        Raises:
            NotThere: if the file is none, or names an address that is not on loopback.
        """
        try:
            site = msgspec.json.decode(path.read_bytes(), type=Site)
        except (OSError, msgspec.MsgspecError) as problem:
            raise NotThere(
                f"{path}: {problem}; what `floralab mock all --json` prints would be right"
            ) from problem
        check_loopback(site.addresses.values())
        return site

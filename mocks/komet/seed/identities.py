"""The ids, logins and tokens every seeded Komet has, so that tests and the demo can name them."""

import hashlib
import string
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

import msgspec

from mocks.komet.state import KometState

#: Goes up whenever the same seed would give another company.
GENERATOR = 1

COMPANY, NEIGHBOUR = 12345, 54321
#: A third company, Multi-Location: its locations, and its customers by where they are tied.
BRANCHES, HERE, THERE = 67890, 13, 14
BRANCHES_CUSTOMERS = (6001, 6002, 6003)
CUSTOMER, INTERNAL_CUSTOMER = 7001, 7003
CUSTOMERS = (7001, 7002, 7003, 7004)
FEDEX = 1360
USERNAME, NEIGHBOUR_USERNAME = "floor@example.test", "desk@example.test"
BRANCHES_USERNAME = "branches@example.test"
PASSWORD = "only-in-the-lab"

#: The seeded tokens, by what they are for.
LABELS = (
    "company",
    "customer",
    "user",
    "vendor",
    "neighbour_company",
    "neighbour_customer",
    "neighbour_user",
    "branches_company",
    "branches_customer",
    "branches_here_customer",
    "branches_there_customer",
    "branches_user",
)

_LETTERS = string.ascii_lowercase + string.digits
_LENGTH = 26


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a company is generated from.

    `lines` of inventory as of `day`, `users` in the main company's plan, `names` of products from
    a real catalogue (empty for generated ones). `grants` are the methods of the seeded tokens, by
    kind.
    """

    seed: int
    lines: int
    users: int
    day: date
    names: tuple[str, ...] = ()
    grants: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    @property
    def morning(self) -> datetime:
        """When everything was last changed: the day's first moment (UTC)."""
        return datetime.combine(self.day, time(0), UTC)


def token_text(seed: int, label: str) -> str:
    """The token made for `label` in a world of that seed: 26 lower-case letters and digits."""
    number = int.from_bytes(hashlib.sha256(f"{seed}/{label}".encode()).digest())
    letters = []
    for _ in range(_LENGTH - 2):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    # One of each kind for certain: without a digit and a letter it would not be masked.
    return f"{''.join(letters)}{_LETTERS[number % 26]}{number % 10}"


def tokens_of(state: KometState) -> dict[str, str]:
    """The seeded tokens by label, in the order of `LABELS`."""
    return {label: token_text(state.seed, label) for label in LABELS}

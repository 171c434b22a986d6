"""The generator: a trading company of any size, the same for the same seed.

Nothing here depends on the process: no set is walked, no hash is taken, and every draw comes from
generators seeded by a text. `GENERATOR` goes up whenever the same seed would give something else.
"""

from mocks.komet.seed.fill import fill
from mocks.komet.seed.identities import (
    BRANCHES,
    BRANCHES_CUSTOMERS,
    BRANCHES_USERNAME,
    COMPANY,
    CUSTOMER,
    CUSTOMERS,
    FEDEX,
    GENERATOR,
    HERE,
    INTERNAL_CUSTOMER,
    LABELS,
    NEIGHBOUR,
    PASSWORD,
    THERE,
    USERNAME,
    Plan,
    token_text,
    tokens_of,
)

__all__ = [
    "BRANCHES",
    "BRANCHES_CUSTOMERS",
    "BRANCHES_USERNAME",
    "COMPANY",
    "CUSTOMER",
    "CUSTOMERS",
    "FEDEX",
    "GENERATOR",
    "HERE",
    "INTERNAL_CUSTOMER",
    "LABELS",
    "NEIGHBOUR",
    "PASSWORD",
    "THERE",
    "USERNAME",
    "Plan",
    "fill",
    "token_text",
    "tokens_of",
]

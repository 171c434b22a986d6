"""Which products somebody's words might mean, best first, for a person to choose from.

Names are compared letter by letter after everything that says nothing is taken off: case, accents,
remarks, the order of words. Numbers are no letters: a length of 50 is not nearly 60. So grades are
compared as numbers, and so are packs, with those the product is in stock with. The ranking only
offers; nothing is ever mapped by it.
"""

import heapq
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz

from mocks.core.api import act
from mocks.komet.mapping import LineWords, words_named
from mocks.komet.order_parts import Komet
from mocks.komet.records import Product
from mocks.komet.state import KometState

#: How many products are offered.
OFFERED = 5
#: Points (of 100) off a name's likeness: another grade, no grade where one is said, another pack.
OTHER_GRADE, NO_GRADE, OTHER_PACK = 12.0, 4.0, 3.0

_REMARK = re.compile(r"\([^)]*\)|\*[^*]*\*")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
#: Two lengths written as one, such as 5060.
_RUN_TOGETHER = re.compile(r"\b([4-9]0)([4-9]0|1[0-2]0)\b")
_UNITS = frozenset(("cm", "g", "gr", "x"))


class Name(msgspec.Struct, frozen=True):
    """A product's name, taken apart: its words in order of the alphabet, and its numbers."""

    words: str
    numbers: frozenset[int]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A product that may be meant; `likeness` is of 100."""

    productId: int
    description: str
    likeness: float


@act("suggest_products")
def suggest_products(context: Komet, call: LineWords) -> list[Suggestion]:
    """Offer products for a line's words, best first. Nothing is mapped.

    Raises:
        Missing: if there is no such line, or nobody used those words.
    """
    alias = words_named(context.state, call)
    packs = _packs(context.state, alias.company_id)
    own = [
        one
        for one in list(context.state.products.values())
        if one.company_id == alias.company_id and one.active
    ]
    return ranked(alias.description, alias.stems_bunch, own, packs)


def ranked(
    words: str, stems_bunch: int, products: Iterable[Product], packs: dict[int, frozenset[int]]
) -> list[Suggestion]:
    """The first `OFFERED` of `products` for `words` of that pack.

    Args:
        words: what somebody calls the product.
        stems_bunch: the stems in a bunch of it, 0 if nobody said.
        products: those to choose from.
        packs: stems in a bunch each product is known in, by its id.
    """
    wanted = name_of(words)
    rated = ((-_likeness(wanted, one, stems_bunch, packs), one.id, one) for one in products)
    return [
        Suggestion(productId=one.id, description=one.description, likeness=round(-rate, 1))
        for rate, _, one in heapq.nsmallest(OFFERED, rated, key=lambda rating: rating[:2])
    ]


@lru_cache(maxsize=50_000)
def name_of(text: str) -> Name:
    """`text` without accents, case, remarks, plurals and units."""
    plain = unicodedata.normalize("NFKD", _REMARK.sub(" ", text))
    plain = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    plain = plain.replace("'", "").replace("\u2019", "")
    plain = _RUN_TOGETHER.sub(r"\1 \2", plain)
    words = sorted(_singular(one) for one in _WORD.findall(plain) if one not in _UNITS)
    return Name(" ".join(words), frozenset(int(one) for one in _NUMBER.findall(plain)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _likeness(
    wanted: Name, product: Product, stems_bunch: int, packs: dict[int, frozenset[int]]
) -> float:
    offered = name_of(product.description)
    whole = fuzz.ratio(wanted.words, offered.words)
    parts = fuzz.token_set_ratio(wanted.words, offered.words)
    return (
        0.5 * whole + 0.5 * parts - _apart(wanted, offered) - _packed(product, stems_bunch, packs)
    )


def _apart(wanted: Name, offered: Name) -> float:
    """Points off for grades, compared as numbers: the further apart, the more."""
    if wanted.numbers == offered.numbers:
        return 0.0
    if not wanted.numbers or not offered.numbers:
        return NO_GRADE
    if wanted.numbers & offered.numbers:
        return NO_GRADE
    nearest = min(
        abs(one - two) / max(one, two) for one in wanted.numbers for two in offered.numbers
    )
    return OTHER_GRADE * (1 + nearest)


def _packed(product: Product, stems_bunch: int, packs: dict[int, frozenset[int]]) -> float:
    known = packs.get(product.id)
    return OTHER_PACK if stems_bunch and known and stems_bunch not in known else 0.0


def _packs(state: KometState, company_id: int) -> dict[int, frozenset[int]]:
    """Stems in a bunch each product of the company is in stock with."""
    found: dict[int, set[int]] = {}
    for lot in list(state.lots.values()):
        if lot.company_id == company_id and lot.stems_bunch:
            found.setdefault(lot.product_id, set()).add(lot.stems_bunch)
    return {product_id: frozenset(packs) for product_id, packs in found.items()}

"""The catalogue: what products are called, with the dirt real catalogues have."""

from random import Random
from typing import NamedTuple

from mocks.komet.records import Product
from mocks.komet.seed.pools import GROUPS, MISSPELT, REMARKS, SEVERAL_LENGTHS, Group

PRODUCTS_MOST = 20_000
TAGS = ("standard", "standard,xmas", "", "valentine", "")
MIXED = frozenset(("mix", "mixed", "assorted"))
COLOURS = tuple(dict.fromkeys(colour for group in GROUPS for colour, _ in group.varieties))


class Kind(NamedTuple):
    """A product with what its lots are made from: packs and the price of a stem in cents."""

    product: Product
    group: Group
    cents: int
    assorted: bool


class Drawn(NamedTuple):
    """One product's words, before it gets an id."""

    description: str
    variety: str
    colour: str
    grade: str
    group: Group
    cents: int
    active: bool = True


def generated(seed: int, company_id: int, first_id: int, count: int) -> list[Kind]:
    """`count` products drawn from the pools; names repeat under new ids, as they do in life."""
    draw = Random(f"{seed}/{company_id}/products")
    wheel = [group for group in GROUPS for _ in range(group.weight)]
    kinds: list[Kind] = []
    for number in range(first_id, first_id + count):
        words = _dirty(draw, _clean(draw, wheel[int(draw.random() * len(wheel))]))
        words = words._replace(active=number % 61 != 0)
        kinds.append(_kind(draw, company_id, number, words))
    return kinds


def named(
    names: tuple[str, ...], seed: int, company_id: int, first_id: int, count: int
) -> list[Kind]:
    """The first `count` of `names` as products, in their order, repeats under new ids."""
    draw = Random(f"{seed}/{company_id}/products")
    return [
        _kind(draw, company_id, first_id + place, _read(draw, name))
        for place, name in enumerate(names[:count])
    ]


def kind_of(seed: int, product: Product) -> Kind:
    """A product that somebody brought, with what its lots are made from, guessed by its name."""
    draw = Random(f"{seed}/{product.id}/kind")
    words = _read(draw, f"{product.category} {product.description}")
    return Kind(product, words.group, words.cents, _is_mixed(product.description))


def _clean(draw: Random, group: Group) -> Drawn:
    colour, variety = group.varieties[int(draw.random() * len(group.varieties))]
    grade, cents = group.grades[int(draw.random() * len(group.grades))]
    words = (group.name, variety, "" if colour in variety else colour, grade)
    description = " ".join(word for word in words if word)
    return Drawn(description, variety, colour, grade, group, cents)


def _dirty(draw: Random, words: Drawn) -> Drawn:
    """`words`, in one of nine cases with something people do to them."""
    what = int(draw.random() * 60)
    if what == 0:
        remark = REMARKS[int(draw.random() * len(REMARKS))]
        return words._replace(description=words.description + remark)
    if what == 1:
        mix = "Assorted" if draw.random() < 0.5 else "Mix"
        description = f"{words.group.name or 'Flowers'} {mix} {words.grade}"
        return words._replace(description=description, variety=mix, colour="Assorted")
    if what == 2:
        grade = SEVERAL_LENGTHS[int(draw.random() * len(SEVERAL_LENGTHS))]
        return words._replace(
            description=words.description.replace(words.grade, grade), grade=grade
        )
    if what == 3:
        return words._replace(variety=f"{words.colour} {words.variety}", colour="")
    if what == 4:
        return words._replace(description=words.description.upper())
    if what <= 8 and words.variety in MISSPELT:
        right, wrong = words.variety, MISSPELT[words.variety]
        return words._replace(description=words.description.replace(right, wrong), variety=wrong)
    return words


def _read(draw: Random, name: str) -> Drawn:
    """What a catalogue's name tells: its group by a word in it, its colour, its length."""
    lower = name.lower()
    group = next((one for one in GROUPS if one.name and one.name.lower() in lower), GROUPS[-1])
    colour = next((one for one in COLOURS if one.lower() in lower), "")
    grade, cents = group.grades[int(draw.random() * len(group.grades))]
    grade = next((one for one, _ in group.grades if one.lower() in lower), "")
    return Drawn(name, name, colour, grade, group, cents)


def _kind(draw: Random, company_id: int, number: int, words: Drawn) -> Kind:
    prefix = words.group.category[:2].upper()
    product = Product(
        id=number,
        company_id=company_id,
        description=words.description,
        category=words.group.category,
        color=words.colour,
        variety=words.variety,
        grade=words.grade,
        code=f"{prefix}{number}" if draw.random() < 0.98 else "",
        tags=TAGS[number % len(TAGS)],
        active=words.active,
    )
    return Kind(product, words.group, words.cents, _is_mixed(words.description))


def _is_mixed(description: str) -> bool:
    return not MIXED.isdisjoint(description.lower().split())

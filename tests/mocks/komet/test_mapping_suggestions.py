"""What is offered for words nobody knows: ranked, never mapped, the right product on top."""

from random import Random

import pytest

from mocks.core.errors import Missing
from mocks.komet.mapping_suggestions import OFFERED, name_of, ranked
from mocks.komet.records import Product
from mocks.komet.seed.products import generated
from tests.mocks.komet.purchases import OWN, Purchases, alone

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def product(number, description):
    return Product(
        id=number,
        company_id=1,
        description=description,
        category="",
        color="",
        variety="",
        grade="",
        code="",
    )


def best(words, *descriptions, stems_bunch=0, packs=None):
    products = [product(number, one) for number, one in enumerate(descriptions)]
    return [one.description for one in ranked(words, stems_bunch, products, packs or {})]


def test_the_first_five_are_offered_for_a_line_and_nothing_is_mapped():
    desk = Purchases()
    words = {"productId": None, "productDescription": "Hermosa rosas pink 70cm"}
    (item,) = desk.bought(alone(**words))
    before = desk.facts()
    offers = desk.do("suggest_products", poItemId=item)
    assert (offers[0].productId, len(offers)) == (100_001, OFFERED)
    assert [one.likeness for one in offers] == sorted(one.likeness for one in offers)[::-1]
    assert desk.facts() == before
    assert "productId" not in desk.lines()[item]
    assert desk.do("map_product", poItemId=item, productId=offers[0].productId) == 1


def test_offers_are_of_the_own_company_s_active_products():
    desk = Purchases()
    first = desk.state.products[100_001]
    gone = {name: getattr(first, name) for name in first.__struct_fields__} | {"active": False}
    (item,) = desk.bought(alone(productId=None, productDescription=first.description + "s"))
    desk.state.products[100_001] = Product(**gone)
    offers = desk.do("suggest_products", poItemId=item)
    assert 100_001 not in {one.productId for one in offers}
    assert all(one.productId < 900_000 for one in offers)


def test_words_nobody_used_have_no_offers():
    with pytest.raises(Missing):
        Purchases().do("suggest_products", vendorId=OWN, description="Rosa")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rose Escimo WHITE 60cm", "white escimo roses 60"),
        ("Gypsophila Arco Íris", "Gypsophila Arco Iris"),
        ("Tiffany . (white to yellowish)", "Tiffany *fragrance*"),
        ("Freedom 5060", "Freedom 50/60"),
        ("Mayra's Rose", "Mayras Rose"),
    ],
)
def test_what_says_nothing_is_taken_off(one, other):
    assert name_of(one) == name_of(other)


def test_grades_are_numbers_not_letters():
    right, near, far = "Rose Freedom Red 60 cm", "Rose Freedom Red 70 cm", "Rose Freedom Red 160 cm"
    assert best("Rose Fredom Red 60cm", far, near, right) == [right, near, far]
    assert best("Fredom 60", "Rose Freedom", near) == ["Rose Freedom", near]
    assert best("Freedom 5060", near, right)[0] == right


def test_a_pack_the_product_is_not_known_in_counts_against_it():
    names = ("Mini Carnation Rony", "Mini Carnation Ronny")
    packs = {0: frozenset({20}), 1: frozenset({10})}
    assert best("Mini Carnation Rony", *names) == [*names]
    far = ("Mini Carnation Rony A", "Mini Carnation Rony B")
    assert best("Mini Carnation Rony", *far, stems_bunch=10, packs=packs) == [far[1], far[0]]


def misspelt(draw, text):
    """`text` with a letter or two wrong, and perhaps its words in another order or form."""
    words = text.split()
    for _ in range(draw.choice((1, 1, 2))):
        places = [at for at, word in enumerate(words) if word.isalpha() and len(word) > 3]
        if places:
            at = draw.choice(places)
            words[at] = typed(draw, words[at])
    how = draw.randrange(4)
    if how == 0:
        draw.shuffle(words)
    text = " ".join(words)
    return (text, text.upper(), text.replace(" cm", "cm"), text)[how]


def typed(draw, word):
    """`word` with a letter left out, doubled, changed over or wrong."""
    at = draw.randrange(len(word) - 1)
    before, one, two, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    slips = (two, one + one + two, two + one, draw.choice(LETTERS) + two)
    return before + draw.choice(slips) + after


def test_of_500_misspellings_the_right_product_is_nearly_always_among_the_first_five():
    draw = Random("misspelt/1")
    products = [kind.product for kind in generated(1, 12345, 100_001, 1_200)]
    among = first = 0
    for _ in range(500):
        right = products[draw.randrange(len(products))].description
        offers = ranked(misspelt(draw, right), 0, products, {})
        same = [one.description.casefold() == right.casefold() for one in offers]
        among, first = among + any(same), first + same[0]
    assert [among >= 495, first >= 470] == [True, True], (among, first)

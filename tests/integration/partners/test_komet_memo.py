"""Rows seen before are known again, and nothing else is."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from integration.errors import Unknown
from integration.inventory import compare
from integration.listing import Listing, joined
from integration.model import Offer
from integration.partners import komet_memo
from integration.partners.http import Answer
from integration.partners.komet_inventory import ShopOffers
from integration.partners.komet_memo import Memo, Recipe
from integration.partners.operations import OPEN_MARKET, STOREFRONT
from tests.integration.partners.scripted import CONNECTION, offers_of, scripted

TODAY = date(2026, 3, 2)
SAMPLE = Offer(
    key="1",
    origin=1,
    product_id=5,
    name="Rose",
    box_type="QB",
    unit_type="Stem",
    bunches=10,
    stems_bunch=25,
    boxes=3,
    price=Decimal("0.45"),
    available_from=TODAY,
    available_to=TODAY,
)
EMPTY = b'{"message":"Inventory items not found.","status":1}'
BOXES = b'{"message":"OK","status":1,"boxtypes":[]}'


def row(number: int, **changes: object) -> dict[str, object]:
    made = {
        "inventoryId": number,
        "companyProductId": 5,
        "productDescription": "Rose",
        "quantity": 3,
        "boxTypeCode": "QB",
        "unitType": "Stem",
        "bunches": 10,
        "stemsBunch": 25,
        "price": 0.45,
        "fobPrice": 0.5,
    }
    return made | changes


def listed(*rows: dict[str, object]) -> bytes:
    return msgspec.json.encode({"message": "OK", "status": 1, "inventoryItems": rows})


def read(*lists: bytes, days: tuple[date, ...] = (TODAY, TODAY), known=None):
    """Each list, read one after the other on those days."""
    answers: list[bytes] = []
    for place, body in enumerate(lists):
        if place == 0 or days[place] != days[place - 1]:
            answers.append(BOXES)
        answers += [body, EMPTY]
    with scripted(*answers) as script:
        if known:
            script.komet.remember(CONNECTION, known)
        return [script.komet.open_market(CONNECTION, day) for day in days[: len(lists)]]


def changed(before: Listing, after: Listing) -> list[str]:
    return compare(after.names, before.names).changed


def test_a_row_that_did_not_change_keeps_its_name():
    first, second = read(listed(row(1), row(2)), listed(row(2), row(1, quantity=2), row(3)))
    assert changed(first, second) == ["1-1", "1-3"]
    assert [(one.key, one.boxes) for one in offers_of(second)] == [
        ("1-2", 3),
        ("1-1", 2),
        ("1-3", 3),
    ]


def test_a_row_that_sells_out_and_comes_back():
    sold = listed(row(1, quantity=0))
    first, second, third = read(listed(row(1)), sold, listed(row(1)), days=(TODAY,) * 3)
    assert (first.lines, second.lines, second.names) == (1, 0, {})
    assert (third.names, offers_of(third)) == (first.names, offers_of(first))


def test_on_another_day_the_same_row_ships_from_that_day():
    tomorrow = TODAY + timedelta(days=1)
    first, second = read(listed(row(1)), listed(row(1)), days=(TODAY, tomorrow))
    assert changed(first, second) == ["1-1"]
    assert [one.available_from for one in (*offers_of(first), *offers_of(second))] == [
        TODAY,
        tomorrow,
    ]


def test_the_same_row_twice_in_one_list_is_two_lines():
    (listing,) = read(listed(row(1), row(1)))
    assert (listing.lines, list(listing.names)) == (2, ["1-1"])


def test_the_lists_of_one_connection_do_not_share_names():
    future = listed(row(1, availableFrom="2026-03-02", availableTo="2026-03-02"))
    with scripted(BOXES, future, future) as script:
        listing = script.komet.open_market(CONNECTION, TODAY)
    assert len(set(listing.names.values())) == 2
    assert [one.key for one in offers_of(listing)] == ["1-1", "2-1"]


def test_many_rows_keep_their_order():
    many = listed(*(row(number) for number in range(1, 10_002)))
    first, second = read(many, many)
    assert [one.key for one in offers_of(second)] == [f"1-{n}" for n in range(1, 10_002)]
    assert offers_of(first) == offers_of(second)


def test_one_bad_row_spoils_the_whole_read():
    with scripted(BOXES, listed(row(1), row(2, price="cheap"))) as script, pytest.raises(Unknown):
        script.komet.open_market(CONNECTION, TODAY)


def test_a_memo_holds_no_more_than_two_reads():
    memo, recipe = Memo(OPEN_MARKET), Recipe(lambda made: None)
    for ordinal in range(5):
        body = listed(*(row(n, quantity=ordinal + 1) for n in range(100)))
        memo.leaf(Answer(200, body), recipe)
        assert len(memo) == 100 * min(ordinal + 1, 2)


# --- what is remembered from before --------------------------------------------------------------


def test_after_a_restart_only_what_changed_is_decoded():
    made: list[int] = []

    def make(decoded):
        made.append(decoded.inventoryId)
        return msgspec.structs.replace(SAMPLE, key=f"1-{decoded.inventoryId}")

    body, new = Answer(200, listed(row(1), row(2))), Answer(200, listed(row(1), row(2, quantity=9)))
    before, after = Memo(OPEN_MARKET), Memo(OPEN_MARKET)
    names = before.leaf(body, Recipe(make)).listing.names
    after.learn({name: key for key, name in names.items()})
    made.clear()
    found = after.leaf(new, Recipe(make)).listing
    assert made == [2]
    assert compare(found.names, names).changed == ["1-2"]
    assert [one.key for one in offers_of(found)] == ["1-1", "1-2"], "the others can still be made"


def test_names_from_before_a_restart_fit_those_read_after_it():
    (before,) = read(listed(row(1), row(2)))
    (after,) = read(listed(row(1), row(2, quantity=2)), known=before.names)
    assert changed(before, after) == ["1-2"]
    assert [one.boxes for one in offers_of(after)] == [3, 2]


def test_another_edition_of_the_engine_remembers_nothing_of_this_one(monkeypatch):
    (before,) = read(listed(row(1)))
    monkeypatch.setattr(komet_memo, "edition", lambda: b"another")
    (after,) = read(listed(row(1)), known=before.names)
    assert changed(before, after) == ["1-1"]


# --- the short cut -------------------------------------------------------------------------------


def listed_on(memo: Memo, body: bytes, day: date = TODAY) -> list[tuple[str, date]]:
    def make(made):
        return msgspec.structs.replace(SAMPLE, key=str(made.inventoryId), available_from=day)

    listing = memo.leaf(Answer(200, body), Recipe(make, (day,))).listing
    return [(one.key, one.available_from) for one in offers_of(listing)]


def test_a_list_with_the_bytes_of_the_last_one_is_not_looked_through():
    body, other = (Answer(200, listed(row(number))) for number in (1, 2))
    memo, recipe = Memo(OPEN_MARKET, short_cut=True), Recipe(lambda made: SAMPLE)
    first = memo.leaf(body, recipe).listing
    assert memo.leaf(body, recipe).listing.names is first.names
    memo.leaf(other, recipe)
    assert memo.leaf(body, recipe).listing.names is not first.names


def test_if_nothing_changed_the_names_of_all_lists_are_the_very_same():
    first, second = read(listed(row(1)), listed(row(1)))
    assert second.names is first.names


@pytest.mark.parametrize("short_cut", [True, False])
def test_with_or_without_the_short_cut_the_offers_are_the_same(short_cut):
    memo, tomorrow = Memo(OPEN_MARKET, short_cut=short_cut), TODAY + timedelta(days=1)
    one, two = listed(row(1), row(2)), listed(row(2), row(3))
    assert listed_on(memo, one) == [("1", TODAY), ("2", TODAY)]
    assert listed_on(memo, one) == [("1", TODAY), ("2", TODAY)]
    assert listed_on(memo, two) == [("2", TODAY), ("3", TODAY)]
    assert listed_on(memo, one) == [("1", TODAY), ("2", TODAY)]
    assert listed_on(memo, one, tomorrow) == [("1", tomorrow), ("2", tomorrow)]


@pytest.mark.parametrize("short_cut", [True, False])
def test_a_garbled_answer_is_never_taken_for_the_last_list(short_cut):
    memo, good = Memo(OPEN_MARKET, short_cut=short_cut), listed(row(1))
    garbled, recipe = Answer(200, b"<html>"), Recipe(lambda made: None)
    for answer in (garbled, garbled):
        with pytest.raises(Unknown):
            memo.leaf(answer, recipe)
    assert listed_on(memo, good) == [("1", TODAY)]
    with pytest.raises(Unknown):
        memo.leaf(Answer(502, good), Recipe(lambda made: None, (TODAY,)))


# --- lists in pages ------------------------------------------------------------------------------


SHOP = Recipe(ShopOffers())


def shop_row(number: int, **changes: object) -> dict[str, object]:
    made = {
        "inventoryIds": str(number),
        "inventoryOrigin": 1,
        "productId": 5,
        "productDescription": "Rose",
        "quantity": 3,
        "boxTypeCode": "QB",
        "unitType": "Stem",
        "bunches": 10,
        "stemsBunch": 25,
        "price": 0.45,
        "availableFrom": "2026-03-02",
        "availableTo": "2026-05-02",
    }
    return made | changes


def shelf(*rows: dict[str, object]) -> Answer:
    body = {"message": "OK", "status": 1, "total": 40, "products": rows}
    return Answer(200, msgspec.json.encode(body))


def test_a_row_that_moved_to_another_page_keeps_its_name():
    memo = Memo(STOREFRONT)
    first = memo.leaf(shelf(shop_row(1), shop_row(2)), SHOP).listing
    third = memo.leaf(shelf(shop_row(3)), SHOP, 2).listing
    again = memo.leaf(shelf(shop_row(1)), SHOP).listing
    moved = memo.leaf(shelf(shop_row(2), shop_row(3)), SHOP, 2).listing
    assert again.names | moved.names == first.names | third.names
    assert offers_of(joined([again, moved])) == offers_of(joined([first, third]))


def test_a_row_that_changed_has_another_name():
    memo = Memo(STOREFRONT)
    before = memo.leaf(shelf(shop_row(1)), SHOP).listing
    after = memo.leaf(shelf(shop_row(1, quantity=2)), SHOP).listing
    assert changed(before, after) == ["1-1"]
    assert [one.boxes for one in (*offers_of(before), *offers_of(after))] == [3, 2]


def test_rows_that_make_no_offer_are_counted_every_time():
    memo, answer = Memo(STOREFRONT), shelf(shop_row(1), shop_row(2, inventoryOrigin=3))
    for _ in range(2):
        leaf = memo.leaf(answer, SHOP)
        assert (list(leaf.listing.names), leaf.rows, leaf.reading.reply.total) == (["1-1"], 2, 40)


def test_a_memo_of_pages_holds_no_more_than_two_reads():
    memo = Memo(STOREFRONT)
    for read_number in range(5):
        for number in (1, 2):
            first = 100 * read_number + 10 * number
            memo.leaf(shelf(*(shop_row(one) for one in range(first, first + 10))), SHOP, number)
        assert len(memo) <= 40
    for _ in range(2):
        memo.leaf(shelf(shop_row(1)), SHOP)
    assert len(memo) == 1


def test_one_bad_row_spoils_its_page():
    with pytest.raises(Unknown, match="a row is none"):
        Memo(STOREFRONT).leaf(shelf(shop_row(1), shop_row(2, price="cheap")), SHOP)

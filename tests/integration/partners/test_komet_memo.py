"""Rows seen before are taken over, and nothing else is."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from integration.errors import Unknown
from integration.model import Offer
from integration.partners.http import Answer
from integration.partners.komet_inventory import ShopOffers
from integration.partners.komet_memo import PORTION, Memo, PageMemo
from integration.partners.operations import OPEN_MARKET, STOREFRONT
from tests.integration.partners.scripted import CONNECTION, scripted

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


def read(*lists: bytes, days: tuple[date, ...] = (TODAY, TODAY)):
    """The offers of each list, read one after the other on those days."""
    answers: list[bytes] = []
    for place, body in enumerate(lists):
        if place == 0 or days[place] != days[place - 1]:
            answers.append(BOXES)
        answers += [body, EMPTY]
    with scripted(*answers) as script:
        return [script.komet.open_market(CONNECTION, day) for day in days[: len(lists)]]


def test_a_row_that_did_not_change_is_the_same_offer():
    first, second = read(listed(row(1), row(2)), listed(row(2), row(1, quantity=2), row(3)))
    assert second[0] is first[1]
    assert [(one.key, one.boxes) for one in second] == [("1-2", 3), ("1-1", 2), ("1-3", 3)]


def test_a_change_in_a_field_nobody_reads_makes_an_equal_offer():
    first, second = read(listed(row(1)), listed(row(1, fobPrice=0.6)))
    assert second == first


def test_a_row_that_sells_out_and_comes_back():
    sold = listed(row(1, quantity=0))
    first, second, third = read(listed(row(1)), sold, listed(row(1)), days=(TODAY,) * 3)
    assert (len(first), len(second)) == (1, 0)
    assert third == first


def test_on_another_day_the_same_row_ships_from_that_day():
    tomorrow = TODAY + timedelta(days=1)
    first, second = read(listed(row(1)), listed(row(1)), days=(TODAY, tomorrow))
    assert (first[0].available_from, second[0].available_from) == (TODAY, tomorrow)


def test_the_same_row_twice_in_one_list_stays_twice():
    (offers,) = read(listed(row(1), row(1)))
    assert [one.key for one in offers] == ["1-1", "1-1"]


def test_more_rows_than_a_portion_keep_their_order():
    many = listed(*(row(number) for number in range(1, 2 * PORTION + 2)))
    first, second = read(many, many)
    assert [one.key for one in first] == [f"1-{n}" for n in range(1, 2 * PORTION + 2)]
    assert all(one is other for one, other in zip(first, second, strict=True))


def test_one_bad_row_spoils_the_whole_read():
    with scripted(BOXES, listed(row(1), row(2, price="cheap"))) as script, pytest.raises(Unknown):
        script.komet.open_market(CONNECTION, TODAY)


def test_a_memo_does_not_grow_for_ever():
    memo, sizes = Memo(OPEN_MARKET), []
    for ordinal in range(40):
        body = listed(*(row(n, quantity=ordinal + 1) for n in range(1000)))
        memo.offers(Answer(200, body), TODAY, lambda made: None)
        sizes.append(len(memo))
    assert max(sizes) <= 1.25 * 1000 + PORTION + 1000
    assert sizes[-1] < max(sizes)


def listed_on(memo: Memo, body: bytes, day: date = TODAY) -> list[tuple[str, date]]:
    def make(made):
        return msgspec.structs.replace(SAMPLE, key=str(made.inventoryId), available_from=day)

    return [(one.key, one.available_from) for one in memo.offers(Answer(200, body), day, make)]


def test_a_list_with_the_bytes_of_the_last_one_is_not_looked_through():
    body, other = (Answer(200, listed(row(number))) for number in (1, 2))
    memo = Memo(OPEN_MARKET)
    first = memo.offers(body, TODAY, lambda made: SAMPLE)
    assert memo.offers(body, TODAY, lambda made: SAMPLE) is first
    memo.offers(other, TODAY, lambda made: SAMPLE)
    assert memo.offers(body, TODAY, lambda made: SAMPLE) is not first


@pytest.mark.parametrize("short_cut", [True, False])
def test_with_or_without_the_short_cut_the_offers_are_the_same(short_cut):
    memo, tomorrow = Memo(OPEN_MARKET, short_cut=short_cut), TODAY + timedelta(days=1)
    one, two = listed(row(1), row(2)), listed(row(2), row(3))
    assert listed_on(memo, one) == [("1", TODAY), ("2", TODAY)]
    assert listed_on(memo, one) == [("1", TODAY), ("2", TODAY)]
    assert listed_on(memo, two) == [("2", TODAY), ("3", TODAY)]
    assert listed_on(memo, one) == [("1", TODAY), ("2", TODAY)]
    assert listed_on(memo, one, tomorrow) == [("1", tomorrow), ("2", tomorrow)]


def test_a_garbled_answer_is_never_taken_for_the_last_list():
    memo, good = Memo(OPEN_MARKET), listed(row(1))
    garbled = Answer(200, b"<html>")
    for answer in (garbled, garbled):
        with pytest.raises(Unknown):
            memo.offers(answer, TODAY, lambda made: None)
    assert listed_on(memo, good) == [("1", TODAY)]
    with pytest.raises(Unknown):
        memo.offers(Answer(502, good), TODAY, lambda made: None)


# --- lists in pages ------------------------------------------------------------------------------


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


def pages() -> PageMemo:
    return PageMemo(STOREFRONT, ShopOffers())


def test_a_row_that_moved_to_another_page_is_the_same_offer():
    memo = pages()
    (one, two), _, _ = memo.page(shelf(shop_row(1), shop_row(2)), 1)
    (three,), _, _ = memo.page(shelf(shop_row(3)), 2)
    (again,), _, _ = memo.page(shelf(shop_row(1)), 1)
    (moved, third), _, _ = memo.page(shelf(shop_row(2), shop_row(3)), 2)
    assert (again, moved, third) == (one, two, three)
    assert again is one and moved is two and third is three


def test_a_row_that_changed_is_another_offer():
    memo = pages()
    (before,), _, _ = memo.page(shelf(shop_row(1)), 1)
    (after,), _, _ = memo.page(shelf(shop_row(1, quantity=2)), 1)
    assert (before.boxes, after.boxes) == (3, 2)


def test_rows_that_make_no_offer_are_counted_every_time():
    memo, answer = pages(), shelf(shop_row(1), shop_row(2, inventoryOrigin=3))
    for _ in range(2):
        leaf = memo.page(answer, 1)
        assert ([one.key for one in leaf.offers], leaf.rows, leaf.reply.total) == (["1-1"], 2, 40)


def test_a_memo_of_pages_holds_no_more_than_two_reads():
    memo = pages()
    for read_number in range(5):
        for number in (1, 2):
            first = 100 * read_number + 10 * number
            memo.page(shelf(*(shop_row(one) for one in range(first, first + 10))), number)
        assert len(memo) <= 40
    for _ in range(2):
        memo.page(shelf(shop_row(1)), 1)
    assert len(memo) == 1


def test_one_bad_row_spoils_its_page():
    with pytest.raises(Unknown, match="a row is none"):
        pages().page(shelf(shop_row(1), shop_row(2, price="cheap")), 1)

"""What a list no longer holds is taken down only when that is certain."""

import pytest

from integration.errors import Undelivered
from integration.settings import Settings
from tests.integration.fakes import MIDNIGHT, Place, offer, offers, page_of, sync


def test_an_empty_list_takes_nothing_down_until_it_comes_twice(place):
    place.erp.stock = offers(3)
    sync(place)
    place.erp.stock = []
    first = sync(place)
    assert (first.outcome, first.removals, len(first.missing)) == ("held", 0, 3)
    assert len(place.market.shown) == 3
    assert set(place.market.confirmed.values()) == {MIDNIGHT}
    assert [subject for subject, _ in place.alarms] == ["inventory shrink"]
    second = sync(place)
    assert (second.outcome, second.removals) == ("published", 3)
    assert place.market.shown == {}
    assert place.alarms == []


def test_lines_that_come_back_after_a_short_list_were_never_down(place):
    place.erp.stock = offers(3)
    sync(place)
    place.erp.stock = []
    sync(place)
    place.erp.stock = offers(3)
    sync(place)
    assert len(place.market.shown) == 3
    assert place.alarms == []
    place.erp.stock = []
    assert sync(place).removals == 0, "the two empty lists were not successive"


def test_pages_must_miss_a_line_twice(paged):
    paged.erp.stock = offers(10)
    sync(paged)
    paged.erp.stock = offers(9)
    first = sync(paged)
    assert (first.outcome, first.missing) == ("published", ("1-10",))
    assert paged.market.confirmed["1-10"] < paged.market.confirmed["1-9"]
    assert sync(paged).removals == 1
    assert "1-10" not in paged.market.shown


def test_a_failed_read_between_two_that_agree_changes_nothing(paged):
    paged.erp.stock = offers(10)
    sync(paged)
    paged.erp.stock = offers(9)
    sync(paged)
    paged.erp.failures = [Undelivered("silence")]
    assert sync(paged).outcome == "unread"
    assert sync(paged).removals == 1


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([offers(4), offers(8)[3:]], id="a line stands on two pages"),
        pytest.param([offers(4), []], id="a page is empty before the end"),
    ],
)
def test_torn_pages_publish_nothing(paged, pages):
    paged.erp.stock = offers(4)
    sync(paged)
    published = len(paged.market.batches)
    paged.erp.pages = pages
    if not pages[-1]:
        paged.erp.storefront_page = lambda *_, **__: page_of(pages.pop(0), 9)
    assert sync(paged).outcome == "unread"
    assert len(paged.market.batches) == published
    assert len(paged.market.shown) == 4


def test_a_list_that_holds_a_line_twice_is_torn(place):
    place.erp.stock = [*offers(3), offer(2, boxes=1)]
    assert sync(place).outcome == "unread"
    assert place.market.batches == []


def test_a_list_that_changes_length_while_it_is_read_is_torn(paged):
    totals = [9, 10]
    some = [offers(4), offers(8)[4:]]
    paged.erp.storefront_page = lambda *_, **__: page_of(some.pop(0), totals.pop(0))
    row = sync(paged)
    assert row.outcome == "unread"
    assert paged.market.batches == []


def test_rows_that_make_no_offer_count_as_read(paged):
    paged.erp.storefront_page = lambda *_, **__: page_of(offers(2), total=3, rows=3)
    assert sync(paged).outcome == "published"


def test_lines_reserved_for_the_customer_are_read_too():
    place = Place(Settings(orders_per_day=0), token_kind="Customer", rows=30)
    place.erp.stock, place.erp.reserved = offers(2), [offer(9)]
    sync(place)
    assert set(place.market.shown) == {"1-1", "1-2", "1-9"}
    place.store.close()

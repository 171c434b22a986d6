from hypothesis import given
from hypothesis import strategies as st

from integration.inventory import (
    Extent,
    Guard,
    batches,
    compare,
    removals,
)
from integration.listing import DOUBTED
from tests.integration.fakes import listing, offer, offers

GUARD = Guard(share=0.3, lines=50)
STOCK = st.dictionaries(st.integers(1, 30), st.integers(0, 3))


def names(stock):
    return dict(listing([offer(number, boxes=boxes) for number, boxes in stock.items()]).names)


@given(before=STOCK, after=STOCK)
def test_what_was_published_plus_the_difference_is_what_was_read(before, after):
    published, read = names(before), names(after)
    found = compare(read, published)
    shown = published | {key: read[key] for key in found.changed}
    assert {key: one for key, one in shown.items() if key not in found.missing} == read


@given(stock=STOCK)
def test_lines_that_say_the_same_need_no_publishing(stock):
    found = compare(names(stock), names(stock))
    assert (found.changed, found.missing) == ([], [])


@given(stock=STOCK)
def test_whatever_is_doubted_differs_from_anything_read(stock):
    read = names(stock)
    assert compare(read, dict.fromkeys(read, DOUBTED)).changed == list(read)


@given(
    missing=st.sets(st.integers(1, 200)),
    before=st.sets(st.integers(1, 200)),
    more=st.integers(0, 200),
    paged=st.booleans(),
)
def test_each_missing_line_is_gone_or_unconfirmed_and_doubtful_reads_must_agree(
    missing, before, more, paged
):
    extent = Extent(known=len(missing) + more, read=more, paged=paged)
    gone_keys = sorted(str(one) for one in missing)
    found = removals(gone_keys, {str(one) for one in before}, extent, GUARD)
    assert sorted(found.gone + found.unconfirmed) == gone_keys
    doubtful = paged or GUARD.suspects(known=extent.known, missing=len(missing))
    agreed = {str(one) for one in missing & before}
    assert set(found.gone) == (agreed if doubtful else set(gone_keys))
    assert not (found.suspicious and not found.unconfirmed)


def test_a_one_piece_read_takes_a_few_missing_lines_down_at_once():
    found = removals(["1-1"], (), Extent(known=10, read=9, paged=False), GUARD)
    assert (found.gone, found.unconfirmed, found.suspicious) == (("1-1",), (), False)


def test_an_empty_list_removes_nothing_until_it_comes_twice():
    gone = [one.key for one in offers(3)]
    extent = Extent(known=3, read=0, paged=False)
    once = removals(gone, (), extent, GUARD)
    assert (once.gone, once.unconfirmed, once.suspicious) == ((), tuple(gone), True)
    twice = removals(gone, once.unconfirmed, extent, GUARD)
    assert (twice.gone, twice.unconfirmed, twice.suspicious) == (tuple(gone), (), False)


def test_a_suspicious_shrink_removes_nothing_until_it_comes_twice():
    gone = [str(one) for one in range(60)]
    once = removals(gone, (), Extent(known=100, read=40, paged=False), GUARD)
    assert (once.gone, once.unconfirmed, once.suspicious) == ((), tuple(gone), True)


def test_where_nothing_was_known_nothing_is_missed():
    assert not GUARD.suspects(known=0, missing=0)


def test_a_shrink_is_suspicious_by_share_and_by_number_together():
    assert not GUARD.suspects(known=1000, missing=300)
    assert GUARD.suspects(known=1000, missing=301)
    assert not GUARD.suspects(known=60, missing=50)
    assert GUARD.suspects(known=60, missing=51)


@given(up=st.integers(0, 40), down=st.integers(0, 40), size=st.integers(1, 12))
def test_parts_hold_everything_once_in_order_and_none_too_much(up, down, size):
    some, gone = offers(up), [str(number) for number in range(down)]
    cut = list(batches(some, gone, size))
    assert [one for upserts, _ in cut for one in upserts] == some
    assert [key for _, removed in cut for key in removed] == gone
    assert all(len(upserts) <= size and len(removed) <= size for upserts, removed in cut)
    assert len(cut) >= 1

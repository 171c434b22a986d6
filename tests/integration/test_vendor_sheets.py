"""Orders of a round share what they read."""

import pytest

from integration.vendor_sheets import Later, Sheets


class Shelf:
    """A list that counts how often it is read."""

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self) -> list[int]:
        self.reads += 1
        return [self.reads]


def test_who_has_sent_nothing_reads_at_once_and_reads_a_list_once():
    sheets, shelf = Sheets(), Shelf()
    assert [sheets.read(order, "a", shelf) for order in (1, 2)] == [[1], [1]]
    assert sheets.read(1, "b", shelf) == [2]


def test_who_has_sent_something_lets_the_others_go_first_and_then_one_read_is_for_all():
    sheets, shelf = Sheets(), Shelf()
    for order in (1, 2):
        sheets.sends(order)
        with pytest.raises(Later):
            sheets.read(order, "a", shelf)
    assert [sheets.read(order, "a", shelf) for order in (1, 2)] == [[1], [1]]


def test_what_was_read_before_the_order_sent_something_says_nothing_about_that():
    sheets, shelf = Sheets(), Shelf()
    sheets.read(1, "a", shelf)
    sheets.sends(1)
    with pytest.raises(Later):
        sheets.read(1, "a", shelf)
    assert sheets.read(2, "a", shelf) == [1]
    assert sheets.read(1, "a", shelf) == [2]
    sheets.sends(1)
    with pytest.raises(Later):
        sheets.read(1, "a", shelf)


def test_an_order_is_alone_until_another_one_sends():
    sheets = Sheets()
    sheets.sends(1)
    assert sheets.is_alone(1)
    assert not sheets.is_alone(2)

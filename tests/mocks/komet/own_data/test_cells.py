from datetime import date, datetime
from decimal import Decimal

import pytest

from mocks.komet.own_data import cells
from mocks.komet.own_data.cells import BadCell

PRICE = cells.amount("99999999.99", 2)
SIGN = cells.one_of({"No": 0, "User's Choice": 1})


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (cells.identity(), 12.0, 12),
        (cells.identity(), 12, 12),
        (cells.identity(), " 12 ", 12),
        (cells.identity(), "12.00", 12),
        (cells.text(9), 7060.0, "7060"),
        (cells.text(9), 1.5, "1.5"),
        (cells.text(9), True, "TRUE"),
        (cells.text(10), date(2026, 1, 2), "2026-01-02"),
        (cells.text(9), " a\r\nb\u00a0", "a b"),
        (PRICE, 9.75, Decimal("9.75")),
        (PRICE, 0.1 + 0.2, Decimal("0.3")),
        (PRICE, "$1,250.50", Decimal("1250.50")),
        (PRICE, "12.5 $", Decimal("12.5")),
        (PRICE, "12,50", Decimal("12.50")),
        (PRICE, "1.250,50", Decimal("1250.50")),
        (PRICE, "1250", Decimal("1250")),
        (PRICE, "0.420", Decimal("0.420")),
        (cells.flag(), "Y", True),
        (cells.flag(), " N", False),
        (SIGN, "no", 0),
        (SIGN, "User\u2019s choice", 1),
        (cells.day(), "2026-11-25", date(2026, 11, 25)),
        (cells.day(), date(2026, 11, 25), date(2026, 11, 25)),
        (cells.day(), datetime(2026, 11, 25), date(2026, 11, 25)),
        (cells.day(), "2026-11-25 00:00:00", date(2026, 11, 25)),
        (cells.emails(30), "a@b.test; c@d.test;", "a@b.test;c@d.test"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(kind, cell, value):
    assert kind.read(cell) == value


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        (cells.identity(), 12.5),
        (cells.identity(), 0),
        (cells.identity(), "-1"),
        (cells.identity(), "1e3"),
        (cells.identity(), "1" * 16),
        (cells.identity(), "9" * 5000),
        (cells.identity(), True),
        (cells.text(3), "abcd"),
        (cells.text(9), "a\x01b"),
        (PRICE, "1,250"),
        (PRICE, "1.2.3"),
        (PRICE, 7.975),
        (PRICE, "-1"),
        (PRICE, "nan"),
        (PRICE, float("inf")),
        (PRICE, "100000000"),
        (PRICE, "free"),
        (PRICE, "10%"),
        (cells.flag(), "y"),
        (cells.flag(), True),
        (SIGN, "maybe"),
        (cells.day(), "25/11/2026"),
        (cells.day(), "2026-02-30"),
        (cells.day(), "1999-12-31"),
        (cells.day(), "2026-11-25x"),
        (cells.day(), 46000.0),
        (cells.emails(30), "nobody"),
        (cells.emails(30), "a@b.test, c@d.test"),
        (cells.emails(10), "abc@defg.test"),
    ],
)
def test_a_cell_that_can_not_be_says_what_would_be_right(kind, cell):
    with pytest.raises(BadCell, match=r"give |control characters"):
        kind.read(cell)


def test_a_thousand_and_a_thousandth_look_alike_so_neither_is_guessed():
    with pytest.raises(BadCell, match="thousands not parted"):
        PRICE.read("1,250")

"""A burst of sales orders after an outage, beside the company's marketplace."""

import pytest

from integration.lab.prove.burst import Burst, broken_by_burst


@pytest.mark.parametrize("faulty", [False, True])
def test_a_burst_is_taken_in_order_and_once_for_two_calls_an_order(faulty):
    assert broken_by_burst(Burst(orders=20, users=1, faulty=faulty)) == []


@pytest.mark.long
def test_a_burst_that_can_not_be_paid_for_today_goes_on_tomorrow():
    assert broken_by_burst(Burst(orders=20, users=1, left=30)) == []

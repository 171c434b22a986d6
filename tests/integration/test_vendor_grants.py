"""Each of the eleven methods taken away in turn: one alarm, few calls, nothing lost.

The same day is lived through each time: both kinds of boxes sold, a change, an approval, labels,
boxes Komet gave codes of its own, a prebook made in Komet. Whatever stops at the missing method
stays stopped for a quarter of a day before somebody ticks it again.
"""

import pytest

from integration.lab.people.vendor_people import MONDIAL, mixed, solid
from integration.vendor_connect import METHODS
from tests.integration.vending import Vending, vending

QUARTER_DAY_S, HOUR_S = 6 * 3600.0, 3600.0
#: After 5, 10, 20 and 40 minutes, then hourly; twice, since two streams may need the method.
FEW = 2 * (4 + 6)


class Day:
    """The day, step by step; `missing` is not granted until its lack was felt."""

    def __init__(self, people: Vending, missing: str) -> None:
        self.people, self.missing = people, missing
        self.token = people.lab.store.connections()[0].token
        self.felt = 0

    def lives(self) -> None:
        """All of it; orders 1 and 2 are solid and mixed, 3 is a prebook's line."""
        people = self.people
        people.lab.komet.take_grant(self.token, self.missing)
        self.passes()
        self.sells()
        people.changes(self.solid, solid(lineId=1, packages=8), solid(lineId=2, packages=3))
        self.passes()
        self.ships()

    def sells(self) -> None:
        """Orders of either system, all products known."""
        people = self.people
        self.solid = people.sells(solid(), solid(articleKey=MONDIAL, packages=3), carrierCode="FDX")
        self.passes()
        people.maps_everything()
        self.mixed = people.sells(mixed())
        people.books()
        self.passes()

    def ships(self) -> None:
        """Everything is approved; the first line is shipped in Komet already, with its codes."""
        people = self.people
        for place in range(len(people.purchases())):
            if people.purchases()[place].status == "PA":
                people.approves(place)
        self.passes()
        (item,) = [one for one in people.bought() if one.boxes == 8]
        people.leaves_in_komet(item.id)
        self.passes()
        for number in sorted(people.state.orders):
            people.labels(number)
        self.passes()

    def passes(self) -> None:
        """A while passes; if the missing method is missed, long enough, and it is ticked again."""
        people, store = self.people, self.people.lab.store
        people.passes()
        if not store.alarms():
            return
        self.felt += 1
        before, facts = people.calls(self.missing), people.lab.komet.facts()
        people.passes(QUARTER_DAY_S)
        (alarm,) = store.alarms()
        assert f"has no access to the method {self.missing}." in alarm.reason
        assert "`floralab connect`" in alarm.remedy
        assert people.calls(self.missing) - before <= FEW
        assert people.lab.komet.facts() == facts
        people.lab.komet.give_grant(self.token, self.missing)
        people.passes(HOUR_S + 600)
        assert store.alarms() == []


@pytest.mark.parametrize("method", METHODS)
def test_a_method_taken_away_is_missed_once_and_nothing_is_lost(method):
    with vending() as people:
        day = Day(people, method)
        day.lives()
        assert day.felt == 1
        assert people.states(day.solid) == ["shipped", "shipped"]
        assert people.states(day.mixed) == ["shipped"]
        (need,) = [one.id for one in people.state.orders.values() if one.origin == "komet"]
        assert people.states(need) == ["shipped"]
        assert sorted(one.boxes for one in people.bought()) == [2, 3, 4, 8]
        assert sorted(one.boxes for one in people.booked()) == [2, 3, 4, 8]


def test_a_method_both_streams_need_is_missed_by_one_alarm_and_frees_both():
    with vending() as people:
        people.maps_words()
        token = people.lab.store.connections()[0].token
        people.lab.komet.take_grant(token, "prebook.details.list")
        number = people.sells_and_waits()
        assert [one.subject for one in people.lab.store.alarms()] == ["sales"]
        assert people.lab.store.stream(1, "purchases").failures
        people.lab.komet.give_grant(token, "prebook.details.list")
        people.passes(1300)
        assert people.lab.store.alarms() == []
        assert people.states(number) == ["waiting_approval"]
        assert not people.lab.store.stream(1, "purchases").failures


def test_a_box_type_the_company_has_not_refuses_that_line_alone():
    with vending() as people:
        people.maps_words()
        number = people.sells_and_waits(solid(), solid(boxType="XXL", packages=3))
        assert people.states(number) == ["waiting_approval", "rejected"]
        assert people.line(number, 2).told.reason == "the box type XXL is unknown in Komet"


def test_box_types_and_carriers_are_read_once_a_day():
    with vending() as people:
        people.maps_words()
        for _ in range(5):
            people.sells_and_waits(carrierCode="FDX")
        assert (people.calls("boxtype.list"), people.calls("carrier.list")) == (1, 1)

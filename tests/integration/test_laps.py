"""A stopwatch goes by the clock it is given, and sums up what comes more than once."""

from datetime import UTC, datetime, timedelta

from integration.laps import Laps

BEGAN = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Steps:
    """A clock that is so much further each time it is asked."""

    def __init__(self, *seconds: float) -> None:
        self.moments = [BEGAN + timedelta(seconds=one) for one in seconds]

    def now(self) -> datetime:
        return self.moments.pop(0)


def test_a_lap_lasts_from_the_end_of_the_one_before():
    laps = Laps(Steps(2, 5), BEGAN)
    laps.ended("read")
    laps.ended("compare")
    assert laps.seconds == {"read": 2, "compare": 3}


def test_a_phase_that_comes_again_is_summed_up():
    laps = Laps(Steps(1, 2, 4), BEGAN)
    for phase in ("acknowledge", "publish", "acknowledge"):
        laps.ended(phase)
    assert laps.seconds == {"acknowledge": 3, "publish": 1}

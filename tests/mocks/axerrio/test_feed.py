"""Store and forward: the feed by cursor, a service that stops, events sent more than once."""

import pytest

from tests.mocks.axerrio.site import Site


def test_the_feed_goes_on_by_cursor() -> None:
    site = Site()
    orders = [site.sells() for _ in range(5)]
    first = site.events(limit=2)
    assert ([one["order"]["orderId"] for one in first["events"]], first["more"]) == (
        orders[:2],
        True,
    )
    rest = site.events(first["last"])
    assert [one["order"]["orderId"] for one in rest["events"]] == orders[2:]
    assert (rest["more"], rest["last"]) == (False, 5)
    assert site.events(5) == {"events": [], "last": 5, "more": False}


def test_after_hours_of_silence_everything_comes_at_once_in_order() -> None:
    site = Site()
    orders = [site.sells()]
    assert site.act("stop_service")
    assert not site.act("stop_service")
    orders += [site.sells() for _ in range(500)]
    site.later(hours=6)
    assert len(site.heard()) == 1
    status = site.done(site.key, "integration/status")
    assert (status["running"], status["lastCursor"], status["orders"]) == (False, 1, 501)
    assert site.act("start_service") == 500
    assert site.act("start_service") == 0
    heard = site.events(limit=1000)["events"]
    assert [one["order"]["orderId"] for one in heard] == orders
    assert {one["at"] for one in heard} == {"2026-11-23T14:00:00Z"}
    assert site.done(site.key, "integration/status")["unanswered"] == 501
    assert site.broken() == {}


def test_a_stopped_service_holds_back_only_its_own_account() -> None:
    site = Site()
    other = site.connect(vendorId=4002, accountId=2)["key"]
    site.join(connectionId=2)
    site.act("stop_service", accountId=2)
    site.sells()
    assert len(site.heard()) == 1
    assert site.done(other, "integration/status")["running"] is False


@pytest.mark.parametrize(("stopped_service", "status"), [("silent", 200), ("refuses", 503)])
def test_a_stopped_service_is_silent_or_refuses(stopped_service: str, status: int) -> None:
    site = Site(stopped_service=stopped_service)
    site.act("stop_service")
    for path in ("integration/events", "integration/status"):
        assert site.ask(site.key, path).status == status
    site.act("start_service")
    assert site.ask(site.key, "integration/events").status == 200


@pytest.mark.parametrize(
    ("after_stop", "events"), [("goes_on", [1, 2, 3]), ("repeats_last", [1, 2, 3, 2])]
)
def test_after_a_stop_the_last_event_may_come_again(after_stop: str, events: list[int]) -> None:
    site = Site(after_stop=after_stop)
    for _ in range(2):
        site.sells()
    site.act("stop_service")
    site.sells()
    site.act("start_service")
    heard = site.events()["events"]
    assert [one["eventId"] for one in heard] == events
    assert [one["cursor"] for one in heard] == list(range(1, len(events) + 1))
    assert site.broken() == {}


def test_events_sent_again_are_the_same_events() -> None:
    site = Site()
    assert site.act("send_again") == 0
    order = site.sells()
    site.cancels(order)
    assert site.act("send_again", count=2) == 2
    heard = site.events()["events"]
    assert [one["eventId"] for one in heard] == [1, 2, 1, 2]
    assert heard[2]["order"] == heard[0]["order"]
    assert (heard[2]["cursor"], heard[2]["order"]["revision"]) == (3, 0)
    assert site.broken() == {}

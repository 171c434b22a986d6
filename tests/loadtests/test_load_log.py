"""The engine's log is read while it grows."""

from datetime import UTC, datetime

from integration.lab.load.log import Cycle, Doubt, EngineLog, understood

CYCLE = (
    b'{"event": "inventory.published", "connection": 1, "number": 7, "lines": 990, "upserts": 3,'
    b' "removals": 1, "calls": 2, "cadence_s": 5, "read_s": 0.2, "compare_s": 0.01,'
    b' "publish_s": 0.1, "acknowledge_s": 0.04, "level": "info",'
    b' "timestamp": "2026-11-23T12:00:05.250+00:00"}\n'
)
UNREAD = CYCLE.replace(b"published", b"unread").replace(b'"calls"', b'"reason": "silence", "calls"')
DOUBT = b'{"event": "order.doubted", "order": 81, "timestamp": "2026-11-23T12:00:06+00:00"}\n'


def test_a_cycle_tells_its_phases():
    cycle = understood(CYCLE)
    assert isinstance(cycle, Cycle) and cycle.published
    assert cycle.at == datetime(2026, 11, 23, 12, 0, 5, 250_000, tzinfo=UTC)
    assert (cycle.number, cycle.lines, cycle.changed, cycle.cadence_s) == (7, 990, 4, 5)
    assert cycle.seconds == {"read": 0.2, "compare": 0.01, "publish": 0.1, "acknowledge": 0.04}
    assert round(cycle.whole_s, 6) == 0.35


def test_a_cycle_that_failed_says_why():
    cycle = understood(UNREAD)
    assert isinstance(cycle, Cycle) and not cycle.published
    assert cycle.reason == "silence"


def test_doubts_are_told_whether_a_call_or_a_look_went_unanswered():
    waits = DOUBT.replace(b"order.doubted", b"order waits")
    assert understood(DOUBT) == understood(waits)
    assert isinstance(understood(DOUBT), Doubt) and understood(DOUBT).order == 81


def test_what_is_about_something_else_is_passed_over():
    for line in (b"", b"Traceback", b"[]", b'{"event": "order", "order": 81}'):
        assert understood(line) is None


def test_each_line_is_read_once_and_half_a_line_waits(tmp_path):
    path = tmp_path / "engine.log"
    log = EngineLog(path)
    assert list(log.news()) == []
    path.write_bytes(CYCLE + DOUBT[:20])
    assert [type(one) for one in log.news()] == [Cycle]
    path.write_bytes(CYCLE + DOUBT)
    assert [type(one) for one in log.news()] == [Doubt]
    assert list(log.news()) == []


def test_a_watcher_that_comes_later_hears_only_what_is_new(tmp_path):
    path = tmp_path / "engine.log"
    path.write_bytes(CYCLE)
    log = EngineLog(path, at_end=True)
    assert list(log.news()) == []
    path.write_bytes(CYCLE + DOUBT)
    assert len(list(log.news())) == 1

"""Alarms, stories and wishes."""

from integration.rows import Told
from tests.integration.store.samples import LATER, NOW, alarm


def test_an_alarm_is_opened_once_and_closed_by_its_subject(store):
    store.raise_alarm(alarm())
    store.raise_alarm(alarm())
    store.raise_alarm(alarm("no grant"))
    store.raise_alarm(alarm(subject="order 7"))
    assert [(one.subject, one.reason) for one in store.alarms()] == [
        ("orders", "token revoked"),
        ("orders", "no grant"),
        ("order 7", "token revoked"),
    ]
    store.resolve_alarms(1, "orders", LATER)
    store.resolve_alarms(2, "order 7", LATER)
    (left,) = store.alarms()
    assert left.subject == "order 7"
    assert [one.resolved_at for one in store.alarms(open_only=False)] == [LATER, LATER, None]


def test_what_was_closed_may_be_raised_again(store):
    store.raise_alarm(alarm())
    store.resolve_alarms(1, "orders", NOW)
    store.raise_alarm(alarm())
    store.resolve_alarms(1, "orders", LATER)
    assert [one.resolved_at for one in store.alarms(open_only=False)] == [NOW, LATER]


def test_a_story_is_told_in_the_order_it_happened_to_be_told(store):
    sentences = [Told(at=at, subject="order 7", text=f"at {at}") for at in (LATER, NOW, NOW)]
    for one in sentences:
        store.tell(1, one)
    store.tell(2, sentences[0])
    store.tell(1, Told(at=NOW, subject="order 8", text="other"))
    assert store.story(1, "order 7") == sentences
    assert store.story(1, "order 9") == []


def test_wishes_are_taken_once_oldest_first(store):
    store.wish(1, "sync", NOW)
    store.wish(1, "retry 7", LATER)
    store.wish(2, "sync", NOW)
    assert store.take_wishes(1) == ["sync", "retry 7"]
    assert store.take_wishes(1) == []
    assert store.take_wishes(2) == ["sync"]

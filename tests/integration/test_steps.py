"""The life of one creating call: moves, doubt, patience."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration import steps
from integration.rows import StepRow

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SETTLE_S = 180


def row(state: str = steps.PLANNED, **more: object) -> StepRow:
    fields: dict[str, object] = {
        "id": 1,
        "group_id": 1,
        "seq": 1,
        "kind": "web_order.add",
        "reference": "01000000010001001",
        "part": 1,
        "state": state,
    }
    return StepRow(**{**fields, **more})  # type: ignore[arg-type]


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_step_is_written_as_sent_before_anything_is_known() -> None:
    sent = steps.move(row(), "send", NOW)
    assert (sent.state, sent.since, sent.sends) == (steps.SENT, NOW, 1)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (steps.DONE, "send"),
        (steps.DOUBTFUL, "send"),
        (steps.SENT, "send"),
        (steps.REFUSED, "send"),
        (steps.GONE, "send"),
        (steps.REFUSED, "find"),
    ],
)
def test_what_is_done_in_doubt_or_over_is_never_sent(state: str, event: str) -> None:
    with pytest.raises(steps.IllegalMove):
        steps.move(row(state), event, NOW)


def test_a_doubt_is_as_old_as_its_loss_and_a_call_as_its_sending() -> None:
    sent = steps.move(row(), "send", NOW)
    assert steps.move(sent, "lose", after(60)).since == after(60)
    assert steps.move(sent, "confirm", after(60), found="7").since == NOW


def test_a_doubt_that_is_found_is_done() -> None:
    doubt = row(steps.DOUBTFUL, since=NOW)
    done = steps.judged(doubt, ["77"], after(1), SETTLE_S)
    assert (done.state, done.found, done.seen_at) == (steps.DONE, "77", after(1))


@pytest.mark.parametrize(("age_s", "state"), [(179, steps.DOUBTFUL), (180, steps.PLANNED)])
def test_a_doubt_may_be_sent_again_only_when_it_has_settled(age_s: int, state: str) -> None:
    doubt = row(steps.DOUBTFUL, since=NOW)
    assert steps.judged(doubt, [], after(age_s), SETTLE_S).state == state


def test_a_crash_leaves_a_sent_step_that_is_a_doubt_like_any_other() -> None:
    sent = row(steps.SENT, since=NOW)
    assert steps.judged(sent, [], after(1), SETTLE_S).state == steps.SENT
    assert steps.judged(sent, ["5"], after(1), SETTLE_S).state == steps.DONE
    assert steps.judged(sent, [], after(SETTLE_S), SETTLE_S).state == steps.PLANNED


@pytest.mark.parametrize(("age_s", "state"), [(179, steps.DONE), (180, steps.GONE)])
def test_what_was_done_counts_as_removed_only_after_it_was_missing_long_enough(
    age_s: int, state: str
) -> None:
    done = row(steps.DONE, seen_at=NOW)
    assert steps.judged(done, [], after(age_s), SETTLE_S).state == state


def test_seeing_it_again_begins_the_patience_anew() -> None:
    done = row(steps.DONE, seen_at=NOW)
    seen = steps.judged(done, ["5"], after(170), SETTLE_S)
    assert steps.judged(seen, [], after(200), SETTLE_S).state == steps.DONE


def test_looks_are_paced_but_never_miss_the_moment_a_doubt_settles() -> None:
    doubt = row(steps.DOUBTFUL, since=NOW)
    assert steps.look_due([doubt], after(2), SETTLE_S)
    looked = steps.judged(doubt, [], after(2), SETTLE_S)
    assert not steps.look_due([looked], after(4), SETTLE_S)
    assert steps.look_due([looked], after(2 + steps.LOOK_AGAIN_S), SETTLE_S)
    late = steps.judged(doubt, [], after(175), SETTLE_S)
    assert steps.look_due([late], after(181), SETTLE_S)


@given(st.lists(st.sampled_from(sorted({e for moves in steps.MOVES.values() for e in moves}))))
def test_no_path_sends_a_second_time_without_refusal_or_settling(events: list[str]) -> None:
    step, last = row(), ""
    for event in events:
        try:
            step = steps.move(step, event, NOW)
        except steps.IllegalMove:
            continue
        if event == "send" and step.sends > 1:
            assert last in ("bounce", "settle")
        last = event

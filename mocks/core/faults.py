"""Faults by plan: which call is struck, by what, and with which seed.

A rule names a kind of fault, the calls it may strike (partner, path, ordinal or chance) and its
own figures. Chance is drawn from (seed, rule, ordinal of the matching call), so the same calls in
the same order are struck again however threads interleave. A fault is one function: it is handed
the call as a `Deal` and decides whether it is carried out, when, and what the caller sees.
"""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated

import msgspec
from msgspec import Meta

from mocks.core.api import Response
from mocks.core.errors import Dropped

#: A span of time no test outlives: a year.
Seconds = Annotated[float, Meta(ge=0, le=366 * 86400)]


class FaultRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule of a plan.

    Args:
        kind: a name of `FAULTS`.
        partner: strike only this partner (empty: any).
        path: shell pattern over the path, such as ``*/web-order*``.
        only: ``reads``, ``writes`` or empty for both.
        ordinals: strike the n-th matching calls (from 1); empty leaves it to `chance`.
        chance: probability of each matching call, 0 to 1.
        limit: strike at most so many times (0: no limit).
        delay_s: how long slow and late faults take.
        lag_s: how old a stale read is.
    """

    kind: str
    partner: str = ""
    path: str = "*"
    only: str = ""
    ordinals: tuple[Annotated[int, Meta(ge=1)], ...] = ()
    chance: float = 0.0
    limit: Annotated[int, Meta(ge=0)] = 0
    delay_s: Seconds = 60.0
    lag_s: Seconds = 45.0


@dataclass(frozen=True)
class Deal:
    """One call in the hands of a fault.

    Args:
        rule: the rule that struck.
        carry_out: performs the call now and returns the partner's answer.
        later: plans the call to be performed after that many seconds.
        wait: lets that many seconds pass.
        stale: performs the (reading) call on the state of that many seconds ago.
        draw: a number in [0, 1) that belongs to this strike.
    """

    rule: FaultRule
    carry_out: Callable[[], Response]
    later: Callable[[float], None]
    wait: Callable[[float], None]
    stale: Callable[[float], Response]
    draw: float


def lost_request(deal: Deal) -> Response:
    """The call never arrives; the caller sees the connection end."""
    raise Dropped(104, "the request was lost")


def lost_reply(deal: Deal) -> Response:
    """The call is carried out, its answer is lost."""
    deal.carry_out()
    raise Dropped(104, "the reply was lost")


def late_request(deal: Deal) -> Response:
    """Silence now; the call is carried out `delay_s` later."""
    deal.later(deal.rule.delay_s)
    raise Dropped(104, "the request is late")


def twice(deal: Deal) -> Response:
    """The call is carried out twice; the caller sees the first answer."""
    answer = deal.carry_out()
    deal.carry_out()
    return answer


def refused_5xx(deal: Deal) -> Response:
    """A gateway refuses with a 5xx page; the call is not carried out."""
    status = (500, 502, 503)[int(deal.draw * 3)]
    return Response(status, b"<html><body>Service unavailable</body></html>", "text/html")


def garbled(deal: Deal) -> Response:
    """The call is carried out; its answer arrives as HTML with 200 or as cut-off JSON."""
    answer = deal.carry_out()
    if deal.draw < 0.5:
        return Response(200, b"<html><body>Please log in</body></html>", "text/html")
    return Response(answer.status, answer.body[: len(answer.body) * 2 // 3], answer.content_type)


def slow(deal: Deal) -> Response:
    """The call takes `delay_s` before it is carried out."""
    deal.wait(deal.rule.delay_s)
    return deal.carry_out()


def stale_read(deal: Deal) -> Response:
    """A reading call answers from what was true `lag_s` ago."""
    return deal.stale(deal.rule.lag_s)


FAULTS: dict[str, Callable[[Deal], Response]] = {
    fault.__name__: fault
    for fault in (
        lost_request,
        lost_reply,
        late_request,
        twice,
        refused_5xx,
        garbled,
        slow,
        stale_read,
    )
}


class FaultPlan:
    """The rules in force in one world, and how often each kind has struck.

    Args:
        seed: of the chances.
        rules: the rules, first match strikes.
    """

    def __init__(self, seed: int = 0, rules: tuple[FaultRule, ...] = ()) -> None:
        self.seed = seed
        self.rules: tuple[FaultRule, ...] = ()
        self.strikes: dict[str, int] = {}
        self._seen: list[int] = []
        self._struck: list[int] = []
        self._lock = threading.Lock()
        self.set(rules)

    def set(self, rules: tuple[FaultRule, ...]) -> None:
        """Put `rules` in force in place of the present ones; strikes go on counting.

        Raises:
            ValueError: for a kind or a restriction that does not exist.
        """
        for rule in rules:
            _check(rule)
        with self._lock:
            self.rules = rules
            self._seen = [0] * len(rules)
            self._struck = [0] * len(rules)

    def add(self, rule: FaultRule) -> None:
        """Put one more rule in force; what the present ones have counted stands.

        Raises:
            ValueError: for a kind or a restriction that does not exist.
        """
        _check(rule)
        with self._lock:
            self.rules = (*self.rules, rule)
            self._seen.append(0)
            self._struck.append(0)

    def idle(self) -> list[FaultRule]:
        """The rules in force that have not struck yet."""
        with self._lock:
            return [
                rule for rule, struck in zip(self.rules, self._struck, strict=True) if not struck
            ]

    def heal(self) -> None:
        """Take every rule out of force."""
        self.set(())

    def strike(self, partner: str, path: str, *, writes: bool) -> tuple[FaultRule, float] | None:
        """The rule that strikes this call with its draw, or None; counts the strike."""
        with self._lock:
            for index, rule in enumerate(self.rules):
                if not _matches(rule, partner, path, writes=writes):
                    continue
                self._seen[index] += 1
                draw = self._draw(index, self._seen[index])
                if self._hits(index, draw):
                    self._struck[index] += 1
                    self.strikes[rule.kind] = self.strikes.get(rule.kind, 0) + 1
                    return rule, (draw / rule.chance if rule.chance else draw) % 1
        return None

    def longest_lag_s(self) -> float:
        """How far back stale reads may look under the present rules."""
        return max((rule.lag_s for rule in self.rules if rule.kind == "stale_read"), default=0.0)

    def copy(self) -> "FaultPlan":
        """The same rules, counts and seed, independent from now on."""
        twin = FaultPlan(self.seed, self.rules)
        with self._lock:
            twin.strikes = dict(self.strikes)
            twin._seen, twin._struck = list(self._seen), list(self._struck)
        return twin

    def _hits(self, index: int, draw: float) -> bool:
        rule = self.rules[index]
        if rule.limit and self._struck[index] >= rule.limit:
            return False
        if rule.ordinals:
            return self._seen[index] in rule.ordinals
        return draw < rule.chance

    def _draw(self, index: int, ordinal: int) -> float:
        digest = hashlib.blake2b(f"{self.seed}/{index}/{ordinal}".encode(), digest_size=8)
        return int.from_bytes(digest.digest()) / 2**64


def _check(rule: FaultRule) -> None:
    if rule.kind not in FAULTS:
        raise ValueError(f"kind: {rule.kind!r} is not one of {', '.join(sorted(FAULTS))}")
    if rule.only not in ("", "reads", "writes"):
        raise ValueError(f"only: {rule.only!r} is neither 'reads' nor 'writes'")
    if not 0 <= rule.chance <= 1:
        raise ValueError(f"chance: {rule.chance} is not between 0 and 1")


def _matches(rule: FaultRule, partner: str, path: str, *, writes: bool) -> bool:
    if rule.partner not in ("", partner) or not fnmatchcase(path, rule.path):
        return False
    return rule.only == "" or rule.only == ("writes" if writes else "reads")

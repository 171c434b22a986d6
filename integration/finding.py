"""What trying a connection finds: one thing, a verdict, why, and what to do about it."""

from __future__ import annotations

import msgspec

from integration.errors import PartnerError, Refused, Stopped, Undelivered, Unknown, Wait

#: Verdicts. granted: the method may be called; right: the id is; unproven: nobody can say yet.
GRANTED, RIGHT, UNPROVEN, REFUSED, WRONG = "granted", "right", "unproven", "refused", "wrong"

TOKEN, KOMET = "token", "Komet"
COPY_AGAIN = "copy it again, or make a new one"
SHOWS_LATER = "it shows with the first order"
UNTOLD = "no method this token has tells"
TOMORROW = "say connect again tomorrow"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was tried. `stops`: nothing is connected while it stands like this."""

    what: str
    verdict: str
    reason: str = ""
    remedy: str = ""
    stops: bool = False

    def __str__(self) -> str:
        """One line."""
        line = f"{self.what}: {self.verdict}"
        if self.reason:
            line += f" - {self.reason}"
        return f"{line} ({self.remedy})" if self.remedy else line


def wrong(what: str, reason: str, remedy: str) -> Finding:
    """Something that stops everything until the operator mends it."""
    return Finding(what=what, verdict=WRONG, reason=reason, remedy=remedy, stops=True)


def no_way(problem: PartnerError, whose: str = KOMET) -> Finding | None:
    """The finding of a problem that tells nothing of what was tried: silence, or no calls left.

    Args:
        problem: what came instead of an answer.
        whose: the partner that did not give one.
    """
    if isinstance(problem, Wait):
        remedy = TOMORROW
    elif isinstance(problem, Undelivered | Unknown):
        remedy = f"see that the address is {whose}'s, and say connect again when it answers"
    else:
        return None
    return Finding(what=whose, verdict=UNPROVEN, reason=problem.reason, remedy=remedy, stops=True)


def admission(what: str, whose: str, problem: PartnerError) -> Finding:
    """The finding of a partner that would not finish the set-up, or gave no answer.

    Args:
        what: the set-up's name.
        whose: the partner.
        problem: what it said, or did not.
    """
    lost = no_way(problem, whose)
    if lost is not None:
        return msgspec.structs.replace(lost, what=what)
    remedy = "mend what it names, then say connect again"
    if isinstance(problem, Stopped):
        remedy = f"copy the onboarding key again, or ask {whose}'s people for one"
    verdict = REFUSED if isinstance(problem, Refused) else UNPROVEN
    return Finding(what=what, verdict=verdict, reason=problem.reason, remedy=remedy, stops=True)

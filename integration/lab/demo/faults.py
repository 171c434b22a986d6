"""The faults of a day: each kind now and then by chance, and once for certain.

Chances are over the engine's calls to both partners, for nobody else's pass the fault plan. Beside
them each kind strikes certain calls by their ordinal, so that no seed leaves one out. In the
afternoon Komet can not be reached at all for a quarter of an hour.
"""

from __future__ import annotations

from random import Random

from mocks.core.faults import FAULTS, FaultRule

ON, OFF = "on", "off"
#: Of each kind per call: of some six thousand calls a day about a hundred are struck.
CHANCE = 0.002
SLOW_S = 20.0
LATE_S = 90.0
LAG_S = 45.0

#: Where each kind strikes for certain: partner and path of calls there are many of.
CERTAIN = {
    "lost_request": ("komet", "*/inventory.list*"),
    "lost_reply": ("ibuyflowers", "*/supplier/answer"),
    "late_request": ("ibuyflowers", "*/supplier/answer"),
    "twice": ("ibuyflowers", "*/supplier/answer"),
    "refused_5xx": ("komet", "*inventory*list"),
    "garbled": ("komet", "*inventory*list"),
    "slow": ("komet", "*inventory*list"),
    "stale_read": ("komet", "*inventory*list"),
}
#: ... and once on calls between the engine and the vendor's side.
CERTAIN_VENDOR = {
    "lost_request": ("axerrio", "*/integration/order-state"),
    "lost_reply": ("komet", "*/prebook.create"),
    "late_request": ("komet", "*/purchase.order.create"),
    "twice": ("komet", "*/purchase.order.items.awb.add"),
    "refused_5xx": ("axerrio", "*/integration/events"),
    "garbled": ("axerrio", "*/integration/order-state"),
    "slow": ("komet", "*/prebook.details.list"),
    "stale_read": ("komet", "*/purchase.order.list"),
}
#: The calls that create: where a fault leaves the engine in real doubt.
CREATING = ("*/web-order*", "*/invoice.create", "*/prebook.*")
IN_DOUBT = ("lost_reply", "late_request", "twice", "garbled")


def kinds(faults: str) -> tuple[str, ...]:
    """The kinds of fault that ``--faults`` names: all, none, or those parted by commas.

    Raises:
        ValueError: naming a kind that does not exist, and those that do.
    """
    if faults in (ON, OFF):
        return tuple(FAULTS) if faults == ON else ()
    named = tuple(word.strip() for word in faults.split(",") if word.strip())
    for kind in named:
        if kind not in FAULTS:
            raise ValueError(f"faults: {kind!r} is none of on, off, {', '.join(FAULTS)}")
    return named


def morning(seed: int, wanted: tuple[str, ...]) -> tuple[FaultRule, ...]:
    """The rules from midnight on: the certain strikes, then those by chance."""
    return (*certain(seed, wanted), *by_chance(wanted))


def afternoon(wanted: tuple[str, ...]) -> tuple[FaultRule, ...]:
    """The rules after the outage: chances, drawn anew for the kinds stand in another order."""
    return by_chance(wanted[::-1])


def outage() -> tuple[FaultRule, ...]:
    """Komet can not be reached at all."""
    return (FaultRule(kind="lost_request", partner="komet", chance=1.0),)


def certain(seed: int, wanted: tuple[str, ...]) -> tuple[FaultRule, ...]:
    """Two strikes of each kind on common calls, one on calls that create and on the vendor's."""
    chance = Random(f"{seed}/faults")
    rules = []
    for kind in wanted:
        partner, path = CERTAIN[kind]
        ordinals = (chance.randint(3, 12), chance.randint(20, 50))
        rules.append(_rule(kind, partner=partner, path=path, ordinals=ordinals))
    for kind in wanted:
        if kind in IN_DOUBT:
            path = chance.choice(("*.add", "*.create"))
            rules.append(_rule(kind, partner="komet", path=path, ordinals=(chance.randint(4, 14),)))
    for kind in wanted:
        partner, path = CERTAIN_VENDOR[kind]
        once = (chance.randint(1, 4),)
        rules.append(_rule(kind, partner=partner, path=path, ordinals=once))
    return tuple(rules)


def by_chance(wanted: tuple[str, ...]) -> tuple[FaultRule, ...]:
    """Each kind now and then, over every call of the engine."""
    return tuple(_rule(kind, chance=CHANCE) for kind in wanted)


def _rule(
    kind: str,
    *,
    partner: str = "",
    path: str = "*",
    ordinals: tuple[int, ...] = (),
    chance: float = 0.0,
) -> FaultRule:
    delay_s = SLOW_S if kind == "slow" else LATE_S
    return FaultRule(
        kind=kind,
        partner=partner,
        path=path,
        ordinals=ordinals,
        chance=chance,
        delay_s=delay_s,
        lag_s=LAG_S,
    )

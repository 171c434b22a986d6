"""A short day in which everything goes wrong, by seed: the story the long proofs tell again.

Florists buy a few lines each, staff sell and take things out, cards fail, buyers cancel, and every
kind of fault strikes both partners. Whether nothing was lost or doubled is for the laws to say.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from integration.lab.harness import Lab, LabPlan
from mocks.core.errors import Refusal
from mocks.core.faults import FAULTS, FaultRule
from mocks.komet.records import FUTURE

#: How likely each kind of fault is to strike a call, while the storm lasts.
CHANCES = {
    "lost_request": 0.03,
    "lost_reply": 0.06,
    "late_request": 0.05,
    "twice": 0.05,
    "refused_5xx": 0.03,
    "garbled": 0.04,
    "slow": 0.02,
    "stale_read": 0.10,
}
LATE_S = 120.0
#: Switches that change what can be read back; a storm draws one value of each.
READING_BACK = {
    "mark_code_echoed": ("yes", "no"),
    "prebook_item_ids": ("yes", "no"),
    "empty_status": ("1", "0"),
    "add_to_checked_out": ("refuse", "new_order"),
    "bad_invoice_line": ("nothing", "rest"),
    "invoice_money": ("number", "text"),
    "answer_dates": ("iso", "us"),
}


@dataclass(frozen=True)
class StormPlan:
    """How hard it blows.

    Args:
        seed: of the world, the people and the faults.
        orders: how many florists buy.
        token_kind: Customer or Company.
        late_s: after how long a late request arrives.
        faults: the kinds that strike.
        settings: of the engine, beside its defaults.
    """

    seed: int
    orders: int = 5
    token_kind: str = "Customer"
    late_s: float = LATE_S
    faults: tuple[str, ...] = tuple(FAULTS)
    settle_s: int = 180


def make_lab(plan: StormPlan) -> Lab:
    """A small company on the marketplace, connected, its inventory shown, the faults in force."""
    draw = random.Random(plan.seed)
    switches = {name: draw.choice(values) for name, values in READING_BACK.items()}
    lab = Lab(
        LabPlan(
            seed=plan.seed,
            lines=10,
            assumptions={"komet": switches},
            settings={"settle_s": plan.settle_s},
        )
    )
    lab.connect(token_kind=plan.token_kind)
    for name in ("far", "farther"):
        lab.komet.receive(name, 12, origin=FUTURE)
    lab.run_cycle()
    lab.world.faults.set(tuple(_rule(kind, plan) for kind in plan.faults))
    return lab


def _rule(kind: str, plan: StormPlan) -> FaultRule:
    delay_s = plan.late_s if kind == "late_request" else 5.0
    only = "reads" if kind == "stale_read" else ""
    return FaultRule(kind=kind, chance=CHANCES[kind], delay_s=delay_s, only=only)


def blow(lab: Lab, plan: StormPlan) -> None:
    """Let the storm pass over the lab; what people are refused they simply do not get."""
    draw = random.Random(plan.seed * 7919 + 1)
    bought: list[int] = []
    for _ in range(plan.orders):
        _attempt(lambda: bought.append(_buy(lab, draw)))
        lab.pass_time(draw.choice((0.5, 5, 31, 60, 130)))
        _attempt(lambda: _somebody_acts(lab, draw, bought))
        lab.pass_time(draw.choice((0.5, 5, 31, 60, 190)))


def _attempt(deed: Callable[[], object]) -> None:
    try:
        deed()
    except Refusal:
        return


def _buy(lab: Lab, draw: random.Random) -> int:
    keys = [key for _, key in sorted(lab.shop.state.offers) if lab.shop.shown(key) > 0]
    lines = draw.sample(keys, min(len(keys), draw.randint(1, 3)))
    far = [lab.komet.key("far"), lab.komet.key("farther")]
    arrival = lab.shop.usual_arrival()
    if draw.random() < 0.5:
        arrival += timedelta(days=14)
        lines = sorted({*lines[:2], draw.choice(far)} & set(keys))
    boxes = {key: draw.randint(1, min(3, lab.shop.shown(key))) for key in lines}
    return lab.shop.buys(
        boxes, arrival=arrival, florist=draw.randint(1, 3), po_number=f"PO {draw.randint(1, 99)}"
    )


def _somebody_acts(lab: Lab, draw: random.Random, bought: list[int]) -> None:
    """One of the things people do meanwhile, on either side."""
    deed = draw.choice(("sell", "sell_out", "cancel", "card", "line", "nothing", "nothing"))
    lots = sorted(lot.id for lot in lab.komet.state.lots.values() if lot.left > 0)
    if deed == "sell" and lots:
        lab.komet.sell(draw.choice(lots), 1)
    elif deed == "sell_out" and lots:
        lab.komet.sell_out(draw.choice(lots))
    elif deed == "cancel" and bought:
        lab.shop.cancels(draw.choice(bought))
    elif deed == "card" and bought:
        lab.shop.card_refused(draw.choice(bought))
    elif deed == "line":
        _remove_a_line(lab, draw)


def _remove_a_line(lab: Lab, draw: random.Random) -> None:
    lines = sorted(lab.komet.state.web_order_items)
    if lines:
        lab.komet.does("remove_web_order_line", webOrderItemId=draw.choice(lines))

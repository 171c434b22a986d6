"""A short day on the marketplace in which everything goes wrong.

Florists buy a few lines each, staff sell and take things out, cards fail, buyers cancel. Whether
nothing was lost or doubled is for the laws to say.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from integration.lab.harness import Lab
from integration.lab.people.komet_people import Yard
from integration.lab.people.standing_words import StandingWords
from integration.lab.people.tenants import OURS, THE_BRANCHES, Tenant
from integration.lab.plan import LabPlan
from integration.lab.prove.storm import StormPlan, attempt, drawn, rules
from mocks.core.faults import FaultRule
from mocks.komet.records import FUTURE
from mocks.komet.seed import BRANCHES, HERE, THERE

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


#: Every so manieth storm blows over two customers of the company, a standing order of one of them,
#: a timer of its shop, and an hour in which Komet can not be reached.
CROWDED_EVERY = 9
#: What is left of the seed of as many storms over one company that sells from two locations.
SPREAD = 4
ANOTHER_CUSTOMER = 7002


def is_crowded(plan: StormPlan) -> bool:
    """Whether this is one of the storms over two customers and a timer."""
    return plan.seed % CROWDED_EVERY == 0


def is_spread(plan: StormPlan) -> bool:
    """Whether this is one of the storms over a company that sells from two locations."""
    return plan.seed % CROWDED_EVERY == SPREAD


def make_lab(plan: StormPlan) -> Lab:
    """A small company on the marketplace, connected, its inventory shown, the faults in force."""
    switches = drawn(random.Random(plan.seed), READING_BACK)
    if is_crowded(plan):
        switches["cart_timer"] = "60_minutes"
    lab = Lab(
        LabPlan(
            seed=plan.seed,
            lines=10,
            assumptions={"komet": switches},
            settings={"settle_s": plan.settle_s},
        )
    )
    places = [Yard(BRANCHES, HERE), Yard(BRANCHES, THERE)] if is_spread(plan) else [Yard(), Yard()]
    first, *others = _sellers(plan)
    lab.connect(plan.token_kind, tenant=first)
    for tenant in others:
        lab.connect("Customer", tenant=tenant)
    for name, yard in zip(("far", "farther"), places, strict=True):
        lab.komet.receive(name, 12, FUTURE, yard=yard)
    if is_crowded(plan):
        StandingWords(lab).orders_like("far", 1, "Monday,Thursday")
    lab.run_cycle()
    lab.world.faults.set(rules(plan))
    return lab


def _sellers(plan: StormPlan) -> tuple[Tenant, ...]:
    """Who is connected, the first one with the plan's kind of token."""
    if is_spread(plan):
        return tuple(THE_BRANCHES._replace(location_id=one) for one in (HERE, THERE))
    others = (OURS._replace(customer_id=ANOTHER_CUSTOMER),) if is_crowded(plan) else ()
    return (OURS, *others)


def blow(lab: Lab, plan: StormPlan) -> None:
    """Let the storm pass over the lab; what people are refused they simply do not get."""
    draw = random.Random(plan.seed * 7919 + 1)
    bought: list[int] = []

    def buy() -> None:
        bought.append(_buy(lab, draw))

    for number in range(plan.orders):
        attempt(buy)
        lab.pass_time(draw.choice((0.5, 5, 31, 60, 130)))
        if is_crowded(plan) and number == plan.orders // 2:
            _hour_of_silence(lab, plan, buy)
        attempt(lambda: _somebody_acts(lab, draw, bought))
        lab.pass_time(draw.choice((0.5, 5, 31, 60, 190)))


def _hour_of_silence(lab: Lab, plan: StormPlan, buy: Callable[[], None]) -> None:
    """Somebody buys, the checkout in Komet is lost, and for an hour nobody gets through."""
    for path, seconds in (("/api/web-order.checkout", 60), ("/api/*", 3600)):
        lost = FaultRule(kind="lost_request", partner="komet", path=path, chance=1.0)
        lab.world.faults.set((lost,))
        attempt(buy)
        lab.pass_time(seconds)
    lab.world.faults.set(rules(plan))


def _buy(lab: Lab, draw: random.Random) -> int:
    shop, suppliers = lab.shop, sorted(lab.shop.state.connections)
    supplier = draw.choice(suppliers) if len(suppliers) > 1 else suppliers[0]
    offers = [one for one in sorted(shop.state.offers) if one[0] == supplier]
    keys = [(supplier, key) for _, key in offers if shop.shown(key, supplier) > 0]
    lines = draw.sample(keys, min(len(keys), draw.randint(1, 3)))
    far = [(supplier, lab.komet.key(name)) for name in ("far", "farther")]
    arrival = lab.shop.usual_arrival()
    if draw.random() < 0.5:
        arrival += timedelta(days=14)
        lines = sorted({*lines[:2], draw.choice(far)} & set(keys))
    boxes = {
        (supplier, key): draw.randint(1, min(3, shop.shown(key, supplier))) for _, key in lines
    }
    return shop.buys(
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

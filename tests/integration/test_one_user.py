"""A company with one user, a Customer token and the default 30 rows a page.

2,000 lines are 67 pages a cycle and the day has 1,000 calls: orders come first, freshness second,
and what the planner promises is what the day shows.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from integration.lab.harness import Lab
from integration.lab.plan import LabPlan
from mocks.ibuyflowers.facts.supply import InventoryTold
from mocks.komet.seed import COMPANY

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
ORDERS = 40


def test_a_company_of_one_user_places_all_its_orders_within_its_thousand_calls() -> None:
    plan = LabPlan(
        lines=2000,
        users=1,
        start=MIDNIGHT,
        assumptions={"komet": {"page_rows": "30"}},
        settings={"orders_every_s": 240.0, "orders_per_day": ORDERS},
    )
    with Lab(plan) as lab:
        lab.connect(token_kind="Customer", rows=30)
        lab.pass_time(300)
        shown = [key for _, key in lab.shop.state.offers if _sells_now(lab, key)]
        bought = []
        for number in range(ORDERS):
            lab.pass_time(84_000 / ORDERS)
            bought.append(lab.shop.buys({shown[number * 7]: 1, shown[number * 7 + 3]: 1}))
        lab.pass_time((MIDNIGHT + timedelta(hours=23, minutes=59) - lab.world.now()).seconds)

        meter = lab.world.partners["komet"].meter
        assert meter.used(COMPANY, MIDNIGHT.date()) <= 1000
        assert {lab.shop.outcome(order, line) for order in bought for line in (1, 2)} <= {
            "accepted",
            "refused",
        }
        assert sum(lab.shop.outcome(order) == "accepted" for order in bought) > ORDERS / 2
        cycles = _complete_cycles(lab)
        gaps = [(second - first).total_seconds() for first, second in pairwise(cycles)]
        assert abs(median(gaps) - lab.engine.plan(1).cadence_s) <= 60


def _sells_now(lab: Lab, key: str) -> bool:
    return key.startswith("1-") and lab.shop.shown(key) > 2


def _complete_cycles(lab: Lab) -> list[datetime]:
    """When the inventory was confirmed, by the marketplace's own ledger."""
    market = lab.world.partners["ibuyflowers"].state.ledger
    return sorted({entry.at for entry in market if isinstance(entry.fact, InventoryTold)})

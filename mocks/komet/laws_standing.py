"""The law of standing orders: a prebook for each truck day they made one for, and none besides."""

from datetime import date

from mocks.core.laws import Verdict
from mocks.komet.facts.prebooks import PrebookMade
from mocks.komet.facts.standing import StandingOrderCancelled, StandingOrderMade
from mocks.komet.records import StandingOrder
from mocks.komet.standing_days import is_truck_day
from mocks.komet.state import KometState


def judge_standing(state: KometState) -> Verdict:
    """Whether no truck day has two prebooks, and each prebook is of a truck day while in force."""
    verdict = Verdict()
    orders: dict[int, StandingOrder] = {}
    cancelled: set[int] = set()
    seen: set[tuple[int, date]] = set()
    for fact in (entry.fact for entry in state.ledger):
        if isinstance(fact, StandingOrderMade):
            orders[fact.order.id] = fact.order
            verdict.judged += 1
        elif isinstance(fact, StandingOrderCancelled):
            cancelled.add(fact.standing_order_id)
        elif isinstance(fact, PrebookMade) and fact.prebook.standing_order_id is not None:
            key = (fact.prebook.standing_order_id, fact.prebook.truck_date)
            order = None if key[0] in cancelled else orders.get(key[0])
            verdict.judged += 1
            if key in seen:
                verdict.violations.append(f"standing order {key[0]} has two for {key[1]}")
            if order is None or not is_truck_day(order, key[1]):
                verdict.violations.append(f"standing order {key[0]} had none due for {key[1]}")
            seen.add(key)
    return verdict

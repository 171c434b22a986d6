"""Many storms, one seed each: nothing lost, nothing doubled, whatever strikes.

A proof that can not fail proves nothing. So the same storms are run with one safeguard taken away
at a time - the settling rule, the look, the assumption about how late a request may be - and each
time some seeds must break the law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial

from integration import routes, verifying
from integration.lab.harness import Lab, LawBroken, NotAtRest
from integration.lab.storm import StormPlan, blow, make_lab
from integration.steps import IN_DOUBT


@dataclass(frozen=True)
class StormResult:
    """What one seed gave.

    Args:
        seed: of the storm.
        broken: the first law that broke, in a sentence; empty if all held.
        strikes: of each kind of fault.
        doubted: steps in doubt, by the kind of fault that struck.
        orders: how many there were.
        judged: facts judged by each law.
    """

    seed: int
    broken: str
    strikes: dict[str, int]
    doubted: dict[str, int]
    orders: int
    judged: dict[str, int] = field(default_factory=dict)


def weather(plan: StormPlan) -> StormResult:
    """Run one storm to its rest and judge it."""
    lab = make_lab(plan)
    broken, judged = "", {}
    try:
        blow(lab, plan)
        lab.settle()
        judged = {name: verdict.judged for name, verdict in lab.check_laws().items()}
    except (LawBroken, NotAtRest) as found:
        broken = " ".join(str(found).split())[:300]
    finally:
        doubted = _doubted(lab)
        lab.store.close()
    return StormResult(
        seed=plan.seed,
        broken=broken,
        strikes=dict(lab.world.faults.strikes),
        doubted=doubted,
        orders=len(lab.shop.state.orders),
        judged=judged,
    )


#: Where in Komet a step of each kind is asked for.
PATHS = {
    "web_order.create": "/api/web-order.create",
    "web_order.add": "/api/web-order-item.add",
    "web_order.check_out": "/api/web-order.checkout",
    "invoice.create": "/api/invoice.create",
    "prebook.create": "/api/prebook.create",
    "prebook.add": "/api/prebook.future.item.add",
    "prebook.update": "/api/prebook.update",
}


def _doubted(lab: Lab) -> dict[str, int]:
    """Steps whose outcome was once unknown, by the fault that struck their call."""
    struck = [line for line in lab.world.journal.find(partner="komet", limit=10_000) if line.fault]
    doubts: Counter[str] = Counter()
    for order_id in lab.shop.state.orders:
        for told in lab.store.story(1, f"order {order_id}"):
            kind = told.text.split()[0]
            if "may have happened" in told.text and kind in PATHS:
                calls = (one for one in struck if one.path == PATHS[kind] and one.at <= told.at)
                doubts[next((one.fault for one in calls), "none")] += 1
    return dict(doubts)


# --- a safeguard less -----------------------------------------------------------------------------


@contextmanager
def without_the_look() -> Iterator[None]:
    """The engine believes that what it did not hear of did not happen."""
    evidence = routes.evidence

    def blind(job: routes.Job, step: object, placed: Sequence[object]) -> list[str]:
        if getattr(step, "state", "") in IN_DOUBT:
            return []
        return evidence(job, step, placed)  # type: ignore[arg-type]

    setattr(routes, "evidence", blind)  # noqa: B010 - mypy forbids the plain assignment
    try:
        yield
    finally:
        setattr(routes, "evidence", evidence)  # noqa: B010


@contextmanager
def without_the_last_look() -> Iterator[None]:
    """The engine takes an answer's word for it and never checks for twins."""
    there_once, surplus = verifying._all_there_once, verifying._surplus_taken_back
    setattr(verifying, "_all_there_once", lambda *_: True)  # noqa: B010
    setattr(verifying, "_surplus_taken_back", lambda *_: False)  # noqa: B010
    try:
        yield
    finally:
        setattr(verifying, "_all_there_once", there_once)  # noqa: B010
        setattr(verifying, "_surplus_taken_back", surplus)  # noqa: B010


def unguarded(plan: StormPlan, *, lacking: str) -> StormResult:
    """One storm with one safeguard taken away."""
    guards: dict[str, Callable[[], object]] = {
        "the look": without_the_look,
        "the last look": without_the_last_look,
    }
    if lacking == "the settling rule":
        plan = replace(plan, settle_s=0)
    elif lacking == "the bound on lateness":
        plan = replace(plan, late_s=400.0)
    with guards.get(lacking, nullcontext)():  # type: ignore[attr-defined]
        return weather(plan)


LACKING = ("the settling rule", "the look", "the last look", "the bound on lateness")


# --- many -----------------------------------------------------------------------------------------


def plans(count: int, first: int = 1) -> list[StormPlan]:
    """So many storms, Customer and Company token in turn."""
    kinds = ("Customer", "Company")
    return [
        StormPlan(seed=seed, token_kind=kinds[seed % 2]) for seed in range(first, first + count)
    ]


def run_seeds(count: int, workers: int, tick: Callable[[], None]) -> list[StormResult]:
    """Weather `count` storms in `workers` processes; `tick` after each."""
    return _run(weather, plans(count), workers, tick)


def run_unguarded(
    lacking: str, count: int, workers: int, tick: Callable[[], None]
) -> list[StormResult]:
    """The same with one safeguard less."""
    return _run(partial(unguarded, lacking=lacking), plans(count), workers, tick)


def _run(
    one: Callable[[StormPlan], StormResult],
    storms: list[StormPlan],
    workers: int,
    tick: Callable[[], None],
) -> list[StormResult]:
    results = []
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for result in pool.map(one, storms, chunksize=5):
            results.append(result)
            tick()
    return results


def totals(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """The counts of all storms together."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total

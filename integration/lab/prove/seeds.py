"""Many storms, one seed each, on the marketplace or with a vendor: nothing lost, nothing doubled.

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
from typing import NamedTuple

from integration import routes, vendor_booking, vendor_making, verifying
from integration.lab.harness import Lab, LawBroken, NotAtRest
from integration.lab.prove import storm_market, storm_vendor
from integration.lab.prove.storm import StormPlan
from integration.ports import Placed
from integration.rows import StepRow
from integration.steps import IN_DOUBT
from integration.vendor_ports import Booked
from integration.vendor_trade import Job


class Storm(NamedTuple):
    """One kind of storm: how its lab is made, and what happens in it."""

    make_lab: Callable[[StormPlan], Lab]
    blow: Callable[[Lab, StormPlan], None]


MARKET = Storm(storm_market.make_lab, storm_market.blow)
STORMS: Mapping[str, Storm] = {
    "Customer": MARKET,
    "Company": MARKET,
    "Vendor": Storm(storm_vendor.make_lab, storm_vendor.blow),
}
#: Whose orders are counted.
SELLERS = ("ibuyflowers", "axerrio")
#: The tokens that take turns in the storms of either side.
SIDES: Mapping[str, tuple[str, ...]] = {
    "on the marketplace": ("Customer", "Company"),
    "with a vendor": ("Vendor",),
}


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
    storm = STORMS[plan.token_kind]
    lab = storm.make_lab(plan)
    broken, judged = "", {}
    try:
        storm.blow(lab, plan)
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
        orders=sum(len(lab.world.partners[name].state.orders) for name in SELLERS),
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
    "prebook.book": "/api/prebook.create",
    "purchase.create": "/api/purchase.order.create",
    "purchase.mixed": "/api/purchase.order.mixed.create",
    "purchase.ship": "/api/purchase.order.items.awb.add",
}


def _doubted(lab: Lab) -> dict[str, int]:
    """Steps whose outcome was once unknown, by the fault that struck their call."""
    struck = [line for line in lab.world.journal.find(partner="komet", limit=10_000) if line.fault]
    doubts: Counter[str] = Counter()
    for connection_id, numbers in _orders(lab):
        for number in numbers:
            for told in lab.store.story(connection_id, f"order {number}"):
                kind = told.text.split()[0]
                if "may have happened" in told.text and kind in PATHS:
                    calls = (one for one in struck if one.path == PATHS[kind] and one.at <= told.at)
                    doubts[next((one.fault for one in calls), "none")] += 1
    return dict(doubts)


def _orders(lab: Lab) -> Iterator[tuple[int, list[int]]]:
    """The orders the engine has heard of, by connection."""
    store = lab.store
    for one in store.connections():
        bought = [row.order_id for row in store.orders(one.id)]
        yield one.id, bought + [row.order_id for row in store.vendor_orders(one.id)]


# --- a safeguard less -----------------------------------------------------------------------------


@contextmanager
def _instead(module: object, **others: object) -> Iterator[None]:
    """Other functions in place of a module's own."""
    own = {name: getattr(module, name) for name in others}
    for name, other in others.items():
        setattr(module, name, other)
    try:
        yield
    finally:
        for name, function in own.items():
            setattr(module, name, function)


@contextmanager
def without_the_look() -> Iterator[None]:
    """The engine believes that what it did not hear of did not happen."""
    order_evidence, vendor_evidence = routes.evidence, vendor_making._evidence

    def blind(job: routes.Job, step: StepRow, placed: Sequence[Placed]) -> list[str]:
        return [] if step.state in IN_DOUBT else order_evidence(job, step, placed)

    def blind_too(job: Job, step: StepRow) -> list[str]:
        return [] if step.state in IN_DOUBT else vendor_evidence(job, step)

    with _instead(routes, evidence=blind), _instead(vendor_making, _evidence=blind_too):
        yield


@contextmanager
def without_the_last_look() -> Iterator[None]:
    """The engine takes an answer's word for it and never checks for twins."""
    places = vendor_booking.places

    def first(job: Job, booked: Sequence[Booked], line_id: int) -> list[tuple[Booked, int, int]]:
        return places(job, booked, line_id)[:1]

    orders = {"_all_there_once": lambda *_: True, "_surplus_taken_back": lambda *_: False}
    with _instead(verifying, **orders), _instead(vendor_booking, places=first):
        yield


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


def plans(count: int, tokens: Sequence[str], first: int = 1) -> list[StormPlan]:
    """So many storms, the tokens in turn."""
    return [
        StormPlan(seed=seed, token_kind=tokens[seed % len(tokens)])
        for seed in range(first, first + count)
    ]


def run_seeds(storms: list[StormPlan], workers: int, tick: Callable[[], None]) -> list[StormResult]:
    """Weather the storms in `workers` processes; `tick` after each."""
    return _run(weather, storms, workers, tick)


def run_unguarded(
    lacking: str, storms: list[StormPlan], workers: int, tick: Callable[[], None]
) -> list[StormResult]:
    """The same with one safeguard less."""
    return _run(partial(unguarded, lacking=lacking), storms, workers, tick)


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

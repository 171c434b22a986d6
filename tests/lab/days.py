"""A day made by hand, for reports and judgements that need no world."""

from datetime import date, datetime, timedelta

from integration.lab.demo.result import (
    DAY,
    Allowance,
    Cadence,
    Count,
    DemoResult,
    Hour,
    LawRow,
    Moment,
    OrderLine,
    Promise,
    Sample,
    VendorHour,
    VendorOrder,
    Waiting,
)

NASTY = '<b>O\'Malley & "Sons"</b>'


def order(number: int, outcome: str, hour: int, **more: object) -> OrderLine:
    given = {
        "order_id": number,
        "placed_at": DAY + timedelta(hours=hour, minutes=5),
        "buyer": "Ivy Petals",
        "arrival": date(2026, 11, 25),
        "revision": 0,
        "lines": 2,
        "boxes": 3,
        "state": outcome,
        "outcome": outcome,
        "numbers": ("1001",) if outcome in ("accepted", "partly") else (),
        "reasons": (),
    }
    return OrderLine(**(given | more))  # type: ignore[arg-type]


def vendor_order(number: str, option: str, **more: object) -> VendorOrder:
    given = {
        "number": number,
        "option": option,
        "placed_at": DAY + timedelta(hours=2),
        "revision": 0,
        "lines": ("6 solid", "2 mixed"),
        "prebook": "4305",
        "purchase_orders": ("21007",),
        "states": ("shipped", "waiting_approval"),
        "labelled": 6,
        "received": 5,
        "reasons": (),
    }
    return VendorOrder(**(given | more))  # type: ignore[arg-type]


def sample(at: datetime, **more: object) -> Sample:
    given = {
        "at": at,
        "offers": 40,
        "shown": 900,
        "real": 890,
        "over": 15,
        "under": 5,
        "stale": 0,
        "oldest_s": 299.0,
        "fresh_oldest_s": 299.0,
        "limit_s": 360.0,
        "cycle_calls": 10,
        "order_calls": 4,
        "strikes": 1,
    }
    return Sample(**(given | more))  # type: ignore[arg-type]


def good_day(**changes: object) -> DemoResult:
    """A day on which all is well, with these changes."""
    given = {
        "command": "floralab demo --seed 5",
        "seed": 5,
        "lines": 40,
        "company": "Sabana Blooms Wholesale",
        "began": DAY,
        "ended": DAY + timedelta(days=1),
        "quiet_at": DAY + timedelta(days=1, minutes=5),
        "promise": Promise(
            token_kind="Customer",
            users=3,
            rows=1000,
            lines=40,
            calls_per_cycle=2,
            cadence_s=300,
            sentence="read every 5 min with 2 calls each, 500 calls kept for orders",
        ),
        "cadence": Cadence(
            cycles=287, planned_s=300, usual_s=300.0, longest_s=320.0, late=0, oldest_s=321.0
        ),
        "shows_all": True,
        "allowance": Allowance(
            allowance=3000, used=14, left=2986, methods=(Count(name="boxtype.list", count=14),)
        ),
        "hours": tuple(
            Hour(begin=DAY + timedelta(hours=one), bought=one % 3, published=1200 * one)
            for one in range(24)
        ),
        "orders": (
            order(10000001, "accepted", 1),
            order(10000002, "partly", 2, reasons=("sold out " + NASTY,), buyer=NASTY),
            order(10000003, "refused", 2),
            order(10000004, "cancelled", 14, revision=1),
            order(10000005, "waits", 23),
        ),
        "vendor_orders": (
            vendor_order("500001", "sale"),
            vendor_order("500002", "prebook", states=("rejected",), reasons=(NASTY,), labelled=0),
            vendor_order("", "market", received=4),
        ),
        "vendor_hours": (VendorHour(begin=DAY, sold=2, wanted=1, received=9),),
        "vendor_seen": (Count(name="boxes received by their codes", count=9, required=True),),
        "refusals": (Count(name="sold out", count=1, required=True, example="none left"),),
        "turned_away": (Count(name="offer.gone", count=1, required=True),),
        "faults": (Count(name="twice", count=2, required=True),),
        "waiting": (Waiting(subject="order 10000005", reason=NASTY, remedy="mend it", since=DAY),),
        "moments": (Moment(at=DAY + timedelta(hours=9), kind="card", text=f"a card: {NASTY}"),),
        "samples": tuple(sample(DAY + timedelta(minutes=5 * one)) for one in range(1, 288)),
        "laws": (LawRow(name="gone is gone", statement="Gone is gone.", judged=8),),
        "digests": {"komet": "ab" * 32, "ibuyflowers": "cd" * 32},
    }
    return DemoResult(**(given | changes))  # type: ignore[arg-type]

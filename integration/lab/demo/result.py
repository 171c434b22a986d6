"""What a day in the lab comes to: plain values, the same for the same spec, without wall clock.

Everything the two reports show stands here, and everything `exit_code` judges by; ``--json`` prints
it as it is.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

DAY = datetime.fromisoformat("2026-11-23T00:00:00+00:00")
CUSTOMER, COMPANY = "Customer", "Company"


class DemoSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What a day is made from; equal specs give equal days.

    `faults`: on, off, or names of kinds parted by commas. `names` of products (None: generated)
    come from the file `names_file`, which is only said again in the command that repeats the day.
    The engine hears of orders every `round_s` seconds. `html` is where the page is written (empty:
    nowhere).
    """

    seed: int = 1
    lines: int = 2000
    orders: int = 200
    faults: str = "on"
    names: tuple[str, ...] | None = None
    names_file: str = ""
    token_kind: str = CUSTOMER
    users: int = 3
    rows: int = 1000
    start: datetime = DAY
    round_s: float = 30.0
    html: str = "reports/demo.html"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the report."""


class Promise(Row, frozen=True, kw_only=True):
    """What the allowance buys: the planned cadence and what it rests on."""

    token_kind: str
    users: int
    rows: int
    lines: int
    calls_per_cycle: int
    cadence_s: int
    sentence: str


class Cadence(Row, frozen=True, kw_only=True):
    """Reads of the whole inventory that the marketplace confirmed, and the seconds between them.

    `late` of the gaps were longer than planned plus one request (60 s); `usual_s` is the median.
    `oldest_s` is the age of the oldest offer ever shown without being marked stale.
    """

    cycles: int
    planned_s: int
    usual_s: float
    longest_s: float
    late: int
    oldest_s: float


class Hour(Row, frozen=True, kw_only=True):
    """What happened in one hour, from the ledgers of both partners."""

    begin: datetime
    bought: int = 0
    accepted: int = 0
    refused: int = 0
    cancelled: int = 0
    moved: int = 0
    dropped: int = 0
    phone: int = 0
    staff: int = 0
    cycles: int = 0
    published: int = 0
    strikes: int = 0
    calls: int = 0
    oldest_s: float = 0.0
    stale: int = 0


class OrderLine(Row, frozen=True, kw_only=True):
    """One order on its way out of the day: its outcome and its numbers in Komet."""

    order_id: int
    placed_at: datetime
    buyer: str
    arrival: date
    revision: int
    lines: int
    boxes: int
    state: str
    outcome: str
    numbers: tuple[str, ...]
    reasons: tuple[str, ...]


class VendorHour(Row, frozen=True, kw_only=True):
    """What happened between vendor and company in one hour, from the ledgers of both.

    `sold`, `changed` (cancelled too): the vendor's orders; `wanted`: prebooks it heard of;
    `bought`, `approved`: purchase orders; the rest are boxes.
    """

    begin: datetime
    sold: int = 0
    changed: int = 0
    wanted: int = 0
    bought: int = 0
    approved: int = 0
    labelled: int = 0
    shipped: int = 0
    received: int = 0


class VendorOrder(Row, frozen=True, kw_only=True):
    """One order of the vendor's: where it began, its numbers in Komet, and its boxes.

    `lines` say boxes and kind of each; a purchase for the open market has no `number`.
    """

    number: str
    option: str
    placed_at: datetime
    revision: int
    lines: tuple[str, ...]
    prebook: str
    purchase_orders: tuple[str, ...]
    states: tuple[str, ...]
    labelled: int
    received: int
    reasons: tuple[str, ...]


class Count(Row, frozen=True, kw_only=True):
    """How often something happened. `required`: a day without it proves too little."""

    name: str
    count: int
    required: bool = False
    example: str = ""


class Allowance(Row, frozen=True, kw_only=True):
    """Calls to Komet of the day, by method; what is left of `allowance`."""

    allowance: int
    used: int
    left: int
    methods: tuple[Count, ...]


class Sample(Row, frozen=True, kw_only=True):
    """Both sides at one moment.

    `over` boxes are shown but gone in Komet, `under` boxes are there but not shown yet; `oldest_s`
    is the age of the oldest offer shown, `fresh_oldest_s` of the oldest that is not marked stale.
    """

    at: datetime
    offers: int
    shown: int
    real: int
    over: int
    under: int
    stale: int
    oldest_s: float
    fresh_oldest_s: float
    limit_s: float
    cycle_calls: int
    order_calls: int
    strikes: int


class LawRow(Row, frozen=True, kw_only=True):
    """A law, how many facts it judged, and what broke it.

    `required`: a day on which it judged nothing proves too little.
    """

    name: str
    statement: str
    judged: int
    required: bool = True
    violations: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it judged something and found nothing wrong."""
        return self.judged > 0 and not self.violations


class Waiting(Row, frozen=True, kw_only=True):
    """What a person must see to: subject, reason, remedy."""

    subject: str
    reason: str
    remedy: str
    since: datetime


class Moment(Row, frozen=True, kw_only=True):
    """Something a person did, in a sentence."""

    at: datetime
    kind: str
    text: str


class DemoResult(msgspec.Struct, frozen=True, kw_only=True):
    """The whole day. `problems` is what keeps the exit status from being 0.

    `shows_all`: the allowance buys whatever the scenes are for, so that this is checked, too.
    """

    command: str
    seed: int
    lines: int
    company: str
    began: datetime
    ended: datetime
    quiet_at: datetime
    promise: Promise
    cadence: Cadence
    shows_all: bool
    allowance: Allowance
    hours: tuple[Hour, ...]
    orders: tuple[OrderLine, ...]
    vendor_orders: tuple[VendorOrder, ...]
    vendor_hours: tuple[VendorHour, ...]
    vendor_seen: tuple[Count, ...]
    refusals: tuple[Count, ...]
    turned_away: tuple[Count, ...]
    faults: tuple[Count, ...]
    waiting: tuple[Waiting, ...]
    moments: tuple[Moment, ...]
    samples: tuple[Sample, ...]
    laws: tuple[LawRow, ...]
    digests: dict[str, str]
    problems: tuple[str, ...] = ()

    @property
    def oldest_marked_s(self) -> float:
        """The age of the oldest offer that was ever shown at all, seconds."""
        return max((one.oldest_s for one in self.samples), default=0.0)


def command(spec: DemoSpec) -> str:
    """The command line that repeats the day."""
    usual = DemoSpec()
    words = [f"floralab demo --seed {spec.seed}"]
    pairs = (
        ("lines", spec.lines, usual.lines),
        ("orders", spec.orders, usual.orders),
        ("faults", spec.faults, usual.faults),
        ("names", spec.names_file, usual.names_file),
        ("token", spec.token_kind, usual.token_kind),
        ("users", spec.users, usual.users),
        ("rows", spec.rows, usual.rows),
    )
    words += [f"--{name} {value}" for name, value, default in pairs if value != default]
    return " ".join(words)

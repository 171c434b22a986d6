"""What a load run is asked for, held within bounds, and what follows from it. Pure.

Everything is on loopback: a load that could reach somebody else's machine is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from math import ceil
from urllib.parse import urlsplit

import msgspec

from integration.lab.commands.trying import users_for
from integration.lab.load.scenarios import SCENARIOS, Plan

RATE_MOST, TIME_MOST_S, LINES_MOST, PROCESSES_MOST = 200.0, 3600, 1_000_000, 8
INTERVALS = (1, 3600)
ROWS = 1000
#: What the company's plan is made for besides cycles: calls per purchase, at the busiest factor.
CALLS_PER_ORDER, BUSIEST = 10, 3.0
#: A look at a vendor's lines: its prebooks, and the purchase orders of each open ship date.
CALLS_PER_LOOK = 4
USERS_MOST = 10_000


class NotThere(ValueError):
    """A load run can not be as asked; the sentence says what would be right."""


class LoadSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A run: `rate` purchases a second for `time_s`, on `lines` lines read every `interval_s`.

    `token` is Company or Customer, `server` granian or cheroot, `processes` how many generate load.
    """

    scenario: str
    lines: int = 1000
    rate: float = 2.0
    time_s: int = 30
    interval_s: int = 5
    seed: int = 1
    token: str = "Company"
    server: str = "granian"
    processes: int = 1

    def check(self) -> None:
        """Hold it against the bounds.

        Raises:
            NotThere: naming the option and what would be right.
        """
        if self.scenario not in SCENARIOS:
            raise NotThere(f"scenario: one of {', '.join(SCENARIOS)} would be right")
        bounds = {
            "lines": (self.lines, 10, LINES_MOST),
            "rate": (self.rate, 0.01, RATE_MOST),
            "time": (self.time_s, 1, TIME_MOST_S),
            "interval": (self.interval_s, *INTERVALS),
            "processes": (self.processes, 1, PROCESSES_MOST),
        }
        for name, (value, least, most) in bounds.items():
            if not least <= value <= most:
                raise NotThere(f"{name}: {value:g} is not between {least:g} and {most:,.0f}")

    @property
    def plan(self) -> Plan:
        """The scenario with these figures."""
        return Plan(
            scenario=self.scenario,
            rate=self.rate,
            time_s=float(self.time_s),
            interval_s=float(self.interval_s),
            lines=self.lines,
        )

    @property
    def orders_every_s(self) -> float:
        """Between two order rounds: the engine's own two seconds, or less when it must hurry."""
        return min(2.0, self.interval_s / 5)

    @property
    def timeout_s(self) -> float:
        """How long the engine waits for a part of an answer."""
        return float(min(max(self.interval_s, 2), 60))

    @property
    def settle_s(self) -> int:
        """How long a doubt must age: nothing here is under way for longer than a time-out."""
        return ceil(self.timeout_s) * 2

    @property
    def hold_s(self) -> float:
        """How long the simulators hold an answer that shall be lost."""
        return self.timeout_s + 1

    @property
    def tail_s(self) -> float:
        """How long after the last arrival its order may be on its way."""
        usual = 2 * self.orders_every_s + 2
        outage = self.plan.outage_s
        # After an outage the engine asks later and later, and what is in doubt must settle.
        return usual + (outage[1] - outage[0] + self.settle_s + 2 if outage else 0)

    @property
    def users(self) -> int:
        """In the company's plan: enough for every cycle and order, so that calls do not decide."""
        pages = 2 if self.token == "Company" else ceil(self.lines / ROWS) + 1
        cycles = users_for(self.interval_s) * ceil(pages / 2)
        orders = ceil(self.rate * BUSIEST * self.time_s * CALLS_PER_ORDER / 1000)
        vendor = 2 * ceil(self.vendor_calls_per_day / 1000)
        return min(cycles + orders + vendor + 10, USERS_MOST)

    @property
    def vendor_calls_per_day(self) -> int:
        """Kept for the vendor's exchange: a look at its purchase orders in each interval."""
        return ceil(86_400 / self.interval_s) * CALLS_PER_LOOK


def check_loopback(addresses: Iterable[str]) -> None:
    """Refuse every address that is not this machine itself.

    Raises:
        NotThere: naming the address.
    """
    for address in addresses:
        host = urlsplit(address).hostname or ""
        if host != "localhost" and not _is_loopback(host):
            raise NotThere(f"{address}: load goes to loopback only, such as http://127.0.0.1:8081")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

"""The engine in a process of its own: cycles against an address, then says its peak memory.

Run by the bench as ``python -m loadtests.engine_process``; reads a connection from standard input
and prints one line of JSON. It never imports a simulator.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import msgspec

from integration.app import build
from integration.clock import SystemClock
from integration.model import Connection
from integration.settings import Settings
from integration.store import open_store


class Order(msgspec.Struct):
    """What to do: cycles for `connection`, with the store at `store_url`."""

    connection: Connection
    store_url: str
    cycles: int


def peak_bytes() -> int:
    """The most memory this process ever held.

    Linux counts what a process inherited from whoever started it into getrusage's figure, so there
    the kernel's own note of this program is read.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    store = open_store(order.store_url)
    connection = store.add_connection(order.connection)
    engine = build(Settings(store_url=order.store_url), SystemClock(), store=store)
    rows = [engine.sync_inventory(connection.id) for _ in range(order.cycles)]
    outcomes = [row.outcome if row else "not begun" for row in rows]
    lines = [row.lines if row else 0 for row in rows]
    said = {"peak": peak_bytes(), "outcomes": outcomes, "lines": lines}
    sys.stdout.buffer.write(msgspec.json.encode(said))


if __name__ == "__main__":
    main()

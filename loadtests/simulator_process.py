"""A world in a process of its own, which says what it holds in memory.

Run by the bench as ``python -m loadtests.simulator_process``; reads a number of lines from standard
input and prints one line of JSON.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import msgspec

from loadtests.canned import MONDAY, SPARE, USERS
from loadtests.engine_process import peak_bytes
from mocks.core.api import Request
from mocks.komet.seed import tokens_of
from mocks.worlds import WorldSpec, build_world

LISTS = ("/api/inventory.openmarket.list", "/api/inventory.list")
IDLE_WORLDS = 5


def resident_bytes() -> int:
    """What this process holds now."""
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise OSError("the kernel does not say what this process holds")


def main() -> None:
    lines = msgspec.json.decode(sys.stdin.buffer.read(), type=int)
    spec = WorldSpec(lines=int(lines * SPARE), users=USERS, start=MONDAY, frozen=True)
    world = build_world(spec)
    token = tokens_of(world.partners["komet"].state)["company"]
    for path in LISTS:
        world.call("komet", Request("GET", path, {"authenticationToken": token}))
    peak, before = peak_bytes(), resident_bytes()
    others = [build_world(WorldSpec(seed=seed)) for seed in range(2, 2 + IDLE_WORLDS)]
    idle = (resident_bytes() - before) / len(others)
    said = {"lines": len(world.partners["komet"].state.lots), "peak": peak, "idle": idle}
    sys.stdout.buffer.write(msgspec.json.encode(said))


if __name__ == "__main__":
    main()

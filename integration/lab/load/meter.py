"""Looks at a run from outside, once or several times a second: processor, memory, age, calls."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from time import perf_counter
from types import TracebackType
from typing import Any
from urllib.request import Request, urlopen

import msgspec
import psutil  # type: ignore[import-untyped]

from integration.lab.load.figures import Sample

WAIT_S = 10.0


class Meter:
    """A thread that looks every so many seconds while inside.

    Args:
        processes: their ids by name; what they start counts as theirs.
        every_s: between two looks.
        ask: further figures of a sample, such as the age of what the marketplace shows.
    """

    def __init__(
        self, processes: Mapping[str, int], every_s: float, ask: Callable[[], Mapping[str, Any]]
    ) -> None:
        self.samples: list[Sample] = []
        self._processes, self._every_s, self._ask = dict(processes), every_s, ask
        self._began = perf_counter()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="meter", daemon=True)

    def __enter__(self) -> Meter:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join(timeout=WAIT_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            self.samples.append(self.look())
            self._stop.wait(self._every_s)

    def look(self) -> Sample:
        """One sample; what can not be asked just now is left out."""
        seen = {name: family(pid) for name, pid in self._processes.items()}
        try:
            more = dict(self._ask())
        except (OSError, msgspec.MsgspecError, KeyError):
            more = {}
        return Sample(
            at_s=perf_counter() - self._began,
            cpu_s={name: one[0] for name, one in seen.items()},
            rss={name: one[1] for name, one in seen.items()},
            **more,
        )


def family(pid: int) -> tuple[float, int]:
    """Processor seconds and bytes of memory of a process and all it has started."""
    seconds, memory = 0.0, 0
    try:
        first = psutil.Process(pid)
        members = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0, 0
    for one in members:
        try:
            times = one.cpu_times()
            seconds += times.user + times.system
            memory += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return seconds, memory


def asked(url: str, key: str = "", *, wait_s: float = WAIT_S) -> Any:
    """What a GET answers, as JSON, within so many seconds.

    Raises:
        OSError: if nobody answers.
    """
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with urlopen(Request(url, headers=headers), timeout=wait_s) as answer:
        return msgspec.json.decode(answer.read())


def gauges(pages: str) -> dict[str, float]:
    """The engine's gauges by name, from its own pages; of several connections the least.

    Raises:
        OSError: if nobody answers.
    """
    with urlopen(f"{pages}/metrics", timeout=WAIT_S) as answer:
        lines = answer.read().decode().splitlines()
    found: dict[str, float] = {}
    for line in lines:
        name, _, value = line.rpartition(" ")
        name = name.partition("{")[0]
        if name and not line.startswith("#"):
            found[name] = min(float(value), found.get(name, float(value)))
    return found

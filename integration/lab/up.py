"""Processes of the lab: simulators on real ports, the engine beside them, a clean stop.

This is the lab's one room for real time: signals are waited for here, and nowhere else.
"""

from __future__ import annotations

import signal
import socket
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from cheroot import wsgi

from integration.app import run_forever
from integration.engine import Engine
from integration.lab.judged import Judge
from integration.pages import build_pages
from integration.settings import Settings
from mocks.core.serve import Servers
from mocks.core.web import Stage, build_app
from mocks.core.world import World
from mocks.worlds import PARTNERS, WorldSpec

STOPPING = (signal.SIGTERM, signal.SIGINT)
#: A signal is noticed within so many seconds.
NOTICE_S = 0.2
LAST_PORT = 65_535


class CannotListen(Exception):
    """Nobody can listen there; the sentence says why, and what would be right."""


class UntilStopped:
    """Inside it, SIGTERM and Ctrl-C ask for a clean end instead of killing."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._heard = False
        self._before: dict[int, signal._HANDLER] = {}

    def __enter__(self) -> UntilStopped:
        for number in STOPPING:
            self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until somebody asks for the end, at most so long; whether somebody did."""
        left = float("inf") if seconds is None else seconds
        while not (self._heard or self.asked.wait(min(left, NOTICE_S)) or left <= 0):
            left -= NOTICE_S
        if self._heard:
            self.asked.set()
        return self.asked.is_set()

    def _ask(self, *_: int | FrameType | None) -> None:
        # An event may not be set here: a second signal, or the wait itself, may hold its lock.
        self._heard = True


def ports(partners: tuple[str, ...], first: int) -> Mapping[str, int]:
    """A port for each of `partners`, counted up from `first`; 0 leaves the choice to the system.

    Raises:
        CannotListen: if there are not so many ports.
    """
    last = LAST_PORT + 1 - len(partners)
    if not 0 <= first <= last:
        needed = f"{len(partners)} ports from {first} on"
        raise CannotListen(f"there are no {needed}: at most {last} would be right, or 0")
    return {name: first + place if first else 0 for place, name in enumerate(partners)}


def chosen(which: str) -> tuple[str, ...]:
    """The partners meant by ``all`` or a name."""
    return tuple(PARTNERS) if which == "all" else (which,)


@contextmanager
def _listening() -> Iterator[None]:
    """Say in a sentence why nobody can listen.

    Raises:
        CannotListen: if a port is taken, or a host is not this machine's.
    """
    try:
        yield
    except (OSError, OverflowError) as problem:
        right = "a free port (0 takes one) on a host of this machine would be right"
        raise CannotListen(f"{problem}; {right}") from problem


class Simulators:
    """The simulators of one world, each on its port, with the control plane on all of them.

    Args:
        spec: what the world is made from, also after a reset.
        host: where to listen.
        ports: by partner; only these partners are served.
        judge: makes the worlds, so that it knows which engine's laws are judged too.
    """

    def __init__(
        self, spec: WorldSpec, host: str, ports: Mapping[str, int], judge: Judge | None = None
    ) -> None:
        judge = judge or Judge()
        self.stage = Stage(judge.make(spec))
        control = judge.control(spec)
        apps = {name: build_app(self.stage, name, control) for name in ports}
        self._servers = Servers(self.stage, apps, host, ports)

    @property
    def world(self) -> World:
        """The world that is on."""
        return self.stage.world

    @property
    def addresses(self) -> dict[str, str]:
        """The base URL of each partner."""
        return self._servers.addresses

    def __enter__(self) -> Simulators:
        with _listening():
            self._servers.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._servers.stop()


class _PagesServer(wsgi.Server):
    """A cheroot server that keeps no socket it could not bind, as those of the partners."""

    @staticmethod
    def bind_socket(socket_: socket.socket, bind_addr: Any) -> socket.socket:
        try:
            socket_.bind(bind_addr)
        except (OSError, OverflowError):
            socket_.close()
            raise
        return socket_


class Pages:
    """The engine's own pages on a port: /health and /metrics.

    Args:
        app: the WSGI app.
        host: where to listen.
        port: 0 takes a free one.
    """

    def __init__(self, app: Any, host: str, port: int) -> None:
        self._server = _PagesServer((host, port), app, numthreads=2, shutdown_timeout=1)
        self._thread = threading.Thread(target=self._server.serve, name="pages", daemon=True)

    @property
    def address(self) -> str:
        """The base URL."""
        host, port = self._server.bind_addr
        return f"http://{host}:{port}"

    def __enter__(self) -> Pages:
        with _listening():
            self._server.prepare()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()
        self._thread.join(timeout=5)


@contextmanager
def running(engine: Engine, settings: Settings, until: UntilStopped) -> Iterator[str]:
    """Run `engine` in threads while inside; gives the address of its pages.

    Leaving asks the engine to finish what is under way, and waits for that.
    """
    app = build_pages(engine.desk.store, engine.desk.clock, settings)
    with Pages(app, settings.pages_host, settings.pages_port) as pages:
        thread = threading.Thread(target=run_forever, args=(engine, until.asked), name="engine")
        thread.start()
        try:
            yield pages.address
        finally:
            until.asked.set()
            thread.join()


@contextmanager
def fresh_store() -> Iterator[str]:
    """The URL of a store in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="floralab-") as folder:
        yield f"sqlite:///{Path(folder) / 'floralab.db'}"

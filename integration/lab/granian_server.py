"""All partners of a world behind one port, on granian: for load, several times as fast as cheroot.

granian answers in Rust and lets a pool of threads ask the world, which lives in one worker process:
a world is the memory of one process. The partners stand under ``/komet``, ``/ibuyflowers`` and
``/axerrio``, each with the control plane. A WSGI app under granian can not drop a connection, so
whoever shall hear nothing is held until a patient client has given up, and told 504 then.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import msgspec

from integration.lab.judged import Judge
from mocks.core.errors import Dropped
from mocks.core.web import Stage, build_app
from mocks.worlds import PARTNERS, WorldSpec

#: Slow faults and held replies each keep a thread from answering others.
THREADS = 32
TICK_S = 0.05
BACKLOG = 1024
#: A silent client keeps its connection; 30 s are usual, and a florist who came back after that
#: would find it shut.
IDLE_MS = 3_600_000

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """What is served and where: silent answers are held for `hold_s` seconds."""

    spec: WorldSpec
    host: str
    port: int
    hold_s: float = 65.0
    store_url: str = ""

    @property
    def addresses(self) -> dict[str, str]:
        """The base URL of each partner."""
        return {name: f"http://{self.host}:{self.port}/{name}" for name in PARTNERS}


def free_port(host: str) -> int:
    """A port of `host` that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def serve(door: Door, announce: Callable[[], None]) -> None:
    """Answer until SIGTERM or Ctrl-C; `announce` is called once the port is open.

    Raises:
        ImportError: if granian is not installed.
    """
    from granian import Granian
    from granian.constants import Interfaces, Loops
    from granian.http import HTTP1Settings

    server = Granian(
        "floralab",
        address=door.host,
        port=door.port,
        interface=Interfaces.WSGI,
        loop=Loops.asyncio,
        workers=1,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=IDLE_MS),
        log_enabled=False,
        workers_kill_timeout=5,
    )
    # Announced by the worker: the server's own hook comes before anybody listens.
    server.serve(target_loader=partial(load, door, announce), wrap_loader=False)


def load(door: Door, announce: Callable[[], None]) -> App:
    """The world and its apps, made inside the worker; the agenda is walked by a thread."""
    judge = Judge(door.store_url)
    stage = Stage(judge.make(door.spec))
    control = judge.control(door.spec)
    apps = {name: build_app(stage, name, control) for name in PARTNERS}
    _in_thread("agenda", _tick, stage)
    _in_thread("announce", _once_open, door, announce)
    return front_door(apps, partial(_hold, door.hold_s))


def front_door(apps: Mapping[str, App], hold: Callable[[], None]) -> App:
    """One app that hands each call to the partner named first in its path.

    Args:
        apps: by partner.
        hold: lets so much time pass that no client waits any more.
    """

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        name, slash, rest = environ.get("PATH_INFO", "").lstrip("/").partition("/")
        if name not in apps:
            start("404 Not Found", [("Content-Type", "text/plain")])
            return [f"there is no partner {name!r}; there are {', '.join(apps)}\n".encode()]
        inner = environ | {"SCRIPT_NAME": f"/{name}", "PATH_INFO": slash + rest}
        try:
            return apps[name](inner, start)
        except Dropped:
            hold()
            start("504 Gateway Timeout", [("Content-Type", "text/plain")])
            return [b""]

    return app


def _hold(seconds: float) -> None:
    threading.Event().wait(seconds)


def _in_thread(name: str, work: Callable[..., None], *given: Any) -> None:
    threading.Thread(target=work, args=given, name=name, daemon=True).start()


def _once_open(door: Door, announce: Callable[[], None]) -> None:
    pause = threading.Event()
    while not _is_open(door):
        pause.wait(TICK_S)
    announce()


def _is_open(door: Door) -> bool:
    try:
        socket.create_connection((door.host, door.port), timeout=TICK_S).close()
    except OSError:
        return False
    return True


def _tick(stage: Stage) -> None:
    pause = threading.Event()
    while not pause.wait(TICK_S):
        stage.world.run_due()

"""All partners of a world on real ports: one process, one clock, cheroot's threads.

cheroot can drop a connection before the reply (a handler raises ConnectionResetError with an
errno), which the lost_request and lost_reply faults need.
"""

import socket
import threading
from collections.abc import Mapping
from typing import Any

from cheroot import wsgi

from mocks.core.web import Stage, answering

THREADS = 16
TICK_S = 0.05


class _Server(wsgi.Server):
    """A cheroot server that keeps no socket it could not bind."""

    @staticmethod
    def bind_socket(socket_: socket.socket, bind_addr: Any) -> socket.socket:
        try:
            socket_.bind(bind_addr)
        except OSError:
            socket_.close()
            raise
        return socket_


class Servers:
    """One listening server per partner, and a ticker that walks the agenda of the world.

    Args:
        stage: holds the world that is on.
        apps: the WSGI app of each partner, by name.
        host: where to listen.
        ports: by partner; 0 picks a free one.
    """

    def __init__(
        self, stage: Stage, apps: Mapping[str, Any], host: str, ports: Mapping[str, int]
    ) -> None:
        self.stage = stage
        self._stop = threading.Event()
        self._servers = {
            name: _Server(
                (host, ports.get(name, 0)),
                answering(app),
                numthreads=THREADS,
                shutdown_timeout=1,
            )
            for name, app in apps.items()
        }
        self._threads: list[threading.Thread] = []

    @property
    def addresses(self) -> dict[str, str]:
        """The base URL of each partner, once started."""
        return {
            name: f"http://{server.bind_addr[0]}:{server.bind_addr[1]}"
            for name, server in self._servers.items()
        }

    def start(self) -> None:
        """Bind every port, then answer in background threads.

        Raises:
            OSError: if a port is taken; nothing listens then.
        """
        for server in self._servers.values():
            server.error_log = _quiet  # type: ignore[method-assign]
        try:
            for server in self._servers.values():
                server.prepare()
        except OSError:
            self.stop()
            raise
        for name, server in self._servers.items():
            self._spawn(f"serve-{name}", server.serve)
        self._spawn("agenda", self._tick)

    def stop(self) -> None:
        """Stop answering and free the ports."""
        self._stop.set()
        for server in self._servers.values():
            server.stop()
        for thread in self._threads:
            thread.join(timeout=5)

    def _spawn(self, name: str, work: Any) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _tick(self) -> None:
        while not self._stop.wait(TICK_S):
            self.stage.world.run_due()


def _quiet(msg: str = "", level: int = 20, traceback: bool = False) -> None:
    """Dropped connections are asked for; they need no stack trace on the console."""

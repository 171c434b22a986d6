"""Whose turn it is to work on a connection's orders: one engine's at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from integration.desk import Desk
from integration.model import Connection
from integration.trouble import STREAM


@contextmanager
def turn(desk: Desk, connection: Connection) -> Iterator[bool]:
    """Hold the lease on the connection's orders; False while another engine holds it."""
    name, settings = f"{STREAM}:{connection.id}", desk.settings
    lease = desk.store.take_lease(name, settings.holder, desk.clock.now(), settings.lease_ttl_s)
    if lease is None:
        yield False
        return
    try:
        yield True
    finally:
        desk.store.release(lease)

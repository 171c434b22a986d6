"""What a use case works with: the store, the two partners, the clock, the settings, the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from structlog.typing import FilteringBoundLogger

from integration.ports import Clock, Erp, Marketplace
from integration.settings import Settings
from integration.vendor_ports import Purchases, VendorStore, VendorSystem


class PriceList(NamedTuple):
    """The price list, A or B, by which a connection's offers are priced, and when it was asked."""

    name: str
    asked_at: datetime


class Memory:
    """What one process remembers between cycles, only to be quicker: it may forget all of it.

    What the marketplace has of a connection, by the names of its lines, is worth something only
    while no other process has held the connection's lease in between: it is kept with the fence
    under which it was written, and asked for with the one that came just before the present fence.
    """

    def __init__(self) -> None:
        self._published: dict[int, tuple[int, Mapping[str, bytes]]] = {}
        self._price_lists: dict[int, PriceList] = {}
        self._busy: dict[int, Lock] = {}
        self._lock = Lock()

    def published(self, connection_id: int, fence: int) -> Mapping[str, bytes] | None:
        """What was acknowledged under the fence `fence`, taken out of the memory, or None."""
        with self._lock:
            kept_fence, names = self._published.pop(connection_id, (-1, {}))
        return names if kept_fence == fence else None

    def keep(self, connection_id: int, fence: int, names: Mapping[str, bytes]) -> None:
        """Remember `names`, acknowledged under `fence`; from now on nobody changes them."""
        with self._lock:
            self._published[connection_id] = (fence, names)

    def price_list(self, connection_id: int) -> PriceList | None:
        """The list by which the connection's offers were last priced, or None."""
        with self._lock:
            return self._price_lists.get(connection_id)

    def keep_price_list(self, connection_id: int, name: str, asked_at: datetime) -> None:
        """Remember the list by which offers are priced from now on."""
        with self._lock:
            self._price_lists[connection_id] = PriceList(name, asked_at)

    def busy(self, connection_id: int) -> Lock:
        """The lock that one cycle of this process holds while it runs."""
        with self._lock:
            return self._busy.setdefault(connection_id, Lock())


@dataclass(frozen=True)
class VendorSide:
    """What the exchange with vendors works with beside everything else."""

    komet: Purchases
    system: VendorSystem


@dataclass(frozen=True)
class Desk:
    """What a use case works with."""

    store: VendorStore
    erp: Erp
    market: Marketplace
    clock: Clock
    settings: Settings
    log: FilteringBoundLogger
    memory: Memory = field(default_factory=Memory)
    vendor_side: VendorSide | None = None

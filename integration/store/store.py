"""The store, put together from its parts."""

from __future__ import annotations

from integration.store.address import in_memory, named
from integration.store.database import make_engine
from integration.store.inventory import Inventory
from integration.store.leases import Works
from integration.store.orders import Orders
from integration.store.schema import bring_up, fill
from integration.store.told import Tellings
from integration.store.vendor import VendorOrders


class SqlStore(Works, Inventory, Orders, VendorOrders, Tellings):
    """`integration.vendor_ports.VendorStore` over a database. Each method is one transaction."""


def open_store(url: str) -> SqlStore:
    """The store at `url` with its schema brought up to date; close it after use.

    ``sqlite://`` is a new store in memory, which needs no migration: it can not have a past.

    Raises:
        BadStore: if there can be none.
    """
    with named(url):
        engine = make_engine(url)
        try:
            if url.startswith("sqlite") and in_memory(url):
                fill(engine)
            else:
                bring_up(engine)
        except BaseException:
            engine.dispose()
            raise
    return SqlStore(engine)

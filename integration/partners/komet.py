"""Komet's client, put together from its parts."""

from __future__ import annotations

from integration.partners.komet_books import Invoices, Prebooks
from integration.partners.komet_inventory import InventoryReads
from integration.partners.komet_orders import ShipTos, WebOrders
from integration.partners.komet_purchases import VendorPurchases


class Komet(InventoryReads, ShipTos, WebOrders, Invoices, Prebooks, VendorPurchases):
    """`integration.ports.Erp` and `integration.vendor_ports.Purchases` over HTTP.

    Every method raises the `PartnerError` that names what may be done next. Calls that make
    something go out once; reads are tried again.

    Args:
        http: sends the calls, and counts those that cost allowance.
        short_cut: whether an inventory list with the bytes of the last read is not looked through.
        availability: whether lines that others offer through Komet are offers of ours.
    """

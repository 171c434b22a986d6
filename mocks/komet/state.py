"""Everything one Komet installation knows, in dicts of frozen rows keyed by id."""

from typing import Any

from mocks.core.state import State
from mocks.komet import records as r


class KometState(State):
    """All companies of one simulated Komet.

    Dicts are keyed by the row's id, tokens by the token, fees by (kind, order id). Rows keep the
    order in which they came. `versions` counts the changes of a company's inventory, so that an
    encoded list can be kept until the next change; `kept_lists` holds such lists and is no fact.
    `availability` has the terms of lines others offer; `shared` names by a company's line those of
    other companies that show its boxes. `box_codes` names by company and code the one box that
    ever had that code. `sightings` are no facts either: what vendors were shown, by vendor, kind
    and id of the line, and with what prices.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seed = 0
        self.companies: dict[int, r.Company] = {}
        self.locations: dict[int, r.Location] = {}
        self.users: dict[int, r.User] = {}
        self.tokens: dict[str, r.Token] = {}
        self.customers: dict[int, r.Customer] = {}
        self.ship_tos: dict[int, r.ShipTo] = {}
        self.carriers: dict[int, r.Carrier] = {}
        self.box_types: dict[int, r.BoxType] = {}
        self.vendors: dict[int, r.Vendor] = {}
        self.products: dict[int, r.Product] = {}
        self.lots: dict[int, r.Lot] = {}
        self.availability: dict[int, r.Availability] = {}
        self.shared: dict[int, tuple[int, ...]] = {}
        self.versions: dict[int, int] = {}
        self.kept_lists: dict[tuple[Any, ...], tuple[Any, Any]] = {}
        self.web_orders: dict[int, r.WebOrder] = {}
        self.web_order_items: dict[int, r.WebOrderItem] = {}
        self.items_of_web_order: dict[int, tuple[int, ...]] = {}
        self.invoices: dict[int, r.Invoice] = {}
        self.invoice_items: dict[int, r.InvoiceItem] = {}
        self.items_of_invoice: dict[int, tuple[int, ...]] = {}
        self.prebooks: dict[int, r.Prebook] = {}
        self.prebook_items: dict[int, r.PrebookItem] = {}
        self.items_of_prebook: dict[int, tuple[int, ...]] = {}
        self.standing_orders: dict[int, r.StandingOrder] = {}
        self.fees: dict[tuple[str, int], r.Fee] = {}
        self.purchase_orders: dict[int, r.PurchaseOrder] = {}
        self.purchase_items: dict[int, r.PurchaseItem] = {}
        self.items_of_purchase_order: dict[int, tuple[int, ...]] = {}
        self.purchases_of_prebook_item: dict[int, tuple[int, ...]] = {}
        self.boxes: dict[int, r.Box] = {}
        self.boxes_of_item: dict[int, tuple[int, ...]] = {}
        self.box_codes: dict[tuple[int, str], int] = {}
        self.aliases: dict[tuple[int, int, str, int], r.Alias] = {}
        self.sightings: dict[tuple[int, str, int], tuple[str, ...]] = {}

"""What facts begin with: the row they are about, and the tables an order stands in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mocks.core.errors import Missing, NotPossible
from mocks.komet.state import KometState

R = TypeVar("R")


@dataclass(frozen=True)
class LookUp(Generic[R]):
    """Finds the row of an id, of one company if one is named.

    Args:
        rows: the table, given the state.
        code: of the refusal if there is none.
        name: what the refusal calls the id.
    """

    rows: Callable[[KometState], Mapping[int, R]]
    code: str
    name: str

    def __call__(self, state: KometState, row_id: int, company_id: int | None = None) -> R:
        """The row of that id.

        Raises:
            Missing: if there is none, or if it is another company's.
        """
        row = self.rows(state).get(row_id)
        if row is None or company_id not in (None, getattr(row, "company_id", None)):
            raise Missing(self.code, **{self.name: row_id})
        return row


company_in = LookUp(lambda state: state.companies, "company.unknown", "company")
location_in = LookUp(lambda state: state.locations, "location.unknown", "location")
carrier_in = LookUp(lambda state: state.carriers, "carrier.unknown", "carrier")
customer_in = LookUp(lambda state: state.customers, "customer.unknown", "customer")
vendor_in = LookUp(lambda state: state.vendors, "vendor.unknown", "vendor")
box_type_in = LookUp(lambda state: state.box_types, "boxtype.unknown", "boxtype")
product_in = LookUp(lambda state: state.products, "product.unknown", "product")
lot_in = LookUp(lambda state: state.lots, "inventory.unknown", "item")
web_order_in = LookUp(lambda state: state.web_orders, "weborder.unknown", "weborder")
web_order_item_in = LookUp(lambda state: state.web_order_items, "weborder.item", "item")
invoice_in = LookUp(lambda state: state.invoices, "invoice.unknown", "invoice")
invoice_item_in = LookUp(lambda state: state.invoice_items, "invoice.item", "item")
prebook_in = LookUp(lambda state: state.prebooks, "prebook.unknown", "prebook")
prebook_item_in = LookUp(lambda state: state.prebook_items, "prebook.item", "item")
purchase_order_in = LookUp(lambda state: state.purchase_orders, "purchase.unknown", "order")
purchase_item_in = LookUp(lambda state: state.purchase_items, "purchase.item", "item")


def those_in(rows: Mapping[int, R], ids: Iterable[int]) -> list[R]:
    """The rows of those ids that are (still) there, in that order."""
    found = (rows.get(one) for one in ids)
    return [row for row in found if row is not None]


def begin(state: KometState, kind: str, order: Any) -> None:
    """Put an empty order into its tables.

    Args:
        state: the tables.
        kind: ``web_order``, ``invoice``, ``prebook`` or ``purchase_order``.
        order: its header.

    Raises:
        NotPossible: if its id is taken.
    """
    headers, items = getattr(state, f"{kind}s"), getattr(state, f"items_of_{kind}")
    if order.id in headers:
        raise NotPossible("order.exists", order=order.id)
    state.used_id(kind, order.id)
    state.used_id(f"{kind}_number", order.number)
    # The list of lines comes first: readers go by the header, and do not take the lock.
    items[order.id] = ()
    headers[order.id] = order


def take_out(items_of: dict[int, tuple[int, ...]], key: int, item_id: int) -> None:
    """Take a line off the list of those that belong together."""
    items_of[key] = tuple(one for one in items_of[key] if one != item_id)

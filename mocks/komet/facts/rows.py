"""What facts begin with: the row they are about, and the tables an order stands in."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from mocks.core.errors import Missing, NotPossible
from mocks.komet.state import KometState

R = TypeVar("R")


def _in(
    rows: Callable[[KometState], Mapping[int, R]], code: str, name: str
) -> Callable[[KometState, int], R]:
    """A look-up: the row of that id, or ``Missing(code, name=id)``."""

    def look_up(state: KometState, row_id: int) -> R:
        row = rows(state).get(row_id)
        if row is None:
            raise Missing(code, **{name: row_id})
        return row

    return look_up


# Each takes the state and an id, gives the row of that id, and raises Missing if there is none.
company_in = _in(lambda state: state.companies, "company.unknown", "company")
carrier_in = _in(lambda state: state.carriers, "carrier.unknown", "carrier")
product_in = _in(lambda state: state.products, "product.unknown", "product")
lot_in = _in(lambda state: state.lots, "inventory.unknown", "item")
web_order_in = _in(lambda state: state.web_orders, "weborder.unknown", "weborder")
web_order_item_in = _in(lambda state: state.web_order_items, "weborder.item", "item")
invoice_in = _in(lambda state: state.invoices, "invoice.unknown", "invoice")
invoice_item_in = _in(lambda state: state.invoice_items, "invoice.item", "item")
prebook_in = _in(lambda state: state.prebooks, "prebook.unknown", "prebook")
prebook_item_in = _in(lambda state: state.prebook_items, "prebook.item", "item")
purchase_order_in = _in(lambda state: state.purchase_orders, "purchase.unknown", "order")
purchase_item_in = _in(lambda state: state.purchase_items, "purchase.item", "item")


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

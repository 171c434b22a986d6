"""What vendors were shown, kept beside the ledger so that a law can hold it against whose it was.

Answers are not facts, so this is written from the finished rows, after every filter: a row that
slipped through, or a price left in one, is kept here as it went out.
"""

from collections.abc import Iterable

import msgspec
from msgspec import UNSET

from mocks.komet.order_parts import Komet
from mocks.komet.wire import VENDOR

PREBOOK_LINE, PURCHASE_LINE = "prebook", "purchase"
#: Keys under which a row could carry what a customer pays.
SALES_PRICES = ("price", "priceB", "fobPrice", "unitPrice", "totalPrice")


def note_shown(
    context: Komet, kind: str, lines: Iterable[tuple[int, Iterable[msgspec.Struct]]]
) -> None:
    """Keep that the caller, if it is a vendor, was shown those lines (id, rows that tell of it)."""
    if context.caller.kind != VENDOR:
        return
    for item_id, rows in lines:
        prices = {
            name for row in rows for name in SALES_PRICES if getattr(row, name, UNSET) is not UNSET
        }
        key = (context.caller.party_id or 0, kind, item_id)
        known = context.state.sightings.get(key, ())
        context.state.sightings[key] = tuple(sorted(prices.union(known)))

"""The states of Komet's orders as tables: what may follow what. A missing key is a refusal.

Statuses speak Komet's own numbers. Prebooks have no such number: theirs is whether every line is
checked out, and it is worked out from the lines.
"""

from collections.abc import Mapping

#: Web orders. 0 is ours: the API shows a cancelled web order under no status at all.
CANCELLED_ORDER, PENDING_ORDER, CHECKED_OUT_ORDER = 0, 1, 2

WEB_ORDER_MOVES: Mapping[int, tuple[int, ...]] = {
    PENDING_ORDER: (CHECKED_OUT_ORDER, CANCELLED_ORDER),
    CHECKED_OUT_ORDER: (CANCELLED_ORDER,),
}

#: Invoices.
PENDING_APPROVAL, CONFIRMED, DRAFT, VOIDED = 0, 1, 2, 4

INVOICE_MOVES: Mapping[int, tuple[int, ...]] = {
    DRAFT: (PENDING_APPROVAL, CONFIRMED, VOIDED),
    PENDING_APPROVAL: (CONFIRMED, VOIDED),
    CONFIRMED: (VOIDED,),
}

#: For sentences: "The invoice 1 is voided and cannot be confirmed."
INVOICE_WORDS: Mapping[int, str] = {
    PENDING_APPROVAL: "checked out",
    CONFIRMED: "confirmed",
    DRAFT: "a draft",
    VOIDED: "voided",
}

"""The life of an order line, as tables: a missing entry is the refusal.

placed -> waiting_approval -> approved -> confirmed -> shipped, as Komet has it. What the vendor
changes wants a new answer (placed again, under a new revision); what the vendor cancels is
`cancelling` until Komet's side has let go of it, or says why it can not.
"""

PLACED = "placed"
WAITING = "waiting_approval"
MAPPING = "needs_mapping"
APPROVED = "approved"
CHANGED = "changed"
CONFIRMED = "confirmed"
SHIPPED = "shipped"
REJECTED = "rejected"
CANCELLING = "cancelling"
CANCELLED = "cancelled"

_ENDS = {REJECTED, CANCELLED}
_FLOW = {WAITING, MAPPING, APPROVED, CHANGED, CONFIRMED}

#: Where what Komet's side tells may lead.
TOLD: dict[str, frozenset[str]] = {
    PLACED: frozenset(_FLOW | _ENDS),
    WAITING: frozenset(_FLOW | _ENDS),
    MAPPING: frozenset(_FLOW | _ENDS),
    CHANGED: frozenset(_FLOW | _ENDS),
    # Approved although the product is still unknown: only the AWB waits for the mapping.
    APPROVED: frozenset({MAPPING, APPROVED, CHANGED, CONFIRMED, SHIPPED} | _ENDS),
    CONFIRMED: frozenset({CHANGED, CONFIRMED, SHIPPED} | _ENDS),
    # Komet may hold on to what the vendor wants back: confirmed or shipped already.
    CANCELLING: frozenset({APPROVED, CONFIRMED, SHIPPED} | _ENDS),
    SHIPPED: frozenset(),
    REJECTED: frozenset(),
    CANCELLED: frozenset(),
}

#: Lines the vendor may still change or cancel.
LIVE = frozenset({PLACED, WAITING, MAPPING, APPROVED, CHANGED, CONFIRMED})
#: Lines whose boxes may be chosen and labelled.
PRINTABLE = frozenset({APPROVED, CONFIRMED})
#: Lines nothing happens to any more.
FINAL = frozenset({SHIPPED, REJECTED, CANCELLED})
#: Lines the vendor took out: told as `deleted`, never left out.
DELETED = frozenset({CANCELLING, CANCELLED})
#: Lines that wait for an answer from Komet's side.
UNANSWERED = frozenset({PLACED, CANCELLING})


def may_become(state: str, to: str) -> bool:
    """Whether a line in `state` may be told to be `to`."""
    return to in TOLD[state]

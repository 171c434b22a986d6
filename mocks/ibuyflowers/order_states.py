"""The life of an order and of an answer, as tables: a missing entry is the refusal.

placed -> accepted | partially_accepted | rejected_by_supplier,
accepted | partially_accepted -> packed -> delivered.
A failed card moves the date once (rescheduled: it wants new answers), then drops the order.
"""

PLACED = "placed"
ACCEPTED = "accepted"
PARTLY = "partially_accepted"
REJECTED = "rejected_by_supplier"
RESCHEDULED = "rescheduled"
BUYER_CANCELLED = "cancelled_buyer"
PAYMENT_CANCELLED = "cancelled_payment"
PACKED = "packed"
DELIVERED = "delivered"

_OUT = {BUYER_CANCELLED, PAYMENT_CANCELLED}
_ANSWERED = {ACCEPTED, PARTLY, REJECTED}

#: From which state an order may go to which.
MOVES: dict[str, frozenset[str]] = {
    PLACED: frozenset(_ANSWERED | _OUT | {RESCHEDULED}),
    RESCHEDULED: frozenset(_ANSWERED | _OUT),
    ACCEPTED: frozenset({PARTLY, REJECTED, RESCHEDULED, PACKED} | _OUT),
    PARTLY: frozenset({REJECTED, RESCHEDULED, PACKED} | _OUT),
    REJECTED: frozenset(),
    PACKED: frozenset({DELIVERED}),
    DELIVERED: frozenset(),
    BUYER_CANCELLED: frozenset(),
    PAYMENT_CANCELLED: frozenset(),
}

#: States in which the supplier still owes an answer.
OPEN = frozenset({PLACED, RESCHEDULED})
#: States in which the order no longer wants its boxes.
GONE = frozenset(_OUT)

LINE_ACCEPTED, LINE_REFUSED, LINE_RELEASED = "accepted", "refused", "released"
#: Fewer boxes than ordered are there.
LINE_SHORT = "short"

#: Which answer may follow which for the same line and revision ("" is none yet).
ANSWERS: dict[str, frozenset[str]] = {
    "": frozenset({LINE_ACCEPTED, LINE_SHORT, LINE_REFUSED, LINE_RELEASED}),
    # Refused after all: the line was removed in Komet, or its surplus taken back.
    LINE_ACCEPTED: frozenset({LINE_SHORT, LINE_REFUSED, LINE_RELEASED}),
    LINE_SHORT: frozenset({LINE_SHORT, LINE_REFUSED, LINE_RELEASED}),
    LINE_REFUSED: frozenset(),
    LINE_RELEASED: frozenset(),
}


def may_move(state: str, to: str) -> bool:
    """Whether an order in `state` may go to `to`."""
    return to in MOVES[state]


def answered_state(outcomes: list[str]) -> str | None:
    """The state of an order whose lines have these outcomes ("" is none yet); None if not all."""
    if "" in outcomes:
        return None
    refused = outcomes.count(LINE_REFUSED)
    if refused == len(outcomes):
        return REJECTED
    return PARTLY if refused or LINE_SHORT in outcomes else ACCEPTED

"""The states of purchase orders as a table: what may follow what. A missing key is a refusal.

A line has no table: its state follows from what was confirmed, shipped or cancelled of it.
"""

from collections.abc import Mapping

#: Pending Approval, Approved, Confirmed by Farm, Sent to Cargomaster, Cancelled.
PENDING, APPROVED, CONFIRMED, SENT, CANCELLED = "PA", "A", "CF", "SC", "CA"

PURCHASE_MOVES: Mapping[str, tuple[str, ...]] = {
    PENDING: (APPROVED, CONFIRMED, CANCELLED),
    APPROVED: (CONFIRMED, SENT, CANCELLED),
    SENT: (CONFIRMED, CANCELLED),
    CONFIRMED: (SENT, CANCELLED),
}

#: The state new orders begin in, by the setting Purchase Order Workflow.
WORKFLOWS: Mapping[str, str] = {
    "manual": PENDING,
    "auto-approve": APPROVED,
    "auto-confirm": CONFIRMED,
}

#: What filters call the states (observed 9); sentences use the same words.
PURCHASE_WORDS: Mapping[str, str] = {
    PENDING: "Pending Approval",
    APPROVED: "Approved",
    CONFIRMED: "Confirmed by Farm",
    SENT: "Sent to Cargomaster",
    CANCELLED: "Cancelled",
}

#: Boxes: on their way from the farm, received in the warehouse, cancelled with their order.
BOX_GONE, BOX_SHIPPED, BOX_RECEIVED = 0, 1, 2
BOX_WORDS: Mapping[int, str] = {
    BOX_GONE: "cancelled",
    BOX_SHIPPED: "shipped",
    BOX_RECEIVED: "received",
}

"""The marketplace's refusals: HTTP status and sentence by code. All of them are ours."""

from mocks.core.bearer import WIRE_REFUSALS

#: code -> (HTTP status, sentence); the field goes beside the sentence.
REFUSALS: dict[str, tuple[int, str]] = {
    **WIRE_REFUSALS,
    "batch.old": (409, "Batch {number} is older than batch {newest}, which was taken already."),
    "batch.parts": (409, "Batch {number} has {parts} parts, as its first part said."),
    "order.unknown": (404, "There is no order {order}."),
    "order.state": (409, "Order {order} is {state} and can not become {wish}."),
    "line.unknown": (404, "Order {order} has no line {line} at revision {revision}."),
    "answer.conflict": (409, "Line {line} of order {order} was already {was}, not {wish}."),
    "answer.boxes": (409, "Line {line} of order {order}: at most {most} boxes would be fewer."),
    "answer.early": (409, "Order {order} still wants line {line}: it can not be released."),
    "cart.unknown": (404, "There is no cart {cart}."),
    "cart.closed": (409, "Cart {cart} was checked out as order {order}."),
    "cart.empty": (409, "Cart {cart} has no boxes."),
    "cart.shipto": (409, "Cart {cart} has no ship-to."),
    "cart.full": (409, "One order has at most {most} lines."),
    "cart.supplier": (409, "One order is of one supplier; {key} is another one's."),
    "cart.line": (404, "Cart {cart} has no boxes of {key}."),
    "offer.gone": (409, "{key} is not for sale any more."),
    "offer.date": (409, "{key} can not arrive on {arrival}."),
    "offer.short": (409, "{key} has {left} boxes left, {asked} were asked for."),
    "offer.stale": (409, "{key} was not confirmed lately and can not be bought now."),
    "offer.ambiguous": (409, "Several suppliers have {key}: say the connectionId."),
    "florist.unknown": (404, "There is no florist {florist}."),
}

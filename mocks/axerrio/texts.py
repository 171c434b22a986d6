"""Axerrio's refusals: HTTP status and sentence by code. All of them are ours."""

from mocks.core.bearer import WIRE_REFUSALS

#: code -> (HTTP status, sentence); the field goes beside the sentence.
REFUSALS: dict[str, tuple[int, str]] = {
    **WIRE_REFUSALS,
    "account.unknown": (404, "There is no account {account}."),
    "connection.unknown": (404, "There is no connection {connection}."),
    "connection.account": (409, "Vendor {vendor} of company {company} is account {account}'s."),
    "connection.inactive": (409, "Connection {connection} is not active: join it first."),
    "join.refused": (409, "The integration can not be activated: {lacking}."),
    "service.stopped": (503, "The service at the vendor's site is stopped."),
    "article.unknown": (404, "There is no article {article}."),
    "article.gone": (409, "Article {article} is not sold any more."),
    "article.code": (409, "The code {given} is of another article."),
    "order.unknown": (404, "There is no such order."),
    "order.komet": (409, "Order {order} began in Komet and is changed there."),
    "order.ended": (409, "Order {order} has nothing left to {wish}."),
    "line.unknown": (404, "Order {order} has no line {line} at revision {revision}."),
    "line.state": (409, "Line {line} of order {order} is {state} and can not become {wish}."),
    "prebook.old": (409, "Prebook item {item} is known at revision {revision} already."),
    "prebook.conflict": (409, "Prebook item {item} was told otherwise at revision {revision}."),
    "boxes.unapproved": (409, "Order {order} has no approved line to choose boxes of."),
    "boxes.many": (409, "Line {line} of order {order} has {left} boxes left to choose."),
    "box.used": (409, "{box} names another box already."),
    "box.unknown": (404, "Order {order} has no box {box} to print."),
    "awb.wrong": (409, "{awb}: {problem}."),
    "labels.boxes": (409, "Order {order} has no approved line with boxes: choose them first."),
    "labels.none": (409, "No labels of order {order} were printed."),
}

"""What Komet's side hears of: the feed by cursor, at least once and in order; and single orders."""

from datetime import datetime

from msgspec import UNSET, UnsetType

from mocks.axerrio.joining import active_connection
from mocks.axerrio.records import Event, EventKind
from mocks.axerrio.state import AxrState
from mocks.axerrio.views import ArticleView, OrderView, article_view, order_view
from mocks.axerrio.wire import CONNECTION, Call, KometId, OrderId, Reply, method
from mocks.core.api import Context
from mocks.core.errors import Missing
from mocks.core.feed import EventsCall, first


class EventView(Reply, frozen=True, kw_only=True):
    """Something the vendor did. `eventId` stays when it is sent again under a later `cursor`.

    The order or article is shown as it was then.
    """

    cursor: int
    eventId: int
    at: datetime
    kind: EventKind
    order: OrderView | UnsetType = UNSET
    article: ArticleView | UnsetType = UNSET


class EventsReply(Reply, frozen=True, kw_only=True):
    """Events oldest first. `last` is where to go on: the last one's cursor, or `after` again."""

    events: tuple[EventView, ...]
    last: int
    more: bool


@method("GET", "integration/events", key=CONNECTION)
def events(context: Context[AxrState], call: EventsCall) -> EventsReply:
    """What the vendor did after a cursor; a stopped service holds back what is new."""
    state, connection = context.state, active_connection(context)
    held = state.accounts[connection.account_id].held_from or state.next_id("cursor")
    entries = ((one, state.events[state.feed[one]]) for one in range(call.after + 1, held))
    own = (entry for entry in entries if entry[1].connection_id == connection.id)
    shown, more = first(call.limit, own)
    return EventsReply(
        events=tuple(_view(cursor, event) for cursor, event in shown),
        last=shown[-1][0] if shown else call.after,
        more=more,
    )


class OrderCall(Call, frozen=True, kw_only=True):
    """An order by its number, or by the prebook item it was made of."""

    orderId: OrderId | UnsetType = UNSET
    prebookItemId: KometId | UnsetType = UNSET


@method("GET", "integration/order", key=CONNECTION)
def order_of(context: Context[AxrState], call: OrderCall) -> OrderView:
    """One order of this connection as it is now."""
    state, connection = context.state, active_connection(context)
    number = call.orderId
    if number is UNSET and call.prebookItemId is not UNSET:
        number = state.prebook_items.get((connection.id, call.prebookItemId), UNSET)
    order = None if number is UNSET else state.orders.get(number)
    if order is None or order.connection_id != connection.id:
        raise Missing("order.unknown", field="orderId")
    return order_view(order)


def _view(cursor: int, event: Event) -> EventView:
    return EventView(
        cursor=cursor,
        eventId=event.id,
        at=event.at,
        kind=event.kind,
        order=order_view(event.order) if event.order else UNSET,
        article=article_view(event.article) if event.article else UNSET,
    )

"""The service at the vendor's site: it can stop for hours, and sends at least once."""

from typing import Annotated

from msgspec import Meta

from mocks.axerrio.facts.setup import EventsRepeated, ServiceStarted, ServiceStopped
from mocks.axerrio.records import Account
from mocks.axerrio.state import AxrState
from mocks.axerrio.wire import Call
from mocks.core.api import Context, act
from mocks.core.errors import Missing
from mocks.core.fields import Id


class ServiceCall(Call, frozen=True, kw_only=True):
    """Whose service."""

    accountId: Id = 1


class RepeatCall(Call, frozen=True, kw_only=True):
    """How many of the last events of which connection go out again."""

    connectionId: Id = 1
    count: Annotated[int, Meta(ge=1, le=1000)] = 1


@act("stop_service")
def stop_service(context: Context[AxrState], call: ServiceCall) -> bool:
    """Stop the service at the vendor's site; the desk works on. Whether it ran."""
    ran = _account(context.state, call.accountId).held_from is None
    if ran:
        context.record(ServiceStopped(account_id=call.accountId))
    return ran


@act("start_service")
def start_service(context: Context[AxrState], call: ServiceCall) -> int:
    """Start it again: everything held back goes out at once, in order. How many events."""
    state, account = context.state, _account(context.state, call.accountId)
    held = account.held_from
    if held is None:
        return 0
    cursors = [at for at, event in state.feed.items() if _is_of(state, event, account.id)]
    before = [cursor for cursor in cursors if cursor < held]
    context.record(ServiceStarted(account_id=account.id))
    if context.assumptions.after_stop == "repeats_last" and before:
        context.record(_again(state, [state.feed[max(before)]]))
    return len(cursors) - len(before)


@act("send_again")
def send_again(context: Context[AxrState], call: RepeatCall) -> int:
    """Let the last events of a connection go out once more, under new cursors. How many."""
    state = context.state
    if call.connectionId not in state.connections:
        raise Missing("connection.unknown", field="connectionId", connection=call.connectionId)
    mine = [one.id for one in state.events.values() if one.connection_id == call.connectionId]
    events = mine[-call.count :]
    if events:
        context.record(_again(state, events))
    return len(events)


def _again(state: AxrState, events: list[int]) -> EventsRepeated:
    return EventsRepeated(entries=tuple(enumerate(events, state.next_id("cursor"))))


def _is_of(state: AxrState, event: int, account_id: int) -> bool:
    connection = state.connections[state.events[event].connection_id]
    return connection.account_id == account_id


def _account(state: AxrState, number: int) -> Account:
    account = state.accounts.get(number)
    if account is None:
        raise Missing("account.unknown", field="accountId", account=number)
    return account

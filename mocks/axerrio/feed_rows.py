"""The feed's tables: which event stands at which cursor.

An event has its own number and stands at a cursor; sent again, it stands at a later cursor too.
Both are counted over all connections, so a new event needs one number for both.
"""

from mocks.axerrio.records import Event
from mocks.axerrio.state import AxrState


def next_cursor(state: AxrState) -> int:
    """The number the next event and its cursor will get."""
    return state.next_id("cursor")


def tell(state: AxrState, event: Event) -> None:
    """Put a new event at the end of the feed."""
    state.events[event.id] = event
    state.feed[event.id] = event.id
    # Last, for who reads the feed waits for nobody.
    state.used_id("cursor", event.id)

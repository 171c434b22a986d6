"""Everything the vendors' systems know, in flat dicts of frozen rows."""

from mocks.axerrio import records as r
from mocks.core.state import State


class AxrState(State):
    """Axerrio at the sites of its vendors.

    Box codes are kept by (account id, code) for ever, with the (order, line) they named; `feed`
    maps cursors to events, which may stand there more than once; the rest is by id.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seed = 0
        self.keys: dict[str, r.KeyOwner] = {}
        self.accounts: dict[int, r.Account] = {}
        self.connections: dict[int, r.Connection] = {}
        self.articles: dict[int, r.Article] = {}
        self.orders: dict[int, r.Order] = {}
        self.prebook_items: dict[tuple[int, int], int] = {}
        self.codes: dict[tuple[int, str], tuple[int, int]] = {}
        self.events: dict[int, r.Event] = {}
        self.feed: dict[int, int] = {}

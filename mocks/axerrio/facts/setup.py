"""Facts of the set-up: accounts joined, articles kept, the service stopped and started."""

from datetime import datetime

from msgspec.structs import replace

from mocks.axerrio.feed_rows import tell
from mocks.axerrio.records import Article, Connection, Event, KeyOwner
from mocks.axerrio.seed import accounts, articles, key_text
from mocks.axerrio.state import AxrState
from mocks.axerrio.wire import CONNECTION, DESK, ONBOARDING
from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact


class Seeded(Fact, frozen=True, kw_only=True):
    """Axerrio is there: its vendors, their articles and keys follow from the seed."""

    seed: int
    accounts: int
    at: datetime

    def apply(self, state: AxrState) -> None:
        """Fill the empty tables."""
        state.seed = self.seed
        state.keys[key_text(self.seed, ONBOARDING, 0)] = KeyOwner(kind=ONBOARDING)
        for account in accounts(self.accounts):
            state.accounts[account.id] = account
            state.articles |= articles(account.id, self.at)
            desk = key_text(self.seed, DESK, account.id)
            state.keys[desk] = KeyOwner(kind=DESK, owner_id=account.id)


class ConnectionMade(Fact, frozen=True, kw_only=True):
    """A token was handed over, or another one. The connection's key follows from seed and id."""

    connection: Connection

    def apply(self, state: AxrState) -> None:
        """Keep the row and let its key in."""
        made = self.connection
        state.used_id("connection", made.id)
        state.connections[made.id] = made
        key = key_text(state.seed, CONNECTION, made.id)
        state.keys[key] = KeyOwner(kind=CONNECTION, owner_id=made.id)


class AccountsJoined(Fact, frozen=True, kw_only=True):
    """The integration was activated, after its methods were tried with this outcome."""

    connection_id: int
    role: str
    methods: dict[str, str]

    def apply(self, state: AxrState) -> None:
        """Make the connection active."""
        connection = state.connections[self.connection_id]
        state.connections[connection.id] = replace(connection, active=True)


class ArticleKept(Fact, frozen=True, kw_only=True):
    """An article is new, or as it is now; every active connection of its account hears of it."""

    article: Article
    cursor: int
    connections: tuple[int, ...]

    def apply(self, state: AxrState) -> None:
        """Keep the row and tell."""
        state.used_id("article", self.article.key)
        state.articles[self.article.key] = self.article
        for place, connection in enumerate(self.connections):
            event = Event(
                id=self.cursor + place,
                at=self.article.modified,
                connection_id=connection,
                kind="article_changed",
                article=self.article,
            )
            tell(state, event)


class ServiceStopped(Fact, frozen=True, kw_only=True):
    """The service at the vendor's site stopped: what happens from now on is held back."""

    account_id: int

    def apply(self, state: AxrState) -> None:
        """Remember from where on."""
        account = state.accounts[self.account_id]
        held = state.next_id("cursor")
        state.accounts[account.id] = replace(account, held_from=held)


class ServiceStarted(Fact, frozen=True, kw_only=True):
    """The service runs again and sends everything it held back, in order."""

    account_id: int

    def apply(self, state: AxrState) -> None:
        """Hold nothing back."""
        account = state.accounts[self.account_id]
        state.accounts[account.id] = replace(account, held_from=None)


class EventsRepeated(Fact, frozen=True, kw_only=True):
    """Events went out once more: (cursor, event) pairs at the end of the feed."""

    entries: tuple[tuple[int, int], ...]

    def apply(self, state: AxrState) -> None:
        """Put them there again.

        Raises:
            NotPossible: if an event was never sent.
        """
        if any(event not in state.events for _, event in self.entries):
            raise NotPossible("order.unknown")
        for cursor, event in self.entries:
            state.feed[cursor] = event
            state.used_id("cursor", cursor)

"""Facts of the supplier's side: set-up, batches of inventory, withdrawals."""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.ibuyflowers.records import Connection, KeyOwner, Offer, Settings
from mocks.ibuyflowers.seed import florists, key_text
from mocks.ibuyflowers.shelf import confirmed_at
from mocks.ibuyflowers.state import IbfState
from mocks.ibuyflowers.wire import FLORIST, ONBOARDING, SUPPLIER


class Seeded(Fact, frozen=True, kw_only=True):
    """The marketplace opened: its florists and keys follow from the seed."""

    seed: int
    florists: int
    settings: Settings

    def apply(self, state: IbfState) -> None:
        """Fill the empty tables."""
        state.seed, state.settings = self.seed, self.settings
        state.keys[key_text(self.seed, ONBOARDING, 0)] = KeyOwner(kind=ONBOARDING)
        for florist in florists(self.seed, self.florists):
            state.florists[florist.id] = florist
            key = key_text(self.seed, FLORIST, florist.id)
            state.keys[key] = KeyOwner(kind=FLORIST, owner_id=florist.id)


class ConnectionMade(Fact, frozen=True, kw_only=True):
    """A supplier's set-up was finished, or finished anew. Its key follows from seed and id."""

    connection: Connection

    def apply(self, state: IbfState) -> None:
        """Keep the row and let its key in."""
        made = self.connection
        state.used_id("connection", made.id)
        state.connections[made.id] = made
        key = key_text(state.seed, SUPPLIER, made.id)
        state.keys[key] = KeyOwner(kind=SUPPLIER, owner_id=made.id)


class InventoryTold(Fact, frozen=True, kw_only=True):
    """One part of a numbered batch of inventory, read in Komet at `read_at`."""

    connection_id: int
    number: int
    part: int
    parts: int
    read_at: datetime
    cadence_s: float
    upserts: tuple[Offer, ...] = ()
    removals: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()

    def apply(self, state: IbfState) -> None:
        """Change the offers; with the last part to arrive, confirm all the others too.

        Raises:
            NotPossible: if the part is old, or of another batch than it says.
        """
        before = state.connections[self.connection_id]
        check_batch(before, self.number, self.parts)
        begun = self._begun(before)
        complete = len(begun.begun_seen) == self.parts
        owner, count = before.id, len(state.offers)
        for key in self.removals:
            state.offers.pop((owner, key), None)
            state.marks.pop((owner, key), None)
        state.offers.update({(owner, offer.key): offer for offer in self.upserts})
        state.marks.update({(owner, offer.key): self.read_at for offer in self.upserts})
        after = replace(begun, offers=before.offers + len(state.offers) - count)
        if complete:
            _keep_unconfirmed(state, before, after.begun_unconfirmed)
            after = replace(
                after,
                confirmed_at=self.read_at,
                cadence_s=self.cadence_s,
                last_number=self.number,
                last_parts=self.parts,
                begun_unconfirmed=(),
            )
        state.connections[owner] = after

    def _begun(self, before: Connection) -> Connection:
        """The row with this part counted in; a newer number abandons a half-told batch."""
        again = before.begun_number == self.number
        seen = before.begun_seen if again else frozenset()
        unconfirmed = before.begun_unconfirmed if again else ()
        return replace(
            before,
            begun_number=self.number,
            begun_parts=self.parts,
            begun_seen=seen | {self.part},
            begun_unconfirmed=unconfirmed + self.unconfirmed,
        )


class OfferWithdrawn(Fact, frozen=True, kw_only=True):
    """The supplier took an offer down at once."""

    connection_id: int
    key: str
    reason: str
    at: datetime

    def apply(self, state: IbfState) -> None:
        """Remember since when."""
        state.withdrawn[self.connection_id, self.key] = self.at


def check_batch(connection: Connection, number: int, parts: int) -> None:
    """Refuse what may not be taken any more.

    Raises:
        NotPossible: ``batch.old`` for a number before the newest one seen (complete or not),
            ``batch.parts`` for a number that came with another number of parts.
    """
    if number < connection.begun_number:
        raise NotPossible("batch.old", number=number, newest=connection.begun_number)
    if number == connection.begun_number and parts != connection.begun_parts:
        raise NotPossible("batch.parts", number=number, parts=connection.begun_parts)


def is_known(connection: Connection, number: int, part: int) -> bool:
    """Whether this very part was taken before."""
    return number == connection.begun_number and part in connection.begun_seen


def _keep_unconfirmed(state: IbfState, connection: Connection, keys: Iterable[str]) -> None:
    """Leave marks only on offers the complete batch could not confirm, as old as they were."""
    owner = connection.id
    kept = {
        (owner, key): moment
        for key in keys
        if (owner, key) in state.offers
        and (moment := confirmed_at(state, connection, key)) is not None
    }
    others = {mark: at for mark, at in state.marks.items() if mark[0] != owner}
    state.marks = others | kept

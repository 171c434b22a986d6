"""Facts about prebooks. A prebook is a draft while a line of it is not checked out."""

from datetime import date

from msgspec.structs import replace

from mocks.core.errors import Missing, NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.orders import By
from mocks.komet.facts.rows import begin, prebook_in, prebook_item_in, take_out
from mocks.komet.records import Prebook, PrebookItem
from mocks.komet.state import KometState


class PrebookMade(Fact, frozen=True, kw_only=True):
    """An empty prebook came into being."""

    prebook: Prebook
    by: By

    def apply(self, state: KometState) -> None:
        """Add the header.

        Raises:
            NotPossible: if its id is taken.
        """
        begin(state, "prebook", self.prebook)


class PrebookChanged(Fact, frozen=True, kw_only=True):
    """The header of a prebook was changed; `vendor_ship_date` is the new one of every line."""

    prebook: Prebook
    vendor_ship_date: date | None = None
    by: By

    def apply(self, state: KometState) -> None:
        """Replace the header, and the vendor's ship date of the lines if there is a new one.

        Raises:
            Missing: if there is no such prebook.
        """
        live_prebook_in(state, self.prebook.id)
        state.prebooks[self.prebook.id] = replace(self.prebook, updated_at=self.by.at)
        if self.vendor_ship_date is not None:
            for item_id in state.items_of_prebook[self.prebook.id]:
                item = state.prebook_items[item_id]
                moved = replace(item, vendor_ship_date=self.vendor_ship_date)
                state.prebook_items[item_id] = moved


class PrebookLineAdded(Fact, frozen=True, kw_only=True):
    """A line joined a prebook."""

    item: PrebookItem
    by: By

    def apply(self, state: KometState) -> None:
        """Add the line.

        Raises:
            Missing: if there is no such prebook.
        """
        live_prebook_in(state, self.item.prebook_id)
        state.used_id("prebook_item", self.item.id)
        state.prebook_items[self.item.id] = self.item
        state.items_of_prebook[self.item.prebook_id] += (self.item.id,)
        _touch(state, self.item.prebook_id, self.by)


class PrebookLineCut(Fact, frozen=True, kw_only=True):
    """A line got fewer boxes; none are left of one that a vendor gave up, which stays."""

    item_id: int
    boxes: int = 0
    by: By

    def apply(self, state: KometState) -> None:
        """Set its boxes, and those of the web-order line it stands for.

        Raises:
            Missing: if there is no such line.
            NotPossible: if it had fewer.
        """
        item = prebook_item_in(state, self.item_id)
        if self.boxes > item.boxes:
            raise NotPossible("prebook.boxes", item=item.id, boxes=item.boxes, asked=self.boxes)
        state.prebook_items[item.id] = replace(item, boxes=self.boxes)
        for one in state.items_of_web_order.get(item.web_order_id or 0, ()):
            line = state.web_order_items[one]
            if line.prebook_item_id == item.id:
                state.web_order_items[one] = replace(line, boxes=self.boxes)
        _touch(state, item.prebook_id, self.by)


class PrebookLineRemoved(Fact, frozen=True, kw_only=True):
    """A line left a prebook."""

    item_id: int
    why: str
    by: By

    def apply(self, state: KometState) -> None:
        """Take the line out.

        Raises:
            Missing: if there is no such line.
        """
        item = prebook_item_in(state, self.item_id)
        del state.prebook_items[item.id]
        take_out(state.items_of_prebook, item.prebook_id, item.id)
        _touch(state, item.prebook_id, self.by)


class PrebookLinesCheckedOut(Fact, frozen=True, kw_only=True):
    """Lines of a prebook were checked out, by the buyer or by a sales rep."""

    prebook_id: int
    item_ids: tuple[int, ...]
    customer_po: str = ""
    by: By

    def apply(self, state: KometState) -> None:
        """Mark the lines.

        Raises:
            Missing: if there is no such prebook, or no such line in it.
            NotPossible: if a line is checked out already.
        """
        prebook = live_prebook_in(state, self.prebook_id)
        for item_id in self.item_ids:
            if prebook_item_in(state, item_id).checked_out:
                raise NotPossible("prebook.checked_out", item=item_id)
        for item_id in self.item_ids:
            item = state.prebook_items[item_id]
            state.prebook_items[item_id] = replace(item, checked_out=True)
        po = self.customer_po or prebook.customer_po
        state.prebooks[prebook.id] = replace(prebook, customer_po=po)
        _touch(state, prebook.id, self.by)


class PrebookDeleted(Fact, frozen=True, kw_only=True):
    """A prebook was deleted; its lines had been taken out before."""

    prebook_id: int
    by: By

    def apply(self, state: KometState) -> None:
        """Mark it as deleted.

        Raises:
            Missing: if there is no such prebook.
            NotPossible: if it still has lines.
        """
        prebook = live_prebook_in(state, self.prebook_id)
        if state.items_of_prebook[prebook.id]:
            raise NotPossible("prebook.state", prebook=prebook.id)
        state.prebooks[prebook.id] = replace(prebook, deleted=True, updated_at=self.by.at)


def live_prebook_in(state: KometState, prebook_id: int) -> Prebook:
    """The prebook of that id, unless it was deleted.

    Raises:
        Missing: if there is none.
    """
    prebook = prebook_in(state, prebook_id)
    if prebook.deleted:
        raise Missing("prebook.unknown", prebook=prebook_id)
    return prebook


def _touch(state: KometState, prebook_id: int, by: By) -> None:
    """Note the change, and whether the prebook is a draft now (an empty one stays as it was)."""
    prebook = state.prebooks[prebook_id]
    lines = [state.prebook_items[one] for one in state.items_of_prebook[prebook_id]]
    draft = any(not one.checked_out for one in lines) if lines else prebook.draft
    state.prebooks[prebook_id] = replace(prebook, draft=draft, updated_at=by.at)

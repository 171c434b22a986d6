"""The inventory as a whole became larger: one fact, however many lines it brings."""

from itertools import cycle, islice

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.komet.records import OFFERED, Lot
from mocks.komet.state import KometState


class InventoryGrew(Fact, frozen=True, kw_only=True):
    """So many new lines of a company came in, alike those that were there, in turn.

    `first` is the id of the first of them, `like` how many lines of the company there were.
    """

    company_id: int
    lines: int
    first: int
    like: int

    def apply(self, state: KometState) -> None:
        """Add the lots, each with all the boxes that ever came in of the one it is like.

        Raises:
            NotPossible: if ids are taken, or there is nothing to be like.
        """
        there = (lot for lot in state.lots.values() if is_stock_of(lot, self.company_id))
        models = [lot for lot in islice(there, self.like) if lot.boxes > 0]
        if not models or self.first < state.next_id("lot", self.first):
            raise NotPossible("stock.exists", item=self.first)
        ids = range(self.first, self.first + self.lines)
        for number, lot in zip(ids, cycle(models), strict=False):
            state.lots[number] = replace(lot, id=number, left=lot.boxes)
        state.used_id("lot", ids[-1])
        state.versions[self.company_id] = state.versions.get(self.company_id, 0) + 1


def is_stock_of(lot: Lot, company_id: int) -> bool:
    """Whether the company has bought the line; what others only offer was never brought in."""
    return lot.company_id == company_id and lot.origin not in OFFERED

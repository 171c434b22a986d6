"""Facts about what vendors and sister companies offer. Boxes move by the facts about stock."""

from datetime import date

from msgspec.structs import replace

from mocks.core.errors import NotPossible
from mocks.core.ledger import Fact
from mocks.komet.facts.rows import company_in, lot_in, take_out
from mocks.komet.records.availability import OFFERED, Availability
from mocks.komet.state import KometState


class AvailabilityDeclared(Fact, frozen=True, kw_only=True):
    """A line that came in is somebody else's offer, on these terms."""

    terms: Availability

    def apply(self, state: KometState) -> None:
        """Keep the terms; a line of K2K goes with its seller's from now on.

        Raises:
            Missing: if there is no such line, or no such line of the seller's.
            NotPossible: if the line is not of those origins, or was declared before.
        """
        lot = lot_in(state, self.terms.lot_id)
        if lot.origin not in OFFERED or lot.id in state.availability:
            raise NotPossible("availability.not", item=lot.id)
        seller_lot_id = self.terms.seller_lot_id
        if seller_lot_id is not None:
            lot_in(state, seller_lot_id)
            known = state.shared.get(seller_lot_id, ())
            state.shared[seller_lot_id] = (*known, lot.id)
        state.availability[lot.id] = self.terms


class AvailabilityDated(Fact, frozen=True, kw_only=True):
    """What is offered can ship on other days."""

    lot_id: int
    day: date
    until: date

    def apply(self, state: KometState) -> None:
        """Set the days.

        Raises:
            Missing: if there is no such line.
        """
        lot = lot_in(state, self.lot_id)
        state.lots[lot.id] = replace(lot, day=self.day, until=self.until)
        _changed(state, lot.company_id)


class SharingEnded(Fact, frozen=True, kw_only=True):
    """A company shares a line no longer; what was sold of it stays sold."""

    lot_id: int

    def apply(self, state: KometState) -> None:
        """Leave the line without boxes.

        Raises:
            Missing: if there is no such line.
            NotPossible: if it is shared by nobody.
        """
        lot = lot_in(state, self.lot_id)
        terms = state.availability.get(lot.id)
        seller_lot_id = terms.seller_lot_id if terms else None
        if seller_lot_id is None or lot.id not in state.shared.get(seller_lot_id, ()):
            raise NotPossible("availability.not", item=lot.id)
        take_out(state.shared, seller_lot_id, lot.id)
        state.lots[lot.id] = replace(lot, left=0)
        _changed(state, lot.company_id)


class ShopOriginsSet(Fact, frozen=True, kw_only=True):
    """The company's e-commerce shows lines of other origins than before."""

    company_id: int
    origins: tuple[int, ...]

    def apply(self, state: KometState) -> None:
        """Change the setting.

        Raises:
            Missing: if there is no such company.
        """
        company = company_in(state, self.company_id)
        state.companies[company.id] = replace(company, shop_origins=self.origins)
        _changed(state, company.id)


def stock_of(state: KometState, lot_id: int) -> int:
    """The line whose boxes are taken when this one is sold: the seller's, of one of K2K."""
    terms = state.availability.get(lot_id)
    seller_lot_id = terms.seller_lot_id if terms else None
    return lot_id if seller_lot_id is None else seller_lot_id


def _changed(state: KometState, company_id: int) -> None:
    state.versions[company_id] = state.versions.get(company_id, 0) + 1

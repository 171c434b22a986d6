"""What happens to the inventory as a whole: every line is counted, thousands of new ones come in.

For load: a call for each line would measure the calls.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from mocks.core.api import Context, act
from mocks.core.errors import NotPossible
from mocks.core.fields import Id
from mocks.komet.facts.growth import InventoryGrew, is_stock_of
from mocks.komet.facts.rows import company_in
from mocks.komet.facts.stock import StockCorrected
from mocks.komet.seed import COMPANY
from mocks.komet.state import KometState
from mocks.komet.warehouse import LOTS_FROM

#: As many as a world can be made of.
LINES_MOST = 5_000_000


class Recount(msgspec.Struct, frozen=True, kw_only=True):
    """Every line of a company has so many boxes more (or, negative, fewer) than was written."""

    boxes: Annotated[int, Meta(ge=-1000, le=1000)]
    companyId: Id = COMPANY


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """So many new lines of a company, alike those there are."""

    lines: Annotated[int, Meta(ge=1, le=LINES_MOST)]
    companyId: Id = COMPANY


@act("recount_all")
def recount_all(context: Context[KometState], call: Recount) -> int:
    """Count every line of a company anew; one that has not enough boxes keeps its number.

    Answers how many lines have changed.

    Raises:
        Missing: if there is no such company.
    """
    company_in(context.state, call.companyId)
    facts = [
        StockCorrected(lot_id=lot.id, boxes_delta=call.boxes, why="counted")
        for lot in list(context.state.lots.values())
        if call.boxes and is_stock_of(lot, call.companyId) and lot.left + call.boxes >= 0
    ]
    context.record(*facts)
    return len(facts)


@act("grow")
def grow(context: Context[KometState], call: Growth) -> int:
    """Bring in thousands of new lines at once; answers the id of the first.

    Raises:
        Missing: if there is no such company.
        NotPossible: if the company has no lines they could be like.
    """
    state = context.state
    company_in(state, call.companyId)
    like = sum(is_stock_of(lot, call.companyId) for lot in list(state.lots.values()))
    first = state.next_id("lot", LOTS_FROM)
    if not like:
        raise NotPossible("stock.none", company=call.companyId)
    context.record(
        InventoryGrew(company_id=call.companyId, lines=call.lines, first=first, like=like)
    )
    return first

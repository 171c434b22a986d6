"""prebook.list: the headers of prebooks whose trucks leave in a window."""

from datetime import date
from typing import Annotated

from msgspec import UNSET, UnsetType

from mocks.core.errors import Missing
from mocks.core.fields import Flag, Id, text
from mocks.komet.catalogue import none_found
from mocks.komet.facts.rows import those_in
from mocks.komet.matching import equal
from mocks.komet.order_parts import Komet
from mocks.komet.prebook_list import PrebookFilter, PrebookRow, header_row, matches
from mocks.komet.records import Prebook
from mocks.komet.windows import check_window
from mocks.komet.wire import Envelope, method

WINDOW = ("dateFrom", "dateTo")


class PrebookListCall(PrebookFilter, frozen=True, kw_only=True):
    """Input of prebook.list; `CompanyLocationId` has its capital as printed."""

    dateFrom: date | None = None
    dateTo: date | None = None
    CompanyLocationId: Id | UnsetType = UNSET
    prebookStatus: Annotated[str, text(200)] | UnsetType = UNSET
    isEcommerce: Flag | UnsetType = UNSET
    checkOutStatus: Flag | UnsetType = UNSET


class Prebooks(Envelope, frozen=True, kw_only=True):
    """Prebooks by number."""

    prebooks: list[PrebookRow] | UnsetType = UNSET


@method(
    "GET",
    "prebook.list",
    tokens="Company",
    source="wiki/x/8ouq (1.0); KB 3331028",
    notes="assumed: rows are the headers of prebook.details.list, as is the message of an empty"
    " result; checkOutStatus 1 is checked out; there is no prebook status, so any is refused",
)
def prebook_list(context: Komet, call: PrebookListCall) -> Prebooks:
    """Headers of the prebooks of truck days in a window of at most six months."""
    check_window(call.dateFrom, call.dateTo, WINDOW)
    if call.prebookStatus is not UNSET:
        raise Missing("prebook.status", status=call.prebookStatus)
    found = [
        one
        for one in list(context.state.prebooks.values())
        if _is_asked_for(call, one) and matches(context, call, one)
    ]
    if not found:
        return none_found(context, Prebooks, "orders")
    found.sort(key=lambda one: one.number)
    return Prebooks(prebooks=[_row(context, one) for one in found])


def _is_asked_for(call: PrebookListCall, one: Prebook) -> bool:
    """Whether the filters of this list alone let it through."""
    first, last = call.dateFrom, call.dateTo
    return (
        first is not None
        and last is not None
        and first <= one.truck_date <= last
        and equal(call.CompanyLocationId, one.location_id or -1)
        and equal(call.isEcommerce, int(one.ecommerce))
        and equal(call.checkOutStatus, int(not one.draft))
    )


def _row(context: Komet, one: Prebook) -> PrebookRow:
    state = context.state
    return header_row(context, one, those_in(state.prebook_items, state.items_of_prebook[one.id]))

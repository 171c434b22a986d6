"""Prebooks and their lines are taken back, by programs and by people."""

from typing import Annotated

import msgspec
from msgspec import Meta

from mocks.core.api import act
from mocks.core.errors import Missing
from mocks.core.fields import Id
from mocks.komet.facts.orders import By
from mocks.komet.facts.prebooks import PrebookDeleted, live_prebook_in
from mocks.komet.facts.rows import prebook_item_in
from mocks.komet.order_flow import check_out_prebook_lines, cut_prebook_line, drop_prebook_line
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.prebook import prebook_for
from mocks.komet.purchase_order_flow import check_unbound, drop_purchases
from mocks.komet.records import Prebook, PrebookItem
from mocks.komet.wire import VENDOR, Call, Envelope, method


class PrebookItemDelete(Call, frozen=True, kw_only=True):
    """Input of prebook.item.delete: ids, not numbers."""

    prebookId: Id
    prebookItemId: Id


@method(
    "POST",
    "prebook.item.delete",
    tokens="Company Vendor",
    source="viewpagesrc 11176974; KB 3331497, v9",
    notes="documented: a Vendor token sets the boxes of its own line to zero instead; a line on an"
    " approved purchase order stays, off a pending one it goes too (KB, of orders in units)",
)
def prebook_item_delete(context: Komet, call: PrebookItemDelete) -> Envelope:
    """Take a line off a prebook; boxes of inventory can be sold again."""
    prebook = prebook_for(context, call.prebookId)
    item = context.state.prebook_items.get(call.prebookItemId)
    if item is None or item.prebook_id != prebook.id:
        raise Missing("prebook.item", item=call.prebookItemId)
    vendors = context.caller.kind == VENDOR
    if vendors and item.vendor_id != context.caller.party_id:
        raise Missing("prebook.item", item=item.id)
    check_unbound(context.state, item)
    by = done_by(context, "prebook.item.delete")
    if vendors:
        _give_up(context, item, by)
    else:
        drop_prebook_line(context, item, "deleted", by)
    return Envelope(message="success")


class PrebookDelete(Call, frozen=True, kw_only=True):
    """Input of prebook.delete."""

    prebookId: Id


@method("POST", "prebook.delete", tokens="Company", source="viewpage 470024199 (1.0)")
def prebook_delete(context: Komet, call: PrebookDelete) -> Envelope:
    """Delete a prebook with its lines."""
    prebook = prebook_for(context, call.prebookId)
    _delete(context, prebook, done_by(context, "prebook.delete"))
    return Envelope(message="The prebook was successfully deleted ")


# --- what people do -------------------------------------------------------------------------------


class PrebookNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A prebook somebody opens, by id."""

    prebookId: Id


class PrebookLineNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a prebook somebody points at."""

    prebookItemId: Id


class PrebookLinesNamed(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of a prebook somebody ticks; none ticked means every one that is still open."""

    prebookId: Id
    prebookItemIds: Annotated[tuple[Id, ...], Meta(max_length=1000)] = ()


@act("check_out_prebook_lines")
def check_out_lines(context: Komet, call: PrebookLinesNamed) -> None:
    """A sales rep checks lines of a draft prebook out."""
    state = context.state
    prebook = live_prebook_in(state, call.prebookId)
    ticked = dict.fromkeys(call.prebookItemIds or state.items_of_prebook[prebook.id])
    for one in ticked:
        if one not in state.items_of_prebook[prebook.id]:
            raise Missing("prebook.item", item=one)
    still_open = tuple(one for one in ticked if not state.prebook_items[one].checked_out)
    by = done_by(context, "check_out_prebook_lines")
    check_out_prebook_lines(context, prebook.id, still_open, "", by)


@act("delete_prebook_line")
def delete_prebook_line(context: Komet, call: PrebookLineNamed) -> None:
    """A sales rep takes a line off a prebook."""
    item = prebook_item_in(context.state, call.prebookItemId)
    check_unbound(context.state, item)
    drop_prebook_line(context, item, "deleted", done_by(context, "delete_prebook_line"))


@act("delete_prebook")
def delete_prebook(context: Komet, call: PrebookNamed) -> None:
    """A sales rep deletes a prebook with its lines."""
    prebook = live_prebook_in(context.state, call.prebookId)
    _delete(context, prebook, done_by(context, "delete_prebook"))


def _delete(context: Komet, prebook: Prebook, by: By) -> None:
    state = context.state
    items = [state.prebook_items[one] for one in state.items_of_prebook[prebook.id]]
    for item in items:
        check_unbound(state, item)
    for item in items:
        drop_prebook_line(context, item, "deleted", by)
    context.record(PrebookDeleted(prebook_id=prebook.id, by=by))


def _give_up(context: Komet, item: PrebookItem, by: By) -> None:
    """A vendor's line stays, with no boxes, and leaves the pending purchase orders it is on."""
    drop_purchases(context, item, by)
    cut_prebook_line(context, item, 0, by)

"""Boxes get other codes: the vendor's own in place of Komet's, or somebody else's beside it."""

from typing import Annotated

import msgspec
from msgspec import Meta

from mocks.core.errors import Missing, NotPossible, Refusal
from mocks.komet.facts.boxes import BoxRenamed, BoxTagged, box_coded, check_code_free
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.purchase_order_parts import own_item
from mocks.komet.purchase_order_states import BOX_SHIPPED, BOX_WORDS
from mocks.komet.records import Box
from mocks.komet.texts import REFUSALS
from mocks.komet.wire import Call, Envelope, method

Code = Annotated[str, Meta(min_length=1, max_length=20)]
DONE = "success"


class BoxChange(Call, frozen=True, kw_only=True):
    """One box of box.code.change."""

    currentBoxCode: Code
    newBoxCode: Code


class BoxChangeCall(Call, frozen=True, kw_only=True):
    """Input of box.code.change."""

    boxes: Annotated[tuple[BoxChange, ...], Meta(min_length=1)]


class BoxChanged(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one box; the code is the new one asked for, whether or not it was given."""

    newBoxCode: str
    status: int
    message: str


class BoxesChanged(Envelope, frozen=True, kw_only=True):
    """What became of each box; `status` is 1 if any was changed."""

    boxes: list[BoxChanged]


@method(
    "POST",
    "box.code.change",
    tokens="Company Vendor",
    source="APIDocs 11174589, v9",
    notes="documented: status 1 on partial success, the message of an unknown box; assumed: status"
    " 0 if none could be changed, a code that was ever used is taken, a received or cancelled box"
    " keeps its code, letters count as they are written",
)
def box_code_change(context: Komet, call: BoxChangeCall) -> BoxesChanged:
    """Give boxes other codes, one after the other."""
    results = [_rename(context, one) for one in call.boxes]
    message, status = _summary([one.status for one in results])
    return BoxesChanged(message=message, status=status, boxes=results)


class BoxTag(Call, frozen=True, kw_only=True):
    """One box of box.externalcode.update."""

    boxCode: Code
    externalCode: Code


class BoxTagCall(Call, frozen=True, kw_only=True):
    """Input of box.externalcode.update."""

    boxes: Annotated[tuple[BoxTag, ...], Meta(min_length=1)]


class BoxTaggedRow(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one box."""

    boxCode: str
    status: int
    message: str


class BoxesTagged(Envelope, frozen=True, kw_only=True):
    """What became of each box; `status` is 1 if any was changed."""

    boxes: list[BoxTaggedRow]


@method(
    "POST",
    "box.externalcode.update",
    tokens="Company",
    source="viewpagesrc 11174634",
    notes="documented: as box.code.change; assumed: an external code need not be the only one",
)
def box_externalcode_update(context: Komet, call: BoxTagCall) -> BoxesTagged:
    """Give boxes codes of somebody else's beside their own."""
    by = done_by(context, "box.externalcode.update")
    results = []
    for one in call.boxes:
        try:
            box = box_coded(context.state, context.caller.company_id, one.boxCode)
            context.record(BoxTagged(box_id=box.id, external_code=one.externalCode, by=by))
            result = BoxTaggedRow(boxCode=one.boxCode, status=1, message=DONE)
        except Missing as refusal:
            result = BoxTaggedRow(boxCode=one.boxCode, status=0, message=_words(refusal))
        results.append(result)
    message, status = _summary([one.status for one in results])
    return BoxesTagged(message=message, status=status, boxes=results)


def _rename(context: Komet, one: BoxChange) -> BoxChanged:
    try:
        box = _own_box(context, one.currentBoxCode)
        if box.status != BOX_SHIPPED:
            raise NotPossible("box.state", box=box.code, state=BOX_WORDS[box.status])
        if context.state.box_codes.get((box.company_id, one.newBoxCode)) != box.id:
            check_code_free(context.state, box.company_id, one.newBoxCode)
        by = done_by(context, "box.code.change")
        context.record(BoxRenamed(box_id=box.id, code=one.newBoxCode, by=by))
    except Refusal as refusal:
        return BoxChanged(newBoxCode=one.newBoxCode, status=0, message=_words(refusal))
    return BoxChanged(newBoxCode=one.newBoxCode, status=1, message=DONE)


def _own_box(context: Komet, code: str) -> Box:
    """The box of that code, if it is the caller's company's and vendor's."""
    box = box_coded(context.state, context.caller.company_id, code)
    try:
        own_item(context, box.item_id)
    except Missing as refusal:
        raise Missing("box.unknown") from refusal
    return box


def _summary(statuses: list[int]) -> tuple[str, int]:
    """Message and status over the results."""
    done = sum(statuses)
    words = f"{done} boxes were successfully updated"
    if done < len(statuses):
        words += f". {len(statuses) - done} boxes could not be updated"
    return words, int(done > 0)


def _words(refusal: Refusal) -> str:
    return REFUSALS[refusal.code].format(**refusal.details)

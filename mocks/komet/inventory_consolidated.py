"""inventory.consolidated.openmarket.list: equal lines on hand as one."""

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Context, Encoded
from mocks.komet import lists
from mocks.komet.catalogue import none_found
from mocks.komet.market import on_market
from mocks.komet.records import ON_HAND, Lot
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, given, method


class ConsolidatedCall(Call, frozen=True, kw_only=True):
    """inventory.consolidated.openmarket.list takes nothing but the token."""


class ConsolidatedRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Lines of one product, pack and price; their ids stand in one text, parted by commas."""

    companyProductId: int
    inventoryItemIds: str
    grade: str | UnsetType = UNSET
    productDescription: str
    productCode: str | UnsetType = UNSET
    quantity: int
    totalUnits: int
    boxTypeId: int
    boxTypeCode: str
    unitType: str
    bunches: int
    unitsPerBox: int
    stemsBunch: int
    price: Decimal
    category: str


class Consolidated(Envelope, frozen=True, kw_only=True):
    """What can ship at once, merged."""

    inventoryItems: list[ConsolidatedRow] | UnsetType = UNSET


@method(
    "GET",
    "inventory.consolidated.openmarket.list",
    tokens="Company",
    source="KB, inventory.consolidated.openmarket.list",
    notes="assumed: GET, Company tokens; lines of one product, box type, pack and price are"
    " merged, whichever farm they are from; held and reserved lines are left out; order",
)
def consolidated_list(context: Context[KometState], call: ConsolidatedCall) -> Consolidated:
    """Open Market inventory on hand, equal lines merged."""
    state, company_id = context.state, context.caller.company_id

    def encode() -> Encoded | None:
        parts = [lists.encode(_row(state, lots)) for lots in _merged(state, company_id)]
        return lists.encoded("inventoryItems", parts) if parts else None

    version = state.versions.get(company_id, 0)
    body = lists.kept(state, ("consolidated", company_id), version, encode)
    if body is None:
        return none_found(context, Consolidated, "inventory")
    # What is encoded already goes past the dialect's encoder; the published reply is its shape.
    return cast(Consolidated, body)


def _merged(state: KometState, company_id: int) -> Iterable[list[Lot]]:
    """The lines on the market, equal ones together, in the order of the first of them."""
    groups: dict[tuple[object, ...], list[Lot]] = {}
    for lot in on_market(state, company_id, None, ON_HAND):
        pack = (lot.box_type_id, lot.unit_type, lot.bunches, lot.stems_bunch)
        groups.setdefault((lot.product_id, *pack, lot.price), []).append(lot)
    return groups.values()


def _row(state: KometState, lots: list[Lot]) -> ConsolidatedRow:
    lot, boxes = lots[0], sum(one.left for one in lots)
    product = state.products[lot.product_id]
    return ConsolidatedRow(
        companyProductId=product.id,
        inventoryItemIds=",".join(str(one.id) for one in lots),
        grade=given(product.grade),
        productDescription=product.description,
        productCode=given(product.code),
        quantity=boxes,
        totalUnits=boxes * lot.units_per_box,
        boxTypeId=lot.box_type_id,
        boxTypeCode=state.box_types[lot.box_type_id].code,
        unitType=lot.unit_type,
        bunches=lot.bunches,
        unitsPerBox=lot.units_per_box,
        stemsBunch=lot.stems_bunch,
        price=lot.price,
        category=product.category,
    )

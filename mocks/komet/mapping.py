"""Which product a vendor's words mean: found only where it is certain, else a person says it.

Certain are a code, words somebody has mapped before for the same pack, and words equal to the
description of exactly one product. Nothing else is: a name with another pack or length, a spelling
variant or a renamed variety is another product until somebody says otherwise. A product that is
switched off is meant by nobody: words mapped to it wait for a person again (assumed).
"""

from typing import Annotated

import msgspec
from msgspec.structs import replace

from mocks.core.api import act
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import Id, Stems, text
from mocks.komet.facts.purchases import AliasKept, ProductMapped
from mocks.komet.facts.rows import prebook_item_in, product_in, purchase_item_in
from mocks.komet.order_parts import Komet, done_by
from mocks.komet.purchase_order_flow import open_market
from mocks.komet.records import Alias, PrebookItem, Product, PurchaseItem
from mocks.komet.seed import COMPANY
from mocks.komet.state import KometState

UNKNOWN = "UNKNOWN "


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a call says about a product, and who says it about which pack."""

    code: str | None = None
    description: str | None = None
    vendor_id: int | None = None
    stems_bunch: int = 0


def product_meant(context: Komet, words: Words) -> Product | None:
    """The company's product that `words` name for certain, or None."""
    company_id = context.caller.company_id
    if (coded := product_coded(context, words.code)) is not None:
        return coded
    alias = _alias(company_id, words)
    known = context.state.aliases.get(alias.key)
    if known is not None and known.product_id is not None:
        mapped = context.state.products[known.product_id]
        return mapped if mapped.active else None
    wanted = alias.key[2]
    named = [
        one
        for one in list(context.state.products.values())
        if wanted and _is_ours(one, company_id) and one.description.casefold() == wanted
    ]
    return named[0] if len(named) == 1 else None


def product_coded(context: Komet, code: str | None) -> Product | None:
    """The company's product of that code, whatever the case."""
    wanted = (code or "").casefold()
    for one in list(context.state.products.values()) if wanted else ():
        if _is_ours(one, context.caller.company_id) and one.code.casefold() == wanted:
            return one
    return None


def _is_ours(product: Product, company_id: int) -> bool:
    """Whether words of that company's vendors may mean the product: none that is switched off."""
    return product.active and product.company_id == company_id


def alias_for(context: Komet, words: Words) -> Alias | None:
    """The alias that `words` make, if nobody knows the description yet; None if somebody does.

    It is of the product their code names, or else waits for a person.
    """
    if words.description is None or words.vendor_id is None:
        return None
    if product_meant(context, replace(words, code=None)) is not None:
        return None
    coded = product_coded(context, words.code)
    alias = replace(
        _alias(context.caller.company_id, words), product_id=coded.id if coded else None
    )
    return None if context.state.aliases.get(alias.key) == alias else alias


def shown_description(context: Komet, product_id: int | None, description: str) -> str:
    """What a line is called in answers: its product, or its own words with the mark UNKNOWN."""
    if product_id is not None:
        return context.state.products[product_id].description
    return UNKNOWN + description if context.assumptions.unknown_mark == "prefix" else description


# --- what people do -------------------------------------------------------------------------------


class LineWords(msgspec.Struct, frozen=True, kw_only=True):
    """A line in the window Object Mapping, or words a vendor used for so many stems in a bunch."""

    prebookItemId: Id | None = None
    poItemId: Id | None = None
    vendorId: Id = 0
    description: Annotated[str, text(200)] = ""
    stemsBunch: Stems = 0


class Mapping(LineWords, frozen=True, kw_only=True):
    """The product somebody chose for them."""

    productId: Id


@act("map_product")
def map_product(context: Komet, call: Mapping) -> int:
    """Say which product a line is of; every line of the same words follows, and the next ones.

    Answers how many lines were given the product. Shipped lines keep what they were shipped as.

    Raises:
        Missing: if there is no such line, or no such product in its company.
    """
    state = context.state
    alias = words_named(state, call)
    product = product_in(state, call.productId, alias.company_id)
    before = state.aliases.get(alias.key)
    old = before.product_id if before else None
    if old is not None and not state.products[old].active:
        old = None  # What was bought of it stays; only what has waited since is mapped.
    booked = [one for one in _booked(state, alias) if one.product_id == old]
    bought = [one for one in _bought(state, alias) if one.product_id == old]
    by = done_by(context, "map_product")
    context.record(
        AliasKept(alias=replace(alias, product_id=product.id), by=by),
        ProductMapped(
            product_id=product.id,
            prebook_item_ids=tuple(one.id for one in booked),
            purchase_item_ids=tuple(one.id for one in bought),
            by=by,
        ),
    )
    for one in bought:
        open_market(context, state.purchase_items[one.id], by)
    return len(booked) + len(bought)


class PrebooksOf(msgspec.Struct, frozen=True, kw_only=True):
    """The screen Prebook Summary of a company."""

    companyId: Id = COMPANY


@act("red_prebooks")
def red_prebooks(context: Komet, call: PrebooksOf) -> list[int]:
    """The numbers of the prebooks shown in red: those with a product nobody has mapped."""
    state = context.state
    red = {one.prebook_id for one in state.prebook_items.values() if one.product_id is None}
    shown = (state.prebooks[one] for one in red)
    return sorted(one.number for one in shown if one.company_id == call.companyId)


def words_named(state: KometState, call: LineWords) -> Alias:
    """The words of the line the call names, or the words it says.

    Raises:
        Missing: if there is no such line.
        NotPossible: if it is of a product nobody had to map.
    """
    if call.prebookItemId is not None:
        booked = prebook_item_in(state, call.prebookItemId)
        alias, product_id = _words_booked(state, booked), booked.product_id
    elif call.poItemId is not None:
        bought = purchase_item_in(state, call.poItemId)
        alias, product_id = _words_bought(state, bought), bought.product_id
    else:
        alias, product_id = _words_waiting(state, call), None
    if product_id is not None and alias.key not in state.aliases:
        raise NotPossible("mapping.none", product=alias.description)
    return alias


def _words_waiting(state: KometState, call: LineWords) -> Alias:
    """The words a vendor used, if they are known."""
    vendor = state.vendors.get(call.vendorId)
    alias = Alias(
        company_id=vendor.company_id if vendor else 0,
        vendor_id=call.vendorId,
        description=call.description,
        stems_bunch=call.stemsBunch,
    )
    if alias.key not in state.aliases:
        raise Missing("product.unknown", product=call.description)
    return alias


def _booked(state: KometState, alias: Alias) -> list[PrebookItem]:
    """The prebook lines of those words."""
    return [
        one
        for one in state.prebook_items.values()
        if one.lot_id is None and _words_booked(state, one).key == alias.key
    ]


def _bought(state: KometState, alias: Alias) -> list[PurchaseItem]:
    """The purchase order lines of those words that were not shipped."""
    return [
        one
        for one in state.purchase_items.values()
        if one.shipment is None and _words_bought(state, one).key == alias.key
    ]


def _words_booked(state: KometState, item: PrebookItem) -> Alias:
    return Alias(
        company_id=state.prebooks[item.prebook_id].company_id,
        vendor_id=item.vendor_id or 0,
        description=item.description,
        stems_bunch=item.stems_bunch,
    )


def _words_bought(state: KometState, item: PurchaseItem) -> Alias:
    order = state.purchase_orders[item.purchase_order_id]
    return Alias(
        company_id=order.company_id,
        vendor_id=order.vendor_id,
        description=item.description,
        stems_bunch=item.stems_bunch,
    )


def _alias(company_id: int, words: Words) -> Alias:
    return Alias(
        company_id=company_id,
        vendor_id=words.vendor_id or 0,
        description=words.description or "",
        stems_bunch=words.stems_bunch,
    )

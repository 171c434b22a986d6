"""Master data: box types, carriers, products; and what people change about carriers."""

import zlib
from decimal import Decimal
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Context, act
from mocks.core.errors import NotPossible
from mocks.core.fields import Flag, Id, Weekday, text
from mocks.komet.calendar import is_cut_off
from mocks.komet.facts.catalogue import CarrierSet, CutOffSet, ProductSet
from mocks.komet.facts.rows import carrier_in
from mocks.komet.matching import equal, exactly, like
from mocks.komet.records import BoxType, Carrier, Product
from mocks.komet.seed import COMPANY
from mocks.komet.state import KometState
from mocks.komet.texts import EMPTY
from mocks.komet.wire import Call, Envelope, given, method

E = TypeVar("E", bound=Envelope)
FLOWERS_DIVISION = 1
Weekdays = Annotated[tuple[Weekday, ...], msgspec.Meta(max_length=7)]


class BoxTypeCall(Call, frozen=True, kw_only=True):
    """Filters of boxtype.list."""

    id: Id | UnsetType = UNSET
    code: Annotated[str, text(3)] | UnsetType = UNSET


class BoxTypeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A size of box."""

    code: str
    kometNetworkName: str
    fbe: Decimal
    id: int
    kometNetworkId: int


class BoxTypes(Envelope, frozen=True, kw_only=True):
    """Box types by code."""

    boxtypes: list[BoxTypeRow] | UnsetType = UNSET


@method(
    "GET",
    "boxtype.list",
    tokens="Company Vendor",
    source="APIDocs 11174702",
    notes="observed: the message of an empty result",
)
def boxtype_list(context: Context[KometState], call: BoxTypeCall) -> BoxTypes:
    """The company's box types, ordered by code."""
    rows = [
        _box_type_row(one)
        for one in list(context.state.box_types.values())
        if one.company_id == context.caller.company_id
        and equal(call.id, one.id)
        and exactly(call.code, one.code)
    ]
    if not rows:
        return none_found(context, BoxTypes, "boxtypes")
    return BoxTypes(boxtypes=sorted(rows, key=lambda row: row.code))


class CarrierCall(Call, frozen=True, kw_only=True):
    """Filters of carrier.list."""

    id: Id | UnsetType = UNSET
    name: Annotated[str, text(200)] | UnsetType = UNSET
    code: Annotated[str, text(10)] | UnsetType = UNSET
    active: Flag | UnsetType = UNSET


class CarrierRow(msgspec.Struct, frozen=True, kw_only=True):
    """A carrier; no cut-off and no transit days, as documented."""

    id: int
    code: str
    name: str
    active: int
    street: str | UnsetType = UNSET
    city: str | UnsetType = UNSET
    state: str | UnsetType = UNSET
    zipCode: str | UnsetType = UNSET
    country: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    kometNetworkName: str | UnsetType = UNSET
    kometNetworkId: int | UnsetType = UNSET


class Carriers(Envelope, frozen=True, kw_only=True):
    """Carriers by name."""

    carriers: list[CarrierRow] | UnsetType = UNSET


@method(
    "GET",
    "carrier.list",
    tokens="Company Vendor",
    source="APIDocs 11174838; order by name from KB 3340687 v1",
    notes="assumed: the message of an empty result",
)
def carrier_list(context: Context[KometState], call: CarrierCall) -> Carriers:
    """The company's carriers, ordered by name."""
    rows = [
        _carrier_row(one)
        for one in list(context.state.carriers.values())
        if one.company_id == context.caller.company_id
        and equal(call.id, one.id)
        and like(call.name, one.name)
        and exactly(call.code, one.code)
        and equal(call.active, int(one.active))
    ]
    if not rows:
        return none_found(context, Carriers, "carriers")
    return Carriers(carriers=sorted(rows, key=lambda row: (row.name.lower(), row.id)))


class ProductCall(Call, frozen=True, kw_only=True):
    """Filters of product.list."""

    id: Id | UnsetType = UNSET
    description: Annotated[str, text(200)] | UnsetType = UNSET
    legacyCode: Annotated[str, text(50)] | UnsetType = UNSET


class ProductRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A product."""

    id: int
    description: str
    active: int
    category: str
    divisionId: int
    divisionDescription: str
    variety: str | UnsetType = UNSET
    color: str | UnsetType = UNSET
    grade: str | UnsetType = UNSET
    legacyCode: str | UnsetType = UNSET
    tags: str | UnsetType = UNSET


class Products(Envelope, frozen=True, kw_only=True):
    """Products by description."""

    products: list[ProductRow] | UnsetType = UNSET


@method(
    "GET",
    "product.list",
    tokens="Company Vendor",
    source="APIDocs 11176679",
    notes="observed: the message of an empty result; assumed: all are in one division",
)
def product_list(context: Context[KometState], call: ProductCall) -> Products:
    """The company's products, ordered by description."""
    rows = [
        _product_row(one)
        for one in list(context.state.products.values())
        if one.company_id == context.caller.company_id
        and equal(call.id, one.id)
        and like(call.description, one.description)
        and exactly(call.legacyCode, one.code)
    ]
    if not rows:
        return none_found(context, Products, "products")
    return Products(products=sorted(rows, key=lambda row: (row.description.lower(), row.id)))


def none_found(context: Context[KometState], reply: type[E], what: str, **more: Any) -> E:
    """The answer of a list with nothing in it: `what` was looked for; its status by the switch."""
    return reply(message=EMPTY[what], status=int(context.assumptions.empty_status), **more)


def category_id(category: str) -> int:
    """The id of a category (assumed: one number per name, the same in every company)."""
    return 10_000 + zlib.crc32(category.casefold().encode()) % 90_000


def carrier_for(context: Context[KometState], carrier_id: int) -> Carrier:
    """The carrier of that id, if the caller's company has it.

    Raises:
        Missing: if it has not.
    """
    return carrier_in(context.state, carrier_id, context.caller.company_id)


def _box_type_row(one: BoxType) -> BoxTypeRow:
    return BoxTypeRow(
        code=one.code,
        kometNetworkName=one.code,
        fbe=one.fbe,
        id=one.id,
        kometNetworkId=one.network_id,
    )


def _carrier_row(one: Carrier) -> CarrierRow:
    return CarrierRow(
        id=one.id,
        code=one.code,
        name=one.name,
        active=int(one.active),
        street=given(one.street),
        city=given(one.city),
        state=given(one.state),
        zipCode=given(one.zipcode),
        country=given(one.country),
        phone=given(one.phone),
        kometNetworkName=one.name[:20] if one.network_id else UNSET,
        kometNetworkId=one.network_id or UNSET,
    )


def _product_row(one: Product) -> ProductRow:
    return ProductRow(
        id=one.id,
        description=one.description,
        active=int(one.active),
        category=one.category,
        divisionId=FLOWERS_DIVISION,
        divisionDescription="Flowers",
        variety=given(one.variety),
        color=given(one.color),
        grade=given(one.grade),
        legacyCode=given(one.code),
        tags=given(one.tags),
    )


# --- what people do -------------------------------------------------------------------------------


class CutOff(msgspec.Struct, frozen=True, kw_only=True):
    """A weekday's cut-off (0 Monday): HHMM, ``none``, or empty; of a carrier or location named."""

    weekday: Weekday
    cutOff: Annotated[str, text(4)]
    carrierId: Id | None = None
    locationId: Id | None = None
    companyId: Id = COMPANY


class CarrierState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a carrier is active and which weekdays it serves (None: as before)."""

    carrierId: Id
    active: bool = True
    weekdays: Weekdays | None = None


@act("set_cut_off")
def set_cut_off(context: Context[KometState], call: CutOff) -> None:
    """Set the cut-off of the e-commerce, of it at a location, or of a carrier for one weekday.

    Raises:
        NotPossible: if it is written wrongly.
        Missing: if there is no such company, location or carrier.
    """
    if not is_cut_off(call.cutOff):
        raise NotPossible("cutoff.wrong", cutoff=call.cutOff)
    context.record(
        CutOffSet(
            company_id=call.companyId,
            carrier_id=call.carrierId,
            location_id=call.locationId,
            weekday=call.weekday,
            cut_off=call.cutOff,
        )
    )


class ProductState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a product is active."""

    productId: Id
    active: bool = True


@act("set_product")
def set_product(context: Context[KometState], call: ProductState) -> None:
    """Switch a product on or off: one that is off is neither listed, sold nor meant (assumed).

    Raises:
        Missing: if there is no such product.
    """
    context.record(ProductSet(product_id=call.productId, active=call.active))


@act("set_carrier")
def set_carrier(context: Context[KometState], call: CarrierState) -> None:
    """Switch a carrier on or off, or give it other service weekdays.

    Raises:
        Missing: if there is no such carrier.
    """
    carrier = carrier_in(context.state, call.carrierId)
    weekdays = carrier.weekdays if call.weekdays is None else call.weekdays
    context.record(CarrierSet(carrier_id=carrier.id, active=call.active, weekdays=weekdays))

"""Vendors: the farms a company buys from."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Context
from mocks.core.fields import Id, text
from mocks.komet.catalogue import none_found
from mocks.komet.matching import equal, exactly, like
from mocks.komet.records import Vendor
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, given, method


class VendorCall(Call, frozen=True, kw_only=True):
    """Filters of vendor.list."""

    id: Id | UnsetType = UNSET
    name: Annotated[str, text(200)] | UnsetType = UNSET
    code: Annotated[str, text(10)] | UnsetType = UNSET
    portOrigin: Annotated[str, text(4)] | UnsetType = UNSET
    includeInactive: bool = False


class VendorRow(msgspec.Struct, frozen=True, kw_only=True):
    """A farm; `cargoMasterCode` comes only in companies that work with the Cargo Master."""

    id: int
    name: str
    code: str
    portOrigin: str
    cargoMasterCode: str | UnsetType = UNSET
    active: int


class Vendors(Envelope, frozen=True, kw_only=True):
    """Vendors by name."""

    vendors: list[VendorRow] | UnsetType = UNSET


@method(
    "GET",
    "vendor.list",
    tokens="Company",
    source="viewpagesrc 11177482; KB 3340670",
    notes="observed: the message of an empty result; assumed: ordered by name",
)
def vendor_list(context: Context[KometState], call: VendorCall) -> Vendors:
    """The company's vendors, ordered by name; those not active only if asked for."""
    rows = [
        _row(one)
        for one in list(context.state.vendors.values())
        if one.company_id == context.caller.company_id and _asked_for(one, call)
    ]
    if not rows:
        return none_found(context, Vendors, "vendors")
    return Vendors(vendors=sorted(rows, key=lambda row: (row.name.lower(), row.id)))


def _asked_for(one: Vendor, call: VendorCall) -> bool:
    """Whether the vendor passes the filters of the call."""
    return (
        (one.active or call.includeInactive)
        and equal(call.id, one.id)
        and like(call.name, one.name)
        and exactly(call.code, one.code)
        and exactly(call.portOrigin, one.port)
    )


def _row(one: Vendor) -> VendorRow:
    return VendorRow(
        id=one.id,
        name=one.name,
        code=one.code,
        portOrigin=one.port,
        cargoMasterCode=given(one.cargo_master_code),
        active=int(one.active),
    )

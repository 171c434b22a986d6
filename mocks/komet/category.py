"""Categories: what kinds of products a company keeps."""

import zlib

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.api import Context
from mocks.komet.catalogue import category_id, none_found
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, method


class CategoryCall(Call, frozen=True, kw_only=True):
    """category.list takes no filters."""


class CategoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A category; the network's part is null for one the company has not mapped."""

    categoryId: int
    categoryName: str
    kometNetworkId: int | None
    kometNetworkName: str | None
    active: bool


class Categories(Envelope, frozen=True, kw_only=True):
    """Categories by name."""

    categoryItems: list[CategoryRow] | UnsetType = UNSET


@method(
    "GET",
    "category.list",
    tokens="Company",
    source="diff APIDocs 11174862 v7 to v8",
    notes="assumed: those of the company's products, ordered by name, all listed, active while one"
    " of its products is, mapped to the network if its name fits there (string:20), the message of"
    " an empty result",
)
def category_list(context: Context[KometState], call: CategoryCall) -> Categories:
    """The categories of the company's products, ordered by name."""
    active: dict[str, bool] = {}
    for one in list(context.state.products.values()):
        if one.company_id == context.caller.company_id and one.category:
            active[one.category] = active.get(one.category, False) or one.active
    if not active:
        return none_found(context, Categories, "categories")
    names = sorted(active, key=lambda name: (name.lower(), name))
    return Categories(categoryItems=[_row(name, active=active[name]) for name in names])


def _row(name: str, *, active: bool) -> CategoryRow:
    mapped = len(name) <= 20
    return CategoryRow(
        categoryId=category_id(name),
        categoryName=name,
        kometNetworkId=_network_id(name) if mapped else None,
        kometNetworkName=name if mapped else None,
        active=active,
    )


def _network_id(category: str) -> int:
    """The network's number of a category (assumed: five digits, one per name)."""
    return 10_000 + zlib.crc32(f"network {category.casefold()}".encode()) % 90_000

"""The ids invoices want, where they are not those of the inventory lists.

The open market lists say inventoryId, invoice.create takes orderItemId; nobody says whether that is
one number. We take it for one until an invoice is refused because there is no such item. Then the
two lists of the same stock are laid beside each other: rows of equal product, pack, price and
number of boxes are the same line, and of several equal ones the first is the first, for both lists
come in the same order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from msgspec import UNSET

from integration.errors import LineRefused, NeedsPerson, PartnerError
from integration.model import Connection
from integration.partners.komet_rows import MarketRow, StockRow
from integration.partners.komet_types import OpenMarketCall, StockCall
from integration.partners.komet_wire import KometWire
from integration.partners.operations import OPEN_MARKET, STOCK

_NO_SUCH_ITEM = re.compile(r"inventory item \S+ does not exist", re.IGNORECASE)


class OrderItems(KometWire):
    """The part of the client that finds orderItemIds."""

    def _order_items(
        self, connection: Connection, refused: LineRefused, wanted: Collection[int]
    ) -> dict[int, int]:
        """The orderItemId of each inventoryId on hand.

        Args:
            connection: whose stock.
            refused: what an invoice with inventoryIds was answered.
            wanted: those inventoryIds.

        Raises:
            LineRefused: `refused` itself, if the ids are not what was wrong with it; or naming
                those of them that are not listed any more.
            NeedsPerson: if a line is there but can not be told from others.
        """
        if not _NO_SUCH_ITEM.search(refused.reason):
            raise refused
        location = UNSET if connection.location_id is None else connection.location_id
        asked = OpenMarketCall(customerId=connection.customer_id, locationId=location)
        try:
            listed = self._ask(connection, OPEN_MARKET, asked).inventoryItems or ()
            stock = self._ask(connection, STOCK, StockCall(locationId=location)).inventoryItems
        except PartnerError:
            raise refused from None
        ids = _paired(listed, stock or ())
        gone = set(wanted) - {one.inventoryId for one in listed}
        if gone:
            said = "; ".join(
                f"The inventory item {one} does not exist any more." for one in sorted(gone)
            )
            raise LineRefused(said, refused.method) from refused
        if all(one == other for one, other in ids.items()):
            raise refused
        if not set(wanted) <= set(ids):
            said = "inventory.list does not tell which orderItemId a line has"
            raise NeedsPerson(said, STOCK.name)
        return ids


def _paired(listed: Iterable[MarketRow], stock: Iterable[StockRow]) -> dict[int, int]:
    items: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in stock:
        items[_look(row)].append(row.orderItemId)
    lines: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for one in listed:
        lines[_look(one)].append(one.inventoryId)
    # Lists of different length can not be laid beside each other: such lines stay without an id.
    return {
        inventory_id: order_item
        for look, ids in lines.items()
        if len(ids) == len(items[look])
        for inventory_id, order_item in zip(ids, items[look], strict=True)
    }


def _look(row: MarketRow | StockRow) -> tuple[object, ...]:
    pack = (row.boxTypeCode, row.unitType, row.bunches, row.stemsBunch)
    return (row.companyProductId, *pack, row.quantity, row.price)

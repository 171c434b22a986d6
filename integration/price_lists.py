"""By which of Komet's price lists, A or B, the marketplace's customer buys.

The e-commerce shows a customer its own price. The open market shows both, so whoever reads it has
to ask which of them is the customer's. A customer seldom changes lists: it is asked once an hour,
and where a changed price is to be refused, once more when an order has come.
"""

from __future__ import annotations

from datetime import timedelta

from integration.desk import Desk
from integration.model import Connection

ASKED_EVERY = timedelta(hours=1)


def price_list(desk: Desk, connection: Connection) -> str:
    """The list by which the next offers are priced: as it was within the last hour.

    Raises:
        PartnerError: as every call.
    """
    now = desk.clock.now()
    known = desk.memory.price_list(connection.id)
    if known is not None and now - known.asked_at < ASKED_EVERY:
        return known.name
    name = desk.erp.price_list(connection)
    desk.memory.keep_price_list(connection.id, name, now)
    return name


def list_changed(desk: Desk, connection: Connection) -> str:
    """Why prices as they were offered are not the customer's any more; empty if they still are.

    Only a connection whose offers were priced by a list has to ask.

    Raises:
        PartnerError: as every call.
    """
    known = desk.memory.price_list(connection.id)
    if known is None:
        return ""
    name = desk.erp.price_list(connection)
    if name == known.name:
        return ""
    # Offers stay priced by the old list until the next cycle, which is to ask again.
    desk.memory.keep_price_list(connection.id, known.name, desk.clock.now() - ASKED_EVERY)
    return f"the customer's price list changed from {known.name} to {name} since it was sold"

"""Ship-tos and web orders: what a Customer token buys with."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from integration.errors import LineRefused, NeedsPerson
from integration.model import Address, Connection
from integration.orders import fingerprint
from integration.partners import komet_types as wire
from integration.partners.komet_wire import KometWire
from integration.partners.operations import (
    SHIP_TO_ADD,
    SHIP_TOS,
    WEB_ORDER_ADD,
    WEB_ORDER_CHECKOUT,
    WEB_ORDER_CREATE,
    WEB_ORDER_DELETE,
    WEB_ORDERS,
)
from integration.partners.refusals import is_reserved
from integration.ports import NewLine, Placed, PlacedLine

PO_LENGTH, PHONE_LENGTH = 50, 20
#: The longest an address may be in Komet; cut short it would be another address.
ADDRESS_LENGTHS = {
    "name": 200,
    "address": 200,
    "city": 50,
    "state": 50,
    "zipcode": 10,
    "country": 50,
}
STATES = {1: "pending", 2: "open"}


class ShipTos(KometWire):
    """The part of the client about addresses."""

    def find_ship_to(self, connection: Connection, address: Address) -> int | None:
        """The id of the customer's ship-to with this address, or None; the oldest of several."""
        asked = wire.ShipTosCall(customerId=connection.customer_id)
        found = self._ask(connection, SHIP_TOS, asked).shiptos or ()
        door = fingerprint(address)
        return min((one.id for one in found if fingerprint(_address(one)) == door), default=None)

    def add_ship_to(self, connection: Connection, address: Address) -> int:
        """Make a ship-to; its id.

        Raises:
            NeedsPerson: if a part of the address is longer than Komet takes.
            PartnerError: as every call here.
        """
        for name, length in ADDRESS_LENGTHS.items():
            if len(getattr(address, name)) > length:
                said = f"the ship-to's {name} is longer than the {length} letters Komet takes"
                raise NeedsPerson(said, SHIP_TO_ADD.name)
        asked = wire.ShipToAdd(
            customerId=connection.customer_id,
            name=address.name,
            address=address.address,
            city=address.city,
            state=address.state,
            zipcode=address.zipcode,
            country=address.country,
            phone=address.phone[:PHONE_LENGTH],
        )
        return self._ask(connection, SHIP_TO_ADD, asked).shipToId


class WebOrders(KometWire):
    """The part of the client about web orders."""

    def create_web_order(self, connection: Connection) -> int:
        """An empty web order; its id."""
        asked = wire.WebOrderCreate(
            customerId=connection.customer_id,
            companyId=connection.company_id,
            companyLocationId=_location(connection),
        )
        return self._ask(connection, WEB_ORDER_CREATE, asked).webOrderId

    def add_web_order_line(self, connection: Connection, web_order_id: int, line: NewLine) -> None:
        """Put one line into that web order.

        What is reserved for our customer must be asked for as reserved; a line that says so by
        refusing is asked for once more.

        Raises:
            PartnerError: as every call here; `LineRefused` too if the web order takes no more.
        """
        try:
            self._add(connection, web_order_id, line, reserved=False)
        except LineRefused as refused:
            if not is_reserved(refused.reason):
                raise
            self._add(connection, web_order_id, line, reserved=True)

    def check_out_web_order(self, connection: Connection, web_order_id: int, po: str) -> None:
        """Check it out, by the user's token if the connection has one."""
        asked = wire.WebOrderCheckout(
            customerId=connection.customer_id,
            webOrderId=web_order_id,
            customerPo=po[:PO_LENGTH] or UNSET,
            companyLocationId=_location(connection),
        )
        self._ask(connection, WEB_ORDER_CHECKOUT, asked, token=connection.user_token)

    def find_web_order(self, connection: Connection, web_order_id: int) -> Placed | None:
        """The web order with its lines, whatever its status (two calls at most), or None."""
        for status in STATES:
            asked = wire.WebOrdersCall(
                customerId=connection.customer_id,
                webOrderId=web_order_id,
                statusId=status,
                companyLocationId=_location(connection),
            )
            for one in self._ask(connection, WEB_ORDERS, asked).webOrders or ():
                if one.id == web_order_id:
                    return _placed(one)
        return None

    def delete_web_order(self, connection: Connection, web_order_id: int) -> None:
        """Cancel the whole web order."""
        asked = wire.WebOrderDelete(customerId=connection.customer_id, webOrderId=web_order_id)
        self._ask(connection, WEB_ORDER_DELETE, asked)

    def _add(
        self, connection: Connection, web_order_id: int, new: NewLine, *, reserved: bool
    ) -> None:
        asked = wire.WebOrderAdd(
            customerId=connection.customer_id,
            inventoryIds=str(new.line.inventory_id),
            inventoryOrigin=new.line.origin,
            price=new.line.price,
            quantity=new.line.boxes,
            carrierId=connection.carrier_id,
            date=new.ship_date,
            markCode=new.reference,
            webOrderId=web_order_id,
            reservedInventory=reserved or UNSET,
            companyLocationId=_location(connection),
            shipToId=UNSET if new.ship_to_id is None else new.ship_to_id,
        )
        went_to = self._ask(connection, WEB_ORDER_ADD, asked).webOrderId
        if went_to not in (UNSET, web_order_id):
            self._take_out(connection, int(went_to), new)

    def _take_out(self, connection: Connection, stray_id: int, new: NewLine) -> None:
        """Komet opened another web order for the line, ours being closed: undo that.

        Raises:
            LineRefused: when it is undone.
            NeedsPerson: if the line stands among lines that are not ours.
        """
        stray = self.find_web_order(connection, stray_id)
        if stray is not None and len(stray.lines) > 1:
            said = f"line {new.reference} went into web order {stray_id}, which holds others"
            raise NeedsPerson(said, WEB_ORDER_ADD.name)
        self.delete_web_order(connection, stray_id)
        raise LineRefused("the web order takes no more lines", WEB_ORDER_ADD.name)


def _location(connection: Connection) -> int | UnsetType:
    return UNSET if connection.location_id is None else connection.location_id


def _address(one: wire.ShipTo) -> Address:
    return Address(
        name=one.name,
        address=one.address or "",
        city=one.city or "",
        state=one.state or "",
        zipcode=one.zipcode or "",
        country=one.country or "",
    )


def _placed(one: wire.WebOrder) -> Placed:
    return Placed(
        id=one.id,
        number=str(one.number),
        reference="",
        state=STATES.get(one.statusId, "open"),
        lines=tuple(
            PlacedLine(
                id=line.webOrderItemId,
                reference=line.markCode or "",
                inventory_id=line.inventoryId,
                boxes=line.quantity,
            )
            for line in one.items
        ),
    )

"""The vendor's side of Komet: prebooks with lines, purchase orders, boxes that leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import UNSET

from integration.errors import NeedsPerson, NotMapped, Refused, Stopped
from integration.model import Connection
from integration.partners import komet_book_types as books
from integration.partners import komet_purchase_reads as reads
from integration.partners import komet_purchase_types as wire
from integration.partners.http import Http
from integration.partners.komet_types import Nothing
from integration.partners.komet_wire import KometWire
from integration.partners.operations import (
    AWB_ADD,
    BOX_CODES,
    BOX_TYPES,
    CARRIERS,
    MIXED_CREATE,
    PREBOOK_CREATE,
    PREBOOKS,
    PURCHASE_CREATE,
    PURCHASE_LINE_DELETE,
    PURCHASES,
)
from integration.partners.probe_types import CarriersCall
from integration.partners.refusals import refusal
from integration.vendor_model import Need, VendorPart
from integration.vendor_ports import (
    Booked,
    Bought,
    Leaving,
    NewPrebook,
    NewPrebookLine,
    NewPurchaseLine,
)

COMMENT_LENGTH, WORDS_LENGTH, CODE_LENGTH = 200, 200, 20
#: How far a prebook may be moved and still be found; Komet takes six months in all.
MOVED = timedelta(days=85)


class VendorPurchases(KometWire):
    """The part of the client a Vendor token works with (`integration.vendor_ports.Purchases`).

    Args:
        http: sends the calls.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(http)
        self._codes: dict[tuple[int, str], tuple[date, Mapping[str, int]]] = {}

    def carrier_id(self, connection: Connection, code: str, today: date) -> int | None:
        """The company's active carrier of that code, whatever the case; None if it has none."""

        def read() -> dict[str, int]:
            found = self._ask(connection, CARRIERS, CarriersCall()).carriers or ()
            return {one.code.upper(): one.id for one in found if one.active}

        return self._known((connection.id, CARRIERS.name), code, today, read)

    def has_box_type(self, connection: Connection, code: str, today: date) -> bool:
        """Whether the company has a box type of that code, whatever the case."""

        def read() -> dict[str, int]:
            found = self._ask(connection, BOX_TYPES, Nothing()).boxtypes or ()
            return {one.code.upper(): 1 for one in found}

        return self._known((connection.id, BOX_TYPES.name), code, today, read) is not None

    def _known(
        self, name: tuple[int, str], code: str, today: date, read: Callable[[], Mapping[str, int]]
    ) -> int | None:
        """What a list has of a code: read once a day, and again for a code it lacks."""
        day, codes = self._codes.get(name, (None, {}))
        if day != today or code.upper() not in codes:
            codes = read()
            self._codes[name] = (today, codes)
        return codes.get(code.upper())

    def book(self, connection: Connection, new: NewPrebook) -> int:
        """Make a prebook with all its lines; its id.

        Raises:
            NeedsPerson: if customer or carrier of this order are wrong; other orders go on.
            PartnerError: as every call here.
        """
        asked = books.PrebookCreate(
            customerId=new.customer_id,
            carrierId=new.carrier_id,
            shipDate=new.truck_date,
            customerPO=new.reference,
            isEcommerce=0,
            comments=new.comments[:COMMENT_LENGTH] or UNSET,
            prebookItems=tuple(map(_new_line, new.lines)),
        )
        try:
            return self._ask(connection, PREBOOK_CREATE, asked).prebookId
        except Stopped as refused:
            if refused.reason.startswith(("The customer", "The carrier")):
                raise NeedsPerson(refused.reason, refused.method) from refused
            raise

    def booked(self, connection: Connection, reference: str, truck_date: date) -> list[Booked]:
        """Every prebook that carries our reference, oldest first, its lines of no boxes too.

        It may have been moved: the days around the truck date are looked through as well.
        """
        asked = books.PrebooksCall(
            customerPONumber=int(reference),
            vendorShipDateFrom=truck_date - MOVED,
            vendorShipDateTo=truck_date + MOVED,
        )
        found = self._booked(connection, asked)
        return [one for one in found if one.reference == reference.lstrip("0")]

    def booked_on(self, connection: Connection, truck_date: date) -> list[Booked]:
        """Every prebook of a truck date, oldest first: one call."""
        return self._booked(connection, books.PrebooksCall(date=truck_date))

    def _booked(self, connection: Connection, asked: books.PrebooksCall) -> list[Booked]:
        found = self._ask(connection, PREBOOKS, asked).prebooks or ()
        return [reads.booked(one) for one in sorted(found, key=lambda one: one.id)]

    def buy(self, connection: Connection, ship_date: date, lines: Sequence[NewPurchaseLine]) -> str:
        """Make a purchase order; its number."""
        asked = wire.PurchaseCreate(
            shipDate=ship_date,
            carrierId=connection.carrier_id or UNSET,
            purchaseOrderItems=tuple(
                wire.PurchaseLine(
                    prebookItemId=one.prebook_item_id,
                    boxes=one.boxes,
                    cost=one.cost,
                    markCode=one.reference,
                )
                for one in lines
            ),
        )
        return self._ask(connection, PURCHASE_CREATE, asked).purchaseOrderNumber

    def buy_mixed(self, connection: Connection, ship_date: date, line: NewPurchaseLine) -> str:
        """Make a purchase order of one line of mixed boxes; its number.

        Raises:
            NotMapped: if something in the boxes is unknown to Komet.
            PartnerError: as every call here.
        """
        mixed = wire.MixedLine(
            prebookItemId=line.prebook_item_id,
            boxes=line.boxes,
            cost=line.cost,
            markCode=line.reference,
            breakdowns=tuple(map(_new_part, line.parts)),
        )
        asked = wire.MixedCreate(
            shipDate=ship_date,
            carrierId=connection.carrier_id or UNSET,
            purchaseOrderItems=(mixed,),
        )
        made = self._ask(connection, MIXED_CREATE, asked)
        if made.purchaseOrderNumber is UNSET:
            raise NotMapped(made.message, MIXED_CREATE.name)
        return str(made.purchaseOrderNumber)

    def bought(self, connection: Connection, ship_date: date) -> list[Bought]:
        """Every purchase order line of the vendor that ships on that day: one call."""
        found = self._ask(connection, PURCHASES, wire.PurchasesCall(date=ship_date))
        return [
            reads.bought(order, line)
            for order in found.purchaseOrders or ()
            for line in order.details
        ]

    def delete_purchase(self, connection: Connection, po_item_id: int) -> None:
        """Take a line off its order."""
        self._ask(connection, PURCHASE_LINE_DELETE, wire.PurchaseLineDelete(poItemId=po_item_id))

    def ship(self, connection: Connection, leaving: Sequence[Leaving]) -> Mapping[int, Refused]:
        """Let boxes leave; of each line that could not, why."""
        asked = wire.AwbAdd(poItems=tuple(map(_awb_item, leaving)))
        try:
            rows = self._ask(connection, AWB_ADD, asked)
        except Refused as refused:
            if len(leaving) == 1 and not isinstance(refused, Stopped):
                return {leaving[0].po_item_id: refused}
            raise
        results = rows.purchaseOrderItemDetailsAWBAddAPIResultList or ()
        return {
            one.poItemId: refusal(one.message, AWB_ADD.name) for one in results if not one.status
        }

    def rename_boxes(
        self, connection: Connection, codes: Sequence[tuple[str, str]]
    ) -> Mapping[str, str]:
        """Give boxes other codes (old, new); of each new code that could not be, the reason."""
        asked = wire.BoxChanges(
            boxes=tuple(wire.BoxChange(currentBoxCode=old, newBoxCode=new) for old, new in codes)
        )
        results = self._ask(connection, BOX_CODES, asked).boxes or ()
        return {one.newBoxCode: one.message for one in results if not one.status}

    def needs(
        self, connection: Connection, first: date, last: date, since: datetime | None
    ) -> list[Need]:
        """Lines of prebooks that ship from `first` to `last`, changed since: one call."""
        stamp = since and since.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        asked = books.PrebooksCall(
            vendorShipDateFrom=first, vendorShipDateTo=last, updatedAsOf=stamp or UNSET
        )
        found = self._ask(connection, PREBOOKS, asked).prebooks or ()
        return [reads.need(one, line) for one in found for line in one.details]


def _new_line(new: NewPrebookLine) -> books.PrebookNewLine:
    line = new.line
    return books.PrebookNewLine(
        productCode=line.article_code[:CODE_LENGTH] or UNSET,
        productDescription=line.description[:WORDS_LENGTH],
        boxTypeCode=line.box_type,
        unitType="Stem" if line.unit_type == "Stem" else "Bunch",
        boxes=line.packages,
        bunches=line.content,
        stemsBunch=line.stems_bunch,
        cost=line.cost,
        markCode=new.reference,
        notes=line.notes[:WORDS_LENGTH] or UNSET,
    )


def _new_part(part: VendorPart) -> wire.MixedPart:
    return wire.MixedPart(
        productCode=part.article_code[:CODE_LENGTH] or UNSET,
        productDescription=part.description[:WORDS_LENGTH],
        bunches=part.bunches,
        stemsBunch=part.stems_bunch,
        cost=UNSET if part.cost is None else part.cost,
    )


def _awb_item(one: Leaving) -> wire.AwbItem:
    return wire.AwbItem(
        poItemId=one.po_item_id,
        awb=one.awb,
        shipDate=one.ship_date,
        houseAWB=one.house_awb or UNSET,
        boxCodes=one.codes or UNSET,
        lotNumber=one.lot or UNSET,
    )

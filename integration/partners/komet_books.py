"""Invoices and prebooks: what a Company token makes.

Both carry our reference in a field that can be read back, and their lines carry their own. Whether
a real Komet echoes each of these is not known, so a document is recognised by the first that is:
its reference, else the mark code or the note of one of its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from msgspec import UNSET, UnsetType

from integration.errors import LineRefused
from integration.model import FUTURE, Connection
from integration.partners import komet_book_types as wire
from integration.partners.komet_locations import Locations
from integration.partners.komet_order_items import OrderItems
from integration.partners.operations import (
    INVOICE_CREATE,
    INVOICE_DETAILS,
    INVOICE_VOID,
    INVOICES,
    PREBOOK_ADD,
    PREBOOK_CREATE,
    PREBOOK_DELETE,
    PREBOOK_LINE_DELETE,
    PREBOOK_OFFER_ADD,
    PREBOOK_UPDATE,
    PREBOOKS,
)
from integration.ports import NewHeader, NewLine, Placed, PlacedLine

PO_LENGTH, COMMENT_LENGTH, REASON_LENGTH = 20, 200, 300
INVOICE_STATES = {0: "open", 1: "confirmed", 2: "pending", 4: "gone"}
#: Somebody may have moved it a little. Four days are the longest span invoices are told for, seven
#: that of prebooks.
INVOICE_DAYS = (timedelta(days=-1), timedelta(days=2))
PREBOOK_DAYS = (timedelta(days=-3), timedelta(days=3))
#: Digits of a reference that all calls of one group's attempt share.
GROUP_DIGITS = 14


class Invoices(OrderItems):
    """The part of the client about invoices."""

    def create_invoice(
        self, connection: Connection, header: NewHeader, lines: Sequence[NewLine]
    ) -> str:
        """An invoice with all lines, pending approval; its number.

        If Komet knows no such item, the ids it does know are found and it is asked once more: a
        refused invoice made nothing.

        Raises:
            PartnerError: as every call here; a refusal speaks of inventoryIds.
        """
        try:
            return self._invoice(connection, header, lines, {})
        except LineRefused as refused:
            wanted = [one.line.inventory_id for one in lines]
            order_items = self._order_items(connection, refused, wanted)
        try:
            return self._invoice(connection, header, lines, order_items)
        except LineRefused as refused:
            reason = refused.reason
            for one in lines:
                known = one.line.inventory_id
                reason = reason.replace(str(order_items[known]), str(known))
            raise LineRefused(reason, refused.method) from refused

    def _invoice(
        self,
        connection: Connection,
        header: NewHeader,
        lines: Sequence[NewLine],
        order_items: Mapping[int, int],
    ) -> str:
        asked = wire.InvoiceCreate(
            customerId=connection.customer_id,
            carrierId=connection.carrier_id,
            shipDate=header.ship_date,
            reference=header.reference,
            invoiceItems=tuple(_invoice_line(one, order_items) for one in lines),
            shipToId=UNSET if header.ship_to_id is None else header.ship_to_id,
            poNumber=header.po_number[:PO_LENGTH] or UNSET,
            locationId=_location(connection),
        )
        return str(self._ask(connection, INVOICE_CREATE, asked).invoiceNumber)

    def find_invoices(
        self, connection: Connection, reference: str, ship_date: date
    ) -> list[Placed]:
        """Every invoice that carries our reference, oldest first; voided ones if none stands."""
        before, after = INVOICE_DAYS
        asked = wire.InvoicesCall(
            orderDateFrom=ship_date + before,
            orderDateTo=ship_date + after,
            customerId=connection.customer_id,
            locationId=_location(connection),
        )
        whole = self._ask(connection, INVOICE_DETAILS, asked).invoices or ()
        found = [_placed_invoice(one, one.details) for one in whole if _is_ours(one, reference)]
        if not found:
            rest = self._ask(connection, INVOICES, asked).invoices or ()
            found = [_placed_invoice(one, ()) for one in rest if _same(one.orderRef, reference)]
        return sorted(found, key=lambda one: one.id)

    def void_invoice(self, connection: Connection, number: str, reason: str) -> None:
        """Void it."""
        asked = wire.InvoiceVoid(
            invoiceNumber=int(number.lstrip("WT")), reason=reason[:REASON_LENGTH]
        )
        self._ask(connection, INVOICE_VOID, asked)


class Prebooks(Locations):
    """The part of the client about prebooks."""

    def create_prebook(self, connection: Connection, header: NewHeader) -> tuple[int, str]:
        """A prebook without lines; its id and number."""
        asked = wire.PrebookCreate(
            customerId=connection.customer_id,
            carrierId=connection.carrier_id,
            shipDate=header.ship_date,
            customerPO=header.reference,
            shipToId=UNSET if header.ship_to_id is None else header.ship_to_id,
            comments=header.po_number[:COMMENT_LENGTH] or UNSET,
            companyLocationCode=self._location_code(connection),
        )
        made = self._ask(connection, PREBOOK_CREATE, asked)
        return made.prebookId, str(made.prebookNumber)

    def add_prebook_line(self, connection: Connection, prebook_id: int, line: NewLine) -> None:
        """Put one line of the future inventory, or of what others offer, into it."""
        if line.line.origin != FUTURE:
            offered = wire.PrebookOfferAdd(
                prebookId=prebook_id,
                inventoryIds=str(line.line.inventory_id),
                quantity=line.line.boxes,
                price=line.line.price,
                markCode=line.reference,
            )
            self._ask(connection, PREBOOK_OFFER_ADD, offered)
            return
        asked = wire.PrebookAdd(
            prebookId=prebook_id,
            inventoryId=line.line.inventory_id,
            boxes=line.line.boxes,
            price=line.line.price,
            markCode=line.reference,
        )
        self._ask(connection, PREBOOK_ADD, asked)

    def find_prebooks(
        self, connection: Connection, reference: str, ship_date: date
    ) -> list[Placed]:
        """Every prebook that carries our reference, oldest first; two calls at most.

        First of that truck date; if there is none, by the days its vendors ship, in case somebody
        moved it.
        """
        by_truck_date = self._prebooks(connection, reference, date=ship_date)
        if by_truck_date:
            return by_truck_date
        before, after = PREBOOK_DAYS
        return self._prebooks(
            connection,
            reference,
            vendorShipDateFrom=ship_date + before,
            vendorShipDateTo=ship_date + after,
        )

    def update_prebook(self, connection: Connection, prebook_id: int, ship_date: date) -> None:
        """Move its truck date."""
        asked = wire.PrebookUpdate(prebookId=prebook_id, shipDate=ship_date)
        self._ask(connection, PREBOOK_UPDATE, asked)

    def delete_prebook_line(self, connection: Connection, prebook_id: int, line_id: int) -> None:
        """Take one line out."""
        asked = wire.PrebookLineDelete(prebookId=prebook_id, prebookItemId=line_id)
        self._ask(connection, PREBOOK_LINE_DELETE, asked)

    def delete_prebook(self, connection: Connection, prebook_id: int) -> None:
        """Take it back."""
        self._ask(connection, PREBOOK_DELETE, wire.PrebookDelete(prebookId=prebook_id))

    def _prebooks(self, connection: Connection, reference: str, **days: date) -> list[Placed]:
        asked = wire.PrebooksCall(
            customerPONumber=int(reference),
            customerId=connection.customer_id,
            locationId=_location(connection),
        )
        asked = msgspec.structs.replace(asked, **days)
        found = self._ask(connection, PREBOOKS, asked).prebooks or ()
        ours = [one for one in found if _same(one.customerPONumber, reference)]
        return [_placed_prebook(one) for one in sorted(ours, key=lambda one: one.id)]


def _location(connection: Connection) -> int | UnsetType:
    return UNSET if connection.location_id is None else connection.location_id


def _invoice_line(new: NewLine, order_items: Mapping[int, int]) -> wire.InvoiceLine:
    inventory_id = new.line.inventory_id
    return wire.InvoiceLine(
        orderItemId=order_items.get(inventory_id, inventory_id),
        boxes=new.line.boxes,
        price=new.line.price,
        markCode=new.reference,
        notes=new.reference,
    )


def _same(echoed: str | None, reference: str) -> bool:
    """Whether it is our reference, leading zeros apart: one filter is documented as a number."""
    return bool(echoed) and str(echoed).strip().lstrip("0") == reference.lstrip("0")


def _is_ours(one: wire.InvoiceFoundWhole, reference: str) -> bool:
    """Whether the invoice, or where it shows no reference one of its lines, is of that group."""
    if one.orderRef:
        return _same(one.orderRef, reference)
    group = reference[:GROUP_DIGITS]
    return any(_line_reference(line).startswith(group) for line in one.details)


def _line_reference(line: wire.InvoiceLineFound) -> str:
    """Our reference of the line: its mark code, else its note if that is one of ours."""
    if line.markCode:
        return line.markCode
    note = line.notes or ""
    return note if note.isdecimal() else ""


def _placed_invoice(one: wire.InvoiceFound, lines: Iterable[wire.InvoiceLineFound]) -> Placed:
    return Placed(
        id=one.id,
        number=str(one.number),
        reference=one.orderRef or "",
        state=INVOICE_STATES.get(one.status, "open"),
        lines=tuple(
            PlacedLine(
                id=line.detailId,
                reference=_line_reference(line),
                inventory_id=0,
                boxes=line.totalBoxes,
            )
            for line in lines
        ),
    )


def _placed_prebook(one: wire.Prebook) -> Placed:
    return Placed(
        id=one.id,
        number=str(one.number),
        reference=one.customerPONumber or "",
        state="open",
        lines=tuple(
            PlacedLine(
                id=line.prebookItemId,
                reference=line.markCode or "",
                inventory_id=0,
                boxes=line.totalBoxes,
            )
            for line in one.details
        ),
    )

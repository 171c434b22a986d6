"""What the engine reads of prebooks and purchase orders, in its own words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from integration.partners import komet_book_types as books
from integration.partners import komet_purchase_types as wire
from integration.vendor_model import Need, VendorPart
from integration.vendor_ports import Booked, BookedLine, Bought

#: Komet's own word in front of what nobody has mapped.
UNKNOWN = "UNKNOWN "


def booked(one: books.Prebook) -> Booked:
    """A prebook of ours with its lines."""
    lines = tuple(
        BookedLine(id=line.prebookItemId, reference=line.markCode or "", boxes=line.totalBoxes)
        for line in one.details
    )
    said = (one.customerPONumber or "").lstrip("0")
    return Booked(id=one.id, number=str(one.number), reference=said, lines=lines)


def bought(order: wire.PurchaseFound, line: wire.PurchaseLineFound) -> Bought:
    """A line of a purchase order."""
    boxes = sorted(line.boxes, key=lambda box: box.position)
    return Bought(
        po_item_id=line.poItemId,
        number=order.number,
        status=order.status,
        line_status=line.lineItemStatus,
        prebook_item_id=line.prebookItemId,
        reference=line.markCode or "",
        boxes=line.totalBoxes,
        confirmed=line.quantityConfirmed,
        cost=line.unitCost,
        mapped=line.productId is not None,
        codes=tuple(box.boxCode for box in boxes),
    )


def need(one: books.Prebook, line: books.PrebookLine) -> Need:
    """A line of a prebook as what is wanted of the vendor."""
    fallback: Any = one.truckDate
    return Need(
        prebook_item_id=line.prebookItemId,
        prebook_id=one.id,
        prebook_number=str(one.number),
        product_id=line.productId,
        description=line.productDescription.removeprefix(UNKNOWN),
        box_type=line.boxType or "",
        boxes=line.totalBoxes,
        bunches=line.bunches,
        stems_bunch=line.stemsBunch,
        unit_type=line.unitType,
        cost=Decimal(0) if line.cost is None else line.cost,
        ship_date=line.vendorShipDate or fallback,
        truck_date=one.truckDate or fallback,
        customer_code=one.customerCode,
        customer_name=one.customerName,
        customer_po=one.customerPONumber or "",
        carrier_name=one.carrierName,
        mark_code=line.markCode or "",
        parts=tuple(
            VendorPart(
                article_code="",
                description=part.productDescription,
                bunches=part.bunches,
                stems_bunch=part.stemsBunch,
            )
            for part in line.breakdowns
        ),
    )

"""What stands on a box's label, whatever it is printed with: lines of text in order, and a code.

The vendor's labels are received in Komet, so the barcode holds the box code and nothing else.
"""

from collections.abc import Iterator

import msgspec

from mocks.axerrio.line_states import PRINTABLE, SHIPPED
from mocks.axerrio.records import MIXED, Account, Box, Goods, Line, Order

REPRINT = "R"
SHOWN_PARTS = 4


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One label: every text as it is printed; an empty one is left out."""

    code: str
    mark: str
    customer: str
    purchase_order: str
    box_of: str
    product: str
    pack: str
    box_type: str
    farm: str
    awb: str
    house_awb: str
    ship_date: str
    carrier: str
    lot: str
    reprint: str


def labels(account: Account, order: Order, line_id: int | None) -> Iterator[Label]:
    """The labels printed of an order's boxes, or of one line's, that still hold."""
    for line in order.lines:
        holds = line.state in PRINTABLE or line.state == SHIPPED
        if holds and line_id in (None, line.id):
            for box in line.boxes:
                if box.prints:
                    yield _label(account, order, line, box)


def _label(account: Account, order: Order, line: Line, box: Box) -> Label:
    header, goods = order.header, line.goods
    return Label(
        code=box.code,
        mark=goods.mark_code,
        customer=header.customer.name or header.customer.code,
        purchase_order=_named("PO", line.told.purchase_order or header.po_number),
        box_of=f"Box {box.number} of {line.to_ship}",
        product=_product(goods),
        pack=_pack(goods),
        box_type=goods.box_type,
        farm=f"{account.farm}, {account.origin}",
        awb=_named("AWB", line.awb),
        house_awb=_named("HAWB", line.house_awb),
        ship_date=_named("Ship", header.ship_date.isoformat()),
        carrier=header.carrier_name or header.carrier_code,
        lot=_named("Lot", line.lot),
        reprint=REPRINT if box.prints > 1 else "",
    )


def _product(goods: Goods) -> str:
    if goods.kind != MIXED:
        return goods.description
    shown = ", ".join(f"{part.bunches} {part.description}" for part in goods.parts[:SHOWN_PARTS])
    more = len(goods.parts) - SHOWN_PARTS
    return f"Mixed: {shown}" + (f" and {more} more" if more > 0 else "")


def _pack(goods: Goods) -> str:
    stems = f"{goods.stems_bunch} stems" if goods.stems_bunch else "by weight"
    return f"{goods.content} bunches x {stems}"


def _named(name: str, value: str) -> str:
    return f"{name} {value}" if value else ""

"""What the company's people do in Komet on the day, while the marketplace sells the same boxes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from integration.lab.demo.day import Happening
from integration.lab.demo.floor import Floor, Script, one_of
from mocks.core.fields import cents
from mocks.komet.records import FUTURE, ON_HAND, OPEN_MARKET, Invoice, Lot
from mocks.komet.seed import COMPANY
from mocks.komet.statuses import PENDING_APPROVAL

#: Nearly every line is on sale: so many are tried before all of them are looked at.
TRIES = 20


def phone(floor: Floor, _happening: Happening, chance: Random) -> None:
    """Somebody on the phone buys a few boxes of a line."""
    lot = _lot(floor, chance)
    floor.komet.sell(lot.id, min(lot.left, chance.choices((1, 2, 4, 10), (5, 4, 2, 1))[0]))


def count(floor: Floor, _happening: Happening, chance: Random) -> None:
    """Somebody counts a line and finds a few boxes more or fewer."""
    lot = _lot(floor, chance)
    floor.komet.count(lot.id, max(0, lot.left + chance.choice((-3, -2, -1, 1, 2))))


def receive(floor: Floor, _happening: Happening, chance: Random) -> None:
    """A truck brings a new line, or a farm announces one."""
    like = _lot(floor, chance)
    future = chance.random() < 0.3
    day = floor.now.date()
    floor.komet.does(
        "receive",
        productId=like.product_id,
        vendorId=like.vendor_id,
        boxTypeId=like.box_type_id,
        boxes=chance.randint(5, 60),
        unitType=like.unit_type,
        bunches=like.bunches,
        stemsBunch=like.stems_bunch,
        price=like.price,
        origin=FUTURE if future else ON_HAND,
        day=day + timedelta(days=10) if future else day,
        until=day + timedelta(days=17) if future else None,
    )


def receive_more(floor: Floor, _happening: Happening, chance: Random) -> None:
    """More boxes of a line come in."""
    floor.komet.does("receive_more", lotId=_lot(floor, chance).id, boxes=chance.randint(2, 25))


def withdraw(floor: Floor, _happening: Happening, chance: Random) -> None:
    """A line is put away: too old to sell."""
    floor.komet.withdraw(_lot(floor, chance).id)


def price(floor: Floor, _happening: Happening, chance: Random) -> None:
    """A line gets another price."""
    lot = _lot(floor, chance)
    factor = Decimal(chance.choice((85, 90, 95, 105, 110))).scaleb(-2)
    floor.komet.change_price(lot.id, max(Decimal("0.01"), cents(lot.price * factor)))


def confirm(floor: Floor, _happening: Happening, chance: Random) -> None:
    """A sales rep confirms an invoice of the marketplace that waits for approval."""
    waiting = [one for one in floor.komet.state.invoices.values() if _is_ripe(floor, one)]
    if waiting:
        number = chance.choice(waiting).number
        floor.komet.does("confirm_invoice", invoiceNumber=number)
        floor.tell("confirm", f"a sales rep confirmed invoice {number}")


def _is_ripe(floor: Floor, invoice: Invoice) -> bool:
    """Whether it waits, has lines, and is a while old: people do not confirm within the minute."""
    aged = invoice.created_at <= floor.now - timedelta(minutes=30)
    lines = floor.komet.state.items_of_invoice.get(invoice.id)
    return invoice.status == PENDING_APPROVAL and aged and bool(lines)


def _lot(floor: Floor, chance: Random) -> Lot:
    """A line of the company that is on the market, and not only offered by others.

    Raises:
        Missing: if there is none.
    """
    lots, offered = floor.komet.state.lots, floor.komet.state.availability
    keys = [one for one in lots if one not in offered]
    for _ in range(min(TRIES, len(keys))):
        lot = lots[chance.choice(keys)]
        if _is_on_sale(lot):
            return lot
    return one_of(chance, [lots[one] for one in keys if _is_on_sale(lots[one])])


def _is_on_sale(lot: Lot) -> bool:
    open_to_all = lot.kind == OPEN_MARKET and not lot.held and lot.reserved_for is None
    return lot.company_id == COMPANY and lot.left > 0 and lot.price > 0 and open_to_all


SCRIPTS: dict[str, Script] = {
    "phone": phone,
    "count": count,
    "receive": receive,
    "receive_more": receive_more,
    "withdraw": withdraw,
    "price": price,
    "confirm": confirm,
}

"""Rows to store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec

from integration.model import Address, Connection, Offer, Order, OrderEvent, OrderLine
from integration.rows import Alarm, CycleRow, GroupRow, Lease, ShipToRow, StepRow
from integration.vendor_model import Need, VendorCustomer, VendorEvent, VendorLine, VendorOrder

NOW = datetime(2026, 3, 2, 10, 0, 0, 123456, tzinfo=UTC)
LATER = NOW + timedelta(seconds=60)

CONNECTION = Connection(
    id=0,
    name="sabana",
    komet_url="http://komet.test",
    market_url="http://market.test",
    token_kind="Customer",
    token="komet-token",
    user_token="",
    supplier_key="key",
    company_id=12345,
    customer_id=7001,
    carrier_id=1360,
    location_id=None,
    service_weekdays=(0, 1, 2, 3, 4, 5),
)


def offer(number: int, **changes: object) -> Offer:
    made = Offer(
        key=f"1-{number}",
        origin=1,
        product_id=number,
        name=f"Rose {number % 7}",
        box_type="QB",
        unit_type="Stem",
        bunches=10,
        stems_bunch=25,
        boxes=3,
        price=Decimal("0.10") + Decimal(number) / 100,
        available_from=date(2026, 3, 2),
        available_to=date(2026, 5, 1),
        color="Rot – «Freedom»",
        fbe=Decimal("0.25"),
    )
    return msgspec.structs.replace(made, **changes)


def cycle(lease: Lease, **changes: object) -> CycleRow:
    made = CycleRow(
        connection_id=1,
        number=lease.fence,
        started_at=NOW,
        read_at=NOW,
        finished_at=LATER,
        lines=2000,
        upserts=3,
        removals=1,
        missing=("1-7", "2-8"),
    )
    return msgspec.structs.replace(made, **changes)


def order(order_id: int = 7, revision: int = 0, lines: int = 2) -> Order:
    return Order(
        order_id=order_id,
        revision=revision,
        state="placed",
        arrival_date=date(2026, 3, 5),
        ship_to=Address(name="Ivy & Stem", city="San José"),
        lines=tuple(
            OrderLine(line_id=n, key=f"1-{n}", origin=1, boxes=n, price=Decimal("0.10"))
            for n in range(1, lines + 1)
        ),
        po_number="P1",
    )


def event(cursor: int, kind: str = "placed", *, order_id: int = 7, revision: int = 0) -> OrderEvent:
    return OrderEvent(
        cursor=cursor,
        at=NOW + timedelta(seconds=cursor),
        kind=kind,
        order_id=order_id,
        revision=revision,
        order=order(order_id, revision),
    )


def group(part: int = 901, **changes: object) -> GroupRow:
    made = GroupRow(
        id=0,
        connection_id=1,
        order_id=7,
        revision=0,
        attempt=1,
        origin=1,
        part=part,
        route="invoice",
        ship_date=date(2026, 3, 4),
        line_ids=(1, 2),
        state="working",
    )
    return msgspec.structs.replace(made, **changes)


def step(seq: int = 0, group_id: int = 0, **changes: object) -> StepRow:
    made = StepRow(
        id=0,
        group_id=group_id,
        seq=seq,
        kind="invoice.create",
        reference="01000000070001901",
        part=901,
        state="planned",
    )
    return msgspec.structs.replace(made, **changes)


def alarm(reason: str = "token revoked", subject: str = "orders") -> Alarm:
    return Alarm(
        id=0,
        connection_id=1,
        subject=subject,
        reason=reason,
        remedy="make a new one",
        since=NOW,
    )


def ship_to(**changes: object) -> ShipToRow:
    made = ShipToRow(connection_id=1, fingerprint="ivy|austin", state="planned")
    return msgspec.structs.replace(made, **changes)


def vendor_order(order_id: int, **changes: object) -> VendorOrder:
    line = VendorLine(
        line_id=1,
        revision=0,
        state="placed",
        deleted=False,
        kind="solid",
        article_code="FRE50",
        description="Rose Freedom 50cm",
        box_type="HB",
        packages=10,
        content=12,
        stems_bunch=25,
        unit_type="Stem",
        cost=Decimal("0.285"),
        to_ship=10,
    )
    made = VendorOrder(
        order_id=order_id,
        origin="axerrio",
        revision=0,
        customer=VendorCustomer(code="PEN", name="Señorita Peña's Petals"),
        ship_date=NOW.date(),
        truck_date=NOW.date(),
        lines=(line,),
    )
    return msgspec.structs.replace(made, **changes)


def vendor_event(cursor: int, order_id: int, event_id: int = 0, **order: object) -> VendorEvent:
    return VendorEvent(
        cursor=cursor,
        event_id=event_id or cursor,
        at=NOW,
        kind="order_placed",
        order=vendor_order(order_id, **order),
    )


def need(**changes: object) -> Need:
    made = Need(
        prebook_item_id=77,
        prebook_id=7,
        prebook_number="4343",
        product_id=None,
        description="Rose Freedom 60cm",
        box_type="HB",
        boxes=4,
        bunches=12,
        stems_bunch=25,
        unit_type="Bunch",
        cost=Decimal("6.50"),
        ship_date=NOW.date(),
        truck_date=NOW.date(),
    )
    return msgspec.structs.replace(made, **changes)

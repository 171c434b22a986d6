"""Orders and articles as they go over the wire, the same to the desk and to Komet's side."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec import UNSET, UnsetType

from mocks.axerrio.records import Article, Line, Order, Part
from mocks.axerrio.wire import Reply


class CustomerView(Reply, frozen=True, kw_only=True):
    """Whom the boxes are for, by the vendor's own code and name."""

    code: str
    name: str


class PartView(Reply, frozen=True, kw_only=True):
    """One article in each box of a mixed or assorted line."""

    articleKey: int | UnsetType = UNSET
    articleCode: str
    description: str
    bunches: int
    stemsBunch: int
    cost: Decimal | UnsetType = UNSET


class BoxView(Reply, frozen=True, kw_only=True):
    """A box: its code, which of the line it is, and how many labels were printed of it."""

    code: str
    number: int
    prints: int


class LineView(Reply, frozen=True, kw_only=True):
    """A line. `revision` is what answers must name; `deleted` lines are told, never left out.

    `toShip` are the boxes that leave; the fields from `kometPrebook` on to `reason` repeat what
    Komet's side told.
    """

    lineId: int
    revision: int
    state: str
    deleted: bool
    kind: str
    articleKey: int | UnsetType = UNSET
    articleCode: str
    description: str
    boxType: str
    packages: int
    content: int
    stemsBunch: int
    unitType: str
    cost: Decimal
    price: Decimal | UnsetType = UNSET
    markCode: str
    notes: str
    parts: tuple[PartView, ...]
    toShip: int
    splitFrom: int | UnsetType = UNSET
    kometPrebook: str | UnsetType = UNSET
    kometPurchaseOrder: str | UnsetType = UNSET
    poItemId: int | UnsetType = UNSET
    boxesConfirmed: int | UnsetType = UNSET
    kometCost: Decimal | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    awb: str | UnsetType = UNSET
    houseAwb: str | UnsetType = UNSET
    lot: str | UnsetType = UNSET
    boxes: tuple[BoxView, ...]


class OrderView(Reply, frozen=True, kw_only=True):
    """An order with all its lines. `origin` is axerrio, or komet for a line of a prebook there."""

    orderId: int
    connectionId: int
    origin: str
    revision: int
    deleted: bool
    placedAt: datetime
    customer: CustomerView
    poNumber: str
    carrierCode: str
    carrierName: str
    shipDate: date
    truckDate: date
    comments: str
    prebookItemId: int | UnsetType = UNSET
    prebookNumber: str | UnsetType = UNSET
    lines: tuple[LineView, ...]


class ArticleView(Reply, frozen=True, kw_only=True):
    """An article: a key for ever, a code people use; deleted ones are told, never left out."""

    articleKey: int
    code: str
    description: str
    longDescription: str
    active: bool
    deleted: bool
    created: datetime
    modified: datetime


def order_view(order: Order) -> OrderView:
    """The order as it goes over the wire."""
    header = order.header
    return OrderView(
        orderId=order.id,
        connectionId=order.connection_id,
        origin=order.origin,
        revision=order.revision,
        deleted=order.deleted,
        placedAt=order.placed_at,
        customer=CustomerView(code=header.customer.code, name=header.customer.name),
        poNumber=header.po_number,
        carrierCode=header.carrier_code,
        carrierName=header.carrier_name,
        shipDate=header.ship_date,
        truckDate=header.truck_date,
        comments=header.comments,
        prebookItemId=_given(order.prebook_item_id),
        prebookNumber=order.prebook_number or UNSET,
        lines=tuple(_line(line) for line in order.lines),
    )


def article_view(article: Article) -> ArticleView:
    """The article as it goes over the wire."""
    return ArticleView(
        articleKey=article.key,
        code=article.code,
        description=article.description,
        longDescription=article.long_description,
        active=article.active,
        deleted=article.deleted,
        created=article.created,
        modified=article.modified,
    )


def _line(line: Line) -> LineView:
    goods, told = line.goods, line.told
    return LineView(
        lineId=line.id,
        revision=line.revision,
        state=line.state,
        deleted=line.deleted,
        kind=goods.kind,
        articleKey=_given(goods.article_key),
        articleCode=goods.article_code,
        description=goods.description,
        boxType=goods.box_type,
        packages=goods.packages,
        content=goods.content,
        stemsBunch=goods.stems_bunch,
        unitType=goods.unit_type,
        cost=goods.cost,
        price=_given(goods.price),
        markCode=goods.mark_code,
        notes=goods.notes,
        parts=tuple(_part(part) for part in goods.parts),
        toShip=line.to_ship,
        splitFrom=_given(line.split_from),
        kometPrebook=told.prebook or UNSET,
        kometPurchaseOrder=told.purchase_order or UNSET,
        poItemId=_given(told.po_item_id),
        boxesConfirmed=_given(told.boxes),
        kometCost=_given(told.cost),
        reason=told.reason or UNSET,
        awb=line.awb or UNSET,
        houseAwb=line.house_awb or UNSET,
        lot=line.lot or UNSET,
        boxes=tuple(
            BoxView(code=box.code, number=box.number, prints=box.prints) for box in line.boxes
        ),
    )


def _part(part: Part) -> PartView:
    return PartView(
        articleKey=_given(part.article_key),
        articleCode=part.article_code,
        description=part.description,
        bunches=part.bunches,
        stemsBunch=part.stems_bunch,
        cost=_given(part.cost),
    )


def _given(value: Any) -> Any:
    """`value`, or nothing at all where there is none."""
    return UNSET if value is None else value

"""Axerrio's client. All its calls may be repeated: it recognises what it already has."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from integration.model import Connection
from integration.partners import axerrio_types as wire
from integration.partners.bearer_wire import BearerWire
from integration.partners.operations import (
    LINE_STATE,
    NEED_WITHDRAWN,
    PURCHASE,
    VENDOR_CONNECT,
    VENDOR_EVENTS,
    VENDOR_JOIN,
    VENDOR_ORDER,
)
from integration.vendor_model import (
    Heard,
    LineNews,
    Need,
    VendorEvent,
    VendorOrder,
)
from integration.vendor_ports import Joining

REASON_LENGTH, SHORT, LONG = 500, 20, 200


class Axerrio(BearerWire):
    """`integration.vendor_ports.VendorSystem` over HTTP; every method may raise `PartnerError`.

    Args:
        http: sends the calls.
    """

    def join(self, connection: Connection, onboarding_key: str, joining: Joining) -> str:
        """Hand the token over and activate the connection; its key. Again: changes nothing."""
        given = wire.Joined(
            kometToken=connection.token,
            accountId=joining.account_id,
            companyId=connection.company_id,
            vendorId=connection.vendor_id,
            companyName=connection.name,
        )
        joined = self._ask(connection, VENDOR_CONNECT, given, key=onboarding_key)
        request = wire.Join(
            connectionId=joined.connectionId,
            role=joining.role,
            addOn=joining.add_on,
            methods=dict(joining.methods),  # type: ignore[arg-type] # the engine's own verdicts
        )
        self._ask(connection, VENDOR_JOIN, request, key=onboarding_key)
        return joined.key

    def vendor_events(self, connection: Connection, after: int, limit: int) -> list[VendorEvent]:
        """What the vendor did after that cursor, oldest first."""
        asked = wire.EventsCall(after=after, limit=limit)
        return list(self._ask(connection, VENDOR_EVENTS, asked).events)

    def vendor_order(self, connection: Connection, order_id: int) -> VendorOrder:
        """One order as it is now."""
        return self._ask(connection, VENDOR_ORDER, wire.OrderCall(orderId=order_id))

    def tell(self, connection: Connection, news: LineNews) -> Heard:
        """Tell where a line stands."""
        request = wire.LineState(
            orderId=news.order_id,
            lineId=news.line_id,
            revision=news.revision,
            state=news.state,  # type: ignore[arg-type] # one of the engine's own words
            kometPrebook=news.prebook or UNSET,
            kometPurchaseOrder=news.purchase_order or UNSET,
            poItemId=_given(news.po_item_id),
            newPoItemId=_given(news.rest_po_item_id),
            boxesConfirmed=_given(news.boxes),
            cost=_given(news.cost),
            reason=news.reason[:REASON_LENGTH],
        )
        heard = self._ask(connection, LINE_STATE, request)
        return Heard(applied=heard.applied, revision=heard.revision, rest_line_id=heard.newLineId)

    def purchase(self, connection: Connection, need: Need, revision: int) -> VendorOrder:
        """Make an order of a prebook's line, or change it; the order as it is then."""
        request = wire.Purchase(
            prebookItemId=need.prebook_item_id,
            revision=revision,
            prebookNumber=need.prebook_number,
            product=_product(need.product_id, need.description),
            boxType=need.box_type,
            boxes=need.boxes,
            bunches=need.bunches,
            stemsBunch=need.stems_bunch,
            unitType="Stem" if need.unit_type == "Stem" else "Bunch",
            cost=need.cost,
            shipDate=need.ship_date,
            truckDate=need.truck_date,
            customerCode=need.customer_code[:SHORT],
            customerName=need.customer_name[:LONG],
            customerPo=need.customer_po[:SHORT],
            carrierName=need.carrier_name[:LONG],
            markCode=need.mark_code[:SHORT],
            breakdowns=tuple(
                wire.Part(
                    product=_product(None, one.description),
                    bunches=one.bunches,
                    stemsBunch=one.stems_bunch,
                )
                for one in need.parts
            ),
        )
        return self._ask(connection, PURCHASE, request).order

    def withdraw(
        self, connection: Connection, prebook_item_id: int, revision: int, reason: str
    ) -> VendorOrder:
        """Take back what was made of a prebook's line; the order as it is then."""
        request = wire.Withdraw(
            prebookItemId=prebook_item_id, revision=revision, reason=reason[:REASON_LENGTH]
        )
        return self._ask(connection, NEED_WITHDRAWN, request).order


def _product(product_id: int | None, description: str) -> wire.Product:
    return wire.Product(productId=_given(product_id), description=description[:LONG])


def _given(value: Any) -> Any:
    return UNSET if value is None else value

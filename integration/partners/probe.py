"""Try what a connection needs of Komet: each id, each method, a user's login.

Methods that read are called for real. Those that create are tried with ids that can not exist: a
refusal that names such an id proves that everything before it - token, grant, account - was right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from integration.errors import PartnerError
from integration.model import Connection
from integration.partners import komet_types as komet
from integration.partners import operations as known
from integration.partners.http import Call, Http
from integration.partners.ibuyflowers import IBuyFlowers
from integration.partners.komet_wire import KometWire, understood
from integration.partners.operations import CARRIERS, LOGIN, Operation

#: An id that nobody has.
IMPOSSIBLE = 999_999_999
#: The reach of a look for carriers: every weekday, holidays between.
AHEAD = timedelta(days=14)

_MARK = "0"

Asked = Callable[[Connection, date], msgspec.Struct]


def _location(connection: Connection) -> Any:
    return msgspec.UNSET if connection.location_id is None else connection.location_id


#: Method -> (its row, an input that does no harm).
PROBES: dict[str, tuple[Operation[Any, Any], Asked]] = {
    one.name: (one, asked)
    for one, asked in (
        (known.BOX_TYPES, lambda connection, today: komet.Nothing()),
        (
            known.OPEN_MARKET,
            lambda connection, today: komet.OpenMarketCall(
                customerId=connection.customer_id, locationId=_location(connection)
            ),
        ),
        (
            known.FUTURE_MARKET,
            lambda connection, today: komet.FutureMarketCall(
                dateFrom=today,
                dateTo=today + AHEAD,
                customerId=connection.customer_id,
                locationId=_location(connection),
            ),
        ),
        (
            known.STOREFRONT,
            lambda connection, today: komet.StorefrontCall(
                customerId=connection.customer_id,
                page=1,
                rows=1,
                companyLocationId=_location(connection),
            ),
        ),
        (
            known.CUSTOMER_CARRIERS,
            lambda connection, today: komet.CustomerCarriersCall(
                customerId=connection.customer_id,
                date=today + timedelta(days=1),
                availableFrom=today,
                availableTo=today + AHEAD,
                companyLocationId=_location(connection),
            ),
        ),
        (
            known.SHIP_TOS,
            lambda connection, today: komet.ShipTosCall(customerId=connection.customer_id),
        ),
        (
            known.WEB_ORDERS,
            lambda connection, today: komet.WebOrdersCall(
                customerId=connection.customer_id, webOrderId=IMPOSSIBLE, statusId=1
            ),
        ),
        (
            known.INVOICE_DETAILS,
            lambda connection, today: komet.InvoicesCall(
                orderDateFrom=today, orderDateTo=today, customerId=connection.customer_id
            ),
        ),
        (
            known.INVOICES,
            lambda connection, today: komet.InvoicesCall(
                orderDateFrom=today, orderDateTo=today, customerId=connection.customer_id
            ),
        ),
        (
            known.PREBOOKS,
            lambda connection, today: komet.PrebooksCall(
                customerPONumber=_MARK, customerId=connection.customer_id, date=today
            ),
        ),
        (
            known.SHIP_TO_ADD,
            lambda connection, today: komet.ShipToAdd(customerId=IMPOSSIBLE, name=_MARK),
        ),
        (
            known.WEB_ORDER_CREATE,
            lambda connection, today: komet.WebOrderCreate(
                customerId=IMPOSSIBLE, companyId=connection.company_id
            ),
        ),
        (
            known.WEB_ORDER_ADD,
            lambda connection, today: komet.WebOrderAdd(
                customerId=IMPOSSIBLE,
                inventoryIds=str(IMPOSSIBLE),
                inventoryOrigin=1,
                price=Decimal(1),
                quantity=1,
                carrierId=connection.carrier_id,
                date=today + timedelta(days=1),
                markCode=_MARK,
                webOrderId=IMPOSSIBLE,
            ),
        ),
        (
            known.WEB_ORDER_CHECKOUT,
            lambda connection, today: komet.WebOrderCheckout(
                customerId=connection.customer_id, webOrderId=IMPOSSIBLE
            ),
        ),
        (
            known.WEB_ORDER_DELETE,
            lambda connection, today: komet.WebOrderDelete(
                customerId=connection.customer_id, webOrderId=IMPOSSIBLE
            ),
        ),
        (
            known.INVOICE_CREATE,
            lambda connection, today: komet.InvoiceCreate(
                customerId=IMPOSSIBLE,
                carrierId=connection.carrier_id,
                shipDate=today + timedelta(days=1),
                reference=_MARK,
                invoiceItems=(
                    komet.InvoiceLine(
                        orderItemId=IMPOSSIBLE,
                        boxes=1,
                        price=Decimal(1),
                        markCode=_MARK,
                        notes=_MARK,
                    ),
                ),
            ),
        ),
        (
            known.INVOICE_VOID,
            lambda connection, today: komet.InvoiceVoid(invoiceNumber=IMPOSSIBLE, reason="test"),
        ),
        (
            known.PREBOOK_CREATE,
            lambda connection, today: komet.PrebookCreate(
                customerId=IMPOSSIBLE,
                carrierId=connection.carrier_id,
                shipDate=today + timedelta(days=1),
                customerPO=_MARK,
            ),
        ),
        (
            known.PREBOOK_ADD,
            lambda connection, today: komet.PrebookAdd(
                prebookId=IMPOSSIBLE,
                inventoryId=IMPOSSIBLE,
                boxes=1,
                price=Decimal(1),
                markCode=_MARK,
            ),
        ),
        (
            known.PREBOOK_UPDATE,
            lambda connection, today: komet.PrebookUpdate(
                prebookId=IMPOSSIBLE, shipDate=today + timedelta(days=1)
            ),
        ),
        (
            known.PREBOOK_LINE_DELETE,
            lambda connection, today: komet.PrebookLineDelete(
                prebookId=IMPOSSIBLE, prebookItemId=IMPOSSIBLE
            ),
        ),
        (
            known.PREBOOK_DELETE,
            lambda connection, today: komet.PrebookDelete(prebookId=IMPOSSIBLE),
        ),
    )
}


class KometProbe(KometWire):
    """`integration.ports.Probe` over HTTP.

    Args:
        http: sends the calls.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(http)
        self._market = IBuyFlowers(http)

    def log_in(self, connection: Connection, username: str, password: str) -> str:
        """The token of a user.

        Raises:
            PartnerError: as every call.
        """
        call = Call(
            method=LOGIN.name,
            verb=LOGIN.verb,
            url=f"{connection.komet_url.rstrip('/')}/api/{LOGIN.name}",
            headers={"Content-Type": "application/json"},
            body=msgspec.json.encode(komet.LogIn(username=username, password=password)),
        )
        # A login makes nothing: it may be repeated.
        return self._http.repeated(call, lambda answer: understood(LOGIN, answer)).apiKey

    def attempt(self, connection: Connection, method: str, today: date, token: str = "") -> bool:
        """Call `method`; False if its refusal names the impossible id, so that it is granted.

        Raises:
            PartnerError: any other refusal, and silence.
        """
        operation, asked = PROBES[method]
        try:
            self._ask(connection, operation, asked(connection, today), token)
        except PartnerError as problem:
            if str(IMPOSSIBLE) in problem.reason:
                return False
            raise
        return True

    def has_carrier(self, connection: Connection) -> bool:
        """Whether the company's own list holds the carrier (Company tokens).

        Raises:
            PartnerError: as every call.
        """
        asked = komet.CarriersCall(id=connection.carrier_id)
        found = self._ask(connection, CARRIERS, asked).carriers or []
        return any(one.id == connection.carrier_id for one in found)

    def may_choose_carrier(self, connection: Connection, today: date) -> bool:
        """Whether the customer may choose the carrier for some day of the next two weeks.

        Raises:
            PartnerError: as every call.
        """
        operation, asked = PROBES[known.CUSTOMER_CARRIERS.name]
        reply = self._ask(connection, operation, asked(connection, today))
        choices = {one.carrierId for one in reply.carriers or []}
        return connection.carrier_id in choices | {reply.carrierId}

    def finish(self, connection: Connection, onboarding_key: str, cadence_s: int) -> str:
        """Finish the set-up at the marketplace: the supplier's key.

        Raises:
            PartnerError: as every call.
        """
        return self._market.connect(connection, onboarding_key, cadence_s).supplierKey

"""Try what a connection needs of Komet: each id, each method, a user's login.

A refusal that names an id nobody has proves that everything before it - token, grant, account -
was right; see `probe_inputs`.
"""

from __future__ import annotations

from datetime import date

import msgspec

from integration.errors import PartnerError
from integration.model import Connection
from integration.partners.http import Call, Http
from integration.partners.ibuyflowers import IBuyFlowers
from integration.partners.komet_locations import Locations
from integration.partners.komet_wire import understood
from integration.partners.operations import (
    CARRIERS,
    CUSTOMER_CARRIERS,
    LOGIN,
    PREBOOK_CREATE,
)
from integration.partners.probe_inputs import IMPOSSIBLE, carriers_asked, inputs
from integration.partners.probe_types import CarriersCall, LogIn


class KometProbe(Locations):
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
            body=msgspec.json.encode(LogIn(username=username, password=password)),
        )
        # A login makes nothing: it may be repeated.
        return self._http.repeated(call, lambda answer: understood(LOGIN, answer)).apiKey

    def attempt(self, connection: Connection, method: str, today: date, token: str = "") -> bool:
        """Call `method`; False if its refusal names the impossible id, so that it is granted.

        Raises:
            PartnerError: any other refusal, and silence.
        """
        operation, asked = inputs(connection, today)[method]
        if operation is PREBOOK_CREATE:
            code = self._location_code(connection)
            asked = msgspec.structs.replace(asked, companyLocationCode=code)
        try:
            self._ask(connection, operation, asked, token)
        except PartnerError as problem:
            if str(IMPOSSIBLE) in problem.reason:
                return False
            raise
        return True

    def has_carrier(self, connection: Connection) -> bool:
        """Whether the company's own list holds the carrier, active (Company tokens).

        Raises:
            PartnerError: as every call.
        """
        found = self._ask(connection, CARRIERS, CarriersCall(id=connection.carrier_id)).carriers
        return any(one.id == connection.carrier_id and one.active for one in found or ())

    def may_choose_carrier(self, connection: Connection, today: date) -> bool:
        """Whether the customer may choose the carrier for some day of the next two weeks.

        Raises:
            PartnerError: as every call.
        """
        reply = self._ask(connection, CUSTOMER_CARRIERS, carriers_asked(connection, today))
        choices = {reply.carrierId, *(one.carrierId for one in reply.carriers or ())}
        return connection.carrier_id in choices

    def finish(self, connection: Connection, onboarding_key: str, cadence_s: int) -> str:
        """Finish the set-up at the marketplace: the supplier's key.

        Raises:
            PartnerError: as every call.
        """
        return self._market.connect(connection, onboarding_key, cadence_s).supplierKey

    def newest_batch(self, connection: Connection) -> int:
        """The number of the newest batch of which the marketplace has taken a part; 0 for none.

        Raises:
            PartnerError: as every call.
        """
        held = self._market.status(connection)
        return max(held.lastNumber, held.begunNumber)

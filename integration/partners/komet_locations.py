"""The locations of a Multi-Location company: some methods want one's code instead of its id."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from integration.errors import Stopped
from integration.model import Connection
from integration.partners.http import Http
from integration.partners.komet_types import LocationsCall
from integration.partners.komet_wire import KometWire
from integration.partners.operations import LOCATIONS


class Locations(KometWire):
    """The part of the client that knows a location's code.

    Args:
        http: sends the calls.
    """

    def __init__(self, http: Http) -> None:
        super().__init__(http)
        self._location_codes: dict[tuple[int, int], str] = {}

    def _location_code(self, connection: Connection) -> str | UnsetType:
        """The code of the connection's location, asked for once; UNSET if it has none.

        Raises:
            Stopped: if the company's list does not show the location.
            PartnerError: as every call.
        """
        if connection.location_id is None:
            return UNSET
        key = (connection.company_id, connection.location_id)
        if key not in self._location_codes:
            asked = LocationsCall(id=connection.location_id)
            found = self._ask(connection, LOCATIONS, asked).locations or ()
            codes = [one.code for one in found if one.id == connection.location_id]
            if not codes:
                said = f"the location {connection.location_id} is not in the company's list"
                raise Stopped(said, LOCATIONS.name)
            self._location_codes[key] = codes[0]
        return self._location_codes[key]

"""How the marketplace talks: the wire of partners without a published API, in its own words."""

from mocks.core.bearer import BearerDialect, Wording
from mocks.ibuyflowers.texts import REFUSALS

#: What every key begins with.
KEY_START = "ibf_"

#: What would be right, for the fields a person hands over when a connection is set up.
RIGHT: dict[str, str] = {
    "kometToken": "the token made in Komet, 8 to 100 letters, digits, dots or dashes",
    "customerId": "the Id of your customer iBuyFlowers, from Komet's Setup > Customers > Export",
    "companyId": "your Company ID, a whole number, from Komet's My Profile under the company name",
    "carrierId": "the Id of the carrier FedEx, from Komet's Setup > Carriers > Export",
    "serviceWeekdays": "a list of weekdays on which the carrier works, 0 for Monday to 6",
    "arrivalDate": "a day such as 2026-11-25",
    "readAt": "a moment with its zone, such as 2026-11-25T10:00:00Z",
}


def dialect() -> BearerDialect:
    """The marketplace's wire."""
    return BearerDialect(Wording(REFUSALS, RIGHT, KEY_START))

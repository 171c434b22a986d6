"""How Axerrio talks: the wire of partners without a published API, in its own words."""

from mocks.axerrio.texts import REFUSALS
from mocks.core.bearer import BearerDialect, Wording

#: What every key begins with.
KEY_START = "axr_"

#: What would be right, for the fields a person hands over when accounts are joined, and for codes.
RIGHT: dict[str, str] = {
    "kometToken": "the Vendor token made in Komet, 8 to 100 letters, digits, dots or dashes",
    "accountId": "the number of the vendor's account with Axerrio",
    "companyId": "the Company ID, a whole number, from Komet's My Profile under the company name",
    "vendorId": "the Id of the vendor in Komet, a whole number",
    "methods": "for each of the eleven methods granted, refused or unproven",
    "codes": "6 to 20 capital letters and digits, none twice",
    "lot": "a number outside 1000 to 99999, which Komet gives out itself",
    "cost": "dollars per unit, such as 0.285",
    "shipDate": "a day such as 2026-11-25",
}


def dialect() -> BearerDialect:
    """Axerrio's wire."""
    return BearerDialect(Wording(REFUSALS, RIGHT, KEY_START))

"""What a refusal of Komet's complains about while a connection is tried, told from its words. Pure.

What refusals mean for the work of a connection that is there stands in `partners/refusals.py`; here
the question is which of the things an operator has typed is wrong.
"""

from __future__ import annotations

import re

COMPANY_ID, CUSTOMER_ID = "Company ID", "Customer ID"
CARRIER_ID, LOCATION_ID = "Carrier ID", "Location ID"

#: The first word found in a refusal says which id it is about.
_BLAMED = (
    (r"associated with the location", LOCATION_ID),
    (r"x-account|account", COMPANY_ID),
    (r"customer", CUSTOMER_ID),
    (r"carrier", CARRIER_ID),
    (r"location", LOCATION_ID),
)
#: Where the right one is found in Komet.
FOUND = {
    COMPANY_ID: "it stands in My Profile, under the company's name",
    CUSTOMER_ID: "Setup > Customers > Export to Excel, column Id",
    CARRIER_ID: "Setup > Carriers > Export to Excel, column Id",
    LOCATION_ID: "each connection sells from one location of a Multi-Location company: give that "
    "one's id, which the method location.list tells; customer and carrier must be tied to it",
}
_KIND = re.compile(r"not available for (\w+) tokens", re.IGNORECASE)
_GRANT = re.compile(r"no access to the method|not available for \w+ tokens", re.IGNORECASE)
_WHOSE = re.compile(r"\bvendor(Id|Code)\b", re.IGNORECASE)
_TOKEN = re.compile(r"authentication ?token", re.IGNORECASE)


def about_grant(reason: str) -> bool:
    """Whether the token is good, but not for this method."""
    return _GRANT.search(reason) is not None


def about_token(reason: str) -> bool:
    """Whether the token itself is none."""
    named = _TOKEN.search(reason) is not None
    return named and not about_grant(reason) and blamed_id(reason) is None


def about_user(reason: str) -> bool:
    """Whether the token that was given for a user is none, or is no user's."""
    return about_grant(reason) or about_token(reason)


def asks_whose(reason: str) -> bool:
    """Whether the vendor is missing, which Komet asks of every token but a vendor's own."""
    return _WHOSE.search(reason) is not None


def kind_told(reason: str) -> str:
    """Which kind of token a refusal says it got; empty if it says none."""
    told = _KIND.search(reason)
    return told[1].capitalize() if told else ""


def blamed_id(reason: str) -> str | None:
    """Which id the refusal complains about, if any."""
    for pattern, what in _BLAMED:
        if re.search(pattern, reason, re.IGNORECASE):
            return what
    return None

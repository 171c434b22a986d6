"""The words of those who join a vendor's account to the company: token, role, add-on, and tries."""

from __future__ import annotations

from typing import Any

import msgspec

from integration.app import connect_axerrio
from integration.connect import ConnectReport
from integration.lab.people.known import NotKnown, known
from integration.lab.people.vendor_people import ACCOUNT, CUSTOMER_CODE, PROVED, VENDOR_ID
from integration.lab.people.vendor_words import AGREED, VendorWords
from integration.lab.wire import base_url
from integration.vendor_connect import METHODS, VendorRequest
from mocks.axerrio.build import keys_of
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX

ADMIN = "Admin"
NAME = "Axerrio"


class JoiningWords:
    """The operator who joins the accounts, with what the company has handed over.

    Args:
        vendor: whose account it is.
    """

    def __init__(self, vendor: VendorWords) -> None:
        self.vendor, self.lab = vendor, vendor.lab
        self.report: ConnectReport | None = None
        self.facts = 0
        self.said = ""

    def makes_token(self, without: str = "") -> None:
        """Somebody in the company makes a Vendor token with the eleven methods, or ten."""
        if without:
            known("method", without, METHODS)
        methods = tuple(one for one in METHODS if one != without)
        self.lab.raw.tokens["vendor"] = self.lab.komet.make_token("Vendor", methods, VENDOR_ID)

    def ticks(self, method: str) -> None:
        """Somebody ticks one more method of the token."""
        self.lab.komet.give_grant(self.lab.raw.tokens["vendor"], method)

    def joins(self, token: str = "the vendor token", **changes: Any) -> None:
        """Try every method and activate the connection, if all is right."""
        lab, people = self.lab, self.vendor.people
        self.facts = lab.komet.facts()
        request = VendorRequest(
            name=NAME,
            komet_url=base_url("komet"),
            axerrio_url=base_url("axerrio"),
            onboarding_key=keys_of(people.state)["onboarding"],
            token=lab.raw.token(token),
            company_id=COMPANY,
            vendor_id=VENDOR_ID,
            account_id=ACCOUNT,
            carrier_id=FEDEX,
            customers={CUSTOMER_CODE: CUSTOMER},
            role=ADMIN,
            add_on=True,
            users=lab.komet.state.companies[COMPANY].users,
        )
        request = msgspec.structs.replace(request, **changes)
        self.report = connect_axerrio(lab.engine, request, lab.wire)
        people.is_judged()
        lab.restart_engine()

    def joins_again(self) -> None:
        """The operator joins the accounts with a token somebody made in place of the old one."""
        self.makes_token()
        self.joins()

    def reports_unproven(self) -> None:
        """An Admin activates, and says of methods that create only that they could not be tried."""
        key = keys_of(self.vendor.people.state)["onboarding"]
        ask = self.lab.raw.ask_bearer
        given = ask(
            "axerrio",
            "integration/connection",
            key,
            kometToken=self.lab.raw.token("the vendor token"),
            accountId=ACCOUNT,
            companyId=COMPANY,
            vendorId=VENDOR_ID,
        ).value
        wish = {"role": ADMIN, "addOn": True, "methods": PROVED}
        heard = ask("axerrio", "integration/join", key, connectionId=given["connectionId"], **wish)
        self.said = heard.message if heard.refused else AGREED

    # --- what was found ---------------------------------------------------------------------------

    def reasons(self) -> str:
        """Why the accounts are not joined; empty if they are."""
        return "; ".join(one.reason for one in self._found().findings if one.stops)

    def joined(self) -> bool:
        """Whether they are, on both sides."""
        stored = self._found().connection
        state = self.vendor.people.state
        if stored is None or stored.supplier_key not in state.keys:
            return False
        return state.connections[state.keys[stored.supplier_key].owner_id].active

    def remedy(self, what: str) -> str:
        """What the operator is told to do about a method."""
        return "; ".join(one.remedy for one in self._found().findings if one.what == what)

    def granted(self) -> set[str]:
        """The methods that were found granted."""
        return {one.what for one in self._found().findings if one.verdict == "granted"} & set(
            METHODS
        )

    def made(self) -> int:
        """Facts that trying left in Komet."""
        return self.lab.komet.facts() - self.facts

    def _found(self) -> ConnectReport:
        if self.report is None:
            raise NotKnown("nobody has joined the accounts yet")
        return self.report

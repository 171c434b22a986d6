"""Try everything a connection needs, one finding for each thing tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import msgspec

from integration.errors import PartnerError, Refused, Undelivered, Unknown, Wait
from integration.model import Connection
from integration.ports import Probe

COMPANY, CUSTOMER = "Company", "Customer"

#: Verdicts. granted: the method may be called; right: the id is; unproven: nobody can say yet.
GRANTED, RIGHT, UNPROVEN, REFUSED, WRONG = "granted", "right", "unproven", "refused", "wrong"

#: What each token must be able to do, or there is nothing to connect.
NEEDED: dict[str, tuple[str, ...]] = {
    COMPANY: (
        *("inventory.openmarket.list", "future.inventory.openmarket.list"),
        *("invoice.create", "invoice.list", "invoice.details.list", "invoice.void"),
        *("prebook.create", "prebook.future.item.add", "prebook.details.list"),
        *("prebook.update", "prebook.item.delete", "prebook.delete"),
    ),
    CUSTOMER: (
        *("ecommerce/inventory.list", "web-order.create", "web-order-item.add"),
        *("web-order-details.list", "web-order.delete"),
    ),
}
#: What is missed when it is refused, with what happens then; it does not stop a connection.
HELPFUL: dict[str, tuple[tuple[str, str], ...]] = {
    COMPANY: (
        ("boxtype.list", "the usual sizes of boxes are used"),
        ("customer.shipto.list", "orders wait for a person to make the ship-to"),
        ("customer.shipto.add", "orders wait for a person to make the ship-to"),
    ),
    CUSTOMER: (
        ("customer.shipto.list", "orders wait for a person to make the ship-to"),
        ("customer.shipto.add", "orders wait for a person to make the ship-to"),
    ),
}
CHECKOUT = "web-order.checkout"

#: What a refusal complains about, and where the right value is found in Komet.
_BLAMED = (
    (r"x-account|account", "Company ID", "it stands in My Profile, under the company's name"),
    (r"customer", "Customer ID", "Setup > Customers > Export to Excel, column Id"),
    (r"carrier", "Carrier ID", "Setup > Carriers > Export to Excel, column Id"),
    (r"location", "Location ID", "give the Location ID of this Multi-Location company"),
)
_KIND = re.compile(r"not available for (\w+) tokens", re.IGNORECASE)
_TICK = "tick it in Setup > Settings > Tokens, or make a token that has it"
#: What to do about a way that is broken.
LATER = "say connect again when Komet can be reached"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was tried. `stops`: nothing is connected while it stands like this."""

    what: str
    verdict: str
    reason: str = ""
    remedy: str = ""
    stops: bool = False

    def __str__(self) -> str:
        """One line."""
        line = f"{self.what}: {self.verdict}"
        if self.reason:
            line += f" - {self.reason}"
        return f"{line} ({self.remedy})" if self.remedy else line


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """A user who may check web orders out: a token, or name and password."""

    token: str = ""
    username: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Whose; nothing secret."""
        return f"Login({self.username!r})"


class Inspection:
    """The tests of one connection that is to be made.

    Args:
        probe: tries methods.
        today: the day to ask about.
        connection: as the operator gave it; an empty `token_kind` is found out.
        login: the user, if one was given.
    """

    def __init__(self, probe: Probe, today: date, connection: Connection, login: Login) -> None:
        self.connection = connection
        self.findings: list[Finding] = []
        self._probe, self._today, self._login = probe, today, login
        #: What refusals have complained about.
        self._blamed: set[str] = set()
        self._spoken = False

    def run(self) -> Connection:
        """All tests; the connection with what they found out."""
        self._token_kind()
        if not self._stopped:
            self._methods()
        if not self._stopped:
            self._ids()
            self._user()
        return self.connection

    @property
    def _stopped(self) -> bool:
        """Whether going on could teach nothing: the token itself, or the way, is broken."""
        return any(one.stops and one.what in ("token", "Komet") for one in self.findings)

    # --- token and methods -----------------------------------------------------------------------

    def _token_kind(self) -> None:
        kind = self.connection.token_kind
        if not kind:
            kind = self._found_kind()
        if kind and kind not in NEEDED:
            self._find(
                "token", WRONG, f"it is a {kind} token",
                remedy="make one of type Customer or Company", stops=True,
            )  # fmt: skip
        self.connection = msgspec.structs.replace(self.connection, token_kind=kind or CUSTOMER)

    def _found_kind(self) -> str:
        """Only a Company token reads the open market; a refusal says what the token is."""
        try:
            self._attempt("inventory.openmarket.list")
        except PartnerError as problem:
            self._blame_token(problem)
            told = _KIND.search(problem.reason)
            return told[1].capitalize() if told else COMPANY
        return COMPANY

    def _blame_token(self, problem: PartnerError) -> None:
        """Whether the refusal is about the token as such."""
        if isinstance(problem, Undelivered | Unknown):
            self._find("Komet", UNPROVEN, problem.reason, remedy=LATER, stops=True)
        elif isinstance(problem, Wait):
            self._find(
                "Komet", UNPROVEN, problem.reason, remedy="say connect again tomorrow", stops=True
            )
        elif _about_token(problem.reason):
            self._find(
                "token", WRONG, problem.reason, remedy="copy it again, or make a new one",
                stops=True,
            )  # fmt: skip

    def _methods(self) -> None:
        kind = self.connection.token_kind
        for method in NEEDED[kind]:
            self._method(method, stops=True)
            if self._stopped:
                return
        for method, otherwise in HELPFUL[kind]:
            self._method(method, stops=False, otherwise=otherwise)

    def _method(self, method: str, *, stops: bool, otherwise: str = "", token: str = "") -> None:
        try:
            self._attempt(method, token)
        except PartnerError as problem:
            self._judge(method, problem, stops=stops, otherwise=otherwise)
        else:
            self._spoken = True
            self._find(method, GRANTED)

    def _attempt(self, method: str, token: str = "") -> None:
        self._probe.attempt(self.connection, method, self._today, token)

    def _judge(self, method: str, problem: PartnerError, *, stops: bool, otherwise: str) -> None:
        remedy = f"{_TICK}; until then {otherwise}" if otherwise else _TICK
        if not isinstance(problem, Refused) or isinstance(problem, Wait):
            self._blame_token(problem)
        elif _about_grant(problem.reason):
            self._find(method, REFUSED, problem.reason, remedy=remedy, stops=stops)
        elif blamed := _blamed(problem.reason):
            self._blamed.add(blamed[0])
            self._find(method, UNPROVEN, problem.reason)
            self._wrong(blamed[0], problem.reason, blamed[1])
        elif _about_token(problem.reason):
            self._blame_token(problem)
        else:
            self._find(method, UNPROVEN, problem.reason, remedy="it shows with the first order")

    # --- ids -------------------------------------------------------------------------------------

    def _ids(self) -> None:
        company = self.connection.token_kind == COMPANY
        self._carrier(company=company)
        self._id("Customer ID", proven=self._spoken)
        if self.connection.location_id is not None:
            self._id("Location ID", proven=self._spoken)
        if not company:
            self._id("Company ID", proven=self._spoken)
        elif "Company ID" not in self._blamed:
            self._by_account()

    def _id(self, what: str, *, proven: bool) -> None:
        if what not in self._blamed:
            self._find(what, RIGHT if proven else UNPROVEN)

    def _by_account(self) -> None:
        """A Company token proves the Company ID only where X-ACCOUNT is asked for."""
        try:
            self._attempt("ecommerce/customer-carriers.list")
        except PartnerError as problem:
            blamed = None if _about_grant(problem.reason) else _blamed(problem.reason)
            if blamed is None or blamed[0] != "Company ID":
                self._find(
                    "Company ID", UNPROVEN, "no method this token has tells",
                    remedy=_BLAMED[0][2],
                )  # fmt: skip
            else:
                self._wrong(blamed[0], problem.reason, blamed[1])
        else:
            self._find("Company ID", RIGHT)

    def _carrier(self, *, company: bool) -> None:
        looks: list[Callable[[], bool]] = [
            lambda: self._probe.may_choose_carrier(self.connection, self._today)
        ]
        if company:
            looks.insert(0, lambda: self._probe.has_carrier(self.connection))
        reason = ""
        for look in looks:
            try:
                there = look()
            except PartnerError as problem:
                reason = problem.reason
                continue
            if there:
                self._find("Carrier ID", RIGHT)
            else:
                said = f"{self.connection.carrier_id} is no carrier this customer can be sent with"
                self._wrong("Carrier ID", said, _BLAMED[2][2])
            return
        self._find("Carrier ID", UNPROVEN, reason, remedy=_BLAMED[2][2])

    def _wrong(self, what: str, reason: str, remedy: str) -> None:
        self._blamed.add(what)
        if not any(one.what == what and one.verdict == WRONG for one in self.findings):
            self._find(what, WRONG, reason, remedy=remedy, stops=True)

    # --- the user's login ------------------------------------------------------------------------

    def _user(self) -> None:
        if self.connection.token_kind != CUSTOMER:
            return
        login, token = self._login, self._login.token
        if login.username:
            try:
                token = self._probe.log_in(self.connection, login.username, login.password)
            except PartnerError as problem:
                self._find(
                    "login", WRONG, problem.reason, remedy="mend user name or password", stops=True
                )
                return
        if not token:
            self._find(
                CHECKOUT, UNPROVEN, "no user's login was given",
                remedy="orders wait until somebody checks them out in Komet",
            )  # fmt: skip
            return
        self.connection = msgspec.structs.replace(self.connection, user_token=token)
        self._method(CHECKOUT, stops=True, token=token)

    def _find(
        self, what: str, verdict: str, reason: str = "", *, remedy: str = "", stops: bool = False
    ) -> None:
        self.findings.append(
            Finding(what=what, verdict=verdict, reason=reason, remedy=remedy, stops=stops)
        )


def _about_grant(reason: str) -> bool:
    return bool(re.search(r"no access to the method|not available for \w+ tokens", reason, re.I))


def _about_token(reason: str) -> bool:
    said = re.search(r"authentication ?token", reason, re.IGNORECASE)
    return said is not None and not _about_grant(reason) and _blamed(reason) is None


def _blamed(reason: str) -> tuple[str, str] | None:
    """Which id the refusal complains about, and where the right one is found."""
    for pattern, what, remedy in _BLAMED:
        if re.search(pattern, reason, re.IGNORECASE):
            return what, remedy
    return None

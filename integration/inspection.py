"""Try everything a connection needs, one finding for each thing tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from integration.complaints import (
    CARRIER_ID,
    COMPANY_ID,
    CUSTOMER_ID,
    FOUND,
    LOCATION_ID,
    about_grant,
    about_token,
    about_user,
    blamed_id,
    kind_told,
)
from integration.errors import PartnerError
from integration.finding import (
    COPY_AGAIN,
    GRANTED,
    KOMET,
    REFUSED,
    RIGHT,
    SHOWS_LATER,
    TOKEN,
    UNPROVEN,
    UNTOLD,
    Finding,
    no_way,
    wrong,
)
from integration.model import Connection
from integration.ports import Probe

COMPANY, CUSTOMER = "Company", "Customer"

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
#: ... and a Company token also where what others offer is published.
FOR_OFFERS = ("ecommerce/inventory.list", "prebook.vendor.availability.item.add")
#: What is missed when it is refused, with what happens then; it does not stop a connection.
HELPFUL: dict[str, tuple[tuple[str, str], ...]] = {
    COMPANY: (
        ("boxtype.list", "the usual sizes of boxes are used"),
        ("customer.details.get", "prices are those of price list A"),
        ("customer.shipto.list", "orders wait for a person to make the ship-to"),
        ("customer.shipto.add", "orders wait for a person to make the ship-to"),
    ),
    CUSTOMER: (
        ("customer.shipto.list", "orders wait for a person to make the ship-to"),
        ("customer.shipto.add", "orders wait for a person to make the ship-to"),
    ),
}
CHECKOUT = "web-order.checkout"
CODES = "location.list"

_TICK = "tick it in Setup > Settings > Tokens, or make a token that has it"
_KINDS = "say no kind, which is found out then, or give the other token"
_USER_AGAIN = "copy it again, or give a user name and password"
#: The login that checks orders out.
USER = "user token"


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
        offers: whether what others offer through Komet is published.
    """

    def __init__(
        self,
        probe: Probe,
        today: date,
        connection: Connection,
        login: Login,
        *,
        offers: bool = False,
    ) -> None:
        self._offers = offers
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
        return any(one.stops and one.what in (TOKEN, KOMET) for one in self.findings)

    # --- token and methods -----------------------------------------------------------------------

    def _token_kind(self) -> None:
        kind = self.connection.token_kind
        if not kind:
            kind = self._found_kind()
        if kind and kind not in NEEDED:
            said = f"it is a {kind} token"
            self.findings.append(wrong(TOKEN, said, "make one of type Customer or Company"))
        self.connection = msgspec.structs.replace(self.connection, token_kind=kind or CUSTOMER)

    def _found_kind(self) -> str:
        """Only a Company token reads the open market; a refusal says what the token is."""
        try:
            self._attempt("inventory.openmarket.list")
        except PartnerError as problem:
            lost = no_way(problem)
            if lost is None and about_token(problem.reason):
                lost = wrong(TOKEN, problem.reason, COPY_AGAIN)
            self.findings += [lost] if lost else []
            return kind_told(problem.reason) or COMPANY
        return COMPANY

    def _methods(self) -> None:
        kind = self.connection.token_kind
        more = FOR_OFFERS if self._offers and kind == COMPANY else ()
        for method in (*self._told_by, *NEEDED[kind], *more):
            self._method(method, stops=True)
            if self._stopped:
                return
        for method, otherwise in HELPFUL[kind]:
            self._method(method, stops=False, otherwise=otherwise)

    @property
    def _told_by(self) -> tuple[str, ...]:
        """What tells the code of the location, which prebooks of a Company token are made at."""
        sells_there = self.connection.location_id is not None
        return (CODES,) if sells_there and self.connection.token_kind == COMPANY else ()

    def _method(self, method: str, *, stops: bool, otherwise: str = "") -> None:
        try:
            self._attempt(method)
        except PartnerError as problem:
            self._judge(method, problem, stops=stops, otherwise=otherwise)
        else:
            self._spoken = True
            self._find(method, GRANTED)

    def _attempt(self, method: str, token: str = "") -> None:
        self._probe.attempt(self.connection, method, self._today, token)

    def _judge(self, method: str, problem: PartnerError, *, stops: bool, otherwise: str) -> None:
        remedy = f"{_TICK}; until then {otherwise}" if otherwise else _TICK
        lost, kind, said = no_way(problem), kind_told(problem.reason), problem.reason
        if lost is not None:
            self.findings.append(lost)
        elif kind and kind != self.connection.token_kind:
            was = self.connection.token_kind
            self.findings.append(wrong(TOKEN, f"it is a {kind} token, not a {was} token", _KINDS))
        elif about_grant(said):
            self._find(method, REFUSED, said, remedy=remedy, stops=stops)
        elif about_token(said):
            self.findings.append(wrong(TOKEN, said, COPY_AGAIN))
        elif not self._blames_id(method, said):
            self._find(method, UNPROVEN, said, remedy=SHOWS_LATER)

    def _blames_id(self, method: str, said: str) -> bool:
        """Whether the refusal complains about one of the ids, which are wrong then."""
        what = blamed_id(said)
        if what is not None:
            self._find(method, UNPROVEN, said, remedy=f"mend the {what} first")
            self._wrong(what, said)
        return what is not None

    # --- ids -------------------------------------------------------------------------------------

    def _ids(self) -> None:
        company = self.connection.token_kind == COMPANY
        self._carrier(company=company)
        self._id(CUSTOMER_ID, proven=self._spoken)
        if self.connection.location_id is not None:
            self._id(LOCATION_ID, proven=self._spoken)
        if not company:
            self._id(COMPANY_ID, proven=self._spoken)
        elif COMPANY_ID not in self._blamed:
            self._by_account()

    def _id(self, what: str, *, proven: bool) -> None:
        if what not in self._blamed:
            self._find(what, RIGHT if proven else UNPROVEN)

    def _by_account(self) -> None:
        """A Company token proves the Company ID only where X-ACCOUNT is asked for."""
        try:
            self._attempt("ecommerce/customer-carriers.list")
        except PartnerError as problem:
            blamed = None if about_grant(problem.reason) else blamed_id(problem.reason)
            if blamed == COMPANY_ID:
                self._wrong(blamed, problem.reason)
            else:
                self._find(COMPANY_ID, UNPROVEN, UNTOLD, remedy=FOUND[COMPANY_ID])
        else:
            self._find(COMPANY_ID, RIGHT)

    def _carrier(self, *, company: bool) -> None:
        looks: list[Callable[[], bool]] = [
            lambda: self._probe.may_choose_carrier(self.connection, self._today)
        ]
        if company:
            # The company's list does not tell from which location a carrier goes.
            last = len(looks) if self.connection.location_id is not None else 0
            looks.insert(last, lambda: self._probe.has_carrier(self.connection))
        reason = ""
        for look in looks:
            try:
                there = look()
            except PartnerError as problem:
                reason = problem.reason
                continue
            if there:
                self._find(CARRIER_ID, RIGHT)
            else:
                said = f"{self.connection.carrier_id} is no carrier this customer can be sent with"
                self._wrong(CARRIER_ID, said)
            return
        if blamed_id(reason) == LOCATION_ID:
            self._wrong(LOCATION_ID, reason)
        self._find(CARRIER_ID, UNPROVEN, reason, remedy=FOUND[CARRIER_ID])

    def _wrong(self, what: str, reason: str) -> None:
        if what not in self._blamed:
            self.findings.append(wrong(what, reason, FOUND[what]))
        self._blamed.add(what)

    # --- the user's login ------------------------------------------------------------------------

    def _user(self) -> None:
        if self.connection.token_kind != CUSTOMER:
            return
        try:
            token = self._logged_in()
        except PartnerError as problem:
            self._user_wrong("login", problem, "mend user name or password")
            return
        if not token:
            waits = "orders wait until somebody checks them out in Komet"
            self._find(CHECKOUT, UNPROVEN, "no user's login was given", remedy=waits)
            return
        self.connection = msgspec.structs.replace(self.connection, user_token=token)
        try:
            self._attempt(CHECKOUT, token)
        except PartnerError as problem:
            if not about_user(problem.reason):
                self._judge(CHECKOUT, problem, stops=True, otherwise="")
            else:
                self._user_wrong(USER, problem, _USER_AGAIN)
        else:
            self._find(CHECKOUT, GRANTED)

    def _logged_in(self) -> str:
        """The user's token: the one given, or a new one.

        Raises:
            PartnerError: if there is none for that name and password, or no answer.
        """
        login = self._login
        if not login.username:
            return login.token
        return self._probe.log_in(self.connection, login.username, login.password)

    def _user_wrong(self, what: str, problem: PartnerError, remedy: str) -> None:
        self.findings.append(no_way(problem) or wrong(what, problem.reason, remedy))

    def _find(
        self, what: str, verdict: str, reason: str = "", *, remedy: str = "", stops: bool = False
    ) -> None:
        self.findings.append(
            Finding(what=what, verdict=verdict, reason=reason, remedy=remedy, stops=stops)
        )

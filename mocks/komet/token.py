"""Keys to the API: login, and what people do under Setup > Integrations > Tokens."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from mocks.core.api import Context, act
from mocks.core.errors import BadCall, NoEntry, NotPossible
from mocks.core.fields import Id, text
from mocks.komet.customer_ship_dates import DEPRECATED
from mocks.komet.facts.catalogue import TokenGranted, TokenMade, TokenRevoked, UsersSet
from mocks.komet.facts.rows import company_in, customer_in, vendor_in
from mocks.komet.records import Token, token_mark
from mocks.komet.seed import COMPANY, token_text
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, method

TokenText = Annotated[str, Meta(min_length=1, max_length=50)]
MethodNames = Annotated[tuple[str, ...], Meta(max_length=100)]


class LoginCall(Call, frozen=True, kw_only=True):
    """A user's name and password."""

    username: Annotated[str, text(100)]
    password: Annotated[str, text(100)]


class Login(Envelope, frozen=True, kw_only=True):
    """The user's own token."""

    apiKey: Annotated[str, text(50)]


@method("POST", "login", tokens="", source="APIDocs 11176467; KOM-05")
def login(context: Context[KometState], call: LoginCall) -> Login:
    """Answers a user's token.

    Raises:
        NoEntry: if name and password do not fit.
    """
    wanted = (call.username.lower(), call.password)
    for user in list(context.state.users.values()):
        if (user.username.lower(), user.password) == wanted:
            return Login(apiKey=user.token)
    raise NoEntry("login.wrong")


# --- what people do -------------------------------------------------------------------------------


class NewToken(msgspec.Struct, frozen=True, kw_only=True):
    """The window "New Token": `kind` Company, Customer or Vendor (then with its party)."""

    kind: Literal["Company", "Customer", "Vendor"]
    methods: MethodNames
    partyId: Id | None = None
    description: Annotated[str, text(200)] = ""
    companyId: Id = COMPANY


class TokenChoice(msgspec.Struct, frozen=True, kw_only=True):
    """One token."""

    token: TokenText


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """The methods ticked for a token."""

    token: TokenText
    methods: MethodNames


class Users(msgspec.Struct, frozen=True, kw_only=True):
    """The number of users in a company's plan: 1,000 calls a day each."""

    users: Annotated[int, Meta(ge=0, le=10_000)]
    companyId: Id = COMPANY


@act("make_token")
def make_token(context: Context[KometState], call: NewToken) -> str:
    """Generate a token and answer its text; a customer or vendor has at most one.

    Raises:
        BadCall: if there is no such method, a new token is not granted it any more, or a Company
            token is for a party.
        Missing: if the company or the party does not exist.
        NotPossible: if the party already has a token that was not revoked.
    """
    state = context.state
    _check_party(state, call)
    _check_methods(context, call.methods)
    if not DEPRECATED.isdisjoint(call.methods):
        raise BadCall("field.wrong", field="methods", right="none that is deprecated")
    taken = [
        token
        for token in state.tokens.values()
        if call.partyId is not None
        and (token.kind, token.party_id, token.revoked) == (call.kind, call.partyId, False)
    ]
    if taken:
        raise NotPossible("token.exists", kind=call.kind, party=call.partyId)
    label = f"token {state.next_id('token')}"
    made = token_text(state.seed, label)
    token = Token(
        token=token_mark(made),
        kind=call.kind,
        company_id=call.companyId,
        party_id=call.partyId,
        methods=call.methods,
        description=call.description,
    )
    context.record(TokenMade(label=label, token=token))
    return made


@act("revoke_token")
def revoke_token(context: Context[KometState], call: TokenChoice) -> None:
    """Take a token back.

    Raises:
        Missing: if there is no such token.
    """
    context.record(TokenRevoked(mark=token_mark(call.token)))


@act("grant_methods")
def grant_methods(context: Context[KometState], call: Grant) -> None:
    """Tick other methods for a token.

    Raises:
        BadCall: if there is no such method.
        Missing: if there is no such token.
    """
    _check_methods(context, call.methods)
    context.record(TokenGranted(mark=token_mark(call.token), methods=call.methods))


@act("set_users")
def set_users(context: Context[KometState], call: Users) -> None:
    """Change the plan's number of users.

    Raises:
        Missing: if there is no such company.
    """
    context.record(UsersSet(company_id=call.companyId, users=call.users))


def _check_methods(context: Context[KometState], names: tuple[str, ...]) -> None:
    for name in names:
        if name not in context.methods:
            known = ", ".join(sorted(context.methods))
            raise BadCall("field.wrong", field="methods", right=f"some of {known}, not {name}")


def _check_party(state: KometState, call: NewToken) -> None:
    company_in(state, call.companyId)
    if call.kind == "Company" and call.partyId is not None:
        raise BadCall("field.wrong", field="partyId", right="none for a Company token")
    if call.kind == "Customer":
        customer_in(state, call.partyId or 0, call.companyId)
    elif call.kind == "Vendor":
        vendor_in(state, call.partyId or 0, call.companyId)

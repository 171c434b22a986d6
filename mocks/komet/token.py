"""Keys to the API: login, and what people do under Setup > Integrations > Tokens."""

from typing import Annotated, Literal

import msgspec

from mocks.core.api import Context, act
from mocks.core.errors import Missing, NoEntry, NotPossible
from mocks.core.fields import text
from mocks.komet.facts.catalogue import TokenGranted, TokenMade, TokenRevoked, UsersSet
from mocks.komet.records import Token, token_mark
from mocks.komet.seed import COMPANY, token_text
from mocks.komet.state import KometState
from mocks.komet.wire import Call, Envelope, method


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
    methods: tuple[str, ...]
    partyId: int | None = None
    description: str = ""
    companyId: int = COMPANY


class TokenChoice(msgspec.Struct, frozen=True, kw_only=True):
    """One token."""

    token: str


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """The methods ticked for a token."""

    token: str
    methods: tuple[str, ...]


class Users(msgspec.Struct, frozen=True, kw_only=True):
    """The number of users in a company's plan: 1,000 calls a day each."""

    users: Annotated[int, msgspec.Meta(ge=0)]
    companyId: int = COMPANY


@act("make_token")
def make_token(context: Context[KometState], call: NewToken) -> str:
    """Generate a token and answer its text; a customer or vendor has at most one.

    Raises:
        Missing: if the company or the party does not exist.
        NotPossible: if the party already has a token that was not revoked.
    """
    state = context.state
    _check_party(state, call)
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
        Missing: if there is no such token.
    """
    context.record(TokenGranted(mark=token_mark(call.token), methods=call.methods))


@act("set_users")
def set_users(context: Context[KometState], call: Users) -> None:
    """Change the plan's number of users.

    Raises:
        Missing: if there is no such company.
    """
    context.record(UsersSet(company_id=call.companyId, users=call.users))


def _check_party(state: KometState, call: NewToken) -> None:
    if call.companyId not in state.companies:
        raise Missing("company.unknown", company=call.companyId)
    if call.kind == "Customer":
        customer = state.customers.get(call.partyId or 0)
        if customer is None or customer.company_id != call.companyId:
            raise Missing("customer.unknown", customer=call.partyId)
    elif call.kind == "Vendor":
        vendor = state.vendors.get(call.partyId or 0)
        if vendor is None or vendor.company_id != call.companyId:
            raise Missing("vendor.unknown", vendor=call.partyId)

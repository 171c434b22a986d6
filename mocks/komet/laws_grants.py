"""The law of grants: every fact a token brought about, held against what it may do.

Tokens are followed through the ledger, from the seeding on: made, granted, revoked. What a token
kind may call at all is the method's documented rights, as the switches widen them.
"""

from typing import Any

from msgspec.structs import replace

from mocks.core.laws import Verdict
from mocks.core.partner import Partner
from mocks.komet.dialect import KometDialect
from mocks.komet.facts.catalogue import Seeded, TokenGranted, TokenMade, TokenRevoked
from mocks.komet.facts.customers import CustomerAdded, ShipToUpdated
from mocks.komet.facts.orders import By, InvoiceMade, WebOrderMade
from mocks.komet.facts.prebooks import PrebookMade
from mocks.komet.facts.purchases import PurchaseOrderMade
from mocks.komet.records import PurchaseOrder, Token, token_mark
from mocks.komet.state import KometState
from mocks.komet.wire import CUSTOMER, USER, VENDOR

LAB = "lab"


def judge_grants(partner: Partner) -> Verdict:
    """Whether each fact done by a token was done by a living token that may call that method."""
    verdict = Verdict()
    dialect = partner.dialect
    assert isinstance(dialect, KometDialect)
    rights = {one.name: dialect.rights(partner, one) for one in partner.endpoints}
    tokens: dict[str, Token] = {}
    for entry in partner.state.ledger:
        _follow(tokens, entry.fact)
        by = getattr(entry.fact, "by", None)
        if not isinstance(by, By) or by.kind == LAB:
            continue
        verdict.judged += 1
        problem = _problem(tokens.get(by.token), by, rights) or _foreign(
            tokens.get(by.token), entry.fact
        )
        if problem:
            verdict.violations.append(f"entry {entry.number}, {by.method}: {problem}")
    return verdict


def _follow(tokens: dict[str, Token], fact: Any) -> None:
    """Keep `tokens`, by their mark, as they stand after `fact`."""
    match fact:
        case Seeded():
            seeded = KometState()
            replace(fact, lines=0, names=()).apply(seeded)
            tokens.update({token_mark(text): one for text, one in seeded.tokens.items()})
        case TokenMade():
            tokens[fact.token.token] = fact.token
        case TokenGranted():
            tokens[fact.mark] = replace(tokens[fact.mark], methods=fact.methods)
        case TokenRevoked():
            tokens[fact.mark] = replace(tokens[fact.mark], revoked=True)


def _problem(token: Token | None, by: By, rights: dict[str, frozenset[str]]) -> str:
    """Why that token may not have done it, or nothing."""
    if token is None:
        return "no such token"
    if token.revoked:
        return "the token was revoked"
    if token.kind != by.kind or token.kind not in rights.get(by.method, ()):
        return f"not for {by.kind} tokens"
    if token.kind != USER and by.method not in token.methods:
        return "the token was not granted the method"
    return ""


def _foreign(token: Token | None, fact: Any) -> str:
    """Whether an order was made for another company or, by a Customer token, another customer."""
    match fact:
        case WebOrderMade():
            order: Any = fact.order
        case InvoiceMade():
            order = fact.invoice
        case PrebookMade():
            order = fact.prebook
        case PurchaseOrderMade():
            return _foreign_purchase(token, fact.order)
        case _:
            return _foreign_party(token, fact)
    if token is None or order.company_id != token.company_id:
        return "another company's order"
    if token.kind == CUSTOMER and order.customer_id != token.party_id:
        return "another customer's order"
    return ""


def _foreign_purchase(token: Token | None, order: PurchaseOrder) -> str:
    """Whether it was made for another company or, by a Vendor token, another vendor."""
    if token is None or order.company_id != token.company_id:
        return "another company's order"
    if token.kind == VENDOR and order.vendor_id != token.party_id:
        return "another vendor's order"
    return ""


def _foreign_party(token: Token | None, fact: Any) -> str:
    """Whether a customer was added to another company, or another's door corrected."""
    match fact:
        case CustomerAdded() if token is None or fact.customer.company_id != token.company_id:
            return "another company's customer"
        case ShipToUpdated() if token is None or _is_other(token, fact.ship_to.customer_id):
            return "another customer's ship-to"
    return ""


def _is_other(token: Token, customer_id: int) -> bool:
    return token.kind == CUSTOMER and token.party_id != customer_id

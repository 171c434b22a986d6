"""Facts about the company's set-up: its seeding, tokens, users, ship-to addresses, carriers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from mocks.core.errors import Missing
from mocks.core.ledger import Fact
from mocks.komet import seed as seeding
from mocks.komet.facts.rows import carrier_in, company_in, location_in, product_in
from mocks.komet.records import ShipTo, Token, token_mark
from mocks.komet.state import KometState


class Seeded(Fact, frozen=True, kw_only=True):
    """The trading companies were set up: everything follows from these few values.

    `lines` of inventory of the main company as of `day`, for `users` users; `names` are the
    product names of a real catalogue, empty for generated ones; `generator` is its version.
    `grants` are the methods ticked for the seeded tokens, by their kind.
    """

    seed: int
    lines: int
    users: int
    day: date
    names: tuple[str, ...] = ()
    grants: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    generator: int = seeding.GENERATOR

    def apply(self, state: KometState) -> None:
        """Fill the tables.

        Raises:
            ValueError: if another version of the generator wrote this fact.
        """
        if self.generator != seeding.GENERATOR:
            raise ValueError(f"generator {self.generator} is gone, there is {seeding.GENERATOR}")
        seeding.fill(
            state,
            seeding.Plan(
                seed=self.seed,
                lines=self.lines,
                users=self.users,
                day=self.day,
                names=self.names,
                grants=self.grants,
            ),
        )


class TokenMade(Fact, frozen=True, kw_only=True):
    """A token was generated in Setup.

    The ledger is no place for a secret: the token's text follows from the world's seed and
    `label`, and `token` carries its mark in place of the text.
    """

    label: str
    token: Token

    def apply(self, state: KometState) -> None:
        """Add the token."""
        text = seeding.token_text(state.seed, self.label)
        state.tokens[text] = replace(self.token, token=text)
        state.used_id("token", state.next_id("token"))


class TokenRevoked(Fact, frozen=True, kw_only=True):
    """A token was taken back; it stays known, so that its use is answered as such."""

    mark: str

    def apply(self, state: KometState) -> None:
        """Mark the token.

        Raises:
            Missing: if there is no such token.
        """
        token = token_in(state, self.mark)
        state.tokens[token.token] = replace(token, revoked=True)


class TokenGranted(Fact, frozen=True, kw_only=True):
    """The methods ticked for a token were changed."""

    mark: str
    methods: tuple[str, ...]

    def apply(self, state: KometState) -> None:
        """Change the grant.

        Raises:
            Missing: if there is no such token.
        """
        token = token_in(state, self.mark)
        state.tokens[token.token] = replace(token, methods=self.methods)


class UsersSet(Fact, frozen=True, kw_only=True):
    """The company's plan has another number of users."""

    company_id: int
    users: int

    def apply(self, state: KometState) -> None:
        """Change the plan.

        Raises:
            Missing: if there is no such company.
        """
        company = company_in(state, self.company_id)
        state.companies[company.id] = replace(company, users=self.users)


class ShipToAdded(Fact, frozen=True, kw_only=True):
    """A customer has another address to ship to."""

    ship_to: ShipTo

    def apply(self, state: KometState) -> None:
        """Add the address."""
        state.used_id("shipto", self.ship_to.id)
        state.ship_tos[self.ship_to.id] = self.ship_to


class CutOffSet(Fact, frozen=True, kw_only=True):
    """A weekday's cut-off was changed: the e-commerce's, or a carrier's or location's if named."""

    company_id: int
    carrier_id: int | None
    location_id: int | None = None
    weekday: int
    cut_off: str

    def apply(self, state: KometState) -> None:
        """Change that weekday.

        Raises:
            Missing: if there is no such company, location or carrier.
        """
        if self.carrier_id is not None:
            self._change(state.carriers, carrier_in(state, self.carrier_id))
        elif self.location_id is not None:
            self._change(state.locations, location_in(state, self.location_id))
        else:
            self._change(state.companies, company_in(state, self.company_id))

    def _change(self, rows: dict[int, Any], row: Any) -> None:
        rows[row.id] = replace(row, cut_offs=self._changed(row.cut_offs))

    def _changed(self, times: tuple[str, ...]) -> tuple[str, ...]:
        return (*times[: self.weekday], self.cut_off, *times[self.weekday + 1 :])


class CarrierSet(Fact, frozen=True, kw_only=True):
    """A carrier was switched on or off, or serves other weekdays."""

    carrier_id: int
    active: bool
    weekdays: tuple[int, ...]

    def apply(self, state: KometState) -> None:
        """Change the carrier.

        Raises:
            Missing: if there is no such carrier.
        """
        carrier = carrier_in(state, self.carrier_id)
        state.carriers[carrier.id] = replace(carrier, active=self.active, weekdays=self.weekdays)


class ProductSet(Fact, frozen=True, kw_only=True):
    """A product of the catalogue was switched on or off."""

    product_id: int
    active: bool

    def apply(self, state: KometState) -> None:
        """Change the product; the lists made of it are out of date.

        Raises:
            Missing: if there is no such product.
        """
        product = product_in(state, self.product_id)
        state.products[product.id] = replace(product, active=self.active)
        state.versions[product.company_id] = state.versions.get(product.company_id, 0) + 1


def token_in(state: KometState, mark: str) -> Token:
    """The token of that mark.

    Raises:
        Missing: if there is none.
    """
    for text, token in state.tokens.items():
        if token_mark(text) == mark:
            return token
    raise Missing("token.unknown")

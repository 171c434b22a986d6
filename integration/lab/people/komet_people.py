"""What people in the company do inside Komet: sell, count, receive, void, grant and revoke."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from integration.lab.people.known import NotKnown, known
from mocks.core.errors import Refusal
from mocks.core.world import World
from mocks.komet.customer_ship_dates import DEPRECATED
from mocks.komet.dialect import CALLS_PER_USER
from mocks.komet.records import FUTURE, ON_HAND, Lot
from mocks.komet.seed import COMPANY, CUSTOMER
from mocks.komet.state import KometState

#: A future line can ship from so many days after it was announced, for so long.
FUTURE_FROM, FUTURE_FOR = timedelta(days=7), timedelta(days=10)


class Pack(NamedTuple):
    """How a line is packed and priced: per `unit_type`, Bunch or Stem."""

    price: Decimal = Decimal("10.50")
    unit_type: str = "Bunch"
    bunches: int = 12
    stems_bunch: int = 25


class Yard(NamedTuple):
    """Where boxes stand: whose they are, and at which location of a Multi-Location company."""

    company: int = COMPANY
    location: int | None = None


class KometPeople:
    """The company's people. Lines of inventory can be given a name and called by it.

    Args:
        world: whose Komet they work in.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.named: dict[str, int] = {}
        self._called: dict[str, str] = {}

    @property
    def state(self) -> KometState:
        """Komet's tables."""
        state: KometState = self.world.partners["komet"].state
        return state

    def does(self, act: str, **fields: Any) -> Any:
        """Let somebody do `act` in Komet.

        Raises:
            Refusal: if Komet's rules forbid it; its note is the sentence.
        """
        partner = self.world.partners["komet"]
        try:
            return self.world.act("komet", known("act", act, partner.acts), fields)
        except Refusal as refusal:
            refusal.add_note(f"Komet refuses: {partner.dialect.sentence(refusal)}")
            raise

    # --- stock ------------------------------------------------------------------------------------

    def lot(self, name: str | int) -> Lot:
        """The line of inventory of that name or id.

        Raises:
            NotKnown: if no line was given that name.
        """
        if isinstance(name, str):
            name = self.named[known("line of inventory called", name, self.named)]
        return self.state.lots[name]

    def key(self, name: str | int) -> str:
        """What the line is called on the marketplace, as it was when it was named."""
        lot = self.lot(name)
        return self._called.get(str(name)) or f"{lot.origin}-{lot.id}"

    def receive(
        self,
        name: str,
        boxes: int,
        origin: int = ON_HAND,
        pack: Pack | None = None,
        yard: Yard | None = None,
    ) -> int:
        """Bring in a new line, to be called `name`, of our company unless another yard is named.

        The answer is its id.

        Raises:
            NotKnown: if another line is called so.
        """
        if name in self.named:
            raise NotKnown(
                f'another line of inventory is called "{name}"; give this one a new name'
            )
        state, today = self.state, self.world.now().date()
        company, location = yard or Yard()
        products = [one.id for one in state.products.values() if one.company_id == company]
        first, last = today, None
        if origin == FUTURE:
            first, last = today + FUTURE_FROM, today + FUTURE_FROM + FUTURE_FOR
        self.named[name] = self.does(
            "receive",
            productId=products[len(self.named) % len(products)],
            vendorId=self._first(state.vendors, company),
            boxTypeId=self._first(state.box_types, company),
            boxes=boxes,
            origin=origin,
            day=first,
            until=last,
            locationId=location,
            **_packed(pack or Pack()),
        )
        return self.named[name]

    def bring_in(self, name: str, called: str) -> None:
        """The boxes of a future line come in; on hand the line is `called` so from now on."""
        lot, self._called[name] = self.lot(name), self.key(name)
        self.does("bring_in", lotId=lot.id)
        self.named[called] = lot.id

    def sell(self, name: str | int, boxes: int) -> None:
        """Sell boxes over the phone."""
        self.does("sell_by_phone", lotId=self.lot(name).id, boxes=boxes)

    def sell_out(self, name: str | int) -> None:
        """Sell every box that is left over the phone."""
        self.sell(name, self.lot(name).left)

    def count(self, name: str | int, boxes: int) -> None:
        """Write down how many boxes were counted."""
        self.does("correct_stock", lotId=self.lot(name).id, boxes=boxes)

    def withdraw(self, name: str | int) -> None:
        """Take a line off sale for good."""
        self.does("withdraw_lot", lotId=self.lot(name).id)

    def change_price(self, name: str | int, price: Decimal) -> None:
        """Give a line another unit price."""
        self.does("change_price", lotId=self.lot(name).id, price=price)

    def switch_product(self, name: str | int, *, active: bool) -> None:
        """Switch the product of a line on or off in the catalogue."""
        self.does("set_product", productId=self.lot(name).product_id, active=active)

    def reserve(self, name: str | int, customer: int | None) -> None:
        """Keep a line for one customer; None opens it to all again."""
        self.does("mark_lot", lotId=self.lot(name).id, reservedFor=customer)

    def withdraw_everything(self) -> None:
        """Take every line of the company off sale for good."""
        for lot in list(self.state.lots.values()):
            if lot.company_id == COMPANY and lot.left:
                self.withdraw(lot.id)

    # --- tokens and plan --------------------------------------------------------------------------

    def make_token(self, kind: str, methods: tuple[str, ...], party: int | None = CUSTOMER) -> str:
        """Make a token; a party's present one is taken back first, since it may have only one.

        What only old tokens may call is left out.
        """
        for token in list(self.state.tokens.values()):
            if (token.kind, token.party_id, token.revoked) == (kind, party, False):
                self.revoke(token.token)
        made: str = self.does(
            "make_token",
            kind=kind,
            methods=tuple(one for one in methods if one not in DEPRECATED),
            partyId=None if kind == "Company" else party,
            description="for the lab",
        )
        return made

    def revoke(self, token: str) -> None:
        """Take a token back."""
        self.does("revoke_token", token=token)

    def grant(self, token: str, methods: tuple[str, ...]) -> None:
        """Tick exactly these methods for a token."""
        self.does("grant_methods", token=token, methods=methods)

    def take_grant(self, token: str, method: str) -> None:
        """Untick one method of a token.

        Raises:
            NotKnown: if it was not ticked.
        """
        ticked = self.state.tokens[token].methods
        known("method ticked for this token", method, ticked)
        self.grant(token, tuple(one for one in ticked if one != method))

    def give_grant(self, token: str, method: str) -> None:
        """Tick one more method of a token."""
        self.grant(token, (*self.state.tokens[token].methods, method))

    # --- what is there ----------------------------------------------------------------------------

    def facts(self) -> int:
        """How many facts Komet's ledger holds."""
        return len(self.state.ledger)

    def calls_left(self) -> int:
        """Calls the company may still make on the present UTC day."""
        return self.state.companies[COMPANY].users * CALLS_PER_USER - self.calls_today()

    def others_call(self, calls: int) -> None:
        """Let other programs of the company make so many calls today.

        Raises:
            NotKnown: if there are not so many left.
        """
        left = self.calls_left()
        if not 0 <= calls <= left:
            raise NotKnown(f"{calls} calls can not be made: {left} are left today")
        meter, day = self.world.partners["komet"].meter, self.today()
        for _ in range(calls):
            meter.take(COMPANY, day, "other programs", self.calls_today() + 1)

    def calls_today(self) -> int:
        """Calls of the company counted on the present UTC day."""
        return self.world.partners["komet"].meter.used(COMPANY, self.today())

    def today(self) -> date:
        """The present day, UTC."""
        return self.world.now().date()

    def _first(self, rows: dict[int, Any], company: int) -> int:
        return min(number for number, one in rows.items() if one.company_id == company)


def _packed(pack: Pack) -> dict[str, Any]:
    return {
        "price": pack.price,
        "unitType": pack.unit_type,
        "bunches": pack.bunches,
        "stemsBunch": pack.stems_bunch,
    }

"""Who puts load on the partners: florists, Komet's staff, the vendor's desk, other programs.

Bodies are made of the types that the simulators and the engine themselves use.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
from locust import FastHttpUser, task

from integration.lab.load import names
from integration.lab.load.arrivals import NEVER, Arrivals
from integration.lab.load.scenarios import BUYER, PROGRAM, STAFF
from integration.partners.operations import BOX_TYPES
from loadtests.course import OnCourse
from mocks.ibuyflowers import catalogue, shop
from mocks.ibuyflowers.records import ShipTo
from mocks.komet import warehouse
from mocks.komet.seed import token_text

#: Whoever has nothing more to do waits until it is stopped.
LONG_S = 10**6
WORDS = ("rose", "carnation", "lily", "mini", "freedom", "white", "red", "")
POPULAR = "rose"
TOWNS = ("Miami", "Boston", "Austin", "Denver", "Tulsa", "Omaha", "Salem", "Provo")
SOLD_OUT = {"offer.short", "offer.gone"}
OVER = "daily limit"


class Arriving(OnCourse, FastHttpUser):
    """Somebody who comes when it is time, whether or not the last visit went quickly."""

    abstract = True
    role = ""
    host = "http://127.0.0.1"  # every call names its whole address
    #: What somebody does who has come, with the second from which they count.
    visit: Callable[[float], None]

    def on_start(self) -> None:
        super().on_start()
        self.arrivals = Arrivals(self.course.plan, self.role, self.course.draw)
        self.meant = NEVER

    def wait_time(self) -> float:
        now = self.course.now()
        self.meant = self.arrivals.next(now)
        return min(max(self.meant - now, 0.0), LONG_S)

    def on_stop(self) -> None:
        self.arrivals.give_up(self.course.now())
        self.course.missed[self.role] += self.arrivals.missed

    @task
    def come(self) -> None:
        if self.meant < NEVER:  # the first task comes before the first wait
            self.visit(self.meant)

    def ask(self, verb: str, url: str, name: str, **how: Any) -> Any:
        """The decoded answer, or None. `meant`: the second from which its latency counts.

        `fine` judges an answer: a text is a name under which it is no failure, an exception says
        why it is one, None leaves it to the status.
        """
        meant, fine = how.pop("meant", None), how.pop("fine", _by_status)
        body = how.pop("body", None)
        if body is not None:
            how["data"] = msgspec.json.encode(body)
            how.setdefault("headers", {})["Content-Type"] = "application/json"
        with self.client.request(verb, url, name=name, catch_response=True, **how) as answer:
            if meant is not None:
                answer.request_meta["response_time"] = (self.course.now() - meant) * 1000
            try:
                said = msgspec.json.decode(answer.content or b"{}")
            except msgspec.DecodeError:
                said = {}
            judged = fine(answer.status_code, said)
            if isinstance(judged, str):
                answer.request_meta["name"] = judged
                answer.success()
                return None
            if judged is not None:
                answer.failure(judged)
                return None
            if answer.status_code != 200:
                error = said.get("error", "") if isinstance(said, dict) else ""
                answer.failure(f"{answer.status_code} {error}")
                return None
            answer.success()
            return said


class Buyer(Arriving):
    """A florist who searches, fills a cart and checks out."""

    role = BUYER

    def visit(self, meant: float) -> None:
        draw = self.course.draw
        self.key = draw.choice(self.course.site.keys.florists)
        shown = self._search(meant)
        chosen = draw.sample(shown, min(len(shown), draw.randint(1, 2)))
        if not chosen:
            return
        cart = self._do("cart", shop.CartCall(arrivalDate=self.course.arrival()))
        if cart is None:
            return
        for row in chosen:
            boxes = draw.randint(1, min(3, row["boxes"]))
            self._do("cart/box", shop.BoxCall(cartId=cart["cartId"], key=row["key"], boxes=boxes))
        self._do("cart/ship-to", shop.ShipToCall(cartId=cart["cartId"], shipTo=self._ship_to()))
        if self._do("checkout", shop.CheckoutCall(cartId=cart["cartId"])):
            self.measured(names.PURCHASE, self.course.now() - meant)

    def _search(self, meant: float) -> list[Any]:
        scenario, draw = self.course.plan.does, self.course.draw
        words = POPULAR if scenario.shrinking else draw.choice(WORDS)
        if scenario.growth:  # a few lines have not every flower among them
            words = ""
        page = 1 if scenario.shrinking or scenario.growth else draw.randint(1, 2)
        asked = catalogue.AvailabilityCall(
            arrivalDate=self.course.arrival(), search=words, page=page, rows=20
        )
        found = self.ask(
            "GET",
            f"{self.course.site.market}/api/shop/availability",
            "buyer: search",
            params={name: str(value) for name, value in msgspec.to_builtins(asked).items()},
            headers=self._who(),
            meant=meant,
        )
        rows = found["offers"] if found else []
        self._look_at_age(rows)
        return [row for row in rows if row["boxes"] > 0]

    def _look_at_age(self, rows: list[Any]) -> None:
        """How old the oldest offer on the page is: what is marked as stale is openly old."""
        now = datetime.now(UTC)
        fresh = [row["confirmedAt"] for row in rows if not row["stale"]]
        if fresh:
            oldest = now - min(datetime.fromisoformat(one) for one in fresh)
            name = names.AGE_AWAY if self.course.is_away(now) else names.AGE
            self.measured(name, oldest.total_seconds())

    def _do(self, what: str, body: Any) -> Any:
        return self.ask(
            "POST",
            f"{self.course.site.market}/api/shop/{what}",
            f"buyer: {what}",
            body=body,
            headers=self._who(),
            fine=_sold_out,
        )

    def _who(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    def _ship_to(self) -> ShipTo:
        number = self.course.draw.randrange(len(TOWNS))
        return ShipTo(
            name=f"Shop {number}",
            address=f"{number + 1} Market Street",
            city=TOWNS[number],
            state="FL",
            zipcode=f"3310{number}",
            country="US",
            phone="",
        )


def _by_status(status: int, body: Any) -> None:
    del status, body


def _sold_out(status: int, body: Any) -> str | None:
    code = body.get("error", {}).get("code") if status == 409 else None
    # A cart stays empty when its only offer was sold out.
    return "buyer: sold out meanwhile" if code in SOLD_OUT | {"cart.empty"} else None


class Staff(Arriving):
    """Somebody in Komet: sells over the phone, receives, counts, changes prices."""

    role = STAFF

    def on_start(self) -> None:
        super().on_start()
        self._shelf: list[int] = []

    def visit(self, meant: float) -> None:
        draw, shrinking = self.course.draw, self.course.plan.does.shrinking
        lot = self._lot()
        if shrinking or draw.random() < 0.4:
            self._act("sell_by_phone", warehouse.PhoneSale(lotId=lot, boxes=1), meant)
        elif draw.random() < 0.5:
            self._act("receive_more", warehouse.MoreBoxes(lotId=lot, boxes=5), meant)
        else:
            boxes = draw.randint(3, 40)
            self._act("correct_stock", warehouse.Counted(lotId=lot, boxes=boxes), meant)

    def _lot(self) -> int:
        # The neighbour's dozen come first, then the company's own, without a gap.
        first = warehouse.LOTS_FROM + 12
        return self.course.draw.randrange(first, first + self.course.plan.sizes[0])

    def _act(self, act: str, body: Any, meant: float) -> None:
        url = f"{self.course.site.komet}/_lab/act/komet/{act}"
        self.ask("POST", url, f"staff: {act}", body=body, meant=meant, fine=_none_left)


def _none_left(status: int, body: Any) -> str | None:
    """Only a sale can be refused by the state of things: of a line that was sold out."""
    del body
    return "staff: none left to sell" if status == 409 else None


class Program(Arriving):
    """A program of another company, whose allowance is small: it reaches the edge and stays."""

    role = PROGRAM

    def visit(self, meant: float) -> None:
        call = {"authenticationToken": token_text(self.course.site.seed, "neighbour_company")}
        url = f"{self.course.site.komet}/api/{BOX_TYPES.name}"
        self.ask("GET", url, "program: boxtype.list", params=call, meant=meant, fine=self._refused)

    def _refused(self, status: int, body: Any) -> str | Exception | None:
        """Komet refuses with HTTP 200: without its rows an answer has failed."""
        if BOX_TYPES.rows in body:
            return None
        if OVER in str(body.get("message", "")):
            return "program: refused at the edge of the allowance"
        if self.course.is_away(datetime.now(UTC)):
            return "program: refused in the outage"
        return None if status != 200 else RuntimeError(f"Komet refused: {body.get('message')}")

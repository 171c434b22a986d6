"""The smallest partner there can be: boxes on a shelf, sold to whoever has the token."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from mocks.core.api import (
    Caller,
    Context,
    Endpoint,
    Evidence,
    Origin,
    Request,
    Response,
    act,
    endpoint,
)
from mocks.core.assumptions import switch
from mocks.core.clock import LabClock
from mocks.core.errors import BadCall, Missing, NoEntry, NotPossible, Refusal
from mocks.core.laws import Law, Verdict, When
from mocks.core.ledger import Fact
from mocks.core.partner import Partner
from mocks.core.state import State
from mocks.core.world import World

START = datetime(2026, 11, 23, 14, tzinfo=UTC)
TOKEN = "open-sesame"


class KioskState(State):
    def __init__(self, boxes: int = 0) -> None:
        super().__init__()
        self.shelf: dict[str, int] = {"roses": boxes}


class Taken(Fact, frozen=True, kw_only=True):
    boxes: int

    def apply(self, state: Any) -> None:
        if state.shelf["roses"] < self.boxes:
            raise NotPossible("stock.short", left=state.shelf["roses"])
        state.shelf["roses"] -= self.boxes


class Restocked(Fact, frozen=True, kw_only=True):
    boxes: int

    def apply(self, state: Any) -> None:
        state.shelf["roses"] += self.boxes


@dataclass(frozen=True)
class KioskAssumptions:
    mood: str = switch("kind", "strict", reason="nobody knows")


class Nothing(msgspec.Struct):
    pass


class TakeCall(msgspec.Struct):
    boxes: int
    restock_in_s: float = 0
    clumsy: bool = False


class RestockCall(msgspec.Struct):
    boxes: int


class Shelf(msgspec.Struct):
    left: int


ORIGIN = Origin("a test", Evidence.OURS)


@endpoint("GET", "/api/shelf", rights=("customer",), origin=ORIGIN)
def shelf(context: Context[KioskState], call: Nothing) -> Shelf:
    """How many boxes are left."""
    return Shelf(context.state.shelf["roses"])


@endpoint("POST", "/api/take", rights=("customer",), origin=ORIGIN)
def take(context: Context[KioskState], call: TakeCall) -> Shelf:
    """Take boxes away; clumsy customers are refused after they took something."""
    context.record(Taken(boxes=call.boxes))
    if call.clumsy:
        raise NotPossible("clumsy")
    if call.restock_in_s:
        at = context.now + timedelta(seconds=call.restock_in_s)
        context.plan(at, "restock", RestockCall(call.boxes))
    return shelf(context, Nothing())


@act("restock")
def restock(context: Context[KioskState], call: RestockCall) -> int:
    """Bring boxes; not a negative number of them."""
    if call.boxes < 0:
        raise NotPossible("restock.negative", boxes=call.boxes)
    context.record(Restocked(boxes=call.boxes))
    return context.state.shelf["roses"]


class KioskDialect:
    def verbs(self, endpoint: Endpoint) -> tuple[str, ...]:
        return (endpoint.verb,)

    def admit(self, partner: Partner, endpoint: Endpoint, request: Request) -> Caller:
        if request.headers.get("token") != TOKEN:
            raise NoEntry("token.wrong")
        partner.meter.take(7, partner.now().date(), endpoint.name, 10**6)
        return Caller("customer", 7, token=TOKEN)

    def read(self, partner: Partner, endpoint: Endpoint, request: Request) -> Any:
        try:
            return msgspec.json.decode(request.body or b"{}", type=endpoint.call), ()
        except msgspec.DecodeError as problem:
            raise BadCall("field.wrong", problem=problem) from problem

    def answer(self, partner: Partner, endpoint: Endpoint, reply: Any) -> Response:
        return Response(200, msgspec.json.encode(reply))

    def sentence(self, refusal: Refusal) -> str:
        return f"The kiosk says {refusal.code}: {refusal.details}."

    def refuse(self, partner: Partner, refusal: Refusal, request: Request) -> Response:
        return Response(409, msgspec.json.encode({"no": refusal.code}))

    def lost(self, partner: Partner, request: Request) -> Response:
        return self.refuse(partner, Missing("path.unknown"), request)

    def mask(self, text: str) -> str:
        return text.replace(TOKEN, "***")


def _not_negative(world: World) -> Verdict:
    left = [partner.state.shelf["roses"] for partner in world.partners.values()]
    return Verdict(len(left), [f"{boxes} boxes" for boxes in left if boxes < 0])


LAW = Law("kiosk.not_negative", "No shelf holds less than nothing.", When.ALWAYS, _not_negative)


def kiosk(clock: LabClock, name: str = "kiosk", boxes: int = 10) -> Partner:
    return Partner(
        name,
        (shelf.__lab_endpoint__, take.__lab_endpoint__),  # type: ignore[attr-defined]
        {"restock": restock.__lab_act__},  # type: ignore[attr-defined]
        KioskDialect(),
        KioskState(boxes),
        KioskAssumptions(),
        (LAW,),
        clock,
        credentials=lambda _: {"token": TOKEN},
    )


def world(seed: int = 1, boxes: int = 10, *, frozen: bool = True) -> World:
    clock = LabClock(START, frozen=frozen)
    return World(clock, seed, {"kiosk": kiosk(clock, boxes=boxes)})


def asks(path: str = "/api/shelf") -> Request:
    return Request("GET", path, headers={"token": TOKEN})


def takes(boxes: int = 1, **more: Any) -> Request:
    body = msgspec.json.encode({"boxes": boxes} | more)
    return Request("POST", "/api/take", headers={"token": TOKEN}, body=body)


def left(one: World) -> int:
    boxes: int = one.partners["kiosk"].state.shelf["roses"]
    return boxes


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seed: int = 1
    boxes: int = 10


def make(spec: Spec) -> World:
    if spec.boxes < 0:
        raise ValueError("boxes: a shelf holds no less than nothing")
    return world(spec.seed, spec.boxes)

"""The control plane, ``/_lab/``: what a tester may do to a world from outside.

    GET  /_lab/health                     alive, and which world is on
    GET  /_lab/clock                      the time, and whether it stands still
    POST /_lab/clock                      {"frozen": true}, {"set": "..."}, {"advance_s": 300}
    POST /_lab/reset                      the same world from its beginning
    POST /_lab/seed                       another world: {"seed": 7, "lines": 2000, ...}
    GET  /_lab/faults                     rules in force and strikes so far
    POST /_lab/faults                     {"rules": [...]}; an empty list heals
    GET  /_lab/journal?text=&partner=&limit=    the last calls and answers
    GET  /_lab/ledger?partner=&since=&kind=&limit=    facts, oldest first
    GET  /_lab/laws                       the verdict of every law
    GET  /_lab/assumptions                every switch, its value, alternatives and reason
    POST /_lab/assumptions                {"partner": "komet", "set": {"name": "value"}}
    GET  /_lab/acts                       what people can do, and with which fields
    POST /_lab/act/<partner>/<name>       let a person do it

Every answer is JSON; what is wrong with a request is said by field, with HTTP 400.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec

from mocks.core.api import Request, Response
from mocks.core.assumptions import changed, table
from mocks.core.errors import Refusal
from mocks.core.faults import FaultRule
from mocks.core.web import Stage
from mocks.core.world import World

T = TypeVar("T")
Make = Callable[[Any], World]
CENTURY_S = 100 * 366 * 86_400


class ClockOrder(msgspec.Struct, forbid_unknown_fields=True):
    """What to do with the clock: any of the three, in this order."""

    frozen: bool | None = None
    set: datetime | None = None
    advance_s: Annotated[float, msgspec.Meta(ge=0, le=CENTURY_S)] | None = None


class FaultOrder(msgspec.Struct, forbid_unknown_fields=True):
    """The rules to put in force in place of the present ones."""

    rules: tuple[FaultRule, ...]


class JournalQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which lines of the journal."""

    text: str = ""
    partner: str = ""
    limit: Annotated[int, msgspec.Meta(ge=0)] = 100


class LedgerQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which entries of whose ledger."""

    partner: str
    since: Annotated[int, msgspec.Meta(ge=0)] = 0
    kind: str = ""
    limit: Annotated[int, msgspec.Meta(ge=0)] = 1000


class AssumptionOrder(msgspec.Struct, forbid_unknown_fields=True):
    """Switches of one partner to set."""

    partner: str
    set: dict[str, str]


class Nowhere(Exception):
    """What the call names does not exist."""


class Control:
    """Answers what is under ``/_lab/`` for one stage.

    Args:
        spec: what the first world was made from (a Struct); a reset makes it again.
        make: makes a world from a spec.
    """

    def __init__(self, spec: msgspec.Struct, make: Make) -> None:
        self.spec = spec
        self.make = make
        self.verbs: dict[str, Callable[[World, Request], Any]] = {
            "GET /_lab/health": _health,
            "GET /_lab/clock": _clock,
            "POST /_lab/clock": _set_clock,
            "GET /_lab/faults": _faults,
            "POST /_lab/faults": _set_faults,
            "GET /_lab/journal": _journal,
            "GET /_lab/ledger": _ledger,
            "GET /_lab/laws": _laws,
            "GET /_lab/assumptions": _assumptions,
            "POST /_lab/assumptions": _assume,
            "GET /_lab/acts": _acts,
        }

    def __call__(self, stage: Stage, request: Request) -> Response:
        """The answer to a call of the control plane."""
        try:
            return _json(200, self._answer(stage, request))
        except (ValueError, OverflowError, msgspec.MsgspecError) as problem:
            return _json(400, {"error": str(problem)})
        except Nowhere as nowhere:
            return _json(404, {"error": f"there is no {nowhere}"})
        except Refusal as refusal:
            details = {name: str(value) for name, value in refusal.details.items()}
            return _json(409, {"error": refusal.code, "details": details})

    def _answer(self, stage: Stage, request: Request) -> Any:
        line = f"{request.method} {request.path}"
        if line in ("POST /_lab/reset", "POST /_lab/seed"):
            return self._put_on(stage, request)
        if line.startswith("POST /_lab/act/"):
            return _act(stage.world, request)
        return _found(self.verbs, line)(stage.world, request)

    def _put_on(self, stage: Stage, request: Request) -> Any:
        spec = self.spec
        if request.path == "/_lab/seed":
            given = msgspec.json.decode(request.body or b"{}", type=dict[str, Any])
            merged = msgspec.to_builtins(self.spec) | given
            spec = msgspec.convert(merged, type(self.spec), strict=False)
        stage.world = self.make(spec)
        # Only a spec a world can be made from is worth coming back to.
        self.spec = spec
        return _health(stage.world, request)


def _health(world: World, _: Request) -> Any:
    return {"ok": True, "seed": world.seed, "partners": sorted(world.partners), "now": world.now()}


def _clock(world: World, _: Request) -> Any:
    return {"now": world.now(), "frozen": world.clock.frozen, "due": len(world.agenda)}


def _set_clock(world: World, request: Request) -> Any:
    order = msgspec.json.decode(request.body, type=ClockOrder)
    if order.set is not None and order.set.tzinfo is None:
        raise ValueError("set: give a moment with its zone, such as 2026-11-23T10:00:00Z")
    if order.frozen is not None:
        world.clock.freeze() if order.frozen else world.clock.run()
    if order.set is not None:
        world.clock.set(order.set)
    if order.advance_s is not None:
        if not world.clock.frozen:
            raise ValueError("advance_s: freeze the clock first")
        world.advance(order.advance_s)
    return _clock(world, request)


def _faults(world: World, _: Request) -> Any:
    return {"rules": world.faults.rules, "strikes": world.faults.strikes}


def _set_faults(world: World, request: Request) -> Any:
    world.faults.set(msgspec.json.decode(request.body, type=FaultOrder).rules)
    return _faults(world, request)


def _journal(world: World, request: Request) -> Any:
    query = msgspec.convert(dict(request.query), JournalQuery, strict=False)
    return {"lines": world.journal.find(query.text, query.partner, query.limit)}


def _ledger(world: World, request: Request) -> Any:
    query = msgspec.convert(dict(request.query), LedgerQuery, strict=False)
    ledger = _found(world.partners, query.partner).state.ledger
    entries = [
        entry
        for entry in ledger.since(query.since)
        if query.kind in ("", type(entry.fact).__name__)
    ]
    return {"entries": entries[: query.limit], "digest": ledger.digest()}


def _laws(world: World, _: Request) -> Any:
    verdicts = world.judge()
    return {
        "laws": [
            {
                "name": law.name,
                "statement": law.statement,
                "when": law.when,
                "judged": verdicts[law.name].judged,
                "violations": verdicts[law.name].violations,
            }
            for law in world.laws()
        ],
        "hold": all(verdict.holds for verdict in verdicts.values()),
    }


def _assumptions(world: World, _: Request) -> Any:
    return {name: table(partner.assumptions) for name, partner in world.partners.items()}


def _assume(world: World, request: Request) -> Any:
    order = msgspec.json.decode(request.body, type=AssumptionOrder)
    partner = _found(world.partners, order.partner)
    partner.assumptions = changed(partner.assumptions, order.set)
    return _assumptions(world, request)


def _acts(world: World, _: Request) -> Any:
    return {
        name: {
            one.name: {
                "does": one.doc.splitlines()[0],
                "fields": {
                    field.encode_name: str(field.type) for field in msgspec.structs.fields(one.call)
                },
            }
            for one in partner.acts.values()
        }
        for name, partner in world.partners.items()
    }


def _act(world: World, request: Request) -> Any:
    partner, _, name = request.path.removeprefix("/_lab/act/").partition("/")
    kind = _found(_found(world.partners, partner).acts, name).call
    body = msgspec.json.decode(request.body or b"{}", type=dict[str, Any])
    return {
        "done": name,
        "gave": world.act(partner, name, msgspec.convert(body, kind, strict=False)),
    }


def _found(there: Mapping[str, T], name: str) -> T:
    """What is there under `name`.

    Raises:
        Nowhere: if nothing is.
    """
    if name not in there:
        raise Nowhere(name)
    return there[name]


def _json(status: int, value: Any) -> Response:
    encoder = msgspec.json.Encoder(decimal_format="number")
    return Response(status, encoder.encode(value))

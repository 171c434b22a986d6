"""The control plane, ``/_lab/``: what a tester may do to a world from outside.

    GET  /_lab/health                     alive, and which world is on
    GET  /_lab/clock                      the time, and whether it stands still
    POST /_lab/clock                      {"frozen": true}, {"set": "..."}, {"advance_s": 300}
    POST /_lab/reset                      the same world from its beginning
    POST /_lab/seed                       another world: {"seed": 7, "lines": 2000, ...}
    GET  /_lab/credentials                the ids, tokens and keys to call each partner with
    GET  /_lab/faults                     rules in force and strikes so far
    POST /_lab/faults                     {"rules": [...]}; an empty list heals
    GET  /_lab/journal?text=&partner=&limit=    the last calls and answers
    GET  /_lab/ledger?partner=&since=&kind=&limit=&digest=    facts, oldest first
    GET  /_lab/laws                       the verdict of every law
    GET  /_lab/assumptions                every switch, its value, alternatives and reason
    POST /_lab/assumptions                {"partner": "komet", "set": {"name": "value"}}
    GET  /_lab/acts                       what people can do, and with which fields
    POST /_lab/act/<partner>/<name>       let a person do it

Every answer is JSON; what is wrong with a request is said by field, with HTTP 400, and changes
nothing. What a partner's own rules forbid is HTTP 409.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from mocks.core.api import Request, Response
from mocks.core.assumptions import changed, table
from mocks.core.errors import BadCall, Refusal
from mocks.core.ledger import kinds_of
from mocks.core.openapi import schema_of
from mocks.core.orders import (
    AssumptionOrder,
    ClockOrder,
    FaultOrder,
    JournalQuery,
    LedgerQuery,
    check_clock,
    check_known,
    check_rule,
    object_in,
)
from mocks.core.partner import Partner
from mocks.core.reading import read
from mocks.core.web import Stage
from mocks.core.world import World

T = TypeVar("T")
Make = Callable[[Any], World]
#: What is wrong with an order or a question, by the refusal's code.
SAID = {
    "field.missing": "{field} is missing: give {right}",
    "field.wrong": "{field}: {problem}; give {right}",
    "field.unknown": "there is no field {field}; give {right}",
}


class Nowhere(Exception):
    """What the call names does not exist; it says what does."""


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
            "GET /_lab/credentials": _credentials,
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
        except BadCall as wrong:
            return _json(400, {"error": SAID[wrong.code].format(**wrong.details)})
        except ValueError as problem:
            return _json(400, {"error": str(problem)})
        except Nowhere as nowhere:
            return _json(404, {"error": f"there is no {nowhere}"})

    def _answer(self, stage: Stage, request: Request) -> Any:
        line = f"{request.method} {request.path}"
        if line in ("POST /_lab/reset", "POST /_lab/seed"):
            return self._put_on(stage, request)
        if line.startswith("POST /_lab/act/"):
            return _act(stage.world, request)
        return _found("call", self.verbs, line)(stage.world, request)

    def _put_on(self, stage: Stage, request: Request) -> Any:
        spec = self.spec
        if request.path == "/_lab/seed":
            merged = msgspec.to_builtins(self.spec) | object_in(request, needed=False)
            spec = read(type(self.spec), merged)
        stage.world = self.make(spec)
        # Only a spec a world can be made from is worth coming back to.
        self.spec = spec
        return _health(stage.world, request) | {"credentials": _credentials(stage.world, request)}


def _health(world: World, _: Request) -> Any:
    return {"ok": True, "seed": world.seed, "partners": sorted(world.partners), "now": world.now()}


def _credentials(world: World, _: Request) -> Any:
    return {name: one.credentials(one.state) for name, one in world.partners.items()}


def _clock(world: World, _: Request) -> Any:
    return {"now": world.now(), "frozen": world.clock.frozen, "due": len(world.agenda)}


def _set_clock(world: World, request: Request) -> Any:
    order = read(ClockOrder, object_in(request), strict=True)
    frozen = world.clock.frozen if order.frozen is None else order.frozen
    check_clock(world.now(), order, frozen=frozen)
    if order.frozen is not None:
        world.clock.freeze() if order.frozen else world.clock.run()
    if order.set is not None and frozen:
        world.advance(until=order.set)
    elif order.set is not None:
        world.clock.set(order.set)
    if order.advance_s is not None:
        world.advance(order.advance_s)
    return _clock(world, request)


def _faults(world: World, _: Request) -> Any:
    return {"rules": world.faults.rules, "strikes": world.faults.strikes}


def _set_faults(world: World, request: Request) -> Any:
    rules = read(FaultOrder, object_in(request), strict=True).rules
    for place, rule in enumerate(rules):
        check_rule(world, rule, f"rules[{place}]")
    world.faults.set(rules)
    return _faults(world, request)


def _journal(world: World, request: Request) -> Any:
    query = read(JournalQuery, dict(request.query))
    check_known("partner", query.partner, world.partners)
    return {"lines": world.journal.find(query.text, query.partner, query.limit)}


def _ledger(world: World, request: Request) -> Any:
    query = read(LedgerQuery, dict(request.query))
    state = _found("partner", world.partners, query.partner).state
    check_known("kind", query.kind, kinds_of(state))
    entries = [
        entry
        for entry in state.ledger.since(query.since)
        if query.kind in ("", type(entry.fact).__name__)
    ]
    found: dict[str, Any] = {"entries": entries[: query.limit]}
    return found | ({"digest": state.ledger.digest()} if query.digest else {})


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
    order = read(AssumptionOrder, object_in(request))
    partner = _found("partner", world.partners, order.partner)
    partner.assumptions = changed(partner.assumptions, order.set)
    return _assumptions(world, request)


def _acts(world: World, _: Request) -> Any:
    return {
        name: {
            one.name: {"does": one.doc.splitlines()[0], **schema_of(one.call)}
            for one in partner.acts.values()
        }
        for name, partner in world.partners.items()
    }


def _act(world: World, request: Request) -> Response:
    name, _, act = request.path.removeprefix("/_lab/act/").partition("/")
    partner = _found("partner", world.partners, name)
    _found("act", partner.acts, act)
    try:
        return _json(
            200, {"done": act, "gave": world.act(name, act, object_in(request, needed=False))}
        )
    except Refusal as refusal:
        return _refused(partner, refusal)


def _refused(partner: Partner, refusal: Refusal) -> Response:
    """A refused act, in the partner's own words."""
    details = {name: str(value) for name, value in refusal.details.items()}
    said = {"error": partner.dialect.sentence(refusal), "code": refusal.code, "details": details}
    return _json(400 if isinstance(refusal, BadCall) else 409, said)


def _found(kind: str, there: Mapping[str, T], name: str) -> T:
    """What is there under `name`.

    Raises:
        Nowhere: if nothing is.
    """
    if name not in there:
        raise Nowhere(f"{kind} {name}; there are {', '.join(there)}")
    return there[name]


def _json(status: int, value: Any) -> Response:
    if isinstance(value, Response):
        return value
    encoder = msgspec.json.Encoder(decimal_format="number")
    return Response(status, encoder.encode(value))

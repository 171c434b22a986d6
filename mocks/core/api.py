"""What a partner offers, declared once and read everywhere.

An `Endpoint` is a function with a typed call and a typed reply plus where we know it from; an
`Act` is something people do inside the partner's own screens. From these lists come the Flask
routes, the OpenAPI document, the fuzz tests, the evidence table and the control plane.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import ModuleType
from typing import Any, Generic, TypeVar, get_type_hints

import msgspec

from mocks.core.ledger import Fact
from mocks.core.state import State

S = TypeVar("S", bound=State)
JSON = "application/json"
Handler = Callable[["Context[Any]", Any], Any]


class Evidence(StrEnum):
    """How we know that a partner behaves like this."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    ASSUMED = "assumed"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Request:
    """One call as it came over the wire, free of any framework.

    Args:
        method: the verb, upper case.
        path: path without the query, such as ``/api/boxtype.list``.
        query: the query's parameters.
        headers: with lower-case names.
        body: the raw bytes.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer as it goes over the wire."""

    status: int
    body: bytes
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the kind of token and whose it is.

    Args:
        kind: the token type in the partner's own word, such as ``Company``.
        company_id: the company whose data is meant.
        party_id: the customer or vendor the token belongs to, if any.
        token: the token itself (masked wherever it is shown).
    """

    kind: str
    company_id: int = 0
    party_id: int | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class Context(Generic[S]):
    """What a handler or an act may use: the state, the caller, the moment, the switches.

    Args:
        state: the partner's state; a stale one when a stale read was asked for.
        caller: who calls.
        now: the world's clock at the start of the call, aware, UTC.
        assumptions: the partner's frozen switches.
        plan: puts an act into the world's agenda: ``plan(at, act_name, call)``.
        methods: the names of the methods the partner publishes.
    """

    state: S
    caller: Caller
    now: datetime
    assumptions: Any
    plan: Callable[[datetime, str, msgspec.Struct], None]
    methods: frozenset[str]

    def record(self, *facts: Fact) -> None:
        """Apply and write down `facts` at this moment.

        Raises:
            Refusal: if the state does not allow one of them.
        """
        self.state.record(self.now, *facts)


class Encoded(msgspec.Struct, frozen=True):
    """A reply that is already bytes: large lists encoded once per version, documents to print."""

    body: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """Where we know a method from.

    Args:
        source: page and version the behaviour is copied from.
        evidence: how sure we are of the method's shape as a whole.
        notes: which single points are observed or assumed, for the evidence table.
    """

    source: str
    evidence: Evidence = Evidence.DOCUMENTED
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One published method of a partner.

    Args:
        name: the partner's name for it, such as ``boxtype.list``.
        verb: the documented verb.
        path: where it is published.
        call: the Struct of its documented input.
        reply: the Struct of a successful answer.
        handler: ``(context, call) -> reply``.
        rights: token types that may call it (empty: no token needed).
        origin: where we know it from.
        aliases: other paths under which it answers.
        headers: Struct of documented request headers (``X-ACCOUNT`` as ``X_ACCOUNT``), or None.
        media: the content type of the reply; anything but JSON is an `Encoded`.
    """

    name: str
    verb: str
    path: str
    call: type[msgspec.Struct]
    reply: type[msgspec.Struct]
    handler: Handler
    rights: frozenset[str]
    origin: Origin
    aliases: tuple[str, ...] = ()
    headers: type[msgspec.Struct] | None = None
    media: str = JSON

    @property
    def in_query(self) -> bool:
        """True if its input is published as parameters of the query, not as a body."""
        return self.verb in ("GET", "DELETE")

    @property
    def writes(self) -> bool:
        """True if it may change the state; then it runs alone, under the partner's lock."""
        return self.verb != "GET"


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person does inside the partner, reached by ``/_lab/act/`` and the harness."""

    name: str
    call: type[msgspec.Struct]
    handler: Handler
    doc: str


H = TypeVar("H", bound=Callable[..., Any])


def endpoint(
    verb: str,
    path: str,
    *,
    rights: Iterable[str],
    origin: Origin,
    **more: Any,
) -> Callable[[H], H]:
    """Mark a function as a published method; its annotations are the call and the reply.

    Args:
        verb: the documented verb.
        path: the published path; its part after ``/api/`` is the method's name.
        rights: token types that may call it.
        origin: where we know it from.
        more: `aliases`, `headers` and `media` of `Endpoint`.
    """

    def mark(handler: H) -> H:
        hints = get_type_hints(handler)
        call, reply = hints["call"], hints["return"]
        name = path.removeprefix("/api/").lstrip("/")
        handler.__lab_endpoint__ = Endpoint(  # type: ignore[attr-defined]
            name, verb, path, call, reply, handler, frozenset(rights), origin, **more
        )
        return handler

    return mark


def act(name: str) -> Callable[[H], H]:
    """Mark a function ``(context, call) -> reply`` as a person's act of that name."""

    def mark(handler: H) -> H:
        call = get_type_hints(handler)["call"]
        handler.__lab_act__ = Act(name, call, handler, (handler.__doc__ or "").strip())  # type: ignore[attr-defined]
        return handler

    return mark


def marked(modules: Iterable[ModuleType], label: str) -> list[Any]:
    """What the functions of `modules` were marked with under `label`, in the order written."""
    return [
        getattr(value, label)
        for module in modules
        for value in vars(module).values()
        if hasattr(value, label) and getattr(value, "__module__", "") == module.__name__
    ]


def endpoints_of(modules: Iterable[ModuleType]) -> tuple[Endpoint, ...]:
    """The endpoints declared in `modules`."""
    return tuple(marked(modules, "__lab_endpoint__"))


def acts_of(modules: Iterable[ModuleType]) -> dict[str, Act]:
    """The acts declared in `modules`, by name."""
    return {one.name: one for one in marked(modules, "__lab_act__")}

"""The life of one call: fault plan, admission, reading, handler, answer, journal.

This is the only place where faults meet handlers, so no handler and no rule knows of them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from mocks.core.agenda import CallDue
from mocks.core.api import Context, Endpoint, Request, Response
from mocks.core.errors import Dropped, Refusal
from mocks.core.faults import FAULTS, Deal, FaultRule
from mocks.core.journal import Line
from mocks.core.partner import Partner

if TYPE_CHECKING:
    from mocks.core.world import World

#: Longer than any token or key.
MASK_MARGIN = 200


def handle(world: World, partner_name: str, request: Request) -> Response:
    """Answer `request` at the partner's front door, as the world's fault plan will have it.

    Raises:
        Dropped: if a fault swallows the request or the answer.
    """
    partner = world.partners[partner_name]
    found = partner.paths.get(request.path)
    struck = world.faults.strike(
        partner.name, request.path, writes=found.writes if found else request.method != "GET"
    )
    if struck is None:
        return carry_out(world, partner, request)
    return _strike(world, partner, request, *struck)


def _strike(
    world: World, partner: Partner, request: Request, rule: FaultRule, draw: float
) -> Response:
    """Let the fault have the call; what the caller saw is written down beside what was done."""
    carried: list[Response] = []

    def carry(lag_s: float = 0.0) -> Response:
        carried.append(carry_out(world, partner, request, fault=rule.kind, lag_s=lag_s))
        return carried[-1]

    def later(delay_s: float) -> None:
        at = world.now() + timedelta(seconds=delay_s)
        world.agenda.plan(at, "call", CallDue(partner.name, request))

    deal = Deal(
        rule=rule, carry_out=carry, later=later, wait=world.clock.wait, stale=carry, draw=draw
    )
    try:
        response = FAULTS[rule.kind](deal)
    except Dropped:
        _write_down(world, partner, request, _Outcome(Response(0, b"(silence)"), rule.kind))
        raise
    if not any(response is one for one in carried):
        _write_down(world, partner, request, _Outcome(response, rule.kind))
    return response


def carry_out(
    world: World, partner: Partner, request: Request, *, fault: str = "", lag_s: float = 0.0
) -> Response:
    """Perform `request` and write it into the journal; refusals become answers."""
    endpoint = partner.paths.get(request.path)
    unknown: tuple[str, ...] = ()
    if endpoint is None or request.method not in partner.dialect.verbs(endpoint):
        response = partner.dialect.lost(partner, request)
    else:
        try:
            caller = partner.dialect.admit(partner, endpoint, request)
            call, unknown = partner.dialect.read(partner, endpoint, request)
            reply = _reply(world.context(partner, caller), endpoint, call, lag_s)
            response = partner.dialect.answer(partner, endpoint, reply)
        except Refusal as refusal:
            response = partner.dialect.refuse(partner, refusal, request)
    _write_down(world, partner, request, _Outcome(response, fault, unknown))
    return response


def _reply(context: Context[Any], endpoint: Endpoint, call: Any, lag_s: float) -> Any:
    """Run the handler: writers alone under the partner's lock, readers beside everybody."""
    if lag_s and not endpoint.writes:
        past = context.state.as_of(context.now - timedelta(seconds=lag_s))
        context = replace(context, state=past)
    ledger = context.state.ledger
    alone: AbstractContextManager[Any] = context.state.lock if endpoint.writes else nullcontext()
    with alone:
        before = len(ledger)
        try:
            return endpoint.handler(context, call)
        except Refusal as refusal:
            if endpoint.writes and len(ledger) != before:
                raise AssertionError(
                    f"{endpoint.name} refused with {refusal.code} after it had changed something"
                ) from refusal
            raise


class _Outcome(NamedTuple):
    """What became of a call: its answer, the fault that struck, unknown fields in it."""

    response: Response
    fault: str = ""
    unknown: tuple[str, ...] = ()


def _write_down(world: World, partner: Partner, request: Request, outcome: _Outcome) -> None:
    """Put the call into the journal, masked first and cut afterwards.

    A secret that straddles the limit must be seen whole to be masked, hence the margin.
    """
    limit = world.journal.text_limit

    def shown(text: str, raw: bytes) -> str:
        body = partner.dialect.mask(raw[: limit + MASK_MARGIN].decode(errors="replace"))
        return f"{text} {body}".strip()[:limit]

    # An ampersand inside a value would end it too early for whoever masks or reads the line.
    pairs = (f"{name}={value.replace('&', '%26')}" for name, value in request.query.items())
    asked = "&".join(partner.dialect.mask(pair) for pair in pairs)
    world.journal.write(
        Line(
            number=world.journal.next_number(),
            at=world.now(),
            partner=partner.name,
            method=request.method,
            path=request.path,
            asked=shown(asked, request.body),
            status=outcome.response.status,
            answered=shown("", outcome.response.body),
            fault=outcome.fault,
            unknown_fields=outcome.unknown,
        )
    )

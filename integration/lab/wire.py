"""The lab's wire: how a client reaches a world without a network, with a witness beside it.

`Wire` is an httpx transport that carries requests to a world in this process, either straight to
the partner's front door or through its Flask app. What a fault drops becomes the read error a
client would see over TCP. The witness compares each call and each answer with the published
documents and remembers which operations were ever crossed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import httpx

from mocks.core.api import Request, Response
from mocks.core.web import Stage, build_app
from mocks.core.world import World

if TYPE_CHECKING:
    from integration.lab.contract import Contract, Operation

#: Base URLs of the partners inside a lab, by host.
HOSTS = {"komet.test": "komet", "ibuyflowers.test": "ibuyflowers", "axerrio.test": "axerrio"}

#: Answers under these faults are no partner's answers.
SPOILED = ("garbled", "refused_5xx")

#: Switches under which a simulator answers, on purpose, otherwise than its document says.
DEPARTURES = {"invoice_money": "number", "answer_dates": "iso"}

Point = Callable[[str], None]


def base_url(partner: str) -> str:
    """Where a partner is found on the lab's wire."""
    return next(f"http://{host}" for host, name in HOSTS.items() if name == partner)


class Witness:
    """Judges calls and answers by the published documents; counts the operations crossed.

    What it finds wrong is raised, and kept in `broken` too: an engine that goes on after any
    failure may have taken the exception for one.

    Args:
        contract: the documents.
    """

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.crossed: dict[tuple[str, str], int] = {}
        self.judged = 0
        self.broken: list[str] = []

    def call(self, partner: str, request: Request, *, strict: bool) -> Operation | None:
        """Judge a request; the operation it asks for, or None for a raw client's odd path.

        Raises:
            ContractBroken: if `strict` and the document does not allow the request.
        """
        from integration.lab.contract import Asked

        operation = self.contract.operations.get(partner, {}).get(request.path)
        if operation is None:
            if strict:
                self._break(f"{partner}: {request.path} is not published")
            return None
        key = (partner, operation.name)
        self.crossed[key] = self.crossed.get(key, 0) + 1
        if strict:
            asked = Asked(
                request.method, request.path, request.query, request.headers, request.body
            )
            self._judge(partner, operation, operation.judge_call(asked))
        return operation

    def reply(self, partner: str, operation: Operation, response: Response) -> None:
        """Judge an answer.

        Raises:
            ContractBroken: if the document does not allow it.
        """
        self.judged += 1
        self._judge(partner, operation, operation.judge_reply(response.status, response.body))

    def merge(self, other: Witness) -> None:
        """Take over what `other` saw."""
        for key, count in other.crossed.items():
            self.crossed[key] = self.crossed.get(key, 0) + count
        self.judged += other.judged
        self.broken += other.broken

    def never_crossed(self) -> list[str]:
        """Published operations that no call reached, as ``partner operation``."""
        missing = self.contract.names() - set(self.crossed)
        return sorted(f"{partner} {name}" for partner, name in missing)

    def _judge(self, partner: str, operation: Operation, problems: Iterable[str]) -> None:
        told = "; ".join(problems)
        if told:
            self._break(f"{partner} {operation.name}: {told}")

    def _break(self, what: str) -> NoReturn:
        from integration.lab.contract import ContractBroken

        self.broken.append(what)
        raise ContractBroken(what)


class Wire(httpx.BaseTransport):
    """Carries requests to the partners of a world in this process.

    Args:
        world: whose partners answer.
        witness: judges what passes; None lets everything pass unjudged.
        strict: judge the requests too (the engine's); raw clients may be loose.
        through_flask: take the way through the partners' Flask apps.
        point: called before each call leaves and after its answer came, with a name; it may raise
            to make the caller die there.
    """

    def __init__(
        self,
        world: World,
        witness: Witness | None = None,
        *,
        strict: bool = True,
        through_flask: bool = False,
        point: Point | None = None,
    ) -> None:
        self.world = world
        self.witness = witness
        self.strict = strict
        self.point = point
        self.defects: list[str] = []
        self._apps = _apps(world) if through_flask else {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the partner whose host the request names.

        Raises:
            httpx.ConnectError: if no partner has that host.
            httpx.ReadError: if a fault swallowed the request or the answer.
            ContractBroken: (integration.lab.contract) if a document does not allow what passed.
        """
        partner = HOSTS.get(request.url.host, "")
        if partner not in self.world.partners:
            raise httpx.ConnectError(f"nobody answers at {request.url.host}", request=request)
        asked = _asked(request)
        self._pass(f"{partner} {asked.path} before")
        try:
            answer = self._carry(partner, request, asked)
        except ConnectionResetError as silence:
            self._pass(f"{partner} {asked.path} silence")
            raise httpx.ReadError(str(silence), request=request) from silence
        except Exception as defect:  # a simulator broke: no engine may take that for an answer
            self.defects.append(f"{partner} {asked.path}: {type(defect).__name__}: {defect}")
            raise
        self._pass(f"{partner} {asked.path} after")
        headers = {"content-type": answer.content_type, **answer.headers}
        return httpx.Response(answer.status, headers=headers, stream=_Body(answer.body))

    def _carry(self, partner: str, request: httpx.Request, asked: Request) -> Response:
        operation = None
        if self.witness is not None:
            operation = self.witness.call(partner, asked, strict=self.strict)
        spoiled = self._spoiled()
        answer = self._answer(partner, request, asked)
        genuine = self._spoiled() == spoiled and not _departs(self.world, partner)
        if self.witness is not None and operation is not None and genuine:
            self.witness.reply(partner, operation, answer)
        return answer

    def _answer(self, partner: str, request: httpx.Request, asked: Request) -> Response:
        app = self._apps.get(partner)
        if app is None:
            return self.world.call(partner, asked)
        answer = app.handle_request(request)
        body = answer.read()
        return Response(answer.status_code, body, answer.headers.get("content-type", ""))

    def _pass(self, point: str) -> None:
        if self.point is not None:
            self.point(point)

    def _spoiled(self) -> int:
        strikes = self.world.faults.strikes
        return sum(strikes.get(kind, 0) for kind in SPOILED)


class _Body(httpx.SyncByteStream):
    """A body that streams as one from the network would."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body


def raw_client(world: World, witness: Witness | None = None, *, flask: bool = False) -> Any:
    """A client for tests that speak a partner's wire directly, loose forms included."""
    return httpx.Client(transport=Wire(world, witness, strict=False, through_flask=flask))


def _apps(world: World) -> dict[str, httpx.WSGITransport]:
    stage = Stage(world)
    return {name: httpx.WSGITransport(app=build_app(stage, name)) for name in world.partners}


def _asked(request: httpx.Request) -> Request:
    return Request(
        method=request.method,
        path=request.url.path,
        query=dict(request.url.params),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.read(),
    )


def _departs(world: World, partner: str) -> bool:
    switches = world.partners[partner].assumptions
    return any(getattr(switches, name, usual) != usual for name, usual in DEPARTURES.items())

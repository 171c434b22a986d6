"""One call over HTTP, every failure named. The only module that knows the HTTP library.

What is asked for twice may be made twice, so a call that makes something goes out once and its
silence is `Unknown`. Reading twice does no harm: a read is tried again, a little later each time.
Large bodies are streamed into one buffer; the library itself would hold them several times over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

import httpx
import msgspec

from integration.errors import Undelivered, Unknown

T = TypeVar("T")

TIMEOUT_S = 60.0
READ_TRIES = 3
FIRST_PAUSE_S = 0.5

Wait = Callable[[float], None]
OnCall = Callable[[int, str], None]

#: Nothing left this machine, or nobody was there to take it.
_NEVER_ARRIVED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    ConnectionRefusedError,
)


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request. `method` is the partner's name of it; `company_id` has its calls counted."""

    method: str
    verb: str
    url: str
    params: Mapping[str, str] = {}
    headers: Mapping[str, str] = {}
    body: bytes = b""
    company_id: int | None = None


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes | bytearray


def client_for(
    transport: httpx.BaseTransport | None = None, timeout_s: float = TIMEOUT_S
) -> httpx.Client:
    """An HTTP client; one per process, closed by whoever made it.

    Args:
        transport: another way than the network, for the lab.
        timeout_s: how long to wait for each part of an answer.
    """
    return httpx.Client(transport=transport, timeout=timeout_s)


def _no_wait(seconds: float) -> None:
    del seconds


def _nobody_counts(company_id: int, method: str) -> None:
    del company_id, method


class Http:
    """Sends calls and names what went wrong.

    Args:
        client: from `client_for`; it stays the caller's to close.
        wait: waits so many seconds between two tries of a read.
        on_call: told of each call that counts against a company's allowance, before it leaves.
    """

    def __init__(
        self, client: httpx.Client, *, wait: Wait = _no_wait, on_call: OnCall = _nobody_counts
    ) -> None:
        self._client = client
        self._wait = wait
        self._on_call = on_call

    def once(self, call: Call, understood: Callable[[Answer], T]) -> T:
        """Send `call` one single time.

        Args:
            call: what to send.
            understood: makes sense of the answer, or raises.

        Raises:
            Undelivered: it never arrived.
            Unknown: no whole answer came; it may have been carried out.
            PartnerError: whatever `understood` raises.
        """
        if call.company_id is not None:
            self._on_call(call.company_id, call.method)
        try:
            answer = self._exchange(call)
        except _NEVER_ARRIVED as problem:
            raise Undelivered(_said("nobody answers", problem), call.method) from problem
        except (httpx.HTTPError, OSError) as problem:
            raise Unknown(_said("no whole answer came", problem), call.method) from problem
        return understood(answer)

    def repeated(self, call: Call, understood: Callable[[Answer], T]) -> T:
        """Send `call`, which changes nothing, up to three times.

        Raises:
            PartnerError: what the last try raised; a refusal is never asked again.
        """
        for ordinal in range(READ_TRIES - 1):
            try:
                return self.once(call, understood)
            except (Undelivered, Unknown):
                self._wait(FIRST_PAUSE_S * 2**ordinal)
        return self.once(call, understood)

    def _exchange(self, call: Call) -> Answer:
        with self._client.stream(
            call.verb,
            call.url,
            params=dict(call.params) or None,
            headers=dict(call.headers),
            content=call.body or None,
        ) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
            return Answer(response.status_code, body)


def _said(what: str, problem: Exception) -> str:
    """A sentence for an operator; addresses and tokens stay out of it."""
    return f"{what} ({type(problem).__name__})"

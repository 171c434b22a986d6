"""A partner that says what the test tells it to say, one answer after the other."""

from __future__ import annotations

from contextlib import contextmanager

import httpx

from integration.listing import Listing
from integration.model import Connection, Offer
from integration.partners import Http, IBuyFlowers, Komet, client_for

CONNECTION = Connection(
    id=1,
    name="sabana",
    komet_url="http://komet.test/",
    market_url="http://market.test",
    token_kind="Company",
    token="the-token",
    user_token="the-user-token",
    supplier_key="the-key",
    company_id=12345,
    customer_id=7001,
    carrier_id=1360,
)


def offers_of(listing: Listing) -> list[Offer]:
    """All of them."""
    return listing.make(list(listing.names))


class Script:
    """Answers in turn; an exception is raised, bytes or text is a body with HTTP 200.

    Args:
        answers: what is said; the last one is said again and again.
    """

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []
        self.calls: list[tuple[int, str]] = []
        self.client = client_for(httpx.MockTransport(self._answer))
        http = Http(
            self.client, wait=self.pauses.append, on_call=lambda *call: self.calls.append(call)
        )
        self.http, self.komet, self.market = http, Komet(http), IBuyFlowers(http)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, httpx.Response):
            return answer
        return httpx.Response(200, content=answer)


@contextmanager
def scripted(*answers: object):
    script = Script(*answers)
    try:
        yield script
    finally:
        script.client.close()

"""How one partner talks: authenticates, reads parameters, answers and refuses.

The core knows a partner only through this protocol; everything that is peculiar to one partner's
wire (envelopes, loose verbs, where a token may stand) lives in that partner's ``dialect.py``.
"""

from typing import Any, Protocol

from mocks.core.api import Caller, Endpoint, Request, Response
from mocks.core.errors import Refusal
from mocks.core.partner import Partner


class Dialect(Protocol):
    """What the core asks of a partner's wire."""

    def verbs(self, endpoint: Endpoint) -> tuple[str, ...]:
        """The verbs the partner accepts for `endpoint`."""
        ...

    def admit(self, partner: Partner, endpoint: Endpoint, request: Request) -> Caller:
        """Who calls, after size, token, grant and allowance were checked.

        Raises:
            Refusal: in the order and with the words of this partner.
        """
        ...

    def read(
        self, partner: Partner, endpoint: Endpoint, request: Request
    ) -> tuple[Any, tuple[str, ...]]:
        """The typed call (an instance of ``endpoint.call``) and the names of unknown fields.

        Raises:
            BadCall: naming the field and what would be right.
        """
        ...

    def answer(self, partner: Partner, endpoint: Endpoint, reply: Any) -> Response:
        """A successful reply on the wire."""
        ...

    def refuse(self, partner: Partner, refusal: Refusal, request: Request) -> Response:
        """A refusal on the wire."""
        ...

    def sentence(self, refusal: Refusal) -> str:
        """A refusal in the partner's words, for people and programs alike."""
        ...

    def lost(self, partner: Partner, request: Request) -> Response:
        """The answer for a path or verb nobody published."""
        ...

    def mask(self, text: str) -> str:
        """`text` with every token in it made unreadable."""
        ...

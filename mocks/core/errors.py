"""Refusals: every way a simulated partner says no, named by what the caller may do next.

    Refusal
    ├── BadCall        the call itself is wrong: mend the named field and call again
    ├── NoEntry        token, account or grant is wrong: stop, a person must mend the set-up
    ├── OverLimit      too many calls or too many bytes: wait, or send less
    ├── Missing        what the call names does not exist (for this caller)
    └── NotPossible    understood and allowed, but the state of things forbids it

A refusal carries a *code*, never a sentence: the partner's dialect owns the wording (one table per
partner), so a text can be corrected in one place once somebody has seen the real one.
"""


class Refusal(Exception):
    """A partner's "no". Nothing was changed.

    Args:
        code: key into the dialect's table of texts, such as ``"stock.short"``.
        details: values the text may mention, such as ``field="customerId"``.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


class BadCall(Refusal):
    """The call is malformed; ``details["field"]`` names the field."""


class NoEntry(Refusal):
    """The caller may not do this with this token, account or grant."""


class OverLimit(Refusal):
    """The day's allowance or the size limit is used up."""


class Missing(Refusal):
    """The thing the call names does not exist for this caller."""


class NotPossible(Refusal):
    """The state of things does not allow it (no boxes left, already confirmed, ...)."""


class Dropped(ConnectionResetError):
    """The connection ends without an answer; servers close the socket, clients see a read error."""

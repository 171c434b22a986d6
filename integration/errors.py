"""How a call to a partner can fail, named by what the caller may do next.

PartnerError
├── Refused            the partner said no; nothing happened there
│   ├── LineRefused        this line (or this order) can not be: tell the marketplace why
│   │   └── TooManyCodes       so many box codes are not taken at once: let Komet give them
│   ├── NotMapped          a product nobody has mapped yet: a person does, then it goes on
│   ├── Wait               the allowance is used up: ask again when there is some
│   │   └── Kept               what is left is kept for others: ask again a little later
│   ├── Stopped            token, grant or account: stop the connection, raise an alarm
│   │   └── NotGranted         the token is right, but this method is not ticked for it
│   └── NeedsPerson        a sentence nobody has taught us: a person decides
│       └── Defect             nobody said no: the engine itself failed
├── Undelivered        never arrived: ask again freely
└── Unknown            may have happened: look before asking again
"""


class PartnerError(Exception):
    """A call to a partner did not end in a reply.

    Args:
        reason: one sentence, without tokens, fit for an operator.
        method: the partner's name of the method that was called.
    """

    def __init__(self, reason: str, method: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.method = method


class Refused(PartnerError):
    """The partner understood and said no; nothing happened there."""


class LineRefused(Refused):
    """What was asked for can not be (no boxes left, cut-off passed, unknown product, ...)."""


class TooManyCodes(LineRefused):
    """So many box codes are not taken at once: Komet may give codes, which are changed then."""


class NotMapped(Refused):
    """The product is unknown to Komet until a person maps it; then it goes on by itself."""


class Wait(Refused):
    """The day's allowance is used up."""


class Kept(Wait):
    """What is left of the day's allowance is kept for others; the later in the day, the less."""


class Stopped(Refused):
    """Token, grant or account is wrong: nothing will work until a person mends it."""


class NotGranted(Stopped):
    """The token is good, but not for this method: what needs no such call goes on."""


class NeedsPerson(Refused):
    """A refusal whose sentence is in no table: only a person can tell what it means."""


class Defect(NeedsPerson):
    """The engine itself failed: what is to be mended is in it, not at a partner's."""


class Undelivered(PartnerError):
    """The call never arrived."""


class Unknown(PartnerError):
    """The call may have been carried out: nobody can say before looking."""

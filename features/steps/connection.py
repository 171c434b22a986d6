"""Steps about the connection between the company's Komet and the marketplace."""

from pytest_bdd import given, then, when

from features import parsers
from integration.lab.harness import Lab
from integration.lab.people.mishaps import Mishaps
from integration.lab.people.trade_words import TradeWords


@given(parsers.parse("the company is connected with a {kind:w} token"))
def connected(lab: Lab, kind: str) -> None:
    """Company or Customer; a user's login is there for checkouts."""
    lab.connect(kind)


@given(parsers.parse("the company is connected with a {kind:w} token and no user's login"))
def connected_without_login(lab: Lab, kind: str) -> None:
    """Web orders rest until somebody checks them out in Komet."""
    lab.connect(kind, user_login=False)


@given(parsers.parse("the company is connected with a {kind:w} token that checks out by itself"))
def connected_checking_out(lab: Lab, kind: str) -> None:
    """The same token stands where a user's would."""
    lab.connect(kind, user_login=False, user_token=lab.raw.token(kind.lower()))


@given(
    parsers.parse("the company is connected with a {kind:w} token, as its customer {customer:d}")
)
def connected_as(lab: Lab, kind: str, customer: int) -> None:
    """Another customer of the company stands for the marketplace."""
    lab.connect(kind, customer_id=customer)


@given(parsers.parse('the company is connected with a {kind:w} token and a wrong "{field}"'))
def connected_wrongly(mishaps: Mishaps, kind: str, field: str) -> None:
    """An id of the four was mistaken."""
    mishaps.connects_wrongly(kind, field)


@given(parsers.parse("the company is connected with a {kind:w} token, {days:d} days away"))
def connected_far_away(mishaps: Mishaps, kind: str, days: int) -> None:
    """So many days lie between packing and arrival, however they are counted."""
    mishaps.connects_far_away(kind, days)


@given(
    parsers.parse(
        'the company is connected with a {kind:w} token, whose policy for the rest is "{policy}"'
    )
)
def connected_with_policy(lab: Lab, kind: str, policy: str) -> None:
    """What becomes of an order's other lines when one is refused: keep or release."""
    lab.connect(kind, partial=policy)


@given(
    parsers.parse(
        'the company is connected with a {kind:w} token, whose policy for prices is "{policy}"'
    )
)
def connected_with_price_policy(lab: Lab, kind: str, policy: str) -> None:
    """What becomes of a line whose price has changed in Komet: honour or refuse."""
    lab.connect(kind, price_policy=policy)


@given(parsers.parse("the {kind:w} token is revoked"))
def token_revoked(lab: Lab, kind: str) -> None:
    """Somebody takes it back."""
    lab.komet.revoke(lab.raw.token(kind))


@when("the company connects again with a new token")
def connects_again(mishaps: Mishaps) -> None:
    """Of the same kind, with the same methods."""
    mishaps.connects_with_new_token()


@given(parsers.parse('the {kind:w} token may no longer call "{method}"'))
def grant_taken(lab: Lab, kind: str, method: str) -> None:
    """Somebody unticks the method."""
    lab.komet.take_grant(lab.raw.token(kind), method)


@when(parsers.parse('the {kind:w} token may call "{method}" again'))
def grant_given(lab: Lab, kind: str, method: str) -> None:
    """Somebody ticks it again."""
    lab.komet.give_grant(lab.raw.token(kind), method)


@then(parsers.parse('an alarm about "{subject}" is open'))
def alarm_open(trade: TradeWords, subject: str) -> None:
    """The operator sees why, and what would help."""
    assert trade.alarms(subject), f"found no such alarm; open is: {trade.all_alarms() or 'none'}"


@then(parsers.parse('no alarm about "{subject}" is open'))
def alarm_closed(trade: TradeWords, subject: str) -> None:
    """Nothing asks for the operator."""
    assert trade.alarms(subject) == ""


@then(parsers.parse('the operator is told that "{words}"'))
def told(trade: TradeWords, words: str) -> None:
    """Some open alarm's reason holds these words."""
    assert words in trade.all_alarms()

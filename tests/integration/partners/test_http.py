"""Every way a call can go wrong, named by what may be done next."""

import httpx
import pytest

from integration.errors import LineRefused, Undelivered, Unknown
from integration.partners.http import Answer, Call, Http
from tests.integration.partners.scripted import CONNECTION, scripted

CALL = Call(method="lot.add", verb="POST", url="http://komet.test/api/lot.add", body=b"{}")

NEVER_ARRIVED = (
    httpx.ConnectError("refused"),
    httpx.ConnectTimeout("slow"),
    httpx.PoolTimeout("busy"),
    ConnectionRefusedError(111, "refused"),
    httpx.UnsupportedProtocol("ftp"),
)
MAY_HAVE_HAPPENED = (
    httpx.ReadTimeout("slow"),
    httpx.WriteTimeout("slow"),
    httpx.ReadError("reset"),
    httpx.WriteError("reset"),
    httpx.RemoteProtocolError("half a header"),
    httpx.DecodingError("bad gzip"),
    ConnectionResetError(104, "reset"),
    TimeoutError("slow"),
)


def body_of(answer: Answer) -> bytes:
    return bytes(answer.body)


@pytest.mark.parametrize("problem", NEVER_ARRIVED, ids=repr)
def test_what_never_arrived_may_be_asked_again_freely(problem):
    with scripted(problem) as script, pytest.raises(Undelivered) as raised:
        script.http.once(CALL, body_of)
    assert raised.value.method == "lot.add"
    assert type(problem).__name__ in raised.value.reason


@pytest.mark.parametrize("problem", MAY_HAVE_HAPPENED, ids=repr)
def test_silence_after_sending_may_have_happened(problem):
    with scripted(problem) as script, pytest.raises(Unknown):
        script.http.once(CALL, body_of)
    assert len(script.requests) == 1


def test_a_body_cut_off_in_the_middle_may_have_happened():
    def half():
        yield b'{"status"'
        raise httpx.ReadError("reset")

    with scripted(httpx.Response(200, content=half())) as script, pytest.raises(Unknown):
        script.http.once(CALL, body_of)


def test_a_body_comes_whole_however_many_pieces_it_has():
    pieces = httpx.Response(200, content=iter([b"a" * 70_000, b"b", b"c" * 70_000]))
    with scripted(pieces) as script:
        assert len(script.http.once(CALL, body_of)) == 140_001


@pytest.mark.parametrize("problem", [httpx.ConnectError("x"), httpx.ReadTimeout("x")], ids=repr)
def test_a_read_is_tried_three_times_each_a_little_later(problem):
    with scripted(problem) as script, pytest.raises((Undelivered, Unknown)):
        script.http.repeated(CALL, body_of)
    assert len(script.requests) == 3
    assert script.pauses == [0.5, 1.0]


def test_a_read_that_succeeds_at_last_is_a_success():
    with scripted(httpx.ReadTimeout("x"), httpx.ConnectError("x"), b"at last") as script:
        assert script.http.repeated(CALL, body_of) == b"at last"


def test_a_refusal_is_never_asked_again():
    def refused(answer: Answer) -> None:
        raise LineRefused("no")

    with scripted(b"") as script, pytest.raises(LineRefused):
        script.http.repeated(CALL, refused)
    assert len(script.requests) == 1


def test_each_try_of_a_counted_call_is_counted_before_it_leaves():
    counted = Call(method="lot.list", verb="GET", url="http://komet.test/", company_id=12345)
    with scripted(httpx.ReadTimeout("x"), b"") as script:
        script.http.repeated(counted, body_of)
        script.http.once(CALL, body_of)
    assert script.calls == [(12345, "lot.list")] * 2


def test_what_an_operator_is_told_holds_no_token():
    with scripted(httpx.ConnectError("http://komet.test?authenticationToken=the-token")) as script:
        with pytest.raises(Undelivered) as raised:
            script.komet.find_web_order(CONNECTION, 1)
        assert "the-token" not in str(raised.value)


def test_without_hooks_nothing_is_waited_for_or_counted():
    with scripted(b"x") as script:
        assert Http(script.client).once(CALL, body_of) == b"x"

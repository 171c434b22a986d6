import msgspec
import pytest

from integration.cycle import sync_inventory
from integration.pages import build_pages
from integration.rows import StreamRow
from integration.store import open_store
from tests.integration.fakes import MIDNIGHT, Place, offers


@pytest.fixture
def place():
    place = Place()
    place.erp.stock = offers(3)
    yield place
    place.store.close()


@pytest.fixture
def client(place):
    return build_pages(place.store, place.clock, place.settings).test_client()


def go_well(place):
    sync_inventory(place.desk, place.connection)
    now = place.clock.now()
    place.store.save_stream(
        StreamRow(connection_id=1, name="orders", last_ok_at=now, last_try_at=now)
    )


def test_without_connections_all_is_well(place):
    store = open_store("sqlite://")
    answer = build_pages(store, place.clock, place.settings).test_client().get("/health")
    assert (answer.status_code, answer.json) == (200, {"ok": True, "stale": [], "connections": []})
    store.close()


def test_health_says_when_each_stream_last_went_well(place, client):
    go_well(place)
    answer = client.get("/health")
    assert answer.status_code == 200
    (one,) = answer.json["connections"]
    assert one["last_cycle_at"] == MIDNIGHT.isoformat().replace("+00:00", "Z")
    assert (one["offers"], one["cadence_s"], one["calls_left"]) == (3, 300, 2998)


def test_what_never_ran_is_stale(client):
    assert client.get("/health").status_code == 503


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 503)])
def test_health_turns_when_an_order_round_is_late(place, client, seconds, status):
    go_well(place)
    place.clock.pass_s(seconds)
    assert client.get("/health").status_code == status


def test_health_turns_when_the_inventory_is_two_cadences_old(place, client):
    go_well(place)
    place.clock.pass_s(600)
    now = place.clock.now()
    place.store.save_stream(StreamRow(connection_id=1, name="orders", last_ok_at=now))
    answer = client.get("/health")
    assert (answer.status_code, answer.json["stale"]) == (503, ["sabana"])


def test_metrics_speak_prometheus(place, client):
    go_well(place)
    place.clock.pass_s(10)
    text = client.get("/metrics").get_data(as_text=True)
    lines = dict(
        line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#")
    )
    assert lines['floralab_cycle_age_seconds{connection="sabana"}'] == "10.0"
    assert lines['floralab_offers{connection="sabana"}'] == "3.0"
    assert lines['floralab_orders{connection="sabana",state="parked"}'] == "0.0"
    assert lines['floralab_calls_left{connection="sabana"}'] == "2998.0"
    assert lines['floralab_stale{connection="sabana"}'] == "0.0"


def test_no_page_shows_a_token(place, client):
    go_well(place)
    shown = client.get("/health").get_data() + client.get("/metrics").get_data()
    for secret in (place.connection.token, place.connection.supplier_key):
        assert secret.encode() not in shown


def test_pages_change_nothing(client):
    assert client.post("/health").status_code == 405
    assert msgspec.json.decode(client.get("/health").get_data())["ok"] is False


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [("GET", "/", 404), ("GET", "/healthz", 404), ("POST", "/health", 405)],
)
def test_where_there_is_no_page_it_is_said_in_json(client, verb, path, status):
    answer = client.open(path, method=verb)
    assert answer.status_code == status
    assert answer.json["ok"] is False
    assert "GET /health" in answer.json["error"]


@pytest.mark.parametrize("path", ["/health", "/metrics"])
def test_a_store_that_fails_is_said_in_json_without_its_words(place, client, path, monkeypatch):
    def broken():
        raise OSError("the disk with token-of-somebody is full")

    monkeypatch.setattr(place.store, "connections", broken)
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (500, "application/json")
    assert "OSError" in answer.json["error"]
    assert "token-of-somebody" not in answer.get_data(as_text=True)

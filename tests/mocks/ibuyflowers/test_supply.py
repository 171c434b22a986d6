from datetime import timedelta
from typing import Any

import pytest

from tests.mocks.ibuyflowers.market import MONDAY, Market, offer


@pytest.fixture
def market() -> Market:
    return Market()


def told(market: Market, **fields: Any) -> Any:
    return market.done(market.supplier, "supplier/inventory", market.part(**fields))


def refused(market: Market, **fields: Any) -> dict[str, Any]:
    return market.refused(market.supplier, "supplier/inventory", market.part(**fields))


def status(market: Market) -> Any:
    return market.done(market.supplier, "supplier/status")


# --- set-up ---------------------------------------------------------------------------------------


def test_the_same_company_and_customer_again_changes_the_connection(market: Market) -> None:
    first = market.connect()
    again = market.connect(carrierId=99, transitDays=2, serviceWeekdays=[4, 1, 1])
    assert again == first
    row = market.state.connections[first["connectionId"]]
    assert (row.carrier_id, row.transit_days, row.weekdays) == (99, 2, (1, 4))


def test_another_customer_is_another_connection(market: Market) -> None:
    other = market.connect(customerId=7002)
    assert other["connectionId"] == 2
    assert other["supplierKey"] != market.supplier


def test_a_repeated_set_up_keeps_offers_and_batches(market: Market) -> None:
    market.tells(offer())
    market.connect(carrierId=99)
    assert status(market)["lastNumber"] == 1
    assert "1-1" in market.shown()


def test_the_same_set_up_twice_is_one_fact(market: Market) -> None:
    facts = len(market.state.ledger)
    market.connect()
    assert len(market.state.ledger) == facts


# --- batches --------------------------------------------------------------------------------------


def test_a_batch_tells_changes_and_removals(market: Market) -> None:
    market.tells(offer("1-1"), offer("1-2"))
    market.tells(offer("1-2", boxes=3), removals=["1-1"])
    shown = market.shown()
    assert {key: row["boxes"] for key, row in shown.items()} == {"1-2": 3}
    assert status(market)["offers"] == 1


def test_the_same_part_again_changes_nothing(market: Market) -> None:
    assert told(market, number=4, upserts=[offer()])["applied"]
    before = market.world.digests()
    again = told(market, number=4, upserts=[offer(boxes=99)])
    assert (again["applied"], again["complete"]) == (False, True)
    assert market.world.digests() == before
    assert market.shown()["1-1"]["boxes"] == 10


def test_an_older_number_is_refused(market: Market) -> None:
    told(market, number=4)
    error = refused(market, number=3)
    assert (error["status"], error["code"]) == (409, "batch.old")


def test_a_number_older_than_one_begun_is_refused_too(market: Market) -> None:
    told(market, number=4, parts=2)
    assert refused(market, number=3)["code"] == "batch.old"


def test_another_count_of_parts_is_another_batch(market: Market) -> None:
    told(market, number=4, parts=2)
    assert refused(market, number=4, part=2, parts=3)["code"] == "batch.parts"


def test_a_batch_is_complete_with_its_last_part_in_any_order(market: Market) -> None:
    assert not told(market, number=1, part=3, parts=3, upserts=[offer("1-3")])["complete"]
    assert not told(market, number=1, part=1, parts=3, upserts=[offer("1-1")])["complete"]
    half = status(market)
    assert (half["lastNumber"], half["begunNumber"], half["partsTaken"]) == (0, 1, 2)
    assert "confirmedAt" not in half
    assert told(market, number=1, part=2, parts=3)["complete"]
    whole = status(market)
    assert (whole["lastNumber"], whole["lastParts"], whole["offers"]) == (1, 3, 2)
    assert whole["confirmedAt"] == "2026-11-23T14:00:00Z"


def test_a_newer_number_abandons_a_half_told_batch(market: Market) -> None:
    told(market, number=1, part=1, parts=2, upserts=[offer()], unconfirmed=["1-1"])
    market.later(seconds=300)
    told(market, number=2)
    assert status(market)["lastNumber"] == 2
    assert market.shown()["1-1"]["confirmedAt"] == "2026-11-23T14:05:00Z"
    assert refused(market, number=1, part=2, parts=2)["code"] == "batch.old"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"part": 3, "parts": 2}, "part"),
        ({"part": 0}, "part"),
        ({"upserts": [offer(), offer()]}, "upserts"),
        ({"upserts": [offer()], "removals": ["1-1"]}, "upserts"),
        ({"upserts": [offer(price=-1)]}, "upserts[0].price"),
        ({"upserts": [offer(), offer("1-2", price="NaN")]}, "upserts[1].price"),
        ({"upserts": [offer(fbe=1e300)]}, "upserts[0].fbe"),
        ({"upserts": [offer(origin=5)]}, "upserts[0].origin"),
        ({"upserts": [offer(boxes=-1)]}, "upserts[0].boxes"),
        ({"upserts": [offer(key="")]}, "upserts[0].key"),
        ({"readAt": MONDAY - timedelta(days=400)}, "readAt"),
    ],
)
def test_a_wrong_batch_is_refused_whole(market: Market, fields: dict[str, Any], field: str) -> None:
    error = refused(market, **({"number": 1} | fields))
    assert (error["status"], error["field"]) == (422, field)


def test_what_nobody_can_buy_is_kept_but_not_shown(market: Market) -> None:
    dirt = [offer("1-1", price=0), offer("1-2", bunches=0), offer("1-3", stemsBunch=0)]
    assert market.tells(*dirt, offer("1-4", boxes=0))["unsellable"] == 3
    assert market.shown() == {}
    assert status(market)["offers"] == 4


def test_every_field_of_an_offer_is_kept_as_it_came(market: Market) -> None:
    name = 'Señorita "Ñandú" <b>Rosé</b>, 50/60 🌹 *fragrance* .'
    market.tells(offer(name=name, vendor="Finca Peña & Söhne, S.A.", grade="50/60", color=" "))
    row = market.shown()["1-1"]
    assert (row["name"], row["vendor"]) == (name, "Finca Peña & Söhne, S.A.")
    order = market.buys({"1-1": 1})
    assert market.events()["events"][0]["order"]["lines"][0]["name"] == name
    assert market.order(order)["lines"][0]["name"] == name


# --- freshness ------------------------------------------------------------------------------------


def confirmed(market: Market) -> dict[str, tuple[str, bool]]:
    return {key: (row["confirmedAt"][11:19], row["stale"]) for key, row in market.shown().items()}


def test_a_batch_with_no_change_confirms_everything(market: Market) -> None:
    market.tells(offer("1-1"), offer("1-2"))
    market.later(seconds=300)
    market.tells()
    assert confirmed(market) == {"1-1": ("14:05:00", False), "1-2": ("14:05:00", False)}


def test_what_could_not_be_confirmed_stays_as_old_as_it_was(market: Market) -> None:
    market.tells(offer("1-1"), offer("1-2"))
    for _ in range(2):
        market.later(seconds=300)
        market.tells(unconfirmed=["1-2", "no such key"])
    assert confirmed(market) == {"1-1": ("14:10:00", False), "1-2": ("14:00:00", True)}
    market.later(seconds=300)
    market.tells()
    assert confirmed(market)["1-2"] == ("14:15:00", False)


def test_a_half_told_batch_confirms_only_what_it_tells_anew(market: Market) -> None:
    market.tells(offer("1-1"), offer("1-2"))
    market.later(seconds=300)
    told(market, number=9, parts=2, upserts=[offer("1-2", boxes=4)])
    assert confirmed(market) == {"1-1": ("14:00:00", False), "1-2": ("14:05:00", False)}


def test_it_is_confirmed_when_it_was_read_not_when_it_was_told(market: Market) -> None:
    market.later(seconds=120)
    market.tells(offer(), readAt=MONDAY + timedelta(seconds=30))
    assert confirmed(market)["1-1"][0] == "14:00:30"


def test_nothing_was_read_in_the_future(market: Market) -> None:
    market.tells(offer(), readAt=MONDAY + timedelta(hours=3))
    assert confirmed(market)["1-1"][0] == "14:00:00"


@pytest.mark.parametrize(("passed_s", "stale"), [(359, False), (360, False), (361, True)])
def test_an_offer_is_stale_a_minute_after_the_cadence(
    market: Market, passed_s: int, stale: bool
) -> None:
    market.tells(offer())
    market.later(seconds=passed_s)
    assert market.shown()["1-1"]["stale"] is stale


def test_a_slower_planned_cadence_moves_the_limit(market: Market) -> None:
    market.tells(offer(), cadenceS=900)
    market.later(seconds=960)
    assert not market.shown()["1-1"]["stale"]
    market.later(seconds=1)
    assert market.shown()["1-1"]["stale"]


def test_suppliers_do_not_confirm_each_others_offers(market: Market) -> None:
    market.tells(offer("1-1"))
    other = market.connect(customerId=7002)["supplierKey"]
    market.later(seconds=300)
    body = market.part(number=1, upserts=[offer("9-9")])
    market.done(other, "supplier/inventory", body)
    assert confirmed(market) == {"1-1": ("14:00:00", False), "9-9": ("14:05:00", False)}


# --- withdrawals ----------------------------------------------------------------------------------


def test_a_withdrawn_offer_is_hidden_at_once(market: Market) -> None:
    market.tells(offer("1-1"), offer("1-2"))
    assert market.withdraws("1-1") == {"key": "1-1", "known": True}
    assert set(market.shown()) == {"1-2"}


def test_only_a_later_read_brings_it_back(market: Market) -> None:
    market.tells(offer())
    market.later(seconds=100)
    market.withdraws("1-1")
    market.later(seconds=100)
    market.tells(offer(boxes=7), readAt=MONDAY + timedelta(seconds=100))
    assert market.shown() == {}
    market.tells(readAt=MONDAY + timedelta(seconds=101))
    assert market.shown()["1-1"]["boxes"] == 7


def test_an_unconfirmed_offer_stays_hidden(market: Market) -> None:
    market.tells(offer())
    market.withdraws("1-1")
    market.later(seconds=300)
    market.tells(unconfirmed=["1-1"])
    assert market.shown() == {}


def test_a_second_withdrawal_and_an_unknown_key_change_nothing(market: Market) -> None:
    market.tells(offer())
    market.withdraws("1-1")
    before = market.world.digests()
    market.withdraws("1-1")
    assert market.withdraws("1-7") == {"key": "1-7", "known": False}
    assert market.world.digests() == before

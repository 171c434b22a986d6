"""Two worlds in one process never see each other, and a copy is a copy."""

from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.desk import Desk, market_ids, shop_ids


def shown(desk: Desk):
    return (
        desk.ask("inventory.openmarket.list"),
        desk.ask("ecommerce/inventory.list", "customer", customerId=CUSTOMER, rows=1000),
        desk.ask("customer.shipto.list", name="a"),
        desk.ask("carrier.list"),
        desk.world.digests(),
    )


def work(desk: Desk) -> int:
    """Change something in every room."""
    lot_id = desk.receive()
    desk.do("sell_by_phone", lotId=min(market_ids(desk)), boxes=1)
    desk.ask("customer.shipto.add", customerId=CUSTOMER, name="A new place")
    desk.do("set_carrier", carrierId=1360, active=False)
    desk.do("make_token", kind="Company", methods=[])
    return lot_id


def test_what_happens_in_one_world_is_not_seen_in_the_other():
    one, other = Desk(), Desk()
    before = shown(other)
    work(one)
    assert shown(other) == before
    assert shown(one) != before


def test_the_same_work_in_two_worlds_gives_the_same_day():
    one, other = Desk(), Desk()
    work(one)
    work(other)
    assert shown(one) == shown(other)


def test_a_copy_has_the_past_and_a_future_of_its_own():
    desk = Desk()
    first = work(desk)
    twin = Desk()
    twin.world = desk.world.copy()
    twin.komet = twin.world.partners["komet"]
    twin.state = twin.komet.state
    assert shown(twin) == shown(desk)
    second = twin.receive()
    # Both lists are at the same version now, with different lines in them.
    third = desk.receive(boxes=99)
    assert second == third
    desk.do("sell_by_phone", lotId=first, boxes=10)
    assert first in market_ids(twin)
    assert first in shop_ids(twin)
    assert first not in market_ids(desk)
    assert first not in shop_ids(desk)
    quantity = [
        next(
            row["quantity"]
            for row in one.ask("inventory.openmarket.list")["inventoryItems"]
            if row["inventoryId"] == second
        )
        for one in (twin, desk)
    ]
    assert quantity == [10, 99]


def test_the_calls_of_one_world_do_not_use_up_the_other_s_allowance():
    one, other = Desk(users=1), Desk(users=1)
    for _ in range(1000):
        assert one.ask("boxtype.list", id=1)["status"] == 1
    assert one.ask("boxtype.list")["status"] == 0
    assert other.ask("boxtype.list")["status"] == 1

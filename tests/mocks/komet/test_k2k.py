"""Stock that one company shares with another: two shops, one stock."""

import pytest

from mocks.core.errors import NotPossible
from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.desk import shop
from tests.mocks.komet.sales import NEXT_WEEK, Sales, neighbours, share

DAYS = {"dateFrom": "2026-11-01", "dateTo": "2026-12-31"}


@pytest.fixture
def desk() -> Sales:
    return Sales()


def sold(desk: Sales, mirror: int, **fields) -> dict:
    known = {"inventoryIds": str(mirror), "inventoryOrigin": 4, "date": NEXT_WEEK}
    return desk.add(**(known | fields))


def row_of(desk: Sales, mirror: int) -> dict | None:
    return next((row for row in shop(desk) if row["inventoryIds"] == str(mirror)), None)


def test_the_other_company_shows_the_seller_s_boxes_under_its_own_words(desk):
    seller, mirror = neighbours(desk), share(desk)
    row = row_of(desk, mirror)
    assert (row["inventoryOrigin"], row["quantity"]) == (4, seller.left)
    assert (row["productId"], row["price"], row["boxTypeCode"]) == (100_001, 3, "HB")
    assert (row["bunches"], row["stemsBunch"]) == (seller.bunches, seller.stems_bunch)
    listed = desk.ask("vendor.availability.items.list", **DAYS)["inventoryItems"]
    assert mirror in {one["inventoryId"] for one in listed}


def test_a_sale_takes_the_seller_s_boxes_and_makes_prebook_and_purchase_order(desk):
    seller, mirror = neighbours(desk), share(desk)
    assert sold(desk, mirror)["status"] == 1
    assert desk.left(seller.id) == desk.left(mirror) == seller.left - 2
    assert (len(desk.state.prebooks), desk.state.invoices) == (1, {})
    (order,) = desk.state.purchase_orders.values()
    assert (order.company_id, order.vendor_id, order.status) == (12345, 903, "PA")
    assert desk.lawful()


def test_what_the_seller_sells_itself_is_gone_for_the_other_at_once(desk):
    seller, mirror = neighbours(desk), share(desk)
    desk.do("sell_by_phone", lotId=seller.id, boxes=seller.left - 1)
    assert row_of(desk, mirror)["quantity"] == 1
    assert "has 1 boxes available, 2 were requested" in sold(desk, mirror)["message"]
    assert desk.lawful()


def test_a_cancelled_sale_gives_the_seller_its_boxes_back(desk):
    seller, mirror = neighbours(desk), share(desk)
    order = sold(desk, mirror)["webOrderId"]
    assert desk.delete(order)["status"] == 1
    assert desk.left(seller.id) == desk.left(mirror) == seller.left
    assert desk.lawful()


def test_a_line_of_k2k_goes_on_a_prebook_whatever_pack_is_named(desk):
    seller, mirror = neighbours(desk), share(desk)
    desk.book()
    line = {"prebookId": 2_540_001, "inventoryIds": str(mirror), "quantity": 1, "price": 3}
    pack = {"boxTypeCode": "FB", "bunches": 1, "stemsBunch": 1, "unitType": "Stem"}
    assert desk.ask("prebook.vendor.availability.item.add", **line, **pack)["status"] == 1
    (item,) = desk.state.prebook_items.values()
    assert (item.box_type_id, item.bunches) == (1057, seller.bunches)
    assert desk.lawful()


@pytest.mark.parametrize("mark", [{"held": True}, {"reservedFor": 8001}])
def test_what_the_seller_holds_or_reserves_is_not_shared(mark, desk):
    seller, mirror = neighbours(desk), share(desk)
    desk.do("mark_lot", lotId=seller.id, **mark)
    assert row_of(desk, mirror) is None
    desk.do("mark_lot", lotId=seller.id)
    assert row_of(desk, mirror)["quantity"] == seller.left
    assert desk.lawful()


def test_sharing_that_ends_leaves_what_was_sold(desk):
    seller, mirror = neighbours(desk), share(desk)
    order = sold(desk, mirror)["webOrderId"]
    desk.do("withdraw_availability", lotId=mirror)
    assert row_of(desk, mirror) is None
    assert desk.left(seller.id) == seller.left - 2
    desk.delete(order)
    assert (desk.left(seller.id), desk.left(mirror)) == (seller.left, 0)
    assert desk.lawful()


def test_shared_boxes_are_not_moved_as_if_they_were_one_s_own(desk):
    mirror = share(desk)
    for act, fields in (
        ("sell_by_phone", {"boxes": 1}),
        ("correct_stock", {"boxes": 1}),
        ("receive_more", {"boxes": 1}),
        ("withdraw_lot", {}),
        ("change_availability", {"boxes": 1}),
    ):
        with pytest.raises(NotPossible, match=r"availability\.shared"):
            desk.do(act, lotId=mirror, **fields)
    assert desk.lawful()


def test_a_company_shares_neither_with_itself_nor_what_is_only_offered_to_it(desk):
    for lot in (desk.lot, desk.lots(origin=3)[0].id):
        with pytest.raises(NotPossible, match=r"availability\.not"):
            share(desk, lotId=lot)
    desk.do("withdraw_availability", lotId=(mirror := share(desk)))
    with pytest.raises(NotPossible, match=r"availability\.not"):
        desk.do("withdraw_availability", lotId=mirror)


def test_the_price_of_the_shop_is_the_buying_company_s(desk):
    mirror = share(desk, priceB=9)
    desk.do("change_price", lotId=mirror, price=5)
    assert row_of(desk, mirror)["price"] == 5
    asked = {"customerId": CUSTOMER, "inventoryLineIds": mirror, "inventoryOrigin": 4}
    days = {"date": NEXT_WEEK, "carrierId": 1360}
    (row,) = desk.ask("ecommerce/inventory.get", "customer", **asked, **days)["products"]
    assert row["price"] == 5

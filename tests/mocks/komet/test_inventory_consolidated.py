"""Equal lines on hand as one."""

from tests.mocks.komet.sales import Sales

LIST = "inventory.consolidated.openmarket.list"
KEYS = [
    "companyProductId",
    "inventoryItemIds",
    "grade",
    "productDescription",
    "productCode",
    "quantity",
    "totalUnits",
    "boxTypeId",
    "boxTypeCode",
    "unitType",
    "bunches",
    "unitsPerBox",
    "stemsBunch",
    "price",
    "category",
]


def row_of(desk: Sales, lot: int) -> dict | None:
    rows = desk.ask(LIST)["inventoryItems"]
    found = [row for row in rows if str(lot) in row["inventoryItemIds"].split(",")]
    assert len(found) <= 1
    return found[0] if found else None


def test_lines_of_one_product_pack_and_price_are_one_row():
    desk = Sales()
    other = desk.receive(bunches=17, boxes=4, vendorId=905)
    row = row_of(desk, desk.lot)
    assert row["inventoryItemIds"] == f"{desk.lot},{other}"
    assert (row["quantity"], row["totalUnits"]) == (14, 14 * 17)
    assert [name for name in KEYS if name in row] == list(row)


def test_another_price_pack_or_box_is_another_row():
    desk = Sales()
    for fields in (
        {"price": 12.6},
        {"stemsBunch": 24},
        {"boxTypeId": 1058},
        {"unitType": "Stem"},
    ):
        desk.receive(bunches=17, **fields)
    assert row_of(desk, desk.lot)["inventoryItemIds"] == str(desk.lot)


def test_every_box_on_the_open_market_is_counted_once():
    desk = Sales()
    market = desk.ask("inventory.openmarket.list")["inventoryItems"]
    merged = desk.ask(LIST)["inventoryItems"]
    ids = [int(one) for row in merged for one in row["inventoryItemIds"].split(",")]
    assert sorted(ids) == sorted(row["inventoryId"] for row in market)
    assert sum(row["quantity"] for row in merged) == sum(row["quantity"] for row in market)


def test_what_is_held_reserved_to_come_or_on_offer_is_left_out():
    desk = Sales()
    for lot in (desk.held, desk.reserved, desk.future, desk.lots(origin=3)[0].id):
        assert row_of(desk, lot) is None


def test_a_sale_shows_at_once_and_the_last_box_ends_the_row():
    desk = Sales()
    desk.do("sell_by_phone", lotId=desk.lot, boxes=3)
    assert row_of(desk, desk.lot)["quantity"] == 7
    desk.do("sell_by_phone", lotId=desk.lot, boxes=7)
    assert row_of(desk, desk.lot) is None


def test_a_company_without_stock_is_told_so():
    desk = Sales()
    for lot in desk.lots():
        desk.do("withdraw_lot", lotId=lot.id)
    assert desk.ask(LIST) == {"message": "Inventory items not found.", "status": 1}

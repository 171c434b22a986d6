"""An act that does something, by partner and name, in the worlds of `tests.contract.doors`."""

from typing import Any

from mocks.komet.seed import BRANCHES, CUSTOMER, FEDEX, HERE
from tests.mocks.axerrio.site import ASSORTED, MONDIAL, mixed, sale, solid
from tests.mocks.ibuyflowers.market import ADDRESS, THURSDAY

Fields = dict[str, Any]

OFFER = 70_000_001
LOT, WEB_ORDER, INVOICE, DRAFT_PREBOOK = 428_013, 30_004, 85_004, 2_540_004
PENDING_LINE, APPROVED_LINE, UNKNOWN_LINE = 428_058, 428_061, 428_068

WEB_LINE, BOOKED_LINE, BILLED_LINE = 410_004, 7_700_004, 9_300_001
KOMET: dict[str, Fields] = {
    "set_cut_off": {"weekday": 1, "cutOff": "1400", "carrierId": FEDEX, "companyId": 12345},
    "turn_on_multi_location": {"code": "MIA", "name": "Miami", "companyId": 12345},
    "add_location": {"code": "SEA", "name": "Seattle", "companyId": BRANCHES},
    "set_location": {"locationId": HERE, "active": False},
    "tie_customer": {"customerId": 6001, "locationIds": [HERE]},
    "tie_carrier": {"carrierId": 3360, "locationIds": [HERE]},
    "set_carrier": {"carrierId": FEDEX, "active": True, "weekdays": [0, 1]},
    "set_product": {"productId": 100_001, "active": False},
    "set_customer": {"customerId": CUSTOMER, "active": False, "name": "X", "code": "Y"},
    "approve_invoice": {"invoiceNumber": 85_001},
    "confirm_invoice": {"invoiceNumber": INVOICE},
    "void_invoice": {"invoiceNumber": INVOICE, "reason": "a slip"},
    "remove_invoice_line": {"invoiceItemId": BILLED_LINE},
    "map_product": {"poItemId": UNKNOWN_LINE, "productId": 100_001},
    "red_prebooks": {"companyId": 12345},
    "suggest_products": {"poItemId": UNKNOWN_LINE},
    "check_out_prebook_lines": {"prebookId": DRAFT_PREBOOK, "prebookItemIds": [BOOKED_LINE]},
    "delete_prebook_line": {"prebookItemId": BOOKED_LINE},
    "cut_prebook_line": {"prebookItemId": 7_700_005, "boxes": 2},
    "delete_prebook": {"prebookId": DRAFT_PREBOOK},
    "run_standing_order": {"standingOrderId": 950_001},
    "cancel_standing_order": {"standingOrderId": 950_001},
    "approve_purchase_order": {"purchaseOrderId": 640_001},
    "send_to_cargo_master": {"purchaseOrderId": 640_004},
    "confirm_purchase_order": {"purchaseOrderId": 640_004},
    "confirm_purchase_line": {"poItemId": APPROVED_LINE, "boxes": 1},
    "cancel_purchase_order": {"purchaseOrderId": 640_001, "why": "too dear"},
    "change_purchase_line": {"poItemId": PENDING_LINE, "boxes": 2, "cost": 0.285},
    "set_purchase_workflow": {"workflow": "auto-approve", "companyId": 12345},
    "receive_box": {"boxCode": "KS001001", "companyId": 12345},
    "make_token": {"kind": "Customer", "methods": ["boxtype.list"], "partyId": 7002},
    "revoke_token": {"token": "TOKEN"},
    "grant_methods": {"token": "TOKEN", "methods": ["boxtype.list"]},
    "set_users": {"users": 7, "companyId": 12345},
    "recount_all": {"boxes": 2, "companyId": 12345},
    "grow": {"lines": 3, "companyId": 12345},
    "sell_by_phone": {"lotId": LOT, "boxes": 1},
    "correct_stock": {"lotId": LOT, "boxes": 7, "why": "counted"},
    "receive_more": {"lotId": LOT, "boxes": 1},
    "receive": {
        "productId": 100_001,
        "vendorId": 901,
        "boxTypeId": 1057,
        "boxes": 3,
        "bunches": 12,
        "stemsBunch": 25,
        "price": 10.5,
        "origin": 2,
        "day": "2026-11-12",
        "until": "2026-11-20",
        "reservedFor": CUSTOMER,
    },
    "bring_in": {"lotId": 428_016},
    "withdraw_lot": {"lotId": LOT, "why": "expired"},
    "change_price": {"lotId": LOT, "price": 1.25, "priceB": 1.35},
    "set_customer_prices": {"customerId": CUSTOMER, "priceList": "B", "ecommerceMarkup": 2.5},
    "set_days_of_service": {
        "customerId": CUSTOMER,
        "carrierId": FEDEX,
        "weekdays": [0, 1],
        "transitDays": 2,
        "cubeRate": 4.25,
        "account": "AC 7",
    },
    "declare_availability": {
        "productId": 100_001,
        "vendorId": 902,
        "boxTypeIds": [1057, 1058],
        "boxes": 3,
        "bunches": 12,
        "stemsBunch": 25,
        "cost": 8.25,
        "price": 10.5,
        "day": "2026-11-12",
        "until": "2026-11-20",
    },
    "share_lot": {
        "lotId": 428_001,
        "productId": 100_001,
        "vendorId": 902,
        "boxTypeId": 1057,
        "cost": 8.25,
        "price": 10.5,
    },
    "change_availability": {"lotId": OFFER, "boxes": 7, "price": 1.25, "until": "2026-12-24"},
    "withdraw_availability": {"lotId": OFFER + 1},
    "set_shop_origins": {"companyId": 12345, "origins": [1, 2]},
    "mark_lot": {"lotId": LOT, "held": True, "reservedFor": CUSTOMER},
    "check_out_web_order": {"webOrderId": WEB_ORDER, "customerPo": "PO 1"},
    "cancel_web_order": {"webOrderId": WEB_ORDER},
    "time_out_web_order": {"webOrderId": WEB_ORDER},
    "remove_web_order_line": {"webOrderItemId": WEB_LINE},
}
IBUYFLOWERS: dict[str, Fields] = {
    "check_out": {
        "florist": 1,
        "arrivalDate": THURSDAY.isoformat(),
        "lines": [{"key": "1-1", "boxes": 1, "connectionId": 1}],
        "shipTo": ADDRESS,
        "poNumber": "PO 7",
    },
    "cancel": {"orderId": 10_000_001},
    "card_fails": {"florist": 1, "refusals": 2},
    "reject_card": {"orderId": 10_000_001},
    "charge": {"orderId": 10_000_001, "revision": 0},
    "pack": {"orderId": 10_000_001, "revision": 0},
    "deliver": {"orderId": 10_000_001, "revision": 0},
}
AXERRIO: dict[str, Fields] = {
    "sell": sale(mixed()),
    "change_order": {"orderId": 500_004, "lines": [solid(articleKey=MONDIAL, lineId=1)]},
    "cancel_order": {"orderId": 500_004},
    "keep_article": {"articleKey": ASSORTED, "description": "Assorted"},
    "choose_boxes": {"orderId": 500_001, "lineId": 1, "count": 2, "awb": "729-12345675"},
    "print_labels": {"orderId": 500_001},
    "stop_service": {"accountId": 1},
    "start_service": {"accountId": 1},
    "send_again": {"connectionId": 1, "count": 2},
}
GOOD = {"komet": KOMET, "ibuyflowers": IBUYFLOWERS, "axerrio": AXERRIO}

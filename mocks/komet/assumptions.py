"""Komet's switches: what no page and no observed client settles. Reasons name the decision."""

from dataclasses import dataclass

from mocks.core.assumptions import switch


@dataclass(frozen=True)
class KometAssumptions:
    """Every switch of the Komet simulator, with its default."""

    mark_code_echoed: str = switch(
        "yes", "no", reason="lines are read back with the mark code they were given"
    )
    order_ref_echoed: str = switch(
        "yes", "no", reason="invoice.create's reference is read back as orderRef"
    )
    prebook_vendor_ship_date: str = switch(
        "header", "unset", reason="a line's vendor ship date is the header's ship date"
    )
    prebook_item_ids: str = switch(
        "yes", "no", reason="other pages say item ids come from prebook.create"
    )
    unknown_fields: str = switch(
        "accept", "refuse", reason="the pages we have are cut, so a field may exist"
    )
    empty_status: str = switch("1", "0", reason="an empty result was asked for correctly")
    customer_token_ship_to: str = switch(
        "yes", "no", reason="version 1 of the page lists a method beginning customer.s"
    )
    inactive_customers: str = switch(
        "refuse", "accept", reason="no screen sells to a customer that is not active"
    )
    order_item_ids: str = switch(
        "same", "different", reason="inventoryId and orderItemId name the same line"
    )
    checkout_tokens: str = switch(
        "user", "user_and_customer", reason="web-order.checkout is marked User only"
    )
    autoconfirm: str = switch(
        "no", "yes", reason="a setting of the company confirms orders at checkout"
    )
    cart_timer: str = switch(
        "off", "60_minutes", reason="nobody says whether the shop's timer touches the API's orders"
    )
    carrier_choice: str = switch(
        "all_carriers",
        "day_of_service",
        reason="a setting of the company: all carriers, or those of the customer's Days of Service",
    )
    other_carriers: str = switch(
        "accept",
        "refuse",
        reason="no page says that an order may name only the carriers that were shown",
    )
    delete_checked_out: str = switch(
        "until_confirmed", "never", reason="web-order.delete voids the order it made"
    )
    invoice_sharing: str = switch(
        "own", "shared", reason="a web order's lines are kept in an order of their own"
    )
    add_to_checked_out: str = switch(
        "refuse", "new_order", reason="a checked-out or cancelled web order takes no more lines"
    )
    internal_fee: str = switch(
        "exempt", "charged", reason="internal company transactions are generally exempt"
    )
    fee_on_cancel: str = switch(
        "back", "kept", reason="a fee for an order that never was would be contested"
    )
    eastern_time: str = switch(
        "fixed", "us_eastern", reason="the screens say EST, which is UTC-5 all year"
    )
    bad_invoice_line: str = switch(
        "nothing", "rest", reason="an invoice with one bad line creates nothing"
    )
    allowance_day: str = switch("utc", "us_eastern", reason="times in the API are GMT")
    refused_calls: str = switch("count", "free", reason="a refused call is a request")
    invoice_money: str = switch(
        "number", "text", reason="pages say decimal; one client saw 1,234.50 as text"
    )
    answer_dates: str = switch(
        "iso", "us", reason="pages say YYYY-MM-DD; some answers were MM/DD/YYYY"
    )
    available_date: str = switch(
        "open_market", "all_origins", reason="the page says: only for Open Market inventory"
    )
    web_order_origins: str = switch(
        "all",
        "stock",
        reason="the newest page of web-order-item.add names origins 1 and 2, older ones also 3 and"
        " 4, and the shop's list shows them all",
    )
    availability_purchase: str = switch(
        "order",
        "need",
        reason="pages say that lines of vendor availability are put on a pending purchase order"
        " by themselves, and that prebook lines are needs until somebody buys them",
    )
    page_rows: str = switch(
        "1000", "30", reason="rows per page may be asked for; no limit is published"
    )
    standing_order_days: str = switch(
        "7",
        "3",
        reason="how many days before the truck date a standing order's prebook is made is a setting"
        " of the company",
    )
    standing_order_boxes: str = switch(
        "bought",
        "reserved",
        reason="standing orders and reserved inventory must not share a customer; what happens if"
        " they do is not said",
    )
    web_order_numbers: str = switch(
        "invoice",
        "both",
        "none",
        reason="the rest of an item's fields is not shown; sisters name the order a line is in",
    )
    vendor_order_state: str = switch(
        "workflow",
        "pending",
        "approved",
        "confirmed",
        reason="pages say pending, approved and confirmed of orders vendors make; the first follows"
        " the company's setting",
    )
    purchase_item_ids: str = switch(
        "yes", "no", reason="the answers of the methods that make purchase orders are not shown"
    )
    unknown_mark: str = switch(
        "prefix", "none", reason="unmapped products carry the mark UNKNOWN; where is not shown"
    )
    awb_on_pending: str = switch(
        "refuse", "accept", reason="a vendor can not process an order that waits for approval"
    )
    awb_again: str = switch(
        "refuse", "replace", reason="flights are cancelled, and no page says how an AWB is replaced"
    )
    box_codes_most: str = switch(
        "any", "5", reason="boxCodes is typed array:5, but lines of more boxes are shipped"
    )
    mandatory_carriers: str = switch(
        "no", "yes", reason="Mandatory Carriers on the POs is a setting of the company"
    )
    allow_changing_sales_price: str = switch(
        "no", "yes", reason="a vendor's sales price counts only where the company set it so"
    )
    shop_location: str = switch(
        "required", "optional", reason="ecommerce/inventory.list: an older page requires a location"
    )

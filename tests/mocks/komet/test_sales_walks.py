"""Whatever programs, florists, sales staff and nights do to orders in whatever order: laws hold."""

from random import Random

import pytest

from mocks.core.errors import Refusal
from mocks.komet.seed import CUSTOMER
from tests.mocks.komet.sales import THURSDAY, free_item
from tests.mocks.komet.standing import CREATE, DELETE, Standing

STEPS = 80
#: Switches that decide what becomes of lines and fees.
SWITCHES = {
    "invoice_sharing": ("own", "shared"),
    "fee_on_cancel": ("back", "kept"),
    "autoconfirm": ("no", "yes"),
    "cart_timer": ("off", "60_minutes"),
    "internal_fee": ("exempt", "charged"),
    "standing_order_boxes": ("bought", "reserved"),
    "standing_order_days": ("7", "3"),
}
WEEKDAYS = ("Monday", "Tuesday,Friday", "Wed,Thu", "Friday")


class Walk:
    """Two days of random deeds on a desk; `refused` and `done` count what became of them."""

    def __init__(self, seed):
        self.draw = Random(f"sales/{seed}")
        switches = {name: self.draw.choice(values) for name, values in SWITCHES.items()}
        self.desk = Standing(**switches)
        self.done = self.refused = 0

    def one(self, table, fallback=1):
        rows = list(getattr(self.desk.state, table))
        return self.draw.choice(rows) if rows else fallback

    def step(self):
        invoices = (self.bills, self.joins, self.joins, self.leaves, self.leaves, self.moves)
        shop = (self.buys, self.buys, self.checks_out, self.gives_up)
        again = (self.orders_again, self.stops_item, self.runs)
        self.draw.choice((*invoices, *shop, *again, self.waits, self.staff, self.cuts))()

    def asks(self, name, who="company", **fields):
        status = self.desk.ask(name, who, **fields)["status"]
        self.done, self.refused = self.done + status, self.refused + 1 - status

    def does(self, name, **fields):
        try:
            self.desk.do(name, **fields)
            self.done += 1
        except Refusal:
            self.refused += 1

    def line(self):
        lot = self.draw.choice((self.desk.lot, self.desk.second, self.desk.reserved))
        return {"orderItemId": lot, "boxes": self.draw.randrange(1, 4), "price": 2.5}

    # --- invoices ---------------------------------------------------------------------------------

    def bills(self):
        fields = {"statusDraft": self.draw.randrange(2), "shipDate": THURSDAY, "carrierId": 1360}
        customer = self.draw.choice((CUSTOMER, 7003))
        self.asks("invoice.create", customerId=customer, invoiceItems=[self.line()], **fields)

    def joins(self):
        self.asks("invoice.item.add", invoiceId=self.one("invoices"), **self.line())

    def leaves(self):
        item = self.one("invoice_items")
        known = self.desk.state.invoice_items.get(item)
        invoice = known.invoice_id if known else 1
        self.asks("invoice.item.delete", invoiceId=invoice, invoiceItemId=item)

    def moves(self):
        invoice = self.desk.state.invoices.get(self.one("invoices"))
        number = invoice.number if invoice else 1
        name = self.draw.choice(("checkout", "checkout", "confirm", "void"))
        reason = {"reason": "x"} if name == "void" else {}
        self.asks(f"invoice.{name}", invoiceNumber=number, **reason)

    # --- the shop ---------------------------------------------------------------------------------

    def buys(self):
        order = {"webOrderId": self.one("web_orders")} if self.draw.randrange(2) else {}
        made = order or {"webOrderId": self.desk.open()}
        future = self.draw.randrange(2)
        call = self.desk.add_future if future else self.desk.add
        status = call(quantity=self.draw.randrange(1, 4), **made)["status"]
        self.done, self.refused = self.done + status, self.refused + 1 - status

    def checks_out(self):
        order = {"customerId": CUSTOMER, "webOrderId": self.one("web_orders")}
        self.asks("web-order.checkout", "user", **order)

    def gives_up(self):
        order = {"customerId": CUSTOMER, "webOrderId": self.one("web_orders")}
        self.asks("web-order.delete", "customer", **order)

    # --- standing orders --------------------------------------------------------------------------

    def orders_again(self):
        items = [free_item(boxes=one) for one in range(1, self.draw.randrange(2, 4))]
        fields = {"truckDays": self.draw.choice(WEEKDAYS), "items": items}
        self.asks(CREATE, "customer", **self.desk.wanted(**fields))

    def stops_item(self):
        order = self.desk.state.standing_orders.get(self.one("standing_orders"))
        items = order.items if order else ()
        item = self.draw.choice(items).id if items else 1
        ids = {"standingOrderId": order.id if order else 1, "standingOrderItemId": item}
        self.asks(DELETE, self.draw.choice(("company", "customer")), **ids)

    def runs(self):
        name = self.draw.choice(("run_standing_order", "cancel_standing_order"))
        self.does(name, standingOrderId=self.one("standing_orders"))

    # --- people and time --------------------------------------------------------------------------

    def waits(self):
        self.desk.world.advance(self.draw.choice((60, 3600, 7200)))

    def staff(self):
        name, field, table = self.draw.choice(
            (
                ("remove_invoice_line", "invoiceItemId", "invoice_items"),
                ("remove_web_order_line", "webOrderItemId", "web_order_items"),
                ("delete_prebook_line", "prebookItemId", "prebook_items"),
                ("delete_prebook", "prebookId", "prebooks"),
                ("check_out_prebook_lines", "prebookId", "prebooks"),
            )
        )
        self.does(name, **{field: self.one(table)})

    def cuts(self):
        boxes = self.draw.randrange(4)
        self.does("cut_prebook_line", prebookItemId=self.one("prebook_items"), boxes=boxes)


@pytest.mark.parametrize("seed", range(12))
def test_every_law_holds_after_any_walk(seed):
    walk = Walk(seed)
    for _ in range(STEPS):
        walk.step()
    assert walk.done and walk.refused
    assert walk.desk.lawful()
    walk.desk.nights(9)
    assert walk.desk.lawful()
    assert walk.desk.world.failed_acts == []

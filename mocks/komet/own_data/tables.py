"""The templates: what a company's files hold, one line per column.

Products, customers, carriers and days of service have the columns and limits of Komet's own import
templates. There is no template of inventory: its columns are the fields of
inventory.openmarket.list and, for boxes to come, of future.inventory.openmarket.list.
"""

from typing import Any, NamedTuple

from mocks.core.fields import BOXES_MOST
from mocks.komet.own_data.cells import (
    Kind,
    amount,
    day,
    emails,
    flag,
    identity,
    one_of,
    text,
    whole,
)

PRODUCTS, CUSTOMERS, CARRIERS, INVENTORY = "products", "customers", "carriers", "inventory"
SERVICES = "days_of_service"
#: Monday first, as their columns stand.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONEY = ("99999999.99", 2)
#: In percent, as far as anybody adds them.
_MARK_UP = ("1000", 2)
_SIGN = {"$": "$", "%": "%"}


class Column(NamedTuple):
    """A column: its title, what its cells may hold, and what an empty one stands for.

    What must not stand in two rows is `unique`; what is `unused` is checked, and no more.
    """

    title: str
    kind: Kind
    default: Any = ""
    required: bool = False
    unique: bool = False
    unused: bool = False

    @property
    def rule(self) -> str:
        """What may stand in it, in words."""
        need = "Required" if self.required else "Optional"
        return f"*{need}: {self.kind.right}"


def _needed(title: str, kind: Kind, *, unique: bool = False) -> Column:
    return Column(title, kind, required=True, unique=unique)


def _unused(title: str, kind: Kind, default: Any = "") -> Column:
    return Column(title, kind, default, unused=True)


def _own_id(title: str) -> Column:
    return Column(title, identity(), None, unique=True)


#: Every template by the option that names its file, in the order in which they are checked.
TABLES: dict[str, tuple[Column, ...]] = {
    CARRIERS: (
        _own_id("ID"),
        _needed("Carrier", text(50)),
        _needed("Code", text(50), unique=True),
        Column("City", text(50)),
        Column("State", text(50)),
        Column("Zip Code", text(10)),
        Column("Phone", text(20)),
        _unused("Fax", text(20)),
        Column("Active", flag(), True),
        _unused("Capacity", amount(*_MONEY)),
        _unused("Inbound", flag(), False),
        _unused("Inbound Cube Rate", amount(*_MONEY)),
        _unused("Outbound", flag(), False),
    ),
    CUSTOMERS: (
        _unused("Company Location Code", text(50)),
        _own_id("Customer Id"),
        _needed("Name", text(200)),
        _needed("Code", text(50), unique=True),
        Column("Active", flag(), True),
        Column("Customer Type", text(50)),
        Column("Phone", text(50)),
        Column("Fax", text(20)),
        _unused("Web Page", text(200)),
        _unused("Terms", text(50)),
        _unused("Payment Method", text(50)),
        _unused("Hold", flag(), False),
        Column("Credit Limit", amount("999999999999999", 2), 0),
        _unused("Customer Group", text(50)),
        Column("Send Invoices To", emails(500)),
        _unused("Send Invoice via Email", flag(), False),
        _unused("Send Invoice via Fax", flag(), False),
        _unused("Send Invoice via Mail", flag(), False),
        Column("Send Statements To", emails(500)),
        _unused("Send Statement via Email", flag(), False),
        _unused("Send Statement via Fax", flag(), False),
        _unused("Send Statement via Mail", flag(), False),
        _unused("Salesperson for Flowers", text(50)),
        _unused("Salesperson for Plants", text(50)),
        Column("Billing Address", text(300)),
        Column("Billing City", text(100)),
        Column("Billing State", text(100)),
        Column("Billing Zip / Postal Code", text(20)),
        Column("Billing Country", text(100)),
        Column("Shipping Address", text(300)),
        Column("Shipping City", text(100)),
        Column("Shipping State", text(100)),
        Column("Shipping Zip / Postal Code", text(20)),
        Column("Shipping Country", text(100)),
        Column("Price B Mark Up Sign", one_of(_SIGN), "$"),
        Column("Price B Mark Up Value", amount(*_MARK_UP), 0),
        _unused("Charge Fuel Surcharge", flag(), False),
        _unused("Show FOB Price", flag(), False),
        Column("Charge Tax", flag(), False),
        _unused("Tax Name", text(100)),
        _unused("Last Sale Date", day(), None),
        Column("Default Price", one_of({"A": "A", "B": "B"}), "A"),
        _unused("Tax Exempt #", text(50)),
        _unused("VAT Code", text(50)),
        _unused("Ask Payment Upon Confirmation", flag(), False),
        _unused("Finance Charge Percentage", whole(0, 999)),
        _unused("Main Location Code", text(100)),
        _unused("Territory", text(50)),
        Column("Accounting Code", text(50)),
        _unused("Tags", text(100)),
        Column("E-commerce Mark Up Sign", one_of(_SIGN), "$"),
        Column("E-commerce Mark Up Value", amount(*_MARK_UP), 0),
        Column(
            "E-commerce Display Vendor",
            one_of({"No": "none", "Only the code": "code", "Only the name": "name"}),
            "none",
        ),
        _unused("E-commerce Send Check-Out Notification To", emails(500)),
        Column("E-commerce Show Arrival Date", flag(), False),
        _unused(
            "E-commerce Ship Via",
            one_of(
                dict.fromkeys(("Through the warehouse", "Direct from the vendor", "User's Choice"))
            ),
        ),
    ),
    SERVICES: (
        Column("ID", identity(), None, unique=True, unused=True),
        _unused("Location Code", text(50)),
        _needed("Customer Code", text(50)),
        _needed("Carrier Code", text(50)),
        *(Column(name, one_of({"X": True}), False) for name in WEEKDAYS),
        Column("Rate(per Cube)", amount("99999", 5), None),
        Column("Transit Days", whole(0, 99), None),
        Column("Carrier Account #", text(20)),
    ),
    PRODUCTS: (
        _own_id("Product ID"),
        _needed("Category", text(100)),
        Column("LegacyCode", text(50), unique=True),
        Column("Color", text(50)),
        _needed("Variety", text(100)),
        Column("Grade", text(50)),
        _unused("VBNCode", text(50)),
        _unused("Default Unit Type", one_of({"Stem": "Stem", "Bunch": "Bunch"})),
        Column("Active", flag(), True),
    ),
    INVENTORY: (
        _own_id("inventoryId"),
        Column("companyProductId", identity(), None),
        Column("productDescription", text(200)),
        Column("productCode", text(50)),
        _unused("grade", text(100)),
        _unused("category", text(200)),
        Column("vendor", text(200)),
        _needed("quantity", whole(0, BOXES_MOST)),
        Column("totalUnits", whole(0, 10**13), None),
        Column("boxTypeId", identity(), None),
        Column("boxTypeCode", text(4)),
        _needed("unitType", one_of({"Bunch": "Bunch", "Stem": "Stem"})),
        _needed("bunches", whole(1, 10_000)),
        Column("unitsPerBox", whole(0, 10**8), None),
        Column("stemsBunch", whole(0, 10_000), 0),
        _needed("price", amount(*_MONEY)),
        Column("priceB", amount(*_MONEY), None),
        _unused("fobPrice", amount(*_MONEY)),
        Column("portOfOrigin", text(10)),
        Column("availableFrom", day(), None),
        Column("availableTo", day(), None),
    ),
}

"""ecommerce-lite/settings: how the small shop is set up for a customer."""

import msgspec
from msgspec import UNSET, UnsetType

from mocks.core.fields import Id
from mocks.komet.order_parts import Komet
from mocks.komet.party import customer_for
from mocks.komet.wire import AccountHeaders, Call, Envelope, given, method

#: What `showVendorCodeOrName` says of a farm: nothing, its code, its name.
VENDOR_SHOWN = {"none": 0, "code": 1, "name": 2}


class LiteSettingsCall(Call, frozen=True, kw_only=True):
    """Input of ecommerce-lite/settings."""

    customerId: Id


class LiteUser(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's set-up; `showVendorCodeOrName` is 0 hidden, 1 code, 2 name."""

    isMultilocation: bool
    showArrivalDate: bool
    isEcommerceLite: bool
    chargeTax: bool
    isMultiCompany: bool
    isAdminSales: bool
    showVendorCodeOrName: int
    companyName: str
    customerName: str
    username: str | UnsetType = UNSET
    enableAccessAppMobile: bool


class LiteSettings(Envelope, frozen=True, kw_only=True):
    """One entry; the company's logo is not available for the time being (published)."""

    userInfo: list[LiteUser]


@method(
    "GET",
    "ecommerce-lite/settings",
    tokens="Customer",
    source="APIDocs 11175551; KB 3331385",
    headers=AccountHeaders,
    notes="assumed: one entry; a customer buys of one company and by the small shop, is no sales"
    " administrator and has the mobile app; username is where the customer's invoices are sent",
)
def lite_settings(context: Komet, call: LiteSettingsCall) -> LiteSettings:
    """How the small shop is set up for a customer.

    Raises:
        Missing: if the customer does not exist.
        NoEntry: if the token names another customer.
    """
    customer = customer_for(context, call.customerId)
    company = context.state.companies[customer.company_id]
    user = LiteUser(
        isMultilocation=company.multi_location,
        showArrivalDate=customer.show_arrival_date,
        isEcommerceLite=True,
        chargeTax=customer.charge_tax,
        isMultiCompany=False,
        isAdminSales=False,
        showVendorCodeOrName=VENDOR_SHOWN[customer.vendor_shown],
        companyName=company.name,
        customerName=customer.name,
        username=given(customer.email_for_invoices.partition(";")[0].strip()),
        enableAccessAppMobile=True,
    )
    return LiteSettings(userInfo=[user])

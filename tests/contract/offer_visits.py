"""Programs at what others offer and at single lines of the shop: what the engine never asks for."""

from __future__ import annotations

from typing import Any

from integration.lab.contract import published
from integration.lab.harness import Lab
from integration.lab.people.offers import Offers
from integration.lab.wire import Witness
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from tests.contract.vendor_visits import COMPANY_TOKEN, answered


def look_at_offers() -> Witness:
    """Offers are listed, looked at line by line and put on a prebook."""
    with Lab(witness=Witness(published())) as lab:
        offer = Offers(lab.komet).declare("orchids", 6)
        lot = lab.komet.lot(offer)
        day = str(lot.day)
        rows = _ask(lab, "vendor.availability.items.list", dateFrom=day, dateTo=day)
        assert offer in {row["inventoryId"] for row in rows["inventoryItems"]}
        assert _ask(lab, "inventory.consolidated.openmarket.list")["inventoryItems"]
        shop = {"customerId": CUSTOMER, "inventoryLineIds": offer, "inventoryOrigin": lot.origin}
        account = {"x_account": COMPANY}
        dates = _ask(lab, "ecommerce/inventory-available-dates.list", **shop, **account)
        leaving = {"date": dates["availableDateFrom"], "carrierId": FEDEX}
        (row,) = _ask(lab, "ecommerce/inventory.get", **shop, **leaving, **account)["products"]
        assert row["quantity"] == 6
        header = {"customerId": CUSTOMER, "carrierId": FEDEX, "shipDate": leaving["date"]}
        prebook = _ask(lab, "prebook.create", **header)["prebookId"]
        line = {"prebookId": prebook, "inventoryIds": str(offer), "quantity": 2, "price": 9}
        _ask(lab, "prebook.vendor.availability.item.add", **line)
        assert lab.komet.lot(offer).left == 4
        assert lab.witness is not None
        return lab.witness


def _ask(lab: Lab, method: str, **fields: Any) -> dict[str, Any]:
    return dict(answered(lab.raw.komet(method, COMPANY_TOKEN, **fields)).value)

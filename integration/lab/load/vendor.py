"""The vendor of a load run: joined to the company, its orders approved as they come."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from integration.app import connect_axerrio
from integration.engine import Engine
from integration.lab.afterwards import ask
from integration.model import VENDOR
from integration.schedule import PURCHASES
from integration.store import SqlStore
from integration.vendor_connect import VendorRequest

#: The vendor in Komet, its account with Axerrio, its code for the marketplace's customer.
VENDOR_ID, ACCOUNT, CUSTOMER_CODE = 901, 1, "PEN"
#: What it sells in a load run, in its own words, and the company's product it is.
ARTICLE, WORDS, STEMS, PRODUCT = 1001, "Rose Freedom 50cm", 25, 100_001


def join(engine: Engine, facts: Mapping[str, Any], users: int) -> str:
    """Join the vendor to the company of `facts`; why not, if it could not be."""
    komet = facts["addresses"]["komet"]
    ask(komet, "/_lab/act/komet/set_purchase_workflow", {"workflow": "auto-approve"})
    request = VendorRequest(
        name="Axerrio",
        komet_url=komet,
        axerrio_url=facts["addresses"]["axerrio"],
        onboarding_key=facts["keys"]["axerrio"]["onboarding"],
        token=facts["tokens"]["vendor"],
        company_id=facts["ids"]["company"],
        vendor_id=VENDOR_ID,
        account_id=ACCOUNT,
        carrier_id=facts["ids"]["carrier"],
        customers={CUSTOMER_CODE: facts["ids"]["customer"]},
        role="Admin",
        add_on=True,
        users=users,
    )
    report = connect_axerrio(engine, request)
    return "" if report.connection else "; ".join(str(one) for one in report.findings)


def map_words(komet: str) -> bool:
    """Let somebody in Komet say which product the vendor's words mean; whether they were known.

    Nobody can before the first order has used them.
    """
    words = {"vendorId": VENDOR_ID, "description": WORDS, "stemsBunch": STEMS}
    with suppress(OSError):
        ask(komet, "/_lab/act/komet/map_product", words | {"productId": PRODUCT})
        return True
    return False


def looked_since(store: SqlStore, since: datetime) -> bool:
    """Whether the engine of that store has looked at every vendor's lines since that moment."""
    vendors = [one.id for one in store.connections() if one.partner == VENDOR]
    looks = [store.stream(one, PURCHASES).last_ok_at for one in vendors]
    return all(at is not None and at >= since for at in looks)

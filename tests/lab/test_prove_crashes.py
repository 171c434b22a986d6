"""Every story ends as it must, by itself and with an engine that dies on the way."""

from __future__ import annotations

import pytest

from integration.lab.prove import crashes as prove_crashes
from integration.lab.prove.crash_stories import STORIES, VendorStory

#: What the vendor's story has to pass: every call of either option, and the writes around them.
PASSED = {
    "axerrio /api/integration/events",
    "axerrio /api/integration/order-state",
    "axerrio /api/integration/purchase-order",
    "axerrio /api/integration/purchase-order/withdraw",
    "komet /api/prebook.create",
    "komet /api/prebook.details.list",
    "komet /api/prebook.item.delete",
    "komet /api/purchase.order.create",
    "komet /api/purchase.order.item.delete",
    "komet /api/purchase.order.items.awb.add",
    "komet /api/purchase.order.list",
    "komet /api/purchase.order.mixed.create",
    "store save_need",
    "store save_step",
    "store save_vendor_line",
    "store save_vendor_order",
    "store take_vendor_events",
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_in_which_nobody_dies_ends_as_it_must(name: str) -> None:
    passed, broken = prove_crashes.tell(name, 0)
    assert (broken, len(passed) > 400) == ("", True)


def test_the_vendors_story_passes_every_call_of_either_option() -> None:
    counted = prove_crashes.by_kind(prove_crashes.points("Vendor"))
    assert set(counted) >= PASSED
    assert all(times % 2 == 0 for times in counted.values())


@pytest.mark.parametrize("at", [150, 420])
def test_an_engine_that_dies_on_the_way_changes_nothing_about_the_end(at: int) -> None:
    passed, broken = prove_crashes.tell("Vendor", at)
    assert (broken, len(passed) > at) == ("", True)


def test_a_story_that_ends_otherwise_is_told_with_its_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(VendorStory, "wrong", lambda _: "the boxes are still there")
    _, broken = prove_crashes.tell("Vendor", 9)
    assert broken.startswith("Vendor token, point 9 (")
    assert broken.endswith("): the boxes are still there")

"""What is loaded takes the place of what was seeded, and nothing points into the void."""

import msgspec
import pytest

from mocks.core.api import Request
from mocks.core.control import Control
from mocks.core.web import Stage
from mocks.komet.facts.own_data import OwnData, OwnDataLoaded
from mocks.komet.own_data.loading import loaded
from mocks.komet.records import Product, Record
from mocks.komet.seed import COMPANY, CUSTOMER, FEDEX
from mocks.komet.state import KometState
from mocks.worlds import WorldSpec, build_world
from tests.mocks.komet.own_data.bringing import DAY, FREEDOM, INVENTORY, PRODUCTS, load, put, seeded

LINE = "RF50,12,QB,Bunch,10,25,9.75\n"
POINTERS = {
    "product_id": "products",
    "customer_id": "customers",
    "reserved_for": "customers",
    "carrier_id": "carriers",
    "vendor_id": "vendors",
    "lot_id": "lots",
    "box_type_id": "box_types",
}
EVERY = {
    "products": PRODUCTS + FREEDOM,
    "customers": "Name,Code,Shipping City\nPetals,P,Albany\n",
    "carriers": "Carrier,Code\nTruck,TRK\n",
    "inventory": INVENTORY + LINE,
    "days_of_service": "Customer Code,Carrier Code,Monday\nIBF,FDX,X\n",
}


def with_files(folder, *names, lines=40) -> KometState:
    state = seeded(lines)
    texts = {name: EVERY[name] for name in names}
    if names == ("inventory",):
        texts["inventory"] = INVENTORY + LINE.replace("RF50", known(seeded()).code)
    bring(state, load(folder, **texts).own)
    return state


def bring(state: KometState, own: OwnData) -> None:
    state.record(state.ledger.since(0)[0].at, OwnDataLoaded(own=own))


def known(state: KometState) -> Product:
    """A seeded product with a code."""
    return next(one for one in owned(state.products) if one.code)


def owned(table) -> list:
    return [row for row in table.values() if row.company_id == COMPANY]


def dangling(state: KometState) -> list[str]:
    return [
        f"{name} {row.id if hasattr(row, 'id') else row}: {field}"
        for name, table in vars(state).items()
        if isinstance(table, dict)
        for row in table.values()
        if isinstance(row, Record)
        for field, target in POINTERS.items()
        if getattr(row, field, None) is not None
        and getattr(row, field) not in getattr(state, target)
    ]


@pytest.mark.parametrize("names", [[name] for name in EVERY] + [list(EVERY)], ids=" ".join)
def test_nothing_points_to_what_is_gone(tmp_path, names):
    assert dangling(with_files(tmp_path, *names)) == []


def test_all_of_it_takes_the_place_of_what_was_seeded(tmp_path):
    state = with_files(tmp_path, *EVERY)
    assert [one.code for one in owned(state.products)] == ["RF50"]
    assert [one.code for one in owned(state.customers)] == ["IBF", "P"]
    assert [one.code for one in owned(state.carriers)] == ["FDX", "TRK"]
    assert [one.left for one in owned(state.lots)] == [12]
    assert {one.customer_id for one in state.ship_tos.values()} >= {CUSTOMER, 7101}


@pytest.mark.parametrize(
    ("name", "table"),
    [("products", "products"), ("customers", "customers"), ("inventory", "lots")],
)
def test_other_companies_keep_what_is_theirs(tmp_path, name, table):
    def others(state: KometState) -> list:
        return [row for row in getattr(state, table).values() if row.company_id != COMPANY]

    assert others(with_files(tmp_path, name)) == others(seeded(40))


def test_inventory_alone_leaves_the_seeded_products(tmp_path):
    state = seeded(40)
    product = known(state)
    bring(state, load(tmp_path, inventory=INVENTORY + LINE.replace("RF50", product.code)).own)
    assert owned(state.products) == owned(seeded(40).products)
    assert [one.product_id for one in owned(state.lots)] == [product.id]


def test_products_alone_get_an_inventory_of_each_in_turn_but_the_inactive(tmp_path):
    text = f"{PRODUCTS}{FREEDOM},Tulip,T,,Strong Gold,,Y\n,Rose,OLD,,Old,,N\n"
    state = seeded(40)
    bring(state, load(tmp_path, products=text).own)
    lots = owned(state.lots)
    assert len(lots) == 20
    assert [one.product_id for one in lots[:4]] == [300001, 100_001] * 2
    assert state.next_id("lot") > max(one.id for one in lots)


def test_customers_alone_leave_lines_reserved_for_nobody_who_is_gone(tmp_path):
    state = seeded(3000)
    assert {one.reserved_for for one in owned(state.lots)} == {None, CUSTOMER, 7002}
    bring(state, load(tmp_path, customers=EVERY["customers"]).own)
    assert {one.reserved_for for one in owned(state.lots)} == {None, CUSTOMER}


def test_customers_forget_the_days_of_carriers_that_are_gone(tmp_path):
    state = seeded()
    text = "Customer Code,Carrier Code,Monday\nIBF,FDX,X\nIBF,ARM,X\n"
    bring(state, load(tmp_path, days_of_service=text).own)
    assert len(state.customers[CUSTOMER].services) == 2
    bring(state, load(tmp_path, carriers=EVERY["carriers"]).own)
    assert [one.carrier_id for one in state.customers[CUSTOMER].services] == [FEDEX]


def test_new_ids_come_after_those_that_were_brought(tmp_path):
    state = with_files(tmp_path, *EVERY)
    for kind, table in (("product", "products"), ("shipto", "ship_tos")):
        assert state.next_id(kind) > max(getattr(state, table))


def test_large_ids_move_what_is_counted_on_and_lines_of_vendors_stay_apart(tmp_path):
    state = seeded()
    assert state.next_id("offer") == 70_000_009
    inventory = INVENTORY.replace("productCode", "inventoryId,companyProductId")
    inventory += "70000008,5000000,1,QB,Bunch,10,25,1\n"
    own = load(tmp_path, products=f"{PRODUCTS}5000000,Rose,,,Freedom,,Y\n", inventory=inventory)
    bring(state, own.own)
    assert (state.next_id("product"), state.next_id("lot")) == (5_000_001, 70_000_009)
    assert state.next_id("offer") == 80_000_010


def test_what_the_ledger_keeps_makes_the_same_state_again(tmp_path):
    state = with_files(tmp_path, *EVERY)
    again = KometState()
    for entry in state.ledger:
        fact = msgspec.json.decode(msgspec.json.encode(entry.fact), type=type(entry.fact))
        again.record(entry.at, fact)
    for name, table in vars(state).items():
        if isinstance(table, dict):
            assert getattr(again, name) == table, name
    assert again.ledger.digest() == state.ledger.digest()


def test_a_world_begins_with_it_and_is_reset_to_it(tmp_path):
    own = load(tmp_path, **EVERY).own
    world = build_world(WorldSpec(lines=10, own=own))
    control = Control(WorldSpec(lines=10, own=own), build_world)
    stage = Stage(world)
    for path, body in (("reset", b""), ("seed", b'{"seed": 7}')):
        answer = control(stage, Request("POST", f"/_lab/{path}", {}, body=body))
        assert answer.status == 200, answer.body
        state = stage.world.partners["komet"].state
        assert stage.world is not world
        assert [one.code for one in owned(state.products)] == ["RF50"]
        assert list(owned(state.lots)) == list(own.lots)
    assert (state.seed, FEDEX in state.carriers) == (7, True)


def test_a_world_its_inventory_does_not_fit_is_refused(tmp_path):
    product = max(one.id for one in owned(seeded(40).products))
    text = INVENTORY.replace("productCode", "companyProductId")
    state = seeded(40)
    path = put(tmp_path, "inventory", f"{text}{product},1,QB,Bunch,10,25,1\n")
    own = loaded(state, {"inventory": path}, DAY, 0).own
    with pytest.raises(ValueError, match=f"of product {product}, which is not here"):
        build_world(WorldSpec(lines=2, own=own))
    stranger = next(one for one in state.products.values() if one.company_id != COMPANY)
    neighbours = msgspec.structs.replace(own, products=(stranger,))
    with pytest.raises(ValueError, match="is another company's here"):
        build_world(WorldSpec(lines=2, own=neighbours))

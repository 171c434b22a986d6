import pytest

from mocks.core.errors import BadCall, Missing, NotPossible
from mocks.komet.records import Product
from mocks.komet.seed import COMPANY, FEDEX
from tests.mocks.komet.desk import Desk

SAMPLE = Product(
    id=700,
    company_id=COMPANY,
    description="Rose Ñandú 60 cm",
    category="Roses",
    color="Red",
    variety="Ñandú",
    grade="60 cm",
    code="LH001",
    tags="standard,xmas",
)


def desk_with(*products: Product) -> Desk:
    desk = Desk()
    desk.state.products.update({one.id: one for one in products})
    return desk


def ids(answer, array: str) -> list[int]:
    return [row["id"] for row in answer.get(array, [])]


# --- box types ------------------------------------------------------------------------------------


def test_box_types_come_by_code_with_the_keys_of_the_sample():
    answer = Desk().ask("boxtype.list")
    assert [row["code"] for row in answer["boxtypes"]] == ["EB", "FB", "HB", "QB"]
    assert answer["boxtypes"][1] == {
        "code": "FB",
        "kometNetworkName": "FB",
        "fbe": 1,
        "id": 1056,
        "kometNetworkId": 900,
    }


def test_box_types_by_id():
    assert ids(Desk().ask("boxtype.list", id=1057), "boxtypes") == [1057]


@pytest.mark.parametrize("code", ["HB", "hb"])
def test_box_types_by_code_whatever_the_case(code):
    assert ids(Desk().ask("boxtype.list", code=code), "boxtypes") == [1057]


def test_no_box_type_found_has_the_observed_message_and_no_array():
    assert Desk().ask("boxtype.list", code="ZZ") == {"message": "Boxtype not found.", "status": 1}


def test_box_types_of_another_company_stay_unseen():
    assert "boxtypes" not in Desk().ask("boxtype.list", id=2056)


# --- carriers -------------------------------------------------------------------------------------


def test_carriers_come_by_name_with_the_keys_of_the_sample():
    rows = Desk().ask("carrier.list")["carriers"]
    assert [row["name"] for row in rows] == sorted((row["name"] for row in rows), key=str.lower)
    fedex = next(row for row in rows if row["id"] == FEDEX)
    assert set(fedex) == {
        *("id", "code", "name", "active", "street", "city", "state", "zipCode", "country"),
        *("phone", "kometNetworkName", "kometNetworkId"),
    }
    assert (fedex["active"], len(fedex["kometNetworkName"]) <= 20) == (1, True)


def test_empty_optional_keys_are_left_out():
    row = Desk().ask("carrier.list", "neighbour_company")["carriers"][0]
    assert row == {"id": 2360, "code": "FDX", "name": "FedEx", "active": 1}


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({"id": FEDEX}, ["FDX"]),
        ({"name": "EX pri"}, ["FDX"]),
        ({"name": "prime%ral"}, ["PRF"]),
        ({"code": "arm"}, ["ARM"]),
        ({"active": 0}, ["UPS"]),
        ({"code": "AR"}, []),
        ({"id": FEDEX, "code": "ARM"}, []),
    ],
)
def test_each_filter_of_carriers(wanted, codes):
    answer = Desk().ask("carrier.list", **wanted)
    assert [row["code"] for row in answer.get("carriers", [])] == codes


def test_active_carriers_only():
    rows = Desk().ask("carrier.list", active=1)["carriers"]
    assert {row["active"] for row in rows} == {1}


def test_no_carrier_found():
    assert Desk().ask("carrier.list", id=9) == {"message": "Carriers not found.", "status": 1}


# --- products -------------------------------------------------------------------------------------


def test_products_come_by_description_then_id():
    rows = Desk().ask("product.list")["products"]
    keys = [(row["description"].lower(), row["id"]) for row in rows]
    assert keys == sorted(keys)
    assert len(keys) > 50


def test_a_product_has_the_keys_of_the_sample():
    assert desk_with(SAMPLE).ask("product.list", id=700)["products"] == [
        {
            "id": 700,
            "description": "Rose Ñandú 60 cm",
            "active": 1,
            "category": "Roses",
            "divisionId": 1,
            "divisionDescription": "Flowers",
            "variety": "Ñandú",
            "color": "Red",
            "grade": "60 cm",
            "legacyCode": "LH001",
            "tags": "standard,xmas",
        }
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"description": "ñandú"}, [700]),
        ({"description": "Rose%60"}, [700]),
        ({"description": "60%Rose"}, []),
        ({"legacyCode": "lh001"}, [700]),
        ({"legacyCode": "LH00"}, []),
        ({"id": 700}, [700]),
        ({"id": 701}, []),
    ],
)
def test_each_filter_of_products(wanted, found):
    desk = Desk()
    desk.state.products = {700: SAMPLE}
    assert ids(desk.ask("product.list", **wanted), "products") == found


def test_no_product_found_has_the_observed_message():
    answer = Desk().ask("product.list", id=1)
    assert answer == {"message": "Products not found.", "status": 1}


@pytest.mark.parametrize("name", ["boxtype.list", "carrier.list", "product.list"])
def test_under_the_other_reading_an_empty_result_has_status_zero(name):
    assert Desk(empty_status="0").ask(name, id=5)["status"] == 0


@pytest.mark.parametrize("name", ["boxtype.list", "carrier.list", "product.list"])
def test_master_data_is_for_company_and_vendor_tokens(name):
    desk = Desk()
    assert desk.ask(name, "vendor")["status"] == 1
    for who in ("customer", "user"):
        kind = who.capitalize()
        assert desk.ask(name, who) == {
            "message": f"The method is not available for {kind} tokens.",
            "status": 0,
        }


# --- what people do -------------------------------------------------------------------------------


def test_a_carrier_can_be_switched_off_and_given_other_days():
    desk = Desk()
    desk.do("set_carrier", carrierId=FEDEX, active=False)
    assert desk.ask("carrier.list", id=FEDEX)["carriers"][0]["active"] == 0
    assert desk.state.carriers[FEDEX].weekdays == (0, 1, 2, 3, 4)
    desk.do("set_carrier", carrierId=FEDEX, weekdays=[5])
    assert (desk.state.carriers[FEDEX].active, desk.state.carriers[FEDEX].weekdays) == (True, (5,))


def test_a_week_has_seven_days():
    for fields in ({"weekdays": [7]}, {"weekdays": [-1]}):
        with pytest.raises(BadCall, match="weekdays"):
            Desk().do("set_carrier", carrierId=FEDEX, **fields)


def test_cut_offs_are_set_for_one_weekday_of_company_or_carrier():
    desk = Desk()
    desk.do("set_cut_off", weekday=2, cutOff="0900")
    desk.do("set_cut_off", weekday=2, cutOff="none", carrierId=FEDEX)
    assert desk.state.companies[COMPANY].cut_offs[1:4] == ("1400", "0900", "1400")
    assert desk.state.carriers[FEDEX].cut_offs[1:4] == ("1500", "none", "1500")


@pytest.mark.parametrize(
    ("act", "fields", "code"),
    [
        ("set_cut_off", {"weekday": 0, "cutOff": "noon"}, "cutoff.wrong"),
        ("set_cut_off", {"weekday": 0, "cutOff": "", "carrierId": 1}, "carrier.unknown"),
        ("set_cut_off", {"weekday": 0, "cutOff": "", "companyId": 1}, "company.unknown"),
        ("set_carrier", {"carrierId": 1}, "carrier.unknown"),
    ],
)
def test_what_does_not_exist_is_not_changed(act, fields, code):
    desk = Desk()
    before = desk.facts()
    with pytest.raises((Missing, NotPossible)) as caught:
        desk.do(act, **fields)
    assert (caught.value.code, desk.facts()) == (code, before)

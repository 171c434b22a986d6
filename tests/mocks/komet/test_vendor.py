import pytest

from mocks.komet.records import Vendor
from mocks.komet.seed import COMPANY
from tests.mocks.komet.desk import Desk

LIST = "vendor.list"
#: The page's own items; ids as numbers, as observed (2).
SAMPLE = (
    {"id": 1, "name": "Vendor I", "code": "VI", "cargoMasterCode": "CMVI", "active": 1},
    {"id": 2, "name": "Vendor II", "code": "GII", "cargoMasterCode": "CMVII", "active": 1},
)


def ids(desk, who="company", /, **wanted):
    return [row["id"] for row in desk.ask(LIST, who, **wanted).get("vendors", [])]


def test_vendors_come_by_name_with_the_keys_of_the_page():
    rows = Desk().ask(LIST)["vendors"]
    assert [row["name"] for row in rows] == sorted((row["name"] for row in rows), key=str.lower)
    assert next(row for row in rows if row["id"] == 904) == {
        "id": 904,
        "name": "Dos Ríos Farms",
        "code": "DRIO",
        "portOrigin": "MDE",
        "cargoMasterCode": "CMDRIO",
        "active": 1,
    }


def test_the_page_s_sample_is_read_back():
    desk = Desk()
    for one in SAMPLE:
        desk.state.vendors[one["id"]] = Vendor(
            id=one["id"],
            company_id=COMPANY,
            code=one["code"],
            name=one["name"],
            port="MIA",
            cargo_master_code=one["cargoMasterCode"],
        )
    rows = desk.ask(LIST, name="Vendor I")["vendors"]
    assert rows == [one | {"portOrigin": "MIA"} for one in SAMPLE]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"id": 902}, [902]),
        ({"name": "FLORES"}, [901]),
        ({"name": "dos%farms"}, [904]),
        ({"code": "bosq"}, [902]),
        ({"code": "bos"}, []),
        ({"portOrigin": "nbo"}, [911]),
        ({"portOrigin": "UIO", "code": "CUMB"}, [903]),
        ({"portOrigin": "MIA"}, []),
    ],
)
def test_each_filter_of_vendors(wanted, found):
    assert ids(Desk(), **wanted) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [("true", [990]), (1, [990]), (True, [990]), ("false", []), (0, []), ("", [])],
)
def test_who_is_not_active_is_listed_only_when_asked_for(asked, found):
    desk = Desk()
    assert ids(desk, includeInactive=asked, code="VIEJA") == found
    assert 901 in ids(desk, includeInactive=asked)
    if found:
        assert desk.ask(LIST, includeInactive=asked, id=990)["vendors"][0]["active"] == 0


def test_the_code_of_the_cargo_master_is_only_where_there_is_one():
    row = Desk().ask(LIST, "neighbour_company")["vendors"][0]
    assert "cargoMasterCode" not in row


def test_no_vendor_found_has_the_observed_message_and_no_array():
    assert Desk().ask(LIST, code="ZZ") == {"message": "Vendors not found.", "status": 1}
    assert Desk(empty_status="0").ask(LIST, code="ZZ")["status"] == 0


def test_vendors_of_another_company_stay_unseen():
    desk = Desk()
    assert ids(desk, id=1901) == []
    assert ids(desk, "neighbour_company", id=901) == []
    assert sorted(ids(desk, "neighbour_company")) == [1901, 1902]


@pytest.mark.parametrize("who", ["vendor", "customer"])
def test_only_company_tokens_list_vendors(who):
    answer = Desk().ask(LIST, who)
    text = f"The method is not available for {who.capitalize()} tokens."
    assert answer == {"message": text, "status": 0}


def test_a_flag_that_is_none_is_refused():
    answer = Desk().ask(LIST, includeInactive="perhaps")
    assert answer["message"] == ("The field includeInactive is not valid: expected true or false.")

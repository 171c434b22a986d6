import pytest

from mocks.komet.own_data.checking import Checked, checked, plain
from mocks.komet.own_data.sheets import Sheet
from mocks.komet.own_data.tables import PRODUCTS, TABLES

HEADER = ["Category", "Variety", "Active"]


def check(*rows, table=PRODUCTS, others=()) -> Checked:
    return checked("p.xlsx", Sheet("Stock", [list(row) for row in rows], others), TABLES[table])


def said(*rows) -> list[str]:
    return [str(one).removeprefix("p.xlsx, sheet Stock") for one in check(*rows).problems]


@pytest.mark.parametrize("name", TABLES)
def test_no_two_columns_of_a_template_read_alike(name):
    titles = [plain(column.title) for column in TABLES[name]]
    assert len(set(titles)) == len(titles)


def test_titles_may_be_spelt_loosely():
    header = ["CATEGORY", " legacy code", "vari ety", "VBN_Code", "default unit-type", "active\n"]
    found = check(header, ["Rose", 12.0, "Freedom", "", "bunch", "N"])
    assert found.problems == []
    values = found.rows[0].values
    assert (values["LegacyCode"], values["Default Unit Type"], values["Active"]) == (
        "12",
        "Bunch",
        False,
    )


def test_what_is_not_given_stands_for_what_the_template_says():
    values = check(["Variety", "Category"], ["Freedom", "Rose"]).rows[0].values
    assert values["Active"] is True
    assert values["Product ID"] is None
    assert values["Color"] == ""


def test_every_problem_is_named_at_once_with_its_place():
    rows = (
        HEADER,
        ["Rose", "Freedom", "Y"],
        ["", "Mondial", "y"],
        ["Rose", "x" * 101, "N"],
        ["Rose"],
        ["Rose", "Vendela", "Y", "", "more"],
    )
    assert said(*rows) == [
        ", row 3, column Category: it is empty; give a text of at most 100 characters",
        ", row 3, column Active: 'y'; give Y or N",
        ", row 4, column Variety: 101 characters; give a text of at most 100 characters",
        ", row 5, column Variety: it is empty; give a text of at most 100 characters",
        ", row 6: there are more cells than columns",
    ]


def test_columns_nobody_knows_are_named_with_what_was_meant():
    found = said(
        ["Category", "Variety", "Colour", "Shelf", "", "Variety"], ["Rose", "a", "", 4, "", "b"]
    )
    assert found[0] == ", row 1, column Colour: there is no such column; Color would be right"
    assert found[1].startswith(", row 1, column Shelf: there is no such column; there are Product")
    assert found[2] == ", row 1, column Variety: the column stands there twice"
    assert len(found) == 3


def test_a_value_below_no_title_is_a_problem_and_an_empty_column_is_none():
    assert said(["Category", "", "Variety"], ["Rose", "", "a"]) == []
    assert said(["Category", "", "Variety"], ["Rose", 7, "a"]) == [
        ", row 2: '7' stands in a column without a title"
    ]


def test_a_required_column_may_not_be_missing():
    assert said(["Category"], ["Rose"]) == [
        ", row 1, column Variety: the column is required, and is not there"
    ]


def test_a_sheet_without_a_header_says_which_columns_there_are():
    found = said(["Our products 2026", "", ""], HEADER, ["Rose", "Freedom", "Y"])
    assert len(found) == 1
    assert found[0].startswith(", row 1: no header: found Our products 2026; the columns are")


def test_a_second_header_is_told_from_a_product():
    found = said(HEADER, ["Rose", "Freedom", "Y"], ["category ", "VARIETY", "Active"])
    assert found == [", row 3: the header stands here again: take this row out"]


def test_the_row_that_explains_the_columns_is_left_out_and_said():
    explaining = ["*Required. *At most 100", "(see below)", "*Y or N"]
    found = check(HEADER, ["", "", ""], explaining, ["Rose", "Freedom", "Y"])
    assert (found.problems, [row.number for row in found.rows]) == ([], [4])
    assert found.notes == ["p.xlsx: row 3 explains the columns and is left out"]


def test_a_row_with_a_remark_in_brackets_is_a_row():
    found = check(HEADER, ["(Rose)", "Freedom", "Y"])
    assert [row.number for row in found.rows] == [2]


def test_empty_rows_are_passed_over_and_still_counted():
    found = check([], HEADER, ["", " ", None], ["Rose", "Freedom", "Y"])
    assert [row.number for row in found.rows] == [4]


def test_a_header_alone_is_not_enough():
    assert said(HEADER) == [", row 1: there are no rows below the header"]


def test_ids_and_codes_stand_once_and_both_rows_are_named():
    header = ["Product ID", "LegacyCode", "Category", "Variety"]
    rows = ([7, "RF", "Rose", "a"], [8.0, "rf", "Rose", "b"], ["7", "", "Rose", "c"])
    assert said(header, *rows, ["", "", "Rose", "d"]) == [
        ", row 3, column LegacyCode: rf stands in row 2 too",
        ", row 4, column Product ID: 7 stands in row 2 too",
    ]


def test_what_is_of_no_effect_is_said_once():
    header = ["Category", "Variety", "VBNCode", "Default Unit Type"]
    found = check(header, ["Rose", "a", "1", ""], ["Rose", "b", "2", ""], others=("old",))
    assert found.notes == [
        "p.xlsx: sheet old is not read",
        "p.xlsx: checked, but of no effect here: VBNCode",
    ]

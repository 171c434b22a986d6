import pytest

from mocks.komet.own_data.sheets import BadFile, sheet_of
from tests.mocks.komet.own_data.bringing import FILES, workbook

CAFE = [["Category", "Variety"], ["Rose", "Café"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_as_people_have_it(tmp_path, encoding, separator):
    path = tmp_path / "products.csv"
    text = "".join(f"{separator.join(row)}\r\n" for row in CAFE)
    path.write_bytes(text.encode(encoding))
    assert sheet_of(path).rows == CAFE


def test_the_hint_excel_writes_into_csv_counts_as_a_row_but_is_none(tmp_path):
    path = tmp_path / "products.CSV"
    path.write_bytes(b"sep=;\r\na;b\r\n1,5;2\r\n")
    assert sheet_of(path).rows == [[], ["a", "b"], ["1,5", "2"]]


def test_a_cell_of_csv_may_hold_separators_and_lines(tmp_path):
    path = tmp_path / "customers.csv"
    path.write_bytes(b'Name,Address\n"Petals, Inc.","12 Market\nStreet"\n')
    assert sheet_of(path).rows[1] == ["Petals, Inc.", "12 Market\nStreet"]


def test_rows_of_a_workbook_are_counted_as_on_screen(tmp_path):
    path = workbook(tmp_path / "p.xlsx", {"Stock": [[], [], ["Category"], [12]]})
    sheet = sheet_of(path)
    assert (sheet.name, sheet.rows) == ("Stock", [[""], [""], ["Category"], [12.0]])


def test_the_first_sheet_with_something_on_it_is_read_and_the_others_are_named(tmp_path):
    sheets = {"empty": [], "lists": [["Y"]], "Products": CAFE, "old": [["a"]]}
    sheet = sheet_of(workbook(tmp_path / "p.xlsx", sheets, hidden="lists"))
    assert (sheet.name, sheet.rows, sheet.others) == ("Products", CAFE, ("old",))


def test_an_old_workbook_is_read_too_whatever_its_name_says(tmp_path):
    sheet = sheet_of(FILES / "products.xls")
    assert (sheet.name, sheet.rows[2][:3]) == ("Products", [300001, "Rose", "RF50"])
    misnamed = tmp_path / "products.xlsx"
    misnamed.write_bytes((FILES / "products.xls").read_bytes())
    assert sheet_of(misnamed) == sheet


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.csv", None, "it can not be opened: No such file"),
        ("p.ods", b"a,b\n", "it ends in .ods; give .xlsx, .xls or .csv"),
        ("p", b"a,b\n", "it ends in nothing; give .xlsx"),
        ("p.csv", b"", "it is empty"),
        ("p.xlsx", b" \r\n", "it is empty"),
        ("p.csv", b"PK\x03\x04 and so on", "it is a workbook, not CSV"),
        ("p.xlsx", b"a,b\n1,2\n", "it is no workbook"),
        ("p.xls", b"<html><table></table></html>", "it is no workbook"),
        ("p.xlsx", b"PK\x03\x04 and so on", "it is broken"),
        ("p.xls", b"\xd0\xcf\x11\xe0 and so on", "it is broken"),
        ("p.csv", b"a,\x81\x8d\n", "neither UTF-8 nor Windows-1252"),
        ("p.csv", b"\xff\xfea", "neither UTF-8 nor Windows-1252"),
        ("p.csv", b'a,b\n"' + b"x" * 200_000, "line 2 is not CSV"),
    ],
)
def test_what_can_not_be_read_says_why(tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadFile, match=reason):
        sheet_of(tmp_path / name)


def test_a_password_has_to_be_taken_off():
    with pytest.raises(BadFile, match="protected by a password"):
        sheet_of(FILES / "protected.xlsx")


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "p.csv").mkdir()
    with pytest.raises(BadFile, match="it can not be opened: Is a directory"):
        sheet_of(tmp_path / "p.csv")


def test_a_workbook_may_have_nothing_on_it(tmp_path):
    with pytest.raises(BadFile, match="nothing stands on its sheets"):
        sheet_of(workbook(tmp_path / "p.xlsx", {"a": [], "b": [[" "]]}))


def test_what_the_reader_of_old_workbooks_did_not_foresee_is_said_too(tmp_path):
    whole = bytearray((FILES / "products.xls").read_bytes())
    whole[514] = 0
    (tmp_path / "p.xls").write_bytes(whole)
    with pytest.raises(BadFile, match="it is broken"):
        sheet_of(tmp_path / "p.xls")


def test_a_workbook_cut_short_is_said_to_be_broken(tmp_path):
    whole = workbook(tmp_path / "p.xlsx", {"Products": CAFE}).read_bytes()
    for length in range(10, len(whole), 97):
        (tmp_path / "cut.xlsx").write_bytes(whole[:length])
        with pytest.raises(BadFile, match="it is broken"):
            sheet_of(tmp_path / "cut.xlsx")

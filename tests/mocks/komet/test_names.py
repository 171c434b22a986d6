import pytest

from mocks.komet.names import BadNames, BadRow, read_names


def problems(path) -> list[BadRow]:
    with pytest.raises(BadNames) as caught:
        read_names(path)
    return list(caught.value.problems)


def written(tmp_path, content: bytes):
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    return path


def test_the_column_is_found_by_its_name_and_repeats_stay(tmp_path):
    path = written(
        tmp_path, b'\xef\xbb\xbfkey,product_name\r\n1,Rose\r\n\r\n2,Rose\r\n3,"Ros\xc3\xa9, pale"\n'
    )
    assert read_names(path) == ("Rose", "Rose", "Rosé, pale")


def test_every_bad_row_is_named_at_once_with_its_row_and_reason(tmp_path):
    rows = [
        b"product_name,x",
        b"fine,1",
        b" ,2",
        b"b" * 201 + b",3",
        b"a\x01c,4",
        b"\xff,5",
        b"ok,\xff",
    ]
    found = problems(written(tmp_path, b"\n".join(rows)))
    assert [one.row for one in found] == [3, 4, 5, 6, 7]
    assert [one.reason for one in found] == [
        "the name is empty",
        "the name has 201 characters, at most 200 are allowed",
        "the name has control characters",
        "it is not UTF-8",
        "it is not UTF-8",
    ]


def test_a_row_that_ends_too_early_has_no_name(tmp_path):
    found = problems(written(tmp_path, b"x,product_name\n1\n2,Rose\n"))
    assert found == [BadRow(2, "the name is empty")]


def test_two_hundred_characters_are_still_a_name(tmp_path):
    assert read_names(written(tmp_path, b"product_name\n" + b"n" * 200)) == ("n" * 200,)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name\nRose\n", "there is no column product_name; found, parted by commas: 'name'"),
        (
            b"id;product_name\n1;Rose\n",
            "there is no column product_name; found, parted by commas: 'id;product_name'",
        ),
        (b"", "there is no column product_name; found, parted by commas: nothing"),
        (b"product_name\n\n", "there are no names below the header"),
    ],
)
def test_a_file_without_names_says_so(tmp_path, content, reason):
    assert problems(written(tmp_path, content)) == [BadRow(1, reason)]


def test_a_row_that_is_no_csv_does_not_hide_the_next_ones(tmp_path):
    endless = b"c" * 200_000
    found = problems(written(tmp_path, b"product_name\n" + endless + b"\n \n"))
    assert [one.reason for one in found] == ["it is not CSV", "the name is empty"]


def test_the_message_lists_every_row(tmp_path):
    with pytest.raises(BadNames, match=r"row 2: the name is empty\n  row 3: the name is empty"):
        read_names(written(tmp_path, b"product_name\n \n \n"))

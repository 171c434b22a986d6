"""Which id each row gets: its own, that of the seeded row it stands for, or the next one free."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

from mocks.komet.own_data.checking import Checked, Row, folded
from mocks.komet.own_data.problems import Problem
from mocks.komet.seed import COMPANY

CODE = "Code"


class Needed(NamedTuple):
    """A seeded row the lab stands on, and what it is for."""

    row: Any
    purpose: str


class Numbered(NamedTuple):
    """An id for each row, and what is wrong with those that were given."""

    ids: list[int]
    problems: list[Problem]


def numbered(
    source: Checked, title: str, there: Mapping[int, Any], first: int, needed: Needed | None = None
) -> Numbered:
    """An id for each row of `source`.

    Args:
        source: the rows.
        title: of the column of ids.
        there: the table as seeded; ids of other companies in it can not be had.
        first: where ids are counted from, for rows that have none.
        needed: the seeded row that one of the rows may stand for, by its id or its code.
    """
    foreign = {number for number, row in there.items() if row.company_id != COMPANY}
    given = {row.values[title] for row in source.rows}
    taken = foreign | given | ({needed.row.id} if needed else set())
    free = (number for number in count(first) if number not in taken)
    by_code = needed is not None and needed.row.id not in given
    ids, problems = [], []
    for row in source.rows:
        number = row.values[title]
        if number in foreign:
            reason = f"{number} is another company's in the simulator; give another, or none"
            problems.append(source.problem(row, title, reason))
        if needed and by_code and _has_code(row, needed):
            problems += _only_as(needed, source, row, title)
            number = needed.row.id
        ids.append(next(free) if number is None else number)
    return Numbered(ids, problems)


def _has_code(row: Row, needed: Needed) -> bool:
    return bool(folded(row.values[CODE]) == folded(needed.row.code))


def _only_as(needed: Needed, source: Checked, row: Row, title: str) -> Iterator[Problem]:
    """A row may have the code of what the lab stands on only if it is that."""
    if row.values[title] is not None:
        what = f"{needed.row.code} is the code of {title} {needed.row.id}, which {needed.purpose}"
        yield source.problem(row, title, f"{what}: give that id, none, or another code")

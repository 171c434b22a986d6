"""Files somebody brings, and what the simulator makes of them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from mocks.core.clock import LabClock
from mocks.komet.own_data.loading import Loaded, loaded
from mocks.komet.own_data.problems import BadFiles
from mocks.komet.state import KometState
from mocks.worlds import PARTNERS, WorldSpec

FILES = Path(__file__).parent / "files"
DAY = date(2026, 11, 23)
PRODUCTS = "Product ID,Category,LegacyCode,Color,Variety,Grade,Active\n"
FREEDOM = "300001,Rose,RF50,Red,Freedom,50 cm,Y\n"
INVENTORY = "productCode,quantity,boxTypeCode,unitType,bunches,stemsBunch,price\n"


def seeded(lines: int = 5) -> KometState:
    spec = WorldSpec(lines=lines)
    return PARTNERS["komet"].build(LabClock(None, frozen=True), spec).state


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], hidden: str = "") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
            if name == hidden:
                sheet.hide()
    return path


def load(folder: Path, **texts: str) -> Loaded:
    """What CSV files of these texts come to, beside a company just seeded."""
    files = {name: put(folder, name, text) for name, text in texts.items()}
    return loaded(seeded(), files, DAY, 20)


def wrong(folder: Path, **texts: str) -> list[str]:
    """Everything that is wrong with files of these texts, without their folder."""
    with pytest.raises(BadFiles) as caught:
        load(folder, **texts)
    return [str(one).removeprefix(f"{folder}/") for one in caught.value.problems]

"""Any list as a file: CSV and Excel, in which text stays text and numbers stay numbers.

A spreadsheet program runs what looks like a formula. In CSV such text is led by an apostrophe; in
Excel files every text is written as a text, so nothing needs to be changed there.
"""

import csv
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.language.sentence import Speech
from data.rows import formulas

Cell = str | int | float | date | datetime | None
"""None is an empty cell. Numbers stand without their unit, which has a column of its own."""

MOST_ROWS = 20_000
"""More is no list to read; building it stays below a few seconds and a few dozen megabytes."""


class Kind(StrEnum):
    """The kinds of file, named as their file names end."""

    CSV = "csv"
    EXCEL = "xlsx"


MEDIA: Mapping[Kind, str] = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A list to download; every row is as long as ``heads``.

    ``about`` are the lines above it in an Excel file. A CSV file begins with the heads, so that
    every program reads it; there ``stamp``, heads with what stands below, ends every row instead.
    ``choices`` are what an Excel file offers in a column, by its head; anything else may be typed.
    """

    title: str
    about: tuple[str, ...]
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    stamp: tuple[tuple[str, Cell], ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def written(table: Table, kind: Kind, speech: Speech) -> bytes:
    """The table as a file. Moments are told in the company's time zone, to the minute."""
    return _WRITERS[kind](table, speech)


def guarded(text: str) -> str:
    """Text for a cell of a CSV file that no spreadsheet program takes for a formula."""
    return formulas.guarded(_whole(text))


def _whole(text: str) -> str:
    """Text as files can hold it: no NUL, no half of a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _csv(table: Table, speech: Speech) -> bytes:
    # Without the mark at its start Excel does not read a CSV file as UTF-8.
    buffer = io.StringIO("\ufeff", newline="")
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    heads = (*table.heads, *(head for head, _ in table.stamp))
    writer.writerow([guarded(head) for head in heads])
    stamp = [_for_csv(cell, speech.zone) for _, cell in table.stamp]
    for row in table.rows:
        writer.writerow([*(_for_csv(cell, speech.zone) for cell in row), *stamp])
    return buffer.getvalue().encode("utf-8")


def _for_csv(cell: Cell, zone: ZoneInfo) -> str | int | float:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, datetime):
        return cell.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None or not math.isfinite(cell) else cell


_AS_THEY_ARE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_CELL = 32_767
"""Excel opens no file with a longer text in a cell; it counts in UTF-16."""
_WIDEST, _NARROWEST = 60, 10
_TO_ADD = 100
_LOOKED_AT = 200
"""Rows that say how wide a column should be."""


def _excel(table: Table, speech: Speech) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, _AS_THEY_ARE) as book:
        # Without this it would say when our server made it, in no time zone.
        made = speech.now.astimezone(speech.zone).replace(tzinfo=None)
        book.set_properties({"title": _for_excel(table.title), "created": made})
        sheet = book.add_worksheet()
        styles = _styles(book)
        top = _head(sheet, table, styles)
        for number, row in enumerate(table.rows, start=top + 1):
            for place, cell in enumerate(row):
                _put(sheet, number, place, cell, styles, speech.zone)
        _offer(sheet, table, top)
        sheet.freeze_panes(top + 1, 0)
        if table.rows:
            sheet.autofilter(top, 0, top + len(table.rows), len(table.heads) - 1)
    return buffer.getvalue()


def _styles(book: Workbook) -> dict[str, Format]:
    top = {"valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "about": book.add_format({"font_color": "#566270"}),
        "head": book.add_format({"bold": True, "bottom": 1, **top}),
        "text": book.add_format({"text_wrap": True, **top}),
        "number": book.add_format(top),
        "day": book.add_format({"num_format": "yyyy-mm-dd", **top}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", **top}),
    }


def _head(sheet: Worksheet, table: Table, styles: Mapping[str, Format]) -> int:
    """Title, lines and column heads; returns the row the heads stand in."""
    sheet.write_string(0, 0, _for_excel(table.title), styles["title"])
    for number, line in enumerate(table.about, start=1):
        sheet.write_string(number, 0, _for_excel(line), styles["about"])
    top = len(table.about) + 2
    for place, head in enumerate(table.heads):
        sheet.write_string(top, place, _for_excel(head), styles["head"])
        cells = [head, *(row[place] for row in table.rows[:_LOOKED_AT])]
        longest = max(len(str(cell)) for cell in cells) + 2
        sheet.set_column(place, place, min(max(longest, _NARROWEST), _WIDEST))
    return top


def _offer(sheet: Worksheet, table: Table, top: int) -> None:
    """Choices in the rows there are, and in as many below them for what somebody adds."""
    last = top + 2 * len(table.rows) + _TO_ADD
    for place, head in enumerate(table.heads):
        if head in table.choices:
            offered = {"validate": "list", "source": list(table.choices[head])}
            told = {"error_type": "warning", "ignore_blank": True}
            sheet.data_validation(top + 1, place, last, place, {**offered, **told})


def _put(
    sheet: Worksheet,
    row: int,
    place: int,
    cell: Cell,
    styles: Mapping[str, Format],
    zone: ZoneInfo,
) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, place, _for_excel(cell), styles["text"])
    elif isinstance(cell, datetime):
        local = cell.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
        sheet.write_datetime(row, place, local, styles["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, styles["day"])
    elif cell is not None and math.isfinite(cell):
        sheet.write_number(row, place, cell, styles["number"])


def _for_excel(text: str) -> str:
    """Text as an Excel file can hold it; what is too long for a cell ends with an ellipsis."""
    # Inside a cell Excel ends lines with a line feed alone.
    kept = _whole(text).replace("\r\n", "\n").replace("\r", "\n")
    if kept.startswith("<r>") and kept.endswith("</r>"):
        # The library takes this for markup of its own and would not escape it.
        kept += " "
    if len(kept) * 2 < _LONGEST_CELL or len(kept.encode("utf-16-le")) // 2 <= _LONGEST_CELL:
        return kept
    cut = kept.encode("utf-16-le")[: (_LONGEST_CELL - 1) * 2]
    return cut.decode("utf-16-le", "ignore") + "…"


_WRITERS: Mapping[Kind, Callable[[Table, Speech], bytes]] = {Kind.CSV: _csv, Kind.EXCEL: _excel}

"""The sheets of an Excel workbook as rows of text. Formulas and macros are never run.

What a cell shows is what Excel kept when the file was saved; where it kept no result of a formula,
the formula stands there and its place is told.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from zipfile import ZipFile

import openpyxl

from data.problems import Rejected, Unreadable
from data.rows.plain_text import unreadable
from data.sheets.grid import MOST_COLUMNS, MOST_ROWS, Row

LARGEST_UNPACKED = 100 * 2**20
"""Bytes of all parts of a workbook; a file of a few kilobytes may promise gigabytes."""

LARGEST_TEXTS = 20 * 2**20
"""Bytes of the texts of all cells, the one part that is held as a whole."""

MOST_PARTS = 2_000
MOST_SHEETS = 30
MOST_EMPTY = 10_000
"""Empty rows after one another; what stands below more of them is not part of a table."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 65_536

Sheets = list[tuple[str, list[Row]]]


def old_or_locked(content: bytes) -> Unreadable:
    """Both begin alike: a workbook of Excel 2003, and a newer one behind a password."""
    return Unreadable.LOCKED if _LOCKED in content else Unreadable.OLD_EXCEL


def sheets(file: str, content: bytes) -> Sheets:
    """Every sheet that is not hidden, by its name. Raises Rejected with FILE_UNREADABLE."""
    try:
        _check_parts(file, content)
        # The library warns of what it leaves out, such as pictures; a table has no need of them.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_sheets(file, content))
    except Rejected:
        raise
    except MemoryError as fault:
        raise unreadable(file, Unreadable.TOO_LARGE) from fault
    except Exception as fault:
        # Of a broken file the library raises whatever it happens to meet.
        raise unreadable(file, Unreadable.NOT_EXCEL) from fault


def _check_parts(file: str, content: bytes) -> None:
    """Look at what is packed before it is unpacked."""
    with ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise unreadable(file, Unreadable.TOO_LARGE)
        if any(part.flag_bits & 1 for part in parts):
            raise unreadable(file, Unreadable.LOCKED)
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                _check_xml(file, packed, part)


def _check_xml(file: str, packed: ZipFile, part: zipfile.ZipInfo) -> None:
    """No workbook declares entities; whoever does wants a parser to multiply them."""
    if part.filename.lower().endswith("sharedstrings.xml") and part.file_size > LARGEST_TEXTS:
        raise unreadable(file, Unreadable.TOO_LARGE)
    with packed.open(part) as opened:
        beginning = opened.read(_LOOKED_AT)
    if b"<!DOCTYPE" in beginning.upper() or b"\x00" in beginning:
        raise unreadable(file, Unreadable.NOT_EXCEL)


def _sheets(file: str, content: bytes) -> Iterator[tuple[str, list[Row]]]:
    results = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    for number, name in enumerate(results.sheetnames[:MOST_SHEETS]):
        shown, written = results[name], formulas[formulas.sheetnames[number]]
        if shown.sheet_state == "visible" and hasattr(shown, "reset_dimensions"):
            yield name, _rows(file, shown, written)


def _rows(file: str, shown: Any, written: Any) -> list[Row]:
    """The rows that hold anything. ``shown`` has the results of formulas, ``written`` these."""
    found: list[Row] = []
    for number, (row, typed) in enumerate(zip_longest(_each(shown), _each(written)), start=1):
        if any(cell is not None for cell in (*(row or ()), *(typed or ()))):
            found.append(_row(file, number, row or (), typed or ()))
        if number - (found[-1].number if found else 0) >= MOST_EMPTY:
            break
        # The rows above the headings are few; how few is told only once the headings are known.
        if len(found) > MOST_ROWS * 2:
            raise unreadable(file, Unreadable.TOO_MANY_ROWS)
    return found


def _each(sheet: Any) -> Iterator[tuple[object, ...]]:
    # A file may say that its sheet is a million rows long; what it holds is counted instead.
    sheet.reset_dimensions()
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    return rows


def _row(file: str, number: int, row: tuple[object, ...], typed: tuple[object, ...]) -> Row:
    cells: list[str] = []
    unsolved: list[int] = []
    numbers: list[int] = []
    for place, (result, formula) in enumerate(zip_longest(row, typed)):
        if result is None and isinstance(formula, str) and formula.startswith("="):
            unsolved.append(place)
            cells.append(formula)
        else:
            cells.append(_text(result))
            if isinstance(result, int | float) and not isinstance(result, bool):
                numbers.append(place)
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise unreadable(file, Unreadable.TOO_MANY_COLUMNS)
    return Row(number, tuple(cells), tuple(unsolved), tuple(numbers))


def _text(cell: object) -> str:
    """What a cell holds as a person would write it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        # 7.0 was written as 7, and a float's own dust was never written by anybody.
        return (
            str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else str(Decimal(repr(cell)))
        )
    return str(cell)

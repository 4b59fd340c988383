"""Somebody's own list of models, an Excel workbook or a CSV file, as headings and rows of text."""

from data import sheets
from data.lists.columns import HEADINGS
from data.sheets import apart
from data.sheets.grid import Grid


def read(name: str, content: bytes) -> Grid:
    """The list in a file. Raises Rejected with FILE_UNREADABLE, which says why and what to do."""
    return sheets.with_rows(sheets.read(name, content, HEADINGS))


def read_apart(name: str, content: bytes) -> Grid:
    """As ``read``, in a process of its own."""
    return sheets.with_rows(apart.read(name, content, HEADINGS))

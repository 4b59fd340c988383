"""The columns of a file that somebody brings, each with what it holds, to be changed."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from app.language import own_list as words
from app.language.labels import label
from app.language.own_list import OwnListLabel
from app.language.sentence import Speech
from app.ui.markup import join, name
from app.ui.tables import Cell, table
from data.sheets.grid import Grid, letters_of

_LONGEST_SHOWN = 80

Options = Sequence[tuple[str, str]]
"""Pairs of what is sent and what is read."""


def columns_table(
    grid: Grid, chosen: Mapping[int, str], options: Options, speech: Speech
) -> Markup:
    """A row for each column; its select is called c and the place of the column."""
    heads = (OwnListLabel.COLUMN, OwnListLabel.HOLDS, OwnListLabel.FIRST_VALUE)
    every = [("", label(OwnListLabel.LEAVE_OUT, speech)), *options]
    rows = (
        _column(grid, place, chosen.get(place, ""), every, speech)
        for place in range(len(grid.headings))
    )
    return table([label(each, speech) for each in heads], rows, kind="columns")


def options_of(options: Iterable[tuple[str, str]], chosen: str) -> Markup:
    """The options of a select, one of which may be chosen beforehand."""
    return join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", told
        )
        for value, told in options
    )


def _column(
    grid: Grid, place: int, chosen: str, options: Options, speech: Speech
) -> tuple[Cell, ...]:
    heading = words.column_at(grid.headings[place], letters_of(place), speech)
    told = words.holds(heading, speech)
    select = Markup('<select name="c{}" aria-label="{}">{}</select>').format(
        place, told, options_of(options, chosen)
    )
    return name(heading), select, _first(grid, place)


def _first(grid: Grid, place: int) -> Markup:
    cells = (row.cells[place] for row in grid.rows if place < len(row.cells))
    first = next((cell for cell in cells if cell.strip()), "")
    return name(first[:_LONGEST_SHOWN])

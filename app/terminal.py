"""Writing to the terminal: plain lines, progress on long work, nothing that steers the terminal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table
from sqlalchemy import Engine

from app.language import terminal as words
from app.language.problems import problem_words
from app.language.sentence import Speech
from data.store.engine import reading
from data.store.sources import refusals
from data.sync import SourceReport, SyncProgress

REFUSED_SHOWN = 20
"""Refused rows an import lists; the store keeps them all."""
REFUSED_PER_SOURCE = 5
"""Refused rows a sync lists of each source, so that none buries the others."""

# They join letters and emoji; every other invisible character could reorder or recolour a line.
_JOINERS = "\u200c\u200d"


def line(text: str, *, problem: bool = False) -> None:
    """One line for the person at the terminal; problems go to standard error."""
    typer.echo(harmless(text), err=problem)


def harmless(text: str) -> str:
    """The text without characters that a terminal takes as orders."""
    return "".join(
        each if each.isprintable() or each in _JOINERS else "\N{REPLACEMENT CHARACTER}"
        for each in text
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, aside: bool) -> None:
    """Rows below headings, as wide as the terminal; nothing in a cell steers it.

    ``aside`` is standard error.
    """
    shown = Table(box=SIMPLE)
    for each in headings:
        shown.add_column(each)
    for row in rows:
        shown.add_row(*(_unmarked(each) for each in row))
    Console(stderr=aside).print(shown)


@contextmanager
def progress() -> Iterator[Callable[[str, str], None]]:
    """A spinner with what is being done and how far it is; silent where nobody watches."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[far]}"))
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as shown:
        task = shown.add_task("", far="")

        def tell(what: str, far: str) -> None:
            shown.update(task, description=_unmarked(what), far=_unmarked(far))

        yield tell


def _unmarked(text: str) -> str:
    # Rich reads [square brackets] as colours.
    return harmless(text).replace("[", "\\[")


def tell_reading(far: SyncProgress, tell: Callable[[str, str], None], speech: Speech) -> None:
    """How far reading one source has come."""
    tell(words.reading_source(far.source, speech), words.read_so_far(far.read, speech))


def tell_source(report: SourceReport, speech: Speech) -> None:
    """What one source brought, or why it brought nothing."""
    if report.problem:
        why = str(problem_words(report.problem, speech))
        line(words.source_failed(report.name, why, speech), problem=True)
    else:
        line(words.source_read(report.name, report.read, report.kept, report.refused, speech))


def tell_refused(engine: Engine, report: SourceReport, most: int, speech: Speech) -> None:
    """The first rows a source sent that were not taken, each with its reason, and how many more."""
    if not report.refused:
        return
    with reading(engine) as conn:
        rows = refusals(conn, report.name, most)
    for row in rows:
        why = str(problem_words(row.problem, speech))
        line(f"  {words.refused_row(row.place, why, speech)}", problem=True)
    # The same row sent twice is refused twice and kept once.
    if len(rows) == most and report.refused > most:
        line(f"  {words.more_refused(report.refused - most, speech)}", problem=True)

"""The commands that write everything out as files for other programs, and bring it in again."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.language import exporting as words
from app.language.sentence import Sentence
from app.session import Exit, require_tables, session
from app.terminal import line
from data.export.faults import Failed
from data.export.manifest import Kind

commands = typer.Typer()

_Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Such as everything-2026.")]


@commands.command()
def export(
    folder: _Folder,
    kind: Annotated[
        Kind, typer.Option("--format", help="JSON Lines, or Parquet.", show_default=True)
    ] = Kind.JSONL,
) -> None:
    """Write all that the store knows as one file for each table, for any other program to read."""
    # Only here: loading Parquet's library takes longer than most commands.
    from data.export.writing import export as write_out

    with session(datetime.now(UTC)) as current:
        require_tables(current)
        try:
            made = write_out(current.engine, folder, kind, current.now)
        except Failed as failure:
            _stop(words.failed(failure.fault.value, failure.inputs, str(folder), current.speech))
        except OSError as error:
            _stop(words.not_written(str(folder), error.strerror or "", current.speech))
        line(str(words.exported(made.rows, str(folder), current.speech)))


@commands.command("import-all")
def import_all(folder: _Folder) -> None:
    """Bring in what export wrote, into an empty store, also of the other kind of database."""
    from data.export.reading import bring_in

    with session(datetime.now(UTC)) as current:
        try:
            found = bring_in(current.engine, folder)
        except Failed as failure:
            _stop(words.failed(failure.fault.value, failure.inputs, str(folder), current.speech))
        made_at, told = datetime.fromisoformat(found.made_at), found.record
        line(str(words.brought_in(found.rows, made_at, current.where, current.speech)))
        if not told.holds:
            broken = words.record_was_broken(told.entries + 1, current.speech)
            line(str(broken), problem=True)
            raise typer.Exit(Exit.NEEDS_SOMEBODY)
        line(str(words.record_holds(told.entries, current.speech)))
        line(str(words.then_serve(current.speech)))


def _stop(told: Sentence) -> NoReturn:
    line(str(told), problem=True)
    sys.exit(Exit.WRONG_USE)

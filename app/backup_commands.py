"""The commands that save everything in one file, and bring it back."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.language import backups as words
from app.language.sentence import Sentence
from app.session import Exit, require_tables, session
from app.terminal import line
from data.store.backup import BackupFailed, back_up, restore

commands = typer.Typer()

_File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup, such as monday.zip.")]


@commands.command()
def backup(file: _File) -> None:
    """Save everything the store holds in one file, while Rollcall may go on."""
    with session(datetime.now(UTC)) as current:
        require_tables(current)
        try:
            made = back_up(current.engine, file, current.now)
        except BackupFailed as failure:
            _stop(words.failed(failure.fault.value, str(file), current.speech))
        except OSError as error:
            _stop(words.not_written(str(file), error.strerror or "", current.speech))
        line(str(words.backed_up(sum(made.rows.values()), str(file), current.speech)))


@commands.command("restore")
def restore_command(file: _File) -> None:
    """Bring back what a backup holds into an empty store, also of the other kind of database."""
    with session(datetime.now(UTC)) as current:
        try:
            found = restore(current.engine, file)
        except BackupFailed as failure:
            _stop(words.failed(failure.fault.value, str(file), current.speech))
        rows, made_at = sum(found.rows.values()), datetime.fromisoformat(found.made_at)
        line(str(words.restored(rows, made_at, current.where, current.speech)))
        line(str(words.then_verify(current.speech)))


def _stop(told: Sentence) -> NoReturn:
    line(str(told), problem=True)
    sys.exit(Exit.WRONG_USE)

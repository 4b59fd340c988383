"""The command by which pipelines report their results themselves."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.language import reported as words
from app.language.terminal import more_refused
from app.reporting import refused_lines, take_reports
from app.session import Exit, Session, session
from app.terminal import REFUSED_SHOWN, line
from data.reporting import LARGEST, Reported, Rows, rows_in

commands = typer.Typer()


# A value below zero must not be taken for an option.
@commands.command(context_settings={"ignore_unknown_options": True})
def report(
    model: Annotated[str, typer.Argument(help="As its registry calls it.")] = "",
    measure: Annotated[str, typer.Argument(help="Such as customers_found.")] = "",
    value: Annotated[str, typer.Argument(help="A share from 0 to 1, or in the unit of it.")] = "",
    period: Annotated[
        str, typer.Option(metavar="FIRST/LAST", help="Two days, which both count, or two moments.")
    ] = "",
    cases: Annotated[str, typer.Option(help="On how many cases the value rests.")] = "",
    group: Annotated[str, typer.Option(help="Of this group alone.")] = "",
    version: Annotated[str, typer.Option(help="The version that answered.")] = "",
    registry: Annotated[str, typer.Option(help="Where two know a model of this name.")] = "",
    file: Annotated[
        str, typer.Option(help="Many at once: JSON Lines, CSV or Parquet; - is standard input.")
    ] = "",
) -> None:
    """Report a result. The same again changes nothing; another value corrects the earlier one."""
    one = {"model": model, "measure": measure, "value": value}
    more = {"cases": cases, "group": group, "version": version, "registry": registry}
    with session(datetime.now(UTC)) as current:
        if bool(file) is any([*one.values(), *more.values(), period]):
            raise typer.BadParameter(words.needs_one_way(current.speech))
        rows = _of_file(file, current) if file else _one({**one, **more}, period, current)
        raise typer.Exit(_told(take_reports(current, rows), current))


def _one(fields: dict[str, str], period: str, current: Session) -> Rows:
    start, apart, end = period.partition("/")
    if not apart or not all(fields[name] for name in ("model", "measure", "value")):
        missing = words.period_form(period, current.speech) if period else ""
        raise typer.BadParameter(missing or words.needs_one_way(current.speech))
    return [("rollcall report", {**fields, "start": start, "end": end})]


def _of_file(file: str, current: Session) -> Rows:
    if file == "-":
        return rows_in(words.standard_input(current.speech), sys.stdin.buffer.read(LARGEST + 1))
    try:
        with Path(file).open("rb") as opened:
            return rows_in(Path(file).name, opened.read(LARGEST + 1))
    except OSError as error:
        detail = error.strerror or ""
        raise typer.BadParameter(words.no_file(file, detail, current.speech)) from None


def _told(done: Reported, current: Session) -> Exit:
    if done.taken or not done.refused:
        line(words.taken(done.taken, done.known, done.corrected, current.speech))
    if not done.refused:
        return Exit.DONE
    line(words.refused(len(done.refused), current.speech), problem=True)
    for each in refused_lines(done.refused[:REFUSED_SHOWN], current.speech):
        line(f"  {each}", problem=True)
    if len(done.refused) > REFUSED_SHOWN:
        more = more_refused(len(done.refused) - REFUSED_SHOWN, current.speech)
        line(f"  {more}", problem=True)
    return Exit.NEEDS_SOMEBODY

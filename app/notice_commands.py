"""``rollcall digest`` and ``rollcall notices``: what people are told, and whether it arrives."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from app.asked_day import moment_of
from app.language import deliveries as words
from app.language.dates import local_day
from app.language.notices import Why
from app.logs import start_logging
from app.notices.html import as_html
from app.notices.recipients import of_person, of_units
from app.notices.telling import (
    Outcome,
    everybody_told,
    fleet_now,
    tell,
    tell_trial,
    tell_week,
)
from app.notices.text import as_text
from app.reports.digest import Fleet, Slugs, digest
from app.reports.letters import Letter, Reader, weekly_letter
from app.session import Exit, Session, require_tables, session
from app.terminal import line
from data.notices import Occasion
from data.store import telling
from data.store.engine import reading
from data.store.naming import folded

A_WEEK = timedelta(days=7)

commands = typer.Typer()


@commands.command("digest")
def digest_command(
    unit: Annotated[str, typer.Option(help="Models of this unit only.")] = "",
    person: Annotated[
        str, typer.Option(help="Models of this owner, backup or expert, by name or e-mail.")
    ] = "",
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="What changed after this day; default a week ago."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write it as HTML, too.")
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it now to everybody who gets it weekly.")
    ] = False,
) -> None:
    """Say how everything stands and what changed, as the weekly message does. Sends nothing
    unless told to."""
    with session(datetime.now(UTC)) as current:
        require_tables(current)
        if send and (unit or person or since or html):
            raise typer.BadParameter(words.not_this_way(current.speech))
        if send:
            _log(current)
            raise typer.Exit(
                _tell(tell_week(current.settings, current.engine, current.now), current)
            )
        began = moment_of(since, current) if since else current.now - A_WEEK
        letter = _letter(current, unit, person, began)
        address = current.settings.address
        for each in as_text(letter, address, current.speech).splitlines():
            line(each)
        if html is not None:
            html.write_text(as_html(letter, address, current.speech), encoding="utf-8")
            line(words.written(str(html), current.speech), problem=True)


@commands.command("notices")
def notices_command(
    test: Annotated[
        str, typer.Option(metavar="NAME", help="Send one test message to whom this names.")
    ] = "",
    send: Annotated[
        bool, typer.Option("--send", help="Send what is due, where no `rollcall serve` does.")
    ] = False,
) -> None:
    """List who is told of what; or try whether a message arrives, or send what is due."""
    with session(datetime.now(UTC)) as current:
        require_tables(current)
        if test:
            _log(current)
            raise typer.Exit(_try(current, test))
        if send:
            _log(current)
            raise typer.Exit(_tell(tell(current.settings, current.engine, current.now), current))
        everybody = everybody_told(current.settings, current.engine, current.now)
        if not everybody:
            line(words.nobody(current.speech))
        for each in everybody:
            on = [occasion for occasion in Occasion if occasion in each.occasions]
            line(words.told(each.reader.called, on, current.speech))


def _log(current: Session) -> None:
    """Why a message does not go out stands in the log, without secrets."""
    start_logging(current.settings.secrets)


def _try(current: Session, name: str) -> Exit:
    came = tell_trial(current.settings, current.engine, current.now, name)
    if came is None:
        line(words.no_such_name(name, current.speech), problem=True)
        return Exit.WRONG_USE
    if came.why is not None:
        line(str(words.undelivered(came.why, current.speech)), problem=True)
        return Exit.NEEDS_SOMEBODY
    line(words.arrived(name, current.speech))
    return Exit.DONE


def _tell(outcomes: list[Outcome], current: Session) -> Exit:
    """What came of each message."""
    if not outcomes:
        line(words.nothing_due(current.speech))
    for each in outcomes:
        if each.why is None:
            line(words.went_out(each.called, each.occasion, current.speech))
        else:
            said = words.did_not(each.called, each.occasion, each.why, current.speech)
            line(said, problem=True)
    failed = any(each.why is not None for each in outcomes)
    return Exit.NEEDS_SOMEBODY if failed else Exit.DONE


def _letter(current: Session, unit: str, person: str, since: datetime) -> Letter:
    with reading(current.engine) as conn:
        found = fleet_now(conn, current.settings, current.now)
        reader = Reader(Why.ASKED, current.settings.company.name, (unit,) if unit else ())
        named = telling.named(conn, local_day(current.now, current.speech))
        slugs = _slugs(found, named, unit, person, current)
        told = digest(conn, found, slugs, since, current.now, current.zone)
    return weekly_letter(told, reader, current.speech)


def _slugs(
    found: Fleet, named: list[telling.Named], unit: str, person: str, current: Session
) -> Slugs:
    units = of_units(found, (unit,) if unit else ())
    if units is not None and not units:
        _stop(words.no_such_unit(unit, current.speech))
    if not person:
        return units
    mine = of_person(named, person, person) | {
        each.slug for each in named if folded(each.person_name) == folded(person)
    }
    if not mine:
        _stop(words.no_such_person(person, current.speech))
    return mine if units is None else mine & frozenset(units)


def _stop(told: str) -> None:
    line(told, problem=True)
    sys.exit(Exit.WRONG_USE)

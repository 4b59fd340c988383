"""The ``rollcall`` command: what can be said at the terminal, and what each end of it means."""

import logging
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from app import (
    backup_commands,
    connect_commands,
    export_commands,
    notice_commands,
    record_commands,
    report_commands,
)
from app.actions.admitting import Step
from app.asked_day import moment_of
from app.judging import fleet_as_of, outlooks_as_of
from app.language import people_command
from app.language import terminal as words
from app.language.sentence import Speech
from app.logs import start_logging
from app.people_command import decide_about, decisions, tell_people
from app.readiness import ROUNDS_UNTIL_OLD
from app.replays import tell_replay
from app.reports.lateness import behind, configured
from app.reports.status import status_headline, status_json, status_rows
from app.rounds import end_with_input, keep_going
from app.session import (
    Exit,
    Session,
    require_own_store,
    require_tables,
    session,
    table_warning,
    tell_unexpected,
    warn_about_tables,
)
from app.setting_faults import Expected
from app.setting_values import fixed_duration
from app.settings import CONFIG_VARIABLE
from app.steps import fill_when_new, judge_models, judge_past_day, read_sources
from app.terminal import REFUSED_SHOWN, line, tell_refused, tell_source
from data.members import Role
from data.store.engine import reading
from data.store.outlooks import Outlook
from data.store.schema import upgrade
from data.store.sources import judged_at, source_states
from data.sync import import_file

log = logging.getLogger(__name__)

app = typer.Typer(
    name="rollcall",
    no_args_is_help=True,
    add_completion=False,
    # A trace is for the log; whoever types a command gets a sentence.
    pretty_exceptions_enable=False,
    epilog=(
        "Exit codes: 0 done; 1 done as far as possible, something needs a person; "
        "2 wrong use or configuration, nothing was done; 3 another sync is running."
    ),
)


app.add_typer(record_commands.commands)
app.add_typer(backup_commands.commands)
app.add_typer(export_commands.commands)
app.add_typer(notice_commands.commands)
app.add_typer(connect_commands.commands)
app.add_typer(report_commands.commands)


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without our letters shows a question mark instead of ending the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except Exception as error:  # noqa: BLE001 - whoever typed a command never gets a trace
        tell_unexpected(error, Speech(now=datetime.now(UTC)))
        sys.exit(Exit.NEEDS_SOMEBODY)


def _now() -> datetime:
    return datetime.now(UTC)


def _duration(text: str) -> timedelta:
    length = fixed_duration(text)
    if length is None:
        speech = Speech(now=_now())
        raise typer.BadParameter(words.expected_words(Expected.DURATION.value, (), speech))
    return length


@app.callback()
def options(
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Use this file instead of rollcall.toml here."),
    ] = None,
) -> None:
    """Rollcall shows every deployed model's health, business figure and owner in plain words."""
    if config is not None:
        # By this the pages and the process beside them find the same file.
        os.environ[CONFIG_VARIABLE] = str(config.absolute())


@app.command()
def init() -> None:
    """Make the store, or bring it up to this version. Harmless to repeat."""
    with session(_now()) as current:
        upgrade(current.engine)
        require_tables(current)
        line(words.store_ready(current.where, current.speech))


@app.command("sync")
def sync_command(
    every: Annotated[
        timedelta | None,
        typer.Option(
            parser=_duration,
            metavar="DURATION",
            help="Keep going: read and judge this often, for example PT15M.",
        ),
    ] = None,
    accept_shrink: Annotated[
        bool, typer.Option("--accept-shrink", help="Believe a source that lists far fewer models.")
    ] = False,
    while_input_open: Annotated[bool, typer.Option("--while-input-open", hidden=True)] = False,
) -> None:
    """Read every configured source. What a source that fails told before stays."""
    with session(_now()) as current:
        if every is not None:
            _keep_going(current, every, while_input_open)
            return
        require_tables(current)
        failed = read_sources(current, accept_shrink=accept_shrink)
        line(words.then_judge(current.speech))
        raise typer.Exit(Exit.NEEDS_SOMEBODY if failed else Exit.DONE)


@app.command()
def judge(
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="A past day, as it was known at its end."),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="Where that day's store is made."),
    ] = None,
) -> None:
    """Work out what is to be said of every model from what the store knows.

    A past day is judged into a store of its own, which changes nothing here.
    """
    with session(_now()) as current:
        require_tables(current)
        if as_of is None and into is None:
            judge_models(current)
        else:
            judge_past_day(current, as_of, into)


@app.command("import")
def import_command(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            help="A company file: people, agreements, pauses …",
        ),
    ],
) -> None:
    """Take over people, agreements, rhythms, pauses and past versions from one file."""
    with session(_now()) as current:
        require_tables(current)
        report = import_file(current.engine, file, now=current.now, time_zone=current.zone)
        tell_source(report, current.speech)
        tell_refused(current.engine, report, REFUSED_SHOWN, current.speech)
        if report.problem:
            raise typer.Exit(Exit.NEEDS_SOMEBODY)
        line(words.then_judge(current.speech))
        raise typer.Exit(Exit.NEEDS_SOMEBODY if report.refused else Exit.DONE)


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(help="Default 8501.")] = None,
    address: Annotated[
        str | None,
        typer.Option(
            help="Default 127.0.0.1: this machine only. 0.0.0.0 lets others in; needs [sign_in]."
        ),
    ] = None,
    with_sync: Annotated[
        bool,
        typer.Option("--sync/--no-sync", help="Keep reading and judging beside the pages."),
    ] = True,
) -> None:
    """Serve the pages, and keep reading the sources and judging beside them.

    Where nothing was ever read, that is done first.
    """
    for name, value in (("PORT", port), ("ADDRESS", address)):
        if value is not None:
            # The check, the pages and the process beside them then find the same.
            os.environ[f"ROLLCALL_SERVE__{name}"] = str(value)
    # Loading Streamlit takes a second that no other command should wait for.
    from app.serving import CannotServe, serve_pages

    with session(_now()) as current:
        if warn_about_tables(current):
            require_own_store(current)
            if with_sync:
                fill_when_new(current)
        try:
            came_up = serve_pages(
                current.settings, current.engine, current.speech, with_sync=with_sync
            )
        except CannotServe as reason:
            line(str(reason), problem=True)
            raise typer.Exit(Exit.WRONG_USE) from None
        raise typer.Exit(Exit.DONE if came_up else Exit.NEEDS_SOMEBODY)


@app.command()
def status(
    as_json: Annotated[
        bool, typer.Option("--json", help="One line of JSON per model, with every receipt.")
    ] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="What was known at the end of that day."),
    ] = None,
) -> None:
    """Say in the terminal how every deployed model does."""
    with session(_now()) as current:
        require_tables(current)
        speech = replace(current.speech, now=moment_of(as_of, current))
        if as_json:
            fleet, shared = fleet_as_of(current.engine, speech.now, current.zone)
            for each in fleet:
                typer.echo(status_json(each.outlook, each.insight, each.measures, shared, speech))
            return
        found = list(outlooks_as_of(current.engine, speech.now, current.zone))
        if as_of is None:
            _tell_behind(current)
        else:
            line(words.as_of(as_of.date(), speech))
            if not found:
                line(words.nothing_by_then(speech))
                return
        _tell_status(found, speech)


@app.command("replay")
def replay_command(
    model: Annotated[str, typer.Argument(help="A model, named as in the address of its page.")],
    measure: Annotated[str, typer.Argument(help="One of its measures, such as recall.")],
    minimum: Annotated[float, typer.Option(help="The limit to try; a share runs from 0 to 1.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far to look back.")] = 365,
) -> None:
    """Say how often a limit would have alerted, and when first, had it held all along."""
    with session(_now()) as current:
        require_tables(current)
        raise typer.Exit(tell_replay(current, model, measure, minimum, days))


Roles = list[Role] | None


@app.command()
def people(
    who: Annotated[str, typer.Argument(help="One person, by e-mail or by subject.")] = "",
    issuer: Annotated[str, typer.Option(help="Of this provider, where two know the subject.")] = "",
    grant: Annotated[Roles, typer.Option(help="Give this role, whatever groups say.")] = None,
    withhold: Annotated[Roles, typer.Option(help="Take it away, whatever groups say.")] = None,
    leave_to_groups: Annotated[Roles, typer.Option(help="Do as groups say again.")] = None,
    shut_out: Annotated[bool, typer.Option("--shut-out", help="Let nobody in as them.")] = False,
    let_in: Annotated[bool, typer.Option("--let-in", help="Let them in again.")] = False,
    end_sign_ins: Annotated[
        bool, typer.Option("--end-sign-ins", help="They have to sign in again everywhere.")
    ] = False,
) -> None:
    """List who has signed in, with roles; or decide what one of them may do, on the record."""
    wanted = decisions(
        (
            (Step.GRANT, grant),
            (Step.WITHHOLD, withhold),
            (Step.LEAVE_TO_GROUPS, leave_to_groups),
        ),
        ((Step.SHUT_OUT, shut_out), (Step.LET_IN, let_in), (Step.END_SIGN_INS, end_sign_ins)),
    )
    with session(_now()) as current:
        require_tables(current)
        if bool(who) is not bool(wanted):
            missing = people_command.needs_decision if who else people_command.needs_person
            raise typer.BadParameter(missing(current.speech))
        if any(each.role is Role.VIEWER for each in wanted):
            raise typer.BadParameter(people_command.viewers_all(current.speech))
        ended = decide_about(current, who, issuer, wanted) if who else tell_people(current)
        raise typer.Exit(ended)


def _tell_status(found: list[Outlook], speech: Speech) -> None:
    line(status_headline(found, speech))
    for row in status_rows(found, speech):
        line("")
        line(words.status_row(row.mark, row.name, row.status, row.care, speech))
        line(f"  {row.sentence}")


def _tell_behind(current: Session) -> None:
    """Which source is late, and whether we are: a list alone looks as if it were of today."""
    with reading(current.engine) as conn:
        states, judged = source_states(conn), judged_at(conn)
    states = configured(states, {each.name for each in current.settings.connections})
    old = current.now - current.settings.sync.every * ROUNDS_UNTIL_OLD
    for each in behind(states, judged, old, current.speech):
        line(each, problem=True)


def _keep_going(current: Session, every: timedelta, while_input_open: bool) -> None:
    start_logging(current.settings.secrets)
    if while_input_open:
        end_with_input()
    if warning := table_warning(current):
        log.warning(warning)
        raise typer.Exit(Exit.WRONG_USE)
    try:
        keep_going(current.settings, current.engine, every)
    except KeyboardInterrupt:
        raise typer.Exit(Exit.DONE) from None
    except Exception:
        # A trace over many lines is no event; whoever keeps this process starts it again.
        log.exception("rounds stopped")
        raise typer.Exit(Exit.NEEDS_SOMEBODY) from None


if __name__ == "__main__":
    main()

"""``rollcall connect`` at the terminal: from looking at a table to a block in the configuration."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from app.connect_block import CannotAppend, append, block
from app.connect_changes import NotTaken, change, check
from app.connect_preview import MOST_NAMES, preview, tell
from app.connect_talk import MOST_ROWS, Connected, Talk
from app.language import connecting as words
from app.language.problems import problem_words
from app.session import Exit, Session, table_warning, told_faults
from app.settings import FILE_NAME, NotConfigured
from app.terminal import line
from data.connections import FilesConnection, MeasureShape
from data.facts import ModelRef
from data.problems import Code, Problem
from data.rows.looking import Seen
from data.rows.proposals import Known, Open, Proposal
from data.rows.proposing import propose
from data.sources import files, sql
from data.store.engine import reading
from data.store.sources import is_pretend
from data.trial import Trial, known_models, trial


def connect(
    current: Session,
    connection: Connected,
    measures: Mapping[str, MeasureShape],
    typed: Sequence[str],
    *,
    asks: bool,
    prints: bool,
) -> Exit:
    """Look at a table or files, propose, show, ask, and write. ``typed`` are corrections.

    Raises SourceFailed where the table or files cannot be read.
    """
    seen = _look(current, connection)
    if not seen.rows:
        line(words.nothing_there(current.speech), problem=True)
        return Exit.WRONG_USE
    pretend, models = _models(current)
    known = Known({each.name for each in models}, measures, current.zone)
    talk = Talk(current, connection, seen, known, asks, prints)
    talk.say(words.looked_at(len(seen.rows), seen.columns, seen.whole, current.speech))
    if not _take(talk, typed):
        return Exit.WRONG_USE
    with trial(models, current.now, current.zone) as place:
        proposal = _settled(talk, place)
    if proposal is None:
        return Exit.WRONG_USE
    if pretend:
        line(str(problem_words(Problem(Code.MIXED_COMPANIES), current.speech)), problem=True)
    return _write(talk, proposal)


def _look(current: Session, connection: Connected) -> Seen:
    if isinstance(connection, FilesConnection):
        path = str(current.settings.base / connection.path)
        return files.look(connection.name, path, MOST_ROWS)
    return sql.look(connection, MOST_ROWS)


def _models(current: Session) -> tuple[bool, list[ModelRef]]:
    """Whether the store is of the pretend company, and the models that are known otherwise."""
    if table_warning(current):
        return False, []
    with reading(current.engine) as conn:
        pretend = bool(is_pretend(conn))
        return pretend, [] if pretend else known_models(conn)


def _take(talk: Talk, typed: Sequence[str]) -> bool:
    """Keep what was typed; what cannot be taken is told, and then nothing more is done."""
    for each in typed:
        try:
            key, value = change(each, talk.seen)
        except NotTaken as fault:
            talk.say(words.wrong(fault.why.value, fault.inputs, talk.current.speech), problem=True)
            return False
        talk.told[key] = value
    return True


def _settled(talk: Talk, place: Trial) -> Proposal | None:
    """The proposal that a person agrees with, or that needs nobody; None where it needs one."""
    while True:
        proposal = propose(talk.seen, talk.known, talk.told)
        if proposal.open:
            if not _answered(talk, proposal.open[0]):
                return None
            continue
        tell(talk, proposal)
        if proposal.missing:
            if not _named(talk, proposal.missing):
                return None
            continue
        outcome = preview(talk, proposal, place)
        if not talk.asks:
            return proposal
        if outcome.unknown and place.models and _renamed(talk, outcome.unknown):
            continue
        if not _changed(talk):
            return proposal


def _changed(talk: Talk) -> bool:
    """Ask for one correction; False where there is none."""
    while typed := talk.ask(words.change(talk.current.speech), ""):
        if _take(talk, [typed]):
            return True
    return False


def _answered(talk: Talk, question: Open) -> bool:
    """Ask what the rows do not decide, until it is answered; a script is told how to answer."""
    speech = talk.current.speech
    asked = words.asked(question.key, question.example, speech)
    if not talk.asks:
        talk.say(asked, problem=True)
        talk.say(words.answer_with(question.key, question.allowed, speech), problem=True)
        return False
    suggested = question.allowed[0] if len(question.allowed) == 1 else None
    choices = "" if suggested else f" [{' / '.join(question.allowed)}]"
    return _asked(talk, question.key, asked + choices, suggested)


def _named(talk: Talk, missing: Sequence[str]) -> bool:
    """Ask for what no column was found for."""
    speech = talk.current.speech
    if talk.asks:
        return all(_asked(talk, key, words.missing(key, speech), None) for key in missing)
    for key in missing:
        talk.say(words.missing(key, speech), problem=True)
        talk.say(words.answer_with(key, (), speech), problem=True)
    return False


def _asked(talk: Talk, key: str, question: str, suggested: str | None) -> bool:
    while True:
        said = talk.ask(question, suggested)
        try:
            check(key, said, talk.seen)
        except NotTaken as fault:
            talk.say(words.wrong(fault.why.value, fault.inputs, talk.current.speech), problem=True)
            continue
        talk.told[key] = said
        return True


def _renamed(talk: Talk, unknown: Sequence[str]) -> bool:
    """Ask once of each unknown model what the registry calls it; True where one was told."""
    known, before = sorted(talk.known.models), dict(talk.told)
    for name in unknown[:MOST_NAMES]:
        if f"rename.{name}" in talk.told:
            continue
        near = difflib.get_close_matches(name, known, 3)
        question = words.which_model(name, near, talk.current.speech)
        talk.told[f"rename.{name}"] = talk.ask(question, "")
    return {k: v for k, v in talk.told.items() if v} != {k: v for k, v in before.items() if v}


def _write(talk: Talk, proposal: Proposal) -> Exit:
    speech, settings = talk.current.speech, talk.current.settings
    added = block(talk.mapped(proposal), proposal.new, speech)
    file = settings.file or Path.cwd() / FILE_NAME
    if talk.prints:
        typer.echo(added, nl=False)
        return Exit.DONE
    if talk.asks and not typer.confirm(words.write_it(str(file), speech), default=True):
        talk.say(words.not_written(speech))
        return Exit.DONE
    try:
        append(file, added)
    except CannotAppend:
        talk.say(words.by_hand(str(file), speech), problem=True)
        typer.echo(added, nl=False)
        return Exit.NEEDS_SOMEBODY
    except NotConfigured as refused:
        for each in told_faults(refused, speech):
            talk.say(each, problem=True)
        return Exit.WRONG_USE
    talk.say(words.written(str(file), speech))
    talk.say(words.next_step(speech))
    return Exit.DONE

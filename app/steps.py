"""The two steps of a round as somebody at the terminal sees them: with progress and a result."""

from datetime import datetime
from pathlib import Path

import typer

from app.asked_day import past_moment
from app.judging import judge_all
from app.judging_past import judge_past
from app.language import past_days as past
from app.language import terminal as words
from app.language.problems import problem_words
from app.session import Session
from app.terminal import (
    REFUSED_PER_SOURCE,
    line,
    progress,
    tell_reading,
    tell_refused,
    tell_source,
)
from data.problems import SourceFailed
from data.store.engine import open_store, reading
from data.store.sources import judged_at
from data.sync import sync


def read_sources(current: Session, *, accept_shrink: bool = False) -> bool:
    """Read every source once and tell what each brought; True where one failed."""
    with progress() as tell:
        report = sync(
            current.engine,
            current.settings.connections,
            now=current.now,
            time_zone=current.zone,
            base=current.settings.base,
            accept_shrink=accept_shrink,
            on_progress=lambda far: tell_reading(far, tell, current.speech),
        )
    for source in report.sources:
        tell_source(source, current.speech)
        tell_refused(current.engine, source, REFUSED_PER_SOURCE, current.speech)
    return report.failed


def judge_models(current: Session) -> None:
    """Judge every model of which anything changed, and tell how many they are."""
    what = words.judging(current.speech)
    with progress() as tell:
        tally = judge_all(
            current.engine,
            now=current.now,
            time_zone=current.zone,
            currency=current.speech.currency,
            on_progress=lambda done: tell(what, words.judged_so_far(done, current.speech)),
        )
    line(words.judged(tally.again, tally.unchanged, current.speech))


def judge_past_day(current: Session, as_of: datetime | None, into: Path | None) -> None:
    """Judge a day that is over into a store of its own, and tell how many models it has."""
    if as_of is None or into is None:
        raise typer.BadParameter(past.needs_file(current.speech))
    if into.exists():
        raise typer.BadParameter(past.file_exists(str(into), current.speech))
    moment = past_moment(as_of, current)
    store = open_store(f"sqlite:///{into}")
    try:
        count = judge_past(
            current.engine,
            store,
            as_of=moment,
            time_zone=current.zone,
            currency=current.speech.currency,
        )
    finally:
        store.dispose()
    line(past.judged_then(count, as_of.date(), str(into), current.speech))


def fill_when_new(current: Session) -> None:
    """Read and judge where that was never done, so that the first reader finds something."""
    with reading(current.engine) as conn:
        if judged_at(conn) is not None:
            return
    try:
        read_sources(current)
    except SourceFailed as failure:
        # Another process may be filling this store; the pages show whatever there is.
        line(str(problem_words(failure.problem, current.speech)), problem=True)
        return
    judge_models(current)

"""How the sources and our own rounds stand, now or on the past day looked at."""

from collections.abc import Sequence
from datetime import datetime

from app.health.source_changes import TOLD_FOR, source_changes
from app.health.verdict import ReasonCode
from app.language.problems import problem_words
from app.language.sourcing import Answering
from app.readiness import ROUNDS_UNTIL_OLD
from app.reports.lateness import BROUGHT, is_late
from app.ui.address import PAGE_LENGTH
from app.ui.loading import read, records
from app.ui.shown import Books, Checking, NotTold, Refused, SourceShown, Telling
from app.ui.visit import Visit
from data.facts import TraitHeld
from data.store import books as kept_books
from data.store import notices, rounds, sources, traits
from data.store.sources import SourceState


def all_sources(visit: Visit) -> tuple[SourceShown, ...]:
    """Every source ever read, as it stands at this moment, or stood on the day looked at."""
    found = records(visit, lambda conn: sources.source_states(conn, _by(visit)))
    since = visit.now - TOLD_FOR
    held = records(visit, lambda conn: traits.held(conn, since, _by(visit)))
    return tuple(_shown(each, held.get(each.id, ()), visit) for each in found)


def books(visit: Visit) -> Books:
    """Where registry, results and answering versions disagree."""
    otherwise = ReasonCode.OTHER_VERSION_ANSWERS.value
    found = read(visit, lambda conn: kept_books.books(conn, visit.now, otherwise))
    strays = records(visit, lambda conn: kept_books.unregistered(conn, _by(visit)))
    return Books(found.never_sent, strays, found.other_version)


def telling(visit: Visit) -> Telling:
    """How telling people of changes goes."""
    found = records(visit, notices.delivered)
    waiting = tuple(
        NotTold(each.called, each.first_at, each.tries, each.problem) for each in found.waiting
    )
    return Telling(found.recipients, found.last_sent, found.failing, waiting)


def refused(visit: Visit, source: SourceShown, page: int) -> Refused:
    """One page of the refused rows of a source."""
    first = (page - 1) * PAGE_LENGTH
    rows = records(
        visit, lambda conn: sources.refused(conn, source.id, PAGE_LENGTH, first, by=_by(visit))
    )
    return Refused(source, tuple(rows), page)


def checking(visit: Visit) -> Checking:
    """How our own rounds stand."""
    judged, found = records(visit, lambda conn: (sources.judged_at(conn), rounds.rounds(conn)))
    listens, runs = found.listens(visit.now), found.runs(visit.now)
    return Checking(
        judged_at=judged,
        listens=listens,
        asked=listens and found.asked_at is not None,
        running_since=found.began_at if runs else None,
        next_at=found.next_at,
    )


def _by(visit: Visit) -> datetime | None:
    """Up to when records count: all of them, or those of the past day looked at."""
    return None if visit.day is None else visit.now


def _shown(state: SourceState, held: Sequence[TraitHeld], visit: Visit) -> SourceShown:
    news = state.last_news
    stale = news is not None and not state.last_run.read
    tally = news.tally if news else state.last_run
    return SourceShown(
        id=state.id,
        name=state.name,
        kind=state.kind,
        answering=_answering(state, visit),
        last_ok=state.last_ok,
        last_tried=state.last_tried,
        problem=problem_words(state.problem, visit.speech) if state.problem else None,
        brought=(tally.read, tally.kept, tally.refused) if state.last_ok else None,
        refused=state.refused_now,
        nothing_since=news.at if news and stale else None,
        fewer=state.shrunken.after if state.shrunken else None,
        fewer_confirmed=bool(state.shrunken and state.shrunken.confirmed),
        changes=source_changes(held, visit.now),
    )


def _answering(state: SourceState, visit: Visit) -> Answering:
    old = visit.now - visit.every * ROUNDS_UNTIL_OLD
    # What was configured on a past day nobody wrote down.
    configured = visit.sources if visit.day is None else {state.name}
    if state.kind not in BROUGHT and state.name not in configured:
        return Answering.OVER
    if state.problem is not None:
        return Answering.FAILED
    if state.kind in BROUGHT:
        return Answering.BY_HAND
    return Answering.LATE if is_late(state, old) else Answering.ANSWERS

"""Which messages are to go out now: what each recipient has not been told, and what is to be
tried again."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.health.verdict import ReasonCode
from app.language.sentence import Speech
from app.notices.recipients import Recipient
from app.reports import digest as reports
from app.reports.digest import Changes, Fleet
from app.reports.letters import (
    Letter,
    changes_letter,
    confirm_letter,
    stopped_letter,
    weekly_letter,
)
from app.setting_notices import Weekly
from data.notices import Occasion
from data.store import notices, telling
from data.store.notices import Known, Message, Number, Try
from data.store.telling import Numbered

log = logging.getLogger(__name__)

REMINDED_EVERY = timedelta(days=30)
"""Whoever has not confirmed within a month is asked once more."""
A_WEEK = timedelta(days=7)
_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Due:
    """One message to send; once it went out its recipient is told up to the change ``told_to``."""

    to: Recipient
    message: Message
    letter: Letter
    told_to: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What all recipients of one round have in common."""

    conn: Connection
    fleet: Fleet
    speech: Speech
    weekly: Weekly
    stopped: bool
    # Nothing was checked since this moment, where checking has stopped.
    old: datetime
    open: Mapping[Number, Try] = field(default_factory=dict)
    sent: Mapping[tuple[str, Occasion], datetime] = field(default_factory=dict)
    # The messages that somebody still has to get, also those whose time has not come.
    wanted: set[Number] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Plan:
    """The messages due, and up to which change those are told who have no need of a message.

    ``over`` are messages that were tried in vain and that nobody needs any more.
    """

    due: tuple[Due, ...]
    passed: Mapping[str, int]
    over: frozenset[Number] = frozenset()


def plan(now: Round, recipients: Sequence[Recipient], known: Mapping[str, Known]) -> Plan:
    """Everything to be sent now, in the order in which it is sent."""
    told_to = min((each.told_to for each in known.values()), default=0)
    rows = telling.changes_after(now.conn, told_to)
    newest = max((each.id for each in rows), default=told_to)
    unconfirmed = _unconfirmed(now, recipients)
    due: list[Due] = []
    passed: dict[str, int] = {}
    for each in recipients:
        mine = known[each.key]
        try:
            changed = _changes(now, each, rows, mine)
            if changed is not None:
                due += _tell_changes(now, each, mine, changed, newest)
            elif mine.told_to < newest:
                passed[each.key] = newest
            due += [*_stopped(now, each, mine), *_weekly(now, each, mine)]
            due += _confirm(now, each, unconfirmed)
        except SQLAlchemyError:
            raise
        except Exception:
            # Whatever is wrong with one model must not silence those who are told of others.
            log.exception("a message could not be made", extra={"of": each.reader.why.name})
    return Plan(tuple(due), passed, frozenset(now.open.keys() - now.wanted))


def last_weekly(now: datetime, weekly: Weekly, speech: Speech) -> datetime:
    """When the weekly message was last due."""
    here = now.astimezone(speech.zone)
    day = here.date() - timedelta(days=(here.weekday() - weekly.day) % 7)
    at = datetime.combine(day, weekly.at, speech.zone)
    return at if at <= now else datetime.combine(day - A_WEEK, weekly.at, speech.zone)


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries in vain: longer each time, up to a limit."""
    doubled: int = 2 ** min(tries - 1, 20)
    return min(_FIRST_WAIT * doubled, _LONGEST_WAIT)


def _changes(now: Round, to: Recipient, rows: Iterable[Numbered], known: Known) -> Changes | None:
    """What this recipient has not been told; None where that is nothing."""
    if Occasion.CHANGES not in to.occasions:
        return None
    new = [each for each in rows if each.id > known.told_to]
    found = reports.changed(now.conn, now.fleet, to.slugs, new, now.speech.now)
    return found if found.total else None


def _tell_changes(
    now: Round, to: Recipient, known: Known, found: Changes, newest: int
) -> Iterator[Due]:
    message = _message(to, Occasion.CHANGES, str(known.told_to))
    if _may_try(now, message):
        checked = reports.checked(now.fleet, to.slugs)
        letter = changes_letter(found, checked, now.fleet.behind, to.reader, now.speech)
        yield Due(to, message, letter, newest)


def _stopped(now: Round, to: Recipient, known: Known) -> Iterator[Due]:
    """Once for each time that checking stops, to those who would hear of changes."""
    at = now.fleet.checked_at
    if not now.stopped or Occasion.CHANGES not in to.occasions or known.since > now.old:
        return
    told = now.sent.get((to.key, Occasion.STOPPED))
    message = _message(to, Occasion.STOPPED, at.isoformat() if at else "never")
    since_then = told is not None and (at is None or told > at)
    if not since_then and _may_try(now, message):
        yield Due(to, message, stopped_letter(now.fleet.behind, to.reader, now.speech))


def _weekly(now: Round, to: Recipient, known: Known) -> Iterator[Due]:
    if Occasion.WEEKLY not in to.occasions:
        return
    at = last_weekly(now.speech.now, now.weekly, now.speech)
    told = now.sent.get((to.key, Occasion.WEEKLY))
    message = _message(to, Occasion.WEEKLY, at.date().isoformat())
    if known.since < at and (told is None or told < at) and _may_try(now, message):
        since = max(told or known.since, now.speech.now - 2 * A_WEEK)
        yield weekly(now, to, message, since)


def weekly(now: Round, to: Recipient, message: Message, since: datetime) -> Due:
    """The weekly message of one recipient, with what changed since a moment."""
    speech = now.speech
    found = reports.digest(now.conn, now.fleet, to.slugs, since, speech.now, speech.time_zone)
    return Due(to, message, weekly_letter(found, to.reader, speech))


def _unconfirmed(now: Round, recipients: Iterable[Recipient]) -> frozenset[str]:
    """The models whose facts nobody has confirmed for a year."""
    if not any(Occasion.CONFIRM in each.occasions for each in recipients):
        return frozenset()
    code = ReasonCode.FACTS_UNCONFIRMED.value
    return frozenset(telling.care_says(now.conn, now.speech.now, code))


def _confirm(now: Round, to: Recipient, unconfirmed: frozenset[str]) -> Iterator[Due]:
    mine = to.owned & unconfirmed
    if Occasion.CONFIRM not in to.occasions or not mine:
        return
    told = now.sent.get((to.key, Occasion.CONFIRM))
    message = _message(to, Occasion.CONFIRM, told.isoformat() if told else "first")
    asked_lately = told is not None and now.speech.now - told < REMINDED_EVERY
    if not asked_lately and _may_try(now, message):
        stands = [now.fleet.stands[slug] for slug in mine if slug in now.fleet.stands]
        yield Due(to, message, confirm_letter(stands, to.reader, now.speech))


def _message(to: Recipient, occasion: Occasion, about: str) -> Message:
    return Message(to.key, to.reader.called, occasion, about)


def _may_try(now: Round, message: Message) -> bool:
    number = (message.recipient, message.occasion, message.about)
    now.wanted.add(number)
    before = now.open.get(number)
    return before is None or now.speech.now >= before.tried_at + wait_after(before.tries)


def round_of(
    conn: Connection, fleet: Fleet, speech: Speech, weekly: Weekly, *, stopped: bool, old: datetime
) -> Round:
    """A round with what came of earlier messages."""
    open_, sent = notices.still_open(conn), notices.last_sent(conn)
    return Round(conn, fleet, speech, weekly, stopped, old, open_, sent)

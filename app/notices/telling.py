"""Telling everybody what is due: once, by one process at a time, and with an end to waiting.

A message is noted before it is sent and again after it, each time in a transaction of its own. A
process that dies between sending and noting leads to one message coming twice; nothing is lost.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from app.language.headline import pretend
from app.language.sentence import Speech
from app.notices import channels, due, mail
from app.notices.due import Due, Plan, Round, round_of
from app.notices.failing import Failed
from app.notices.mail import Post, mail_of
from app.notices.recipients import Recipient, recipients
from app.readiness import ROUNDS_UNTIL_OLD
from app.reports import digest as reports
from app.reports.digest import Fleet
from app.reports.lateness import behind, checks_late, configured
from app.reports.letters import trial_letter
from app.session import speech_of
from app.settings import Settings
from data.notices import Occasion, Undelivered
from data.store import notices
from data.store.engine import reading, writing
from data.store.lock import only_one_tells
from data.store.notices import Message
from data.store.sources import is_pretend, judged_at, source_states

ROUND_SECONDS = 120.0
"""What one round spends on telling; what is left then goes out with the next one."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one message; ``why`` is None where it went out."""

    called: str
    occasion: Occasion
    why: Undelivered | None


def tell(settings: Settings, engine: Engine, now: datetime) -> list[Outcome]:
    """Send everything that is due at ``now``; returns what came of each message.

    Where another process is telling, nothing is done: it sends the same.
    """
    if not _may_tell_anybody(settings):
        return []
    with only_one_tells(engine) as free:
        return _send(settings, engine, _planned(settings, engine, now), now) if free else []


def tell_week(settings: Settings, engine: Engine, now: datetime) -> list[Outcome]:
    """Send the weekly message now to everybody who gets one, whatever day it is."""
    with only_one_tells(engine) as free:
        if not free:
            return []
        everybody, _ = _remembered(settings, engine, now)
        with reading(engine) as conn:
            this = _round(conn, settings, now)
            found = [each for each in everybody if Occasion.WEEKLY in each.occasions]
            messages = tuple(
                due.weekly(this, each, _by_hand(each, now), now - due.A_WEEK) for each in found
            )
        return _send(settings, engine, Plan(messages, {}), now)


def tell_trial(settings: Settings, engine: Engine, now: datetime, name: str) -> Outcome | None:
    """Send a message to one who is told, that only tries whether it arrives; None for nobody."""
    everybody, _ = _remembered(settings, engine, now)
    to = next((each for each in everybody if each.reader.called == name), None)
    if to is None:
        return None
    letter = trial_letter(to.reader, speech_of(settings, now))
    message = Message(to.key, name, Occasion.WEEKLY, f"trial {now.isoformat()}")
    with _post(settings) as post:
        why = _delivered(settings, post, Due(to, message, letter), now)
    return Outcome(name, Occasion.WEEKLY, why)


def everybody_told(settings: Settings, engine: Engine, now: datetime) -> list[Recipient]:
    """Who is told, in the order in which they are."""
    with reading(engine) as conn:
        this = _round(conn, settings, now)
        return recipients(conn, settings, this.fleet, this.speech)


def fleet_now(conn: Connection, settings: Settings, now: datetime) -> Fleet:
    """How the fleet and our own checking stand."""
    return _round(conn, settings, now).fleet


def _may_tell_anybody(settings: Settings) -> bool:
    """Whether there is anybody to tell: places set up, or a mail server for people."""
    return bool(settings.notices.to) or settings.notices.mail is not None


def _planned(settings: Settings, engine: Engine, now: datetime) -> Plan:
    everybody, known = _remembered(settings, engine, now)
    with reading(engine) as conn:
        this = _round(conn, settings, now)
        # Whoever came since is told from the next round on.
        found = due.plan(this, [each for each in everybody if each.key in known], known)
    with writing(engine) as conn:
        notices.told_up_to(conn, found.passed)
        notices.clean(conn, now, found.over)
    return found


def _remembered(
    settings: Settings, engine: Engine, now: datetime
) -> tuple[list[Recipient], dict[str, notices.Known]]:
    everybody = everybody_told(settings, engine, now)
    with writing(engine) as conn:
        known = notices.keep_only(conn, {each.key for each in everybody}, now)
    return everybody, known


def _round(conn: Connection, settings: Settings, now: datetime) -> Round:
    speech = speech_of(settings, now)
    states, judged = source_states(conn), judged_at(conn)
    states = configured(states, {each.name for each in settings.connections})
    old = now - settings.sync.every * ROUNDS_UNTIL_OLD
    late = list(behind(states, judged, old, speech))
    if is_pretend(conn):
        late.insert(0, str(pretend(speech)))
    return round_of(
        conn,
        reports.fleet(conn, now, late),
        speech,
        settings.notices.weekly,
        stopped=checks_late(states, judged, old),
        old=old,
    )


def _send(settings: Settings, engine: Engine, found: Plan, now: datetime) -> list[Outcome]:
    ends = time.monotonic() + ROUND_SECONDS
    outcomes: list[Outcome] = []
    with _post(settings) as post:
        for each in found.due:
            if time.monotonic() > ends:
                log.warning("telling took too long", extra={"left": len(found.due) - len(outcomes)})
                break
            with writing(engine) as conn:
                notices.trying(conn, each.message, now)
            why = _delivered(settings, post, each, now)
            _note(engine, each, why, now)
            outcomes.append(Outcome(each.message.called, each.message.occasion, why))
    return outcomes


def _note(engine: Engine, each: Due, why: Undelivered | None, now: datetime) -> None:
    with writing(engine) as conn:
        if why is not None:
            notices.failed(conn, each.message, why)
            return
        notices.was_sent(conn, each.message, now)
        if each.told_to is not None:
            notices.told_up_to(conn, {each.to.key: each.told_to})


def _delivered(
    settings: Settings, post: Post | None, each: Due, now: datetime
) -> Undelivered | None:
    """Send one message; why it did not go out, or None."""
    details = {"occasion": each.message.occasion.value, "channel": each.to.url_env or "mail"}
    try:
        _hand_over(settings, post, each, speech_of(settings, now))
    except Failed as failed:
        log.warning("a message did not go out", extra={**details, "why": failed.why.value})
        return failed.why
    except Exception:
        # Whatever is wrong with one message must not keep the others from going out.
        log.exception("a message could not be made", extra=details)
        return Undelivered.INTERNAL
    log.info("a message went out", extra=details)
    return None


def _hand_over(settings: Settings, post: Post | None, each: Due, speech: Speech) -> None:
    if each.to.url_env:
        channels.tell_channel(each.letter, each.to.url_env, settings.address, speech)
        return
    if post is None:
        raise Failed(Undelivered.UNREACHABLE)
    message = each.message
    number = f"{message.occasion} {message.about} {each.told_to}"
    post.send(mail_of(each.letter, post.mail, each.to.email, number, settings.address, speech))


@contextmanager
def _post(settings: Settings) -> Iterator[Post | None]:
    """The way to the mail server, left again afterwards; None where there is none."""
    server = settings.notices.mail
    if server is None:
        yield None
        return
    post = Post(server, settings.mail_user, settings.mail_password, mail.MESSAGE_SECONDS)
    try:
        yield post
    finally:
        post.close()


def _by_hand(to: Recipient, now: datetime) -> Message:
    return Message(to.key, to.reader.called, Occasion.WEEKLY, f"by hand {now.isoformat()}")

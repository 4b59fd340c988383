"""What every command works with, and how each thing that stops one is told."""

import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from app.language import terminal as words
from app.language.problems import problem_words
from app.language.sentence import Speech
from app.logs import start_logging
from app.setting_secrets import HIDDEN
from app.settings import NotConfigured, Settings, load
from app.terminal import line
from data.problems import Code, Problem, SourceFailed
from data.store.engine import open_store, reading
from data.store.schema import SchemaState, schema_state
from data.store.sources import is_pretend

log = logging.getLogger(__name__)


class Exit(IntEnum):
    """What the end of a command means."""

    DONE = 0
    NEEDS_SOMEBODY = 1
    WRONG_USE = 2
    OTHER_SYNC = 3


@dataclass(frozen=True, slots=True)
class Session:
    """One command: its settings, its store, and to whom it speaks from which moment."""

    settings: Settings
    engine: Engine
    speech: Speech

    @property
    def now(self) -> datetime:
        return self.speech.now

    @property
    def zone(self) -> str:
        return self.settings.company.time_zone

    @property
    def where(self) -> str:
        return _where(self.settings)


class Stopped(Exception):
    """A command that cannot go on: what to tell whoever gave it, and how it ends."""

    def __init__(self, told: Iterable[str], ends: Exit) -> None:
        self.told = tuple(told)
        self.ends = ends
        super().__init__("\n".join(self.told))


@contextmanager
def session(now: datetime) -> Iterator[Session]:
    """Open the configured store for one command; whatever stops the command ends it in words."""
    try:
        with opened(now) as current:
            yield current
    except Stopped as stopped:
        for each in stopped.told:
            line(each, problem=True)
        sys.exit(stopped.ends)


@contextmanager
def opened(now: datetime) -> Iterator[Session]:
    """Open the configured store. Raises Stopped, also for what goes wrong with it meanwhile."""
    try:
        settings = load()
    except NotConfigured as refused:
        raise Stopped(told_faults(refused, Speech(now=now)), Exit.WRONG_USE) from None
    speech = speech_of(settings, now)
    try:
        engine = _engine(settings)
        try:
            yield Session(settings, engine, speech)
        finally:
            engine.dispose()
    except (SQLAlchemyError, _NoFolder) as error:
        raise Stopped(_away(error, settings, speech), Exit.NEEDS_SOMEBODY) from error
    except SourceFailed as failure:
        running = failure.problem.code in (Code.SYNC_RUNNING, Code.JUDGING_RUNNING)
        told = str(problem_words(failure.problem, speech))
        raise Stopped([told], Exit.OTHER_SYNC if running else Exit.WRONG_USE) from None


class _NoFolder(Exception):
    """The folder of a SQLite store cannot be made."""


def _engine(settings: Settings) -> Engine:
    try:
        return open_store(settings.database_url)
    except OSError as error:
        raise _NoFolder(error.strerror) from error


def speech_of(settings: Settings, now: datetime) -> Speech:
    """How the configured company is spoken to."""
    company = settings.company
    return Speech(
        now=now,
        locale=company.locale,
        time_zone=company.time_zone,
        currency=company.currency,
    )


def require_tables(current: Session) -> None:
    """Go on only where the store is of this version."""
    warning = table_warning(current)
    if warning:
        line(warning, problem=True)
        sys.exit(Exit.WRONG_USE)


def require_own_store(current: Session) -> None:
    """Go on only where the store is of the company that is configured, or still of nobody."""
    with reading(current.engine) as conn:
        pretend = is_pretend(conn)
    settings, speech = current.settings, current.speech
    if pretend is None or pretend is settings.pretend:
        return
    if pretend:
        told = str(problem_words(Problem(Code.MIXED_COMPANIES), speech))
    else:
        file = str(settings.file or "")
        told = words.no_sources(current.where, file, str(settings.base), speech)
    line(told, problem=True)
    sys.exit(Exit.WRONG_USE)


def tell_unexpected(error: Exception, speech: Speech) -> None:
    """What nobody foresaw: its details to the log, without secrets, and a sentence."""
    try:
        secrets = load().secrets
    except NotConfigured:
        secrets = ()
    start_logging(secrets)
    *_, last = traceback.extract_tb(error.__traceback__) or [None]
    place = f"{last.filename}:{last.lineno}" if last else ""
    details = {"error": type(error).__name__, "detail": str(error), "place": place}
    log.error("a command failed", extra=details)
    line(words.unexpected(speech), problem=True)


def warn_about_tables(current: Session) -> bool:
    """Say what is wrong with the store and go on: it may come back. True where it is well."""
    try:
        warning = table_warning(current)
    except SQLAlchemyError:
        warning = words.store_unreachable(current.where, current.speech)
    if warning:
        line(warning, problem=True)
    return not warning


def table_warning(current: Session) -> str:
    """What is wrong with the store's tables and how to mend it; empty where nothing is."""
    state = schema_state(current.engine)
    if state is SchemaState.BEHIND:
        return words.store_not_made(current.where, current.speech)
    if state is SchemaState.NEWER:
        return words.store_newer(current.where, current.speech)
    return ""


def _away(error: Exception, settings: Settings, speech: Speech) -> Iterator[str]:
    detail = str(getattr(error, "orig", None) or error)
    for secret in settings.secrets:
        detail = detail.replace(secret, HIDDEN)
    yield words.store_unreachable(_where(settings), speech)
    yield words.store_detail(" ".join(detail.split()), speech)


def _where(settings: Settings) -> str:
    return make_url(settings.database_url).render_as_string(hide_password=True)


def told_faults(refused: NotConfigured, speech: Speech) -> Iterator[str]:
    """Everything that is wrong with a configuration, line by line."""
    file = str(refused.file) if refused.file else ""
    yield words.not_usable(len(refused.faults), file, speech)
    for fault in refused.faults:
        said = words.fault_line(
            fault.key, fault.expected.value, fault.found, fault.nearest, fault.allowed, speech
        )
        yield f"  {said}"

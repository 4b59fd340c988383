"""What is behind: sources that did not answer lately, or whose answer could not be taken."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from app.language.headline import checking_late, late
from app.language.problems import problem_words
from app.language.sentence import Sentence, Speech
from data.problems import Code
from data.store.sources import SourceState

BROUGHT = frozenset({"company_file", "reported"})
"""Kinds of sources that are read when somebody brings them, so they are never late."""
_ANSWERED = frozenset({Code.INVENTORY_SHRANK, Code.MIXED_COMPANIES, Code.INTERNAL})
"""The source answered; that we did not take it has another reason."""


def configured(states: Iterable[SourceState], names: Collection[str]) -> list[SourceState]:
    """The sources that somebody still wants read; a source taken out is not late, it is over."""
    return [each for each in states if each.name in names]


def is_late(source: SourceState, old: datetime) -> bool:
    """Whether nothing was taken from this source since ``old``, or not at the last try."""
    if source.kind in BROUGHT:
        return False
    return source.problem is not None or source.last_ok is None or source.last_ok < old


def silent(states: Iterable[SourceState], old: datetime) -> tuple[tuple[str, datetime | None], ...]:
    """The late sources that did not answer, with the moment each last did."""
    return tuple(
        (each.name, each.last_ok) for each in states if is_late(each, old) and not _answered(each)
    )


def not_taken(states: Iterable[SourceState], speech: Speech) -> tuple[Sentence, ...]:
    """Why the answer of a source was not taken, for each that answered in vain."""
    return tuple(
        problem_words(each.problem, speech)
        for each in states
        if each.problem and _answered(each) and each.kind not in BROUGHT
    )


def checks_late(states: list[SourceState], judged: datetime | None, old: datetime) -> bool:
    """Whether our own checking is behind."""
    return bool(states) and (judged is None or judged < old)


def behind(
    states: list[SourceState], judged: datetime | None, old: datetime, speech: Speech
) -> Iterator[str]:
    """All that is late, in the sentences of the pages; nothing where all is as it should be."""
    if checks_late(states, judged, old):
        yield _line(checking_late(judged, speech))
    for name, at in silent(states, old):
        yield _line(late(name, at, at, speech))
    yield from (str(each) for each in not_taken(states, speech))


def _answered(source: SourceState) -> bool:
    return source.problem is not None and source.problem.code in _ANSWERED


def _line(told: Iterable[Sentence]) -> str:
    return " ".join(str(each) for each in told)

"""What a row is found by must be there, and short enough for a database to index. Pure."""

from collections.abc import Mapping, Sequence

from data.facts import (
    LONGEST_NAME,
    Acknowledgement,
    AnswerUse,
    Arrival,
    Baseline,
    Confirmation,
    DataUse,
    Decision,
    DoesNotApply,
    ExamResult,
    Fact,
    Keeping,
    Library,
    LiveSpell,
    LiveVersion,
    Measure,
    Person,
    Pipeline,
    PipelineRun,
    QuietTime,
    Reading,
    Review,
    Rhythm,
    RunsWith,
    Version,
)
from data.problems import Code, Problem
from data.store.columns import storable

LONGEST_LINE = 2_400
"""Bytes of UTF-8 of what is indexed whole: a line of a library list, all that tells an exam."""

_NEEDED: Mapping[type, tuple[str, ...]] = {
    Version: ("version",),
    Library: ("name",),
    Measure: ("key",),
    Rhythm: ("every",),
    Person: ("key",),
    QuietTime: ("by", "reason"),
    DoesNotApply: ("by", "reason"),
    Acknowledgement: ("by",),
    Decision: ("by", "why"),
    Keeping: ("by", "why"),
    Baseline: ("by", "why"),
    Confirmation: ("by",),
    Review: ("by", "why"),
    DataUse: ("name",),
    AnswerUse: ("name",),
    RunsWith: ("name", "installed"),
    Pipeline: ("name",),
    PipelineRun: ("pipeline",),
    ExamResult: ("version", "measure", "digest"),
}
_INDEXED: Mapping[type, tuple[str, ...]] = {
    Version: ("version",),
    LiveVersion: ("version",),
    LiveSpell: ("version",),
    Measure: ("key",),
    Person: ("key",),
    Fact: ("place",),
    Reading: ("group",),
    Acknowledgement: ("by",),
    Confirmation: ("by",),
    DataUse: ("name",),
    AnswerUse: ("name",),
    RunsWith: ("name",),
    Pipeline: ("name",),
    PipelineRun: ("pipeline",),
}
_TOGETHER: Mapping[type, tuple[str, ...]] = {
    Library: ("requirement", "version", "name", "file"),
    ExamResult: ("definition", "version", "measure", "digest", "selection", "group"),
}
"""Indexed as one; the first is the one that is told to be too long."""


def unnamed(arrival: Arrival) -> Problem | None:
    """What must be filled in and is not, or None."""
    for name in _NEEDED.get(type(arrival), ()):
        if not storable(getattr(arrival, name)).strip():
            return Problem(Code.VALUE_MISSING, {"field": name})
    ref = getattr(arrival, "ref", None)
    if ref is not None and not storable(ref.name):
        return Problem(Code.VALUE_MISSING, {"field": "model"})
    return None


def unwieldy(arrival: Arrival) -> Problem | None:
    """What is too long to be indexed, or None."""
    together = _TOGETHER.get(type(arrival), ())
    if together and _bytes("".join(getattr(arrival, name) for name in together)) > LONGEST_LINE:
        return Problem(Code.TEXT_TOO_LONG, {"field": together[0], "limit": LONGEST_LINE})
    return _too_long(arrival, _INDEXED.get(type(arrival), ()))


def _too_long(arrival: Arrival, names: Sequence[str]) -> Problem | None:
    told = [(name, getattr(arrival, name)) for name in names]
    ref = getattr(arrival, "ref", None)
    if ref is not None:
        told += [("model", ref.name), ("registry", ref.registry or "")]
    for name, value in told:
        if _bytes(value) > LONGEST_NAME:
            return Problem(Code.TEXT_TOO_LONG, {"field": name, "limit": LONGEST_NAME})
    return None


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(storable(text).encode())

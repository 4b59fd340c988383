"""Sentences about a source that looks otherwise than before, and what to do about it."""

from collections.abc import Mapping
from enum import Enum, unique

from app.health.source_changes import SourceChange
from app.language.dates import aged
from app.language.redefined import unit_named
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text
from data.facts import Better, Holds, TraitKind


@unique
class SourceChangeLabel(Enum):
    """A label of what changed about a source."""

    CHANGED = N_("It looks otherwise than before")
    BEFORE = N_("Before")
    NOW = N_("Now")
    IN_FULL = N_("Show both as they are written")


_HOLDS: Mapping[Holds, str] = {
    Holds.NUMBERS: N_("numbers"),
    Holds.DAYS: N_("days"),
    Holds.TIMES: N_("times with a zone"),
    Holds.LOCAL_TIMES: N_("times without a zone"),
    Holds.TEXT: N_("text"),
}
_NEW: Mapping[TraitKind, str] = {
    TraitKind.COLUMN: N_("Since {day} there is a new column “{name}”."),
    TraitKind.SECTION: N_("Since {day} there is a new section “{name}”."),
}
_GONE: Mapping[TraitKind, str] = {
    TraitKind.COLUMN: N_("Since {day} there is no column “{name}” any more."),
    TraitKind.SECTION: N_("Since {day} there is no section “{name}” any more."),
}
_OTHER: Mapping[TraitKind, str] = {
    TraitKind.HOLDS: N_("Since {day} the column “{name}” holds {now}; it held {before} before."),
    TraitKind.LABELS: N_(
        "Since {day} answers about the measure “{name}” are told apart by {now};"
        " they were told apart by {before} before."
    ),
    TraitKind.MARKS: N_(
        "Since {day} versions in use are marked by {now}; they were marked by {before} before."
    ),
    TraitKind.ASKED: N_("Since {day} the measure “{name}” is asked for in another way."),
    TraitKind.SETTINGS: N_("Since {day} the measure “{name}” is worked out with other settings."),
    TraitKind.UNIT: N_(
        "Since {day} results of the measure “{name}” are told as {now};"
        " they were told as {before} before."
    ),
    TraitKind.MEANING: N_("Since {day} the measure “{name}” is described otherwise."),
}
_BETTER: Mapping[Better, str] = {
    Better.HIGHER: N_("Since {day} higher results of the measure “{name}” are the better ones."),
    Better.LOWER: N_("Since {day} lower results of the measure “{name}” are the better ones."),
}
_ASK = N_("Ask whoever fills it whether that was meant; what does not fit is refused.")
_SAY_SO = N_(
    "Results before and after may not mean the same: look at one of its models, and have what was"
    " agreed signed again if they do not."
)
_NEXT: Mapping[TraitKind, str] = {
    TraitKind.HOLDS: _ASK,
    TraitKind.LABELS: N_("Make sure that the query still adds up what it did."),
    TraitKind.MARKS: N_("Make sure that the marks we go by are still the right ones."),
    TraitKind.ASKED: _SAY_SO,
    TraitKind.SETTINGS: _SAY_SO,
    TraitKind.MEANING: _SAY_SO,
    TraitKind.BETTER: N_("What was agreed before that does not hold until it is signed again."),
    TraitKind.UNIT: N_(
        "What was told as {before} is not used any more, and what was agreed does not hold until it"
        " is signed again."
    ),
}
_NEW_COLUMN = N_("We do not read it; name it in rollcall.toml if it is of use.")
_GONE_COLUMN = N_("We do not need it.")
_GONE_SECTION = N_("What stood there does not hold any more.")
_LOCAL = N_(
    "Times without a zone are read as times of the zone that time_zone in rollcall.toml names, and"
    " refused where it names none. Ask whoever fills it whose times they are."
)
IN_FULL = (TraitKind.ASKED, TraitKind.SETTINGS, TraitKind.MEANING)
"""Of these people want to see both as they are written."""


def change_told(change: SourceChange, speech: Speech) -> tuple[Sentence, ...]:
    """Since when what looks otherwise, and what to do."""
    slots = {"day": aged(change.at, speech), "name": change.name, **_both(change, speech)}
    forms = (_form(change), *_next(change))
    return tuple(sentence(form, speech, "name", **slots) for form in forms)


def _form(change: SourceChange) -> str:
    if change.now is None:
        return _GONE[change.kind]
    if change.before is None:
        return _NEW[change.kind]
    if change.kind is TraitKind.BETTER:
        return _BETTER[Better(change.now)]
    return _OTHER[change.kind]


def _next(change: SourceChange) -> tuple[str, ...]:
    if change.kind is TraitKind.COLUMN:
        return (_NEW_COLUMN,) if change.before is None else (_GONE_COLUMN,)
    if change.kind is TraitKind.SECTION:
        return () if change.before is None else (_GONE_SECTION,)
    if change.now == Holds.LOCAL_TIMES:
        return (_LOCAL,)
    return (_NEXT[change.kind],)


def _both(change: SourceChange, speech: Speech) -> dict[str, str]:
    """How it was and is, in words."""
    both = {"before": change.before or "", "now": change.now or ""}
    if change.kind is TraitKind.UNIT:
        return {name: unit_named(unit, speech) for name, unit in both.items()}
    if change.kind is TraitKind.HOLDS:
        return {name: text(_HOLDS[Holds(held)], speech) for name, held in both.items()}
    return both

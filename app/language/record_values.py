"""What an entry of the record says, in words: days as days, choices as they were read.

An entry keeps what a form sent. What has no words any more is told as it stands there.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from app.language.amounts import EXACT_DIGITS, plain
from app.language.dates import day, lasting, moment
from app.language.decisions import use_words
from app.language.deeds import role_name, yes_or_no
from app.language.feedback import kind_words as feedback_words
from app.language.feedback import state_words
from app.language.fields import field_words, impact_words, kind_words
from app.language.pages import rhythm_told
from app.language.record import said
from app.language.reviews import outcome_words
from app.language.sentence import Speech
from app.language.translating import N_, text
from app.language.wishes import WishedWhen, about_words, when_words
from data.facts import (
    DecidedUse,
    FeedbackKind,
    FeedbackState,
    FieldName,
    Impact,
    Kind,
    ReviewOutcome,
)
from data.members import Role
from data.notices import About

Told = Callable[[str, Speech], str | None]


def _day(value: str, speech: Speech) -> str:
    if len(value) == len("2026-12-04"):
        return day(date.fromisoformat(value), speech)
    return moment(datetime.fromisoformat(value), speech)


TOLD: Mapping[str, Told] = {
    "use": lambda value, speech: use_words(DecidedUse(value), speech),
    "kind": lambda value, speech: feedback_words(FeedbackKind(value), speech),
    "state": lambda value, speech: state_words(FeedbackState(value), speech),
    "name": lambda value, speech: field_words(FieldName(value), speech),
    "role": lambda value, speech: role_name(Role(value), speech),
    "when": lambda value, speech: when_words(WishedWhen(value), speech),
    "about": lambda value, speech: about_words(About(value), speech),
    "sort": lambda value, speech: kind_words(Kind(value), speech),
    "impact": lambda value, speech: impact_words(Impact(value), speech),
    "outcome": lambda value, speech: outcome_words(ReviewOutcome(value), speech),
    "clear": yes_or_no,
    "rebases": yes_or_no,
    "still_used": yes_or_no,
    "whole_unit": yes_or_no,
    "outcomes_after": lasting,
    **dict.fromkeys(
        (
            "agreed_on",
            "confirmed_on",
            "due_on",
            "end",
            "last_day",
            "linked_began",
            "next_update",
            "on",
            "review_by",
            "start",
            "until",
        ),
        _day,
    ),
}
"""How the value of a part is told, by the name of the part; of any other it is told as it is."""

_OF_FIELD: Mapping[str, Told] = {
    FieldName.IMPACT: lambda value, speech: impact_words(Impact(value), speech),
    FieldName.KIND: lambda value, speech: kind_words(Kind(value), speech),
    FieldName.AFFECTS_PEOPLE: yes_or_no,
    FieldName.CADENCE: rhythm_told,
}
"""The same for the value of one field of a model."""


def parts_told(
    parts: Mapping[str, Any], speech: Speech, field: str = ""
) -> tuple[tuple[str, str], ...]:
    """What each part of an entry is called and what it says.

    ``field`` is the field of a model that it is about.
    """
    return tuple(
        (said(name, speech), value_told(name, each, speech, field)) for name, each in parts.items()
    )


def value_told(name: str, value: Any, speech: Speech, field: str = "") -> str:
    """What one part of an entry says."""
    if value in (None, "", []):
        return text(N_("Not recorded"), speech)
    if isinstance(value, list):
        told = (value_told(name, each, speech, field) for each in value)
        return ("; " if isinstance(value[0], Mapping) else ", ").join(told)
    if isinstance(value, Mapping):
        return ", ".join(f"{each}: {told}" for each, told in _inside(name, value, speech, field))
    if isinstance(value, bool):
        return yes_or_no("yes" if value else "no", speech)
    if isinstance(value, int | float):
        return plain(value, EXACT_DIGITS, speech)
    return _words(name, str(value), speech, field)


def _inside(
    name: str, parts: Mapping[str, Any], speech: Speech, field: str
) -> tuple[tuple[str, str], ...]:
    """Values stand under the models they are of, everything else under what it is called."""
    if name == "values":
        return tuple((slug, value_told("value", parts[slug], speech, field)) for slug in parts)
    return parts_told(parts, speech, field or str(parts.get("name", "")))


def _words(name: str, value: str, speech: Speech, field: str) -> str:
    tell = _OF_FIELD.get(field) if name == "value" else TOLD.get(name)
    try:
        return (tell and tell(value, speech)) or value
    except ValueError:
        return value

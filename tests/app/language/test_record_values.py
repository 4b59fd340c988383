"""Whatever an entry of the record may hold is told in words, and no code of ours is shown."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import pytest

from app.actions.everything import ACTIONS
from app.language.record_values import parts_told, value_told
from app.language.sentence import Speech
from app.language.wishes import WishedWhen
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
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW, time_zone="Europe/London")
CHOICES: list[tuple[str, str, type[Enum]]] = [
    ("use", "", DecidedUse),
    ("kind", "", FeedbackKind),
    ("state", "", FeedbackState),
    ("name", "", FieldName),
    ("role", "", Role),
    ("when", "", WishedWhen),
    ("about", "", About),
    ("sort", "", Kind),
    ("impact", "", Impact),
    ("outcome", "", ReviewOutcome),
    ("value", FieldName.IMPACT, Impact),
    ("value", FieldName.KIND, Kind),
]
"""The part of an entry, the field of a model it is about, and what may stand there."""


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [(part, field, each.value) for part, field, choice in CHOICES for each in choice],
)
def test_every_choice_has_words(part: str, field: str, value: str) -> None:
    told = value_told(part, value, SPEECH, field)
    assert told
    assert told != value
    assert "_" not in told


def inside(kind: Any) -> Iterator[Any]:
    """The kinds of value that an annotation allows."""
    yield kind
    for each in get_args(kind):
        yield from inside(each)


def fields() -> Iterator[tuple[str, Any]]:
    for action in ACTIONS.values():
        for name, field in action.fields.model_fields.items():
            yield from ((name, kind) for kind in inside(field.annotation))


def test_every_choice_of_a_form_is_among_those_looked_at() -> None:
    asked = {(name, kind) for name, kind in fields() if isinstance(kind, type)}
    chosen = {(name, kind) for name, kind in asked if issubclass(kind, Enum)}
    assert chosen <= {(part, kind) for part, _, kind in CHOICES}
    assert chosen


def test_every_yes_or_no_and_every_day_of_a_form_is_told() -> None:
    literal = {name for name, kind in fields() if get_origin(kind) is Literal}
    days = {name for name, kind in fields() if isinstance(kind, type) and issubclass(kind, date)}
    moments = {name for name in days for kind in [dict(fields())[name]] if kind is datetime}
    assert literal
    assert moments < days
    for name in literal:
        assert value_told(name, "yes", SPEECH) == "Yes"
    for name in days:
        assert value_told(name, "2026-12-04", SPEECH) == "4 December 2026"


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("note", True, "Yes"),
        ("shut_out", False, "No"),
        ("note", "", "Not recorded"),
        ("granted", None, "Not recorded"),
        ("minimum_cases", 0, "0"),
        ("minimum", 0.7, "0.7"),
        ("models", ["churn", "parcels"], "churn, parcels"),
        ("with", [3, 4], "3, 4"),
        ("end", "2026-11-23T09:30:00+00:00", "23 November 2026, 09:30"),
        ("outcomes_after", "P3M", "3 months"),
        ("outcomes_after", "PT36H", "36 hours"),
        ("whole_unit", "yes", "Yes"),
        ("why", "keep", "keep"),
        ("note", "2026-12-04", "2026-12-04"),
        ("name", "Ana Ruiz", "Ana Ruiz"),
        ("use", "a choice of an older version", "a choice of an older version"),
        ("until", "never", "never"),
        ("outcomes_after", "a while", "a while"),
    ],
)
def test_what_people_typed_stays_and_everything_else_is_told(
    part: str, value: object, told: str
) -> None:
    assert value_told(part, value, SPEECH) == told


def test_what_was_done_to_many_is_told_for_each() -> None:
    each = [
        {"feedback": 3, "state": "open", "theme": "prices"},
        {"feedback": 4, "state": "answered", "due_on": "2026-12-04"},
    ]
    ((label, told),) = parts_told({"each": each}, SPEECH)
    assert label == "Each of them"
    assert told == (
        "What was said, by number: 3, State: Open, Theme: prices; "
        "What was said, by number: 4, State: Answered, To be answered by: 4 December 2026"
    )


def test_values_of_many_models_are_told_beside_them() -> None:
    told = parts_told({"values": {"churn": "high", "parcels": ""}}, SPEECH, FieldName.IMPACT)
    assert told == (("Values", "churn: a lot, parcels: Not recorded"),)

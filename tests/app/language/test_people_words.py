"""Who answers for what, told briefly and in plain words; nobody is blamed and nothing guessed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import product

import pytest

from app.health.unmissed import Sign, SignCode
from app.language import answer_uses, carers, handovers, unmissed
from app.language.answer_uses import UseLabel
from app.language.carers import CarerLabel
from app.language.handovers import HandoverLabel
from app.language.labels import label
from app.language.unmissed import UnmissedLabel
from app.language.word_list import NEVER_ON_SCREEN
from data.facts import FieldName, Impact, UseKind
from tests.app.language.plausible import NOW, SPEECH

TODAY = NOW.date()
GONE, LEAVING = TODAY - timedelta(days=96), TODAY + timedelta(days=24)
OWNER, BACKUP, EXPERT = FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT
DAYS = (None, GONE, TODAY, LEAVING)
_END = re.compile(r"(?<=[.!?”:])\s+(?=[A-Z“])")
_BANNED = [
    re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word != word.lower() else re.IGNORECASE)
    for word in NEVER_ON_SCREEN
]


def _carers() -> Iterator[object]:
    for owned, deployed, care in ((0, 1, 0), (44, 46, 5), (1, 1, 1)):
        yield carers.answering(owned, deployed, care, SPEECH)
    for count in (1, 3):
        yield from (carers.missing(role, count, SPEECH) for role in (OWNER, BACKUP, EXPERT))
        yield carers.overdue(count, SPEECH)
        yield carers.found_people(count, SPEECH)
        yield carers.found_models(count, SPEECH)
    yield from carers.order_told(SPEECH)
    yield carers.nothing_missing(SPEECH)
    yield carers.owner_left("Tom Field", GONE, SPEECH)
    yield carers.reached_at("Treasury", "treasury@example.com", SPEECH)
    yield carers.matters(Impact.LOW, True, SPEECH)


def _handovers() -> Iterator[object]:
    for left_on, alone, count in product(DAYS, (0, 1, 3), (1, 6)):
        yield handovers.if_gone("Maria Silva", left_on, alone, count, SPEECH)
        yield from handovers.what_to_do(alone, left_on, SPEECH)
    for role, left_on in product((OWNER, BACKUP), DAYS):
        yield handovers.steps_in(role, "Ben Li", left_on, SPEECH)
    yield from (handovers.steps_in(role, "", None, SPEECH) for role in (OWNER, BACKUP, EXPERT))
    for review_by in (None, GONE, LEAVING):
        yield from handovers.signed_told({"kind": "recall"}, GONE, review_by, SPEECH)
    yield handovers.left_told(GONE, SPEECH)
    yield handovers.typed_told("Tom", SPEECH)
    yield handovers.unknown_person("Tom", SPEECH)
    yield from (handovers.models_counted(count, SPEECH) for count in (1, 6))


def _uses() -> Iterator[object]:
    for used, deployed in ((0, 1), (39, 46), (46, 46)):
        yield from answer_uses.recorded_told(used, deployed, SPEECH)
    yield from (answer_uses.found_uses(count, SPEECH) for count in (1, 42))
    yield from (answer_uses.hangs_on(count, SPEECH) for count in (1, 2))
    yield from (answer_uses.use_kind(kind, SPEECH) for kind in UseKind)
    yield answer_uses.stops_told("Cash van", "", SPEECH)
    yield from unmissed.caution(SPEECH)
    for count in (1, 27):
        yield unmissed.headline(count, 46, SPEECH)
        yield unmissed.found_told(count, SPEECH)
        yield unmissed.signs_counted(count, SPEECH)
    yield from (unmissed.sign_told(Sign(code), SPEECH) for code in SignCode)
    yield unmissed.sign_told(Sign(SignCode.NO_OWNER, GONE, "Tom Field"), SPEECH)


LABELS: tuple[Enum, ...] = (*CarerLabel, *HandoverLabel, *UseLabel, *UnmissedLabel)
TOLD = sorted({str(each) for make in (_carers, _handovers, _uses) for each in make()})


@pytest.mark.parametrize("told", [*TOLD, *(label(each, SPEECH) for each in LABELS)])
def test_every_word_is_short_whole_and_plain(told: str) -> None:
    assert not re.search(r"[{}]|None", told), told
    assert all(len(part.split()) <= 25 for part in _END.split(told)), told
    assert not [word.pattern for word in _BANNED if word.search(told)], told


def test_the_heading_counts_who_answers_and_who_needs_care() -> None:
    told = carers.answering(41, 46, 5, SPEECH)
    assert str(told) == "41 of 46 models have somebody who answers for them; 5 need care."
    one = carers.answering(1, 1, 1, SPEECH)
    assert str(one) == "1 of 1 model has somebody who answers for it; 1 needs care."


@pytest.mark.parametrize(
    ("left_on", "alone", "count", "told"),
    [
        (None, 2, 6, "If Ana left tomorrow, nobody would step in for 2 of 6 models."),
        (None, 0, 6, "If Ana left tomorrow, somebody would step in for all 6 models."),
        (None, 0, 1, "If Ana left tomorrow, somebody would step in for the one model."),
        (TODAY, 1, 1, "Ana has left, and nobody steps in for 1 of 1 model."),
    ],
)
def test_the_heading_of_a_person(left_on: date | None, alone: int, count: int, told: str) -> None:
    assert str(handovers.if_gone("Ana", left_on, alone, count, SPEECH)) == told


def test_somebody_who_leaves_later_is_not_told_as_gone() -> None:
    told = str(handovers.if_gone("Ana", LEAVING, 1, 2, SPEECH))
    assert told.startswith("When Ana leaves on ")
    assert "(in 24 days)" in told
    assert "leaves on" in carers.gone_or_leaving("Ana", LEAVING, SPEECH)
    assert "left on" in carers.gone_or_leaving("Ana", TODAY, SPEECH)


def test_nothing_to_do_is_not_said_of_somebody_who_is_on_the_way_out() -> None:
    nothing = "Nothing for you to do."
    assert nothing in map(str, handovers.what_to_do(0, None, SPEECH))
    assert nothing not in map(str, handovers.what_to_do(0, LEAVING, SPEECH))
    assert nothing not in map(str, handovers.what_to_do(1, None, SPEECH))


def test_roles_somebody_does_not_have_are_left_out() -> None:
    assert carers.roles_told(4, 2, 0, SPEECH) == "owner of 4, backup for 2"


def test_nothing_recorded_is_never_nobody_uses_it() -> None:
    told = " ".join(map(str, answer_uses.recorded_told(0, 46, SPEECH)))
    assert "does not mean" in told
    assert "does not mean" in " ".join(map(str, unmissed.caution(SPEECH)))
    assert "not a verdict" in " ".join(map(str, unmissed.caution(SPEECH)))

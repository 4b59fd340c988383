"""Signs that nobody would miss a model: what is missing in our books, and from when."""

from datetime import date

from app.health.unmissed import Sign, SignCode, signs_of
from data.facts import AnswerUse, DoesNotApply, FieldName, Person, Question, Unit, UseKind
from tests.app.health.case_making import REF, case, measured

USE = AnswerUse(REF, "Letter printing", UseKind.PROCESS)
WORTH = measured([10.0], question=Question.VALUE, unit=Unit.MONEY, key="worth", kind="worth")
NO_USE, NO_VALUE = Sign(SignCode.NO_USE), Sign(SignCode.NO_VALUE)


def test_a_model_in_the_books_shows_no_sign() -> None:
    assert list(signs_of(case(WORTH, uses=(USE,)))) == []


def test_each_thing_that_is_missing_is_a_sign() -> None:
    bare = case(facts={FieldName.OWNER: ""})
    assert list(signs_of(bare)) == [NO_USE, NO_VALUE, Sign(SignCode.NO_OWNER)]


def test_a_measure_without_a_result_says_nothing_of_what_it_brings() -> None:
    silent = measured([], question=Question.VALUE, key="worth", kind="worth", minimum=None)
    assert list(signs_of(case(silent, uses=(USE,)))) == [NO_VALUE]


def test_who_said_why_nobody_has_to_ask_what_it_brings_has_thought_of_it() -> None:
    word = DoesNotApply(REF, Question.VALUE, "ana", "The law asks for it", date(2027, 1, 1))
    assert list(signs_of(case(uses=(USE,), does_not_apply=(word,)))) == []


def test_an_owner_who_leaves_is_a_sign_from_that_day() -> None:
    day = date(2026, 3, 2)
    people = {"ana": Person("ana", "Ana Ruiz", left_on=day)}
    told = Sign(SignCode.NO_OWNER, day, "Ana Ruiz")
    assert list(signs_of(case(WORTH, uses=(USE,), people=people))) == [told]

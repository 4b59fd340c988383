"""The parts of a model's page that a browser test would reach only with a company for each."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from app.health.verdict import Answer, Care, Input, Reason, ReasonCode, Status, Verdict
from app.language.pages import showing
from app.language.sentence import Speech
from app.ui.header import header
from app.ui.papers import facts
from app.ui.questions import question_cards
from app.ui.shown import Record
from data.facts import Acknowledgement, Case, Fact, FieldName, ModelRef, Origin, Question

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
REVIEW = date(2027, 6, 1)
SPEECH = Speech(now=NOW)


def record(registry: str, *known: Fact) -> Record:
    case = Case("letters", ModelRef("letters", registry), {each.name: each for each in known})
    return Record("letters", "letters", registry, case, None, None, ())


def fact(name: FieldName, value: str, place: str = "") -> Fact:
    return Fact(ModelRef("letters"), name, value, Origin.TYPED, place)


def verdict(answer: Answer) -> Verdict:
    care = Care.LOOKED_AFTER
    return Verdict(NOW, answer.status, answer.reasons, (answer,), care, (), None, None, None)


def test_blanks_are_named_in_one_line_and_make_no_rows() -> None:
    drawn = facts(record("", fact(FieldName.TEAM, "Letters", "company.toml")), SPEECH)
    assert drawn.count("<tr>") == 2
    assert drawn.count("Not recorded") == 1
    assert "Not recorded: Business name, What it does" in drawn


def test_every_row_has_every_cell() -> None:
    drawn = facts(record("", fact(FieldName.TEAM, "Letters")), SPEECH)
    assert drawn.count('<th scope="col"') == 3
    assert (drawn.count('<th scope="row"'), drawn.count("<td")) == (1, 2)


def test_without_any_fact_there_is_no_empty_table() -> None:
    assert "<table" not in facts(record(""), SPEECH)


def test_a_model_of_a_registry_is_assumed_to_be_one() -> None:
    drawn = facts(record("registry"), SPEECH)
    assert "Model from the registry" in drawn
    assert "Assumed · <bdi>registry</bdi>" in drawn
    vendor = facts(record("registry", fact(FieldName.KIND, "vendor", "company.toml")), SPEECH)
    assert "Bought from a supplier" in vendor
    assert "Model from the registry" not in vendor


def test_who_is_checking_stands_under_the_verdict_and_not_instead_of_it() -> None:
    reason = Reason(ReasonCode.NOT_MEASURED, {"question": Question.PERFORMANCE.value})
    said = verdict(Answer(Question.PERFORMANCE, Status.UNMEASURED, (reason,), None))
    plain = replace(record(""), verdict=said)
    note = "Asking <b>Tom</b>."
    until = date(2026, 12, 12)
    taken = Acknowledgement(plain.case.ref, NOW.date(), "Ana Ruiz", until, note)
    drawn = header(replace(plain, acknowledged=taken), SPEECH)
    told = " ".join(re.sub(r"<[^>]+>", "", drawn).split())
    assert "Ana Ruiz is checking; next update 12 December." in told
    assert "Asking &lt;b&gt;Tom&lt;/b&gt;." in drawn
    assert drawn.index("Nobody measures") < drawn.index("is checking")
    assert "is checking" not in header(plain, SPEECH)


def test_a_question_nobody_measures_opens_nothing() -> None:
    reason = Reason(ReasonCode.NOT_MEASURED, {"question": Question.FAIRNESS.value})
    answer = Answer(Question.FAIRNESS, Status.UNMEASURED, (reason,), None)
    assert "Show the numbers" not in question_cards(verdict(answer), SPEECH)


def test_what_does_not_apply_has_a_mark_of_its_own_and_is_not_called_good() -> None:
    said: dict[str, Input] = {
        "question": "fairness",
        "by": "Ana Ruiz",
        "reason": "bills",
        "review_by": REVIEW,
    }
    reason = Reason(ReasonCode.DOES_NOT_APPLY, said)
    drawn = question_cards(verdict(Answer(Question.FAIRNESS, Status.MEETS, (reason,))), SPEECH)
    assert "Does not apply: " in drawn
    assert "tone-meets" not in drawn
    assert "Show the numbers" in drawn


def test_which_part_is_shown_is_said_only_where_it_is_a_part() -> None:
    assert str(showing(1, 2, 2, SPEECH)) == "2 models found."
    assert str(showing(1, 1, 1, SPEECH)) == "1 model found."
    assert str(showing(26, 27, 27, SPEECH)) == "27 models found, 26 to 27 shown, worst first."

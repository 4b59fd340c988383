"""The parts of a model's page that a browser test would reach only with a company for each."""

from datetime import UTC, datetime

from app.health.verdict import Answer, Care, Reason, ReasonCode, Status, Verdict
from app.language.pages import showing
from app.language.sentence import Speech
from app.ui.papers import facts
from app.ui.questions import question_cards
from app.ui.shown import Record
from data.facts import Case, Fact, FieldName, ModelRef, Origin, Question

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SPEECH = Speech(now=NOW)


def record(registry: str, *known: Fact) -> Record:
    case = Case("letters", ModelRef("letters", registry), {each.name: each for each in known})
    return Record("letters", "letters", registry, case, None, None, ())


def fact(name: FieldName, value: str, place: str = "") -> Fact:
    return Fact(ModelRef("letters"), name, value, Origin.TYPED, place)


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


def test_a_question_nobody_measures_opens_nothing() -> None:
    reason = Reason(ReasonCode.NOT_MEASURED, {"question": Question.FAIRNESS.value})
    answer = Answer(Question.FAIRNESS, Status.UNMEASURED, (reason,), None)
    verdict = Verdict(
        NOW, Status.UNMEASURED, (reason,), (answer,), Care.LOOKED_AFTER, (), None, None, None
    )
    assert "Show the numbers" not in question_cards(verdict, SPEECH)


def test_which_part_is_shown_is_said_only_where_it_is_a_part() -> None:
    assert str(showing(1, 2, 2, SPEECH)) == "2 models found."
    assert str(showing(1, 1, 1, SPEECH)) == "1 model found."
    assert str(showing(26, 27, 27, SPEECH)) == "27 models found, 26 to 27 shown, worst first."

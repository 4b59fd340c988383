"""A receipt holds every number of its sentence and everything a reason carries."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import health
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Reason, ReasonCode
from app.language.receipt_lines import LINES
from app.language.receipts import receipt
from app.language.sentences import say
from app.language.translating import joined
from tests.app.language.plausible import FEW, SPEECH, examples, other, reasons

EVERY_CODE = pytest.mark.parametrize("code", ReasonCode)
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


def _written(reason: Reason) -> str:
    return "\n".join(f"{line.label}: {line.value}" for line in receipt(reason, SPEECH))


@EVERY_CODE
@FEW
@given(data=st.data())
def test_no_number_in_a_sentence_is_missing_from_its_receipt(
    code: ReasonCode, data: st.DataObject
) -> None:
    reason = data.draw(reasons(code))
    told = {*_NUMBER.findall(joined(say(reason, SPEECH, "Renewal letters")))}
    assert told <= {*_NUMBER.findall(_written(reason))}


@EVERY_CODE
@FEW
@given(data=st.data())
def test_no_two_lines_have_the_same_label_and_none_is_blank(
    code: ReasonCode, data: st.DataObject
) -> None:
    lines = receipt(data.draw(reasons(code)), SPEECH)
    assert len({line.label for line in lines}) == len(lines)
    assert all(line.label.strip() and line.value.strip() for line in lines)


@EVERY_CODE
def test_changing_anything_a_reason_carries_changes_the_receipt(code: ReasonCode) -> None:
    for reason in examples(code):
        written = _written(reason)
        for key in reason.inputs:
            changed = {**reason.inputs, key: other(code, key)}
            assert _written(Reason(code, changed, reason.basis, reason.rule)) != written, key
        for key in reason.basis:
            changed = {**reason.basis, key: other(code, key)}
            assert _written(Reason(code, reason.inputs, changed, reason.rule)) != written, key


@EVERY_CODE
def test_every_name_has_a_line(code: ReasonCode) -> None:
    known = {key for key, _, _ in LINES} | {"high", "upper"}
    assert {*INPUTS[code], *BASIS.get(code, ())} <= known


def test_the_rule_and_its_version_are_told() -> None:
    reason = Reason(ReasonCode.NO_OWNER, {}, {}, "care", 3)
    assert _written(reason) == "Rule: Who looks after it, version 3"


def test_a_blank_is_not_recorded() -> None:
    reason = Reason(ReasonCode.MEASURE_UNAGREED, {}, {"count": None, "place": ""})
    assert _written(reason) == ("Cases it rests on: Not recorded\nWhere it came from: Not recorded")


def test_a_receipt_tells_all_digits_of_a_rounded_value() -> None:
    reason = examples(ReasonCode.MEASURE_MEETS)[0]
    reason = Reason(reason.code, {**reason.inputs, "value": 0.61324}, reason.basis)
    assert "Value: 61 in 100 (exactly 61.324 in 100)" in _written(reason)


def test_a_receipt_names_the_day_of_the_page_above_it() -> None:
    reason = examples(ReasonCode.MEASURE_MEETS)[0]
    written = _written(reason)
    assert "Judged on cases up to: 22 November 2026 (1 day ago); the period ended on" in written
    assert "Age of the data: 1 day ago" in written


def test_the_value_and_the_agreement_each_say_where_they_came_from() -> None:
    written = _written(examples(ReasonCode.MEASURE_MEETS)[0])
    assert "The value came from: weekly.csv, row 7" in written
    assert "The agreement came from: rollcall.toml" in written
    assert "Where it came from" not in written


def test_every_rule_of_the_judgement_has_a_name() -> None:
    modules = [import_module(f"app.health.{each.name}") for each in iter_modules(health.__path__)]
    named = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.endswith("RULE") and isinstance(value, str)
    }
    assert named
    assert [rule for rule in sorted(named) if "Not recorded" in _written(_by_rule(rule))] == []


def _by_rule(rule: str) -> Reason:
    return Reason(ReasonCode.NO_OWNER, {}, {}, rule)

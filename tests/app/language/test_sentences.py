"""Every reason becomes sentences that tell all their inputs, briefly and in plain words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.health.reasons import INPUTS
from app.health.verdict import Care, Input, Reason, ReasonCode, Status, Verdict
from app.language.sentence import Sentence
from app.language.sentences import answer, next_step, say, step_for
from app.language.translating import joined
from app.language.word_list import NEVER_ON_SCREEN
from tests.app.language.plausible import (
    FEW,
    NAMES,
    NOW,
    PHRASES,
    SPEECH,
    day,
    examples,
    foreign_words,
    other,
    reason_with,
    reasons,
)

EVERY_CODE = pytest.mark.parametrize("code", ReasonCode)
LONGEST = 25
_END = re.compile(r"(?<=[.!?”:])\s+(?=[A-Z“])")
_BANNED = [
    re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word != word.lower() else re.IGNORECASE)
    for word in NEVER_ON_SCREEN
]


def _all_said() -> list[tuple[Reason, str, str]]:
    """Every example with and without a name, and a name for the test."""
    return [
        (reason, name, f"{code.value} {index} {name}")
        for code in ReasonCode
        for index, reason in enumerate(examples(code))
        for name in ("", NAMES[0])
    ]


def _changed(reason: Reason, name: str, value: Input) -> Reason:
    return Reason(reason.code, {**reason.inputs, name: value}, reason.basis)


@pytest.mark.parametrize(("reason", "name"), [each[:2] for each in _all_said()])
def test_changing_any_input_changes_what_is_said(reason: Reason, name: str) -> None:
    said = joined(say(reason, SPEECH, name))
    for key in reason.inputs:
        assert joined(say(_changed(reason, key, other(reason.code, key)), SPEECH, name)) != said, (
            key
        )


def test_every_input_is_in_some_example() -> None:
    for code in ReasonCode:
        seen = {key for reason in examples(code) for key in reason.inputs}
        assert seen == set(INPUTS[code]), code


@EVERY_CODE
@FEW
@given(data=st.data())
def test_sentences_are_short_and_whole(code: ReasonCode, data: st.DataObject) -> None:
    reason, name = data.draw(reasons(code)), data.draw(st.sampled_from(["", *NAMES]))
    for sentence in say(reason, SPEECH, name):
        told = str(sentence)
        assert told.endswith((".", "”.")), told
        assert "  " not in told
        assert all(len(part.split()) <= LONGEST for part in _END.split(told)), told


@EVERY_CODE
@FEW
@given(data=st.data())
def test_no_forbidden_word_and_no_bare_fraction(code: ReasonCode, data: st.DataObject) -> None:
    reason = data.draw(reasons(code))
    told = joined(say(reason, SPEECH, NAMES[0]))
    for foreign in foreign_words(reason):
        told = told.replace(foreign, "")
    assert not [word.pattern for word in _BANNED if word.search(told)], told
    if reason.inputs.get("unit") == "share":
        assert not re.search(r"\b0\.\d", told), told


@EVERY_CODE
@FEW
@given(data=st.data())
def test_an_answer_begins_with_yes_no_or_we_cannot_say(
    code: ReasonCode, data: st.DataObject
) -> None:
    first = str(say(data.draw(reasons(code)), SPEECH)[0])
    if code is not ReasonCode.RETIRED:
        assert first.startswith(("Yes", "No.", "No,", "We cannot say.", "Does not apply."))


@EVERY_CODE
@FEW
@given(data=st.data())
def test_the_name_leads_somewhere_in_the_headline(code: ReasonCode, data: st.DataObject) -> None:
    reason, name = data.draw(reasons(code)), data.draw(st.sampled_from(NAMES))
    assert name in joined(say(reason, SPEECH, name))


@EVERY_CODE
def test_at_most_two_measured_values_a_sentence(code: ReasonCode) -> None:
    for reason in examples(code):
        for sentence in say(reason, SPEECH, NAMES[0]):
            assert _measured(sentence) <= 2, str(sentence)


def _measured(sentence: Sentence) -> int:
    return sum(name in ("value", "minimum", "line", "count", "needed") for name in sentence.slots)


@pytest.mark.parametrize(
    ("code", "changes", "told"),
    [
        (
            ReasonCode.MEASURE_BELOW,
            {},
            "Renewal letters finds 61 in 100 of the customers who leave; at least 70 was agreed. "
            "Below for 12 weeks, since 31 August; first noticed 14 September. "
            "The figure covers the week to 22 November.",
        ),
        (
            ReasonCode.MEASURE_BELOW,
            {"periods": 9},
            "Renewal letters finds 61 in 100 of the customers who leave; at least 70 was agreed. "
            "Below in 9 results in a row, since 31 August; first noticed 14 September. "
            "The figure covers the week to 22 November.",
        ),
        (
            ReasonCode.MEASURE_BELOW,
            {"better": "lower", "minimum": 0.5},
            "Renewal letters finds 61 in 100 of the customers who leave; at most 50 was agreed. "
            "Worse than that for 12 weeks, since 31 August; first noticed 14 September. "
            "The figure covers the week to 22 November.",
        ),
        (
            ReasonCode.SILENT,
            {},
            "Renewal letters has sent nothing since 31 August 2026 (84 days ago); "
            "we expect results daily. We cannot say whether it works. "
            "When last heard, it met what was agreed.",
        ),
        (
            ReasonCode.MEASURE_TOO_FEW,
            {"phrase": None, "kind": "recall"},
            "Renewal letters has 23 of the 100 cases needed to say how many of the cases that "
            "matter it finds. The count covers the week to 22 November.",
        ),
        (
            ReasonCode.MEASURE_TOO_FEW,
            {"phrase": "is right about {value} of the helpers"},
            "Renewal letters has 23 of the 100 cases needed to draw a conclusion. "
            "What is measured: “is right about … of the helpers”. "
            "The count covers the week to 22 November.",
        ),
        (
            ReasonCode.GROUPS_MEET,
            {"tested": 2, "too_few": 0, "group": None, "period_start": None},
            "Renewal letters meets what was agreed in both groups with enough cases to tell.",
        ),
        (
            ReasonCode.OWNER_LEFT,
            {"owner": "Tom Field"},
            "Nobody owns Renewal letters: Tom Field left on 28 February 2026 (268 days ago).",
        ),
    ],
)
def test_headlines_read_as_agreed(code: ReasonCode, changes: dict[str, Input], told: str) -> None:
    reason = examples(code)[0]
    for name, value in changes.items():
        reason = _changed(reason, name, value)
    assert joined(say(reason, SPEECH, "Renewal letters")) == told


def test_an_answer_uses_it_for_the_model() -> None:
    said = joined(say(examples(ReasonCode.MEASURE_BELOW)[0], SPEECH))
    assert said.startswith("No. It finds 61 in 100 of the customers who leave; at least 70")


def _measured_said(given: dict[str, Input], name: str) -> str:
    period = {"period_start": day(2026, 11, 16), "period_end": day(2026, 11, 23)}
    return joined(say(reason_with(ReasonCode.MEASURE_UNAGREED, given | period), SPEECH, name))


@pytest.mark.parametrize("name", NAMES)
def test_braces_and_html_in_foreign_text_are_literal(name: str) -> None:
    said = _measured_said({"phrase": PHRASES[3], "unit": "money", "value": 1_240_000.0}, name)
    assert said.startswith(f"{name} keeps £1.24M {{of}} <b>premiums</b> a week.")


def test_a_phrase_without_a_place_for_the_value_still_tells_it() -> None:
    said = _measured_said({"phrase": PHRASES[4], "unit": "share", "value": 0.61}, "Flood map")
    assert said.startswith("Flood map places customers over 65 in the right band: 61 in 100.")


def test_an_unknown_kind_is_told_neutrally() -> None:
    said = _measured_said(
        {"kind": "psi", "unit": "count", "things": "letters", "value": 1234.0}, "Sorter"
    )
    assert said.startswith("Sorter reports 1,230 letters. Nobody has said")


def test_a_long_phrase_moves_the_agreement_to_a_sentence_of_its_own() -> None:
    pool = dict(examples(ReasonCode.MEASURE_MEETS)[0].inputs) | {
        "phrase": "comes within a tenth of the final bill of the garage we trust most for {value} "
        "of the cars and vans"
    }
    said = say(reason_with(ReasonCode.MEASURE_MEETS, pool), SPEECH, NAMES[3])
    assert str(said[1]) == "At least 70 was agreed."


def test_a_breach_now_and_an_earlier_breach_read_differently() -> None:
    earlier = examples(ReasonCode.MEASURE_ONE_BREACH)[0]
    good = _changed(earlier, "value", 0.74)
    assert joined(say(good, SPEECH)).startswith("Yes.")
    assert "58 in 100 for the week to 15 November" in joined(say(good, SPEECH))
    now = _changed(_changed(earlier, "breach_end", day(2026, 11, 23)), "breach_value", 0.61)
    assert joined(say(now, SPEECH)).startswith("No.")


def test_near_but_on_the_wrong_side_is_not_called_good() -> None:
    near = _changed(examples(ReasonCode.MEASURE_NEAR)[0], "value", 0.69)
    assert joined(say(near, SPEECH)).startswith("We cannot say.")


def test_every_reason_about_care_is_told_in_one_answer() -> None:
    told = joined(answer([Reason(ReasonCode.NO_OWNER), Reason(ReasonCode.NO_BACKUP)], SPEECH))
    assert told == "No. Nobody owns it. Nobody is named as backup for it."


def test_only_the_leading_result_is_told_in_an_answer() -> None:
    lead, other = examples(ReasonCode.MEASURE_BELOW)[:2]
    assert answer([lead, other], SPEECH) == say(lead, SPEECH)


@EVERY_CODE
def test_every_reason_says_what_to_do_or_that_there_is_nothing(code: ReasonCode) -> None:
    assert str(next_step(Reason(code), SPEECH)).endswith(".")


def _verdict(lead: ReasonCode, care: Care, *care_reasons: ReasonCode) -> Verdict:
    status = Status.RETIRED if lead is ReasonCode.RETIRED else Status.MEETS
    reasons = tuple(Reason(each) for each in care_reasons)
    return Verdict(NOW, status, (Reason(lead),), (), care, reasons, None, None, None)


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        (ReasonCode.MEASURE_MEETS, "Name a new owner."),
        (ReasonCode.LATE, "Name a new owner."),
        (ReasonCode.MEASURE_TOO_FEW, "Name a new owner."),
        # There is no owner to ask.
        (ReasonCode.MEASURE_ONE_BREACH, "Name a new owner."),
        (ReasonCode.SILENT, "Name a new owner."),
        (ReasonCode.RETIRED, "Nothing for you to do."),
    ],
)
def test_nothing_to_do_is_not_said_where_a_model_needs_care(lead: ReasonCode, told: str) -> None:
    needing = _verdict(lead, Care.NEEDS_CARE, ReasonCode.LOOKED_AFTER, ReasonCode.OWNER_LEFT)
    assert str(step_for(needing, SPEECH)) == told


def test_what_results_ask_comes_before_other_care() -> None:
    needing = _verdict(ReasonCode.MEASURE_ONE_BREACH, Care.NEEDS_CARE, ReasonCode.NO_BACKUP)
    assert str(step_for(needing, SPEECH)) == "Watch the next result."


def test_nothing_to_do_is_said_where_all_is_well() -> None:
    well = _verdict(ReasonCode.MEASURE_MEETS, Care.LOOKED_AFTER, ReasonCode.LOOKED_AFTER)
    assert str(step_for(well, SPEECH)) == "Nothing for you to do."

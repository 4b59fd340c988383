"""What stands beside a verdict is told briefly, in plain words, with a receipt for every number."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from app.health.insight import (
    Changing,
    Cost,
    GroupStanding,
    Incident,
    IncidentKind,
    Incomparable,
    Likelihood,
    Meeting,
    RiskStep,
    SpecialCause,
    StepCode,
)
from app.health.verdict import Input
from app.language.behaviours import (
    began_with,
    behaviour_receipt,
    changing_told,
    flagged_told,
    meeting_told,
    usual_told,
    why_marked,
)
from app.language.books import books_told, unregistered_told
from app.language.comparisons import (
    difference_receipt,
    difference_told,
    hidden_losses_told,
    no_candidate,
    refused_told,
    versions_told,
)
from app.language.costs import cost_amount, cost_told
from app.language.groups import group_cells, group_receipt, group_told, groups_tested
from app.language.incidents import (
    acknowledged_told,
    incident_cells,
    incident_receipt,
    incident_told,
    nothing_wrong,
    rebuilt_told,
    unnoticed_told,
)
from app.language.replays import replay_receipt, replay_told
from app.language.risks import (
    impact_told,
    likelihood_look,
    likelihood_told,
    risk_receipt,
    step_told,
)
from app.language.sentence import ReceiptLine, Sentence
from app.language.shared_events import event_name, event_receipt, event_told, together_told
from app.language.translating import joined
from app.language.word_list import NEVER_ON_SCREEN
from data.facts import Better, Measure, Question, Unit
from tests.app.language.plausible import SPEECH, day
from tests.app.language.plausible_insights import (
    behaviour,
    comparison,
    difference,
    event,
    group,
    incident,
    measure,
    replay,
    risk,
    stretch,
)

LONGEST = 25
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_END = re.compile(r"(?<=[.!?”:])\s+(?=[A-Z“])")
_BANNED = [
    re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word != word.lower() else re.IGNORECASE)
    for word in NEVER_ON_SCREEN
]
MONEY, UNITS = Cost(12_000.0, 18_000.0, "expected", "EUR", True), Cost(140.0, 140.0, "minimum")
Told = tuple[tuple[Sentence, ...], tuple[ReceiptLine, ...]]


def _behaviours() -> list[Told]:
    found: list[Told] = []
    for changing, meeting, cause in product(Changing, Meeting, SpecialCause):
        for better in Better:
            shown, of = behaviour(changing, meeting, cause), measure(better=better)
            told = (*changing_told(shown, of, SPEECH), *meeting_told(shown, of, 0.805, SPEECH))
            found.append((told, behaviour_receipt(shown, of, 0.805, SPEECH)))
    return found


def _groups() -> list[Told]:
    units = (measure(), measure(better=Better.LOWER), measure(Unit.MINUTES, Better.LOWER))
    return [
        (group_told(group(each), of, SPEECH), group_receipt(group(each), of, 0.7, 6, SPEECH))
        for each in GroupStanding
        for of in units
    ]


def _incidents() -> list[Told]:
    found: list[Told] = []
    for kind, fixed, cost in product(IncidentKind, (None, day(2026, 5, 11)), (None, MONEY, UNITS)):
        one = incident(kind, fixed=fixed, cost=None if kind is IncidentKind.SILENT else cost)
        of = None if kind is IncidentKind.SILENT else measure()
        found.append((incident_told(one, of, SPEECH), incident_receipt(one, of, SPEECH)))
    return found


def _others() -> list[Told]:
    found: list[Told] = []
    for now, before in product(Likelihood, Likelihood):
        shown = risk(now, before)
        told = (*impact_told(shown, SPEECH), *likelihood_told(shown, SPEECH))
        steps = tuple(line for each in shown.steps for line in step_told(each, SPEECH))
        found.append(((*told, *steps), risk_receipt(shown, SPEECH)))
    of = measure()
    for better, name in product((True, False, None), ("", "sole traders")):
        one = difference(better=better, group=name)
        receipt = difference_receipt(one, comparison(one), of, SPEECH)
        found.append((difference_told(one, comparison(one), of, SPEECH), receipt))
    events = (event(), event(0.2), event(common=False))
    found += [(event_told(each, SPEECH), event_receipt(each, SPEECH)) for each in events]
    replays = (replay(), replay(1), replay(0), replay(0, 0))
    found += [(replay_told(each, SPEECH), replay_receipt(each, SPEECH)) for each in replays]
    return found


TOLD = [*_behaviours(), *_groups(), *_incidents(), *_others()]
WITHOUT_RECEIPT: list[Sentence] = [
    *(line for n in (0, 1, 6) for line in groups_tested(n, SPEECH)),
    *(usual_told(stretch(why=why), measure(), SPEECH) for why in ("", "version:7")),
    *(flagged_told(behaviour(each), 46, SPEECH) for each in Changing),
    *(
        line
        for each in Meeting
        for line in meeting_told(behaviour(meeting=each), measure(), 0.7, SPEECH)
    ),
    *(line for each in Incomparable for line in refused_told(each, measure(), SPEECH)),
    *(line for each in StepCode for line in step_told(risk(steps=(each,)).steps[0], SPEECH)),
    *(line for n in (0, 1, 3) for line in books_told(n, n, n, SPEECH)),
    *impact_told(risk(assumed=True), SPEECH),
    *impact_told(risk(reason=""), SPEECH),
    *(nothing_wrong(each, SPEECH) for each in (None, day(2025, 5, 3))),
    *(rebuilt_told(day(2026, 5, 3), why, SPEECH) for why in ("agreement", "rule", "readings", "")),
    *hidden_losses_told(
        comparison(difference(), difference(group="sole traders", better=False)), SPEECH
    ),
    acknowledged_told(day(2026, 5, 3), "Ana Ruiz", SPEECH),
    unregistered_told("churn-old", "weekly results", SPEECH),
    versions_told(comparison(), SPEECH),
    no_candidate(SPEECH),
]
EVERY = [*(sentence for told, _ in TOLD for sentence in told), *WITHOUT_RECEIPT]


@pytest.mark.parametrize("sentence", dict.fromkeys(map(str, EVERY)))
def test_every_sentence_is_short_whole_and_plain(sentence: str) -> None:
    assert sentence.endswith((".", "”.", ":")), sentence
    assert "  " not in sentence
    assert all(len(part.split()) <= LONGEST for part in _END.split(sentence)), sentence
    assert not [word.pattern for word in _BANNED if word.search(sentence)], sentence
    assert not re.search(r"\b0\.\d", sentence), sentence


def test_no_number_in_a_sentence_is_missing_from_its_receipt() -> None:
    for told, receipt in TOLD:
        written = "\n".join(f"{line.label}: {line.value}" for line in receipt)
        numbers = {*_NUMBER.findall(joined(told))} - {"100", "1,000"}
        assert numbers <= {*_NUMBER.findall(written)}, (joined(told), written)


def test_no_two_lines_of_a_receipt_have_the_same_label() -> None:
    for _, receipt in TOLD:
        assert len({line.label for line in receipt}) == len(receipt)
        assert all(line.label.strip() and line.value.strip() for line in receipt)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            changing_told(behaviour(), measure(), SPEECH),
            "It has been getting worse since 5 October. 7 results in a row lie below its usual "
            "82 in 100. That is more than chance.",
        ),
        (
            changing_told(behaviour(Changing.IMPROVING), measure(), SPEECH),
            "It has been getting better since 5 October. 7 results in a row lie above its usual "
            "82 in 100. That is more than chance.",
        ),
        (
            meeting_told(behaviour(meeting=Meeting.SOMETIMES), measure(), 0.8, SPEECH),
            "Sometimes: part of its usual range misses what was agreed. "
            "It usually lies between 78 and 86 in 100. At least 80 in 100 was agreed.",
        ),
        (
            group_told(group(GroupStanding.TOO_FEW, count=23), measure(), SPEECH),
            "Results for customers over 65 rest on 23 cases. "
            "We need 100, so we draw no conclusion.",
        ),
        (
            group_told(group(), measure(better=Better.LOWER), SPEECH),
            "For customers over 65 it is 61 in 100; that is above what was agreed. "
            "It rests on 480 cases, so the true value most likely lies between 58 and 64 in 100.",
        ),
        (
            incident_told(incident(fixed=day(2026, 5, 11), cost=MONEY), measure(), SPEECH),
            "It was 61 in 100 at the worst; at least 70 was agreed. "
            "What is measured: how many of the cases that matter it finds. "
            "It began on 2 March 2026 (266 days ago); noticed 16 March, after 2 weeks. "
            "Good again since 11 May, after 10 weeks. "
            "We estimate that it cost €12,000 to €18,000. "
            "That compares with what was expected.",
        ),
        (
            incident_told(incident(IncidentKind.SILENT), None, SPEECH),
            "No results came. "
            "The last ones were of 1 March 2026 (267 days ago); noticed 16 March, after 2 weeks. "
            "It is still open, after 9 months.",
        ),
        (
            (unnoticed_told(timedelta(days=214), SPEECH),),
            "Had it failed the day after its last report, nobody would have known for 214 days.",
        ),
        (
            likelihood_told(risk(), SPEECH),
            "The chance that something goes wrong was medium 4 weeks ago and is high now. "
            "2 things make it more likely:",
        ),
        (
            difference_told(difference(), comparison(), measure(), SPEECH),
            "Version 5 finds 78 in 100 of the cases that matter. Version 4 reaches 74. "
            "The candidate is better, by 1 to 7 in 100. "
            "Both were tested on the same 1,500 cases.",
        ),
        (
            event_told(event(), SPEECH)[:3],
            "7 of 46 models got worse within 2 weeks from 12 March 2026 (256 days ago) on. "
            "By chance we would expect 1. 6 of them belong to Retail.",
        ),
        (
            replay_told(replay(), SPEECH),
            "This limit would have alerted 3 times in 12 months, "
            "first on 4 May 2026 (203 days ago). That rests on 52 results.",
        ),
        (
            books_told(3, 2, 1, SPEECH),
            "3 models are listed as in use and never sent anything. "
            "The store has results for 2 names nobody registered. "
            "1 model answers with another version than the registry says.",
        ),
    ],
)
def test_sentences_read_as_agreed(told: tuple[Sentence, ...], expected: str) -> None:
    assert joined(told) == expected


def test_an_exam_of_what_the_model_does_not_report_is_told_neutrally() -> None:
    one = difference(better=None, low=None)
    assert joined(difference_told(one, comparison(one), None, SPEECH)) == (
        "Version 5 reports 0.78. Version 4 reaches 0.74. "
        "How sure that is cannot be told. Both were tested on the same 1,500 cases."
    )


@pytest.mark.parametrize(
    ("code", "inputs", "told"),
    [
        (StepCode.RECENT_BREACH, {}, "Results were beyond the agreed limit lately."),
        (
            StepCode.LIBRARIES_DIFFER,
            {"library": "numpy", "tested_with": "1.26.4", "runs_with": "2.1.0"},
            "It was tested with numpy 1.26.4 and runs with 2.1.0.",
        ),
        (
            StepCode.UNPINNED,
            {"supplier_version": "latest"},
            "Its supplier can change what answers.",
        ),
        (
            StepCode.REVIEW_OVERDUE,
            {"question": "fairness", "review_by": date(2026, 5, 3)},
            "A question that was said not to apply is past its review: "
            "whether it treats groups alike.",
        ),
        (StepCode.NO_OWNER, {"owner": "", "left_on": None}, "Nobody owns it."),
    ],
)
def test_a_step_says_the_most_that_is_known(
    code: StepCode, inputs: dict[str, Input], told: str
) -> None:
    assert joined(step_told(RiskStep(code, None, inputs), SPEECH)) == told


def test_a_difference_of_shares_is_told_in_whole_hundredths() -> None:
    one = replace(difference(), low=0.0243, high=0.0551)
    told = joined(difference_told(one, comparison(one), measure(), SPEECH))
    assert "The candidate is better, by 2 to 6 in 100." in told
    small = replace(difference(), low=0.0012, high=0.0043)
    assert "by 12 in 10,000 to 43 in 10,000" in joined(
        difference_told(small, comparison(small), measure(), SPEECH)
    )


def test_the_page_of_a_model_counts_the_others_of_an_event() -> None:
    assert str(together_told(event(), SPEECH)) == (
        "It got worse together with 6 other models, from 12 March 2026 (256 days ago) on."
    )


def test_a_cost_in_units_of_a_share_is_told_in_cases() -> None:
    assert cost_amount(UNITS, measure(), SPEECH) == "about 140 cases"


def test_what_a_shift_of_the_world_cost_is_not_told() -> None:
    of = replace(measure(), question=Question.DRIFT)
    one = incident(cost=UNITS)
    assert "estimate" not in joined(incident_told(one, of, SPEECH))
    assert incident_cells(one, of, SPEECH).cost == ""


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (measure(), "We estimate that about 140 cases went wrong that need not have."),
        (measure(Unit.COUNT), "We estimate about 140 letters too few."),
        (measure(Unit.COUNT, Better.LOWER), "We estimate about 140 letters too many."),
    ],
)
def test_a_cost_in_units_says_what_was_lost(of: Measure, told: str) -> None:
    assert str(cost_told(UNITS, of, SPEECH)[0]) == told


def test_a_row_of_a_table_says_what_the_sentence_says() -> None:
    cells = incident_cells(incident(fixed=day(2026, 5, 11), cost=MONEY), measure(), SPEECH)
    assert cells.noticed == "16 March 2026, after 2 weeks"
    assert cells.ended == "11 May 2026, after 10 weeks"
    assert cells.cost == "€12,000 to €18,000"


def test_the_value_of_a_group_with_too_few_cases_is_not_told() -> None:
    cells = group_cells(group(GroupStanding.TOO_FEW, count=23), measure(), SPEECH)
    assert (cells.value, cells.likely, cells.cases) == ("", "", "23")
    assert group_cells(group(), measure(), SPEECH).likely == "between 58 and 64 in 100"


def test_every_standing_and_likelihood_has_an_icon_of_its_own_colour() -> None:
    for standing in GroupStanding:
        cells = group_cells(group(standing), measure(), SPEECH)
        assert len(cells.icon) == 1
        assert (cells.tone == "good") is (standing is GroupStanding.MEETS)
    assert [likelihood_look(each)[1] for each in Likelihood] == ["good", "warn", "bad"]


def test_a_marked_point_says_which_way_it_goes_and_why() -> None:
    told = why_marked(behaviour().flagged[0], SPEECH)
    assert told == "for the worse: results in a row on one side of the usual value"


def test_no_clear_change_is_told_beside_marked_points_without_calling_them_chance() -> None:
    marked = replace(behaviour(Changing.NO_CLEAR_CHANGE), flagged=behaviour().flagged)
    for each, said in ((marked, "as usual"), (replace(marked, flagged=()), "can be chance")):
        assert said in str(changing_told(each, measure(), SPEECH)[0])


def test_a_stretch_is_named_after_the_version_that_began_it() -> None:
    assert began_with(stretch(why="version:7"), SPEECH) == "Version 7"
    assert began_with(stretch(why=""), SPEECH) == ""


def test_a_usual_range_of_a_share_stays_within_shares() -> None:
    told = str(usual_told(stretch(0.99), measure(), SPEECH))
    assert "104" not in told


def test_an_event_has_a_name() -> None:
    assert event_name(event(), SPEECH) == (
        "7 models got worse together, 12 March 2026 (256 days ago)"
    )


def test_an_incident_of_a_lower_is_better_measure_is_told_the_other_way() -> None:
    one: Incident = incident()
    of: Measure = measure(better=Better.LOWER)
    assert "at most 70 was agreed" in joined(incident_told(one, of, SPEECH))

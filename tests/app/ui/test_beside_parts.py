"""What stands beside the answers on a model's page: groups, incidents, risk, candidate, others."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.health.compared_groups import ComparedGroups
from app.health.insight import (
    Changing,
    Comparison,
    Cost,
    GroupResult,
    GroupStanding,
    Incident,
    IncidentKind,
    Incomparable,
    Insight,
    Likelihood,
    MeasureInsight,
    StepCode,
)
from app.health.judge import judge
from app.health.verdict import Answer, Reason, ReasonCode, Status
from app.reports.beside import Beside, Noted, Together
from app.reports.impact import Agrees, MonthMoney
from app.ui.behaviour import answers, detail, others
from app.ui.candidate import candidate
from app.ui.group_picture import MOST_GROUPS
from app.ui.groups import groups
from app.ui.incidents import MOST_INCIDENTS, MOST_OTHERS, incidents
from app.ui.months import money
from app.ui.risk import risk
from app.ui.shown import Record
from app.ui.together import MOST_MODELS, nothing, together
from app.ui.waiting import waiting_for
from data.facts import Question
from tests.app.health import case_making
from tests.app.language import plausible_insights as plausible
from tests.app.language.plausible import SPEECH, day

HOSTILE = "<script>alert(1)</script> " + "W" * 170
MEASURED = case_making.measured([0.82] * 40, [900.0] * 40, key="main")
CASE = case_making.case(MEASURED)
VERDICT = judge(CASE, SPEECH.now)


def insight(found: Sequence[GroupResult] = (), **changes: Any) -> Insight:
    measured = MeasureInsight("main", plausible.behaviour(), tuple(found), len(found))
    return replace(Insight(SPEECH.now, (measured,), (), plausible.risk()), **changes)


def record(beside: Beside | None) -> Record:
    return Record("letters", "Letters", "registry", CASE, VERDICT, None, (), beside)


def beside(
    found: Sequence[GroupResult] = (),
    *,
    noted: Sequence[Noted] = (),
    shared: Sequence[Together] = (),
    withdrawn: int = 0,
    **changes: Any,
) -> Record:
    shown = Beside(insight(found, **changes), tuple(noted), withdrawn, tuple(shared))
    return record(replace(shown, groups=(compared(found),) if found else ()))


def compared(found: Sequence[GroupResult]) -> ComparedGroups:
    """These groups beside everybody and an agreed minimum."""
    everybody = replace(plausible.group(GroupStanding.UNAGREED, 0.82), group="")
    return ComparedGroups(MEASURED.measure, tuple(found), len(found), 0.7, everybody)


def many(count: int, standing: GroupStanding = GroupStanding.MEETS) -> list[GroupResult]:
    return [replace(plausible.group(standing), group=f"region {n}") for n in range(count)]


def noted(count: int, **changes: Any) -> list[Noted]:
    return [Noted(plausible.incident(fixed=day(2026, 5, 11)), **changes) for _ in range(count)]


def test_before_anything_was_worked_out_nothing_is_claimed() -> None:
    for part in (groups, incidents, risk, candidate, together, nothing):
        assert part(record(None), SPEECH) == ""


def test_a_model_without_groups_gets_no_empty_table() -> None:
    assert groups(beside(), SPEECH) == ""


def test_groups_stand_beside_everybody_and_each_says_its_standing() -> None:
    found = [plausible.group(each) for each in GroupStanding]
    drawn = groups(beside(found), SPEECH)
    assert "Everybody together" in drawn
    assert "for comparison" in drawn
    for word in ("Beyond the limit", "Meets what was agreed", "Too few cases to tell"):
        assert f"<span>{word}</span>" in drawn
    assert "sole traders" in drawn
    assert "<span>Not measured</span>" in drawn


def test_every_row_and_column_of_groups_is_named_for_who_cannot_see() -> None:
    drawn = groups(beside([plausible.group()]), SPEECH)
    first = drawn.split("</table>")[0]
    assert first.count('scope="col"') == 5
    assert first.count('scope="row"') == first.count("<tr>") - 1
    assert "<caption>" in first


def test_of_thirty_groups_ten_are_seen_and_all_stand_in_the_table() -> None:
    drawn = groups(beside(many(30)), SPEECH)
    seen, _, folded = drawn.partition("<details")
    assert seen.count('class="plot"') == MOST_GROUPS
    assert "and 20 more" in seen
    assert "region 29" in folded


def test_a_picture_of_groups_says_in_words_what_it_shows() -> None:
    drawn = groups(beside([plausible.group(), *many(2)]), SPEECH)
    seen, _, _ = drawn.partition("<details")
    assert seen.count('class="plot" aria-hidden="true"') == 3
    for said in ("customers over 65", "61 in 100", "between 58 and 64 in 100", "Beyond the limit"):
        assert said in seen
    assert "<bdi>1</bdi> of <bdi>3</bdi> groups lies beyond the agreed limit." in seen
    assert "everybody together: 82 in 100" in seen
    assert "agreed: at least 70 in 100" in seen


def test_a_dot_lies_within_its_range_and_the_picture() -> None:
    drawn = groups(beside([plausible.group(), *many(2)]), SPEECH)
    places = [float(each) for each in re.findall(r"--(?:at|to):([\d.]+)", drawn)]
    assert len(places) == 3 * (2 + 2 + 1)
    assert 0 < min(places) < max(places) < 1
    for low, high, dot in re.findall(
        r"<i [^>]*at:([\d.]+);--to:([\d.]+)\S*</i><b [^>]*at:([\d.]+)", drawn
    ):
        assert float(low) <= float(dot) <= float(high)


def test_what_is_not_known_of_a_group_gets_no_dot() -> None:
    unknown = [
        plausible.group(each) for each in (GroupStanding.TOO_FEW, GroupStanding.NOT_MEASURED)
    ]
    drawn = groups(beside(unknown), SPEECH)
    seen, _, _ = drawn.partition("<details")
    assert "<b " not in seen
    assert 'class="agreed"' not in seen
    assert "<span>Too few cases to tell</span>" in seen
    assert "61 in 100" not in seen


def test_wilson_and_holm_are_one_click_away() -> None:
    drawn = groups(beside([plausible.group()]), SPEECH)
    seen, _, folded = drawn.partition("The technical detail")
    for word in ("Wilson", "Holm", "p-value"):
        assert word not in seen
        assert word in folded


def test_a_hostile_group_is_text() -> None:
    drawn = groups(beside([replace(plausible.group(), group=HOSTILE)]), SPEECH)
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_that_nothing_went_wrong_is_told_with_since_when() -> None:
    drawn = incidents(beside(unnoticed_for=timedelta(days=10)), SPEECH)
    assert "Nothing went wrong that we know of since" in drawn
    assert "nobody would have known for <strong><bdi>10</bdi></strong> days" in drawn
    assert "<table" not in drawn


def test_an_incident_says_what_when_noticed_and_what_it_cost() -> None:
    cost = Cost(12_000.0, 18_000.0, "expected", "EUR", True)
    drawn = incidents(beside(noted=[Noted(plausible.incident(cost=cost))]), SPEECH)
    for said in ("61 in 100", "2 March 2026", "after 2 weeks", "Still open", "€12,000 to €18,000"):
        assert said in drawn


def test_without_any_cost_there_is_no_column_of_dashes() -> None:
    assert "What it cost" not in incidents(beside(noted=noted(2)), SPEECH)


def test_history_told_anew_and_who_knows_stand_with_the_incident() -> None:
    told = noted(
        1,
        rebuilt_at=day(2026, 11, 2),
        rebuilt_why="agreement",
        acknowledged_at=day(2026, 4, 1),
        acknowledged_by="Ana Ruiz",
    )
    drawn = incidents(beside(noted=told, withdrawn=2), SPEECH)
    assert "because the agreement changed" in drawn
    assert "Ana Ruiz" in drawn
    assert "<bdi>2</bdi> incidents told here before are left out" in drawn


def test_of_two_hundred_incidents_ten_are_seen_and_the_page_stays_small() -> None:
    drawn = incidents(beside(noted=noted(200)), SPEECH)
    assert "and 190 more" in drawn
    assert drawn.count('scope="row"') == MOST_INCIDENTS + MOST_OTHERS
    assert "The newest 50 of 200." in drawn
    assert len(drawn) < 150_000


def test_a_silence_needs_no_measure() -> None:
    silence = Noted(plausible.incident(IncidentKind.SILENT))
    assert "No results came." in incidents(beside(noted=[silence]), SPEECH)


def test_risk_says_the_move_and_names_every_step() -> None:
    drawn = risk(beside(), SPEECH)
    assert "was medium" in drawn.replace("<bdi>", "").replace("</bdi>", "")
    assert "it decides about loans" in drawn
    assert drawn.split("<details")[0].count("<li>") == 2
    assert 'class="mark tone-below"' in drawn


def test_risk_says_what_would_help_and_whether_we_would_notice() -> None:
    three = (StepCode.SILENCE, StepCode.NO_BACKUP, StepCode.UNPINNED)
    drawn = risk(beside(risk=plausible.risk(steps=three)), SPEECH)
    assert "Once any one of these is gone, the chance is" in drawn
    assert "Naming somebody who stands in for its owner" in drawn
    assert drawn.count("Not watched") == 3
    assert "Its owner is on a list of people" in drawn


def test_a_risk_without_steps_is_said_and_lists_nothing() -> None:
    quiet = plausible.risk(Likelihood.LOW, Likelihood.LOW, ())
    drawn = risk(beside(risk=quiet), SPEECH)
    assert "We see nothing that makes it more likely." in drawn
    assert "<ul" not in drawn


def test_a_candidate_is_compared_per_measure_and_group() -> None:
    found = plausible.comparison(
        plausible.difference(),
        plausible.difference(group="customers over 65", better=False),
        plausible.difference(group="customers under 30", better=None),
    )
    drawn = candidate(beside(comparison=found), SPEECH)
    assert "It is better for everybody together and worse for" in drawn
    for word in ("Better", "Worse", "No clear difference"):
        assert f"<span>{word}</span>" in drawn
    assert drawn.count("<table") == 1


def test_what_cannot_be_compared_says_why() -> None:
    refused = Comparison("4", "5", (), {"main": Incomparable.OTHER_DATA})
    drawn = candidate(beside(comparison=refused), SPEECH)
    assert "Not comparable: they were tested on different data." in drawn
    assert "<table" not in drawn


def test_a_measure_only_the_exam_knows_goes_by_its_key() -> None:
    foreign = replace(plausible.difference(), measure="exam_recall")
    assert "exam_recall" in candidate(beside(comparison=plausible.comparison(foreign)), SPEECH)


def test_a_shared_event_leads_to_the_other_models() -> None:
    shared = Together(
        plausible.event(), tuple((f"model-{n}", f"Model {n} {HOSTILE}") for n in range(20))
    )
    drawn = together(beside(shared=[shared]), SPEECH)
    assert 'href="/model?model=model-0"' in drawn
    assert "This does not show the cause." in drawn
    assert f"and {20 - MOST_MODELS} more" in drawn
    assert "<script>" not in drawn


def test_what_there_is_not_takes_one_line() -> None:
    drawn = nothing(beside(), SPEECH)
    assert drawn.count("<p") == 1
    assert "No candidate version" in drawn
    assert "together with other models" in drawn
    shared = Together(plausible.event(), ())
    both = beside(shared=[shared], comparison=plausible.comparison(plausible.difference()))
    assert nothing(both, SPEECH) == ""


def test_both_questions_are_answered_and_the_field_stays_one_click_away() -> None:
    shown = plausible.behaviour()
    drawn = answers(MEASURED, shown, None, SPEECH)
    assert "Is it changing?" in drawn
    assert "Will it meet what was agreed?" in drawn
    assert "XmR" not in drawn
    assert "XmR" in detail(MEASURED, shown, SPEECH)


def test_results_that_stopped_are_told_as_past() -> None:
    silent = Answer(Question.PERFORMANCE, Status.SILENT, (Reason(ReasonCode.MEASURE_SILENT),))
    assert "when its results stopped" in answers(MEASURED, plausible.behaviour(), silent, SPEECH)
    assert "stopped" not in answers(MEASURED, plausible.behaviour(), None, SPEECH)


def test_too_early_to_know_has_no_detail_to_open() -> None:
    early = plausible.behaviour(Changing.TOO_EARLY)
    assert detail(MEASURED, early, SPEECH) == ""
    assert "too early to say" in answers(MEASURED, early, None, SPEECH)


def test_other_measures_are_a_section_only_where_there_are_any() -> None:
    assert others([], SPEECH) == ""
    assert others([(MEASURED, plausible.behaviour(), None)], SPEECH).count("<h3>") == 1


def test_a_name_in_another_script_keeps_its_direction() -> None:
    arabic = replace(plausible.group(), group="نموذج التنبؤ بالمبيعات")
    assert "<bdi>نموذج التنبؤ بالمبيعات</bdi>" in groups(beside([arabic]), SPEECH)


def test_what_it_brought_in_is_told_month_by_month() -> None:
    found = tuple(
        MonthMoney(date(2026, month, 1), "", value, 400.0, 1, 1)
        for month, value in ((8, 500.0), (9, None), (10, 300.0))
    )
    shown = replace(beside(), beside=Beside(insight(), (), 0, (), months=found))
    html = money(shown, SPEECH)
    assert "What it brought in or saved, month by month" in html
    assert "October 2026: £300, £100 less than agreed." in html
    assert "September 2026: No full results." in html
    assert "other models" not in html
    assert "Rests on" not in html


def test_without_an_agreed_worth_it_says_who_could_agree() -> None:
    named = replace(beside(), agrees=Agrees(HOSTILE, is_expert=True))
    html = money(named, SPEECH)
    assert "No worth in money was agreed." in html
    assert "the expert, could agree on one" in html
    assert "<script>" not in html
    assert "Nobody is named" in money(beside(), SPEECH)


def waits(high: float, **changes: Any) -> Incident:
    cost = Cost(high, high, "expected", "", in_money=True)
    wrong = Incident(IncidentKind.BELOW, day(2026, 9, 7), day(2026, 9, 14), "main", cost=cost)
    return replace(wrong, **changes)


def test_what_waiting_costs_is_told_once_for_each_currency() -> None:
    html = waiting_for(beside(incidents=(waits(700.0), waits(900.0))), SPEECH)
    assert "about £900" in html
    assert "£700" not in html
    assert "they may be the same loss" in html


def test_what_is_over_or_has_no_price_is_no_sum_of_money() -> None:
    cases = waits(0.0, cost=Cost(900.0, 900.0, "expected"))
    over = waits(900.0, fixed=day(2026, 10, 7))
    assert not waiting_for(beside(incidents=(cases, over)), SPEECH)
    assert not waiting_for(beside(), SPEECH)

"""What models of the pretend company stand on, and the worries told by it."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from data.facts import (
    Acknowledgement,
    Agreement,
    AnswerUse,
    Arrival,
    Better,
    DataUse,
    Decision,
    DoesNotApply,
    ExamResult,
    Fact,
    FieldName,
    Impact,
    Keeping,
    Kind,
    Library,
    LiveSpell,
    Measure,
    Person,
    Pipeline,
    PipelineRun,
    Question,
    QuietTime,
    Reading,
    RunEnd,
    RunsWith,
    UseKind,
)
from data.sample.company_files import company
from tests.data.sample.pretend import FIRST_READ, of, read_at

MODELS = {model.technical: model for unit in company().units for model in unit.model}
HIGH = {name for name, model in MODELS.items() if model.impact is Impact.HIGH}


def test_whatever_a_model_names_by_key_is_there() -> None:
    for name, model in MODELS.items():
        assert set(model.data) <= company().data.keys(), name
        assert set(model.pipelines) <= company().pipelines.keys(), name
        assert not model.runs or model.runs in company().stacks, name
    assert {key for model in MODELS.values() for key in model.data} == company().data.keys()
    used = {key for model in MODELS.values() for key in model.pipelines}
    assert used == company().pipelines.keys()


def test_models_of_high_impact_say_everything_about_themselves(arrivals: list[Arrival]) -> None:
    assert {
        "card-payment-checks",
        "claims-triage",
        "instalment-affordability",
        "invoice-field-reader",
        "travel-cover-assistant",
    } == HIGH
    said = {(each.ref.name, each.name) for each in of(arrivals, Fact)}
    grouped = {each.ref.name for each in of(arrivals, Reading) if each.group}
    excused = {each.ref.name for each in of(arrivals, DoesNotApply)}
    stands_on: dict[str, set[type]] = defaultdict(set)
    for each in arrivals:
        if isinstance(each, RunsWith | DataUse | Pipeline):
            stands_on[each.ref.name].add(type(each))
    assert excused == {"invoice-field-reader"}
    for name in HIGH:
        assert (name, FieldName.EXPLAINED) in said
        assert (name in grouped) != (name in excused)
        assert ((name, FieldName.GROUPS) in said) == (name in grouped)
        assert {RunsWith, DataUse, Pipeline} <= stands_on[name], name
        if MODELS[name].kind is Kind.LANGUAGE:
            assert (name, FieldName.SUPPLIER_VERSION) in said


def test_one_model_runs_with_other_software_than_it_was_tested_with(
    arrivals: list[Arrival],
) -> None:
    live = {each.ref.name: each.version for each in of(arrivals, LiveSpell) if each.end is None}
    tested = {
        (each.ref.name, each.name): each.pinned
        for each in of(arrivals, Library)
        if live.get(each.ref.name) == each.version
    }
    runs = {(each.ref.name, each.name): each.installed for each in of(arrivals, RunsWith)}
    assert runs.keys() <= tested.keys()
    differ = {key[0] for key, found in runs.items() if tested[key] not in ("", found)}
    assert differ == {"letter-reader-vision"}
    assert len({name for (name, _), exact in tested.items() if not exact}) == 6


def test_the_groups_to_be_checked_are_those_that_are_counted(arrivals: list[Arrival]) -> None:
    counted: dict[str, set[str]] = defaultdict(set)
    for reading in of(arrivals, Reading):
        if reading.group:
            counted[reading.ref.name].add(reading.group)
    wanted = {
        each.ref.name: set(each.value.split("; "))
        for each in of(arrivals, Fact)
        if each.name is FieldName.GROUPS
    }
    assert wanted == counted


def last_ends(arrivals: list[Arrival], step: str) -> list[RunEnd]:
    """How the newest runs of a step ended, newest last."""
    runs = [each for each in of(arrivals, PipelineRun) if each.pipeline == step]
    return [each.outcome for each in sorted(runs, key=lambda each: each.ended_at)][-5:]


def test_each_worry_about_a_step_is_told_once(arrivals: list[Arrival]) -> None:
    newest: dict[str, PipelineRun] = {}
    for run in sorted(of(arrivals, PipelineRun), key=lambda each: each.ended_at):
        newest[run.pipeline] = run
    steps = {each.name: each for each in of(arrivals, Pipeline)}
    assert newest.keys() == steps.keys()
    late = {
        name
        for name, run in newest.items()
        if steps[name].every == "P1D" and FIRST_READ - run.ended_at > timedelta(days=3)
    }
    assert late == {"Scans at the door"}
    assert set(last_ends(arrivals, "Branch counters")) == {RunEnd.FAILED}
    assert set(last_ends(arrivals, "Refunds overnight")) == {RunEnd.CHECKS_FAILED}
    good = {name for name, run in newest.items() if run.outcome is RunEnd.SUCCEEDED}
    assert newest.keys() - good == {"Branch counters", "Refunds overnight"}


def test_one_step_brings_far_fewer_rows_than_it_did(arrivals: list[Arrival]) -> None:
    rows: dict[str, list[int]] = defaultdict(list)
    for run in sorted(of(arrivals, PipelineRun), key=lambda each: each.ended_at):
        if run.rows is not None:
            rows[run.pipeline].append(run.rows)
    shrunk = {name for name, each in rows.items() if each[-1] < 0.8 * sorted(each)[len(each) // 2]}
    assert shrunk == {"Member history"}


def test_runs_end_in_the_past_and_go_on(arrivals: list[Arrival]) -> None:
    assert max(run.ended_at for run in of(arrivals, PipelineRun)) <= FIRST_READ
    later = FIRST_READ + timedelta(days=3)
    newest = max(run.ended_at for run in of(read_at(later), PipelineRun))
    assert later - newest < timedelta(days=1)


def test_most_models_say_what_stops_without_them(arrivals: list[Arrival]) -> None:
    used = defaultdict(list)
    for each in of(arrivals, AnswerUse):
        used[each.ref.name].append(each)
    deployed = {each.ref.name for each in of(arrivals, LiveSpell) if each.end is None}
    assert used.keys() <= deployed
    assert deployed - used.keys() == {
        "basket-suggestions",
        "call-summaries",
        "course-suggestions",
        "depot-staffing-sheet",
        "holiday-cover-forecast",
        "month-end-cash-position",
        "repair-cost-estimator",
    }
    every = [each for uses in used.values() for each in uses]
    assert {each.kind for each in every} == set(UseKind)
    assert all(each.stops and each.contact for each in every)
    assert 3 <= sum(not each.fallback for each in every) <= 6


def test_one_model_in_use_would_be_missed_by_nobody_we_know_of(arrivals: list[Arrival]) -> None:
    day = FIRST_READ.date()
    left = {each.key for each in of(arrivals, Person) if each.left_on and each.left_on <= day}
    owned = {
        each.ref.name
        for each in of(arrivals, Fact)
        if each.name is FieldName.OWNER and each.value not in left
    }
    pays = {each.ref.name for each in of(arrivals, Measure) if each.question is Question.VALUE}
    used = {each.ref.name for each in of(arrivals, AnswerUse)}
    deployed = {each.ref.name for each in of(arrivals, LiveSpell) if each.end is None}
    assert deployed - owned - pays - used == {"course-suggestions"}


def test_models_that_use_answers_are_models_of_the_company(arrivals: list[Arrival]) -> None:
    names = {model.name for model in MODELS.values()}
    used = {each.name for each in of(arrivals, AnswerUse) if each.kind is UseKind.MODEL}
    assert used <= names


def test_one_approval_has_ended(arrivals: list[Arrival]) -> None:
    ended = {
        each.ref.name
        for each in of(arrivals, DataUse)
        if each.until and each.until < FIRST_READ.date()
    }
    assert ended == {"instalment-affordability"}


def test_two_limits_were_made_easier_and_one_says_why(arrivals: list[Arrival]) -> None:
    better = {(each.ref, each.key): each.better for each in of(arrivals, Measure)}
    signed: dict[str, list[Agreement]] = defaultdict(list)
    for each in of(arrivals, Agreement):
        signed[f"{each.ref.name} {each.measure}"].append(each)
    moved = {key.split()[0]: each for key, each in signed.items() if len(each) > 1}
    for before, after in moved.values():
        assert before.agreed_on < after.agreed_on
        assert better[after.ref, after.measure] is Better.HIGHER
        assert after.minimum < before.minimum
        failing = [
            each.value
            for each in of(arrivals, Reading)
            if (each.ref, each.measure) == (after.ref, after.measure)
            and timedelta(0) < FIRST_READ - each.end
            and timedelta(0) < after_day(after) - each.end < timedelta(days=28)
        ]
        assert max(failing) < before.minimum
    assert {name: bool(each[-1].why) for name, each in moved.items()} == {
        "markdown-pricing": False,
        "duplicate-bill-finder": True,
    }


def after_day(agreement: Agreement) -> datetime:
    """The moment a signature was under it."""
    return datetime.combine(agreement.agreed_on, datetime.min.time(), UTC)


def test_the_quiet_time_holds_now_and_covers_what_is_missing(arrivals: list[Arrival]) -> None:
    (quiet,) = of(arrivals, QuietTime)
    assert quiet.start <= FIRST_READ.date() <= quiet.end
    newest = max(each.end for each in of(arrivals, Reading) if each.ref == quiet.ref)
    assert FIRST_READ - newest > timedelta(days=28)
    # The week in which it began was still read.
    assert newest.date() <= quiet.start + timedelta(days=7)


def test_its_owner_looks_into_one_that_is_below(arrivals: list[Arrival]) -> None:
    (taken,) = of(arrivals, Acknowledgement)
    owners = {each.ref: each.value for each in of(arrivals, Fact) if each.name is FieldName.OWNER}
    assert (taken.ref.name, taken.by) == ("retail-churn-propensity", owners[taken.ref])
    assert taken.on < FIRST_READ.date() < taken.next_update


def test_one_red_is_decided_about_one_decision_ran_out_and_others_have_none(
    arrivals: list[Arrival],
) -> None:
    running, over = sorted(of(arrivals, Decision), key=lambda each: each.until, reverse=True)
    assert (running.ref.name, over.ref.name) == ("claims-triage", "storm-reserve-forecast")
    today = FIRST_READ.date()
    assert over.until < today < running.until
    # High impact: a quarter at the most.
    assert running.until - running.at.date() <= timedelta(days=92)
    (kept,) = of(arrivals, Keeping)
    assert (kept.ref.name, kept.at.date() < today < kept.until) == ("flood-exposure-rating", True)


def test_one_candidate_sat_the_same_test_and_one_did_not(arrivals: list[Arrival]) -> None:
    sat: dict[tuple[str, str], list[ExamResult]] = defaultdict(list)
    for each in of(arrivals, ExamResult):
        sat[each.ref.name, each.version].append(each)
    assert sat.keys() == {
        *(("late-payment-risk", version) for version in ("4", "5")),
        *(("driver-round-planner", version) for version in ("14", "15")),
    }
    assert digests(sat["late-payment-risk", "4"]) == digests(sat["late-payment-risk", "5"])
    assert digests(sat["driver-round-planner", "14"]) != digests(sat["driver-round-planner", "15"])
    now, then = (
        {each.group: each.value for each in sat["late-payment-risk", version]}
        for version in ("4", "5")
    )
    worse = {group for group in now if then[group] < now[group]}
    assert worse == {"sole traders"}
    assert then[""] - now[""] == pytest.approx(0.04, abs=0.005)


def digests(results: list[ExamResult]) -> set[str]:
    return {each.digest for each in results}


def test_one_list_does_not_allow_the_next_large_version_of_what_most_are_built_with(
    arrivals: list[Arrival],
) -> None:
    live = {each.ref.name: each.version for each in of(arrivals, LiveSpell) if each.end is None}
    lines = [
        (each.ref.name, each.requirement)
        for each in of(arrivals, Library)
        if live.get(each.ref.name) == each.version and each.name == "pandas"
    ]
    assert len(lines) > len(live) / 2
    assert len({line for _, line in lines}) == 5
    assert [name for name, line in lines if "<3" in line] == ["clothing-size-advice"]

"""The pretend company is the same whenever it is read, lives on, and holds no nonsense."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import isfinite
from zoneinfo import ZoneInfo

import pytest

from data.facts import (
    Acknowledgement,
    Agreement,
    AnswerUse,
    Arrival,
    DataUse,
    DoesNotApply,
    ExamResult,
    Fact,
    FieldName,
    Library,
    LiveSpell,
    LiveVersion,
    Measure,
    Model,
    Pause,
    Person,
    Pipeline,
    PipelineRun,
    QuietTime,
    Reading,
    Refusal,
    Retirement,
    Review,
    Rhythm,
    RunsWith,
    Unit,
    Version,
)
from tests.data.sample.pretend import FIRST_READ, of, read_at

WRITTEN_DOWN: tuple[type, ...] = (
    Acknowledgement,
    Agreement,
    AnswerUse,
    DataUse,
    DoesNotApply,
    ExamResult,
    Fact,
    Library,
    LiveSpell,
    LiveVersion,
    Measure,
    Model,
    Pause,
    Person,
    Pipeline,
    QuietTime,
    Retirement,
    Rhythm,
    RunsWith,
    Version,
)


def test_reading_twice_gives_the_same(arrivals: list[Arrival]) -> None:
    assert read_at() == arrivals


@pytest.mark.parametrize("days", [1, 7, 400])
def test_later_it_has_more_and_nothing_changed(arrivals: list[Arrival], days: int) -> None:
    later = read_at(FIRST_READ + timedelta(days=days))
    for kind in (Reading, PipelineRun):
        assert set(of(arrivals, kind)) < set(of(later, kind))
    assert [each for each in later if isinstance(each, WRITTEN_DOWN)] == [
        each for each in arrivals if isinstance(each, WRITTEN_DOWN)
    ]


def test_a_week_later_its_history_reaches_that_day() -> None:
    now = FIRST_READ + timedelta(days=7)
    newest = max(reading.end for reading in of(read_at(now), Reading))
    assert now - newest < timedelta(days=1)


def test_history_spans_the_year_before_the_first_reading(arrivals: list[Arrival]) -> None:
    first: dict[str, datetime] = {}
    for reading in of(arrivals, Reading):
        first[reading.ref.name] = min(reading.start, first.get(reading.ref.name, reading.start))
    young = {name for name, start in first.items() if FIRST_READ - start < timedelta(days=357)}
    assert young == {"help-chat-assistant", "travel-cover-assistant", "seasonal-helper-return"}


def test_another_seed_is_another_year(arrivals: list[Arrival]) -> None:
    values = [reading.value for reading in of(arrivals, Reading)]
    others = [reading.value for reading in of(read_at(seed=2), Reading)]
    assert len(values) == len(others)
    assert sum(a != b for a, b in zip(values, others, strict=True)) > len(values) / 2


def test_it_is_small_enough_to_read_in_seconds(arrivals: list[Arrival]) -> None:
    assert 10_000 < len(of(arrivals, Reading)) < 60_000


def test_nothing_is_refused_and_nothing_comes_from_the_future(arrivals: list[Arrival]) -> None:
    assert of(arrivals, Refusal) == []
    assert max(reading.end for reading in of(arrivals, Reading)) <= FIRST_READ
    assert max(version.created_at or FIRST_READ for version in of(arrivals, Version)) < FIRST_READ
    assert max(spell.start for spell in of(arrivals, LiveSpell)) < FIRST_READ
    assert max(each.agreed_on for each in of(arrivals, Agreement)) < FIRST_READ.date()


def test_values_are_possible(arrivals: list[Arrival]) -> None:
    units = {(each.ref, each.key): each.unit for each in of(arrivals, Measure)}
    for reading in of(arrivals, Reading):
        assert isfinite(reading.value)
        assert reading.value >= 0
        assert reading.count is None or reading.count >= 1
        if units[reading.ref, reading.measure] is Unit.SHARE:
            assert reading.value <= 1
            hits = reading.value * (reading.count or 0)
            assert reading.count is None or hits == pytest.approx(round(hits), abs=1e-6)


def test_agreements_are_possible(arrivals: list[Arrival]) -> None:
    measures = {(each.ref, each.key): each for each in of(arrivals, Measure)}
    for agreement in of(arrivals, Agreement):
        measure = measures[agreement.ref, agreement.measure]
        sign = 1 if measure.better == "higher" else -1
        if agreement.expected is not None:
            assert sign * agreement.expected >= sign * agreement.minimum, agreement
        if agreement.stop_line is not None:
            assert sign * agreement.stop_line < sign * agreement.minimum, agreement
        assert agreement.review_by is not None
        assert agreement.review_by > agreement.agreed_on


def test_everybody_named_is_listed_but_one_whose_name_was_typed_otherwise(
    arrivals: list[Arrival],
) -> None:
    people = {person.key for person in of(arrivals, Person)}
    fields = {FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT}
    named = {fact.value for fact in of(arrivals, Fact) if fact.name in fields}
    named |= {agreement.agreed_by for agreement in of(arrivals, Agreement)}
    named |= {pause.by for pause in of(arrivals, Pause)}
    named |= {quiet.by for quiet in of(arrivals, QuietTime)}
    named |= {excused.by for excused in of(arrivals, DoesNotApply)}
    named |= {taken.by for taken in of(arrivals, Acknowledgement)}
    named |= {signed.by for signed in of(arrivals, Review)}
    named |= {used.approved_by for used in of(arrivals, DataUse)}
    named |= {used.contact for used in of(arrivals, AnswerUse)}
    named |= {version.author for version in of(arrivals, Version)} - {""}
    assert named - people == {"J. Weber"}
    mails = [person.email for person in of(arrivals, Person)]
    assert len(set(mails)) == len(mails)
    assert all(mail.isascii() and mail.endswith(".example") for mail in mails)


@pytest.mark.parametrize("zone", ["Europe/London", "Australia/Lord_Howe", "America/Santiago"])
def test_periods_are_whole_days_of_the_company_without_overlap(zone: str) -> None:
    local = ZoneInfo(zone)
    series: dict[tuple[str, str, str], list[Reading]] = defaultdict(list)
    for reading in of(read_at(zone=zone), Reading):
        series[reading.ref.name, reading.measure, reading.group].append(reading)
    for readings in series.values():
        for before, after in pairwise(readings):
            assert before.end <= after.start
        for reading in readings:
            assert reading.start < reading.end
            assert reading.start.tzinfo is UTC
            # In Santiago a day may begin at one o'clock, as midnight is skipped once a year.
            assert reading.start.astimezone(local).hour <= 1


def test_a_month_is_a_month_and_a_week_begins_on_monday(arrivals: list[Arrival]) -> None:
    every = {(each.ref, each.measure): each.every for each in of(arrivals, Rhythm)}
    local = ZoneInfo("Europe/London")
    seen = set()
    for reading in of(arrivals, Reading):
        start, end = reading.start.astimezone(local), reading.end.astimezone(local)
        rhythm = every[reading.ref, reading.measure]
        months = (end.year - start.year) * 12 + end.month - start.month
        expected = {
            "P1D": (end.date() - start.date()).days == 1,
            "P7D": (end.date() - start.date()).days == 7 and start.weekday() == 0,
            "P1M": months == 1 and start.day == end.day == 1,
            "P3M": months == 3 and start.day == end.day == 1,
            "P1Y": months == 12 and start.month == end.month == 1,
        }
        assert expected[rhythm], reading
        seen.add(rhythm)
    assert seen == {"P1D", "P7D", "P1M", "P3M", "P1Y"}


def test_everybody_is_the_sum_of_the_groups(arrivals: list[Arrival]) -> None:
    together: dict[tuple[str, str, datetime], dict[str, Reading]] = defaultdict(dict)
    for reading in of(arrivals, Reading):
        together[reading.ref.name, reading.measure, reading.start][reading.group] = reading
    grouped = [each for each in together.values() if len(each) > 1]
    assert {next(iter(each.values())).ref.name for each in grouped} == {
        "card-payment-checks",
        "claims-triage",
        "instalment-affordability",
        "late-payment-risk",
        "shop-rota-planner",
        "travel-cover-assistant",
    }
    for readings in grouped:
        everybody = readings.pop("")
        assert everybody.count == sum(each.count or 0 for each in readings.values())
        hits = sum(each.value * (each.count or 0) for each in readings.values())
        assert everybody.value * (everybody.count or 0) == pytest.approx(hits)


def test_a_reading_names_the_version_in_use_except_where_another_answers(
    arrivals: list[Arrival],
) -> None:
    spells = {(spell.ref, spell.version): spell for spell in of(arrivals, LiveSpell)}
    others = set()
    for reading in of(arrivals, Reading):
        spell = spells[reading.ref, reading.version]
        assert spell.start <= reading.start
        if spell.end is not None and reading.start >= spell.end:
            others.add((reading.ref.name, reading.version))
            assert FIRST_READ - reading.start < timedelta(days=14)
    assert others == {("basket-suggestions", "16")}


def test_spells_follow_each_other_and_the_last_one_is_what_the_registry_says(
    arrivals: list[Arrival],
) -> None:
    spells: dict[str, list[LiveSpell]] = defaultdict(list)
    for spell in of(arrivals, LiveSpell):
        spells[spell.ref.name].append(spell)
    for each in spells.values():
        assert all(spell.start_known for spell in each)
        ends = [spell.end for spell in each[:-1]]
        assert ends == [spell.start for spell in each[1:]]
    live = {each.ref.name: each.version for each in of(arrivals, LiveVersion)}
    assert len(live) == 43
    for name, version in live.items():
        assert spells[name][-1].version == version
        assert spells[name][-1].end is None

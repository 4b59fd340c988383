"""What a model stands on, written by a person: what each entry becomes, and its faults."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

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
    ModelRef,
    Pipeline,
    PipelineRun,
    Question,
    QuietTime,
    ReadContext,
    Refusal,
    RunEnd,
    RunsWith,
    UseKind,
)
from data.problems import Code
from data.sources.company_file import read

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/Berlin")
LETTERS = ModelRef("letters")


def arrivals(folder: Path, content: str) -> list[Arrival]:
    path = folder / "company.toml"
    path.write_text(content, encoding="utf-8")
    return list(read(path, CONTEXT))


def entry(section: str, more: str) -> str:
    return f'[[{section}]]\nmodel = "letters"\n{more}\n'


def faults(folder: Path, section: str, more: str) -> list[tuple[Code, Mapping[str, object]]]:
    return [
        (each.problem.code, each.problem.inputs)
        for each in arrivals(folder, entry(section, more))
        if isinstance(each, Refusal)
    ]


WHOLE: list[tuple[str, str, Arrival]] = [
    (
        "quiet_times",
        """start = 2026-12-20
        end = 2027-01-05
        by = "Ana Ruiz"
        reason = "Nobody buys."
        measure = "recall" """,
        QuietTime(
            LETTERS,
            date(2026, 12, 20),
            date(2027, 1, 5),
            "Ana Ruiz",
            "Nobody buys.",
            measure="recall",
        ),
    ),
    (
        "quiet_times",
        """start = 2026-12-20
        end = 2026-01-05
        by = "Ana Ruiz"
        reason = "New Year"
        every_year = true""",
        QuietTime(
            LETTERS, date(2026, 12, 20), date(2026, 1, 5), "Ana Ruiz", "New Year", every_year=True
        ),
    ),
    (
        "does_not_apply",
        """question = "fairness"
        by = "Ana Ruiz"
        reason = "It judges parcels."
        review_by = 2027-06-30""",
        DoesNotApply(
            LETTERS, Question.FAIRNESS, "Ana Ruiz", "It judges parcels.", date(2027, 6, 30)
        ),
    ),
    (
        "acknowledged",
        """on = 2026-11-23
        by = "Ana Ruiz"
        next_update = 2027-02-23
        note = "Asking the supplier." """,
        Acknowledgement(
            LETTERS, date(2026, 11, 23), "Ana Ruiz", date(2027, 2, 23), "Asking the supplier."
        ),
    ),
    (
        "acknowledged",
        "on = 2026-11-20\nby = 'Ana Ruiz'\nnext_update = 2026-11-21",
        Acknowledgement(LETTERS, date(2026, 11, 20), "Ana Ruiz", date(2026, 11, 21)),
    ),
    ("data", 'name = "contracts"', DataUse(LETTERS, "contracts")),
    (
        "data",
        """name = "contracts"
        approved_by = "Tom Field"
        approved_on = 2026-11-23
        until = 2026-11-23""",
        DataUse(LETTERS, "contracts", "Tom Field", date(2026, 11, 23), date(2026, 11, 23)),
    ),
    ("used_by", "name = 'Till'", AnswerUse(LETTERS, "Till", UseKind.APPLICATION)),
    (
        "used_by",
        """name = "Letter printing"
        kind = "process"
        stops = "No letters go out."
        fallback = "We write to everybody."
        contact = "Tom Field" """,
        AnswerUse(
            LETTERS,
            "Letter printing",
            UseKind.PROCESS,
            "No letters go out.",
            "We write to everybody.",
            "Tom Field",
        ),
    ),
    (
        "runs_with",
        """name = "numpy"
        installed = "2.10" """,
        RunsWith(LETTERS, "numpy", "2.10"),
    ),
    ("pipelines", 'name = "nightly"', Pipeline(LETTERS, "nightly")),
    (
        "pipelines",
        """name = "nightly"
        every = "P1D"
        grace = "PT6H"
        reads = ["contracts", "payments"]
        writes = " features ;; contracts; features " """,
        Pipeline(LETTERS, "nightly", "P1D", "PT6H", "contracts; payments", "features; contracts"),
    ),
    (
        "pipeline_runs",
        """pipeline = "nightly"
        ended_at = 2026-11-22T03:10:00+01:00
        outcome = "checks_failed"
        rows = 0""",
        PipelineRun(
            LETTERS, "nightly", datetime(2026, 11, 22, 2, 10, tzinfo=UTC), RunEnd.CHECKS_FAILED, 0
        ),
    ),
    (
        "exams",
        """version = "4"
        measure = "recall"
        value = 0.74
        digest = "abc" """,
        ExamResult(LETTERS, "4", "recall", 0.74, "abc"),
    ),
    (
        "exams",
        """version = "4"
        measure = "recall"
        value = 0.74
        digest = "abc"
        start = 2026-07-01
        end = 2026-09-30
        definition = "at 0.5"
        selection = "adults"
        count = 1200
        group = "under 30" """,
        ExamResult(
            LETTERS,
            "4",
            "recall",
            0.74,
            "abc",
            datetime(2026, 6, 30, 22, tzinfo=UTC),
            datetime(2026, 9, 30, 22, tzinfo=UTC),
            "at 0.5",
            "adults",
            1200,
            "under 30",
        ),
    ),
]


@pytest.mark.parametrize(("section", "more", "fact"), WHOLE)
def test_an_entry_becomes_its_fact(tmp_path: Path, section: str, more: str, fact: Arrival) -> None:
    (found,) = arrivals(tmp_path, entry(section, more))
    place = f"place='company.toml, {section} 1'"
    assert repr(found) == repr(fact).replace("place=''", place)


QUIET = "start = 2026-08-03\nend = 2026-08-14\nby = 'Ana'\nreason = 'Holidays'\n"
NOT_ASKED = "question = 'drift'\nby = 'Ana'\nreason = 'r'\nreview_by = 2027-01-01\n"
CHECKING = "on = 2026-11-20\nby = 'Ana'\nnext_update = 2026-11-27\n"
RAN = "pipeline = 'nightly'\nended_at = 2026-11-22\noutcome = 'failed'\n"
EXAM = "version = '4'\nmeasure = 'recall'\nvalue = 0.7\ndigest = 'abc'\n"


@pytest.mark.parametrize(
    ("section", "more", "code", "field"),
    [
        ("quiet_times", QUIET.replace("08-14", "08-02"), Code.PERIOD_BACKWARDS, None),
        ("quiet_times", QUIET.replace("'Ana'", "' '"), Code.VALUE_MISSING, "by"),
        ("quiet_times", QUIET.replace("'Holidays'", "''"), Code.VALUE_MISSING, "reason"),
        ("quiet_times", QUIET + "every_year = 'yes'", Code.NOT_ONE_OF, "every_year"),
        ("quiet_times", QUIET.replace("2026-08-03", "1.5"), Code.NOT_A_DATE, "start"),
        ("does_not_apply", NOT_ASKED.replace("drift", "luck"), Code.NOT_ONE_OF, "question"),
        ("does_not_apply", NOT_ASKED.replace("'r'", "''"), Code.VALUE_MISSING, "reason"),
        ("acknowledged", CHECKING.replace("11-20", "11-24"), Code.IN_THE_FUTURE, "on"),
        ("acknowledged", CHECKING.replace("11-27", "11-20"), Code.PERIOD_BACKWARDS, None),
        (
            "acknowledged",
            CHECKING.replace("2026-11-27", "2027-02-21"),
            Code.TOO_FAR_AHEAD,
            "next_update",
        ),
        ("acknowledged", CHECKING.replace("'Ana'", "''"), Code.VALUE_MISSING, "by"),
        ("acknowledged", "on = 2026-11-20\nby = 'Ana'", Code.VALUE_MISSING, "next_update"),
        ("acknowledged", CHECKING + "until = 2026-12-01", Code.UNKNOWN_KEY, None),
        ("data", "name = ''", Code.VALUE_MISSING, "name"),
        ("data", "name = 'x'\napproved_on = 2026-11-24", Code.IN_THE_FUTURE, "approved_on"),
        (
            "data",
            "name = 'x'\napproved_on = 2026-11-20\nuntil = 2026-11-19",
            Code.PERIOD_BACKWARDS,
            None,
        ),
        ("used_by", "name = ' '", Code.VALUE_MISSING, "name"),
        ("used_by", "name = 'Till'\nkind = 'person'", Code.NOT_ONE_OF, "kind"),
        ("used_by", "name = 'Till'\nstops = ['a']", Code.NOT_PLAIN_TEXT, "stops"),
        ("used_by", "name = 'Till'\nstop = 'a'", Code.UNKNOWN_KEY, None),
        ("runs_with", "name = 'numpy'\ninstalled = 2.1", Code.NOT_PLAIN_TEXT, "installed"),
        ("pipelines", "name = 'n'\nevery = 'daily'", Code.NOT_A_DURATION, "every"),
        ("pipelines", "name = 'n'\nreads = [1.5]", Code.NOT_PLAIN_TEXT, "reads"),
        ("pipelines", "name = 'n'\nreads = ['a;b']", Code.NOT_PLAIN_TEXT, "reads"),
        ("pipelines", "name = 'n'\nwrites = {a = 1}", Code.NOT_PLAIN_TEXT, "writes"),
        ("pipeline_runs", RAN.replace("11-22", "11-24"), Code.IN_THE_FUTURE, "ended_at"),
        ("pipeline_runs", RAN.replace("failed", "lost"), Code.NOT_ONE_OF, "outcome"),
        ("pipeline_runs", RAN + "rows = -1", Code.NOT_A_COUNT, "rows"),
        ("exams", EXAM.replace("0.7", "nan"), Code.NOT_FINITE, "value"),
        ("exams", EXAM.replace("'4'", "1.10"), Code.NOT_PLAIN_TEXT, "version"),
        ("exams", EXAM.replace("'abc'", "''"), Code.VALUE_MISSING, "digest"),
        ("exams", EXAM + "count = 0.5", Code.NOT_A_COUNT, "count"),
        ("exams", EXAM + "start = 2026-03-02\nend = 2026-03-01", Code.PERIOD_BACKWARDS, None),
        ("exams", EXAM + "end = 2026-11-23", Code.IN_THE_FUTURE, "end"),
    ],
)
def test_a_fault_is_named(
    tmp_path: Path, section: str, more: str, code: Code, field: str | None
) -> None:
    ((found, inputs),) = faults(tmp_path, section, more)
    assert (found, inputs.get("field")) == (code, field)


def test_a_misspelt_key_names_the_nearest(tmp_path: Path) -> None:
    assert faults(tmp_path, "pipeline_runs", RAN + "row = 3") == [
        (Code.UNKNOWN_KEY, {"key": "row", "nearest": "rows"})
    ]


@pytest.mark.parametrize("written", ['["age", "region"]', '"age; region"', '" age ;region; age;"'])
def test_groups_are_a_list_or_a_text(tmp_path: Path, written: str) -> None:
    content = f'[[models]]\nname = "letters"\ngroups = {written}\nsupplier_version = ""'
    (fact,) = arrivals(tmp_path, content)
    assert isinstance(fact, Fact)
    assert (fact.name, fact.value) == (FieldName.GROUPS, "age; region")


def test_an_agreement_says_why(tmp_path: Path) -> None:
    agreed = "measure = 'recall'\nminimum = 0.7\nagreed_by = 'Ana'\nagreed_on = 2026-01-15\n"
    (found,) = arrivals(tmp_path, entry("agreements", agreed + "why = 'It pays.'"))
    assert isinstance(found, Agreement)
    assert found.why == "It pays."

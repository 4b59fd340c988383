"""The file a person writes: what each entry becomes, and every fault named at once."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.facts import (
    Agreement,
    Arrival,
    Better,
    Fact,
    FieldName,
    LiveBy,
    LiveSpell,
    Measure,
    Model,
    ModelRef,
    Origin,
    Pause,
    Person,
    Question,
    ReadContext,
    Refusal,
    Retirement,
    Rhythm,
    Unit,
)
from data.problems import Code, Problem, SourceFailed, Unreadable
from data.sources.company_file import LARGEST_FILE, read
from data.sources.company_file.entries import SECTIONS, ModelEntry

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/Berlin")
LETTERS = ModelRef("renewal-letters")


def arrivals(folder: Path, content: str | bytes) -> list[Arrival]:
    path = folder / "company.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(path, CONTEXT))


def faults(folder: Path, content: str) -> list[tuple[str, Code, Mapping[str, object]]]:
    found = arrivals(folder, content)
    return [
        (each.place, each.problem.code, each.problem.inputs)
        for each in found
        if isinstance(each, Refusal)
    ]


def failure(folder: Path, content: bytes) -> Problem:
    with pytest.raises(SourceFailed) as caught:
        arrivals(folder, content)
    problem = caught.value.problem
    assert problem.inputs["source"] == "company.toml"
    assert problem.inputs["address"] == str(folder / "company.toml")
    return problem


def test_a_person(tmp_path: Path) -> None:
    content = """
    [[people]]
    name = "Ana Ruiz"
    email = "ana@example.com"
    [[people]]
    key = "tfield"
    name = "Tom Field"
    unit = "Treasury"
    left_on = 2026-02-28
    """
    assert arrivals(tmp_path, content) == [
        Person("Ana Ruiz", "Ana Ruiz", "ana@example.com", place="company.toml, people 1"),
        Person("tfield", "Tom Field", "", "Treasury", date(2026, 2, 28), "company.toml, people 2"),
    ]


def test_the_facts_of_a_registry_model_are_typed_and_have_their_place(tmp_path: Path) -> None:
    content = """
    [[models]]
    name = "renewal-letters"
    registry = "mlflow"
    business_name = "Renewal letters"
    affects_people = true
    impact = "high"
    cadence = "P7D"
    team = ""
    retired_on = 2026-11-23
    """
    ref, place = ModelRef("renewal-letters", "mlflow"), "company.toml, models 1"
    assert arrivals(tmp_path, content) == [
        Fact(ref, FieldName.BUSINESS_NAME, "Renewal letters", Origin.TYPED, place),
        Fact(ref, FieldName.IMPACT, "high", Origin.TYPED, place),
        Fact(ref, FieldName.AFFECTS_PEOPLE, "yes", Origin.TYPED, place),
        Fact(ref, FieldName.CADENCE, "P7D", Origin.TYPED, place),
        Retirement(ref, date(2026, 11, 23), place),
    ]


def test_every_business_fact_can_be_written() -> None:
    assert {name.value for name in FieldName} <= set(ModelEntry.model_fields)


@pytest.mark.parametrize("kind", ["vendor", "language", "spreadsheet", "rules"])
def test_a_model_no_registry_knows_enters_here(tmp_path: Path, kind: str) -> None:
    content = f"""
    [[live]]
    model = "bureau-score"
    version = "2025"
    start = 2026-01-01
    [[models]]
    name = "bureau-score"
    kind = "{kind}"
    what_it_does = "Scores applicants."
    """
    own = ModelRef("bureau-score", "company file")
    spell, model, *facts = arrivals(tmp_path, content)
    assert model == Model(own, description="Scores applicants.")
    assert {each.name: each.value for each in facts if isinstance(each, Fact)} == {
        FieldName.WHAT_IT_DOES: "Scores applicants.",
        FieldName.KIND: kind,
    }
    assert isinstance(spell, LiveSpell)
    assert spell.ref == own


@pytest.mark.parametrize("said", ['kind = "registry"', 'kind = "vendor"\nregistry = "mlflow"', ""])
def test_a_model_of_a_registry_does_not_enter_a_second_time(tmp_path: Path, said: str) -> None:
    found = arrivals(tmp_path, f'[[models]]\nname = "letters"\nowner = "Ana"\n{said}')
    assert not [each for each in found if isinstance(each, Model)]


AGREEMENT = """
[[agreements]]
model = "renewal-letters"
measure = "recall"
minimum = 0.7
agreed_by = "Ana Ruiz"
agreed_on = 2026-01-15
"""


def test_an_agreement(tmp_path: Path) -> None:
    content = f"""{AGREEMENT}
    expected = 0.8
    stop_line = 0.5
    minimum_cases = 100
    largest_gap = 0.1
    outcomes_after = "P6M"
    outcomes_known_for = "customers whose contract ended"
    worth_low = 40
    worth_high = 60.5
    currency = "EUR"
    review_by = 2027-01-15
    """
    assert arrivals(tmp_path, content) == [
        Agreement(
            ref=LETTERS,
            measure="recall",
            minimum=0.7,
            agreed_by="Ana Ruiz",
            agreed_on=date(2026, 1, 15),
            expected=0.8,
            stop_line=0.5,
            minimum_cases=100,
            largest_gap=0.1,
            outcomes_after="P6M",
            outcomes_known_for="customers whose contract ended",
            worth_low=40.0,
            worth_high=60.5,
            currency="EUR",
            review_by=date(2027, 1, 15),
            place="company.toml, agreements 1",
        )
    ]


def test_an_agreement_may_bring_the_words_of_its_measure(tmp_path: Path) -> None:
    content = f"""{AGREEMENT}
    unit = "share"
    better = "higher"
    phrase = "finds {{value}} of the customers who leave"
    """
    measure, agreement = arrivals(tmp_path, content)
    assert measure == Measure(
        LETTERS,
        "recall",
        Question.PERFORMANCE,
        "recall",
        Unit.SHARE,
        Better.HIGHER,
        phrase="finds {value} of the customers who leave",
    )
    assert isinstance(agreement, Agreement)


def test_a_measure(tmp_path: Path) -> None:
    content = """
    [[measures]]
    model = "renewal-letters"
    measure = "worth"
    question = "value"
    kind = "worth"
    unit = "money"
    better = "higher"
    phrase = "brings in {value}"
    currency = "EUR"
    [[measures]]
    model = "renewal-letters"
    measure = "alarms"
    unit = "count"
    things = "false alarms"
    better = "lower"
    """
    worth, alarms = arrivals(tmp_path, content)
    assert worth == Measure(
        LETTERS,
        "worth",
        Question.VALUE,
        "worth",
        Unit.MONEY,
        Better.HIGHER,
        "brings in {value}",
        currency="EUR",
    )
    assert alarms == Measure(
        LETTERS,
        "alarms",
        Question.PERFORMANCE,
        "alarms",
        Unit.COUNT,
        Better.LOWER,
        things="false alarms",
    )


def test_rhythms_pauses_and_past_use(tmp_path: Path) -> None:
    content = """
    [[rhythms]]
    model = "renewal-letters"
    every = "P7D"
    grace = "P2D"
    measure = "recall"
    [[pauses]]
    model = "renewal-letters"
    start = 2026-03-29
    end = 2026-03-29
    by = "Ana Ruiz"
    reason = "Moving house.\\nNo letters go out."
    still_used = false
    [[live]]
    model = "renewal-letters"
    version = 3
    start = 2026-01-01T09:00:00+01:00
    end = 2026-11-23
    start_known = false
    [[live]]
    model = "renewal-letters"
    version = "4"
    start = "2026-11-23"
    """
    rhythm, pause, past, now = arrivals(tmp_path, content)
    assert rhythm == Rhythm(
        LETTERS, "P7D", "P2D", "recall", Origin.TYPED, "company.toml, rhythms 1"
    )
    assert pause == Pause(
        LETTERS,
        datetime(2026, 3, 28, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
        "Ana Ruiz",
        "Moving house.\nNo letters go out.",
        still_used=False,
        place="company.toml, pauses 1",
    )
    assert past == LiveSpell(
        LETTERS,
        "3",
        datetime(2026, 1, 1, 8, tzinfo=UTC),
        datetime(2026, 11, 23, 23, tzinfo=UTC),
        start_known=False,
        by=LiveBy.IMPORTED,
        detail="company.toml, live 1",
    )
    assert isinstance(now, LiveSpell)
    assert (now.version, now.end, now.start_known) == ("4", None, True)


BAD_VALUES = [
    ("people", 'name = ""', Code.VALUE_MISSING, {"field": "name"}),
    ("people", 'email = "a@b.c"', Code.VALUE_MISSING, {"field": "name"}),
    (
        "people",
        'name = "A"\nemial = "a@b.c"',
        Code.UNKNOWN_KEY,
        {"key": "emial", "nearest": "email"},
    ),
    ("people", 'name = "A"\nzzz = 1', Code.UNKNOWN_KEY, {"key": "zzz", "nearest": ""}),
    ("people", "name = 1.10", Code.NOT_PLAIN_TEXT, {"field": "name", "found": "1.1"}),
    ("people", "name = true", Code.NOT_PLAIN_TEXT, {"field": "name", "found": "True"}),
    ("people", 'name = ["A"]', Code.NOT_PLAIN_TEXT, {"field": "name", "found": "['A']"}),
    (
        "people",
        'name = "A"\nleft_on = "28/02/2026"',
        Code.NOT_A_DATE,
        {"field": "left_on", "found": "28/02/2026"},
    ),
    (
        "people",
        'name = "A"\nleft_on = "01/02/2026"',
        Code.DATE_AMBIGUOUS,
        {"field": "left_on", "found": "01/02/2026"},
    ),
    (
        "people",
        'name = "A"\nleft_on = 2026-02-28T10:00:00Z',
        Code.NOT_A_DATE,
        {"field": "left_on", "found": "2026-02-28 10:00:00+00:00"},
    ),
    (
        "people",
        'name = "A"\nleft_on = 10:00:00',
        Code.NOT_A_DATE,
        {"field": "left_on", "found": "10:00:00"},
    ),
    (
        "models",
        'name = "m"\nimpact = "hgh"',
        Code.NOT_ONE_OF,
        {"field": "impact", "found": "hgh", "allowed": "low, medium, high"},
    ),
    (
        "measures",
        'model = "m"\nmeasure = "recall"\nunit = "furlongs"',
        Code.NOT_ONE_OF,
        {
            "field": "unit",
            "found": "furlongs",
            "allowed": "share, money, count, number, seconds, minutes, hours, days",
        },
    ),
    (
        "measures",
        'model = "m"\nmeasure = "recall"\nunit = "Pct."',
        Code.NOT_ONE_OF,
        {
            "field": "unit",
            "found": "Pct.",
            "allowed": "share, money, count, number, seconds, minutes, hours, days",
            "nearest": "share",
        },
    ),
    (
        "models",
        'name = "m"\nkind = "robot"',
        Code.NOT_ONE_OF,
        {
            "field": "kind",
            "found": "robot",
            "allowed": "registry, vendor, language, spreadsheet, rules",
        },
    ),
    (
        "models",
        'name = "m"\naffects_people = "yes"',
        Code.NOT_ONE_OF,
        {"field": "affects_people", "found": "yes", "allowed": "true, false"},
    ),
    (
        "models",
        'name = "m"\ncadence = "weekly"',
        Code.NOT_A_DURATION,
        {"field": "cadence", "found": "weekly"},
    ),
    (
        "models",
        'name = "m"\nretired_on = 2026-11-24',
        Code.IN_THE_FUTURE,
        {"field": "retired_on", "found": "2026-11-24"},
    ),
    (
        "models",
        'name = "m"\nretired_on = 1970-01-01',
        Code.OUTSIDE_TIME,
        {"field": "retired_on", "found": "1970-01-01"},
    ),
    (
        "measures",
        'model = "m"\nmeasure = "r"\nphrase = "finds most"',
        Code.NOT_ONE_OF,
        {"field": "phrase", "found": "finds most", "allowed": "… {value} …"},
    ),
    (
        "measures",
        'model = "m"\nmeasure = "r"\nphrase = "{value} {value}"',
        Code.NOT_ONE_OF,
        {"field": "phrase", "found": "{value} {value}", "allowed": "… {value} …"},
    ),
    (
        "measures",
        'model = "m"\nmeasure = "r"\ncurrency = "€"',
        Code.NOT_ONE_OF,
        {"field": "currency", "found": "€", "allowed": "EUR, GBP, USD, …"},
    ),
    (
        "rhythms",
        'model = "m"\nevery = 7',
        Code.NOT_A_DURATION,
        {"field": "every", "found": "7"},
    ),
    (
        "live",
        'model = "m"\nversion = "1"\nstart = 2026-11-24',
        Code.IN_THE_FUTURE,
        {"field": "start", "found": "2026-11-24"},
    ),
    (
        "live",
        'model = "m"\nversion = "1"\nstart = 2026-01-01\nend = 2026-11-24',
        Code.IN_THE_FUTURE,
        {"field": "end", "found": "2026-11-24"},
    ),
    (
        "live",
        'model = "m"\nversion = "1"\nstart = 2026-01-01T09:00:00',
        Code.NO_TIME_ZONE,
        {"field": "start", "found": "2026-01-01 09:00:00"},
    ),
    (
        "live",
        'model = "m"\nversion = "1"\nstart = 2026-02-01\nend = 2026-01-01',
        Code.PERIOD_BACKWARDS,
        {"start": "2026-01-31T23:00:00+00:00", "end": "2026-01-01T23:00:00+00:00"},
    ),
]


@pytest.mark.parametrize(("section", "entry", "code", "inputs"), BAD_VALUES)
def test_a_wrong_value_is_named_with_its_entry_and_what_is_allowed(
    tmp_path: Path, section: str, entry: str, code: Code, inputs: Mapping[str, object]
) -> None:
    found = arrivals(tmp_path, f"[[{section}]]\n{entry}")
    (fault,) = found
    assert isinstance(fault, Refusal)
    assert (fault.place, fault.problem.code) == (f"company.toml, {section} 1", code)
    assert fault.problem.inputs == inputs
    assert fault.row


BAD_AGREEMENTS = [
    ("expected = 0.6\nunit = 'share'", Code.MINIMUM_BEYOND_EXPECTED),
    ("expected = 0.8\nbetter = 'lower'", Code.MINIMUM_BEYOND_EXPECTED),
    ("stop_line = 70\nunit = 'share'", Code.NOT_A_SHARE),
    ("expected = nan", Code.NOT_FINITE),
    ("expected = inf", Code.NOT_FINITE),
    ("expected = true", Code.NOT_A_NUMBER),
    ("expected = '0,8'", Code.NOT_A_NUMBER),
    ("minimum_cases = 0.5", Code.NOT_A_COUNT),
    ("minimum_cases = -1", Code.NOT_A_COUNT),
    ("worth_low = 60\nworth_high = 40", Code.NOT_ONE_OF),
    ("review_by = 2026-01-15", Code.PERIOD_BACKWARDS),
    ("outcomes_after = 'soon'", Code.NOT_A_DURATION),
]


@pytest.mark.parametrize(("more", "code"), BAD_AGREEMENTS)
def test_a_contradiction_within_an_agreement_is_refused(
    tmp_path: Path, more: str, code: Code
) -> None:
    assert [each[1] for each in faults(tmp_path, AGREEMENT + more)] == [code]


def test_an_agreement_is_held_against_the_measure_described_elsewhere(tmp_path: Path) -> None:
    measure = '[[measures]]\nmodel = "renewal-letters"\nmeasure = "recall"\nunit = "{}"\n'
    percent = AGREEMENT.replace("0.7", "70")
    assert [each[1] for each in faults(tmp_path, measure.format("share") + percent)] == [
        Code.NOT_A_SHARE
    ]
    assert faults(tmp_path, measure.format("money") + percent) == []
    assert faults(tmp_path, percent) == []


def test_every_fault_of_every_entry_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    content = """
    colour = "red"
    [[people]]
    name = "Ana Ruiz"
    [[people]]
    nmae = "Tom Field"
    left_on = "soon"
    [[agreement]]
    model = "letters"
    [[agreements]]
    model = "letters"
    minimum = "a lot"
    agreed_on = 2026-30-01
    """.replace("2026-30-01", '"2026-30-01"')
    found = arrivals(tmp_path, content)
    assert [each.name for each in found if isinstance(each, Person)] == ["Ana Ruiz"]
    refused = sorted(
        (each.place, each.problem.code.value, str(each.problem.inputs.get("field", "")))
        for each in found
        if isinstance(each, Refusal)
    )
    assert refused == [
        ("company.toml", "unknown_key", ""),
        ("company.toml, agreement 1", "unknown_key", ""),
        ("company.toml, agreements 1", "not_a_date", "agreed_on"),
        ("company.toml, agreements 1", "not_a_number", "minimum"),
        ("company.toml, agreements 1", "value_missing", "agreed_by"),
        ("company.toml, agreements 1", "value_missing", "measure"),
        ("company.toml, people 2", "not_a_date", "left_on"),
        ("company.toml, people 2", "unknown_key", ""),
        ("company.toml, people 2", "value_missing", "name"),
    ]


def test_a_section_with_single_brackets_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, '[people]\nname = "Ana"') == [
        (
            "company.toml",
            Code.NOT_ONE_OF,
            {"field": "people", "found": "[people]", "allowed": "[[people]]"},
        )
    ]
    assert faults(tmp_path, 'people = ["Ana"]')[0][0] == "company.toml, people 1"


def test_a_misspelt_section_names_the_nearest(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, '[[peopel]]\nname = "Ana"')
    assert fault[2] == {"key": "peopel", "nearest": "people"}


NOT_A_FILE_WE_READ = [
    pytest.param(b"", Unreadable.EMPTY, 0, id="empty"),
    pytest.param(b'[[people]]\nname = "Ana\n', Unreadable.NOT_TOML, 2, id="open quote"),
    pytest.param(b"[[people]]\nname = Ana\n", Unreadable.NOT_TOML, 2, id="no quotes"),
    pytest.param(b"[[people]]\nleft_on = 2026-13-01\n", Unreadable.NOT_TOML, 2, id="month 13"),
    pytest.param(b"a = 1\na = 2\n", Unreadable.NOT_TOML, 2, id="key twice"),
    pytest.param(b"a = [1,\n\n", Unreadable.NOT_TOML, 3, id="open list"),
    pytest.param(b"a = " + b"[" * 100_000, Unreadable.NOT_TOML, 1, id="nested too deep"),
    pytest.param(b"model,minimum\nletters,1\n", Unreadable.NOT_TOML, 1, id="CSV"),
    pytest.param(b"PK\x03\x04", Unreadable.PACKED, 0, id="Excel"),
    pytest.param('name = "Zürich"'.encode("cp1252"), Unreadable.NOT_UTF8, 1, id="Windows-1252"),
    pytest.param("a = 1".encode("utf-16"), Unreadable.NOT_UTF8, 0, id="UTF-16"),
    pytest.param(b"#" + b"x" * LARGEST_FILE, Unreadable.TOO_LARGE, 0, id="too large"),
]


@pytest.mark.parametrize(("content", "why", "line"), NOT_A_FILE_WE_READ)
def test_a_file_that_is_not_toml_fails_with_its_line(
    tmp_path: Path, content: bytes, why: Unreadable, line: int
) -> None:
    problem = failure(tmp_path, content)
    assert problem.code is Code.FILE_UNREADABLE
    assert (problem.inputs["why"], problem.inputs["line"]) == (why.value, line)


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    assert len(arrivals(tmp_path, '\ufeff[[people]]\nname = "Ana"')) == 1


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed) as caught:
        list(read(tmp_path / "gone.toml", CONTEXT))
    assert caught.value.problem.code is Code.FILE_MISSING
    with pytest.raises(SourceFailed) as caught:
        list(read(tmp_path, CONTEXT))
    assert caught.value.problem.inputs["why"] == Unreadable.NO_ACCESS.value


any_value = st.one_of(
    st.booleans().map(lambda value: str(value).lower()),
    st.integers(-(2**63), 2**63).map(str),
    st.floats().map(lambda value: str(value).replace("e", ".0e") if "e" in str(value) else value),
    st.sampled_from(
        ["2026-01-01", "2026-01-01T10:00:00", "9999-12-31T23:59:59Z", "0001-01-01", "10:00:00"]
    ),
    st.sampled_from(['"P7D"', '"recall"', '"share"', '"{value}"', '""', "[]", "{}", "[{}]"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])).map(
        lambda text: "'" + text.replace("'", "") + "'"
    ),
)
any_key = st.sampled_from(sorted({key for each in SECTIONS.values() for key in each.model_fields}))
any_section = st.sampled_from([*SECTIONS, "other"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.lists(
        st.tuples(any_section, st.dictionaries(any_key, any_value, max_size=8)), max_size=4
    )
)
def test_any_entry_is_taken_or_refused_and_never_raises(
    tmp_path: Path, entries: list[tuple[str, dict[str, object]]]
) -> None:
    lines = [
        line
        for section, values in entries
        for line in (f"[[{section}]]", *(f"{key} = {value}" for key, value in values.items()))
    ]
    try:
        found = arrivals(tmp_path, "\n".join(lines))
    except SourceFailed:
        return
    sections = {section for section, _ in entries}
    for each in found:
        if isinstance(each, Refusal):
            assert each.place.removeprefix("company.toml, ").split()[0] in sections
            assert each.problem.inputs

"""Whatever a registry answers, each piece arrives, is refused by name, or stops the source."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.facts import (
    Arrival,
    Fact,
    FieldName,
    Library,
    LiveBy,
    LiveVersion,
    Model,
    ReadContext,
    Reading,
    Refusal,
    Version,
)
from data.problems import Code, Problem, SourceFailed
from data.sources.mlflow import read
from tests.loopback import plain
from tests.mlflow_twin import API, ARTIFACT, Row, Twin, pairs, run, standing_in

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "America/New_York")
WEEK = {"model": "churn", "period_start": "2026-03-02", "period_end": "2026-03-08"}


def arrivals_of(twin: Twin) -> list[Arrival]:
    with standing_in(twin) as connection:
        return list(read(connection, CONTEXT))


def refusals(arrivals: Iterable[Arrival]) -> list[Refusal]:
    return [each for each in arrivals if isinstance(each, Refusal)]


def codes(arrivals: Iterable[Arrival]) -> list[Code]:
    return [each.problem.code for each in refusals(arrivals)]


def failure_of(twin: Twin) -> Problem:
    began = time.monotonic()
    with pytest.raises(SourceFailed) as raised:
        arrivals_of(twin)
    assert time.monotonic() - began < 5
    return raised.value.problem


def version(number: str, name: str = "churn", **more: object) -> Row:
    return {"name": name, "version": number, **more}


CHURN: Row = {"name": "churn"}


@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 50])
def test_every_page_is_read(count: int) -> None:
    twin = Twin(page=7, models=[{"name": f"m{n}"} for n in range(count)])
    twin.versions = [version("1", f"m{n}") for n in range(count)]
    found = arrivals_of(twin)
    assert sum(isinstance(each, Model) for each in found) == count
    assert sum(isinstance(each, Version) for each in found) == count


def test_runs_are_read_page_by_page() -> None:
    twin = Twin(models=[CHURN], page=3)
    twin.runs = [run(WEEK, {"accuracy": 0.5}, number) for number in range(10)]
    assert sum(isinstance(each, Reading) for each in arrivals_of(twin)) == 10


def test_a_page_that_comes_again_under_new_tokens_stops_the_source() -> None:
    twin = Twin(models=[CHURN] * 3, page=1)
    assert failure_of(twin).code is Code.PAGES_REPEAT


@pytest.mark.parametrize("limit", ["MOST_MODELS", "MOST_RUNS"])
def test_a_list_without_end_stops_the_source(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"data.sources.mlflow.answers.{limit}", 4)
    twin = Twin(models=[CHURN], versions=[version(str(number)) for number in range(4)], page=2)
    twin.runs = [run(WEEK, {"accuracy": 0.5}, number) for number in range(4)]
    assert sum(isinstance(each, Version | Reading) for each in arrivals_of(twin)) == 8
    twin.versions.append(version("5"))
    twin.runs.append(run(WEEK, {"accuracy": 0.5}, 5))
    problem = failure_of(twin)
    assert (problem.code, problem.inputs["limit"]) == (Code.LIST_TOO_LONG, 4)


def test_a_row_repeated_at_the_edge_of_a_page_is_one() -> None:
    twin = Twin(models=[{"name": name} for name in ("a", "b", "b", "c")], page=2)
    found = [each.ref.name for each in arrivals_of(twin) if isinstance(each, Model)]
    assert found == ["a", "b", "c"]


def test_experiments_that_cannot_be_read_fail_whole() -> None:
    twin = Twin(models=[CHURN], instead={f"{API}/runs/search": plain(b"", "500 Oh")})
    assert failure_of(twin).code is Code.SERVER_FAILED
    twin.instead = {f"{API}/experiments/get-by-name": plain(b"", "403 No")}
    assert failure_of(twin).code is Code.REFUSED_SIGN_IN


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (1_770_000_000, Code.OUTSIDE_TIME),
        (10**30, Code.OUTSIDE_TIME),
        (True, Code.OUTSIDE_TIME),
        (int(NOW.timestamp() * 1000) + 3_600_000, Code.IN_THE_FUTURE),
    ],
)
def test_creation_moments_that_cannot_be(sent: object, code: Code) -> None:
    twin = Twin(models=[{**CHURN, "creation_timestamp": sent}])
    twin.versions = [version("1", creation_timestamp=sent)]
    found = arrivals_of(twin)
    assert codes(found) == [code, code]
    assert refusals(found)[0].row == {"creation_timestamp": str(sent)}
    dated = [each for each in found if isinstance(each, Model | Version)]
    assert [each.created_at for each in dated] == [None, None]


@pytest.mark.parametrize("sent", [1_770_000_000_000, "1770000000000"])
def test_creation_moments_are_milliseconds(sent: object) -> None:
    found = arrivals_of(Twin(models=[{**CHURN, "creation_timestamp": sent}]))
    assert isinstance(found[0], Model)
    assert found[0].created_at == datetime(2026, 2, 2, 2, 40, tzinfo=UTC)


def test_text_is_cleaned_and_kept_within_its_length() -> None:
    model: Row = {"name": "a\0b\ud800", "description": "d" * 6_000}
    found = arrivals_of(Twin(models=[model, {"name": "n" * 501}, {"name": " "}, {}]))
    assert codes(found) == [Code.TEXT_TOO_LONG, Code.VALUE_MISSING, Code.VALUE_MISSING]
    models = [each for each in found if isinstance(each, Model)]
    assert [each.ref.name for each in models] == ["ab?"]
    assert len(models[0].description) == 5_000
    assert models[0].description.endswith("d…")
    assert all(len(text) <= 500 for each in refusals(found) for text in each.row.values())


@pytest.mark.parametrize(
    ("key", "value", "code", "inputs"),
    [
        ("onwer", "a", Code.UNKNOWN_KEY, {"key": "rollcall.onwer", "nearest": "rollcall.owner"}),
        ("zzz", "a", Code.UNKNOWN_KEY, {"key": "rollcall.zzz", "nearest": ""}),
        ("impact", "huge", Code.NOT_ONE_OF, {"found": "huge", "allowed": "low, medium, high"}),
        ("affects_people", "maybe", Code.NOT_ONE_OF, {"allowed": "yes, no"}),
        ("kind", "magic", Code.NOT_ONE_OF, {"field": "rollcall.kind"}),
        ("cadence", "weekly", Code.NOT_A_DURATION, {"found": "weekly"}),
        ("cadence", "P0D", Code.NOT_A_DURATION, {"found": "P0D"}),
        ("cadence", "-P7D", Code.NOT_A_DURATION, {"found": "-P7D"}),
        ("cadence", "P9999999999D", Code.NOT_A_DURATION, {"found": "P9999999999D"}),
    ],
)
def test_tags_that_cannot_be_taken(
    key: str, value: str, code: Code, inputs: dict[str, object]
) -> None:
    twin = Twin(models=[{**CHURN, "tags": pairs({f"rollcall.{key}": value})}])
    found = arrivals_of(twin)
    assert codes(found) == [code]
    assert inputs.items() <= refusals(found)[0].problem.inputs.items()
    assert refusals(found)[0].row["tag"] == f"rollcall.{key}"
    assert not any(isinstance(each, Fact) for each in found)


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("impact", " HIGH ", "high"),
        ("affects_people", "True", "yes"),
        ("kind", "Vendor", "vendor"),
        ("owner", "Ana <b>Ruiz</b>", "Ana <b>Ruiz</b>"),
        ("purpose", "file:///etc/passwd http://169.254.169.254/", None),
    ],
)
def test_tags_that_are_taken(key: str, value: str, kept: str | None) -> None:
    found = arrivals_of(Twin(models=[{**CHURN, "tags": pairs({f"rollcall.{key}": value})}]))
    assert [each.value for each in found if isinstance(each, Fact)] == [kept or value]


def test_a_blank_tag_is_a_field_not_recorded() -> None:
    twin = Twin(models=[{**CHURN, "tags": pairs({"rollcall.owner": " ", "rollcall.team": None})}])
    assert len(arrivals_of(twin)) == 1


def test_the_tag_goes_before_the_description() -> None:
    tags = pairs({"rollcall.what_it_does": "Finds leavers."})
    found = arrivals_of(Twin(models=[{**CHURN, "description": "x", "tags": tags}]))
    told = [(each.name, each.value) for each in found if isinstance(each, Fact)]
    assert told == [(FieldName.WHAT_IT_DOES, "Finds leavers.")]


def aliased(number: str, alias: str = "champion") -> Row:
    return {**CHURN, "aliases": [{"alias": alias, "version": number}]}


LIVE = pairs({"rollcall.live": "TRUE"})


@pytest.mark.parametrize(
    ("model", "versions", "live", "refused"),
    [
        (CHURN, [version("1")], None, []),
        (aliased("2"), [version("1"), version("2")], ("2", LiveBy.ALIAS), []),
        (aliased("2", "Champion"), [version("2")], None, []),
        (
            aliased("9"),
            [version("1", current_stage="Production")],
            ("1", LiveBy.STAGE),
            [Code.UNKNOWN_VERSION],
        ),
        (
            CHURN,
            [version(n, current_stage="Production") for n in ("9", "10")],
            ("10", LiveBy.STAGE),
            [Code.LIVE_MARKS_DISAGREE],
        ),
        (
            CHURN,
            [version("1", current_stage="Production"), version("2", tags=LIVE)],
            ("1", LiveBy.STAGE),
            [Code.LIVE_MARKS_DISAGREE],
        ),
        (CHURN, [version("2", tags=LIVE), version("1")], ("2", LiveBy.TAG), []),
        (CHURN, [version("2", tags=pairs({"rollcall.live": "no"}))], None, []),
        (aliased("1"), [version("1", tags=LIVE)], ("1", LiveBy.ALIAS), []),
    ],
)
def test_which_version_is_in_use(
    model: Row, versions: list[Row], live: tuple[str, LiveBy] | None, refused: list[Code]
) -> None:
    found = arrivals_of(Twin(models=[model], versions=versions))
    marks = [(each.version, each.by) for each in found if isinstance(each, LiveVersion)]
    assert marks == ([live] if live else [])
    assert codes(found) == refused


def test_versions_of_nobody_are_told() -> None:
    found = arrivals_of(Twin(models=[CHURN], versions=[version("1", "gone"), version("")]))
    assert codes(found) == [Code.UNKNOWN_MODEL, Code.VALUE_MISSING]


@pytest.mark.parametrize(
    ("tags", "metrics", "code"),
    [
        ({**WEEK, "period_end": ""}, {"accuracy": 1}, Code.VALUE_MISSING),
        ({"model": "churn", "period_end": "2026-03-08"}, {"accuracy": 1}, Code.VALUE_MISSING),
        ({**WEEK, "model": ""}, {"accuracy": 1}, Code.VALUE_MISSING),
        ({**WEEK, "model": "chrun"}, {"accuracy": 1}, Code.UNKNOWN_MODEL),
        ({**WEEK, "period_start": "2026-03-02T00:00:00"}, {"accuracy": 1}, Code.NO_TIME_ZONE),
        ({**WEEK, "period_start": "02/03/2026"}, {"accuracy": 1}, Code.NOT_A_DATE),
        ({**WEEK, "period_end": "2026-02-30"}, {"accuracy": 1}, Code.NOT_A_DATE),
        ({**WEEK, "period_end": "9999-12-31"}, {"accuracy": 1}, Code.NOT_A_DATE),
        ({**WEEK, "group": "g" * 501}, {"accuracy": 1}, Code.TEXT_TOO_LONG),
        (WEEK, {"auc": 1}, Code.VALUE_MISSING),
        (WEEK, {"accuracy": -1.7976931348623157e308}, Code.NOT_FINITE),
        (WEEK, {"accuracy": 10**400}, Code.NOT_FINITE),
        (WEEK, {"accuracy": 1, "cases": 10.5}, Code.NOT_A_COUNT),
        (WEEK, {"accuracy": 1, "cases": "NaN"}, Code.NOT_FINITE),
    ],
)
def test_runs_that_cannot_be_taken_are_kept_aside(
    tags: dict[str, str], metrics: dict[str, object], code: Code
) -> None:
    found = arrivals_of(Twin(models=[CHURN], runs=[run(tags, metrics)]))
    assert codes(found) == [code]
    assert refusals(found)[0].place == "run r1 in experiment monitoring"
    assert (
        refusals(found)[0].row.items()
        >= {f"rollcall.{key}": value for key, value in tags.items() if len(value) < 500}.items()
    )
    assert not any(isinstance(each, Reading) for each in found)


def test_a_model_of_nearly_that_name_is_named() -> None:
    found = arrivals_of(Twin(models=[CHURN], runs=[run({**WEEK, "model": "chrun"}, {})]))
    assert refusals(found)[0].problem.inputs == {"found": "chrun", "nearest": "churn"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # Clocks went forward in New York on 8 March 2026: that week has an hour less.
        ("2026-03-02", "2026-03-08", ("2026-03-02T05:00", "2026-03-09T04:00")),
        ("2026-03-02", "2026-03-02", ("2026-03-02T05:00", "2026-03-03T05:00")),
        ("2026-03-02T00:00+01:00", "2026-03-09T00:00Z", ("2026-03-01T23:00", "2026-03-09T00:00")),
    ],
)
def test_periods(start: str, end: str, expected: tuple[str, str]) -> None:
    tags = {**WEEK, "period_start": start, "period_end": end}
    found = arrivals_of(Twin(models=[CHURN], runs=[run(tags, {"accuracy": 1})]))
    reading = next(each for each in found if isinstance(each, Reading))
    assert (f"{reading.start:%FT%R}", f"{reading.end:%FT%R}") == expected
    assert reading.place == "run r1 in experiment monitoring"


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"info": None, "data": 5},
        {"info": {"run_id": "x"}, "data": {"tags": "a", "metrics": {"a": 1}}},
        {"info": {"run_id": "x"}, "data": {"tags": [None, 1, "a"]}},
    ],
)
def test_runs_of_another_shape_are_no_evidence(row: Row) -> None:
    assert len(arrivals_of(Twin(models=[CHURN], runs=[row]))) == 1


def libraries_from(files: dict[str, bytes]) -> tuple[Twin, list[Arrival]]:
    twin = Twin(models=[aliased("1")], versions=[version("1")], files=files)
    return twin, [each for each in arrivals_of(twin) if isinstance(each, Library | Refusal)]


def test_only_the_three_lists_of_the_version_in_use_are_asked_for() -> None:
    twin = Twin(models=[aliased("1")], versions=[version("1"), version("2")])
    arrivals_of(twin)
    asked = [each.query for each in twin.asked if each.path == ARTIFACT]
    assert asked == [
        {"name": "churn", "version": "1", "path": path}
        for path in ("requirements.txt", "python_env.yaml", "conda.yaml")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Scikit_Learn==1.9.1", ("scikit-learn", "1.9.1")),
        ("numpy>=2,<3", ("numpy", "")),
        ("numpy==2.*", ("numpy", "")),
        ("numpy===2.0", ("numpy", "2.0")),
        ("pandas[all]==3.1 ; python_version > '3'  # why", ("pandas", "3.1")),
        ("six==1.17.0 --hash=sha256:abc", ("six", "1.17.0")),
        ("six==1.17.0 \\\n    --hash=sha256:abc \\\n    --hash=sha256:def", ("six", "1.17.0")),
        ("tool @ https://me:pw@example.com/t.whl", ("tool", "")),
    ],
)
def test_requirement_lines(line: str, expected: tuple[str, str]) -> None:
    _, (found,) = libraries_from({"requirements.txt": f"# list\n\n{line}\n".encode()})
    assert isinstance(found, Library)
    assert (found.name, found.pinned) == expected
    assert "pw" not in found.requirement


@pytest.mark.parametrize(
    "line", ["-r more.txt", "-e ./here", "--requirement=x", "./x.whl", "!!", "n" * 501]
)
def test_lines_that_name_no_library_we_can_see(line: str) -> None:
    _, (found,) = libraries_from({"requirements.txt": line.encode()})
    assert isinstance(found, Refusal)
    assert found.problem.code is Code.LIBRARY_UNREADABLE
    assert found.problem.inputs["file"] == "requirements.txt"


@pytest.mark.parametrize(
    "line", ["--index-url https://me:pw@example.com", "-i https://x", "--pre", "-c limits.txt"]
)
def test_options_are_no_libraries(line: str) -> None:
    assert libraries_from({"requirements.txt": line.encode()})[1] == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("numpy", ("numpy", "")),
        ("conda-forge::numpy=1.26.4=py311_0", ("numpy", "1.26.4")),
        ("numpy=1.26", ("numpy", "")),
        ("numpy=1.26.4", ("numpy", "1.26.4")),
        ("numpy==1.26", ("numpy", "1.26")),
        ("numpy >=1.26", ("numpy", "")),
    ],
)
def test_conda_lines(line: str, expected: tuple[str, str]) -> None:
    _, (found,) = libraries_from({"conda.yaml": f"dependencies:\n- {line}\n".encode()})
    assert isinstance(found, Library)
    assert (found.name, found.pinned) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"a: [",
        b"!!python/object/apply:os.system ['true']",
        b"- a\n- b\n",
        b"x: *nobody",
        b"[" * 3_000,
        b"%YAML 9.9\n--- a",
        b"a: &a [x, x]\ndependencies: [*a]\n",
        b"dependencies: [[x, x]]\n",
        b"dependencies: [{pip: [[x, x]]}]\n",
        b"python: [x]\n",
    ],
)
def test_yaml_that_is_none(content: bytes) -> None:
    _, found = libraries_from({"conda.yaml": content})
    assert codes(found) == [Code.LIBRARY_UNREADABLE]


def test_a_few_lines_that_stand_for_a_billion_are_not_unfolded() -> None:
    lines = [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)),
    ]
    began = time.monotonic()
    _, found = libraries_from({"conda.yaml": "\n".join([*lines, "dependencies: [*a8]"]).encode()})
    assert time.monotonic() - began < 5
    assert codes(found) == [Code.LIBRARY_UNREADABLE]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "t @ https://files.example.com/t.whl?private_token=s3cret",
            "t @ https://files.example.com",
        ),
        ("t @ https://me:s3cret@example.com:8443/t.whl", "t @ https://example.com"),
        ("t @ https://me:s3/cret@example.com/t.whl", "t @ https://"),
        ("t @ git+https://s3cret@example.com/t@main", "t @ git+https://example.com"),
        ("t @ https://example.com/s3cret/t.whl ; python_version > '3'", None),
        ("!! https://example.com/s3cret", None),
    ],
)
def test_of_an_address_only_scheme_and_host_are_kept(line: str, shown: str | None) -> None:
    _, (found,) = libraries_from({"requirements.txt": line.encode()})
    assert "s3" not in repr(found)
    if shown:
        assert isinstance(found, Library)
        assert found.requirement == shown


def test_an_empty_list_lists_nothing() -> None:
    assert libraries_from({"requirements.txt": b"", "conda.yaml": b"name: x\n"})[1] == []


def test_a_list_too_large_or_no_text_is_refused_and_the_rest_arrives() -> None:
    files = {
        "requirements.txt": b"#" * (256 * 1024 + 1),
        "python_env.yaml": b"\xff",
        "conda.yaml": b"dependencies: [numpy]",
    }
    _, found = libraries_from(files)
    assert codes(found) == [Code.ANSWER_TOO_LARGE, Code.NOT_THE_EXPECTED_ANSWER]
    assert [each.name for each in found if isinstance(each, Library)] == ["numpy"]


def test_a_failing_file_store_costs_only_the_lists() -> None:
    twin = Twin(models=[aliased("1")], versions=[version("1")])
    twin.instead = {ARTIFACT: plain(b"", "500 Oh")}
    found = arrivals_of(twin)
    assert codes(found) == [Code.SERVER_FAILED]
    assert any(isinstance(each, LiveVersion) for each in found)


def test_a_named_secret_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = Twin(models=[CHURN])
    with standing_in(twin) as plain_connection:
        connection = replace(plain_connection, token_env="TWIN_TOKEN")
        with pytest.raises(SourceFailed) as raised:
            list(read(connection, CONTEXT))
        assert raised.value.problem.code is Code.SECRET_MISSING
        assert raised.value.problem.inputs["variable"] == "TWIN_TOKEN"
        monkeypatch.setenv("TWIN_TOKEN", " s3cret\n")
        assert len(list(read(connection, CONTEXT))) == 1
    assert twin.asked[-1].headers["authorization"] == "Bearer s3cret"

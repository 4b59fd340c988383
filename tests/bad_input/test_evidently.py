"""Where a report of Evidently should be: what of it is taken, and what a person reads."""

import json
from pathlib import Path

import pytest

from data.sources import evidently
from data.sources.evidently import read
from data.sources.evidently.days import END
from tests.bad_input.telling import readings, told
from tests.data.sources.test_evidently_hostile import OLD_DICT, OLD_SNAPSHOT, changed, set_, share
from tests.evidently_reports import CONTEXT, DAYS, WEEK, connection

OLD = "a version of Evidently before 0.7 wrote it, so write it again with a newer one"
WEB_PAGE = "it is a web page, so save the report as JSON"
NOT_JSON = "it is not one JSON object, so write it anew"
TWICE = "one name stands in it twice, so write it again"
NO_REPORT = "it is no report of Evidently, so check that it is the right file"

WHOLE_FILES = [
    pytest.param(json.dumps(OLD_SNAPSHOT), OLD, id="66 0.4.36"),
    pytest.param(
        json.dumps(OLD_SNAPSHOT).replace(
            "evidently.metrics.DatasetDriftMetric", "evidently:metric:DatasetDriftMetric"
        ),
        OLD,
        id="66 0.4.38",
    ),
    pytest.param(json.dumps(OLD_DICT), OLD, id="66 as_dict"),
    pytest.param("<!DOCTYPE html><html><script>alert(1)</script></html>", WEB_PAGE, id="66 HTML"),
    pytest.param("\ufeff  <html>", WEB_PAGE, id="66 HTML after a mark"),
    pytest.param(DAYS[0].read_text()[:20_000], f"{NOT_JSON} (line 831)", id="66 half-written"),
    pytest.param("{" + '"a": {' * 100_000, NOT_JSON, id="66 nested without end"),
    pytest.param("[" * 10_000 + "]" * 10_000, NOT_JSON, id="66 nested 10,000 deep"),
    pytest.param('{"metrics": [' + "9" * 5000 + "]}", NOT_JSON, id="66 a number of 5,000 digits"),
    pytest.param('{"metric_results": {}, "metric_results": {}}', TWICE, id="66 a key twice"),
    pytest.param(DAYS[0].read_text().replace('"tags"', '"name"'), TWICE, id="66 within"),
    pytest.param("[]", NOT_JSON, id="66 a list"),
    pytest.param("null", NOT_JSON, id="66 null"),
    pytest.param("{}", NO_REPORT, id="66 an empty object"),
    pytest.param('{"metrics": {}}', NO_REPORT, id="66 another object"),
    pytest.param("", "there is nothing in it, so write it again", id="66 empty"),
    pytest.param(
        b"\x80\x04\x95pickle\x00",
        "it is not text, so check that it is the right file",
        id="66 pickle",
    ),
    pytest.param(
        b"PK\x03\x04",
        "it is an Excel or a packed file, so check that it is the right file",
        id="66 packed",
    ),
    pytest.param(
        "{}".encode("utf-16"), "its letters are not UTF-8, so save it as UTF-8", id="66 UTF-16"
    ),
]


def said(folder: Path, content: str | bytes, **more: object) -> list[str]:
    path = folder / "report.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return told(read(connection(path, **{"model": "m", **more}), CONTEXT))


@pytest.mark.parametrize(("content", "why"), WHOLE_FILES)
def test_what_is_no_report_of_today_is_named(
    tmp_path: Path, content: str | bytes, why: str
) -> None:
    assert said(tmp_path, content) == [f"reports cannot read report.json: {why}."]


RESULT = "in DriftedColumnsCount.share"
NO_SHARE = (
    f"{RESULT} is no share. Write 12 percent as 0.12, or set the scale of its table to percent."
)
UNMEASURED = f"{RESULT} is not a number anybody can measure. Leave it out."
NO_NUMBER = f"{RESULT} is not a number. Write it like 0.61."

REPORTS = [
    pytest.param(changed(share(1.7)), {}, f"“1.7” {NO_SHARE}", id="66 a share of 1.7"),
    pytest.param(changed(share(-0.1)), {}, f"“-0.1” {NO_SHARE}", id="66 a share below 0"),
    pytest.param(changed(share(float("nan"))), {}, f"“nan” {UNMEASURED}", id="66 NaN"),
    pytest.param(changed(share(float("inf"))), {}, f"“inf” {UNMEASURED}", id="66 Infinity"),
    pytest.param(changed(share("many")), {}, f"“many” {NO_NUMBER}", id="66 a word"),
    pytest.param(changed(share(True)), {}, f"“True” {NO_NUMBER}", id="66 true"),
    pytest.param(
        changed(share(None)),
        {},
        "The report has no result called DriftedColumnsCount.share. "
        "Add it to the report, or correct the name.",
        id="66 nothing to compare with",
    ),
    pytest.param(
        changed(set_("metadata", {"rollcall.period_start": "2026-11-01"})),
        {},
        f"{END} is empty. Fill it in, or leave the row out.",
        id="66 no end",
    ),
    pytest.param(
        changed(set_("tags", ["model:a", "weekly"]), WEEK),
        {"model": "", "model_key": "model"},
        "The report names two models: tumour-check and a. Write one report for each of them.",
        id="67 of two models",
    ),
]


@pytest.mark.parametrize(("content", "settings", "sentence"), REPORTS)
def test_what_of_a_report_cannot_be_taken_is_told(
    tmp_path: Path, content: str, settings: dict[str, object], sentence: str
) -> None:
    assert said(tmp_path, content, **settings) == [f"report.json: {sentence}"]


def test_66_a_file_that_is_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidently, "LARGEST_FILE", 1000)
    assert said(tmp_path, DAYS[0].read_bytes()) == [
        "reports cannot read report.json: it is too large, so split it."
    ]


def test_67_an_older_report_of_the_same_days_is_not_used_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(changed(set_("timestamp", "2026-11-26T04:00:00")))
    (tmp_path / "b.json").write_text(changed(share(0.5)))
    (tmp_path / "c.json").write_text(changed(set_("timestamp", "2026-11-26T03:00:00")))
    found = list(read(connection(tmp_path / "*.json", model="m"), CONTEXT))
    assert {each.value for each in readings(found) if each.measure == "shift"} == {0.5}
    assert told(found) == [
        f"{name}.json: “1.0” in DriftedColumnsCount.share is not used, because a newer report "
        "tells of the same days: b.json. Delete this one."
        for name in ("a", "c")
    ]

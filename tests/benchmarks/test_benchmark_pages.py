"""The speed measurement: what is written, what is told, and that the empty page is served."""

import sqlite3
import tomllib
from datetime import date
from pathlib import Path

import httpx

from benchmarks import company, pages, servers


def test_the_files_of_the_company_fit_each_other(tmp_path: Path) -> None:
    company.write(tmp_path, "http://127.0.0.1:1", 12, date(2026, 3, 4))
    told = tomllib.loads((tmp_path / "rollcall.toml").read_text())
    assert told["sources"]["sql"][0]["table"] == "weekly"
    written = tomllib.loads((tmp_path / "company.toml").read_text())
    agreed = written["agreements"]
    assert {each["name"] for each in written["pipelines"]} == {f"Step {n:03}" for n in range(6)}
    assert len(written["pipeline_runs"]) == 12 * company.RUNS
    conn = sqlite3.connect(tmp_path / company.RESULTS)
    counts = dict(conn.execute("SELECT model, count(*) FROM weekly GROUP BY model"))
    newest = conn.execute("SELECT max(week_ending) FROM weekly").fetchone()
    conn.close()
    assert set(counts) == {each["model"] for each in agreed} == set(company.names(12))
    assert counts["model-0000"] == company.WEEKS > counts["model-0001"]
    assert newest == ("2026-03-01",)


def test_the_table_gives_medians_and_how_they_stand_to_the_empty_page() -> None:
    empty, *others = pages.PAGES
    times = {empty: [400.0, 500.0, 900.0], **{page: [600.0, 650.0, 5000.0] for page in others}}
    lines = pages.table(times)
    assert f"| {empty.name} | 500 | 1.00 |  |" in lines
    assert "| Rollcall, Today | 650 | 1.30 | 1.3 |" in lines


def test_the_empty_page_all_others_are_measured_against_is_served(tmp_path: Path) -> None:
    with servers.empty(tmp_path) as address:
        answer = httpx.get(address)
    assert answer.is_success
    assert "<title>" in answer.text

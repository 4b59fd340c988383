"""The page of the record: what was done, by whom, and nothing of it runs."""

from datetime import timedelta
from typing import Any

import pytest

from app.language.sentence import Speech
from app.reports.record import Done
from app.ui.record import page
from app.ui.record_address import Asked, read, to_record, to_record_file
from app.ui.shown import Notice
from data.facts import LONGEST_NAME
from data.store.record import Entry
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW)
NOTICE = Notice(False, (), NOW, judging_late=False)
WHO = {"issuer": "x", "subject": "ana", "name": "Ana <b>Ruiz</b>", "roles": ["expert", "viewer"]}


class Given(dict[str, str]):
    def get_all(self, key: str) -> list[str]:
        return [self[key]] if key in self else []


def entry(number: int = 1, said: dict[str, Any] | None = None, slug: str = "churn") -> Entry:
    told = {"before": {}, "after": {"note": "<script>alert(1)</script>"}, "who": WHO}
    return Entry(number, NOW - timedelta(days=number), "look_into", slug, said or told)


def drawn(*entries: Entry, asked: Asked | None = None, matching: int = 0) -> str:
    found = Done(entries, matching or len(entries), {"churn": "Renewal letters"}, ["look_into"])
    return str(page(found, asked or Asked(), NOTICE, SPEECH))


def test_an_entry_says_who_did_what_and_when() -> None:
    html = drawn(entry())
    assert "The record holds <bdi>1</bdi> entry" in html
    assert "Said that they look into it" in html
    assert "Expert, Viewer" in html
    assert '<a href="/model?model=churn"' in html
    assert "Renewal letters" in html


def test_nothing_typed_runs() -> None:
    html = drawn(entry())
    assert "<script>" not in html
    assert "<b>Ruiz" not in html
    assert "&lt;script&gt;" in html


def test_what_was_so_before_is_one_click_away() -> None:
    said = {"before": {"note": "aaa old"}, "after": {"note": "bbb new"}, "who": WHO}
    html = drawn(entry(said=said))
    assert html.index("bbb new") < html.index("<summary>Before") < html.index("aaa old")


def test_what_was_taken_out_says_so() -> None:
    html = drawn(Entry(1, NOW, "look_into", "churn", None))
    assert "Taken out, because it held personal data" in html


def test_an_empty_record_says_so() -> None:
    html = str(page(Done([], 0, {}, []), Asked(), NOTICE, SPEECH))
    assert "Nobody has done anything here yet" in html


def test_nothing_that_matches_leads_back() -> None:
    html = str(page(Done([], 0, {}, ["look_into"]), Asked(action="x"), NOTICE, SPEECH))
    assert 'href="/record"' in html


def test_a_long_record_has_pages_that_keep_what_was_chosen() -> None:
    html = drawn(entry(), asked=Asked(action="look_into", page=2), matching=60)
    assert 'href="/record?action=look_into"' in html
    assert 'href="/record?action=look_into&amp;page=3"' in html


@pytest.mark.parametrize("page_number", ["-1", "0", "x", "99999999999"])
def test_odd_addresses_are_read(page_number: str) -> None:
    asked = read(Given(action="a" * 5_000, model="<script>", page=page_number))
    assert asked.page >= 1
    assert len(asked.action) <= LONGEST_NAME


def test_addresses_are_read_as_they_are_written() -> None:
    asked = Asked("look_into", "churn", 3)
    assert to_record(asked) == "/record?action=look_into&model=churn&page=3"
    assert to_record_file("csv", asked) == "/export/record.csv?action=look_into&model=churn"

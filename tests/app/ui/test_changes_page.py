"""The page about changes as HTML: what it tells of the pretend company, and of odd addresses."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from markupsafe import Markup
from starlette.datastructures import QueryParams

from app.downloads import LISTS
from app.downloads_asked import Asked as Download
from app.downloads_asked import Parameters
from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import loading, model
from app.ui.address import PAGE_LENGTH
from app.ui.changes import page
from app.ui.changes_address import read, to_changes
from app.ui.loading.changes import changes
from app.ui.visit import Visit
from data.connections import SampleConnection
from data.facts import Arrival, FieldName, Person
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.sync import sync
from tests.browser.companies import HOSTILE, large
from tests.data.feeding import MADE, NOW, REGISTRY, WEEK, agreement, churn, feed, read_tag, weekly

ZONE = "Europe/London"
TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def pretend(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The pretend company, synced and judged once."""
    folder = tmp_path_factory.mktemp("changes")
    url = f"sqlite:///{folder / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    sync(engine, [SampleConnection()], now=TODAY, time_zone=ZONE, base=Path(folder))
    judge_all(engine, now=TODAY, time_zone=ZONE)
    engine.dispose()
    return url


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url


def fill(database: str, arrivals: list[Arrival], now: datetime = NOW) -> None:
    engine = open_store(database)
    feed(engine, (REGISTRY, arrivals), now=now)
    judge_all(engine, now=now, time_zone=ZONE)
    engine.dispose()


def visit(database: str, now: datetime) -> Visit:
    every = timedelta(minutes=15)
    return Visit(Speech(now=now, time_zone=ZONE), database, every, frozenset({"registry"}))


def drawn(database: str, query: str = "", now: datetime = TODAY) -> Markup:
    here = visit(database, now)
    found, asked = changes(here, read(Parameters(QueryParams(query))))
    return page(found, asked, loading.notice(here), here.speech)


def words(html: Markup) -> str:
    """What a reader reads: marks within a line leave no gap, parts of the page do."""
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def title(html: Markup) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html)
    assert found
    return words(Markup(found[1])).strip()


def test_the_first_line_counts_what_changed(pretend: str) -> None:
    html = drawn(pretend)
    assert re.fullmatch(
        r"\d+ things changed in the last 30 days; 1 of them within a week before results fell\.",
        title(html),
    )
    assert "does not show that it was the cause" in words(html)


def test_a_version_before_a_breach_is_told_without_a_cause(pretend: str) -> None:
    said = words(drawn(pretend, "model=letter-reader-vision"))
    assert (
        "Version 8 went into use in place of version 7. "
        "Zofia Wójcik registered it; who put it into use is not recorded. "
        "It happened 1 day before results fell below what was agreed. "
        "This does not show that it was the cause."
    ) in said


def test_one_model_has_a_time_line_of_its_own(pretend: str) -> None:
    html = drawn(pretend, "model=branch-cash-forecast&span=365")
    assert title(html).startswith("Branch cash forecast: ")
    said = words(html)
    assert "Tom Field, its owner, left the company." in said
    assert "It happened 3 days before results stopped coming." in said
    assert "Letter reader" not in said


def test_what_many_went_through_is_one_event_with_its_models(pretend: str) -> None:
    html = drawn(pretend)
    said = words(html)
    assert re.search(r"\d+ of \d+ models got worse within 10 days", said)
    assert "use the data “Opening hours and closures by town”" in said
    assert '/model?model=depot-volume-forecast"' in html


def test_candidates_are_told_in_a_word_and_why(pretend: str) -> None:
    said = words(drawn(pretend))
    said = said[said.index("Candidate versions against those in use") :]
    assert "Better, but worse for a group" in said
    assert "It is better for everybody together and worse for sole traders." in said
    assert "Not comparable: they were tested on different data." in said
    assert said.index("Late payers") < said.index("Driver rounds")
    assert "2 candidate versions wait for somebody" in words(drawn(pretend))


def test_versions_in_use_tell_what_is_not_recorded(pretend: str) -> None:
    html = drawn(pretend, "q=letter+reader")
    row = words(Markup(html[html.index('class="plain live"') :]))
    assert re.search(r"Letter reader +8 +\d+ November 2026 \(\d+ days ago\) +7 +Zofia Wójcik", row)
    assert "Registries do not keep who put a version into use" in words(html)


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("kind=version", "went into use", "paused watching"),
        ("kind=use", "paused watching", "went into use"),
        ("unit=Parcels&span=90", "Letter reader", "Renewal letters"),
        ("kind=people&span=90", "its backup, left the company", "went into use"),
        ("kind=software&span=365", "instead of", "paused watching"),
        ("kind=agreement&span=365", "made the limit easier to meet", "paused watching"),
        ("kind=data&span=365", "did not pass its checks", "paused watching"),
    ],
)
def test_what_is_asked_for_narrows_the_list(
    pretend: str, query: str, there: str, gone: str
) -> None:
    said = words(drawn(pretend, query))
    said = said[: said.index("Which version is in use")]
    assert there in said
    assert gone not in said


@pytest.mark.parametrize(
    "query",
    ["kind=nonsense", "span=8", "page=0", "versions=x", "model=nobody", "span=<script>"],
)
def test_an_odd_address_leads_to_the_usual_view_and_says_so(pretend: str, query: str) -> None:
    html = drawn(pretend, query)
    assert "Part of this address was not understood" in words(html)
    assert title(html) == title(drawn(pretend))


def test_pages_keep_what_was_asked(pretend: str) -> None:
    html = drawn(pretend, "unit=Retail&span=365")
    assert '/changes?unit=Retail&amp;span=365&amp;page=2"' in html
    assert to_changes(replace(read(Parameters(QueryParams(""))), versions=2)) == (
        "/changes?versions=2"
    )


def test_files_hold_what_the_page_lists_on_all_its_pages(pretend: str) -> None:
    engine = open_store(pretend)
    with reading(engine) as conn:
        speech = visit(pretend, TODAY).speech
        of = Parameters(QueryParams("unit=Retail&span=365&page=2&versions=2"))
        told = LISTS["changes"](Download(conn, conn, of, speech))
        live = LISTS["versions"](Download(conn, conn, of, speech))
    engine.dispose()
    assert len(told.rows) > PAGE_LENGTH
    assert all(len(row) == len(told.heads) for row in told.rows)
    assert {row[1] for row in live.rows} == {"Retail"}
    assert "Retail" in told.about[-1]


def test_the_model_s_own_page_tells_what_happened_to_it(pretend: str) -> None:
    here = visit(pretend, TODAY)
    record = loading.record(here, "letter-reader-vision")
    assert record is not None
    html = model.page(record, loading.notice(here), here.speech)
    said = words(html)
    assert "What happened to it" in said
    assert "It happened 1 day before results fell below what was agreed." in said
    assert '/changes?model=letter-reader-vision&amp;span=365"' in html


def test_an_empty_store_says_so(database: str) -> None:
    said = words(drawn(database, now=NOW))
    assert "We know nothing yet" in said
    assert "changed in the last" not in said


def owned_by(owner: str) -> list[Arrival]:
    people = [Person("ana", "Ana Ruiz"), Person("tom", "Tom Field")]
    return [*people, *churn(read_tag(FieldName.OWNER, owner), *weekly(20), agreement(0.5, MADE))]


def test_an_owner_who_was_there_on_the_first_day_is_no_change(database: str) -> None:
    fill(database, owned_by("ana"))
    html = drawn(database, now=NOW)
    assert title(html) == "Nothing that we know of changed in the last 30 days."
    assert "owns it now" not in words(html)
    fill(database, owned_by("tom"), NOW + WEEK)
    html = drawn(database, now=NOW + WEEK)
    assert "Tom Field owns it now, in place of Ana Ruiz." in words(html)


def test_names_from_outside_stay_text(database: str) -> None:
    now = datetime.now(UTC)
    engine = open_store(database)
    feed(engine, (REGISTRY, list(large(3))), now=now)
    judge_all(engine, now=now, time_zone=ZONE)
    engine.dispose()
    html = drawn(database, "span=365", now)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert all(str(Markup("{}").format(each)) in html for each in HOSTILE)

"""The page of the steps that bring data as HTML: all of them, one of them, and none."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import loading, model, pipelines, step
from app.ui.loading.pipelines import one_step, steps
from app.ui.pipelines_address import StepsAsked
from app.ui.visit import Visit
from data.facts import (
    Arrival,
    FieldName,
    LiveBy,
    LiveVersion,
    Model,
    ModelRef,
    Pipeline,
    PipelineRun,
    RunEnd,
    Version,
)
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.browser.companies import HOSTILE
from tests.data.feeding import MADE, NOW, REGISTRY, WEEK, feed, read_tag

DAY = timedelta(days=1)
EVERY = timedelta(minutes=15)
ALL = StepsAsked()


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url


def fill(database: str, arrivals: list[Arrival]) -> None:
    engine = open_store(database)
    feed(engine, (REGISTRY, arrivals), now=NOW)
    judge_all(engine, now=NOW, time_zone="Europe/London")
    engine.dispose()


def live(key: str, name: str, unit: str = "Retail") -> Iterator[Arrival]:
    ref = ModelRef(key, "registry")
    yield Model(ref, MADE)
    yield Version(ref, "1", MADE + WEEK)
    yield LiveVersion(ref, "1", LiveBy.ALIAS, "champion")
    yield read_tag(FieldName.BUSINESS_NAME, name, ref)
    yield read_tag(FieldName.UNIT, unit, ref)


def ran(key: str, name: str, *ends: RunEnd, ago: float = 0.2, rows: int = 100) -> Iterator[Arrival]:
    """A daily step of a model whose runs ended like this, the newest last."""
    ref = ModelRef(key, "registry")
    yield Pipeline(ref, name, "P1D", "", "Tills; Members", f"{name} sales", "pipeline log")
    for number, end in enumerate(reversed(ends)):
        yield PipelineRun(ref, name, NOW - (ago + number) * DAY, end, rows, "pipeline log")


GOOD, BAD = RunEnd.SUCCEEDED, RunEnd.FAILED


def company() -> list[Arrival]:
    return [
        *live("letters", "Renewal letters"),
        *live("offers", "Weekly offers", "Online"),
        *ran("letters", "Overnight", GOOD, GOOD),
        *ran("offers", "Overnight", GOOD, GOOD),
        *ran("letters", "Clicks", GOOD, BAD),
        *ran("offers", "Doors", GOOD, ago=4),
        *ran("offers", "Unknown"),
    ]


def drawn(database: str, asked: StepsAsked = ALL, after: timedelta = 0 * DAY) -> Markup:
    visit = Visit(Speech(NOW + after, time_zone="Europe/London"), database, EVERY, frozenset())
    top, found = pipelines.page(steps(visit, asked), asked, loading.notice(visit), visit.speech)
    return top + found


def words(html: Markup) -> str:
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def names(html: Markup) -> list[str]:
    return re.findall(r'class="name"><a href="[^"]+"><bdi>([^<]+)', html)


def test_steps_stand_worst_first_and_each_once(database: str) -> None:
    fill(database, company())
    html = drawn(database)
    assert names(html) == ["Clicks", "Doors", "Unknown", "Overnight"]
    said = words(html)
    assert "2 of 4 steps need somebody: 1 failed last time and 1 is late." in said
    assert "Feeds Renewal letters and Weekly offers." in said
    assert "Of 1 nobody has told us when it ran." in said
    assert "1 Failed last time" in said


def test_time_alone_makes_a_step_late_on_the_page(database: str) -> None:
    fill(database, company())
    assert "1 failed last time and 2 are late" in words(drawn(database, after=2 * DAY))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (StepsAsked(unit="Online"), ["Doors", "Unknown", "Overnight"]),
        (StepsAsked(model="letters"), ["Clicks", "Overnight"]),
    ],
)
def test_the_list_is_narrowed_and_the_headline_stays(
    asked: StepsAsked, found: list[str], database: str
) -> None:
    fill(database, company())
    html = drawn(database, asked)
    assert names(html) == found
    assert "2 of 4 steps need somebody" in words(html)
    assert "Show all steps" in words(html)


def test_where_no_step_matches_there_is_a_way_back(database: str) -> None:
    fill(database, company())
    html = drawn(database, StepsAsked(unit="Nowhere"))
    assert "Nothing matches" in words(html)
    assert '<a class="button" href="/pipelines">' in html


def test_the_picture_is_offered_as_a_link_and_asked_for_in_the_address(database: str) -> None:
    fill(database, company())
    assert '/pipelines?picture=yes">Show it as a picture' in drawn(database)
    with_it = drawn(database, StepsAsked(picture=True, unit="Online"))
    assert '/pipelines?unit=Online">Show the list alone' in with_it
    assert '<input type="hidden" name="picture" value="yes">' in with_it


def test_without_models_and_without_steps_the_page_says_so(database: str) -> None:
    assert "We know nothing yet" in words(drawn(database))
    fill(database, [*live("letters", "Renewal letters")])
    said = words(drawn(database))
    assert "We know of no step that brings data." in said
    assert "Name the steps in the company file" in said


def step_page(database: str, name: str) -> Markup:
    visit = Visit(Speech(NOW, time_zone="Europe/London"), database, EVERY, frozenset())
    (found,) = (each for each in steps(visit, ALL).flow.steps if each.step.name == name)
    return step.page(one_step(visit, found.step.key), loading.notice(visit), visit.speech)


def test_the_page_of_a_step_tells_its_runs_and_whom_it_feeds(database: str) -> None:
    fill(database, company())
    html = step_page(database, "Clicks")
    said = words(html)
    assert "Clicks failed last time." in said
    assert "Its last good run was on 22 November 2026 (1 day ago)." in said
    assert "Until it ends well, the models it feeds may work with older data." in said
    assert "Of the newest 2 runs, 1 ended well and 1 failed." in said
    assert 'href="/model?model=letters"' in html
    assert html.count('<th scope="row">') == 2


def test_the_page_of_a_step_that_never_ran_draws_no_runs(database: str) -> None:
    fill(database, company())
    said = words(step_page(database, "Unknown"))
    assert "Nobody has told us when Unknown ran." in said
    assert "newest runs" not in said


def test_a_step_nobody_knows_leads_back(database: str) -> None:
    visit = Visit(Speech(NOW), database, EVERY, frozenset())
    said = words(step.page(one_step(visit, "x' OR 1=1"), loading.notice(visit), visit.speech))
    assert "We know no such step" in said


@pytest.mark.parametrize("odd", HOSTILE)
def test_names_from_outside_stay_text(odd: str, database: str) -> None:
    fill(database, [*live("letters", odd), *ran("letters", odd, GOOD)])
    html = drawn(database) + step_page(database, odd)
    assert "<script" not in html
    assert "<img" not in html


def test_the_page_of_a_model_shows_its_own_steps(database: str) -> None:
    fill(database, company())
    visit = Visit(Speech(NOW, time_zone="Europe/London"), database, EVERY, frozenset())
    record = loading.record(visit, "letters")
    assert record
    html = model.page(record, loading.notice(visit), visit.speech)
    assert names(html) == ["Clicks", "Overnight"]
    assert "Where its data comes from" in html


def test_a_model_without_steps_says_so(database: str) -> None:
    fill(database, [*live("letters", "Renewal letters")])
    visit = Visit(Speech(NOW), database, EVERY, frozenset())
    record = loading.record(visit, "letters")
    assert record
    html = model.page(record, loading.notice(visit), visit.speech)
    assert "Nobody has told us which steps bring its data." in html

"""The page of incidents as HTML: what is wrong, how fast we notice, and what it cannot know."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from starlette.datastructures import QueryParams

from app.downloads_asked import Parameters
from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import incidents_address, loading
from app.ui.incidents_address import Asked, Which, read, to_file, to_incidents
from app.ui.incidents_page import page
from app.ui.loading.incidents import incidents
from app.ui.visit import Visit
from data.facts import Acknowledgement, Arrival, FieldName, Model, Person
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.browser.companies import large
from tests.data.feeding import (
    MADE,
    NOW,
    REF,
    REGISTRY,
    WEEK,
    agreement,
    churn,
    feed,
    read_tag,
    weekly,
)

ZONE = "Europe/London"
FALLING = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]
OVER = [
    *weekly(10, 0.8),
    *weekly(4, 0.5, end=NOW - 10 * WEEK),
    *weekly(9, 0.8, end=NOW - 14 * WEEK),
]


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
    judge_all(engine, now=NOW, time_zone=ZONE)
    engine.dispose()


def one(*readings: Arrival, owner: str = "ana") -> list[Arrival]:
    told = [read_tag(FieldName.BUSINESS_NAME, "Renewal letters")]
    told += [read_tag(FieldName.OWNER, owner)] if owner else []
    told.append(read_tag(FieldName.UNIT, "Retail"))
    return [Person("ana", "Ana Ruiz"), *churn(*told, *readings, agreement(0.7, MADE))]


def drawn(database: str, after: timedelta = timedelta(0), **asked: Any) -> Markup:
    visit = Visit(Speech(now=NOW + after, time_zone=ZONE), database, WEEK, frozenset({"registry"}))
    wanted = Asked(**asked)
    return page(incidents(visit, wanted), wanted, loading.notice(visit), visit.speech)


def words(html: Markup) -> str:
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def test_an_empty_store_knows_nothing_and_does_not_say_that_all_is_well(database: str) -> None:
    said = words(drawn(database))
    assert "We know nothing yet" in said
    assert "Nothing is wrong" not in said


def test_models_that_nobody_uses_are_no_good_news(database: str) -> None:
    fill(database, [Model(REF, MADE)])
    assert "No model is in use" in words(drawn(database))


def test_what_is_wrong_is_told_with_its_model_and_whom_to_ask(database: str) -> None:
    fill(database, one(*FALLING))
    html = drawn(database)
    said = words(html)
    assert "1 thing is wrong now." in said
    assert "1 began in the last 12 months: too few to say" in said
    assert "Renewal letters It was 50 in 100 at the worst; at least 70 was agreed." in said
    assert "Nobody has said that they look into it. Ask Ana Ruiz, the owner." in said
    assert "Still open" in said
    assert 'href="/model?model=churn"' in html


def test_where_nobody_owns_it_an_owner_is_to_be_named(database: str) -> None:
    fill(database, one(*FALLING, owner=""))
    assert "Nobody owns it. Name an owner." in words(drawn(database))


def test_an_owner_who_left_is_nobody_to_ask(database: str) -> None:
    left = Person("ana", "Ana Ruiz", left_on=(NOW - WEEK).date())
    fill(database, [left, *one(*FALLING)[1:]])
    said = words(drawn(database))
    assert "Nobody owns it. Name an owner." in said
    assert "Ask Ana Ruiz" not in said


def test_who_is_on_it_stands_with_what_is_wrong(database: str) -> None:
    fill(database, one(*FALLING, Acknowledgement(REF, NOW.date(), "ana", (NOW + WEEK).date())))
    said = words(drawn(database))
    assert "Ana Ruiz has known since 23 November 2026 (today)." in said
    assert "Nobody has said" not in said


def test_nothing_wrong_leads_to_what_was(database: str) -> None:
    fill(database, one(*OVER))
    html = drawn(database)
    assert "Nothing is wrong that we know of." in words(html)
    assert 'href="/incidents?which=past"' in html
    past = words(drawn(database, which=Which.PAST))
    assert "Renewal letters It was 50 in 100 at the worst" in past
    assert "Still open" not in past


def test_a_choice_that_leaves_nothing_says_so_and_leads_back(database: str) -> None:
    fill(database, one(*FALLING))
    html = drawn(database, unit="Nobody")
    assert "Nothing matches" in words(html)
    assert 'href="/incidents?which=all"' in html
    assert "This counts Nobody alone." in words(html)


def test_silence_by_time_alone_is_no_good_news(database: str) -> None:
    fill(database, one(*weekly(40, 0.8)))
    said = words(drawn(database, after=8 * WEEK))
    assert "1 thing is wrong now." in said
    assert "1 of them fell silent since we last checked and is not in the list yet." in said
    assert "Nothing is wrong" not in said


def test_a_model_that_never_reported_would_fail_unseen(database: str) -> None:
    fill(database, one())
    said = words(drawn(database))
    assert "1 of 1 never reported: if it fails, we will not know." in said
    assert "Renewal letters never" in said
    assert "Some models could fail and we would never know." in words(
        drawn(database, unnoticed=True)
    )


def test_months_are_a_table_with_heads_and_the_bars_are_for_the_eye_alone(database: str) -> None:
    fill(database, one(*OVER))
    html = drawn(database)
    months = html.split('class="plain narrow months"')[1].split("</table>")[0]
    assert months.count('scope="row"') == 12
    assert months.count('scope="col"') == 4
    assert months.count('aria-hidden="true"') == months.count('class="track"') == 12


def test_history_is_told_by_what_is_agreed_today_once(database: str) -> None:
    fill(database, one(*FALLING))
    said = words(drawn(database))
    assert said.count("All of this is worked out with what is agreed today.") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Asked()),
        ("which=past&kind=silent&unit=Retail&page=2", None),
        ("which=nonsense", Asked(understood=False)),
        ("kind=nonsense&page=0", Asked(understood=False)),
        ("page=x&show=y", Asked(understood=False)),
    ],
)
def test_whatever_an_address_says_is_read(query: str, expected: Asked | None) -> None:
    asked = read(Parameters(QueryParams(query)))
    assert asked == expected or to_incidents(asked) == f"{incidents_address.PATH}?{query}"


def test_an_odd_address_says_so(database: str) -> None:
    fill(database, one(*FALLING))
    assert "Part of this address was not understood" in words(drawn(database, understood=False))


def test_a_file_is_of_every_page() -> None:
    asked = replace(Asked(), page=3, unit="Retail")
    assert to_file("csv", asked) == "/export/incidents.csv?unit=Retail"


def test_hostile_names_stay_text_and_pages_turn(database: str) -> None:
    fill(database, list(large(300)))
    html = drawn(database, which=Which.ALL)
    assert "<script>" not in html
    assert "<img" not in html
    assert "1 to 25 shown" in words(html)
    assert 'href="/incidents?which=all&amp;page=2"' in html

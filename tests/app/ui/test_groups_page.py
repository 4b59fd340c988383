"""The page about groups as HTML: each beside everybody, and where nobody looks."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from starlette.datastructures import QueryParams

from app.downloads_asked import Parameters
from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import groups_address, loading
from app.ui.groups_address import Asked, Standing, read, to_file, to_groups
from app.ui.groups_page import page
from app.ui.loading.groups import groups
from app.ui.visit import Visit
from data.facts import Arrival, DoesNotApply, FieldName, Model, Person, Question
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.browser.companies import HOSTILE
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


def one(*more: Arrival, people: str = "yes", **facts: str) -> list[Arrival]:
    """A model with a good year of results for everybody together."""
    told = {FieldName.BUSINESS_NAME: "Renewal letters", FieldName.OWNER: "ana"}
    told |= {FieldName.AFFECTS_PEOPLE: people} if people else {}
    told |= {FieldName(name): value for name, value in facts.items()}
    tags = [read_tag(name, value) for name, value in told.items()]
    terms = agreement(0.7, MADE)
    return [Person("ana", "Ana Ruiz"), *churn(*tags, *weekly(20, 0.8), terms, *more)]


def by_group(**values: float) -> Iterator[Arrival]:
    for group, value in values.items():
        yield from weekly(12, value, group=group)


def drawn(database: str, after: timedelta = timedelta(0), **asked: Any) -> Markup:
    visit = Visit(Speech(now=NOW + after, time_zone=ZONE), database, WEEK, frozenset({"registry"}))
    wanted = Asked(**asked)
    return page(groups(visit, wanted), wanted, loading.notice(visit), visit.speech)


def words(html: Markup) -> str:
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def test_an_empty_store_knows_nothing(database: str) -> None:
    said = words(drawn(database))
    assert "We know nothing yet" in said
    assert "Groups are checked" not in said


def test_models_that_nobody_uses_are_no_good_news(database: str) -> None:
    fill(database, [Model(REF, MADE)])
    assert "No model is in use" in words(drawn(database))


def test_a_group_that_is_worse_stands_beside_everybody(database: str) -> None:
    fill(database, one(*by_group(young=0.85, old=0.5)))
    html = drawn(database)
    said = words(html)
    assert "Groups are checked for 1 of 1 models; 1 treats a group clearly worse" in said
    assert "For old it is 50 in 100; for everybody together it is 80 in 100." in said
    assert "1 of 2 groups lies beyond the agreed limit." in said
    assert "We looked at 2 groups. The more there are, the more often one looks bad" in said
    assert html.count('class="plot"') == 2
    assert 'href="/model?model=churn"' in html


def test_all_alike_is_told_without_saying_more_than_is_known(database: str) -> None:
    fill(database, one(*by_group(young=0.85, old=0.84)))
    said = words(drawn(database))
    assert "we know of none that is treated clearly worse than agreed." in said
    assert "Both groups meet what was agreed." in said


def test_a_group_nobody_measures_is_listed_and_never_green(database: str) -> None:
    fill(database, one(*by_group(young=0.85), groups="young; sole traders"))
    said = words(drawn(database))
    assert "sole traders Not measured" in said
    assert "For 1 of 2 groups we have no recent results." in said
    found = words(drawn(database, standing=Standing.NOT_MEASURED))
    assert "Renewal letters Not measured" in found


def test_where_nobody_checks_people_the_model_is_named(database: str) -> None:
    fill(database, one())
    html = drawn(database)
    said = words(html)
    assert "Nobody checks groups for the one model in use." in said
    assert "Nobody checks groups for these 1" in said
    assert "Renewal letters Ana Ruiz · No unit recorded" in said
    assert 'class="measure"' not in html


def test_whom_a_person_excused_nobody_has_to_check(database: str) -> None:
    word = DoesNotApply(REF, Question.FAIRNESS, "ana", "It decides about parcels", date(2027, 1, 1))
    fill(database, one(word))
    said = words(drawn(database))
    assert "For 1 a person said that the question does not apply." in said
    assert "somebody checks groups or said why not." in said
    assert "Nobody checks groups for these" not in said


def test_whether_it_affects_people_is_not_guessed(database: str) -> None:
    fill(database, one(people=""))
    said = words(drawn(database))
    assert "For 1 model nobody has recorded whether it affects people." in said
    assert "We know of no model that affects people." in said


def test_a_green_expires_with_its_results(database: str) -> None:
    fill(database, one(*by_group(young=0.85, old=0.84)))
    said = words(drawn(database, after=8 * WEEK))
    assert "Nobody checks groups for the one model in use." in said
    assert "No results came when they were due, so what stands here is old." in said
    assert "Meets what was agreed" not in said
    assert "Nobody checks groups for these 1" in said


def test_groups_too_far_apart_are_told_with_what_was_agreed(database: str) -> None:
    terms = agreement(0.7, MADE, largest_gap=0.05)
    told = [each for each in one(*by_group(young=0.9, old=0.75)) if type(each) is not type(terms)]
    fill(database, [*told, terms])
    said = words(drawn(database))
    assert "1 treats a group clearly worse than agreed." in said
    assert "no group stays more than 5 in 100 below another" in said


def test_a_choice_that_leaves_nothing_says_so(database: str) -> None:
    fill(database, one(*by_group(young=0.85, old=0.84)))
    html = drawn(database, standing=Standing.BELOW)
    assert "Nothing matches" in words(html)
    assert 'href="/groups"' in html


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Asked()),
        ("standing=near&model=churn&unit=Retail&page=2", None),
        ("standing=nonsense", Asked(understood=False)),
        ("page=-1", Asked(understood=False)),
    ],
)
def test_whatever_an_address_says_is_read(query: str, expected: Asked | None) -> None:
    asked = read(Parameters(QueryParams(query)))
    assert asked == expected or to_groups(asked) == f"{groups_address.PATH}?{query}"


def test_an_odd_address_says_so_and_a_file_is_of_every_page(database: str) -> None:
    fill(database, one(*by_group(young=0.85, old=0.84)))
    html = drawn(database, understood=False)
    assert "Part of this address was not understood" in words(html)
    assert to_file("xlsx", Asked(page=4, unit="Retail")) == "/export/groups.xlsx?unit=Retail"


def test_hostile_groups_stay_text(database: str) -> None:
    fill(database, one(*by_group(**{name[:200]: 0.8 for name in HOSTILE})))
    html = drawn(database)
    assert html.count('class="plot"') == len(HOSTILE)
    assert "<script>" not in html
    assert "<img" not in html

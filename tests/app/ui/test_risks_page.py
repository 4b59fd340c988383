"""The page about risks as HTML: two tables, what moved, and why each model stands where it does."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup

from app.health.coverage import Watch, Worry
from app.health.insight import Likelihood
from app.health.risk_moves import Direction
from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import loading
from app.ui.loading.risks import risks
from app.ui.risks import page
from app.ui.risks_address import RiskFilters, read, said, to_file, to_risks
from app.ui.visit import Visit
from data.facts import Arrival, FieldName, Impact, Person
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.app.ui.test_address import Typed, typed_text
from tests.browser.companies import HOSTILE, large
from tests.data.feeding import MADE, NOW, REGISTRY, WEEK, agreement, churn, feed, read_tag, weekly

ZONE = "Europe/London"
EVERY = timedelta(minutes=15)
ALL = RiskFilters()


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


def drawn(database: str, filters: RiskFilters = ALL, after: timedelta = timedelta(0)) -> Markup:
    visit = Visit(Speech(now=NOW + after, time_zone=ZONE), database, EVERY, frozenset({"registry"}))
    return page(risks(visit, filters), filters, loading.notice(visit), visit.speech)


def words(html: Markup) -> str:
    """What a reader reads: marks within a line leave no gap, parts of the page do."""
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def one(*more: Arrival, impact: str = "high", owner: str = "ana") -> list[Arrival]:
    told = [
        read_tag(FieldName.BUSINESS_NAME, "Renewal letters"),
        read_tag(FieldName.UNIT, "Retail"),
        read_tag(FieldName.OWNER, owner),
    ]
    told += [read_tag(FieldName.IMPACT, impact)] if impact else []
    return [Person("ana", "Ana Ruiz"), *churn(*told, *more, agreement(0.7, MADE))]


FALLING = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]


def test_an_empty_store_says_so_and_claims_nothing(database: str) -> None:
    told = words(drawn(database))
    assert "We know nothing yet" in told
    assert "go wrong" not in told


def test_what_is_below_and_matters_leads(database: str) -> None:
    fill(database, one(*FALLING))
    told = words(drawn(database))
    assert "1 of 1 model could do real harm and may well go wrong." in told
    assert "Results were beyond the agreed limit lately." in told
    assert "Once results are what was agreed again, the chance is medium." in told
    assert "Nobody measures yet whether it treats groups alike." in told
    assert "1 model is likelier to go wrong: Renewal letters" in told
    assert "was medium" in told


def test_the_step_that_would_move_it_is_named(database: str) -> None:
    fill(database, one(*weekly(20, 0.8)))
    told = words(drawn(database))
    assert "0 of 1 model could do real harm" in told
    assert "Once this is gone, the chance is low." in told
    assert "Naming somebody who stands in for its owner would make the chance low." in told
    assert "No chance moved in the last four weeks." in told


def test_an_impact_nobody_recorded_is_said_to_be_assumed(database: str) -> None:
    fill(database, one(*weekly(20, 0.8), impact=""))
    told = words(drawn(database))
    assert (
        "For 1 nobody recorded how much a mistake matters; we assume it matters somewhat." in told
    )
    assert "somewhat assumed" in told


def test_an_owner_on_no_list_is_not_watched(database: str) -> None:
    fill(database, one(*weekly(20, 0.8), owner="somebody else"))
    assert "Its owner is on no list of people" in words(drawn(database))


def test_time_alone_makes_what_was_watched_silent(database: str) -> None:
    """The cells are those of the moment that is looked at, though nothing was judged again."""
    groups = [*weekly(20, 0.8, group="men"), *weekly(20, 0.8, group="women")]
    fill(database, one(*weekly(20, 0.8), *groups))
    watched = RiskFilters(worry=Worry.GROUPS, watch=Watch.WATCHED)
    silent = RiskFilters(worry=Worry.GROUPS, watch=Watch.SILENT)
    assert "1 model found" in words(drawn(database, watched))
    assert "1 model found" in words(drawn(database, silent, timedelta(days=90)))


def test_every_number_leads_to_its_models_and_the_one_chosen_leads_back(database: str) -> None:
    fill(database, one(*FALLING))
    html = drawn(database)
    for place in (
        "/risks?impact=high&amp;likelihood=high",
        "/risks?worry=groups&amp;watch=not_watched",
        "/risks?worry=leaving&amp;watch=watched",
        "/risks?moved=up",
    ):
        assert f'href="{place}"' in html
    assert 'aria-label="1 model: a mistake matters a lot, the chance is high"' in html
    chosen = drawn(database, RiskFilters(impact=Impact.HIGH, likelihood=Likelihood.HIGH))
    assert 'href="/risks" aria-label="1 model: a mistake matters a lot' in chosen
    assert "Narrowed to It matters: a lot; Chance: high." in words(chosen)


def test_what_matches_nothing_is_said_with_a_way_back(database: str) -> None:
    fill(database, one(*FALLING))
    told = drawn(database, RiskFilters(unit="Finance"))
    assert "Nothing matches" in told
    assert 'href="/risks"' in told
    assert "No model of this unit is in use." in words(told)
    assert "0 of 0" not in words(told)


def test_an_odd_address_is_said(database: str) -> None:
    fill(database, one(*FALLING))
    odd = read(Typed({"impact": ["enormous"]}))
    assert "Part of this address was not understood" in drawn(database, odd)


def test_hostile_names_stay_text(database: str) -> None:
    fill(database, list(large(40)))
    html = drawn(database)
    assert "<script" not in html
    assert any(str(Markup.escape(each)) in html for each in HOSTILE)


def test_tables_have_heads_that_a_screen_reader_follows(database: str) -> None:
    fill(database, one(*FALLING))
    html = drawn(database)
    assert html.count("<caption") == 2
    assert html.count('scope="row"') == len(Impact) + len(Worry) + 1
    assert 'scope="colgroup" colspan="3"' in html


CHOSEN = some.builds(
    RiskFilters,
    unit=typed_text,
    impact=some.none() | some.sampled_from(Impact),
    likelihood=some.none() | some.sampled_from(Likelihood),
    moved=some.none() | some.sampled_from(Direction),
    page=some.integers(1, 500),
)
CELLS = some.none() | some.tuples(some.sampled_from(Worry), some.sampled_from(Watch))


@given(CHOSEN, CELLS)
def test_an_address_says_what_is_chosen(
    chosen: RiskFilters, cell: tuple[Worry, Watch] | None
) -> None:
    worry, watch = cell or (None, None)
    asked = RiskFilters(
        chosen.unit, chosen.impact, chosen.likelihood, worry, watch, chosen.moved, chosen.page
    )
    told = {name: [value] for name, value in said(asked).items() if value}
    told |= {"page": [str(asked.page)]} if asked.page > 1 else {}
    assert read(Typed(told)) == asked


@pytest.mark.parametrize(
    "typed",
    [
        {"impact": ["x"]},
        {"likelihood": ["<script>"]},
        {"worry": ["groups"]},
        {"watch": ["silent"]},
        {"worry": ["groups"], "watch": ["x"]},
        {"moved": ["sideways"]},
        {"page": ["0"]},
        {"page": ["-1"]},
    ],
)
def test_whatever_is_odd_leads_to_everything(typed: dict[str, list[str]]) -> None:
    assert read(Typed(typed)) == RiskFilters(understood=False)


def test_links_leave_out_what_is_not_chosen() -> None:
    assert to_risks() == "/risks"
    turned = RiskFilters("Retail", moved=Direction.DOWN, page=3)
    assert to_risks(turned) == "/risks?unit=Retail&moved=down&page=3"
    assert to_file("csv", turned) == "/export/risks.csv?unit=Retail&moved=down"

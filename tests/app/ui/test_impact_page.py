"""Whether models pay off, as readers read it: months, units, models, and what waiting costs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import loading
from app.ui.impact import page
from app.ui.impact_address import Asked, Which, impact_asked, to_impact
from app.ui.loading import impact as impact_loading
from app.ui.visit import Visit
from data.facts import (
    Agreement,
    Arrival,
    Better,
    FieldName,
    Measure,
    ModelRef,
    Person,
    Question,
    Reading,
    Unit,
)
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.browser.companies import CHINESE, SCRIPT
from tests.data.feeding import MADE, NOW, REF, REGISTRY, WEEK, agreement, churn, feed, read_tag
from tests.data.feeding import weekly as results

ZONE = "Europe/London"
ALL = Asked()
NAMED = (Person("ana", "Ana Ruiz"), Person("wei", "Li Wei"))


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url


def money(
    value: float, currency: str = "", weeks: int = 52, ref: ModelRef = REF
) -> Iterator[Arrival]:
    """A year of weeks of so much each, where at least 100 a week was agreed."""
    yield Measure(ref, "won", Question.VALUE, "worth", Unit.MONEY, Better.HIGHER, currency=currency)
    yield Agreement(ref, "won", 100.0, "Ana Ruiz", MADE.date(), expected=120.0)
    for week in range(weeks):
        end = NOW - week * WEEK
        yield Reading(ref, "won", end - WEEK, end, value)


def _of(ref: ModelRef, arrival: Arrival) -> Arrival:
    """The same, of another model."""
    return replace(arrival, ref=ref)  # type: ignore[arg-type]  # people have no model


def named(name: str = "Renewal letters", unit: str = "Retail") -> list[Arrival]:
    return [read_tag(FieldName.BUSINESS_NAME, name), read_tag(FieldName.UNIT, unit)]


def drawn(database: str, *arrivals: Arrival, asked: Asked = ALL) -> Markup:
    if arrivals:
        engine = open_store(database)
        feed(engine, (REGISTRY, [*NAMED, *arrivals]), now=NOW)
        judge_all(engine, now=NOW, time_zone=ZONE)
        engine.dispose()
    speech = Speech(now=NOW, time_zone=ZONE)
    visit = Visit(speech, database, timedelta(minutes=15), frozenset({"registry"}))
    return page(impact_loading.impact(visit, asked), asked, loading.notice(visit), speech)


def words(html: Markup) -> str:
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def test_an_empty_store_says_so(database: str) -> None:
    assert "We know nothing yet" in words(drawn(database))


def test_the_heading_answers_and_says_what_it_covers(database: str) -> None:
    said = words(drawn(database, *churn(*named(), *results(40, 0.8), *money(250.0))))
    # Four weeks ended in October 2026.
    assert "Models brought in or saved £1,000 in October 2026: £600 more than agreed." in said
    assert "This counts 1 of 1 model." in said
    assert "Renewal letters Retail £1,000 October 2026 at least £400 £600 more than agreed" in said


def test_a_loss_is_called_a_loss(database: str) -> None:
    said = words(drawn(database, *churn(*named(), *money(-50.0))))
    assert "Models lost £200 in October 2026: £600 less than agreed." in said


def test_what_is_behind_stands_out_and_nothing_more(database: str) -> None:
    html = drawn(database, *churn(*named(), *money(50.0)))
    assert 'class="mark' in html
    assert "£200 October 2026 at least £400 £200 less than agreed" in words(html)
    exactly = drawn(database, *churn(*named(), *money(100.0)))
    assert "Models brought in or saved £400 in October 2026: exactly as much as agreed." in words(
        exactly
    )


def test_nothing_heard_in_the_month_is_not_told_as_nothing_brought_in(database: str) -> None:
    old = [
        each
        for each in money(250.0)
        if not isinstance(each, Reading) or each.end.month not in (10, 11)
    ]
    said = words(drawn(database, *churn(*named(), *old)))
    assert "We cannot tell what models brought in or saved in October 2026." in said
    assert "1 has no full results for that month." in said
    assert "Renewal letters Retail No full results October 2026" in said


def test_a_model_that_lost_its_agreement_says_who_could_agree(database: str) -> None:
    free = [each for each in money(250.0) if not isinstance(each, Agreement)]
    said = words(drawn(database, *churn(*named(), read_tag(FieldName.OWNER, "ana"), *free)))
    assert "We cannot tell in money whether models pay off." in said
    assert "It is worth £250" in said
    assert "nothing agreed yet" in said
    assert "Ana Ruiz, the owner, could agree on one." in said


def test_somebody_who_left_could_not_agree(database: str) -> None:
    gone = Person("ana", "Ana Ruiz", left_on=MADE.date())
    told = [gone, *churn(*named(), read_tag(FieldName.OWNER, "ana"), *results(40, 0.8))]
    assert "Nobody is named who could agree on one" in words(drawn(database, *told))


def test_a_month_says_how_many_models_it_rests_on(database: str) -> None:
    other = ModelRef("cash", "registry")
    second = [_of(other, each) for each in churn() if not isinstance(each, Measure)]
    told = [*churn(*named(), *money(250.0)), *second, *money(250.0, weeks=9, ref=other)]
    html = drawn(database, *told)
    assert "October 2026: £2,000 from 2 of 2 models, £1,200 more than agreed." in html
    assert "2 of 2 models" in words(html)


def test_several_currencies_are_never_added_up(database: str) -> None:
    other = ModelRef("cash", "registry")
    second = [_of(other, each) for each in churn() if not isinstance(each, Measure)]
    told = [*churn(*named(), *money(250.0)), *second, *money(50.0, "EUR", ref=other)]
    said = words(drawn(database, *told))
    assert "£1,000" in said
    assert "€200 is €200 less than agreed." in said
    assert "Month by month, in EUR" in said
    assert "£1,200" not in said
    assert "€1,200" not in said


def test_a_month_without_results_is_no_nought(database: str) -> None:
    readings = [
        each
        for each in money(250.0)
        if not isinstance(each, Reading) or each.end.month not in (6, 7)
    ]
    said = words(drawn(database, *churn(*named(), *readings)))
    assert "that is not a zero" in said
    assert "June 2026 No full results" in said


def test_months_of_other_models_do_not_compare(database: str) -> None:
    other = ModelRef("cash", "registry")
    second = [_of(other, each) for each in churn() if not isinstance(each, Measure)]
    told = [*churn(*named(), *money(250.0)), *second, *money(250.0, weeks=9, ref=other)]
    said = words(drawn(database, *told))
    assert "rest on other models than the newest, so their sums do not compare." in said
    assert "not the same ones as in the newest month" in said


def test_without_a_worth_its_own_units_and_who_could_agree(database: str) -> None:
    expert = read_tag(FieldName.EXPERT, "wei")
    said = words(drawn(database, *churn(*named(), expert, *results(40, 0.8), agreement(0.7, MADE))))
    assert "We cannot tell in money whether models pay off." in said
    assert "No worth in money was agreed. Li Wei, the expert, could agree on one." in said
    assert "£" not in said


def test_nobody_named_could_agree(database: str) -> None:
    said = words(drawn(database, *churn(*named(), *results(40, 0.8))))
    assert "Nobody is named who could agree on one: name an expert or an owner." in said


def test_what_is_still_wrong_costs_so_much_so_far(database: str) -> None:
    falling = [*money(150.0)]
    late = [
        replace(each, value=20.0)
        if isinstance(each, Reading) and each.end > NOW - 6 * WEEK
        else each
        for each in falling
    ]
    said = words(drawn(database, *churn(*named(), *late)))
    # Six weeks, each 100 below what was expected.
    assert "We estimate that what is still wrong cost about £600 so far, in 1 model." in said


def test_one_unit_is_told_by_itself(database: str) -> None:
    html = drawn(database, *churn(*named(), *money(250.0)), asked=Asked("Retail"))
    assert "The models of Retail brought in or saved £1,000" in words(html)
    none = drawn(database, asked=Asked("Nobody's"))
    assert "No model in use belongs to Nobody&#39;s." in words(none)
    promised = drawn(database, asked=Asked(which=Which.UNPROMISED))
    assert "Nothing matches" in words(promised)


def test_names_from_outside_stay_text(database: str) -> None:
    html = drawn(database, *churn(*named(SCRIPT, CHINESE), *money(250.0)))
    assert "<script>" not in html
    assert CHINESE in html


class Parameters:
    def __init__(self, **said: str) -> None:
        self.said = said

    def get_all(self, key: str) -> list[str]:
        return [self.said[key]] if key in self.said else []


def test_an_address_comes_back_as_it_was() -> None:
    asked = Asked("Retail & more", Which.PROMISED, 3)
    assert to_impact(asked) == "/impact?unit=Retail+%26+more&which=agreed&page=3"
    said = {"unit": "Retail & more", "which": "agreed", "page": "3"}
    assert impact_asked(Parameters(**said)) == asked
    assert not impact_asked(Parameters(which="nonsense")).understood

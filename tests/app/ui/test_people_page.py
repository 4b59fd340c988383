"""The page about people as HTML: who answers, who leaves, and what stops without whom."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import listing, loading, model, people, person, unmissed
from app.ui.address import Filters
from app.ui.loading.people import answering, one_person
from app.ui.loading.unmissed import doubtful
from app.ui.people_address import PeopleAsked, View
from app.ui.visit import Visit
from data.facts import (
    AnswerUse,
    Arrival,
    Fact,
    FieldName,
    LiveBy,
    LiveVersion,
    Model,
    ModelRef,
    Origin,
    Person,
    UseKind,
    Version,
)
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.browser.companies import HOSTILE, SCRIPT
from tests.browser.companies import model as made
from tests.data.feeding import MADE, NOW, REGISTRY, feed

ZONE = "Europe/London"
DAY = timedelta(days=1)
TODAY = NOW.date()


def bare(key: str, **facts: str) -> Iterator[Arrival]:
    """A model in use of which nobody knows more than this."""
    ref = ModelRef(key, "registry")
    yield Model(ref, MADE)
    yield Version(ref, "1", MADE)
    yield LiveVersion(ref, "1", LiveBy.ALIAS, "champion")
    for name, value in facts.items():
        yield Fact(ref, FieldName(name), value, Origin.READ, "tag")


def company() -> Iterator[Arrival]:
    yield Person("maria", "Maria Silva", "maria@example.com")
    yield Person("maria2", "Maria Silva", "other@example.com")
    yield Person("tom", "Tom Field", left_on=TODAY)
    yield Person("zoe", "Zoe Hart", left_on=TODAY + 9 * DAY)
    yield from bare("letters", owner="maria", backup_owner="zoe", expert="maria", unit="Retail")
    yield from bare("cash", owner="tom", backup_owner="maria", team="Treasury", unit="Finance")
    yield from bare("parcels", owner="maria2", expert="Somebody typed", impact="high")
    yield from bare("nobodys")
    for key in ("letters", "cash"):
        ref = ModelRef(key, "registry")
        yield AnswerUse(ref, "Help screen", UseKind.APPLICATION, f"No {key} on the screen.")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _filled(tmp_path_factory.mktemp("people"), list(company()))


def _filled(folder: Path, arrivals: list[Arrival]) -> str:
    url = f"sqlite:///{folder / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    if arrivals:
        feed(engine, (REGISTRY, arrivals), now=NOW)
    judge_all(engine, now=NOW, time_zone=ZONE)
    engine.dispose()
    return url


def visit(database: str, after: timedelta = timedelta(0)) -> Visit:
    speech = Speech(now=NOW + after, time_zone=ZONE)
    return Visit(speech, database, timedelta(minutes=15), frozenset({"registry"}))


def drawn(database: str, asked: PeopleAsked, after: timedelta = timedelta(0)) -> Markup:
    here = visit(database, after)
    notice = loading.notice(here)
    if asked.person:
        return person.page(one_person(here, asked), asked, notice, here.speech)
    return people.page(answering(here, asked), asked, notice, here.speech)


def words(html: Markup) -> str:
    """What a reader reads: marks within a line leave no gap, parts of the page do."""
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def test_the_page_says_who_is_missing_and_names_what_nobody_owns_first(database: str) -> None:
    said = words(drawn(database, PeopleAsked()))
    assert "2 of 4 models have somebody who answers for them; 3 need care." in said
    assert "2 have no owner who is here." in said
    assert said.index("Models nobody owns") < said.index("People, and what they look after")
    assert "Tom Field left on 23 November 2026 (today)." in said
    assert "Maria Silva (backup) Treasury" in said
    assert "No owner is recorded." in said


def test_care_is_counted_as_today_and_the_list_of_models_count_it(database: str) -> None:
    here = visit(database)
    standing = answering(here, PeopleAsked()).standing
    assert standing.needing_care == loading.today(here, None).today.needing_care
    assert standing.deployed == loading.listing(here, Filters()).fleet.deployed


def test_the_day_before_somebody_leaves_they_are_here(database: str) -> None:
    said = words(drawn(database, PeopleAsked(), -DAY))
    assert "3 of 4 models have somebody who answers for them" in said


def test_people_of_one_name_are_apart_and_a_typed_name_is_said_to_be(database: str) -> None:
    html = drawn(database, PeopleAsked())
    assert 'href="/people?person=maria"' in html
    assert 'href="/people?person=maria2"' in html
    assert "Somebody typed on no list of people" in words(html)
    assert "“Somebody typed” is on no list of people" in words(
        drawn(database, PeopleAsked(person="Somebody typed"))
    )


def test_whoever_leaves_later_is_told_with_the_day(database: str) -> None:
    said = words(drawn(database, PeopleAsked()))
    assert "Zoe Hart 1 model backup for 1 none Is leaving 2 December 2026 (in 9 days)" in said


def test_what_somebody_alone_looks_after_comes_before_what_is_shared(database: str) -> None:
    said = words(drawn(database, PeopleAsked(person="maria")))
    assert "If Maria Silva left tomorrow, nobody would step in for 2 of 2 models." in said
    assert "Backup · The owner, Tom Field, left on 23 November 2026 (today)." in said
    assert "Owner · The backup, Zoe Hart, leaves on 2 December 2026 (in 9 days)." in said
    assert "Expert · Nobody else is named as expert." in said
    assert "Help screen: No letters on the screen." in said
    assert "somewhat (assumed)" in said


def test_somebody_who_looks_after_nothing_is_not_made_up(database: str) -> None:
    said = words(drawn(database, PeopleAsked(person="nobody")))
    assert "“nobody” looks after no model that is in use." in said
    assert "To everybody" in said


def test_an_application_that_hangs_on_two_models_is_told_once_for_each(database: str) -> None:
    said = words(drawn(database, PeopleAsked(View.USES)))
    assert "For 2 of 4 models it is recorded what uses their answers." in said
    assert said.count("Application · hangs on 2 models") == 2
    assert "1 application or process found." in said


def test_models_are_listed_with_everybody_named(database: str) -> None:
    said = words(drawn(database, PeopleAsked(View.MODELS)))
    assert "4 models found, those nobody owns first." in said
    assert said.index("cash") < said.index("letters")
    assert "Nothing is recorded that uses its answers." in said


@pytest.mark.parametrize("view", View)
def test_what_matches_nothing_leads_back_to_everything(database: str, view: View) -> None:
    html = drawn(database, PeopleAsked(view, search="zzz"))
    assert f'class="button" href="/people{"?view=" + view.value if view else ""}"' in html


def test_a_part_of_the_address_that_is_not_understood_is_said(database: str) -> None:
    assert "was not understood" in words(drawn(database, PeopleAsked(understood=False)))


def test_no_model_is_no_good_news(tmp_path: Path) -> None:
    said = words(drawn(_filled(tmp_path, []), PeopleAsked()))
    assert "We know nothing yet" in said
    assert "answers for" not in said


def test_nothing_recorded_at_all_says_what_to_do(tmp_path: Path) -> None:
    said = words(drawn(_filled(tmp_path, list(bare("lonely"))), PeopleAsked(View.USES)))
    assert "Nothing is recorded yet" in said
    assert "used_by in the company file" in said


def test_most_signs_come_first_and_are_a_question(database: str) -> None:
    here = visit(database)
    filters = Filters(unmissed=True)
    html = unmissed.page(doubtful(here, filters), filters, loading.notice(here), here.speech)
    said = words(html)
    assert "4 of 4 models show a sign that nobody would miss them." in said
    assert "This is a question to ask, and not a verdict." in said
    assert said.index("nobodys") < said.index("cash")
    assert "3 signs Nothing is recorded that uses its answers" in said
    assert "Nobody owns it: Tom Field left on 23 November 2026 (today)." in said
    assert 'name="view" value="unmissed"' in html


def test_the_list_of_models_leads_to_those_nobody_would_miss(database: str) -> None:
    here = visit(database)
    filters = Filters()
    html = listing.page(loading.listing(here, filters), filters, loading.notice(here), here.speech)
    assert 'href="/models?view=unmissed"' in html


def test_the_page_of_a_model_says_who_uses_it_and_links_its_people(database: str) -> None:
    here = visit(database)
    record = loading.record(here, "letters")
    assert record
    html = model.page(record, loading.notice(here), here.speech)
    assert 'href="/people?person=maria"' in html
    assert "Zoe Hart (leaves on 2 December)" in words(html)
    assert "Who uses its answers, and what stops without it" in html
    assert "No letters on the screen." in html
    alone = loading.record(here, "nobodys")
    assert alone
    assert "That does not mean that nobody uses it." in model.page(
        alone, loading.notice(here), here.speech
    )


def test_hostile_names_of_people_and_applications_are_text(tmp_path: Path) -> None:
    arrivals: list[Arrival] = []
    for number, name in enumerate(HOSTILE):
        arrivals += made(f"m{number}", NOW, value=0.8, owner=name, unit=name, told=name)
        ref = ModelRef(f"m{number}", "registry")
        arrivals.append(AnswerUse(ref, name[:100], UseKind.PROCESS, name, name, name[:100]))
    database = _filled(tmp_path, arrivals)
    asked = [*(PeopleAsked(view) for view in View), PeopleAsked(person=SCRIPT)]
    for each in asked:
        html = drawn(database, each)
        assert "<script>" not in html
        assert "&lt;script&gt;" in html

"""Decisions on the pages: told first, and forms for those who may fill them in, on no past day."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import copy_context
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from markupsafe import Markup
from starlette.datastructures import QueryParams

from app.actions.everything import ACTIONS, ask
from app.downloads_asked import Parameters
from app.judging import judge_all
from app.language.decisions import may_decide, may_look_into
from app.language.deeds import ROLES
from app.language.sentence import Speech
from app.ui import incidents_page, loading, model, today, unmissed
from app.ui import visit as visiting
from app.ui.address import Filters, parameters_of
from app.ui.incidents_address import Asked, Which, read, to_incidents
from app.ui.last_seen import Since
from app.ui.loading.incidents import incidents
from app.ui.loading.unmissed import doubtful
from app.ui.visit import Visit
from data.facts import Arrival, DecidedUse, Decision, FieldName, Keeping, Pause, Person
from data.members import Member, Outcome, Role
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.app.actions.people import somebody
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
DAY = timedelta(days=1)
TODAY = NOW.date()
FALLING = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]
HOSTILE = "<b>Ana</b> {reads}"
MADE_IT = Decision(
    REF, NOW - 3 * DAY, "sofia", DecidedUse.SECOND_CHECK, date(2026, 12, 18), HOSTILE
)
DECIDED = "Sofia Marín decided on 20 November to use it with a second check, until 18 December."
NOBODY = "Nobody has decided yet whether to keep using it."
Told = TypeVar("Told")


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url


def fill(database: str, *more: Arrival) -> None:
    told: list[Arrival] = [
        read_tag(FieldName.BUSINESS_NAME, "Renewal letters"),
        read_tag(FieldName.OWNER, "ana"),
        read_tag(FieldName.IMPACT, "low"),
        agreement(0.7, MADE),
    ]
    people = [Person("ana", "Ana Ruiz"), Person("sofia", "Sofia Marín")]
    engine = open_store(database)
    feed(engine, (REGISTRY, [*people, *churn(*told, *more)]), now=NOW)
    judge_all(engine, now=NOW, time_zone=ZONE)
    engine.dispose()


def looking(
    database: str,
    draw: Callable[[Visit], Told],
    *roles: Role,
    after: timedelta = timedelta(0),
    day: date | None = None,
) -> Told:
    """What somebody with these roles sees; without any, nobody said who is here."""
    member = Member(1, "x", "sofia", "Sofia Marín", "", frozenset(roles)) if roles else None
    speech = Speech(now=NOW + after, time_zone=ZONE)
    here = Visit(speech, database, WEEK, frozenset({"registry"}), day=day, member=member)

    def drawn() -> Told:
        visiting.begin(here)
        return draw(here)

    return copy_context().run(drawn)


def of_model(here: Visit) -> Markup:
    # The day decides what may be done; which facts there are is another matter, told elsewhere.
    record = loading.record(Visit(here.speech, here.database, here.every, here.sources), "churn")
    assert record is not None
    return model.page(record, loading.notice(here), here.speech)


def of_today(here: Visit) -> Markup:
    usual = Since(None, False, True)
    return today.page(loading.today(here, None), usual, loading.notice(here), here.speech)


EVERYTHING, DOUBTED = Asked(), Filters(unmissed=True)


def of_incidents(here: Visit, asked: Asked = EVERYTHING) -> Markup:
    return incidents_page.page(incidents(here, asked), asked, loading.notice(here), here.speech)


def of_unmissed(here: Visit, filters: Filters = DOUBTED) -> Markup:
    return unmissed.page(doubtful(here, filters), filters, loading.notice(here), here.speech)


def words(html: Markup) -> str:
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def forms(html: Markup) -> set[str]:
    """The actions that are asked for here, of those about deciding."""
    found = set(re.findall(r'data-does="(\w+)"', html))
    return found & {*ABOUT}


ABOUT = (
    "decide",
    "take_back_decision",
    "look_into",
    "stop_looking_into",
    "pause",
    "end_pause",
    "keep_model",
    "take_back_keeping",
)


@pytest.mark.parametrize("draw", [of_model, of_today])
def test_a_decision_is_told_before_everything_else_about_the_trouble(
    database: str, draw: Callable[[Visit], Markup]
) -> None:
    fill(database, *FALLING, MADE_IT)
    html = looking(database, draw)
    said = words(html)
    assert "Below what was agreed" in said
    assert said.index(DECIDED) < said.index("It finds 50 in 100")
    assert "&lt;b&gt;Ana&lt;/b&gt; {reads}" in html
    assert NOBODY not in said


@pytest.mark.parametrize("draw", [of_model, of_today])
def test_a_decision_that_ran_out_says_so_and_does_not_vanish(
    database: str, draw: Callable[[Visit], Markup]
) -> None:
    over = Decision(REF, NOW - 3 * DAY, "sofia", DecidedUse.KEEP, TODAY, "It helps")
    fill(database, *FALLING, over)
    assert "until 23 November" in words(looking(database, draw))
    said = words(looking(database, draw, after=DAY))
    assert (
        "The decision ran out on 23 November; a manager or risk officer has to decide again."
        in said
    )
    assert "Sofia Marín had decided on 20 November to keep using it." in said
    assert "Below what was agreed" in said


@pytest.mark.parametrize("draw", [of_model, of_today, of_incidents])
def test_where_nobody_decided_it_says_so(database: str, draw: Callable[[Visit], Markup]) -> None:
    fill(database, *FALLING)
    assert NOBODY in words(looking(database, draw))


def test_a_decision_from_before_the_trouble_was_about_something_else(database: str) -> None:
    before = Decision(REF, NOW - 9 * WEEK, "sofia", DecidedUse.KEEP, TODAY + WEEK, "It helps")
    fill(database, *FALLING, before)
    assert NOBODY in words(looking(database, of_today))


def test_of_what_meets_what_was_agreed_nothing_is_to_be_decided(database: str) -> None:
    fill(database, *weekly(40, 0.8))
    html = looking(database, of_model, Role.MANAGER)
    assert NOBODY not in words(html)
    assert forms(html) == {"pause"}


MAY = {
    Role.VIEWER: set(),
    Role.ADMINISTRATOR: set(),
    Role.ANALYST: {"look_into"},
    Role.EXPERT: {"look_into"},
    Role.MANAGER: {"decide", "look_into", "pause"},
    Role.RISK_OFFICER: {"decide", "look_into", "pause"},
}


@pytest.mark.parametrize("role", Role)
def test_forms_are_drawn_for_those_who_may_and_others_are_told_who_may(
    database: str, role: Role
) -> None:
    fill(database, *FALLING)
    html = looking(database, of_model, role)
    said = words(html)
    assert forms(html) == MAY[role]
    assert ("A manager or risk officer can decide." in said) is ("decide" not in MAY[role])
    assert ("manager or risk officer can say so." in said) is ("look_into" not in MAY[role])
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_who_may_is_told_as_it_is_checked() -> None:
    speech = Speech(now=NOW)
    for action, told in (
        ("decide", may_decide(speech)[0]),
        ("look_into", may_look_into(speech)[1]),
    ):
        named = {role for role in Role if ROLES[role].casefold() in str(told).casefold()}
        assert named == ACTIONS[action].allowed


@pytest.mark.parametrize("draw", [of_model, of_unmissed])
def test_on_a_past_day_nothing_can_be_changed(
    database: str, draw: Callable[[Visit], Markup], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database, *FALLING)
    monkeypatch.setattr(loading, "_summaries", lambda visit: nullcontext(loading.store(visit)))
    html = looking(database, draw, Role.MANAGER, day=TODAY - DAY)
    assert forms(html) == set()
    assert "can decide." not in words(html)


def test_what_was_said_here_can_be_taken_back_and_what_a_source_tells_cannot(
    database: str,
) -> None:
    fill(database, *FALLING, MADE_IT)
    assert "take_back_decision" in forms(looking(database, of_model, Role.MANAGER))
    elsewhere = Decision(REF, NOW - DAY, "ana", DecidedUse.KEEP, TODAY, "It helps", "a file")
    fill(database, *FALLING, MADE_IT, elsewhere)
    html = looking(database, of_model, Role.MANAGER)
    assert "take_back_decision" not in forms(html)
    assert f'name="seen" value="{elsewhere.at.isoformat()}"' in html


def test_a_pause_can_be_ended_and_does_not_hide_a_red(database: str) -> None:
    pause = Pause(REF, NOW - DAY, NOW + WEEK, "sofia", "The form changed", still_used=True)
    fill(database, *FALLING, pause)
    html = looking(database, of_model, Role.RISK_OFFICER)
    assert "Below what was agreed" in words(html)
    assert forms(html) == {"decide", "look_into", "end_pause"}


def test_incidents_show_the_decision_and_are_narrowed_to_those_without(database: str) -> None:
    fill(database, *FALLING, MADE_IT)
    assert DECIDED in words(looking(database, of_incidents))
    undecided = Asked(undecided=True)
    none = looking(database, lambda here: of_incidents(here, undecided))
    assert "Nothing matches" in words(none)
    fill(database, *FALLING, replace(MADE_IT, until=TODAY))
    later = looking(database, lambda here: of_incidents(here, undecided), after=DAY)
    assert "The decision ran out on 23 November" in words(later)


def test_the_address_of_what_nobody_decided_about_can_be_passed_on() -> None:
    asked = Asked(which=Which.ALL, undecided=True)
    address = to_incidents(asked)
    assert address == "/incidents?which=all&decision=none"
    assert read(Parameters(QueryParams(address.partition("?")[2]))) == asked
    odd = read(Parameters(QueryParams("decision=some")))
    assert (odd.undecided, odd.understood) == (False, False)


KEPT = Keeping(REF, NOW - DAY, "sofia", TODAY + WEEK, "For the flood")


def test_a_model_that_is_kept_leaves_the_list_and_stays_to_be_found(database: str) -> None:
    fill(database, *weekly(40, 0.8), KEPT)
    said = words(looking(database, of_unmissed))
    assert "0 of 1 model shows a sign" in said
    assert "Show 1 more with a sign that somebody decided to keep" in said
    there = Filters(unmissed=True, kept=True)
    assert parameters_of(there) == {"view": ["kept"]}
    kept = words(looking(database, lambda here: of_unmissed(here, there)))
    told = "Sofia Marín decided on 22 November to keep it; we ask again after 30 November."
    assert told in kept
    assert "The reason given: “For the flood”." in kept
    assert told in words(looking(database, of_model))
    again = words(looking(database, of_unmissed, after=8 * DAY))
    assert "1 of 1 model shows a sign" in again
    assert told not in again


@pytest.mark.parametrize("role", Role)
def test_keeping_a_model_is_offered_to_those_who_may(database: str, role: Role) -> None:
    fill(database, *weekly(40, 0.8))
    html = looking(database, of_unmissed, role)
    assert ("keep_model" in forms(html)) is (role in ACTIONS["keep_model"].allowed)


@pytest.mark.parametrize("role", Role)
def test_that_a_model_is_kept_can_be_taken_back_where_it_was_decided_here(
    database: str, role: Role
) -> None:
    there = Filters(unmissed=True, kept=True)
    told = Keeping(REF, NOW - DAY, "Sofia", TODAY + 7 * DAY, "For the flood")
    fill(database, *weekly(40, 0.8), told)
    assert "take_back_keeping" not in forms(
        looking(database, lambda here: of_unmissed(here, there), role)
    )
    engine = open_store(database)
    typed = {"model": "churn", "until": str(TODAY + 7 * DAY), "why": "For the flood"}
    who = somebody(engine, NOW, [Role.MANAGER])
    answer = ask(engine, "keep_model", typed, who, key="k" * 24, now=NOW, time_zone=ZONE)
    assert answer.outcome is Outcome.DONE
    judge_all(engine, now=NOW, time_zone=ZONE)
    engine.dispose()
    html = looking(database, lambda here: of_unmissed(here, there), role)
    assert ("take_back_keeping" in forms(html)) is (role is Role.MANAGER)
    assert (f'name="seen" value="{NOW.isoformat()}"' in html) is (role is Role.MANAGER)

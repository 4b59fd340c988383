"""The pages about reviews: what they say, to whom they offer which form, and their addresses."""

import re
from collections.abc import Callable
from contextvars import copy_context
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sqlalchemy import Engine
from starlette.datastructures import QueryParams

from app.actions.everything import ask
from app.downloads import LISTS
from app.downloads_asked import Asked as Downloading
from app.downloads_asked import Parameters
from app.judging import judge_all
from app.language.sentence import Speech
from app.reports.reviews import ReviewState
from app.ui import loading, model, review, review_signed, reviews
from app.ui import visit as visiting
from app.ui.loading.reviews import listing, looked, reviewing
from app.ui.reviews_address import IMPACTS, Asked, read, to_reviews
from app.ui.visit import Visit
from data.facts import Arrival, FieldName, LiveBy, LiveVersion, Model, Person, Version
from data.members import Member, Outcome, Role
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from tests.app.actions.people import LOGIN, somebody
from tests.app.ui.test_address import typed_text
from tests.data.feeding import (
    MADE,
    NOW,
    RECALL,
    REF,
    REGISTRY,
    TABLE,
    WEEK,
    agreement,
    feed,
    typed,
    weekly,
)

ZONE = "Europe/London"
DAY = timedelta(days=1)
HOSTILE = "<b>Ana</b> {reads} each"
Told = TypeVar("Told")


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    people = [Person("kwame", "Kwame Boateng"), Person("li", "Li Wei")]
    told: list[Arrival] = [
        *(Model(REF, MADE), RECALL, agreement(0.7, MADE)),
        Version(REF, "4", MADE + WEEK, author="kwame"),
        LiveVersion(REF, "4", LiveBy.ALIAS, "champion"),
        typed(FieldName.BUSINESS_NAME, "Renewal letters"),
        typed(FieldName.OWNER, "li"),
        typed(FieldName.PURPOSE, HOSTILE),
        typed(FieldName.IMPACT, "medium"),
    ]
    feed(engine, (REGISTRY, [*people, *told]), (TABLE, weekly(8, 0.8)))
    judge_all(engine, now=NOW, time_zone=ZONE)
    engine.dispose()
    return url


def looking(
    database: str,
    draw: Callable[[Visit], Told],
    member: Member | None = None,
    after: timedelta = timedelta(0),
    day: date | None = None,
) -> Told:
    speech = Speech(now=NOW + after, time_zone=ZONE)
    here = Visit(speech, database, WEEK, frozenset({"registry"}), day=day, member=member)

    def drawn() -> Told:
        visiting.begin(here)
        return draw(here)

    return copy_context().run(drawn)


def one(here: Visit) -> Markup:
    found = reviewing(here, "churn")
    assert found is not None
    return review.page(found, loading.notice(here), here.speech)


def everything(here: Visit) -> Markup:
    asked = Asked()
    return reviews.page(listing(here, asked), asked, loading.notice(here), here.speech)


def past(here: Visit) -> Markup:
    found = looked(here, "churn", NOW)
    assert found is not None
    return review_signed.page(found, loading.notice(here), here.speech)


def of_model(here: Visit) -> Markup:
    record = loading.record(here, "churn")
    assert record is not None
    return model.page(record, loading.notice(here), here.speech)


def words(html: Markup) -> str:
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def called(name: str, *roles: Role) -> Member:
    return Member(7, LOGIN, name, name, "", frozenset(roles))


def signed(database: str, **given: str) -> Member:
    """Somebody signs what the page shows them."""
    engine = open_store(database)
    who = somebody(engine, NOW, [Role.MANAGER], "Sofia Marín")
    html = looking(database, one, who)
    (seal,) = re.findall(r'name="evidence" value="([^"]+)"', html)
    said = {
        "model": "churn",
        "outcome": "conditions",
        "conditions": HOSTILE,
        "until": "2027-05-01",
        "why": "Results hold up.",
        "evidence": seal,
        **given,
    }
    answer = ask(engine, "sign_review", said, who, key="k" * 24, now=NOW, time_zone=ZONE)
    assert answer.outcome is Outcome.DONE
    judge_all(engine, now=NOW + DAY, time_zone=ZONE)
    engine.dispose()
    return who


def test_everything_there_is_to_look_at_is_shown(database: str) -> None:
    told = words(looking(database, one))
    for shown in (
        "Nobody has reviewed it yet.",
        "Li Wei",
        "Version 4",
        "Kwame Boateng built it, as the registry says.",
        "Nobody has confirmed yet that all of this is right.",
        "Is it getting things right?",
        "At least 70 in 100. Ana Ruiz signed it",
        "Nothing is wrong that we know of.",
        "No groups are measured.",
        "Nothing waits for an answer.",
        "Kwame Boateng built what is in use, as the registry says, and may not sign.",
    ):
        assert shown in told, shown


def test_what_people_wrote_is_text_and_never_markup(database: str) -> None:
    who = signed(database)
    for draw in (one, everything, past, of_model):
        html = looking(database, draw, who, after=2 * DAY)
        assert "<b>Ana" not in html
        assert "{reads} each" in html


@pytest.mark.parametrize("role", Role)
def test_the_form_stands_there_for_managers_and_risk_officers(database: str, role: Role) -> None:
    html = looking(database, one, called("Elif Yılmaz", role))
    assert ('data-does="sign_review"' in html) == (role in (Role.MANAGER, Role.RISK_OFFICER))
    told = "A manager or risk officer can sign a review, today alone."
    assert (told in words(html)) == (role not in (Role.MANAGER, Role.RISK_OFFICER))


def test_whoever_built_it_is_told_why_there_is_no_form(database: str) -> None:
    html = looking(database, one, called("Kwame Boateng", Role.MANAGER))
    assert "data-does" not in html
    assert "You built it, as the registry says, so somebody else has to sign." in words(html)


def test_on_a_past_day_nothing_is_signed(database: str) -> None:
    html = looking(database, one, called("Elif Yılmaz", Role.MANAGER), day=NOW.date())
    assert "data-does" not in html


def test_once_signed_every_page_tells_of_it(database: str) -> None:
    signed(database)
    said = "Sofia Marín reviewed it on 23 November: go on using it, with conditions."
    listed = looking(database, everything, after=2 * DAY)
    assert "1 of 1 model has been reviewed in time" in words(listed)
    assert "Due by 1 May 2027" in words(listed)
    assert said.replace("Sofia Marín", "sofia marín@example.com") in words(listed)
    shown = looking(database, past, after=2 * DAY)
    assert said in words(shown)
    assert "The reason given: “Results hold up”." in words(shown)
    assert "What was looked at, as it was" in shown
    on_model = words(looking(database, of_model, after=2 * DAY))
    assert "It is to be reviewed again by 1 May 2027" in on_model


def test_a_review_of_a_past_day_has_the_ages_its_reader_saw(database: str) -> None:
    signed(database)
    then, later = (looking(database, past, after=after) for after in (DAY, 300 * DAY))
    parts = [html.split("What was looked at, as it was")[1] for html in (then, later)]
    assert parts[0] == parts[1]


def test_only_whoever_signed_is_offered_to_take_it_back(database: str) -> None:
    who = signed(database)
    action = 'data-does="withdraw_review"'
    assert action in looking(database, past, who, after=DAY)
    assert action in looking(database, one, who, after=DAY)
    assert action not in looking(database, past, called("Elif Yılmaz", Role.MANAGER), after=DAY)


def test_the_file_holds_the_rows_of_the_page(database: str) -> None:
    signed(database)
    engine: Engine = open_store(database)
    speech = Speech(now=NOW + DAY, time_zone=ZONE)
    with reading(engine) as conn:
        parameters = Parameters(QueryParams("state=done&page=9"))
        table = LISTS["reviews"](Downloading(conn, conn, parameters, speech))
    engine.dispose()
    (row,) = table.rows
    told = dict(zip(table.heads, row, strict=True))
    assert told["Model"] == "Renewal letters"
    assert told["How its review stands"] == "In time"
    assert told["Due by"] == date(2027, 5, 1)
    assert told["Conditions"] == HOSTILE
    assert told["Page"] == "/reviews?model=churn"
    assert "How its review stands: In time" in table.about[-1]


@given(
    st.sampled_from([None, *ReviewState]),
    st.sampled_from(["", *IMPACTS]),
    typed_text,
    st.integers(1, 50),
)
def test_an_address_says_what_it_was_made_from(
    state: ReviewState | None, impact: str, unit: str, page: int
) -> None:
    asked = Asked(state=state, impact=impact, unit=unit, page=page)
    assert _read(to_reviews(asked)) == asked


def test_the_address_of_one_review_names_its_moment() -> None:
    asked = Asked("churn", NOW)
    assert _read(to_reviews(asked)) == asked


@pytest.mark.parametrize(
    "query",
    ["state=x", "impact=x", "signed=x", "signed=2026-11-23T09:30", "page=-1", "page=x"],
)
def test_what_is_not_understood_is_left_out_and_said(query: str) -> None:
    found = read(Parameters(QueryParams(query)))
    assert not found.understood
    assert (found.state, found.impact, found.signed, found.page) == (None, "", None, 1)


def _read(address: str) -> Asked:
    return read(Parameters(QueryParams(address.partition("?")[2])))

"""What people say as HTML: the list, one thing with its story, and what a model's page shows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from sqlalchemy import Engine
from starlette.datastructures import QueryParams

from app.actions.doing import ask
from app.downloads_asked import Parameters
from app.judging import judge_all
from app.language.sentence import Speech
from app.ui import feedback_address, feedback_one, feedback_page, loading, model
from app.ui import visit as visits
from app.ui.feedback_address import Asked, Which, read, to_feedback
from app.ui.loading.feedback import feedback, one
from app.ui.visit import Visit
from data.facts import Agreement, FeedbackKind, FieldName, Person
from data.members import Member, Outcome, Role
from data.store import accounts
from data.store.engine import open_store, writing
from data.store.schema import upgrade
from tests.data.feeding import NOW, REF, REGISTRY, WEEK, churn, feed, read_tag, weekly

ZONE = "Europe/London"
DAY = timedelta(days=1)
KEYS = (f"a key of sixteen letters {number}" for number in count())
HOSTILE = (
    "<script>document.title='owned'</script>",
    "{name} {0} {{value}} %s",
    "**bold** [click](https://evil.example/) $x^2$",
    "客户说这不对" * 600,
    "هذا ليس صحيحا‏",
    "a\x00b",
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture(autouse=True)
def nobody_here() -> Iterator[None]:
    """What one test says of who is here must not hold for the next."""
    yield
    visits.begin(Visit(Speech(NOW), "", WEEK, frozenset()))


def fill(engine: Engine, value: float = 0.8, unit: str = "Retail") -> None:
    told = [
        read_tag(FieldName.BUSINESS_NAME, "Renewal letters"),
        read_tag(FieldName.OWNER, "ana"),
        read_tag(FieldName.UNIT, unit),
        read_tag(FieldName.IMPACT, "low"),
    ]
    signed = Agreement(REF, "recall", 0.7, "ana", date(2026, 1, 5))
    arrivals = [Person("ana", "Ana Ruiz"), *churn(*told, *weekly(20, value), signed)]
    feed(engine, (REGISTRY, arrivals), now=NOW)
    judge_all(engine, now=NOW, time_zone=ZONE)


def member(engine: Engine, name: str, *roles: Role) -> Member:
    with writing(engine) as conn:
        found = accounts.account(conn, "https://login", name, name, "", NOW)
    return Member(found.id, found.issuer, found.subject, name, "", frozenset({Role.VIEWER, *roles}))


Do = Callable[..., None]


def does(engine: Engine, name: str, who: Member, **fields: Any) -> None:
    done = ask(engine, name, fields, who, key=next(KEYS), now=NOW, time_zone=ZONE)
    assert done.outcome is Outcome.DONE, done


def say(engine: Engine, who: Member, text: str = "This cannot be right.", **fields: Any) -> None:
    does(engine, "raise_feedback", who, **({"model": "churn", "kind": "wrong"} | fields), text=text)


def here(engine: Engine, who: Member | None = None, after: timedelta = timedelta(0)) -> Visit:
    url = engine.url.render_as_string(hide_password=False)
    speech = Speech(now=NOW + after, time_zone=ZONE)
    found = Visit(speech, url, WEEK, frozenset({"registry"}), member=who)
    visits.begin(found)
    return found


def drawn(engine: Engine, who: Member | None = None, **asked: Any) -> Markup:
    visit, wanted = here(engine, who), Asked(**asked)
    return feedback_page.page(feedback(visit, wanted), wanted, loading.notice(visit), visit.speech)


def single(engine: Engine, number: int, who: Member | None = None) -> Markup:
    visit = here(engine, who)
    found = one(visit, Asked(one=number))
    return feedback_one.page(found, ["Ana Ruiz"], loading.notice(visit), visit.speech)


def of_model(engine: Engine, who: Member | None = None) -> Markup:
    visit = here(engine, who)
    record = loading.record(visit, "churn")
    assert record
    return model.page(record, loading.notice(visit), visit.speech)


def words(html: Markup) -> str:
    within_lines = re.sub(r"</?(bdi|strong|a)\b[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", within_lines))


def test_an_empty_store_knows_nothing(engine: Engine) -> None:
    assert "We know nothing yet" in words(drawn(engine))


def test_where_nobody_said_anything_it_says_where_to(engine: Engine) -> None:
    fill(engine)
    said = words(drawn(engine))
    assert "Nothing waits for an answer." in said
    assert "Nobody has said anything about a model yet" in said


def test_who_said_what_about_which_model_and_who_answers(engine: Engine) -> None:
    fill(engine)
    say(engine, member(engine, "Vic"), measure="recall", start="2026-11-02", end="2026-11-08")
    html = drawn(engine)
    said = words(html)
    assert "1 thing waits for an answer." in said
    assert "#1 This looks wrong Vic, 23 November 2026 (today) This cannot be right." in said
    assert "Renewal letters" in said
    assert "2 November 2026 to 8 November 2026" in said
    assert "Open Ana Ruiz answers by 21 December 2026." in said
    assert 'href="/feedback?one=1"' in html
    assert "checkbox" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_somebody_writes_stays_text(engine: Engine, text: str) -> None:
    fill(engine, unit=HOSTILE[0])
    vic = member(engine, HOSTILE[0])
    say(engine, vic, text, kind="explains", whole_unit="yes")
    analyst = member(engine, "Uma", Role.ANALYST)
    does(engine, "answer_feedback", analyst, feedback="1", version="1", answer=text, changed=text)
    does(engine, "theme_feedback", analyst, feedback="1.2", theme=text[:60])
    for html in (
        drawn(engine, analyst, which=Which.ALL),
        single(engine, 1, vic),
        of_model(engine, vic),
    ):
        assert "<script" not in html
        shown = text.replace("\x00", "")
        start = str(Markup.escape(shown[:40]))
        assert start in html


def test_long_text_is_cut_in_the_list_and_whole_on_its_own(engine: Engine) -> None:
    fill(engine)
    text = "word " * 700
    say(engine, member(engine, "Vic"), text)
    assert text.strip() not in words(drawn(engine))
    assert text.strip() in words(single(engine, 1))


def test_one_has_its_whole_story_and_no_form_for_nobody(engine: Engine) -> None:
    fill(engine)
    vic, uma = member(engine, "Vic"), member(engine, "Uma", Role.ANALYST)
    say(engine, vic)
    told = {"feedback": "1", "answer": "Counted twice.", "changed": "Counted once now."}
    does(engine, "answer_feedback", uma, version="1", **told)
    does(engine, "not_yet_answered", vic, feedback="1", version="2", why="Still there.")
    html = single(engine, 1)
    said = words(html)
    for each in (
        "Vic raised it on 23 November 2026, 09:30.",
        "Uma answered on 23 November 2026, 09:30.",
        "Vic said on 23 November 2026, 09:30 that it is not answered yet.",
        "Still there.",
        "Counted twice.",
        "What we changed Counted once now.",
    ):
        assert each in said
    assert "<form" not in html


def test_each_sees_the_forms_that_are_theirs(engine: Engine) -> None:
    fill(engine)
    vic, uma = member(engine, "Vic"), member(engine, "Uma", Role.ANALYST)
    say(engine, vic)

    def forms(who: Member) -> set[str]:
        return set(re.findall(r'<form[^>]* data-does="(\w+)"', single(engine, 1, who)))

    assert forms(vic) == set()
    assert forms(member(engine, "Ana Ruiz")) == {"answer_feedback"}
    assert forms(uma) == {"answer_feedback", "assign_feedback"}
    told = {"feedback": "1", "answer": "Yes.", "changed": "nothing, because it is right"}
    does(engine, "answer_feedback", uma, version="1", **told)
    assert forms(vic) == {"agree_to_close", "not_yet_answered"}
    assert forms(replace(uma, name="Vic")) == {"answer_feedback"}
    does(engine, "agree_to_close", vic, feedback="1", version="2")
    assert forms(vic) == {"not_yet_answered"}


def test_on_a_past_day_nobody_changes_anything(engine: Engine) -> None:
    fill(engine)
    vic = member(engine, "Vic", *Role)
    say(engine, vic)
    visit = here(engine, vic)
    found, wanted = feedback(visit, Asked()), Asked()
    single_found = one(visit, Asked(one=1))
    visits.begin(replace(visit, day=NOW.date()))
    notice = loading.notice(visit)
    assert '<form class="deed' not in feedback_page.page(found, wanted, notice, visit.speech)
    assert "<form" not in feedback_one.page(single_found, [], notice, visit.speech)


def test_analysts_sort_many_at_once(engine: Engine) -> None:
    fill(engine)
    vic, uma = member(engine, "Vic"), member(engine, "Uma", Role.ANALYST)
    for _ in range(3):
        say(engine, vic)
    html = drawn(engine, uma)
    assert html.count('type="checkbox" name="feedback"') == 3
    for action in ("merge_feedback", "theme_feedback", "link_feedback"):
        assert f'data-does="{action}"' in html
    does(engine, "merge_feedback", uma, feedback=["1.1", "2.1", "3.1"])
    said = words(drawn(engine, uma))
    assert "1 thing waits" in said
    assert "2 others say the same" in said
    assert "Answered with number 1" in words(single(engine, 2))
    assert "Made one with it" in words(single(engine, 1))


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({}, True),
        ({"which": Which.OPEN}, True),
        ({"which": Which.ANSWERED}, False),
        ({"which": Which.CLOSED}, False),
        ({"which": Which.ALL}, True),
        ({"kind": FeedbackKind.WRONG}, True),
        ({"kind": FeedbackKind.GOOD}, False),
        ({"model": "churn"}, True),
        ({"model": "other"}, False),
        ({"theme": "Addresses"}, True),
        ({"theme": "Other"}, False),
        ({"answerer": "Ana Ruiz"}, True),
        ({"answerer": "Nobody"}, False),
        ({"late": True}, False),
    ],
)
def test_the_list_is_narrowed(engine: Engine, asked: dict[str, Any], *, there: bool) -> None:
    fill(engine)
    say(engine, member(engine, "Vic"))
    uma = member(engine, "Uma", Role.ANALYST)
    does(engine, "theme_feedback", uma, feedback="1.1", theme="Addresses")
    html = drawn(engine, **asked)
    assert ("This cannot be right." in html) is there
    assert ("Nothing matches" in html) is not there


def test_what_is_past_its_day_is_counted_and_marked(engine: Engine) -> None:
    fill(engine)
    say(engine, member(engine, "Vic"))
    visit, wanted = here(engine, after=30 * DAY), Asked(late=True)
    html = feedback_page.page(feedback(visit, wanted), wanted, loading.notice(visit), visit.speech)
    said = words(html)
    assert "1 thing waits for an answer; past its day: 1." in said
    assert "Open Past its day Ana Ruiz answers by 21 December 2026." in said


@pytest.mark.parametrize(
    ("value", "kind", "disagree"),
    [(0.8, "wrong", True), (0.8, "good", False), (0.4, "good", True), (0.4, "wrong", False)],
)
def test_where_numbers_and_people_disagree(
    engine: Engine, value: float, kind: str, *, disagree: bool
) -> None:
    fill(engine, value)
    assert "Numbers and people agree" in words(drawn(engine, disagree=True))
    say(engine, member(engine, "Vic"), kind=kind)
    said = words(drawn(engine, disagree=True))
    assert ("On 1 model, numbers and people disagree." in said) is disagree
    assert ("This cannot be right." in said) is disagree


def test_a_model_shows_what_people_say_and_asks_for_more(engine: Engine) -> None:
    fill(engine)
    vic = member(engine, "Vic")
    assert "Nobody has said anything about this model." in words(of_model(engine))
    assert "Say who you are, then you can say something here." in words(of_model(engine))
    say(engine, vic, measure="recall")
    html = of_model(engine, vic)
    assert "This cannot be right." in html
    assert html.count('data-does="raise_feedback"') == 2
    assert 'href="/feedback?state=all&amp;model=churn"' in html


@pytest.mark.parametrize(
    ("fields", "on_chart"),
    [
        ({"measure": "recall", "start": "2026-10-05"}, True),
        ({"start": "2026-10-05"}, True),
        ({"whole_unit": "yes", "start": "2026-10-05"}, True),
        ({"measure": "recall"}, True),
        # Before the chart begins.
        ({"measure": "recall", "start": "2025-01-06"}, False),
    ],
)
def test_what_explains_results_is_numbered_on_the_chart(
    engine: Engine, fields: dict[str, str], *, on_chart: bool
) -> None:
    fill(engine)
    say(engine, member(engine, "Vic"), "New <b>terms</b>.", kind="explains", **fields)
    html = of_model(engine)
    assert ('class="noted"' in html) is on_chart
    assert ("What people explain" in html) is on_chart
    assert ("1 explanation is marked; it stands below." in html) is on_chart
    assert "New &lt;b&gt;terms&lt;/b&gt;." in html


def test_nothing_of_an_unknown_number(engine: Engine) -> None:
    fill(engine)
    assert "There is nothing of this number" in words(single(engine, 7))


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(
            Which.CLOSED, FeedbackKind.GOOD, "churn", "A theme & more", "李伟", late=True, page=3
        ),
        Asked(disagree=True),
        Asked(one=12),
    ],
)
def test_an_address_says_what_it_asks_for(asked: Asked) -> None:
    query = to_feedback(asked).partition("?")[2]
    assert read(Parameters(QueryParams(query))) == asked


@pytest.mark.parametrize("odd", ["state=x", "kind=%00x", "late=no", "view=up", "page=-1"])
def test_an_odd_address_is_left_out_and_said_so(odd: str) -> None:
    asked = read(Parameters(QueryParams(odd)))
    assert not asked.understood
    assert replace(asked, understood=True) == Asked()


@pytest.mark.parametrize("odd", ["one=x", "one=-1", "one=99999999999"])
def test_an_odd_number_leads_to_nothing(odd: str) -> None:
    assert feedback_address.read(Parameters(QueryParams(odd))).one == 0

"""Deciding, pausing, keeping, looking into it: by those who may, kept for as long as allowed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer
from app.actions.everything import ask
from app.health.decisions import decision_of, keeping_of
from app.judging import judge_all
from data.facts import DecidedUse, Decision, FieldName, Keeping, Pause
from data.members import Outcome, Role, Wrong
from data.store import record
from data.store.engine import reading
from tests.app.actions.people import somebody
from tests.data.feeding import (
    MADE,
    NOW,
    REF,
    WEEK,
    agreement,
    case_of,
    churn,
    feed_registry,
    read_tag,
    weekly,
)

ZONE = "Europe/London"
TODAY = NOW.date()
DAY = timedelta(days=1)
SOON = NOW + timedelta(minutes=5)
FALLING = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]
DECIDERS = {Role.MANAGER, Role.RISK_OFFICER}
LOOKERS = {Role.ANALYST, Role.EXPERT, *DECIDERS}
TYPED = {
    "decide": {"use": "second_check", "until": "2026-12-18", "why": "Ana reads every letter."},
    "take_back_decision": {"seen": ""},
    "pause": {"last_day": "2026-12-18", "reason": "The form changed.", "still_used": "yes"},
    "end_pause": {"start": NOW.isoformat()},
    "keep_model": {"until": "2027-05-01", "why": "For the flood."},
    "take_back_keeping": {"seen": NOW.isoformat()},
    "look_into": {"next_update": "2026-12-04"},
    "stop_looking_into": {"on": TODAY.isoformat(), "by": "tom@example.com"},
}
MAY: dict[str, set[Role]] = {
    "decide": DECIDERS,
    "take_back_decision": DECIDERS,
    "pause": DECIDERS,
    "end_pause": DECIDERS,
    "keep_model": {Role.EXPERT, Role.MANAGER},
    "take_back_keeping": {Role.MANAGER},
    "look_into": LOOKERS,
    "stop_looking_into": LOOKERS,
}


@pytest.fixture
def store(engine: Engine) -> Engine:
    fill(engine)
    return engine


def fill(engine: Engine, impact: str = "medium", *more: Decision | Pause | Keeping) -> None:
    told = [agreement(0.7, MADE), read_tag(FieldName.IMPACT, impact), *FALLING, *more]
    feed_registry(engine, churn(*told))
    judge_all(engine, now=NOW, time_zone=ZONE)


def does(
    store: Engine,
    name: str,
    role: Role = Role.MANAGER,
    now: datetime = NOW,
    key: str = "",
    **typed: str,
) -> Answer:
    who = somebody(store, now, [role], "Tom")
    said = {"model": "churn", **TYPED[name], **typed}
    key = key or f"{name} {sorted(said.items())} {now}"
    return ask(store, name, said, who, key=key, now=now, time_zone=ZONE)


def entries(store: Engine) -> int:
    with reading(store) as conn:
        found = record.verify(conn)
    assert found.broken is None
    return found.count


def seen(store: Engine, now: datetime = NOW) -> str:
    return max(each.at for each in case_of(store, as_of=now).decisions).isoformat()


PREPARED: dict[str, Callable[[Engine], object]] = {
    "take_back_decision": lambda store: does(store, "decide"),
    "end_pause": lambda store: does(store, "pause"),
    "take_back_keeping": lambda store: does(store, "keep_model"),
    "stop_looking_into": lambda store: does(store, "look_into"),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", MAY)
def test_everybody_does_what_their_role_allows_and_nothing_else(
    store: Engine, name: str, role: Role
) -> None:
    if name in PREPARED:
        PREPARED[name](store)
    before = entries(store)
    typed: dict[str, Any] = {"seen": seen(store)} if name == "take_back_decision" else {}
    answer = does(store, name, role, SOON, **typed)
    allowed = role in MAY[name]
    assert answer.outcome is (Outcome.DONE if allowed else Outcome.NOT_ALLOWED)
    assert entries(store) == before + allowed


@pytest.mark.parametrize("name", ["decide", "pause", "keep_model", "look_into"])
def test_sent_twice_with_one_key_it_is_done_once(store: Engine, name: str) -> None:
    first = does(store, name, key="k" * 24)
    assert does(store, name, now=SOON, key="k" * 24) == first
    assert entries(store) == 1
    case = case_of(store, as_of=SOON)
    assert len((*case.decisions, *case.pauses, *case.keepings, *case.acknowledged)) == 1


def test_what_is_decided_is_in_the_case_and_in_what_is_said_of_it(store: Engine) -> None:
    assert does(store, "decide").outcome is Outcome.DONE
    (made,) = case_of(store).decisions
    assert (made.by, made.use) == ("tom@example.com", DecidedUse.SECOND_CHECK)
    assert (made.until, made.why, made.at) == (date(2026, 12, 18), "Ana reads every letter.", NOW)
    assert decision_of(case_of(store), NOW - WEEK, SOON) is not None
    assert case_of(store, as_of=NOW - DAY).decisions == ()


WRONG = [
    ("decide", "use", "hope", Wrong.NOT_A_CHOICE),
    ("decide", "until", "2026-11-23", Wrong.NOT_LATER),
    ("decide", "until", "2027-05-26", Wrong.TOO_FAR),
    ("decide", "until", "soon", Wrong.NOT_A_DAY),
    ("decide", "why", "", Wrong.NEEDED),
    ("decide", "why", " \u200b\u2060 ", Wrong.NEEDED),
    ("decide", "why", "x" * 1_001, Wrong.TOO_LONG),
    ("decide", "model", "nobody", Wrong.NOT_A_CHOICE),
    ("decide", "by", "ana", Wrong.NOT_ALLOWED),
    ("pause", "last_day", "2026-11-22", Wrong.NOT_LATER),
    ("pause", "last_day", "2027-02-24", Wrong.TOO_FAR),
    ("pause", "reason", "…", Wrong.NEEDED),
    ("pause", "still_used", "perhaps", Wrong.NOT_A_CHOICE),
    ("pause", "model", "nobody", Wrong.NOT_A_CHOICE),
    ("end_pause", "start", "2026-11-23T09:30:00", Wrong.NOT_A_CHOICE),
    ("end_pause", "start", "then", Wrong.NOT_A_DAY),
    ("keep_model", "until", "2026-11-23", Wrong.NOT_LATER),
    ("keep_model", "until", "2027-11-25", Wrong.TOO_FAR),
    ("keep_model", "why", "\n", Wrong.NEEDED),
    ("look_into", "next_update", "2026-11-23", Wrong.NOT_LATER),
]


@pytest.mark.parametrize(("name", "field", "value", "wrong"), WRONG)
def test_each_field_that_is_wrong_is_named_and_nothing_is_kept(
    store: Engine, name: str, field: str, value: str, wrong: Wrong
) -> None:
    typed: dict[str, Any] = {field: value}
    answer = does(store, name, **typed)
    assert answer.outcome is Outcome.NOT_FILLED_IN
    assert answer.wrong == {field: wrong}
    assert entries(store) == 0


@pytest.mark.parametrize("name", ["decide", "pause", "keep_model"])
def test_everything_missing_is_named_at_once(store: Engine, name: str) -> None:
    who = somebody(store, NOW, [Role.MANAGER])
    answer = ask(store, name, {"model": "churn"}, who, key="k" * 24, now=NOW, time_zone=ZONE)
    assert answer.wrong == dict.fromkeys(TYPED[name], Wrong.NEEDED)


@pytest.mark.parametrize(
    ("impact", "last"),
    [("low", "2027-05-25"), ("medium", "2027-05-25"), ("high", "2027-02-23")],
)
def test_a_decision_holds_a_quarter_where_much_is_at_stake_and_else_half_a_year(
    engine: Engine, impact: str, last: str
) -> None:
    fill(engine, impact)
    beyond = (date.fromisoformat(last) + DAY).isoformat()
    assert does(engine, "decide", until=beyond).wrong == {"until": Wrong.TOO_FAR}
    assert does(engine, "decide", until=last).outcome is Outcome.DONE


def test_where_nothing_is_known_of_the_impact_the_shorter_time_holds(engine: Engine) -> None:
    feed_registry(engine, churn())
    assert does(engine, "decide", until="2027-02-24").wrong == {"until": Wrong.TOO_FAR}


def test_whoever_decides_beside_another_is_told_who_was_first(store: Engine) -> None:
    does(store, "decide")
    second = does(store, "decide", Role.RISK_OFFICER, SOON, use="fallback")
    assert (second.outcome, second.by, second.at) == (
        Outcome.NOT_AS_SHOWN,
        "tom@example.com",
        NOW,
    )
    again = does(store, "decide", now=SOON, use="fallback", seen=seen(store))
    assert again.outcome is Outcome.DONE
    uses = [each.use for each in case_of(store, as_of=SOON).decisions]
    assert uses == [DecidedUse.SECOND_CHECK, DecidedUse.FALLBACK]


def test_a_decision_taken_back_counts_no_longer_and_can_be_seen_in_the_past(store: Engine) -> None:
    does(store, "decide")
    shown = seen(store)
    assert does(store, "take_back_decision", now=SOON, seen=shown).outcome is Outcome.DONE
    assert case_of(store, as_of=SOON).decisions == ()
    assert len(case_of(store, as_of=NOW + DAY / 1000).decisions) == 1
    later = does(store, "take_back_decision", now=SOON + DAY, seen=shown)
    assert (later.outcome, later.at) == (Outcome.NOT_AS_SHOWN, None)
    assert does(store, "decide", now=SOON).outcome is Outcome.DONE


def test_what_a_source_tells_cannot_be_taken_back_here_but_decided_anew(engine: Engine) -> None:
    told = Decision(REF, NOW - DAY, "ana", DecidedUse.KEEP, TODAY + WEEK, "It helps", "a file")
    fill(engine, "medium", told)
    shown = seen(engine)
    assert does(engine, "take_back_decision", seen=shown).outcome is Outcome.NOT_AS_SHOWN
    assert case_of(engine).decisions == (told,)
    assert does(engine, "decide", seen=shown, now=SOON).outcome is Outcome.DONE
    found = decision_of(case_of(engine, as_of=SOON), NOW - WEEK, SOON)
    assert found is not None
    assert found.use is DecidedUse.SECOND_CHECK


def test_a_pause_ends_by_itself_or_when_somebody_ends_it(store: Engine) -> None:
    assert does(store, "pause", still_used="no").outcome is Outcome.DONE
    (begun,) = case_of(store).pauses
    assert (begun.start, begun.end) == (NOW, datetime(2026, 12, 19, tzinfo=UTC))
    assert (begun.reason, begun.still_used) == ("The form changed.", False)
    assert does(store, "end_pause", now=SOON).outcome is Outcome.DONE
    (ended,) = case_of(store, as_of=SOON).pauses
    assert (ended.start, ended.end, ended.by) == (NOW, SOON, begun.by)
    assert does(store, "end_pause", now=SOON + DAY).outcome is Outcome.NOT_AS_SHOWN


def test_a_pause_that_a_source_tells_of_is_not_ended_here(engine: Engine) -> None:
    pause = Pause(REF, NOW, NOW + WEEK, "ana", "moving", still_used=True, place="a file")
    fill(engine, "medium", pause)
    assert does(engine, "end_pause", now=SOON).outcome is Outcome.NOT_AS_SHOWN
    assert case_of(engine).pauses == (pause,)


def test_a_model_is_kept_until_somebody_asks_again(store: Engine) -> None:
    does(store, "keep_model", Role.EXPERT)
    assert does(store, "keep_model", now=SOON, until="2026-12-01").outcome is Outcome.DONE
    case = case_of(store, as_of=SOON)
    found = keeping_of(case, SOON)
    assert found is not None
    assert (found.until, len(case.keepings)) == (date(2026, 12, 1), 2)


def test_that_a_model_is_kept_is_taken_back_once_and_as_it_was_shown(store: Engine) -> None:
    does(store, "keep_model", Role.EXPERT)
    assert does(store, "keep_model", now=SOON, until="2026-12-01").outcome is Outcome.DONE
    later = SOON + timedelta(minutes=5)
    old = does(store, "take_back_keeping", now=later)
    assert (old.outcome, old.by) == (Outcome.NOT_AS_SHOWN, "tom@example.com")
    seen = SOON.isoformat()
    assert does(store, "take_back_keeping", now=later, seen=seen).outcome is Outcome.DONE
    found = keeping_of(case_of(store, as_of=later), later)
    assert found is not None
    assert (found.at, found.until) == (NOW, date(2027, 5, 1)), "what was decided before counts"
    assert does(store, "take_back_keeping", now=later + DAY).outcome is Outcome.DONE
    assert keeping_of(case_of(store, as_of=later + DAY), later + DAY) is None
    with reading(store) as conn:
        entry = record.newest(conn, record.Choice("churn"))[0][0]
    assert entry.said
    assert entry.said["before"]["why"] == "For the flood."
    gone = does(store, "take_back_keeping", now=later + 2 * DAY)
    assert (gone.outcome, gone.by) == (Outcome.NOT_AS_SHOWN, "")


def test_that_a_source_tells_that_a_model_is_kept_is_not_taken_back_here(engine: Engine) -> None:
    kept = Keeping(REF, NOW, "ana", date(2027, 5, 1), "For the flood", "a file")
    fill(engine, "medium", kept)
    assert does(engine, "take_back_keeping", now=SOON).outcome is Outcome.NOT_AS_SHOWN
    assert case_of(engine).keepings == (kept,)


def test_looking_into_it_may_be_taken_back_or_followed_by_another(store: Engine) -> None:
    does(store, "look_into", Role.ANALYST)
    does(store, "look_into", Role.ANALYST, SOON, next_update="2026-12-11")
    (said,) = case_of(store, as_of=SOON).acknowledged
    assert said.next_update == date(2026, 12, 11)
    assert does(store, "stop_looking_into", now=SOON).outcome is Outcome.DONE
    assert case_of(store, as_of=SOON).acknowledged == ()
    assert does(store, "stop_looking_into", now=SOON + DAY).outcome is Outcome.NOT_AS_SHOWN

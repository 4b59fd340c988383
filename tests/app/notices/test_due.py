"""When the weekly message is due, who is told, of which models, and what owners are asked."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from app import judging, judging_rows
from app.actions.everything import ask
from app.claims import Claimed
from app.judging import judge_all
from app.language.sentence import Speech
from app.members import Rules, member, sign_in
from app.notices.due import last_weekly, wait_after
from app.notices.telling import everybody_told, tell, tell_trial, tell_week
from app.setting_notices import Weekly
from app.settings import load
from data.facts import Person
from data.members import Outcome
from data.notices import Occasion, Undelivered
from data.store import accounts
from data.store.engine import writing
from tests.app.notices.company import (
    BAD,
    DAY,
    FINE,
    HEADS,
    ZONE,
    confirmed,
    html_of,
    judged,
    model,
    settings,
    text_of,
)
from tests.data.feeding import NOW, feed_registry
from tests.smtp_server import Inbox, mail_server

MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
HEAD = "heads@example.com"
LOGIN = "https://login.example"
SIGN_IN = f"""
[sign_in]
provider = "{LOGIN}/.well-known/openid-configuration"
client_id = "rollcall"
address = "https://rollcall.example.com"
"""


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server() as found:
        yield found


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_CLIENT_SECRET", "hunter2-very-secret")
    monkeypatch.setenv("ROLLCALL_COOKIE_SECRET", "0123456789abcdef0123456789abcdef")


def subjects(inbox: Inbox, to: str = HEAD) -> list[str]:
    return [str(each["Subject"]) for each in inbox.to(to)]


# --- When.

WEEKLY = st.builds(Weekly, st.integers(0, 6), st.times().map(lambda at: at.replace(microsecond=0)))


@given(
    st.integers(0, 1_100 * 24 * 60),
    WEEKLY,
    st.sampled_from(["UTC", "Europe/London", "America/St_Johns", "Pacific/Apia"]),
)
def test_the_weekly_message_is_due_once_in_seven_days(
    minutes: int, weekly: Weekly, zone: str
) -> None:
    now = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    speech = Speech(now=now, time_zone=zone)
    at = last_weekly(now, weekly, speech)
    assert at <= now
    here = at.astimezone(ZoneInfo(zone))
    assert here.weekday() == weekly.day or (here - timedelta(hours=2)).weekday() == weekly.day
    assert now - at < timedelta(days=7, hours=2)
    assert last_weekly(at + timedelta(seconds=1), weekly, speech) == at


def test_a_change_of_clocks_moves_nothing_on_the_wall() -> None:
    speech = Speech(now=MONDAY, time_zone="Europe/London")
    for day in (datetime(2026, 3, 30, 12, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC)):
        at = last_weekly(day, Weekly(0, time(7)), speech)
        assert at.astimezone(ZoneInfo("Europe/London")).time() == time(7)


@given(st.integers(1, 10_000))
def test_waiting_grows_and_has_an_end(tries: int) -> None:
    assert timedelta(0) < wait_after(tries) <= wait_after(tries + 1) <= timedelta(hours=12)


def test_the_week_is_told_on_monday_also_where_nothing_changed(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", FINE))
    for hours in range(0, 8 * 24, 6):
        now = NOW + timedelta(hours=hours)
        judged(engine, model("churn", FINE, now=now), now=now)
        tell(ours, engine, now)
    ((_, message),) = inbox.arrived
    assert message["Subject"] == "Rollcall: this week 1 of 1 model does what was agreed"
    for said in (text_of(message), html_of(message)):
        assert "Nothing changed since 23 November." in said
        assert "1 of 1 checked at 09:30." in said
        assert "No result needs anybody." in said


def test_whoever_is_set_up_after_monday_waits_for_the_next_one(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", FINE), now=MONDAY + timedelta(minutes=1))
    assert tell(ours, engine, MONDAY + timedelta(minutes=1)) == []
    soon = MONDAY + 7 * DAY - timedelta(minutes=1)
    assert [each.occasion for each in tell(ours, engine, soon)] == [Occasion.STOPPED]
    later = tell(ours, engine, MONDAY + 7 * DAY)
    assert [each.occasion for each in later] == [Occasion.WEEKLY]
    assert "We last checked on 30 November 2026" in text_of(inbox.arrived[-1][1])


def test_the_week_says_what_could_not_be_checked(
    engine: Engine, inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = judging_rows.rows_of

    def fails(case: object, now: datetime) -> object:
        if getattr(case, "slug", "") in ("fraud", "late"):
            raise ValueError("its facts")
        return real(case, now)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "rows_of", fails)
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", FINE), model("fraud", FINE), model("late", FINE))
    tell_week(ours, engine, NOW)
    said = text_of(inbox.arrived[0][1])
    assert "1 of 3 checked at 09:30; 2 could not be. We could not check: fraud, late." in said


def test_sent_by_hand_it_does_not_come_again_that_week(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", BAD))
    tell(ours, engine, NOW)
    assert [each.why for each in tell_week(ours, engine, MONDAY + timedelta(minutes=5))] == [None]
    judged(engine, model("churn", BAD, now=MONDAY + DAY), now=MONDAY + DAY)
    assert Occasion.WEEKLY not in [each.occasion for each in tell(ours, engine, MONDAY + DAY)]


def test_a_trial_goes_to_one_and_is_not_kept(engine: Engine, inbox: Inbox, tmp_path: Path) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    came = tell_trial(ours, engine, NOW, "Heads")
    assert came
    assert came.why is None
    assert subjects(inbox) == ["Rollcall: a test of how you are told"]
    assert tell_trial(ours, engine, NOW, "Nobody") is None


# --- Whom, and of what.


def test_a_unit_is_told_of_its_models_and_of_no_others(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    more = HEADS.replace('email = "h', 'units = ["Retention"]\nemail = "h')
    ours = settings(tmp_path, engine, inbox.port, more=more)
    fine = [model("churn", FINE, unit="Retention"), model("fraud", FINE, unit="Claims")]
    judged(engine, *fine)
    tell(ours, engine, NOW)
    now = NOW + timedelta(minutes=15)
    judged(engine, fine[0], model("fraud", BAD, unit="Claims"), now=now)
    assert tell(ours, engine, now) == []
    now += timedelta(minutes=15)
    judged(engine, model("churn", BAD, unit="Retention"), now=now)
    tell(ours, engine, now)
    ((_, message),) = inbox.arrived
    assert "Models of the unit Retention." in text_of(message)
    assert "fraud" not in text_of(message)


def test_people_named_for_a_model_are_told_of_theirs_where_that_is_wanted(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    ours = settings(tmp_path, engine, inbox.port, 'owners = ["changes"]', more="")
    fine = [model("churn", FINE), model("fraud", FINE, owner="ben", backup_owner="ana")]
    judged(engine, *fine)
    tell(ours, engine, NOW)
    assert {each.key for each in everybody_told(ours, engine, NOW)} == {
        "named:ana@example.com",
        "named:ben@example.com",
    }
    now = NOW + timedelta(minutes=15)
    judged(engine, model("churn", BAD), fine[1], now=now)
    tell(ours, engine, now)
    assert [to for to, _ in inbox.arrived] == ["ana@example.com"]
    without = settings(tmp_path, engine, inbox.port, more="")
    assert everybody_told(without, engine, NOW) == []


def test_whoever_left_is_told_nothing_more(engine: Engine, inbox: Inbox, tmp_path: Path) -> None:
    ours = settings(tmp_path, engine, inbox.port, 'owners = ["changes"]', more="")
    gone = Person("ana", "Ana Ruiz", "ana@example.com", "", NOW.date(), "list")
    feed_registry(engine, [gone, *model("churn", FINE)])
    judge_all(engine, now=NOW, time_zone=ZONE)
    assert everybody_told(ours, engine, NOW) == []


def test_an_address_that_is_none_is_told_to_whoever_runs_it(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    ours = settings(tmp_path, engine, inbox.port, 'owners = ["weekly"]', more="")
    odd = Person("ana", "Ana Ruiz", "Ana Ruiz <ana@example.com>", "", None, "list")
    feed_registry(engine, [odd, *model("churn", FINE)])
    judge_all(engine, now=NOW, time_zone=ZONE)
    (came,) = tell_week(ours, engine, NOW)
    assert came.why is Undelivered.NOT_AN_ADDRESS
    assert inbox.arrived == []


# --- What people asked for.


def wish(
    engine: Engine, who: Claimed, now: datetime = NOW, when: str = "both", **asked: str
) -> Outcome:
    token = sign_in(engine, who, "", now)
    found = member(engine, token, now, Rules(provider=True))
    assert found
    typed = {"when": when, "about": "mine", **asked}
    key = f"{now.isoformat()} {typed}"
    return ask(engine, "choose_notices", typed, found, key=key, now=now, time_zone=ZONE).outcome


BEN = Claimed(LOGIN, "u2", "Ben Li", "Ben@Example.com", ())


def test_what_somebody_asked_for_goes_before_being_named(
    engine: Engine, inbox: Inbox, tmp_path: Path, provider: None
) -> None:
    more = SIGN_IN
    ours = settings(tmp_path, engine, inbox.port, 'owners = ["changes"]', more=more)
    judged(engine, model("churn", FINE, owner="ben"), model("fraud", FINE))
    assert wish(engine, BEN, about="everything") is Outcome.DONE
    found = {each.key: each for each in everybody_told(ours, engine, NOW)}
    assert set(found) == {"account:1", "named:ana@example.com"}
    assert found["account:1"].slugs is None
    wish(engine, BEN, NOW + DAY, about="mine")
    (mine,) = [each for each in everybody_told(ours, engine, NOW) if each.key == "account:1"]
    assert mine.slugs == {"churn"}
    wish(engine, BEN, NOW + 2 * DAY, when="nothing")
    assert {each.key for each in everybody_told(ours, engine, NOW)} == {"named:ana@example.com"}


def test_links_lead_to_where_people_sign_in(
    engine: Engine, inbox: Inbox, tmp_path: Path, provider: None
) -> None:
    ours = settings(tmp_path, engine, inbox.port, more=SIGN_IN)
    judged(engine, model("churn", BAD))
    wish(engine, BEN, about="everything")
    tell_week(ours, engine, NOW)
    ((to, message),) = inbox.arrived
    assert to == "Ben@Example.com"
    assert "https://rollcall.example.com/model?model=churn" in text_of(message)
    assert message["List-Unsubscribe"] == "<https://rollcall.example.com/me>"
    assert "You asked for this on the page You: all models." in text_of(message)


def test_whoever_is_shut_out_or_has_no_address_is_told_nothing(
    engine: Engine, inbox: Inbox, tmp_path: Path, provider: None
) -> None:
    ours = settings(tmp_path, engine, inbox.port, more=SIGN_IN)
    judged(engine, model("churn", FINE))
    wish(engine, BEN, about="everything")
    wish(engine, Claimed(LOGIN, "u3", "No Address", "", ()), about="everything")
    assert [each.key for each in everybody_told(ours, engine, NOW)] == ["account:1"]
    with writing(engine) as conn:
        accounts.shut_out(conn, 1, NOW)
    assert everybody_told(ours, engine, NOW) == []


def test_whoever_says_who_they_are_on_this_machine_gets_no_mail(
    engine: Engine, inbox: Inbox, tmp_path: Path, provider: None
) -> None:
    judged(engine, model("churn", FINE))
    wish(engine, BEN, about="everything")
    assert everybody_told(settings(tmp_path, engine, inbox.port, more=""), engine, NOW) == []


def test_a_new_wish_brings_nothing_of_before(
    engine: Engine, inbox: Inbox, tmp_path: Path, provider: None
) -> None:
    ours = settings(tmp_path, engine, inbox.port, more=SIGN_IN)
    judged(engine, model("churn", FINE))
    wish(engine, BEN, when="weekly", about="everything")
    tell(ours, engine, NOW)
    now = NOW + timedelta(minutes=15)
    judged(engine, model("churn", BAD), now=now)
    wish(engine, BEN, now, when="changes", about="everything")
    assert tell(ours, engine, now) == []


# --- What owners are asked once a year.


def test_owners_are_asked_to_confirm_and_reminded_once_a_month(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    ours = settings(tmp_path, engine, inbox.port, 'owners = ["confirm"]', more="")
    told = [
        [*model("churn", FINE), confirmed("churn", 370)],
        [*model("fraud", FINE, owner="ben", backup_owner="ana"), confirmed("fraud", 370)],
        [*model("late", FINE), confirmed("late", 300)],
        model("never", FINE),
    ]
    judged(engine, *told)
    for days in (0, 1, 29, 31):
        tell(ours, engine, NOW + days * DAY)
    (first, second), (other, _) = inbox.to("ana@example.com"), inbox.to("ben@example.com")
    assert first["Subject"] == "Rollcall: please confirm what is recorded of 1 model"
    assert "http://127.0.0.1:8501/model?model=churn&part=facts" in text_of(first)
    assert "fraud" not in text_of(first) + text_of(second)
    assert "fraud" in text_of(other)
    judged(engine, [*model("churn", FINE), confirmed("churn", 0)], *told[1:], now=NOW + 62 * DAY)
    tell(ours, engine, NOW + 62 * DAY)
    assert len(inbox.to("ana@example.com")) == 2
    assert len(inbox.to("ben@example.com")) == 3


def test_people_of_the_pretend_company_get_no_mail(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = settings(tmp_path, engine, 1, 'owners = ["changes"]', more="")
    judged(engine, model("churn", FINE))
    assert everybody_told(ours, engine, NOW)
    assert ours.file
    text = ours.file.read_text()
    ours.file.write_text(text[: text.index("[[sources")] + text[text.index("[notices]") :])
    pretend = load(ours.file)
    assert pretend.pretend
    assert everybody_told(pretend, engine, NOW) == []

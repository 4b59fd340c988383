"""People are told once of every change, by one process at a time, whatever fails on the way."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update

from app.notices import mail, telling
from app.notices.telling import tell
from data.notices import Occasion, Undelivered
from data.store import notices
from data.store.engine import reading, writing
from data.store.tables import status_changes
from tests.app.notices.company import (
    BAD,
    DAY,
    FINE,
    HEADS,
    html_of,
    judged,
    model,
    settings,
    text_of,
)
from tests.data.feeding import NOW
from tests.smtp_server import Inbox, mail_server

HEAD = "heads@example.com"
LATER = NOW + timedelta(minutes=15)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server() as found:
        yield found


def waiting(engine: Engine) -> list[Undelivered | None]:
    with reading(engine) as conn:
        return [each.problem for each in notices.delivered(conn).waiting]


def test_a_change_is_told_once(engine: Engine, inbox: Inbox, tmp_path: Path) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", FINE), model("fraud", FINE))
    assert tell(ours, engine, NOW) == []
    judged(engine, model("churn", BAD), model("fraud", FINE), now=LATER)
    for minutes in (0, 15, 30):
        tell(ours, engine, LATER + timedelta(minutes=minutes))
    (message,) = inbox.to(HEAD)
    assert message["Subject"] == "Rollcall: churn is now below what was agreed"
    assert message["From"] == "Rollcall <rollcall@example.com>"
    for said in (text_of(message), html_of(message)):
        assert "2 of 2 checked at 09:45." in said
        assert "http://127.0.0.1:8501/model?model=churn" in said
        assert "fraud" not in said


def test_nobody_is_told_of_what_was_before(engine: Engine, inbox: Inbox, tmp_path: Path) -> None:
    judged(engine, model("churn", FINE))
    judged(engine, model("churn", BAD), now=LATER)
    assert tell(settings(tmp_path, engine, inbox.port), engine, LATER) == []
    more = HEADS + HEADS.replace("Heads", "Others").replace("heads@", "others@")
    ours = settings(tmp_path, engine, inbox.port, more=more)
    judged(engine, model("churn", FINE), now=LATER + DAY)
    assert [each.called for each in tell(ours, engine, LATER + DAY)] == ["Heads"]


def test_all_changes_of_a_round_come_in_one_message_the_worst_first(
    engine: Engine, inbox: Inbox, tmp_path: Path
) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("a-good", BAD), model("b-bad", FINE), model("c-bad", FINE))
    tell(ours, engine, NOW)
    now = NOW + timedelta(minutes=15)
    judged(
        engine,
        model("a-good", FINE),
        model("b-bad", BAD),
        model("c-bad", BAD, impact="medium"),
        now=now,
    )
    tell(ours, engine, now)
    (message,) = inbox.to(HEAD)
    assert message["Subject"] == (
        "Rollcall: 2 models now below what was agreed, 1 meets what was agreed"
    )
    said = text_of(message)
    assert said.index("1. c-bad") < said.index("2. b-bad") < said.index("3. a-good")


def test_one_refused_address_keeps_nobody_else_from_being_told(
    engine: Engine, inbox: Inbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    inbox.refuses.add(HEAD)
    more = HEADS + HEADS.replace("Heads", "Others").replace("heads@", "others@")
    ours = settings(tmp_path, engine, inbox.port, more=more)
    judged(engine, model("churn", FINE))
    tell(ours, engine, NOW)
    judged(engine, model("churn", BAD), now=LATER)
    came = {each.called: each.why for each in tell(ours, engine, LATER)}
    assert came == {"Heads": Undelivered.RECIPIENT_REFUSED, "Others": None}
    assert len(inbox.to("others@example.com")) == 1
    assert waiting(engine) == [Undelivered.RECIPIENT_REFUSED]
    assert "hunter2" not in caplog.text
    inbox.refuses.clear()
    assert tell(ours, engine, LATER + timedelta(minutes=1)) == []
    (again,) = tell(ours, engine, LATER + timedelta(minutes=15))
    assert (again.called, again.why) == ("Heads", None)
    assert waiting(engine) == []
    assert len(inbox.to("others@example.com")) == 1


def test_a_server_that_is_away_is_told_and_tried_again_ever_more_rarely(
    engine: Engine, tmp_path: Path
) -> None:
    more = HEADS + HEADS.replace("Heads", "Others").replace("heads@", "others@")
    with mail_server() as gone:
        pass
    ours = settings(tmp_path, engine, gone.port, more=more)
    judged(engine, model("churn", FINE))
    tell(ours, engine, NOW)
    judged(engine, model("churn", BAD), now=LATER)
    tried = [
        minutes
        for minutes in range(0, 180, 5)
        for each in tell(ours, engine, LATER + timedelta(minutes=minutes))
        if (each.called, each.occasion) == ("Heads", Occasion.CHANGES)
    ]
    assert tried == [0, 5, 15, 35, 75, 155]
    assert set(waiting(engine)) == {Undelivered.UNREACHABLE}
    with mail_server() as back:
        ours = settings(tmp_path, engine, back.port, more=more)
        judged(engine, model("churn", BAD), model("fraud", BAD), now=LATER + 2 * DAY)
        tell(ours, engine, LATER + 2 * DAY)
    assert len(back.arrived) == 2
    assert all("churn" in text_of(message) for _, message in back.arrived)
    assert waiting(engine) == []


def test_two_processes_tell_everybody_once(
    engine: Engine, inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", FINE))
    tell(ours, engine, NOW)
    judged(engine, model("churn", BAD), now=LATER)
    second = []
    inbox.when_taken = lambda: second.append(tell(ours, engine, LATER))
    assert len(tell(ours, engine, LATER)) == 1
    assert second == [[]]
    assert len(inbox.arrived) == 1


def test_a_message_sent_and_not_noted_comes_once_more_and_under_the_same_number(
    engine: Engine, inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", FINE))
    tell(ours, engine, NOW)
    judged(engine, model("churn", BAD), now=LATER)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(notices, "was_sent", dies)
    with pytest.raises(KeyboardInterrupt):
        tell(ours, engine, LATER)
    monkeypatch.undo()
    assert waiting(engine) == [None]
    for minutes in (15, 30, 45):
        tell(ours, engine, LATER + timedelta(minutes=minutes))
    first, second = inbox.to(HEAD)
    assert first["Message-ID"] == second["Message-ID"]
    assert waiting(engine) == []


def test_a_message_that_cannot_be_made_holds_back_no_other(
    engine: Engine, inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = HEADS + HEADS.replace("Heads", "Others").replace("heads@", "others@")
    ours = settings(tmp_path, engine, inbox.port, more=more)
    judged(engine, model("churn", FINE))
    tell(ours, engine, NOW)
    judged(engine, model("churn", BAD), now=LATER)
    real = mail.mail_of

    def breaks(*given: Any) -> EmailMessage:
        if HEAD in given:
            raise KeyError("of ours")
        return real(*given)

    monkeypatch.setattr(telling, "mail_of", breaks)
    came = {each.called: each.why for each in tell(ours, engine, LATER)}
    assert came == {"Heads": Undelivered.INTERNAL, "Others": None}


def test_what_takes_too_long_goes_out_with_the_next_round(
    engine: Engine, inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = HEADS + HEADS.replace("Heads", "Others").replace("heads@", "others@")
    ours = settings(tmp_path, engine, inbox.port, more=more)
    judged(engine, model("churn", FINE))
    tell(ours, engine, NOW)
    judged(engine, model("churn", BAD), now=LATER)
    inbox.delay = 0.2
    monkeypatch.setattr(telling, "ROUND_SECONDS", 0.1)
    assert [each.called for each in tell(ours, engine, LATER)] == ["Heads"]
    assert [each.called for each in tell(ours, engine, LATER)] == ["Others"]
    assert len(inbox.arrived) == 2


def test_that_checking_stopped_is_told_once(engine: Engine, inbox: Inbox, tmp_path: Path) -> None:
    ours = settings(tmp_path, engine, inbox.port)
    judged(engine, model("churn", FINE))
    tell(ours, engine, NOW)
    assert tell(ours, engine, NOW + timedelta(minutes=40)) == []
    for minutes in (50, 65, 24 * 60):
        tell(ours, engine, NOW + timedelta(minutes=minutes))
    told = [each["Subject"] for each in inbox.to(HEAD)]
    assert told == ["Rollcall: we have stopped checking"]
    judged(engine, model("churn", FINE), now=NOW + 2 * DAY)
    assert tell(ours, engine, NOW + 2 * DAY) == []
    (outcome,) = tell(ours, engine, NOW + 3 * DAY)
    assert outcome.occasion is Occasion.STOPPED


def test_a_model_that_cannot_be_told_of_silences_nobody_else(
    engine: Engine, inbox: Inbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    units = HEADS.replace("Heads", "Others").replace("heads@", "others@") + 'units = ["Claims"]\n'
    ours = settings(tmp_path, engine, inbox.port, more=HEADS + units)
    judged(engine, model("churn", FINE), model("fraud", FINE, unit="Claims"))
    tell(ours, engine, NOW)
    judged(engine, model("churn", BAD), model("fraud", BAD, unit="Claims"), now=LATER)
    with writing(engine) as conn:
        broken = update(status_changes).where(status_changes.c.slug == "churn")
        conn.execute(broken.values(reason={"code": "of another version"}))
    assert [each.called for each in tell(ours, engine, LATER)] == ["Others"]
    assert "a message could not be made" in caplog.text

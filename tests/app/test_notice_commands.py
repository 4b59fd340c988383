"""``rollcall digest`` and ``rollcall notices`` at the terminal, to a real mail server."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.notices.telling import tell
from app.rounds import make_round
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.app.notices.company import BAD, FINE, HEADS, judged, model, settings, text_of
from tests.rollcall_process import rollcall
from tests.smtp_server import Inbox, mail_server

TODAY = datetime.now(UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(opened)
    judged(
        opened,
        model("churn", BAD, TODAY, unit="Retention"),
        model("fraud", FINE, TODAY, unit="Claims", owner="ben"),
        now=TODAY,
    )
    yield opened
    opened.dispose()


@pytest.fixture
def inbox(engine: Engine, tmp_path: Path) -> Iterator[Inbox]:
    """A mail server, and a configuration that names it."""
    with mail_server() as found:
        settings(tmp_path, engine, found.port)
        yield found


def said(folder: Path, *arguments: str) -> str:
    done = rollcall(*arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(folder: Path, *arguments: str) -> str:
    done = rollcall(*arguments, cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    return " ".join(done.stderr.replace("│", " ").split())


def test_the_digest_is_shown_and_sent_to_nobody(inbox: Inbox, tmp_path: Path) -> None:
    told = said(tmp_path, "digest")
    assert told.startswith("1 of 2 models do what was agreed, on recent results.\n")
    assert "1. churn (Below what was agreed)" in told
    assert "2 of 2 checked at" in told
    assert inbox.arrived == []


def test_it_is_narrowed_to_a_unit_or_a_person(inbox: Inbox, tmp_path: Path) -> None:
    assert "churn" not in said(tmp_path, "digest", "--unit", "Claims")
    for who in ("Ben Li", "BEN@example.com"):
        assert said(tmp_path, "digest", "--person", who).startswith("1 of 1 model does")
    both = said(tmp_path, "digest", "--person", "Ben Li", "--unit", "Retention")
    assert both.startswith("No model in use is among those you are told of.")


def test_it_is_written_as_html(inbox: Inbox, tmp_path: Path) -> None:
    said(tmp_path, "digest", "--html", "week.html", "--since", "2026-01-01")
    html = (tmp_path / "week.html").read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "churn" in html


def test_it_is_sent_now_to_those_who_get_it(inbox: Inbox, tmp_path: Path) -> None:
    assert said(tmp_path, "digest", "--send") == "Sent to Heads: the weekly message.\n"
    ((to, message),) = inbox.arrived
    assert to == "heads@example.com"
    assert "churn" in text_of(message)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("digest", "--unit", "Nowhere"), "No model is of the unit Nowhere."),
        (("digest", "--person", "Nobody"), "Nobody called Nobody is named for a model."),
        (("digest", "--send", "--unit", "Claims"), "so it goes alone"),
        (("digest", "--since", "2999-01-01"), "has not been yet"),
        (("notices", "--test", "Nobody"), "Nobody who is told is called Nobody."),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], told: str, inbox: Inbox, tmp_path: Path
) -> None:
    assert told in refused(tmp_path, *arguments)


def test_who_is_told_is_listed(inbox: Inbox, engine: Engine, tmp_path: Path) -> None:
    assert said(tmp_path, "notices") == "Heads: changes, the weekly message\n"
    settings(tmp_path, engine, inbox.port, more="")
    assert said(tmp_path, "notices").startswith("Nobody is told of their own accord")


def test_a_test_message_arrives_or_it_says_why_not(
    inbox: Inbox, engine: Engine, tmp_path: Path
) -> None:
    assert said(tmp_path, "notices", "--test", "Heads") == "A test message went to Heads.\n"
    inbox.refuses.add("heads@example.com")
    done = rollcall("notices", "--test", "Heads", cwd=tmp_path)
    assert done.returncode == 1
    *events, words = done.stderr.splitlines()
    assert words == "The mail server refused this address."
    assert {json.loads(each)["why"] for each in events} == {"recipient_refused"}
    assert "hunter2" not in done.stderr


def test_what_is_due_is_sent_where_nobody_makes_rounds(
    inbox: Inbox, engine: Engine, tmp_path: Path
) -> None:
    assert said(tmp_path, "notices", "--send") == "Nothing is to be sent now.\n"
    now = datetime.now(UTC)
    judged(engine, model("churn", BAD, TODAY), model("fraud", BAD, TODAY, owner="ben"), now=now)
    assert said(tmp_path, "notices", "--send") == "Sent to Heads: changes.\n"


def test_a_round_tells_and_goes_on_where_telling_fails(
    inbox: Inbox,
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ours = settings(tmp_path, engine, inbox.port, more=HEADS)
    tell(ours, engine, datetime.now(UTC))
    now = datetime.now(UTC)
    judged(engine, model("churn", BAD, TODAY), model("fraud", BAD, TODAY, owner="ben"), now=now)
    make_round(ours, engine, datetime.now(UTC), ours.sync.every)
    assert [each["Subject"] for each in inbox.to("heads@example.com")] == [
        "Rollcall: fraud is now below what was agreed"
    ]

    def breaks(*_: object) -> None:
        raise KeyError("of ours")

    monkeypatch.setattr("app.rounds.tell", breaks)
    make_round(ours, engine, datetime.now(UTC), ours.sync.every)
    assert "people could not be told" in caplog.text

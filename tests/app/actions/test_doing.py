"""How anything is changed: by those who may, once, wholly or not at all, and on the record."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, func, select

from app.actions import doing
from app.actions.doing import Answer, Form, action
from app.actions.everything import ACTIONS, MODULES, ask
from app.actions.looking_into import LookInto
from data.members import Member, Outcome, Role, Wrong
from data.store import record
from data.store.engine import reading
from data.store.grounds import acknowledged
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, churn, feed_registry

ROOT = Path(__file__).parents[3]
ZONE = "Europe/London"
UNDISTURBED = 3
"""Saves that tell how long one takes here, before others are interrupted within that time."""
TYPED = {"model": "churn", "next_update": "2026-12-04", "note": "The form changed."}


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, churn())
    return engine


def look_into(store: Engine, who: Member, key: str = "0123456789abcdef", **typed: str) -> Answer:
    return ask(store, "look_into", TYPED | typed, who, key=key, now=NOW, time_zone=ZONE)


def kept(store: Engine) -> tuple[int, int]:
    """How many rows there are, and how many entries in the record."""
    with reading(store) as conn:
        rows = conn.scalar(select(func.count()).select_from(acknowledged)) or 0
        found = record.verify(conn)
    assert found.broken is None
    return rows, found.count


def test_what_was_done_is_kept_and_recorded(store: Engine) -> None:
    ana = somebody(store, NOW, [Role.EXPERT])
    assert look_into(store, ana) == Answer(Outcome.DONE, 1)
    with reading(store) as conn:
        row = conn.execute(select(acknowledged)).one()
        entry = record.newest(conn, record.Choice("churn"))[0][0]
    assert (row.said_by, row.note) == ("ana ruiz@example.com", "The form changed.")
    assert row.next_update == date(2026, 12, 4)
    assert (entry.action, entry.at) == ("look_into", NOW)
    assert entry.said
    assert entry.said["after"] == {"next_update": "2026-12-04", "note": "The form changed."}
    assert entry.said["who"]["roles"] == ["expert", "viewer"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_refused_to_every_role_that_may_not(
    store: Engine, name: str, role: Role
) -> None:
    """Checked before anything that was typed is looked at, so an empty form is enough."""
    who = somebody(store, NOW, [role])
    answer = ask(store, name, {}, who, key="0" * 16, now=NOW, time_zone=ZONE)
    may = bool({role, Role.VIEWER} & ACTIONS[name].allowed)
    assert (answer.outcome is Outcome.NOT_ALLOWED) is not may
    if not may:
        assert kept(store) == (0, 0)


def test_every_module_of_actions_is_listed() -> None:
    named = {each.__name__.rsplit(".", 1)[1] for each in MODULES}
    files = {each.stem for each in (ROOT / "app" / "actions").glob("*.py")}
    assert files - named == {
        "__init__",
        "admitting",
        "doing",
        "everything",
    }


def test_an_action_says_who_may() -> None:
    with pytest.raises(TypeError, match="no role"):
        action("nothing")


def test_no_two_actions_share_a_name() -> None:
    with pytest.raises(TypeError, match="two actions"):
        action("look_into", Role.EXPERT)(ACTIONS["look_into"].do)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"next_update": ""}, {"next_update": Wrong.NOT_A_DAY}),
        ({"next_update": "yesterday"}, {"next_update": Wrong.NOT_A_DAY}),
        ({"next_update": "2026-11-23"}, {"next_update": Wrong.NOT_LATER}),
        ({"next_update": "9999-12-31"}, {"next_update": Wrong.TOO_FAR}),
        ({"note": "x" * 1_001}, {"note": Wrong.TOO_LONG}),
        ({"model": "nobody-knows"}, {"model": Wrong.NOT_A_CHOICE}),
        ({"role": "administrator"}, {"role": Wrong.NOT_ALLOWED}),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    store: Engine, typed: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    answer = look_into(store, somebody(store, NOW, [Role.EXPERT]), **typed)
    assert (answer.outcome, answer.wrong) == (Outcome.NOT_FILLED_IN, wrong)
    assert kept(store) == (0, 0)


def test_what_is_missing_is_named(store: Engine) -> None:
    who = somebody(store, NOW, [Role.EXPERT])
    answer = ask(store, "look_into", {}, who, key="0" * 16, now=NOW, time_zone=ZONE)
    assert answer.wrong == {"model": Wrong.NEEDED, "next_update": Wrong.NEEDED}


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE facts; --",
        "%s%n{{7*7}}",
        "续保 مرحبا 👩‍👩‍👧",
        "a\x00b",
    ],
)
def test_whatever_is_typed_is_kept_as_it_is(store: Engine, note: str) -> None:
    """But for NUL, which PostgreSQL cannot keep."""
    look_into(store, somebody(store, NOW, [Role.EXPERT]), note=note)
    with reading(store) as conn:
        assert conn.scalar(select(acknowledged.c.note)) == note.replace("\x00", "")


def test_sent_a_hundred_times_at_once_it_is_done_once(store: Engine) -> None:
    ana = somebody(store, NOW, [Role.EXPERT])
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: look_into(store, ana), range(100)))
    assert {each.number for each in answers} == {1}
    assert kept(store) == (1, 1)


def test_the_key_of_one_person_is_not_that_of_another(store: Engine) -> None:
    look_into(store, somebody(store, NOW, [Role.EXPERT]))
    assert look_into(store, somebody(store, NOW, [Role.EXPERT], "Ben Li")).number == 2
    assert kept(store) == (2, 2)


def test_twenty_people_write_about_one_model_at_once(store: Engine) -> None:
    everybody = [somebody(store, NOW, [Role.EXPERT], f"Person {n}") for n in range(20)]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda who: look_into(store, who), everybody))
    assert sorted(each.number for each in answers) == list(range(1, 21))
    assert kept(store) == (20, 20)


def test_where_the_record_cannot_be_written_nothing_is(
    store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(record, "append", fails)
    with pytest.raises(OSError, match="disk"):
        look_into(store, somebody(store, NOW, [Role.EXPERT]))
    monkeypatch.undo()
    assert kept(store) == (0, 0)


def test_where_the_action_fails_the_record_says_nothing(
    store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_doing: object, form: Form) -> doing.Deed:
        raise OSError(str(form))

    broken = doing.Action("look_into", frozenset({Role.EXPERT}), LookInto, fails)
    monkeypatch.setitem(ACTIONS, "look_into", broken)
    with pytest.raises(OSError, match="form"):
        look_into(store, somebody(store, NOW, [Role.EXPERT]), note="form")
    assert kept(store) == (0, 0)


@pytest.fixture
def saving(store: Engine) -> Iterator[subprocess.Popen[str]]:
    """A process that forks one more for every line, which saves under the key on that line."""
    url = store.url.render_as_string(hide_password=False)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-m", "tests.app.actions.saving", url]
    with subprocess.Popen(
        program, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_killed_at_any_moment_it_is_saved_wholly_or_not_at_all(
    store: Engine, saving: subprocess.Popen[str]
) -> None:
    """Two hundred saves, each killed after a moment; then each is sent once more."""
    assert saving.stdin
    assert saving.stdout
    draw, ana = Random(7), somebody(store, NOW, [Role.EXPERT], "Saver")
    keys = [f"interrupted {number:06}" for number in range(200)]
    longest = 0.0
    for number, key in enumerate(keys):
        began = time.monotonic()
        delay = draw.uniform(0, longest) if number >= UNDISTURBED else None
        saving.stdin.write(f"{ana.account} {number} {delay} {key}\n")
        saving.stdin.flush()
        assert saving.stdout.readline() == "over\n"
        if delay is None:
            longest = max(longest, time.monotonic() - began)
    rows, entries = kept(store)
    assert rows == entries
    assert UNDISTURBED < entries < 200
    later = NOW + timedelta(minutes=1)
    for number, key in enumerate(keys):
        typed = {**TYPED, "note": f"{number}"}
        ask(store, "look_into", typed, ana, key=key, now=later, time_zone=ZONE)
    assert kept(store) == (200, 200)

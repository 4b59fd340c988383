"""``rollcall verify-log`` and ``rollcall redact``, as processes of their own."""

import sqlite3
from pathlib import Path

import pytest

from data.members import Member, Role
from data.store import record
from data.store.engine import open_store, writing
from tests.data.feeding import NOW
from tests.rollcall_process import rollcall

ANA = Member(1, "https://login.example", "ana", "Ana Ruiz", "", frozenset({Role.EXPERT}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose store holds a record of three entries."""
    assert rollcall("init", cwd=tmp_path).returncode == 0
    engine = open_store(f"sqlite:///{store(tmp_path)}")
    with writing(engine) as conn:
        for number in range(3):
            said = {"before": {}, "after": {"note": f"note {number}"}}
            record.append(conn, at=NOW, action="look_into", slug="", who=ANA, said=said)
    engine.dispose()
    return tmp_path


def store(folder: Path) -> Path:
    return folder / "var" / "rollcall.db"


def kept(folder: Path) -> str:
    """What a run tells to keep elsewhere."""
    told = rollcall("verify-log", cwd=folder).stdout
    return told.split("--expect ")[1].split(",")[0].replace("\n", "")


def test_a_record_that_holds_says_what_to_keep(folder: Path) -> None:
    done = rollcall("verify-log", cwd=folder)
    assert done.returncode == 0
    assert "The record holds: 3 entries" in done.stdout
    assert kept(folder).startswith("3:")
    assert rollcall("verify-log", "--expect", kept(folder), cwd=folder).returncode == 0


def test_an_empty_record_holds(tmp_path: Path) -> None:
    rollcall("init", cwd=tmp_path)
    done = rollcall("verify-log", cwd=tmp_path)
    assert done.returncode == 0
    assert "0 entries" in done.stdout


def test_a_changed_record_names_the_first_entry_that_does_not_hold(folder: Path) -> None:
    with sqlite3.connect(store(folder)) as conn:
        conn.execute("DROP TRIGGER record_contents_keep")
        conn.execute("UPDATE record_contents SET said = '{}' WHERE number = 2")
    done = rollcall("verify-log", cwd=folder)
    assert done.returncode == 1
    assert "What entry 2 says was changed." in done.stderr


def test_a_record_cut_off_shows_by_what_was_kept(folder: Path) -> None:
    seal = kept(folder)
    with sqlite3.connect(store(folder)) as conn:
        for table in ("record_contents", "record_entries"):
            conn.execute(f"DROP TRIGGER {table}_stay")
            conn.execute(f"DELETE FROM {table} WHERE number = 3")
    assert rollcall("verify-log", cwd=folder).returncode == 0
    done = rollcall("verify-log", "--expect", seal, cwd=folder)
    assert done.returncode == 1
    assert "Entry 3 does not carry the seal you gave" in done.stderr


@pytest.mark.parametrize("odd", ["", "3", "0:" + "a" * 64, "3:" + "g" * 64])
def test_what_was_not_told_is_refused(folder: Path, odd: str) -> None:
    assert rollcall("verify-log", "--expect", odd, cwd=folder).returncode == 2


def test_what_an_entry_says_is_taken_out_on_the_record(folder: Path) -> None:
    done = rollcall("redact", "2", "--why", "names a customer", cwd=folder)
    assert done.returncode == 0
    assert rollcall("verify-log", cwd=folder).stdout.startswith("The record holds: 4 entries")
    with sqlite3.connect(store(folder)) as conn:
        said = [row[0] for row in conn.execute("SELECT said FROM record_contents ORDER BY number")]
    assert said[1] is None
    assert "names a customer" in said[3]
    assert "command line" in said[3]


def test_an_entry_that_is_not_there_is_said(folder: Path) -> None:
    done = rollcall("redact", "9", "--why", "x", cwd=folder)
    assert done.returncode == 2
    assert "there is no entry 9" in done.stderr

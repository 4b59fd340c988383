"""Backup and restore: everything comes back, into either database, or nothing is changed."""

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, inspect, select

from app.actions.everything import ask
from app.judging import judge_all
from data.members import Role
from data.store import accounts, backup, record
from data.store.accounts import sign_ins
from data.store.backup import BackupFailed, Fault, back_up, restore
from data.store.engine import open_store, reading, writing
from data.store.schema import SchemaState, schema_state
from data.store.tables import readings
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, churn, everything, feed_registry, weekly

NOTE = 'The form changed. 续保 مرحبا \u2028 \\n "quoted"'


@pytest.fixture
def full(engine: Engine) -> Engine:
    """A store with readings, verdicts, an action on the record and a sign-in."""
    feed_registry(engine, churn(*weekly(30)))
    judge_all(engine, now=NOW, time_zone="Europe/London")
    ana = somebody(engine, NOW, [Role.EXPERT])
    typed = {"model": "churn", "next_update": "2026-12-04", "note": NOTE}
    ask(engine, "look_into", typed, ana, key="0" * 16, now=NOW, time_zone="Europe/London")
    with writing(engine) as conn:
        accounts.begin(conn, "token", NOW, ana.account)
    return engine


@pytest.fixture
def empty(new_database: Callable[[], str]) -> Iterator[Engine]:
    found = open_store(new_database())
    yield found
    found.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "monday.zip"


def test_everything_comes_back_into_either_database(
    full: Engine, empty: Engine, file: Path
) -> None:
    made = back_up(full, file, NOW)
    assert restore(empty, file) == made
    before, after = everything(full), everything(empty)
    assert before.pop("sign_ins")
    assert after.pop("sign_ins") == []
    assert after == before
    assert schema_state(empty) is SchemaState.CURRENT
    with reading(empty) as conn:
        assert record.verify(conn).count == 1


def test_what_comes_back_goes_on(full: Engine, empty: Engine, file: Path) -> None:
    """New rows get new numbers, and the record its next entry."""
    back_up(full, file, NOW)
    restore(empty, file)
    later = NOW + timedelta(days=7)
    feed_registry(empty, churn(*weekly(1, end=later)), now=later)
    ben = somebody(empty, later, [Role.EXPERT], "Ben Li")
    typed = {"model": "churn", "next_update": "2026-12-11", "note": ""}
    answer = ask(empty, "look_into", typed, ben, key="1" * 16, now=later, time_zone="UTC")
    assert answer.number == 2
    with reading(empty) as conn:
        assert conn.scalar(select(func.count()).select_from(readings)) == 31
        assert record.verify(conn).broken is None


def test_a_backup_is_for_nobody_else_to_read(full: Engine, file: Path) -> None:
    back_up(full, file, NOW)
    assert file.stat().st_mode & 0o077 == 0
    assert [each.name for each in file.parent.iterdir() if "monday" in each.name] == [file.name]


def test_no_backup_takes_the_place_of_another(full: Engine, file: Path) -> None:
    file.write_text("sunday")
    with pytest.raises(BackupFailed, match="file_exists"):
        back_up(full, file, NOW)
    assert file.read_text() == "sunday"


def test_what_cannot_be_finished_leaves_no_file(
    full: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> str:
        raise OSError("the disk is full")

    monkeypatch.setattr(backup, "as_text", fails)
    with pytest.raises(OSError, match="full"):
        back_up(full, file, NOW)
    assert not [each for each in file.parent.iterdir() if "monday" in each.name]


def test_a_store_that_holds_something_is_left_alone(full: Engine, file: Path) -> None:
    back_up(full, file, NOW)
    before = everything(full)
    with pytest.raises(BackupFailed, match="not_empty"):
        restore(full, file)
    assert everything(full) == before


def without_a_row(pack: dict[str, bytes]) -> None:
    pack["tables/readings.jsonl"] = pack["tables/readings.jsonl"].split(b"\n", 1)[1]


def without_a_table(pack: dict[str, bytes]) -> None:
    del pack["tables/readings.jsonl"]


def with_half_a_row(pack: dict[str, bytes]) -> None:
    pack["tables/readings.jsonl"] = pack["tables/readings.jsonl"][:-20]


def of_another_format(pack: dict[str, bytes]) -> None:
    pack["manifest.json"] = json.dumps({**json.loads(pack["manifest.json"]), "format": 2}).encode()


def of_newer_tables(pack: dict[str, bytes]) -> None:
    told = {**json.loads(pack["manifest.json"]), "schema": "9999"}
    pack["manifest.json"] = json.dumps(told).encode()


def without_manifest(pack: dict[str, bytes]) -> None:
    del pack["manifest.json"]


def with_a_strange_column(pack: dict[str, bytes]) -> None:
    pack["tables/models.jsonl"] = b'{"colour": "red"}\n'


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (without_a_row, Fault.DAMAGED),
        (without_a_table, Fault.DAMAGED),
        (with_half_a_row, Fault.DAMAGED),
        (with_a_strange_column, Fault.DAMAGED),
        (of_another_format, Fault.NEWER),
        (of_newer_tables, Fault.NEWER),
        (without_manifest, Fault.NOT_A_BACKUP),
    ],
)
def test_a_spoilt_backup_changes_nothing(
    full: Engine,
    empty: Engine,
    file: Path,
    spoil: Callable[[dict[str, bytes]], None],
    fault: Fault,
) -> None:
    back_up(full, file, NOW)
    with zipfile.ZipFile(file) as pack:
        held = {name: pack.read(name) for name in pack.namelist()}
    spoil(held)
    with zipfile.ZipFile(file, "w") as pack:
        for name, content in held.items():
            pack.writestr(name, content)
    with pytest.raises(BackupFailed, match=fault.value):
        restore(empty, file)
    assert inspect(empty).get_table_names() == []


@pytest.mark.parametrize("cut", [0, 10, 1_000])
def test_a_file_that_was_cut_off_is_said_to_be_so(
    full: Engine, empty: Engine, file: Path, cut: int
) -> None:
    back_up(full, file, NOW)
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(BackupFailed, match="damaged"):
        restore(empty, file)
    assert inspect(empty).get_table_names() == []


def test_no_file_is_no_backup(empty: Engine, file: Path) -> None:
    with pytest.raises(BackupFailed, match="no_file"):
        restore(empty, file)


def test_nobody_is_let_in_again_by_a_backup(full: Engine, empty: Engine, file: Path) -> None:
    back_up(full, file, NOW)
    restore(empty, file)
    with reading(empty) as conn:
        assert conn.execute(select(sign_ins)).all() == []
        assert accounts.sign_in(conn, "token", NOW, timedelta(hours=1)) is None
        (ana,) = accounts.everybody(conn)
    assert ana.name == "Ana Ruiz"

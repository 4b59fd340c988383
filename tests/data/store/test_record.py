"""The record: what was written stays, and whoever changes it in the file itself is found out."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from data.members import Member, Role
from data.store import record
from data.store.engine import reading, writing
from data.store.record import Break, Choice
from tests.data.feeding import NOW

ANA = Member(1, "https://login.example", "ana", "Ana Ruiz", "", frozenset({Role.EXPERT}))
MINUTE = timedelta(minutes=1)


def write(engine: Engine, count: int) -> None:
    with writing(engine) as conn:
        for number in range(1, count + 1):
            record.append(
                conn,
                at=NOW + number * MINUTE,
                action="sign",
                slug=f"m{number}",
                who=ANA,
                said={"before": {}, "after": {"minimum": number}},
                key=f"key {number}",
            )


def verified(engine: Engine) -> record.Verified:
    with reading(engine) as conn:
        return record.verify(conn)


def test_nothing_written_holds(engine: Engine) -> None:
    assert verified(engine) == record.Verified(0, "0" * 64)


def test_what_was_done_is_kept_with_who_and_when(engine: Engine) -> None:
    write(engine, 2)
    with reading(engine) as conn:
        found, count = record.newest(conn, Choice())
    assert count == 2
    assert [each.number for each in found] == [2, 1]
    assert found[1].at == NOW + MINUTE
    assert found[1].said == {
        "before": {},
        "after": {"minimum": 1},
        "who": {
            "issuer": "https://login.example",
            "subject": "ana",
            "name": "Ana Ruiz",
            "roles": ["expert"],
        },
    }
    assert verified(engine).count == 2


def test_the_record_can_be_narrowed(engine: Engine) -> None:
    write(engine, 3)
    with reading(engine) as conn:
        found, count = record.newest(conn, Choice("m2"))
        assert record.newest(conn, Choice(action="decide")) == ([], 0)
        assert record.newest(conn, Choice(limit=1, offset=2))[0][0].number == 1
        assert record.newest(conn, Choice(by=NOW + 2 * MINUTE))[1] == 2
        assert record.actions(conn) == ["sign"]
    assert ([each.slug for each in found], count) == (["m2"], 1)


def test_a_key_finds_what_it_did(engine: Engine) -> None:
    write(engine, 2)
    with reading(engine) as conn:
        found = record.done_by(conn, "key 2")
        assert record.done_by(conn, "another") is None
    assert found
    assert found.number == 2


def look_away(conn: Connection, engine: Engine) -> None:
    """What somebody does who has the file, or owns the server."""
    if engine.dialect.name == "sqlite":
        for name in conn.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
            conn.execute(text(f"DROP TRIGGER {name}"))
        conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        conn.execute(text("SET LOCAL session_replication_role = replica"))


TAMPERED: dict[str, tuple[list[str], int, Break]] = {
    "the action": (
        ["UPDATE record_entries SET action = 'other' WHERE number = 3"],
        3,
        Break.CHANGED,
    ),
    "the model": (["UPDATE record_entries SET slug = 'm9' WHERE number = 3"], 3, Break.CHANGED),
    "the moment": (
        ["UPDATE record_entries SET at = '2020-01-01' WHERE number = 3"],
        3,
        Break.CHANGED,
    ),
    "what was said": (
        ["UPDATE record_contents SET said = replace(said, '3', '4') WHERE number = 3"],
        3,
        Break.CONTENTS_CHANGED,
    ),
    "its salt": (
        ["UPDATE record_contents SET salt = 'a' WHERE number = 3"],
        3,
        Break.CONTENTS_CHANGED,
    ),
    "taken out in silence": (
        ["UPDATE record_contents SET salt = NULL, said = NULL WHERE number = 3"],
        3,
        Break.TAKEN_OUT,
    ),
    "one deleted": (
        [
            "DELETE FROM record_contents WHERE number = 3",
            "DELETE FROM record_entries WHERE number = 3",
        ],
        3,
        Break.MISSING,
    ),
    "two exchanged": (
        [
            "UPDATE record_contents SET said = (SELECT said FROM record_contents WHERE number = 2) "
            "WHERE number = 4"
        ],
        4,
        Break.CONTENTS_CHANGED,
    ),
    "the first": (["UPDATE record_entries SET action = 'x' WHERE number = 1"], 1, Break.CHANGED),
    "the last": (["UPDATE record_entries SET action = 'x' WHERE number = 5"], 5, Break.CHANGED),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whoever_changes_it_in_the_store_is_found_out(engine: Engine, what: str) -> None:
    statements, number, broken = TAMPERED[what]
    write(engine, 5)
    with writing(engine) as conn:
        look_away(conn, engine)
        for statement in statements:
            conn.execute(text(statement))
    found = verified(engine)
    assert (found.broken_at, found.broken) == (number, broken)


def test_an_end_cut_off_shows_by_its_digest(engine: Engine) -> None:
    write(engine, 5)
    whole = verified(engine)
    with writing(engine) as conn:
        look_away(conn, engine)
        conn.execute(text("DELETE FROM record_contents WHERE number = 5"))
        conn.execute(text("DELETE FROM record_entries WHERE number = 5"))
    cut = verified(engine)
    assert (cut.count, cut.broken) == (4, None)
    assert cut.digest != whole.digest
    with reading(engine) as conn:
        assert record.digest_at(conn, 5) is None
        assert record.digest_at(conn, 4) == cut.digest


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM record_entries",
        "DELETE FROM record_contents",
        "UPDATE record_entries SET slug = 'm2'",
        "UPDATE record_contents SET said = 'x'",
    ],
)
def test_the_store_itself_refuses_to_change_it(engine: Engine, statement: str) -> None:
    write(engine, 2)
    with pytest.raises(DatabaseError, match="record"), writing(engine) as conn:
        conn.execute(text(statement))
    assert verified(engine).count == 2


def test_personal_data_is_taken_out_and_the_chain_holds(engine: Engine) -> None:
    write(engine, 3)
    with writing(engine) as conn:
        assert record.redact(conn, 2)
        said = {"before": {}, "after": {}, "number": 2}
        record.append(conn, at=NOW, action=record.REDACTED, slug="", who=ANA, said=said)
        assert not record.redact(conn, 2)
        assert not record.redact(conn, 99)
    assert (verified(engine).count, verified(engine).broken) == (4, None)
    with reading(engine) as conn:
        found, _ = record.newest(conn, Choice("m2"))
        everything = [*conn.execute(text("SELECT * FROM record_contents WHERE number = 2"))]
    assert found[0].said is None
    assert everything == [(2, None, None)]


def test_the_same_key_is_taken_once(engine: Engine) -> None:
    write(engine, 1)
    with pytest.raises(DatabaseError):
        write(engine, 1)
    assert verified(engine).count == 1


def test_what_no_database_keeps_is_left_out(engine: Engine) -> None:
    with writing(engine) as conn:
        record.append(
            conn, at=NOW, action="sign", slug="", who=ANA, said={"note": "a\x00b \ud800 续"}
        )
    with reading(engine) as conn:
        found, _ = record.newest(conn, Choice())
    assert found[0].said
    assert "续" in found[0].said["note"]
    assert verified(engine).broken is None


def test_what_is_said_is_json_in_one_order(engine: Engine) -> None:
    write(engine, 1)
    with reading(engine) as conn:
        said = conn.scalar(text("SELECT said FROM record_contents"))
    assert said == json.dumps(json.loads(said), sort_keys=True, ensure_ascii=False)


def test_two_writers_follow_each_other(engine: Engine) -> None:
    """The second waits for the first: no two entries follow the same one."""

    def one(number: int) -> None:
        with writing(engine) as conn:
            record.append(
                conn, at=NOW, action="sign", slug=f"m{number}", who=ANA, said={}, key=str(number)
            )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(40)))
    assert (verified(engine).count, verified(engine).broken) == (40, None)

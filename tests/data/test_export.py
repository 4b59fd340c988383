"""Everything out as JSON Lines or Parquet, and in again: equal in either database, or nothing."""

import json
import shutil
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Engine,
    MetaData,
    String,
    Table,
    inspect,
    select,
    text,
)

from app.actions.everything import ask
from app.judging import judge_all, outlooks_as_of
from data.export import cells, json_lines, parquet_files, writing
from data.export.dictionary import SHARED, TABLE, entries, meaning, shared
from data.export.faults import Failed, Fault
from data.export.manifest import NAME, Kind, file_name, seal
from data.export.reading import bring_in
from data.export.writing import README, export
from data.members import Role
from data.store import accounts, record
from data.store.accounts import sign_ins
from data.store.brought_tables import brought_lists
from data.store.engine import open_store, reading
from data.store.engine import writing as writing_to
from data.store.schema import SchemaState, schema_state, upgrade
from data.store.tables import metadata
from data.store.whole import tables
from data.sync import sync
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, PRETEND, churn, everything, feed_registry, weekly
from tests.stores import another_database

ZONE = "Europe/London"
NOTE = 'The form changed. 续保 مرحبا 👩‍🔬 \u2028 \\n "quoted" = ; \t end'
Spoil = Callable[[Path], None]


@pytest.fixture
def full(engine: Engine) -> Engine:
    return filled(engine)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, template_file: Path) -> Iterator[Engine]:
    """The same in SQLite, for tests that only read it."""
    path = shutil.copy(template_file, tmp_path_factory.mktemp("plain") / "store.db")
    found = open_store(f"sqlite:///{path}")
    yield filled(found)
    found.dispose()


def filled(engine: Engine) -> Engine:
    """A store with readings, verdicts, two actions on the record and a sign-in."""
    feed_registry(engine, churn(*weekly(30, 0.1 + 0.2, place=NOTE)))
    judge_all(engine, now=NOW, time_zone=ZONE)
    ana = somebody(engine, NOW, [Role.EXPERT])
    for number, news in enumerate(("2026-12-04", "2026-12-05")):
        typed = {"model": "churn", "next_update": news, "note": NOTE}
        ask(engine, "look_into", typed, ana, key=str(number) * 16, now=NOW, time_zone=ZONE)
    with writing_to(engine) as conn:
        accounts.begin(conn, "token", NOW, ana.account)
    return engine


@pytest.fixture
def empty(new_database: Callable[[], str]) -> Iterator[Engine]:
    found = open_store(new_database())
    yield found
    found.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "everything"


def all_rows(engine: Engine) -> dict[str, list[tuple[str, ...]]]:
    """Every row of every table but the sign-ins and the lists that wait for somebody."""
    with reading(engine) as conn:
        return {
            table.name: sorted(tuple(map(repr, row)) for row in conn.execute(select(table)))
            for table in metadata.sorted_tables
            if table not in (sign_ins, brought_lists)
        }


@pytest.mark.parametrize("kind", Kind)
def test_everything_comes_back_into_either_database(
    full: Engine, empty: Engine, folder: Path, kind: Kind
) -> None:
    made = export(full, folder, kind, NOW)
    assert bring_in(empty, folder) == made
    assert all_rows(empty) == all_rows(full)
    assert schema_state(empty) is SchemaState.CURRENT
    with reading(empty) as conn:
        assert record.verify(conn).count == 2
        assert conn.execute(select(sign_ins)).all() == []
    # New rows get new numbers, and the record its next entry.
    later = NOW + timedelta(days=7)
    feed_registry(empty, churn(*weekly(1, end=later)), now=later)
    ben = somebody(empty, later, [Role.EXPERT], "Ben Li")
    typed = {"model": "churn", "next_update": "2026-12-11", "note": ""}
    assert ask(empty, "look_into", typed, ben, key="2" * 16, now=later, time_zone=ZONE).number == 3


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Engine]:
    """The pretend company, judged."""
    engine = open_store(f"sqlite:///{tmp_path / 'company.db'}")
    upgrade(engine)
    sync(engine, [PRETEND], now=NOW, time_zone=ZONE, base=tmp_path)
    judge_all(engine, now=NOW, time_zone=ZONE)
    yield engine
    engine.dispose()


def test_a_whole_company_goes_round_both_databases(
    company: Engine, postgres: str, tmp_path: Path
) -> None:
    first, last = (another_database(postgres) for _ in range(2))
    places = [first, f"sqlite:///{tmp_path / 'again.db'}", last]
    before, found = all_rows(company), company
    said = list(outlooks_as_of(company, NOW, ZONE))
    assert len(said) > 40
    for number, (place, kind) in enumerate(zip(places, (*Kind, Kind.JSONL), strict=True)):
        export(found, tmp_path / str(number), kind, NOW)
        found.dispose()
        found = open_store(place)
        bring_in(found, tmp_path / str(number))
        assert all_rows(found) == before
        assert list(outlooks_as_of(found, NOW, ZONE)) == said
    again = judge_all(found, now=NOW + timedelta(minutes=15), time_zone=ZONE)
    assert again.unchanged > again.again
    found.dispose()


EVERY_KIND = Table(
    "every_kind",
    MetaData(),
    Column("whole", BigInteger),
    Column("number", Double),
    Column("yes", Boolean),
    Column("words", String),
    Column("at", DateTime(timezone=True)),
    Column("day", Date),
    Column("document", JSON),
)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
DOCUMENTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
ROWS = st.fixed_dictionaries(
    {
        "whole": st.none() | st.integers(-(2**63), 2**63 - 1),
        "number": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "yes": st.none() | st.booleans(),
        "words": st.none() | WORDS,
        "at": st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(fold=0)),
        "day": st.none() | st.dates(),
        "document": DOCUMENTS,
    }
)


@pytest.mark.parametrize("kind", [json_lines, parquet_files], ids=["jsonl", "parquet"])
def test_every_value_comes_back_exactly(kind: Any, tmp_path: Path) -> None:
    path = tmp_path / "every_kind"

    @settings(max_examples=150)
    @given(st.lists(ROWS, max_size=4))
    def comes_back(rows: list[dict[str, Any]]) -> None:
        kind.write(path, EVERY_KIND, [rows[:2], rows[2:]])
        found = [cells.row_of(EVERY_KIND, row) for _, row in kind.read(path, EVERY_KIND)]
        assert [repr(sorted(each.items())) for each in found] == [
            repr(sorted(each.items())) for each in rows
        ]

    comes_back()


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("whole", True),
        ("whole", 2**63),
        ("whole", "7"),
        ("number", float("inf")),
        ("number", "0.5"),
        ("yes", 1),
        ("words", 7),
        ("words", "a\0b"),
        ("words", "\ud800"),
        ("at", "2026-11-23T09:30:00"),
        ("at", "yesterday"),
        ("at", 7),
        ("day", "2026-11-31"),
        ("day", datetime(2026, 11, 23, tzinfo=UTC)),
    ],
)
def test_a_cell_of_another_kind_is_named(column: str, told: object) -> None:
    row = dict.fromkeys((each.name for each in EVERY_KIND.columns), None)
    with pytest.raises(cells.Wrong) as wrong:
        cells.row_of(EVERY_KIND, {**row, column: told})
    assert (wrong.value.column, wrong.value.found is None) == (column, False)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    row = dict.fromkeys((each.name for each in EVERY_KIND.columns), None)
    found = cells.row_of(
        EVERY_KIND, {**row, "at": "2026-11-23T11:30:00+02:00", "day": "2026-11-23"}
    )
    assert (found["at"], found["day"]) == (NOW, date(2026, 11, 23))


def changed(table: str, change: Callable[[list[str]], list[str]], *, seals: bool = False) -> Spoil:
    """Change the lines of a table's file, and where wanted the manifest too."""

    def spoil(folder: Path) -> None:
        path = folder / f"{table}.jsonl"
        # Texts hold other signs that end a line elsewhere.
        lines = [f"{line}\n" for line in path.read_text().split("\n")[:-1]]
        path.write_text("".join(change(lines)))
        if seals:
            told = json.loads((folder / NAME).read_text())
            told["tables"][table] = {"rows": len(change(lines)), "sha256": seal(path)}
            (folder / NAME).write_text(json.dumps(told))

    return spoil


def second(
    change: Callable[[dict[str, Any]], Mapping[str, Any]],
) -> Callable[[list[str]], list[str]]:
    """Change the second row."""
    return lambda lines: [lines[0], json.dumps(change(json.loads(lines[1]))) + "\n", *lines[2:]]


def manifest(**changes: Any) -> Spoil:
    def spoil(folder: Path) -> None:
        told = json.loads((folder / NAME).read_text())
        (folder / NAME).write_text(json.dumps({**told, **changes}))

    return spoil


def unreadable(folder: Path) -> None:
    (folder / NAME).write_text("[" * 9_000)


READINGS = "readings.jsonl"
SPOILT: list[tuple[Spoil, Fault, dict[str, Any]]] = [
    (lambda folder: (folder / READINGS).unlink(), Fault.FILE_MISSING, {"file": READINGS}),
    (lambda folder: (folder / NAME).unlink(), Fault.NO_EXPORT, {}),
    (unreadable, Fault.NO_EXPORT, {}),
    (manifest(tables={}), Fault.NO_EXPORT, {}),
    (manifest(colour="red"), Fault.NO_EXPORT, {}),
    (manifest(format=2), Fault.NEWER, {}),
    (manifest(schema_version="9999"), Fault.NEWER, {}),
    (
        changed("readings", lambda lines: lines[1:]),
        Fault.ROWS_MISSING,
        {"found": 29, "expected": 30},
    ),
    (changed("readings", lambda lines: []), Fault.ROWS_MISSING, {"found": 0}),
    (
        changed("readings", lambda lines: [*lines[:-1], lines[-1][:-20]]),
        Fault.NOT_AN_OBJECT,
        {"file": READINGS, "row": 30},
    ),
    (changed("readings", lambda lines: ["7\n", *lines]), Fault.NOT_AN_OBJECT, {"row": 1}),
    (
        changed("readings", second(lambda row: {**row, "value": float("nan")})),
        Fault.NOT_AN_OBJECT,
        {"row": 2},
    ),
    (changed("readings", second(lambda row: {**row, "value": 0.9})), Fault.FILE_CHANGED, {}),
    (
        changed("readings", second(lambda row: {**row, "value": "0.9"})),
        Fault.NOT_ITS_KIND,
        {"file": READINGS, "row": 2, "column": "value", "found": "0.9"},
    ),
    (
        changed("readings", second(lambda row: {**row, "colour": "red"})),
        Fault.COLUMNS_DIFFER,
        {"row": 2, "column": "colour"},
    ),
    (
        changed("readings", second(lambda row: {"id": row["id"]})),
        Fault.COLUMNS_DIFFER,
        {"row": 2, "column": "case_count"},
    ),
    (
        changed("readings", second(lambda row: {**row, "series_id": 99})),
        Fault.ROW_REFUSED,
        {"file": READINGS, "row": 2},
    ),
    (
        changed("readings", second(lambda row: {**row, "value": None})),
        Fault.ROW_REFUSED,
        {"row": 2},
    ),
    (changed("readings", second(lambda row: {**row, "id": 1})), Fault.ROW_REFUSED, {"row": 2}),
    (
        changed("record_contents", second(lambda row: {**row, "said": "{}"}), seals=True),
        Fault.RECORD_BROKEN,
        {"number": 2},
    ),
    (
        changed("record_contents", lambda lines: lines[:1], seals=True),
        Fault.RECORD_BROKEN,
        {"number": 2},
    ),
]


@pytest.mark.parametrize(("spoil", "fault", "inputs"), SPOILT)
def test_what_is_missing_or_changed_is_named_and_nothing_is_brought_in(
    plain: Engine, empty: Engine, folder: Path, spoil: Spoil, fault: Fault, inputs: dict[str, Any]
) -> None:
    export(plain, folder, Kind.JSONL, NOW)
    spoil(folder)
    with pytest.raises(Failed) as failed:
        bring_in(empty, folder)
    assert failed.value.fault is fault
    assert {name: failed.value.inputs[name] for name in inputs} == inputs
    assert inspect(empty).get_table_names() == []


def in_parquet(change: Callable[[pa.Table], pa.Table]) -> Spoil:
    def spoil(folder: Path) -> None:
        path = folder / "readings.parquet"
        parquet.write_table(change(parquet.read_table(path)), path)

    return spoil


def cut(folder: Path) -> None:
    path = folder / "readings.parquet"
    path.write_bytes(path.read_bytes()[:-30])


def of_text(table: pa.Table) -> pa.Table:
    place = table.schema.get_field_index("value")
    return table.set_column(place, "value", table["value"].cast(pa.string()))


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (cut, Fault.FILE_UNREADABLE),
        (in_parquet(lambda table: table.slice(1)), Fault.ROWS_MISSING),
        (in_parquet(lambda table: table.drop_columns(["value"])), Fault.COLUMNS_DIFFER),
        (in_parquet(of_text), Fault.NOT_ITS_KIND),
        (in_parquet(lambda table: table.replace_schema_metadata({"by": "me"})), Fault.FILE_CHANGED),
    ],
)
def test_so_is_what_is_wrong_with_parquet(
    plain: Engine, tmp_path: Path, folder: Path, spoil: Spoil, fault: Fault
) -> None:
    export(plain, folder, Kind.PARQUET, NOW)
    spoil(folder)
    empty = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(Failed) as failed:
        bring_in(empty, folder)
    assert failed.value.fault is fault
    assert inspect(empty).get_table_names() == []
    empty.dispose()


def test_no_file_fills_the_memory(
    plain: Engine, empty: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(plain, folder, Kind.JSONL, NOW)
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 100_000)
    changed("readings", lambda lines: [lines[0], " " * 100_000 + lines[1], *lines[2:]])(folder)
    with pytest.raises(Failed) as failed:
        bring_in(empty, folder)
    assert failed.value.fault is Fault.NOT_AN_OBJECT
    assert failed.value.inputs == {"file": READINGS, "row": 2}


def test_nor_does_one_that_unpacks_to_more(
    plain: Engine, empty: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(plain, folder, Kind.PARQUET, NOW)
    monkeypatch.setattr(parquet_files, "LARGEST_GROUP", 10)
    with pytest.raises(Failed) as failed:
        bring_in(empty, folder)
    assert failed.value.fault is Fault.FILE_UNREADABLE


def test_a_manifest_without_end_is_none(plain: Engine, empty: Engine, folder: Path) -> None:
    export(plain, folder, Kind.JSONL, NOW)
    with (folder / NAME).open("a") as file:
        file.write(" " * 2**20)
    with pytest.raises(Failed) as failed:
        bring_in(empty, folder)
    assert failed.value.fault is Fault.NO_EXPORT


def test_a_record_that_was_broken_before_comes_in_and_says_so(
    full: Engine, empty: Engine, folder: Path
) -> None:
    """Whoever finds their record broken must not be locked in for it."""
    with writing_to(full) as conn:
        sqlite = full.dialect.name == "sqlite"
        conn.execute(
            text("DROP TRIGGER record_contents_keep" + ("" if sqlite else " ON record_contents"))
        )
        conn.execute(text("UPDATE record_contents SET said = '{}' WHERE number = 2"))
    made = export(full, folder, Kind.JSONL, NOW)
    assert (made.record.holds, made.record.entries) == (False, 1)
    try:
        assert bring_in(empty, folder) == made
        assert all_rows(empty) == all_rows(full)
    finally:
        if not sqlite:
            _guard_again(full)


def _guard_again(engine: Engine) -> None:
    """The database is used by other tests."""
    with writing_to(engine) as conn:
        conn.execute(
            text(
                "CREATE TRIGGER record_contents_keep BEFORE UPDATE ON record_contents FOR EACH ROW "
                "WHEN (NEW.said IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.number <> OLD.number) "
                "EXECUTE FUNCTION record_stays()"
            )
        )


def test_a_store_that_holds_something_is_left_alone(plain: Engine, folder: Path) -> None:
    export(plain, folder, Kind.JSONL, NOW)
    before = everything(plain)
    with pytest.raises(Failed, match="not_empty"):
        bring_in(plain, folder)
    assert everything(plain) == before


def test_no_export_takes_the_place_of_anything(plain: Engine, folder: Path) -> None:
    folder.mkdir()
    with pytest.raises(Failed, match="folder_exists"):
        export(plain, folder, Kind.JSONL, NOW)
    assert list(folder.iterdir()) == []


def test_it_is_for_nobody_else_to_read(plain: Engine, folder: Path) -> None:
    export(plain, folder, Kind.PARQUET, NOW)
    assert folder.stat().st_mode & 0o077 == 0
    assert all(each.stat().st_mode & 0o077 == 0 for each in folder.iterdir())


def test_what_cannot_be_finished_leaves_nothing(
    plain: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(writing, "_readme", fails)
    with pytest.raises(OSError, match="full"):
        export(plain, folder, Kind.JSONL, NOW)
    assert [each for each in folder.parent.iterdir() if "everything" in each.name] == []


def test_nothing_of_a_sign_in_is_written(plain: Engine, folder: Path) -> None:
    with reading(plain) as conn:
        digest = conn.scalar(select(sign_ins.c.token_digest))
    assert digest
    export(plain, folder, Kind.JSONL, NOW)
    assert not (folder / "sign_ins.jsonl").exists()
    assert not (folder / "brought_lists.jsonl").exists()
    assert all(digest not in each.read_text() for each in folder.iterdir())


def test_it_is_written_with_little_memory(engine: Engine, folder: Path) -> None:
    many = [weekly(50, group=f"branch {number:04}", place="p" * 200) for number in range(400)]
    feed_registry(engine, churn(*(each for some in many for each in some)))
    tracemalloc.start()
    export(engine, folder, Kind.JSONL, NOW)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (folder / READINGS).stat().st_size > 8_000_000
    # As objects the rows take several times the file; at once there is a quarter of them.
    assert most < 12_000_000


def test_every_table_and_column_is_described(plain: Engine, folder: Path) -> None:
    made = export(plain, folder, Kind.JSONL, NOW)
    told = (folder / README).read_text()
    with reading(plain) as conn:
        every = tables(conn)
    assert {table.name for table in every} == set(entries()) == set(made.tables)
    for table in every:
        assert f"### {table.name} ({made.tables[table.name].rows:,} rows)" in told
        assert (folder / file_name(table.name, Kind.JSONL)).exists()
        for column in table.columns:
            assert meaning(table.name, column.name) in told


def test_nothing_is_described_that_is_not_there(plain: Engine) -> None:
    with reading(plain) as conn:
        every = {table.name: set(table.columns.keys()) for table in tables(conn)}
    for name, entry in entries().items():
        assert set(entry.columns) - {TABLE} <= every[name], name
    own = {name: set(entry.columns) for name, entry in entries().items()}
    for column in shared():
        assert any(column in every[name] - own[name] for name in every), f"{SHARED}.{column}"

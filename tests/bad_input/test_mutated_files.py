"""Files and tables changed by chance keep their meaning or are refused by name.

Whatever comes is read a second time as simply as can be: a number nobody wrote would show.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from math import isnan
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from data.connections import (
    FilesConnection,
    MeasureShape,
    OpenLineageConnection,
    RowMapping,
    SqlConnection,
    StaffColumns,
    StaffConnection,
)
from data.facts import (
    Agreement,
    Arrival,
    Fact,
    Person,
    PipelineRun,
    ReadContext,
    Reading,
    Refusal,
    Unit,
)
from data.lists.columns import understood
from data.lists.entries import entries
from data.problems import Problem, Rejected, SourceFailed
from data.sheets.grid import Grid
from data.sources import company_file, files, inventory, openlineage, sql, staff
from tests.bad_input.telling import words
from tests.mutations import as_json, chances, every, lines_changed, plainly

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "UTC")
MAPPING = RowMapping(
    model="model", end="date", period="P1D", measure="kpi", value="value", count="cases"
)
MEASURES = {"churn": MeasureShape(), "worth": MeasureShape(unit=Unit.MONEY)}
NAMES = ("model", "date", "kpi", "value", "cases", "x")
ROWS = [
    {"date": "2026-11-01", "model": "letters", "kpi": "churn", "value": 0.61, "cases": 400},
    {"date": "2026-11-02", "model": "letters", "kpi": "worth", "value": 1250.5, "cases": None},
    {"date": "2026-11-03", "model": "parcels", "kpi": "churn", "value": 0.5, "cases": 12},
]
TEXT = "\n".join([",".join(ROWS[0]), *(",".join(map(str, row.values())) for row in ROWS)])
TEXT = TEXT.replace("None", "")


def checked(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """What came, each refusal with its field and with words; nothing where all was refused."""
    try:
        found = list(arrivals)
    except SourceFailed as failure:
        found = [Refusal(failure.problem, "", {})]
    for each in found:
        if isinstance(each, Refusal):
            assert says_where(each.problem), each
            assert all("\0" not in text for text in each.row.values())
    return found


def says_where(problem: Problem) -> bool:
    """Whether a person is told what is wrong and where, in a sentence that is whole."""
    told = words(problem)
    where = {"field", "path", "column", "key", "found", "start", "first", "table", "expected"}
    return bool(where & problem.inputs.keys()) and told.endswith(".")


def readings(arrivals: Iterable[Arrival]) -> Iterator[tuple[str, str, float, date]]:
    for each in checked(arrivals):
        if isinstance(each, Reading):
            yield each.ref.name, each.measure, each.value, each.start.date()


def meant(rows: Iterable[Mapping[str, object]]) -> set[tuple[str, str, float, date]]:
    """Every reading that stands in rows, as anybody would read it."""
    found = set()
    for row in rows:
        try:
            value, day = float(str(row["value"])), date.fromisoformat(str(row["date"]).strip()[:10])
        except (KeyError, ValueError, OverflowError):
            continue
        name = row.get("model")
        called = str(name).strip()
        if isinstance(name, float) and name.is_integer():
            called = str(int(name))
        found.add((called, str(row.get("kpi")).strip(), value, day))
    return found


def test_csv(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.csv", 0
    source = FilesConnection("weekly", str(path), MAPPING, measures=MEASURES)
    for chance in chances():
        content = lines_changed(TEXT, chance)
        path.write_text(content)
        found = set(readings(files.read(source, CONTEXT)))
        rows = csv.DictReader(io.StringIO(content))
        assert found <= meant({k.strip(): v for k, v in row.items() if k} for row in rows), content
        kept += len(found)
    assert kept > 0


def test_parquet(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.parquet", 0
    source = FilesConnection("weekly", str(path), MAPPING, measures=MEASURES)
    for chance, rows in every(lambda _: ROWS, NAMES):
        table = as_table(rows)
        parquet.write_table(table, path)
        if not chance.randrange(10):
            content = path.read_bytes()
            path.write_bytes(content[: chance.randrange(len(content))])
        found = set(readings(files.read(source, CONTEXT)))
        assert found <= meant(table.to_pylist()), rows
        kept += len(found)
    assert kept > 0


def as_table(rows: Any) -> pa.Table:
    """Rows as Parquet holds them: a column of several kinds becomes text."""
    given = [row for row in rows if isinstance(row, dict)]
    columns = {}
    for name in dict.fromkeys(key for row in given for key in row):
        cells = [row.get(name) for row in given]
        try:
            columns[name] = pa.array(cells)
        except (pa.ArrowException, OverflowError):
            columns[name] = pa.array([None if cell is None else str(cell) for cell in cells])
    return pa.table({name: each for name, each in columns.items() if storable(each)})


def storable(column: pa.Array) -> bool:
    """Parquet has no struct without fields."""
    return "struct<>" not in str(column.type)


def test_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, kept = tmp_path / "a.db", 0
    monkeypatch.setenv("METRICS_URL", f"sqlite:///{path}")
    source = SqlConnection("warehouse", "METRICS_URL", "metrics", MAPPING, measures=MEASURES)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA journal_mode = MEMORY")
        for _, rows in every(lambda _: ROWS, NAMES):
            stored = in_a_table(database, rows)
            found = set(readings(sql.read(source, CONTEXT)))
            assert found <= meant(stored), stored
            kept += len(found)
    assert kept > 0


def in_a_table(database: sqlite3.Connection, rows: Any) -> list[dict[str, object]]:
    """The rows as SQLite keeps them, in a table of its own kind each time."""
    given = [row for row in rows if isinstance(row, dict)]
    names = list(dict.fromkeys(key for row in given for key in row)) or ["x"]
    database.execute("DROP TABLE IF EXISTS metrics")
    database.execute(f"CREATE TABLE metrics ({', '.join(names)})")
    stored = [{name: as_cell(row.get(name)) for name in names} for row in given]
    marks = ", ".join("?" * len(names))
    lines = [tuple(row.values()) for row in stored]
    database.executemany(f"INSERT INTO metrics VALUES ({marks})", lines)
    return stored


def as_cell(found: object) -> object:
    if isinstance(found, list | dict):
        return json.dumps(found).encode()
    if isinstance(found, bool):  # SQLite knows no other truth.
        return int(found)
    return str(found) if isinstance(found, int) and abs(found) > 2**62 else found


def test_staff(tmp_path: Path) -> None:
    columns = StaffColumns("name", "login", "email", "department", "last day")
    path, kept = tmp_path / "people.csv", 0
    source = StaffConnection("staff list", str(path), columns)
    text = (
        "login,name,email,department,last day\n"
        "ana,Ana Ruiz,ana@example.com,Letters,2026-11-23\nben,Ben Li,,,\n"
    )
    for chance in chances():
        content = lines_changed(text, chance)
        path.write_text(content)
        rows = list(csv.DictReader(io.StringIO(content)))
        told = {
            tuple(str(row.get(name) or "").strip() for name in ("login", "name", "last day"))
            for row in ({(k or "").strip(): v for k, v in row.items()} for row in rows)
        }
        for each in checked(staff.read(source, CONTEXT)):
            if isinstance(each, Person):
                key = (each.key, each.name, str(each.left_on or ""))
                bare = (each.key, each.name, "9999-12-31")
                unkeyed = ("", each.name, key[2])
                assert {key, bare, unkeyed} & told, content
                kept += 1
    assert kept > 0


def plain(cell: str) -> str:
    return cell.replace("\0", "\ufffd")


def listed(content: str) -> Grid | Problem:
    try:
        return inventory.read("list.csv", content.encode())
    except Rejected as fault:
        return fault.problem


def test_inventory_list() -> None:
    text = "Technical name,Owner,Impact\nchurn,Ana Ruiz,high\nparcels,Tom Field,low\n"
    kept = 0
    for chance in chances():
        content = lines_changed(text, chance)
        grid = listed(content)
        if not isinstance(grid, Grid):
            assert says_where(grid), grid
            continue
        kept += len(entries(grid, understood(grid.headings)).taken)
        told = {tuple(map(plain, row)) for row in csv.reader(io.StringIO(content))}
        for row in grid.rows:
            assert any(row.cells == each[: len(row.cells)] for each in told), (row, content)
    assert kept > 0


def test_company_file(tmp_path: Path) -> None:
    path, kept = tmp_path / "company.toml", 0
    for chance, sections in every(lambda _: COMPANY, (*COMPANY, "name", "model", "minimum", "x")):
        content = as_toml(sections)
        if not chance.randrange(10):
            content = content[: chance.randrange(len(content) + 1)]
        path.write_text(content)
        for each in checked(company_file.read(path, CONTEXT)):
            if isinstance(each, Agreement):
                assert each.minimum in set(numbers(sections, "minimum")), content
            if isinstance(each, Fact):
                told = map(str, values_below(sections, each.name.value))
                assert each.value in told, content
            kept += not isinstance(each, Refusal)
    assert kept > 0


COMPANY: dict[str, Any] = {
    "people": [{"key": "ana", "name": "Ana Ruiz", "email": "ana@example.com", "unit": "Letters"}],
    "models": [{"name": "churn", "business_name": "Leavers", "owner": "ana", "impact": "high"}],
    "agreements": [
        {
            "model": "churn",
            "measure": "recall",
            "minimum": 0.7,
            "agreed_by": "ana",
            "agreed_on": "2026-01-05",
        }
    ],
    "pauses": [{"model": "churn", "start": "2026-11-01", "reason": "stocktaking"}],
}


def as_toml(sections: Any) -> str:
    """What stands in it as TOML writes it; what is no section is a key of the file itself."""
    if not isinstance(sections, dict):
        return ""
    lines = [
        f"{quoted(key)} = {cell(each)}" for key, each in sections.items() if not is_section(each)
    ]
    for name, rows in sections.items():
        for row in rows if is_section(rows) else ():
            lines.append(f"[[{quoted(name)}]]")
            lines += [f"{quoted(key)} = {cell(each)}" for key, each in row.items()]
    return "\n".join(lines) + "\n"


def is_section(found: object) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(x, dict) for x in found)


def quoted(key: object) -> str:
    return json.dumps(str(key))


def cell(found: object) -> str:
    if isinstance(found, dict):
        inside = ", ".join(f"{quoted(key)} = {cell(each)}" for key, each in found.items())
        return f"{{{inside}}}"
    if isinstance(found, list):
        return f"[{', '.join(map(cell, found))}]"
    if isinstance(found, float):
        return repr(found)
    return '""' if found is None else json.dumps(found)


def values_below(found: object, name: str) -> list[object]:
    """Whatever stands anywhere under one name, and the names that mean the same."""
    if isinstance(found, list):
        return [each for inner in found for each in values_below(inner, name)]
    if not isinstance(found, dict):
        return []
    below = [each for inner in found.values() for each in values_below(inner, name)]
    own = found.get(name)
    return [*below, own.strip() if isinstance(own, str) else own]


EVENTS: list[dict[str, Any]] = [
    {
        "eventType": kind,
        "eventTime": f"2026-11-22T0{hour}:00:00Z",
        "run": {"runId": f"01a22020-cf1d-72d9-8cd4-7452002bd68{hour}"},
        "job": {"namespace": "nightly", "name": "features"},
        "inputs": [{"namespace": "db", "name": "customers"}],
        "outputs": [
            {
                "namespace": "db",
                "name": "features",
                "outputFacets": {"outputStatistics": {"rowCount": 900 + hour}},
            }
        ],
    }
    for hour, kind in enumerate(("COMPLETE", "FAIL", "COMPLETE"), start=1)
]
EVENT_NAMES = ("eventType", "eventTime", "run", "job", "name", "rowCount", "x")


def test_openlineage(tmp_path: Path) -> None:
    path, kept = tmp_path / "events.jsonl", 0
    source = OpenLineageConnection("pipelines", str(path), {"churn": ("features",)}, {})
    for chance, events in every(lambda _: EVENTS, EVENT_NAMES):
        rows = events if isinstance(events, list) else []
        lines = [as_json(event, chance) for event in rows]
        path.write_bytes(b"\n".join(lines) + b"\n")
        told = [found for line in lines if isinstance(found := plainly(line), dict)]
        for each in checked(openlineage.read(source, CONTEXT)):
            if isinstance(each, PipelineRun):
                assert each.ended_at in set(moments(told)), lines
                assert each.rows is None or each.rows <= sum(map(abs, numbers(told, "rowCount"))), (
                    lines
                )
                kept += 1
    assert kept > 0


def moments(events: list[dict[str, Any]]) -> Iterator[datetime]:
    for each in events:
        try:
            yield datetime.fromisoformat(str(each.get("eventTime")))
        except ValueError:
            continue


def numbers(found: object, name: str) -> Iterator[float]:
    """Each number under a name."""
    for each in values_below(found, name):
        try:
            number = float(str(each))
        except ValueError:
            continue
        if not isnan(number):
            yield number

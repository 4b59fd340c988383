"""What the store says of its sources and of our own rounds."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from data.facts import Refusal
from data.problems import Code, Problem
from data.store import runs, sources
from data.store.engine import reading, writing
from data.store.runs import Tally
from data.store.tables import SourceKind
from data.sync import import_file
from tests.data.feeding import NOW, REGISTRY, TABLE, churn, feed, weekly

DAY = timedelta(days=1)


def test_an_empty_store_says_so(engine: Engine) -> None:
    with reading(engine) as conn:
        assert sources.source_states(conn) == []
        assert sources.all_read_at(conn, ["registry"]) is None
        assert sources.is_pretend(conn) is None
        assert sources.judged_at(conn) is None


def test_sources_are_listed_with_what_they_brought(engine: Engine) -> None:
    feed(engine, (REGISTRY, churn()), (TABLE, weekly(2, value=3.0)))
    with reading(engine) as conn:
        table, registry = sources.source_states(conn)
    assert (registry.name, registry.kind, registry.pretend) == ("registry", "mlflow", False)
    assert (registry.last_run, registry.refused_now) == (Tally(4, 4, 0), 0)
    assert (table.name, table.kind) == ("metrics", "sql")
    assert (table.last_run, table.refused_now) == (Tally(2, 0, 2), 2)


def test_one_silent_source_is_enough(engine: Engine, tmp_path: Path) -> None:
    later = NOW + timedelta(days=30)
    feed(engine, (REGISTRY, churn()), (TABLE, weekly(2)))
    feed(engine, (TABLE, weekly(2)), now=later)
    company_file = tmp_path / "registry"
    company_file.write_text('[[people]]\nname = "Ana"\n')
    import_file(engine, company_file, now=later, time_zone="Europe/London")
    with reading(engine) as conn:
        assert sources.all_read_at(conn, ["metrics"]) == later
        assert sources.all_read_at(conn, ["metrics", "registry"]) == NOW
        assert sources.all_read_at(conn, ["metrics", "never read"]) is None


def test_refusals_come_back_as_they_were(engine: Engine) -> None:
    problem = Problem(Code.NOT_FINITE, {"field": "value", "found": float("nan")})
    refusal = Refusal(problem, "metrics, row 3", {"value": "nan", "name": "a\x00b"})
    feed(engine, (TABLE, [refusal]))
    with reading(engine) as conn:
        (found,) = sources.refusals(conn, "metrics", 10)
        assert sources.refusals(conn, "metrics", 0) == []
        assert sources.refusals(conn, "other", 10) == []
    assert found.problem == Problem(Code.NOT_FINITE, {"field": "value", "found": "nan"})
    assert (found.place, found.row) == ("metrics, row 3", {"value": "nan", "name": "ab"})


def test_judging_is_remembered(engine: Engine) -> None:
    for hours in (0, 5):
        with writing(engine) as conn:
            sources.mark_judged(conn, NOW + timedelta(hours=hours))
    with reading(engine) as conn:
        assert sources.judged_at(conn) == NOW + timedelta(hours=5)


def test_refused_rows_come_in_parts(engine: Engine) -> None:
    feed(engine, (REGISTRY, churn()), (TABLE, weekly(5, value=3.0)))
    with reading(engine) as conn:
        table, registry = sources.source_states(conn)
        parts = [sources.refused(conn, table.id, 2, offset) for offset in (0, 2, 4)]
        whole = sources.refused(conn, table.id, 10)
        assert sources.refused(conn, registry.id, 10) == []
    assert [len(part) for part in parts] == [2, 2, 1]
    assert [each for part in parts for each in part] == whole


def test_an_earlier_moment_is_told_as_it_was(engine: Engine) -> None:
    feed(engine, (REGISTRY, churn()), (TABLE, weekly(3, value=3.0)))
    feed(engine, (TABLE, weekly(1, value=3.0)), now=NOW + 2 * DAY)
    with reading(engine) as conn:
        assert sources.source_states(conn, NOW - DAY) == []
        table, registry = sources.source_states(conn, NOW + DAY)
        assert (table.last_ok, table.last_run, table.refused_now) == (NOW, Tally(3, 0, 3), 3)
        assert len(sources.refused(conn, table.id, 10, by=NOW + DAY)) == 3
        assert registry.last_tried == NOW
        now = sources.source_states(conn)[0]
        assert sources.source_states(conn, NOW + 3 * DAY)[0] == now
        assert now.refused_now == 1


def test_a_failure_of_an_earlier_moment_is_told(engine: Engine) -> None:
    feed(engine, (REGISTRY, churn()))
    with writing(engine) as conn:
        run = runs.start(conn, SourceKind.MLFLOW, "registry", pretend=False, now=NOW + DAY)
        runs.fail(conn, run, Tally(), Problem(Code.UNREACHABLE, {"source": "registry"}))
    feed(engine, (REGISTRY, churn()), now=NOW + 2 * DAY)
    with reading(engine) as conn:
        (then,) = sources.source_states(conn, NOW + DAY)
        (now,) = sources.source_states(conn)
    assert then.problem is not None
    assert then.problem.code is Code.UNREACHABLE
    assert (then.last_ok, then.last_tried) == (NOW, NOW + DAY)
    assert now.problem is None

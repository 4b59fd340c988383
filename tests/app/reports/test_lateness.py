"""What is late, and what answered in vain."""

from datetime import UTC, datetime, timedelta

import pytest

from app.language.sentence import Speech
from app.reports.lateness import behind
from data.problems import Code, Problem
from data.store.runs import Tally
from data.store.sources import SourceState

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OLD = NOW - timedelta(hours=1)
YESTERDAY = NOW - timedelta(days=1)
SPEECH = Speech(now=NOW)


def source(problem: Problem | None, at: datetime, kind: str = "mlflow") -> SourceState:
    return SourceState("registry", kind, False, at, at, NOW, problem, Tally(), 0)


def told(state: SourceState) -> list[str]:
    return list(behind([state], NOW, OLD, SPEECH))


def test_nothing_late_is_nothing_said() -> None:
    assert told(source(None, NOW)) == []


def test_a_source_that_does_not_answer_is_told_with_its_last_answer() -> None:
    problem = Problem(Code.UNREACHABLE, {"source": "registry", "address": "http://x"})
    (line,) = told(source(problem, YESTERDAY))
    assert line.startswith("registry has not answered since 22 November 2026")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (Code.INVENTORY_SHRANK, "rollcall sync --accept-shrink"),
        (Code.INTERNAL, "our fault"),
        (Code.MIXED_COMPANIES, "do not share a store"),
    ],
)
def test_a_source_that_answered_is_not_called_silent(code: Code, says: str) -> None:
    problem = Problem(code, {"source": "registry", "before": 40, "after": 2})
    (line,) = told(source(problem, YESTERDAY))
    assert says in line
    assert "not answered" not in line


@pytest.mark.parametrize("kind", ["company_file", "reported"])
def test_what_somebody_brings_is_never_late(kind: str) -> None:
    problem = Problem(Code.INTERNAL, {"source": "registry"})
    assert told(source(problem, YESTERDAY, kind)) == []


def test_our_own_checking_is_told_first() -> None:
    first, second = behind([source(None, YESTERDAY)], YESTERDAY, OLD, SPEECH)
    assert first.startswith("We last checked on 22 November 2026")
    assert second.startswith("registry has not answered since")

"""``rollcall replay``: what a limit would have alerted, in plain words."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.data.feeding import MADE, agreement, churn, feed_registry, weekly

NOW = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model that was well below for three weeks, five weeks ago."""
    url = f"sqlite:///{tmp_path_factory.mktemp('replay') / 'store.db'}"
    engine = open_store(url)
    upgrade(engine)
    low = weekly(3, 0.5, end=NOW - 5 * WEEK)
    results = [*weekly(5, 0.8, end=NOW), *low, *weekly(20, 0.8, end=NOW - 8 * WEEK)]
    feed_registry(engine, churn(agreement(0.3, MADE), *results), now=NOW)
    engine.dispose()
    return url


@pytest.fixture(autouse=True)
def configured(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", store)


def said(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["replay", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_it_tells_how_often_and_when_first() -> None:
    code, text = said("churn", "recall", "--minimum", "0.7")
    assert code == 0
    assert text.startswith("This limit would have alerted 1 time in")
    assert "Alert 1" in text


def test_another_limit_and_a_shorter_time_tell_otherwise() -> None:
    assert "would not have alerted" in said("churn", "recall", "--minimum", "0.4")[1]
    text = said("churn", "recall", "--minimum", "0.7", "--days", "21")[1]
    assert "would not have alerted" in text


def test_what_is_not_there_is_said_with_what_is() -> None:
    assert said("chrun", "recall", "--minimum", "0.7") == (2, "There is no model chrun here.\n")
    code, text = said("churn", "precision", "--minimum", "0.7")
    assert (code, text) == (2, "churn has no measure precision. It has: recall\n")


@pytest.mark.parametrize("days", [math.nan, 0, 99_999])
def test_a_time_that_cannot_be_is_wrong_use(days: float) -> None:
    assert said("churn", "recall", "--minimum", "0.7", "--days", str(days))[0] == 2

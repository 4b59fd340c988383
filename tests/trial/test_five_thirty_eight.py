"""What Rollcall says of FiveThirtyEight's published forecasts, as of days in their past.

Set ROLLCALL_TRIAL_DATA to a folder with the CSV files of checking-our-work-data (CC BY 4.0).
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.health.verdict import Status
from app.judging import outlooks_as_of
from app.language.sentence import Speech
from app.reports.status import status_rows
from data.connections import FilesConnection, MeasureShape, MlflowConnection, RowMapping
from data.store.engine import open_store
from data.store.schema import upgrade
from data.sync import import_file, sync
from tests.trial import five_thirty_eight as trial

FOLDER = os.environ.get("ROLLCALL_TRIAL_DATA", "")
ZONE = "America/New_York"

pytestmark = pytest.mark.skipif(
    not FOLDER, reason="ROLLCALL_TRIAL_DATA names no folder with FiveThirtyEight's published data"
)

Said = dict[str, tuple[Status, str]]


@pytest.fixture(scope="module")
def said(
    mlflow_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int, int, int], Said]:
    """The status and sentence of every forecast as of a day, by its business name."""
    folder = tmp_path_factory.mktemp("trial")
    trial.register(mlflow_server)
    trial.weekly(Path(FOLDER)).to_csv(folder / "weeks.csv", index=False)
    (folder / "company.toml").write_text(trial.company_file())
    engine = open_store(f"sqlite:///{folder}/store.db")
    upgrade(engine)
    now = datetime.now(UTC)
    registry, weeks = _connections(mlflow_server, folder)
    sync(engine, [registry], now=now, time_zone=ZONE, base=folder)
    assert import_file(engine, folder / "company.toml", now=now, time_zone=ZONE).refused == 0
    sync(engine, [registry, weeks], now=now, time_zone=ZONE, base=folder)

    def as_of(year: int, month: int, day: int) -> Said:
        at = datetime(year, month, day, 12, tzinfo=UTC)
        speech = Speech(now=at, time_zone=ZONE, locale="en_US", currency="USD")
        outlooks = list(outlooks_as_of(engine, at, ZONE))
        sentences = {row.name: row.sentence for row in status_rows(outlooks, speech)}
        return {each.name: (Status(each.status), sentences[each.name]) for each in outlooks}

    return as_of


def _connections(server: str, folder: Path) -> tuple[MlflowConnection, FilesConnection]:
    rows = RowMapping(
        model="model", start="first_day", end="last_day", measure="measure", value="value",
        count="cases", group="part",
    )  # fmt: skip
    shapes = {"right": MeasureShape(kind="accuracy")}
    weeks = FilesConnection("weeks", str(folder / "weeks.csv"), rows, measures=shapes)
    return MlflowConnection("forecasts", server), weeks


def test_in_season_it_meets_for_all_games_together_and_hardly_for_close_ones(
    said: Callable[[int, int, int], Said],
) -> None:
    status, sentence = said(2019, 5, 1)["Basketball forecast"]
    assert status is Status.ATTENTION
    assert "For close, Basketball forecast names the winner in 53 in 100" in sentence
    assert "For everybody together it is 78 in 100." in sentence


def test_the_lockdown_is_noticed_as_silence(said: Callable[[int, int, int], Said]) -> None:
    assert said(2020, 3, 9)["Basketball forecast"][0] is not Status.SILENT
    status, sentence = said(2020, 4, 1)["Basketball forecast"]
    assert status is Status.SILENT
    assert "has sent nothing since March 15, 2020" in sentence
    assert said(2020, 8, 20)["Basketball forecast"][0] is not Status.SILENT


def test_an_announced_off_season_is_a_pause(said: Callable[[int, int, int], Said]) -> None:
    assert said(2019, 5, 1)["American football forecast"][0] is Status.PAUSED
    assert said(2020, 5, 1)["American football forecast"][0] is Status.SILENT


def test_a_month_after_it_ended_a_model_is_retired(said: Callable[[int, int, int], Said]) -> None:
    status, sentence = said(2019, 9, 1)["Women's World Cup forecast"]
    assert status is Status.RETIRED
    assert "has not been used since July" in sentence


def test_a_first_week_says_nothing_from_four_years_ago(
    said: Callable[[int, int, int], Said],
) -> None:
    assert said(2018, 6, 19)["World Cup forecast"][0] is Status.TOO_FEW


def test_a_model_that_was_not_yet_live_is_not_listed(
    said: Callable[[int, int, int], Said],
) -> None:
    assert "Ice hockey forecast" not in said(2021, 9, 1)
    assert "Ice hockey forecast" in said(2021, 11, 1)

"""A staff list, from the file to the care line: who left is told on the day, by every path."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.health.keeping import brief_from_json
from app.health.verdict import Reason, ReasonCode
from app.judging import judge_all
from app.settings import load
from data.facts import FieldName
from data.store import outlooks
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.sync import import_file, sync
from tests.data.feeding import NOW, churn, feed_registry, read_tag, weekly

ZONE = "Europe/London"
TODAY = NOW.date()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SETTINGS = f"""
company.time_zone = "{ZONE}"
[[sources.staff]]
name = "staff list"
path = "staff/*.csv"
columns = {{ person = "login", name = "name", left_on = "last day" }}
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A store with a model of Ana's and one of nobody we know, judged an hour ago."""
    (tmp_path / "rollcall.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "staff").mkdir()
    engine = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(engine)
    tags = [read_tag(FieldName.OWNER, "ana"), read_tag(FieldName.BACKUP_OWNER, "ben")]
    feed_registry(engine, churn(*tags, *weekly(4)), now=NOW - HOUR)
    judge_all(engine, now=NOW - HOUR, time_zone=ZONE)
    yield engine
    engine.dispose()


def read_list(engine: Engine, folder: Path, last_day: date | str, now: datetime = NOW) -> None:
    """Sync as ``rollcall sync`` does, and judge what changed."""
    rows = f"login,name,last day\nana,Ana Ruiz,{last_day}\nben,Ben Li,\n"
    (folder / "staff" / "people.csv").write_text(rows, encoding="utf-8")
    settings = load(folder / "rollcall.toml")
    report = sync(engine, settings.connections, now=now, time_zone=ZONE, base=folder)
    assert [(each.kind, each.problem) for each in report.sources] == [("staff", None)]
    judge_all(engine, now=now, time_zone=ZONE)


def owner_left(engine: Engine, now: datetime) -> Reason | None:
    with reading(engine) as conn:
        held = outlooks.one(conn, "churn", now)
    assert held is not None
    care = brief_from_json(held.brief).care
    return next((each for each in care if each.code is ReasonCode.OWNER_LEFT), None)


def test_that_the_owner_left_today_is_told_today(engine: Engine, tmp_path: Path) -> None:
    read_list(engine, tmp_path, "")
    assert owner_left(engine, NOW) is None
    read_list(engine, tmp_path, TODAY, NOW + HOUR)
    told = owner_left(engine, NOW + HOUR)
    assert told is not None
    assert told.inputs == {"owner": "Ana Ruiz", "left_on": TODAY}


def test_a_day_to_come_changes_care_on_that_day_without_judging(
    engine: Engine, tmp_path: Path
) -> None:
    read_list(engine, tmp_path, TODAY + DAY)
    assert owner_left(engine, NOW) is None
    midnight = datetime.combine(TODAY + DAY, datetime.min.time(), NOW.tzinfo)
    assert owner_left(engine, midnight - timedelta(seconds=1)) is None
    assert owner_left(engine, midnight) is not None


def test_a_company_file_that_says_nothing_of_it_does_not_hide_that_the_owner_left(
    engine: Engine, tmp_path: Path
) -> None:
    typed = tmp_path / "company.toml"
    typed.write_text('[[people]]\nkey = "ana"\nname = "Ana María Ruiz"\n', encoding="utf-8")
    import_file(engine, typed, now=NOW, time_zone=ZONE)
    read_list(engine, tmp_path, TODAY)
    told = owner_left(engine, NOW)
    assert told is not None
    assert told.inputs["owner"] == "Ana María Ruiz"


def test_a_list_that_knows_the_owner_by_another_key_is_judged_at_once(
    engine: Engine, tmp_path: Path
) -> None:
    typed = tmp_path / "company.toml"
    typed.write_text('[[people]]\nkey = "ana"\nname = "Ana Ruiz"\n', encoding="utf-8")
    import_file(engine, typed, now=NOW, time_zone=ZONE)
    settings = (tmp_path / "rollcall.toml").read_text(encoding="utf-8")
    by_name = settings.replace('person = "login", ', "")
    (tmp_path / "rollcall.toml").write_text(by_name, encoding="utf-8")
    read_list(engine, tmp_path, "")
    read_list(engine, tmp_path, TODAY, NOW + HOUR)
    assert owner_left(engine, NOW + HOUR) is not None

"""A source that looks otherwise says so on its card: read from real files, kept, and shown."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.health.source_changes import source_changes
from app.language.sentence import Speech
from app.language.sourcing import Answering
from app.ui.shown import SourceShown
from app.ui.source_changes import changed
from data.connections import FilesConnection, MeasureShape, RowMapping
from data.facts import Unit
from data.store import traits
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.sync import sync

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WEEK = timedelta(days=7)


def drop(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("\n".join(lines) + "\n")


def test_what_changed_in_a_folder_is_on_its_card(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    engine = open_store(new_database())
    upgrade(engine)

    def read(at: datetime, unit: Unit, column: str = "delay") -> None:
        rows = RowMapping(model="model", end="day", period="P1D", values={"delay": column})
        measures = {"delay": MeasureShape(unit=unit)}
        sync(
            engine,
            [FilesConnection("exports", "*.csv", rows, measures)],
            now=at,
            time_zone="UTC",
            base=tmp_path,
        )

    drop(tmp_path, "a.csv", "model,day,delay,notes", "churn,2026-11-01,3,fine")
    read(NOW, Unit.DAYS)
    drop(tmp_path, "b.csv", "model,day,delay,<b>", "churn,2026-11-24,three,x")
    read(NOW + WEEK, Unit.HOURS)
    # An older file that is corrected, and one row of it less, says nothing of how it looks now.
    drop(tmp_path, "a.csv", "model,day,delay,other", "churn,2026-11-01T00:00,4,fine")
    read(NOW + 2 * WEEK, Unit.HOURS)
    now = NOW + 2 * WEEK
    with reading(engine) as conn:
        ((_, held),) = traits.held(conn, NOW).items()
    engine.dispose()
    found = source_changes(held, now)
    source = SourceShown(
        1, "exports", "files", Answering.ANSWERS, now, now, None, None, 0, changes=found
    )
    drawn = re.sub("<[^>]*>", "", str(changed(source, Speech(now, "en_GB", "UTC", "GBP"))))
    assert "results of the measure “delay” are told as hours" in drawn
    assert "the column “delay” holds text; it held numbers before" in drawn
    assert "there is no column “notes” any more" in drawn
    assert "there is a new column “&lt;b&gt;”" in drawn
    assert drawn.index("told as hours") < drawn.index("holds text") < drawn.index("notes")
    assert "other" not in drawn.replace("otherwise", "")
    assert "30 November" in drawn

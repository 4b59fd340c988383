"""How long a sync takes that finds nothing new: ``python -m benchmarks.sync_again``.

A thousand models with a weekly result of two measures for two years, in one file for each month.
They are read once, read again, and read again with everything forgotten that was known of them.
"""

import argparse
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, delete

from data.connections import FilesConnection, MeasureShape, MlflowConnection, RowMapping
from data.facts import Model, ModelRef
from data.sources import files
from data.store.engine import open_store, writing
from data.store.schema import upgrade
from data.store.watermarks import watermarks
from data.sync import SourceReport, sync

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EXPORTS = FilesConnection(
    "exports",
    "*.csv",
    RowMapping(model="model", end="day", period="P7D", values={"found": "found", "right": "right"}),
    {"found": MeasureShape(), "right": MeasureShape()},
)
REGISTRY = MlflowConnection("registry", "http://127.0.0.1:1")


def main() -> None:
    """Write down what each sync took and read."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--models", type=int, default=1_000)
    asked.add_argument("--weeks", type=int, default=104)
    sizes = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        _write(base, sizes.models, sizes.weeks)
        engine = open_store(f"sqlite:///{base / 'store.db'}")
        upgrade(engine)
        _tell("first", engine, base, sizes.models)
        _tell("again", engine, base, sizes.models)
        with writing(engine) as conn:
            conn.execute(delete(watermarks))
        _tell("again, nothing known", engine, base, sizes.models)
        engine.dispose()


def _write(base: Path, models: int, weeks: int) -> None:
    for week in range(weeks):
        day = date(2026, 11, 15) - timedelta(weeks=week)
        path = base / f"{day:%Y-%m}.csv"
        head = "" if path.exists() else "model,day,found,right\n"
        rows = (f"model {number},{day},0.61,0.{number % 90 + 10}\n" for number in range(models))
        with path.open("a") as file:
            file.write(head + "".join(rows))


def _tell(what: str, engine: Engine, base: Path, models: int) -> None:
    began = time.perf_counter()
    report = _synced(engine, base, models)
    taken = time.perf_counter() - began
    sys.stdout.write(f"{what}: {taken:.1f} s, {report.read} values read\n")
    sys.stdout.flush()


def _synced(engine: Engine, base: Path, models: int) -> SourceReport:
    listed = [Model(ModelRef(f"model {number}", "registry")) for number in range(models)]
    return sync(
        engine,
        [REGISTRY, EXPORTS],
        now=NOW,
        time_zone="UTC",
        base=base,
        readers={MlflowConnection: lambda *_: iter(listed), FilesConnection: files.read},
    ).sources[1]


if __name__ == "__main__":
    main()

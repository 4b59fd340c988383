"""A company that is synced hour after hour, each time by the real readers."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, delete, select

from data.connections import FilesConnection, MlflowConnection, SqlConnection
from data.facts import Arrival, Model, ModelRef
from data.problems import Code
from data.sources import files, sql
from data.store import sources
from data.store.engine import open_store, reading, writing
from data.store.tables import readings
from data.store.watermarks import watermarks
from data.sync import SourceReport, sync
from tests.data.feeding import NOW

HOUR = timedelta(hours=1)
Read = FilesConnection | SqlConnection
READERS: dict[type, Callable[..., Iterator[Arrival]]] = {
    FilesConnection: files.read,
    SqlConnection: sql.read,
}


def listed(*names: str) -> list[Arrival]:
    """What the registry says where it lists these models."""
    return [Model(ModelRef(name, "registry")) for name in names]


class Company:
    """A registry and one other source, synced hour after hour into one store."""

    def __init__(self, engine: Engine, folder: Path, source: Read) -> None:
        self.engine, self.folder = engine, folder
        self.source = source
        self.models = listed("churn")
        self.hours = 0

    def sync(self, read: Callable[..., Iterator[Arrival]] | None = None) -> SourceReport:
        """What the other source brought this hour."""
        self.hours += 1
        return sync(
            self.engine,
            [MlflowConnection("registry", "http://127.0.0.1:1"), self.source],
            now=NOW + self.hours * HOUR,
            time_zone="Europe/London",
            base=self.folder,
            readers={
                MlflowConnection: lambda *_: iter(self.models),
                type(self.source): read or READERS[type(self.source)],
            },
        ).sources[1]

    def holds(self, written: Mapping[str, str]) -> None:
        """Make the folder hold these files and no others."""
        for path in self.folder.glob("*.csv"):
            path.unlink()
        for name, content in written.items():
            (self.folder / name).write_text(content)

    def refused(self) -> list[tuple[Code, str]]:
        with reading(self.engine) as conn:
            found = sources.refusals(conn, self.source.name, 100)
        return sorted((each.problem.code, each.place) for each in found)

    def values(self) -> list[tuple[float, bool]]:
        """Every reading ever published, and whether it counts."""
        query = select(readings.c.value, readings.c.superseded_at).order_by(readings.c.id)
        with reading(self.engine) as conn:
            return [(row.value, row.superseded_at is None) for row in conn.execute(query)]

    def known(self) -> set[str]:
        with reading(self.engine) as conn:
            return set(conn.scalars(select(watermarks.c.about)))

    def forget(self) -> None:
        """Forget how far the source was read, so that all of it is read again."""
        with writing(self.engine) as conn:
            conn.execute(delete(watermarks))


@contextmanager
def fresh(template: Path, source: Read) -> Iterator[Company]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        path.write_bytes(template.read_bytes())
        engine = open_store(f"sqlite:///{path}")
        yield Company(engine, Path(folder), source)
        engine.dispose()

"""Read a second time, a source hands over only what is new, and the store is as if it had not."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, func, select

from data.connections import Connection, FilesConnection, MeasureShape, MlflowConnection, RowMapping
from data.facts import Arrival, Model, ModelRef, ReadContext
from data.problems import Code
from data.sources import files
from data.store import sources
from data.store.engine import open_store, reading, writing
from data.store.tables import readings, runs
from data.store.watermarks import watermarks
from data.sync import SourceReport, sync
from tests.data.feeding import NOW, everything

HOUR = timedelta(hours=1)
MEASURES = {"recall": MeasureShape()}
EXPORTS = FilesConnection(
    "exports",
    "*.csv",
    RowMapping(model="model", end="day", period="P1D", values={"recall": "recall"}),
    MEASURES,
)
HEAD = "model,day,recall\n"
CHURN = [Model(ModelRef("churn", "registry"))]
Files = Mapping[str, str]


def rows(*written: str) -> str:
    return HEAD + "".join(f"{row}\n" for row in written)


class Company:
    """A registry and a folder of files, synced hour after hour into one store."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.source = EXPORTS
        self.models: list[Arrival] = [*CHURN]
        self.hours = 0

    def sync(self, read: Callable[..., Iterator[Arrival]] = files.read) -> SourceReport:
        """What the files brought this hour."""
        self.hours += 1

        def reader(connection: Connection, context: ReadContext) -> Iterator[Arrival]:
            return (
                iter(self.models)
                if isinstance(connection, MlflowConnection)
                else read(connection, context)
            )

        return sync(
            self.engine,
            [MlflowConnection("registry", "http://127.0.0.1:1"), self.source],
            now=NOW + self.hours * HOUR,
            time_zone="Europe/London",
            base=self.folder,
            readers={MlflowConnection: reader, type(self.source): reader},
        ).sources[1]

    def holds(self, written: Files) -> None:
        """Make the folder hold these files and no others."""
        for path in self.folder.glob("*.csv"):
            path.unlink()
        for name, content in written.items():
            (self.folder / name).write_text(content)

    def refused(self) -> list[tuple[Code, str]]:
        with reading(self.engine) as conn:
            found = sources.refusals(conn, "exports", 100)
        return sorted((each.problem.code, each.place) for each in found)

    def values(self) -> list[tuple[float, bool]]:
        """Every reading ever published, and whether it counts."""
        query = select(readings.c.value, readings.c.superseded_at).order_by(readings.c.id)
        with reading(self.engine) as conn:
            return [(row.value, row.superseded_at is None) for row in conn.execute(query)]

    def known(self) -> set[str]:
        with reading(self.engine) as conn:
            return set(conn.scalars(select(watermarks.c.about)))


@pytest.fixture
def company(engine: Engine, tmp_path: Path) -> Company:
    return Company(engine, tmp_path)


JUNE = rows("churn,2026-06-01,0.5", "churn,2026-06-02,0.6")
JULY = rows("churn,2026-07-01,0.7")


def test_a_file_that_did_not_change_is_not_read_again(company: Company) -> None:
    company.holds({"june.csv": JUNE, "july.csv": JULY})
    assert company.sync().read == 4  # Three values, and what the measure is.
    assert company.sync() == SourceReport("exports", "files", "published", 0, 0, 0)
    assert company.known() == {"june.csv", "july.csv"}
    assert company.values() == [(0.7, True), (0.5, True), (0.6, True)]


def test_a_new_file_is_read_alone(company: Company) -> None:
    company.holds({"june.csv": JUNE})
    company.sync()
    company.holds({"june.csv": JUNE, "july.csv": JULY})
    assert company.sync().read == 2
    assert company.sync().read == 0


def test_a_correction_has_every_file_read(company: Company) -> None:
    """Another file may still say what was said before, and then nobody knows which is right."""
    company.holds({"june.csv": JUNE, "july.csv": JULY})
    company.sync()
    company.holds({"june.csv": JUNE.replace("0.5", "0.9"), "july.csv": JULY})
    assert company.sync().read == 4
    assert company.values() == [(0.7, True), (0.5, False), (0.6, True), (0.9, True)]
    assert company.sync().read == 0


def test_two_files_that_disagree_are_found_out_though_one_is_known(company: Company) -> None:
    company.holds({"june.csv": JUNE})
    company.sync()
    company.holds({"june.csv": JUNE, "mended.csv": rows("churn,2026-06-01,0.9")})
    assert company.sync().refused == 2
    disagree = Code.READINGS_DISAGREE
    assert company.refused() == [(disagree, "june.csv, row 2"), (disagree, "mended.csv, row 2")]
    assert company.values() == [(0.5, True), (0.6, True)]
    company.holds({"mended.csv": rows("churn,2026-06-01,0.9")})
    assert company.sync().refused == 0
    assert company.values() == [(0.5, False), (0.6, True), (0.9, True)]


def test_a_file_of_which_something_is_refused_is_read_until_it_is_taken(company: Company) -> None:
    late = rows("late,2026-06-01,0.4")
    company.holds({"june.csv": JUNE, "late, or not.csv": late})
    assert company.sync().refused == 2  # What the measure is, and its value.
    assert company.sync().refused == 2
    company.models.append(Model(ModelRef("late", "registry")))
    assert (company.sync().refused, company.refused()) == (0, [])
    assert company.sync().read == 0


def test_a_name_that_means_two_models_is_noticed(company: Company) -> None:
    company.holds({"june.csv": JUNE})
    company.sync()
    company.models.append(Model(ModelRef("churn", "another registry")))
    assert company.sync().refused == 3
    assert {code for code, _ in company.refused()} == {Code.UNKNOWN_MODEL}


def test_a_file_that_is_gone_takes_its_refusals_along(company: Company) -> None:
    company.holds({"june.csv": JUNE, "bad.csv": rows("churn,2026-07-01,many")})
    company.sync()
    assert company.refused() == [(Code.NOT_A_NUMBER, "bad.csv, row 2")]
    company.holds({"june.csv": JUNE})
    assert (company.sync().read, company.refused()) == (0, [])
    assert company.values() == [(0.5, True), (0.6, True)]


def test_what_is_asked_otherwise_is_read_again(company: Company) -> None:
    company.holds({"june.csv": JUNE})
    company.sync()
    company.source = replace(EXPORTS, rows=replace(EXPORTS.rows, scale="percent"))
    assert company.sync().read == 3
    assert [value for value, counts in company.values() if counts] == [0.005, 0.006]


def test_a_sync_that_fails_is_read_again(company: Company) -> None:
    """What it had taken was thrown away, so its watermarks are too."""

    def breaks_off(connection: FilesConnection, context: ReadContext) -> Iterator[Arrival]:
        yield from files.read(connection, context)
        raise KeyError

    company.holds({"june.csv": JUNE})
    company.sync()
    before = everything(company.engine)
    company.holds({"june.csv": JUNE, "july.csv": JULY})
    assert company.sync(breaks_off).problem
    assert everything(company.engine) == before
    assert company.sync().read == 2


def test_a_broken_file_is_read_again_until_it_is_mended(company: Company) -> None:
    company.holds({"june.csv": JUNE, "july.csv": JULY + '"'})
    company.sync()
    assert company.refused() == [(Code.FILE_UNREADABLE, "july.csv")]
    assert (company.sync().read, len(company.refused())) == (1, 1)
    company.holds({"june.csv": JUNE, "july.csv": JULY})
    assert (company.sync().read, company.refused()) == (2, [])


@contextmanager
def fresh(template: Path) -> Iterator[Company]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        path.write_bytes(template.read_bytes())
        engine = open_store(f"sqlite:///{path}")
        yield Company(engine, Path(folder))
        engine.dispose()


def state_after(
    template: Path, rounds: list[tuple[Files, bool]], *, forgetting: bool
) -> dict[str, list[tuple[str, ...]]]:
    """Everything stored after these rounds, each read whole where all that was known is forgotten.

    Where a value stands that several files hold depends on which of them came first.
    """
    with fresh(template) as company:
        for written, listed in rounds:
            if forgetting:
                with writing(company.engine) as conn:
                    conn.execute(delete(watermarks))
            company.models = [*CHURN, *([Model(ModelRef("late", "registry"))] if listed else [])]
            company.holds(written)
            company.sync()
        return everything(company.engine, numbers=False)


@st.composite
def contents(draw: st.DrawFn) -> str:
    """A file of a few rows that collide with those of others, contradict them, or are wrong."""
    model, day = st.sampled_from(["churn", "churn", "late"]), st.integers(1, 3)
    value = st.sampled_from(["0.5", "0.5", "0.7", "1.5", "many"])
    written = st.builds(lambda m, d, v: f"{m},2026-06-0{d},{v}", model, day, value)
    return rows(*draw(st.lists(written, max_size=3)))


FOLDERS = st.dictionaries(st.sampled_from(["a.csv", "b.csv", "c.csv"]), contents(), min_size=1)
ROUNDS = st.lists(st.tuples(FOLDERS, st.booleans()), min_size=2, max_size=4)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rounds=ROUNDS, kept=st.sets(st.sampled_from(["a.csv", "b.csv", "c.csv"])))
def test_leaving_out_what_is_known_changes_nothing(
    template_file: Path, rounds: list[tuple[Files, bool]], kept: set[str]
) -> None:
    """Files that are ``kept`` stay as they were in the first round, while the others change."""
    first = {name: content for name, content in rounds[0][0].items() if name in kept}
    evolving = [({**written, **first}, listed) for written, listed in rounds]
    going_on = state_after(template_file, evolving, forgetting=False)
    assert going_on == state_after(template_file, evolving, forgetting=True)


def test_every_publication_is_counted(company: Company) -> None:
    """A source that brings nothing new was read all the same."""
    company.holds({"june.csv": JUNE})
    company.sync()
    company.sync()
    with reading(company.engine) as conn:
        assert conn.scalar(select(func.count()).select_from(runs)) == 4
        (state,) = (each for each in sources.source_states(conn) if each.name == "exports")
    assert state.last_ok == NOW + 2 * HOUR

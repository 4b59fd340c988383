"""Read a second time, a source hands over only what is new, and the store is as if it had not."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, func, select

from data.connections import FilesConnection, MeasureShape, RowMapping
from data.facts import Arrival, Model, ModelRef, ReadContext
from data.problems import Code
from data.sources import files
from data.store import sources
from data.store.engine import reading
from data.store.tables import runs
from data.sync import SourceReport
from tests.data.feeding import NOW, everything
from tests.data.hourly import HOUR, Company, fresh, listed

MEASURES = {"recall": MeasureShape()}
EXPORTS = FilesConnection(
    "exports",
    "*.csv",
    RowMapping(model="model", end="day", period="P1D", values={"recall": "recall"}),
    MEASURES,
)
HEAD = "model,day,recall\n"
Files = Mapping[str, str]


def rows(*written: str) -> str:
    return HEAD + "".join(f"{row}\n" for row in written)


@pytest.fixture
def company(engine: Engine, tmp_path: Path) -> Company:
    return Company(engine, tmp_path, EXPORTS)


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
    assert [company.sync().refused for _ in range(2)] == [1, 1]
    company.models = listed("churn", "late")
    assert (company.sync().refused, company.refused()) == (0, [])
    assert company.sync().read == 0


def test_a_row_of_a_model_nobody_lists_has_its_own_file_read_and_no_other(company: Company) -> None:
    company.holds({"june.csv": JUNE, "july.csv": JULY + "nobody,2026-07-01,0.7\n"})
    told = [(each.read, each.kept, each.refused) for each in (company.sync(), company.sync())]
    assert told == [(5, 4, 1), (3, 2, 1)]  # The values, and what the measure of churn is.
    assert company.refused() == [(Code.UNKNOWN_MODEL, "july.csv, row 3")]


def test_a_name_that_means_two_models_is_noticed(company: Company) -> None:
    company.holds({"june.csv": JUNE})
    company.sync()
    company.models.append(Model(ModelRef("churn", "another registry")))
    assert company.sync().refused == 2
    assert {code for code, _ in company.refused()} == {Code.UNKNOWN_MODEL}


def test_a_name_written_in_two_ways_is_noticed(company: Company) -> None:
    """Letters with dots may be one sign or two, and look alike: the name means two models then."""
    one, two = (unicodedata.normalize(form, "für") for form in ("NFC", "NFD"))
    company.models = listed(one)
    company.holds({"june.csv": rows(f"{one},2026-06-01,0.5")})
    assert company.sync().refused == 0
    company.models = listed(one, two)
    company.sync()
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


def test_many_files_are_forgotten_together(company: Company) -> None:
    """Nobody else writes meanwhile, so there is not one statement for each file."""
    asked: list[str] = []
    event.listen(
        company.engine,
        "before_cursor_execute",
        lambda _conn, _cursor, statement, *_: asked.append(statement),
    )
    company.holds({f"{number}.csv": JUNE for number in range(600)})
    company.sync()
    company.source = replace(EXPORTS, rows=replace(EXPORTS.rows, scale="percent"))
    company.sync()
    assert len(company.known()) == 600
    assert sum("DELETE FROM watermarks" in each for each in asked) == 2
    company.holds({"june.csv": JUNE})
    company.sync()
    assert company.known() == {"june.csv"}


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


def state_after(
    template: Path, rounds: Sequence[tuple[Files, bool]], *, forgetting: bool
) -> dict[str, list[tuple[str, ...]]]:
    """Everything stored after these rounds, each reading all where what was known is forgotten."""
    with fresh(template, EXPORTS) as company:
        for written, late in rounds:
            if forgetting:
                company.forget()
            company.models = listed("churn", *(["late"] if late else []))
            company.holds(written)
            company.sync()
        found = everything(company.engine, numbers=False)
    # What files look like is noted of the newest one when it is read, and it may not have to be.
    del found["traits"]
    return found


ODD = st.sampled_from(["churn,2026-06-02,many", "late,2026-06-02,0.5", "churn,2026-06-02,1.5"])
ROW = st.builds(
    "churn,2026-06-0{},{}".format, st.integers(1, 2), st.sampled_from(["0.5", "0.5", "0.7"])
)
CONTENTS = st.lists(st.one_of(ROW, ROW, ROW, ODD), min_size=1, max_size=2).map(
    lambda found: rows(*found)
)
STAYING = st.fixed_dictionaries({"b.csv": CONTENTS}, optional={"d.csv": CONTENTS})
CHANGING = st.dictionaries(st.sampled_from(["a.csv", "c.csv"]), CONTENTS, max_size=2)
HOURS = st.lists(st.tuples(CHANGING, st.booleans()), min_size=3, max_size=3)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(staying=STAYING, hours=HOURS)
@example({"b.csv": JUNE}, [({}, False), ({"c.csv": JUNE.replace("0.5", "0.9")}, False)])
@example({"d.csv": JUNE}, [({"a.csv": JUNE}, False), ({"a.csv": JUNE.replace("0.5", "1")}, True)])
def test_leaving_out_what_is_known_changes_nothing(
    template_file: Path, staying: Files, hours: list[tuple[Files, bool]]
) -> None:
    """Some files stay as they are, while others come, change and go, and a model is listed."""
    rounds = [({**staying, **changing}, late) for changing, late in hours]
    going_on = state_after(template_file, rounds, forgetting=False)
    assert going_on == state_after(template_file, rounds, forgetting=True)


def test_every_publication_is_counted(company: Company) -> None:
    """A source that brings nothing new was read all the same."""
    company.holds({"june.csv": JUNE})
    company.sync()
    company.sync()
    with reading(company.engine) as conn:
        assert conn.scalar(select(func.count()).select_from(runs)) == 4
        (state,) = (each for each in sources.source_states(conn) if each.name == "exports")
    assert state.last_ok == NOW + 2 * HOUR

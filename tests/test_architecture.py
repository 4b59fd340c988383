"""Who may import whom, and the few habits that keep rooms apart, held by walking the code.

The table reads like the one in the design: a room is a module or a folder, ``.*`` stands for
everything below it. The first fitting line counts. A room may always import itself.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = ("app", "data", "pages")

# room | what it may import of ours | what it may import of others
TABLE = """
data.problems           |                                                          |
data.members            |                                                          |
data.notices            |                                                          |
data.facts              | data.problems                                            | numpy
data.connections        | data.facts                                               |
data.strict_json        |                                                          |
data.http_answers       | data.problems                                            | httpx
data.reach              | data.facts data.problems data.http_answers data.strict_json | httpx tenacity anyio
data.credentials        | data.problems data.reach                                 |
data.rows.*             | data.facts data.problems data.connections data.strict_json | isodate pyarrow
data.sources.mlflow.*   | data.facts data.problems data.connections data.strict_json data.reach data.credentials | isodate packaging yaml
data.sources.prometheus.* | data.facts data.problems data.connections data.strict_json data.reach data.credentials data.rows.* |
data.sheets.*           | data.facts data.problems data.rows.*                     | openpyxl
data.results.*          | data.facts data.problems data.connections data.rows.* data.sheets.* |
data.lists.*            | data.facts data.problems data.rows.* data.sheets.*       |
data.sources.inventory  | data.lists.columns data.sheets.*                         |
data.sources.sql.*      | data.facts data.problems data.connections data.rows.*    | sqlalchemy psycopg tenacity
data.sources.files.*    | data.facts data.problems data.connections data.rows.* data.sheets.* |
data.sources.evidently.* | data.facts data.problems data.connections data.rows.* data.strict_json |
data.sources.staff.*    | data.facts data.problems data.connections data.rows.*    |
data.sources.openlineage.* | data.facts data.problems data.connections data.rows.* data.strict_json |
data.sources.airflow.*  | data.facts data.problems data.connections data.strict_json data.reach data.credentials data.rows.* | isodate
data.sources.company_file.* | data.facts data.problems data.connections data.rows.* | pydantic pydantic_core
data.sample.*           | data.facts data.problems data.connections                | numpy pydantic slugify
data.store.*            | data.facts data.problems data.members data.notices data.lists.* data.sheets.* | sqlalchemy alembic isodate numpy slugify
data.export.*           | data.store.* data.strict_json                            | sqlalchemy alembic pydantic pyarrow
data.sync               | data.facts data.problems data.connections data.sources.* data.sample.* data.store.* | sqlalchemy
data.trial              | data.facts data.problems data.connections data.sources.* data.store.* data.sync | sqlalchemy
data.looking_through    | data.facts data.problems data.connections data.results.* data.rows.proposals data.sheets.grid data.store.* | sqlalchemy
app.connect*            | data.* app.*                                             | typer
data.reporting          | data.facts data.problems data.connections data.rows.* data.sources.files data.store.* | sqlalchemy tenacity
app.setting*            | data.facts data.problems data.connections data.members data.notices app.setting* | pydantic pydantic_core pydantic_settings babel isodate sqlalchemy
app.health.*            | data.facts                                               | numpy scipy isodate packaging pydantic
app.language.*          | data.facts data.problems data.members data.notices data.lists.columns app.health.*       | babel isodate
app.judging*            | data.facts data.store.* app.health.* app.judging*        | sqlalchemy
app.actions.*           | data.facts data.members data.notices data.lists.* data.looking_through data.store.* app.health.* app.language.* | sqlalchemy pydantic isodate
app.reports.*           | data.facts data.problems data.notices data.lists.* data.rows.formulas data.store.* app.health.* app.language.* | sqlalchemy xlsxwriter
app.ui.loading.*        | data.facts data.problems data.members data.notices data.lists.* data.results.* data.sheets.* data.looking_through data.store.* app.*                       | streamlit sqlalchemy
app.ui.*                | data.facts data.members data.notices data.lists.* data.results.* data.rows.proposals data.sheets.* app.*                                | streamlit altair pandas markupsafe babel
pages.*                 | app.ui.* app.language.* app.actions.*                    | streamlit
app.main                | data.facts data.problems app.*                           | streamlit
app.logs                | app.setting*                                             | pythonjsonlogger
app.keeper              |                                                          |
app.members             | data.facts data.members data.store.* app.claims          | sqlalchemy
app.claims              |                                                          |
app.way_back            | app.ui.places                                            |
app.sign_in             | app.members app.settings                                 |
app.door                | data.store.* app.*                                       | starlette anyio sqlalchemy streamlit
app.deeds               | data.members data.problems app.*                         | starlette anyio pydantic sqlalchemy markupsafe
app.bringing_routes     | data.* app.*                                             | starlette anyio sqlalchemy
app.list_routes         | data.* app.*                                             | starlette sqlalchemy
app.results_routes      | data.* app.*                                             | starlette sqlalchemy
app.last_look           | data.store.*                                             | sqlalchemy starlette
app.past_process        | app.keeper                                               |
app.past_days           | app.past_process data.store.engine                       | sqlalchemy
app.asked_day           | app.*                                                    | typer
app.garbage             |                                                          | anyio
app.front_page          | app.ui.script app.ui.places                              | starlette streamlit
app.protection          | app.front_page                                           | starlette
app.streamlit_options   |                                                          | streamlit
app.readiness           | data.store.*                                             | sqlalchemy
app.downloads*          | data.store.* app.*                                       | starlette anyio sqlalchemy
app.server              | app.*                                                    | streamlit starlette anyio sqlalchemy
app.serving             | app.*                                                    | uvicorn typer isodate sqlalchemy
app.rounds              | data.* app.*                                             | sqlalchemy
app.record_commands     | data.members data.store.* app.*                          | typer
app.backup_commands     | data.store.* app.*                                       | typer
app.export_commands     | data.export.* app.*                                      | typer
app.report_commands     | data.* app.*                                             | typer
app.reporting           | data.* app.*                                             | sqlalchemy
app.session             | data.* app.*                                             | sqlalchemy
app.steps               | data.* app.*                                             | typer
app.people_command      | data.* app.*                                             |
app.notices.*           | data.* app.*                                             | apprise markupsafe sqlalchemy
app.notice_commands     | data.* app.*                                             | typer
app.replays             | data.* app.*                                             |
app.terminal            | data.* app.*                                             | rich typer sqlalchemy
app.cli                 | data.* app.*                                             | typer rich sqlalchemy isodate
app                     |                                                          |
data                    |                                                          |
data.sources            |                                                          |
"""  # noqa: E501 - a table is read across


@dataclass(frozen=True, slots=True)
class Room:
    """One line of the table."""

    name: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    def holds(self, module: str) -> bool:
        return fits(module, self.name)


def fits(module: str, pattern: str) -> bool:
    """``a.b.*`` fits a.b and everything below it."""
    return fnmatchcase(module, pattern) or module == pattern.removesuffix(".*")


ROOMS = [
    Room(name.strip(), tuple(ours.split()), tuple(theirs.split()))
    for name, ours, theirs in (line.split("|") for line in TABLE.strip().splitlines())
]
FILES = sorted(path for top in OURS for path in (ROOT / top).rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> Room | None:
    return next((room for room in ROOMS if room.holds(module)), None)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported module with its line; ``from data import x`` counts as data.x."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            yield from ((node.lineno, target) for target in targets(node))


def targets(node: ast.ImportFrom) -> Iterator[str]:
    base = node.module or ""
    for alias in node.names:
        inner = f"{base}.{alias.name}"
        is_module = (ROOT / Path(*inner.split("."))).with_suffix(".py").exists()
        is_folder = (ROOT / Path(*inner.split("."))).is_dir()
        yield inner if base.split(".")[0] in OURS and (is_module or is_folder) else base


def everywhere(faults: Callable[[Path], Iterator[str]]) -> list[str]:
    """What is wrong in any file: one test for all of them, for thousands would cost a minute."""
    return [f"{path.relative_to(ROOT)}:{fault}" for path in FILES for fault in faults(path)]


def test_imports_stay_within_the_table() -> None:
    def strays(path: Path) -> Iterator[str]:
        room = room_of(module_of(path))
        if room is None:
            yield " has no room: give it a line in TABLE"
            return
        for line, target in imports_of(path):
            top = target.split(".")[0]
            ours = room.holds(target) or any(fits(target, each) for each in room.ours)
            allowed = ours if top in OURS else top in (*room.theirs, *sys.stdlib_module_names)
            if not allowed:
                yield f"{line} imports {target}; {room.name} may not"

    assert everywhere(strays) == []


def test_every_line_of_the_table_is_needed() -> None:
    modules = [module_of(path) for path in FILES]
    used = {room.name for module in modules if (room := room_of(module))}
    assert [room.name for room in ROOMS if room.name not in used] == []


def test_no_source_knows_another() -> None:
    for path in (ROOT / "data" / "sources").rglob("*.py"):
        own = ".".join(module_of(path).split(".")[:3])
        for line, target in imports_of(path):
            if target.startswith("data.sources."):
                assert target.startswith(own), f"{path}:{line} imports {target}"


def test_every_library_is_listed() -> None:
    """What the code imports is asked for by name, not brought along by another package."""
    listed = {
        re.split(r"[\[=]", line)[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if line and not line.startswith("#")
    }
    belongs = packages_distributions()
    for path in FILES:
        for line, target in imports_of(path):
            top = target.split(".")[0]
            if top in sys.stdlib_module_names or top in OURS:
                continue
            names = {name.lower().replace("_", "-") for name in belongs.get(top, [top])}
            # The core of Pydantic comes with it, in the one version that fits.
            assert names & (listed | {"pydantic-core"}), f"{path}:{line}: {top} is not listed"


# A step of the schema is a list of tables; Alembic wants it in one function.
STEPS = "data.store.migrations.versions.*"


def test_no_function_is_over_40_lines() -> None:
    def long(path: Path) -> Iterator[str]:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 40 and not fits(module_of(path), STEPS):
                    yield f"{node.lineno} {node.name} has {length} lines"

    assert everywhere(long) == []


# Where the clock is read: once per run, command or request. Everything else is told the time.
CLOCKS = ("app.main", "app.server", "app.cli", "app.serving", "app.rounds", "app.reporting")


def test_the_clock_is_read_in_few_places() -> None:
    reads = re.compile(r"\b(datetime|date)\.(now|utcnow|today)\b|\btime\.time\b")

    def clocks(path: Path) -> Iterator[str]:
        if module_of(path) in CLOCKS or module_of(path).endswith("_commands"):
            return
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if reads.search(line):
                yield f"{number} reads the clock"

    assert everywhere(clocks) == []


def calls_of(path: Path) -> Iterator[tuple[int, str, ast.Call]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


def test_one_picture_alone_is_drawn_by_plotly() -> None:
    """Its script has 4.7 MB, so that no page may load it without being asked to."""
    drawing = {
        module_of(path)
        for path in FILES
        for _, called, _ in calls_of(path)
        if called.endswith("plotly_chart")
    }
    assert drawing == {"app.ui.flow_picture"}


def test_text_from_outside_cannot_become_html() -> None:
    def openings(path: Path) -> Iterator[str]:
        shows = () if fits(module_of(path), "app.ui.*") else ("st.html", "st.write")
        for line, called, call in calls_of(path):
            if any(keyword.arg == "unsafe_allow_html" for keyword in call.keywords):
                yield f"{line} lets HTML through"
            if called.endswith(("components.html", ".iframe")) or called in shows:
                yield f"{line} calls {called}"

    assert everywhere(openings) == []


def test_no_module_hides_a_function_of_its_folder() -> None:
    """Importing ``a.b`` puts the module in the place of a function ``b`` of ``a``."""
    for path in FILES:
        if path.name != "__init__.py":
            continue
        modules = {each.stem for each in path.parent.iterdir() if each.suffix == ".py"}
        modules |= {each.name for each in path.parent.iterdir() if each.is_dir()}
        defined = {node.name for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
        assert not modules & defined, f"{path}: {modules & defined}"

"""The addresses of lists as files: what they hold is what the page shows, and nobody else's."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path

import httpx
import openpyxl
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.datastructures import QueryParams

from app.downloads import LISTS, download_routes
from app.downloads_asked import Parameters
from app.language.sentence import Speech
from app.ui import loading, risks_address
from app.ui.address import PAGE_LENGTH, read, to_export
from app.ui.impact_address import impact_asked
from app.ui.loading.impact import impact
from app.ui.loading.pipelines import steps
from app.ui.loading.risks import risks
from app.ui.pipelines_address import steps_asked
from app.ui.visit import Visit
from data.store.engine import open_store
from tests.apart import run_apart
from tests.browser import companies

ASKED = (
    "",
    "status=below",
    "status=below&status=meets",
    "care=needs_care",
    "unit=Insurance",
    "q=model+00&unit=Retail",
    "q=%3Cscript%3E",
    "unit=nobody",
    "status=nonsense&care=nonsense&page=2&other=1&q=",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with sixty models, some with hostile names, judged just now."""
    folder = tmp_path_factory.mktemp("downloads")
    return companies.fill(folder, companies.REGISTRY, lambda _: companies.large(60))


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    opened = open_store(database)
    yield opened
    opened.dispose()


def speech() -> Speech:
    return Speech(now=datetime.now(UTC), time_zone="Europe/London")


def asked(engine: Engine, path: str) -> httpx.Response:
    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=download_routes(engine, speech)))
        async with httpx.AsyncClient(transport=transport, base_url="http://rollcall") as client:
            return await client.get(path)

    return run_apart(get())


def rows_of(answer: httpx.Response) -> list[dict[str, str]]:
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    heads, *rows = lines
    return [dict(zip(heads, row, strict=True)) for row in rows]


def shown(database: str, query: str) -> list[str]:
    """The addresses of the models the page shows, on all its pages."""
    visit = Visit(speech(), database, timedelta(minutes=15), frozenset())
    found: list[str] = []
    for page in range(1, 10):
        filters = read(Parameters(QueryParams(f"{query}&page={page}")))
        found += [f"/model?model={row.slug}" for row in loading.listing(visit, filters).rows]
    return found


@pytest.mark.parametrize("query", ASKED)
def test_a_file_holds_what_the_page_shows_in_its_order(
    query: str, engine: Engine, database: str
) -> None:
    pages = [row["Page"] for row in rows_of(asked(engine, f"/export/models.csv?{query}"))]
    assert pages == shown(database, query)
    assert query or len(pages) == 66 > PAGE_LENGTH


@pytest.mark.parametrize(
    "query", ["", "impact=high", "worry=groups&watch=not_watched&unit=Insurance", "impact=odd"]
)
def test_the_file_of_risks_holds_what_its_page_lists(
    query: str, engine: Engine, database: str
) -> None:
    visit = Visit(speech(), database, timedelta(minutes=15), frozenset())
    found: list[str] = []
    for page in range(1, 5):
        filters = risks_address.read(Parameters(QueryParams(f"{query}&page={page}")))
        found += [f"/model?model={each.slug}" for each in risks(visit, filters).rows]
    rows = rows_of(asked(engine, f"/export/risks.csv?{query}"))
    assert [row["Page"] for row in rows] == found
    assert len(found) > PAGE_LENGTH or query not in ("", "impact=odd")
    assert all(row["Chance"] in ("low", "medium", "high") for row in rows)


@pytest.mark.parametrize("query", ["", "unit=Insurance", "which=agreed", "which=odd"])
def test_the_file_of_what_pays_holds_what_its_page_lists(
    query: str, engine: Engine, database: str
) -> None:
    visit = Visit(speech(), database, timedelta(minutes=15), frozenset())
    found: list[str] = []
    for page in range(1, 5):
        wanted = impact_asked(Parameters(QueryParams(f"{query}&page={page}")))
        found += [f"/model?model={each.slug}" for each in impact(visit, wanted).models]
    rows = rows_of(asked(engine, f"/export/impact.csv?{query}"))
    assert [row["Page"] for row in rows] == found
    assert len(found) > PAGE_LENGTH or query not in ("", "which=odd")


def test_both_kinds_of_file_hold_the_same(engine: Engine) -> None:
    rows = rows_of(asked(engine, "/export/models.csv"))
    answer = asked(engine, "/export/models.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next(number for number, line in enumerate(lines) if line[0] == "Status")
    assert lines[top] == list(rows[0])[:-3]
    assert [line[-1] for line in lines[top + 1 :]] == [row["Page"] for row in rows]
    place = list(rows[0]).index("Newest value")
    assert {line[place] for line in lines[top + 1 :]} == {40, 50, 80}


def test_it_says_what_it_is(engine: Engine) -> None:
    first, *_ = rows_of(asked(engine, "/export/models.csv?status=below&q=model"))
    assert "Status: Below what was agreed" in first["Shown"]
    assert "model" in first["Shown"]
    assert first["Company"] == "our own"
    assert first["Made at"].startswith("20")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_comes_as_a_file_with_a_safe_name(kind: str, engine: Engine) -> None:
    answer = asked(engine, f"/export/models.{kind}?q=%22%0d%0ax:y&unit=../../etc")
    assert answer.status_code == 200
    said = Message()
    said["content-disposition"] = answer.headers["content-disposition"]
    day = speech().now.date()
    assert said.get_content_disposition() == "attachment"
    assert said.get_filename() == f"rollcall-models-{day}.{kind}"


@pytest.mark.parametrize("path", ["nothing.csv", "models.pdf", "models", "../models.csv/x", ""])
def test_there_are_no_other_files(path: str, engine: Engine) -> None:
    assert asked(engine, f"/export/{path}").status_code == 404


def test_a_store_that_is_away_is_told_in_words(tmp_path: Path) -> None:
    empty = open_store(f"sqlite:///{tmp_path / 'nothing.db'}")
    answer = asked(empty, "/export/models.csv")
    empty.dispose()
    assert answer.status_code == 503
    assert "cannot read our records" in answer.text


def test_the_page_links_to_the_whole_list_as_narrowed() -> None:
    filters = read(Parameters(QueryParams("status=below&page=3&q=a+b")))
    assert to_export("models", "csv", filters) == "/export/models.csv?q=a+b&status=below"
    assert "models" in LISTS


@pytest.mark.parametrize("query", ["", "unit=Insurance", "state=failed", "model=model-0003"])
def test_the_file_of_steps_holds_what_their_page_shows(
    query: str, engine: Engine, database: str
) -> None:
    visit = Visit(speech(), database, timedelta(minutes=15), frozenset())
    found: list[str] = []
    for page in range(1, 4):
        narrowed = steps_asked(Parameters(QueryParams(f"{query}&page={page}")))
        shown_steps = steps(visit, narrowed).flow.steps
        found += [f"/pipelines?step={each.step.key}" for each in shown_steps]
    rows = rows_of(asked(engine, f"/export/pipelines.csv?{query}"))
    assert [row["Page"] for row in rows] == found
    assert query or len(found) == 36
    assert {row["Rows it wrote"] for row in rows} <= {"120000"}

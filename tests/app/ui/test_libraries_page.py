"""Software as HTML: all of it, one piece, and whom a change of it would touch."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from markupsafe import Markup
from starlette.datastructures import QueryParams

from app.downloads import LISTS
from app.downloads_asked import Asked, Parameters
from app.health.library_uses import Fit
from app.language.sentence import Speech
from app.ui import loading, model
from app.ui.libraries import libraries_section, page
from app.ui.libraries_address import LibrariesAsked, libraries_asked
from app.ui.loading.libraries import libraries, software_names
from app.ui.visit import Visit
from data.facts import Arrival, FieldName, Library, ModelRef, Person, RunsWith
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from tests.app.ui.test_pipelines_page import EVERY, fill, live, words
from tests.browser.companies import HOSTILE
from tests.data.feeding import NOW, read_tag

PANDAS_3 = LibrariesAsked(library="pandas", version="3")


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url


def built(key: str, name: str, *lines: str, installed: str = "", **facts: str) -> Iterator[Arrival]:
    """A model in use with these lines on its list, and what runs of the first of them."""
    yield from live(key, name, facts.get("unit", "Retail"))
    ref = ModelRef(key, "registry")
    for line in lines:
        name, _, pinned = line.partition("==")
        yield Library(ref, "1", re.split("[<>=~]", name)[0], line, pinned, "requirements.txt")
    if installed:
        yield RunsWith(ref, re.split("[<>=~]", lines[0])[0], installed, "inventory")
    yield read_tag(FieldName.IMPACT, facts.get("impact", "low"), ref)
    if owner := facts.get("owner", ""):
        yield read_tag(FieldName.OWNER, owner, ref)


def company() -> list[Arrival]:
    return [
        Person("ana", "Ana Ruiz"),
        *built("a", "Letters", "pandas==2.2.3", installed="2.2.3", impact="high", owner="ana"),
        *built("b", "Offers", "pandas>=2,<3", installed="2.1.4"),
        *built("c", "Sizes", "Pandas>=2", unit="Online", owner="ana"),
        *built("d", "Search", "pandas==3.1.1", "numpy==1.24.4", owner="ana"),
        *built("e", "Reader", "torch==2.3.1", installed="2.5.1", owner="ana"),
    ]


def shown(database: str, asked: LibrariesAsked) -> Markup:
    visit = Visit(Speech(NOW, time_zone="Europe/London"), database, EVERY, frozenset())
    return page(libraries(visit, asked), asked, loading.notice(visit), visit.speech)


def names(html: Markup) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*><bdi>([^<]+)', html)


def test_a_change_says_whom_it_touches_worst_first(database: str) -> None:
    fill(database, company())
    html = shown(database, PANDAS_3)
    said = words(html)
    assert (
        "Upgrading pandas to 3 touches 3 models: 1 where a mistake matters a lot, "
        "1 without an owner." in said
    )
    assert names(html) == ["Letters", "Offers", "Sizes"]
    for told in (
        "Its list names 2.2.3 exactly. Test it with 3 first.",
        "Its list says “pandas&gt;=2,&lt;3”, which does not allow 3.",
        "When it is put together again, it may get 3 by itself.",
        "1 Already there",
        "Let whoever answers for a model test it with the new version first.",
        "Ana Ruiz · Retail",
        "No owner recorded · Retail",
    ):
        assert told in said, told


def test_an_older_version_is_no_upgrade(database: str) -> None:
    fill(database, company())
    said = words(shown(database, LibrariesAsked(library="pandas", version="1.5")))
    assert "Changing pandas to 1.5 touches 4 models" in said


def test_it_is_narrowed_to_a_unit_and_to_what_it_means(database: str) -> None:
    fill(database, company())
    html = shown(database, LibrariesAsked(library="pandas", version="3", unit="Online"))
    assert names(html) == ["Sizes"]
    assert "touches 1 model." in words(html)
    there = LibrariesAsked(library="pandas", version="3", fit=Fit.THERE)
    assert names(shown(database, there)) == ["Search"]
    none = shown(database, LibrariesAsked(library="pandas", version="3", fit=Fit.UNLISTED))
    assert "Nothing matches" in words(none)


def test_without_a_version_it_tells_who_has_which(database: str) -> None:
    fill(database, company())
    html = shown(database, LibrariesAsked(library="pandas"))
    said = words(html)
    assert "4 models in use are built with pandas." in said
    assert "Versions in use today: 3.1.1 (1), 2.2.3 (1) and 2.1.4 (1)." in said
    assert len(names(html)) == 4
    assert "touches" not in said


def test_what_runs_otherwise_than_tested_is_told(database: str) -> None:
    fill(database, company())
    said = words(shown(database, LibrariesAsked(library="torch")))
    assert "1 runs with another version than it was tested with." in said
    assert "It runs with 2.5.1, another version than it was tested with." in said


def test_the_end_of_security_repairs_is_told(database: str) -> None:
    fill(database, company())
    ended = "1.24.4 has had no security repairs since 19 December 2024"
    assert ended in words(shown(database, LibrariesAsked(library="numpy")))
    assert ended in words(shown(database, LibrariesAsked()))


def test_all_software_stands_by_how_many_models_have_it(database: str) -> None:
    fill(database, company())
    html = shown(database, LibrariesAsked())
    assert names(html) == ["pandas", "numpy", "torch"]
    assert "Models in use are built with 3 pieces of software." in words(html)
    assert 'href="/changes?library=pandas"' in html


def test_software_nobody_has_and_no_software_at_all(database: str) -> None:
    fill(database, company())
    html = shown(database, LibrariesAsked(library="cobol", version="3"))
    assert "No model in use is built with cobol." in words(html)
    assert '<option value="cobol" selected>' in html


def test_nothing_known_is_said(database: str) -> None:
    assert "We know nothing yet" in words(shown(database, LibrariesAsked()))
    fill(database, [*live("a", "Letters")])
    said = words(shown(database, LibrariesAsked()))
    assert "Nobody has told us which software models are built with." in said
    assert "come with the versions in your registry" in said


def test_a_version_nobody_has_left_touches_nobody(database: str) -> None:
    fill(database, [*built("d", "Search", "pandas==3.1.1")])
    said = words(shown(database, PANDAS_3))
    assert "No model is touched: whoever is built with pandas has 3 already." in said
    assert "Let whoever answers" not in said


def test_the_page_about_changes_offers_to_ask(database: str) -> None:
    visit = Visit(Speech(NOW), database, EVERY, frozenset())
    assert libraries_section(software_names(visit), visit.speech) == ""
    fill(database, company())
    section = libraries_section(software_names(visit), visit.speech)
    assert "What if we changed the software?" in section
    assert '<option value="pandas">' in section
    assert 'name="version"' in section
    assert 'action="/changes"' in section


@pytest.mark.parametrize("odd", HOSTILE)
def test_names_from_outside_stay_text(odd: str, database: str) -> None:
    ref = ModelRef("a", "registry")
    line = Library(ref, "1", "pandas", odd, "", "requirements.txt")
    fill(database, [*live("a", odd), line, RunsWith(ref, odd, odd, odd)])
    html = shown(database, PANDAS_3) + shown(database, LibrariesAsked())
    assert "<script" not in html
    assert "<img" not in html


def test_the_page_of_a_model_lists_its_software(database: str) -> None:
    fill(database, company())
    visit = Visit(Speech(NOW + timedelta(hours=1)), database, EVERY, frozenset())
    record = loading.record(visit, "d")
    assert record
    html = model.page(record, loading.notice(visit), visit.speech)
    said = words(html)
    assert "2 pieces of software" in said
    assert "numpy==1.24.4" in said
    assert "Nobody has told us" in said
    assert 'href="/changes?library=numpy"' in html


@pytest.mark.parametrize("query", ["", "?library=pandas&version=3", "?library=pandas"])
def test_the_file_holds_what_the_page_shows(query: str, database: str) -> None:
    fill(database, company())
    engine = open_store(database)
    asked = Parameters(QueryParams(query.removeprefix("?")))
    with reading(engine) as conn:
        table = LISTS["libraries"](Asked(conn, conn, asked, Speech(NOW, time_zone="Europe/London")))
    engine.dispose()
    assert [row[0] for row in table.rows] == names(shown(database, libraries_asked(asked)))
    assert all(len(row) == len(table.heads) for row in table.rows)

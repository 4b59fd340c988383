"""What an address asks about software, and that it says the same again."""

from urllib.parse import urlsplit

import pytest
from starlette.datastructures import QueryParams

from app.downloads_asked import Parameters
from app.health.library_uses import Fit
from app.ui.libraries_address import (
    LibrariesAsked,
    libraries_asked,
    to_libraries,
    to_libraries_file,
)


def read(address: str) -> LibrariesAsked:
    return libraries_asked(Parameters(QueryParams(urlsplit(address).query)))


@pytest.mark.parametrize(
    "asked",
    [
        LibrariesAsked(),
        LibrariesAsked(library="scikit-learn"),
        LibrariesAsked(library="pandas", version="3.x", unit="Retail", fit=Fit.OPEN, page=2),
    ],
)
def test_an_address_says_what_was_asked(asked: LibrariesAsked) -> None:
    assert read(to_libraries(asked)) == asked


def test_the_address_to_paste_is_short() -> None:
    asked = LibrariesAsked(library="pandas", version="3")
    assert to_libraries(asked) == "/changes?library=pandas&version=3"


def test_the_page_about_changes_itself_is_not_about_software() -> None:
    assert not read("/changes?kind=status&version=3").wanted


def test_names_are_read_in_their_normal_form() -> None:
    assert read("/changes?library=Scikit_Learn").library == "scikit-learn"


@pytest.mark.parametrize("query", ["version=three", "page=0", "fit=odd"])
def test_what_is_odd_is_left_out_and_said(query: str) -> None:
    asked = read(f"/changes?library=pandas&{query}")
    assert not asked.understood
    assert (asked.version, asked.page, asked.fit) == ("", 1, None)


def test_a_meaning_chosen_twice_is_given_up() -> None:
    open_ = LibrariesAsked(library="pandas", version="3", page=2).only(Fit.OPEN)
    assert (open_.fit, open_.page) == (Fit.OPEN, 1)
    assert open_.only(Fit.OPEN).fit is None


def test_a_file_has_every_page() -> None:
    asked = LibrariesAsked(library="pandas", version="3", page=3)
    assert to_libraries_file(asked, "csv") == "/export/libraries.csv?library=pandas&version=3"

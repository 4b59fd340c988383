"""An address says what is shown, and whatever somebody types into one is only text."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.health.verdict import Care, Status
from app.ui.address import (
    LAST_PAGE,
    Filters,
    model_asked,
    parameters_of,
    read,
    to_model,
    to_models,
)
from data.facts import LONGEST_NAME


class Typed:
    """Query parameters as Streamlit hands them over."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self.values = values

    def get_all(self, key: str) -> list[str]:
        return self.values.get(key, [])


typed_text = st.text(st.characters(exclude_characters="\x00"), max_size=30)
filters = st.builds(
    Filters,
    search=typed_text,
    statuses=st.sets(st.sampled_from(Status)).map(
        lambda chosen: tuple(status for status in Status if status in chosen)
    ),
    care=st.none() | st.sampled_from(Care),
    unit=typed_text,
    page=st.integers(1, LAST_PAGE),
)


@given(filters)
def test_what_an_address_says_is_read_back(chosen: Filters) -> None:
    query = urlsplit(to_models(chosen)).query
    assert read(Typed(parse_qs(query))) == chosen


@given(
    st.dictionaries(st.sampled_from(["q", "status", "care", "unit", "page"]), st.lists(st.text()))
)
def test_nothing_typed_into_an_address_breaks_it(typed: dict[str, list[str]]) -> None:
    found = read(Typed(typed))
    assert 1 <= found.page <= LAST_PAGE
    assert parameters_of(found) == parameters_of(read(Typed(parameters_of(found))))


@pytest.mark.parametrize(
    "typed",
    [{"status": ["excellent"]}, {"care": ["none"]}, {"page": ["0"]}, {"page": ["٣"]}],
)
def test_what_is_not_understood_is_left_out_and_told(typed: dict[str, list[str]]) -> None:
    found = read(Typed(typed))
    assert not found.understood
    assert parameters_of(found) == {}


def test_what_no_database_can_be_asked_is_left_out() -> None:
    assert model_asked(Typed({"model": ["chu\x00rn"]})) == "churn"
    assert read(Typed({"q": ["\x00"], "unit": ["Re\x00tail"]})) == Filters(unit="Retail")


def test_no_name_of_ours_is_cut() -> None:
    longest = "n" * LONGEST_NAME
    assert model_asked(Typed({"model": [longest + "x"]})) == longest
    assert read(Typed({"unit": [longest]})).unit == longest


def test_an_address_without_filters_is_short() -> None:
    assert to_models() == "/models"
    assert parameters_of(Filters()) == {}
    assert not Filters(page=3).narrowed


def test_a_status_is_chosen_alone_and_let_go_again() -> None:
    narrowed = Filters(search="letters", page=4).only(Status.BELOW)
    assert narrowed == Filters(search="letters", statuses=(Status.BELOW,))
    assert narrowed.only(Status.BELOW).statuses == ()


def test_care_is_chosen_and_let_go_again() -> None:
    narrowed = Filters().toggled(Care.NEEDS_CARE)
    assert narrowed.care is Care.NEEDS_CARE
    assert narrowed.toggled(Care.NEEDS_CARE).care is None


def test_a_slug_cannot_leave_its_parameter() -> None:
    address = to_model("a&page=2#<script>")
    assert model_asked(Typed(parse_qs(urlsplit(address).query))) == "a&page=2#<script>"


def test_of_several_models_the_last_is_meant() -> None:
    assert model_asked(Typed({"model": ["a", "b"]})) == "b"
    assert model_asked(Typed({})) == ""

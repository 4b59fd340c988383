"""What an address asks of the page of the steps, and that it says the same again."""

from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.datastructures import QueryParams

from app.downloads_asked import Parameters
from app.health.steps import StepState
from app.ui.pipelines_address import StepsAsked, steps_asked, to_step, to_steps, to_steps_file


def read(address: str) -> StepsAsked:
    return steps_asked(Parameters(QueryParams(urlsplit(address).query)))


@pytest.mark.parametrize(
    "asked",
    [
        StepsAsked(),
        StepsAsked(state=StepState.LATE, unit="Retail & more", model="letters", page=3),
        StepsAsked(picture=True),
    ],
)
def test_an_address_says_what_was_asked(asked: StepsAsked) -> None:
    assert read(to_steps(asked)) == asked


def test_one_step_has_an_address() -> None:
    assert read(to_step("ab12")).step == "ab12"


@pytest.mark.parametrize("query", ["state=odd", "page=0", "page=x", "picture=no"])
def test_what_is_odd_is_left_out_and_said(query: str) -> None:
    asked = read(f"/pipelines?{query}")
    assert not asked.understood
    assert (asked.state, asked.page, asked.picture) == (None, 1, False)


def test_a_state_chosen_twice_is_given_up() -> None:
    late = StepsAsked(page=4).only(StepState.LATE)
    assert (late.state, late.page) == (StepState.LATE, 1)
    assert late.only(StepState.LATE).state is None


def test_a_file_has_every_page_and_no_picture() -> None:
    address = to_steps_file(StepsAsked(unit="Retail", page=3, picture=True), "csv")
    assert urlsplit(address).path == "/export/pipelines.csv"
    assert parse_qs(urlsplit(address).query) == {"unit": ["Retail"]}

"""The picture of the flow: what is in it, and that names cannot steer it."""

from collections.abc import Sequence
from typing import Any

import pytest

from app.health.steps import Step, StepState
from app.health.verdict import Status
from app.language.sentence import Speech
from app.reports.pipelines import FedModel, ListedStep
from app.ui.flow_picture import CLEAR, figure
from app.ui.theme import DARK, LIGHT
from tests.app.language.plausible import NOW

SPEECH = Speech(NOW)


def listed(
    name: str,
    models: Sequence[str],
    state: StepState = StepState.FINE,
    reads: str = "Tills",
    writes: str = "Sales",
    fed: int | None = None,
) -> ListedStep:
    step = Step(name, reads, writes, "log", "P1D", False, state, StepState.LATE)
    known = tuple(FedModel(each.casefold(), each, Status.MEETS) for each in models)
    return ListedStep(step, state, known, len(models) if fed is None else fed)


def drawn(*steps: ListedStep, dark: bool = False) -> dict[str, Any]:
    (trace,) = figure(steps, SPEECH, dark=dark)["data"]
    assert isinstance(trace, dict)
    return trace


def bands(trace: dict[str, Any]) -> list[tuple[str, str, float]]:
    names, link = trace["node"]["label"], trace["link"]
    return [
        (names[source], names[target], width)
        for source, target, width in zip(link["source"], link["target"], link["value"], strict=True)
    ]


def test_data_goes_through_a_step_to_models() -> None:
    assert bands(drawn(listed("Overnight", ["Letters", "Offers"]))) == [
        ("Tills", "Overnight", 2.0),
        ("Overnight", "Sales", 2.0),
        ("Sales", "Letters", 1.0),
        ("Sales", "Offers", 1.0),
    ]


def test_several_data_share_the_width_of_what_they_lead_to() -> None:
    found = bands(drawn(listed("Overnight", ["Letters"], reads="Tills; Members; tills")))
    assert found[:2] == [("tills", "Overnight", 0.5), ("Members", "Overnight", 0.5)]


def test_what_two_steps_share_is_one_box() -> None:
    trace = drawn(listed("A", ["Letters"], writes="x"), listed("B", ["Letters"], writes="y"))
    assert sorted(trace["node"]["label"]) == ["A", "B", "Letters", "Tills", "x", "y"]


def test_models_beyond_those_named_are_one_wide_band() -> None:
    assert bands(drawn(listed("Overnight", ["Letters"], fed=41)))[-1] == (
        "Sales",
        "40 more models",
        40.0,
    )


def test_data_that_nobody_named_has_a_box_that_says_so() -> None:
    found = bands(drawn(listed("Overnight", ["Letters"], reads="")))
    assert found[0][0] == "data nobody named"


@pytest.mark.parametrize("dark", [False, True])
def test_what_needs_somebody_has_a_colour_a_sign_and_words(dark: bool) -> None:
    palette = DARK if dark else LIGHT
    trace = drawn(listed("Overnight", ["Letters"], StepState.FAILED), dark=dark)
    assert trace["link"]["color"] == [palette.tones[Status.BELOW].bar + CLEAR] * 3
    assert "✖ Overnight" in trace["node"]["label"]
    assert "Overnight: Failed last time" in trace["node"]["customdata"]
    assert trace["textfont"]["color"] == palette.ink


def test_what_is_fine_stays_quiet() -> None:
    assert set(drawn(listed("Overnight", ["Letters"]))["link"]["color"]) == {LIGHT.line}


def test_names_are_no_marks_of_plotlys() -> None:
    trace = drawn(listed("<a href='x'>A</a>", ["<b>Letters</b>"]))
    told = [*trace["node"]["label"], *trace["node"]["customdata"]]
    assert not [each for each in told if "<" in each]


def test_a_step_that_reads_what_it_writes_is_drawn() -> None:
    assert ("Overnight", "Tills", 1.0) in bands(drawn(listed("Overnight", ["A"], writes="Tills")))


def test_the_picture_grows_with_what_is_in_it_up_to_a_limit() -> None:
    few = figure([listed("A", ["x"])], SPEECH, dark=False)["layout"]["height"]
    some = figure([listed("A", [f"m{n}" for n in range(30)])], SPEECH, dark=False)
    many = figure([listed("A", [f"m{n}" for n in range(300)])], SPEECH, dark=False)
    assert few < some["layout"]["height"] < many["layout"]["height"] == 1600

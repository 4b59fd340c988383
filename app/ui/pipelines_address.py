"""What an address asks of the page of the steps that bring data."""

from dataclasses import dataclass, replace

from app.health.steps import StepState
from app.ui.address import Parameters, last, name_asked, page_asked, to

PICTURE = "yes"
"""What the address says where the picture is asked for; without it the page stays light."""


@dataclass(frozen=True, slots=True)
class StepsAsked:
    """What the page is narrowed to. ``step`` is the key of the one step that is looked at."""

    state: StepState | None = None
    unit: str = ""
    model: str = ""
    page: int = 1
    step: str = ""
    picture: bool = False
    understood: bool = True

    @property
    def narrowed(self) -> bool:
        return bool(self.state or self.unit or self.model)

    def only(self, state: StepState) -> "StepsAsked":
        """The same narrowed to one state, or widened again where it already is."""
        return replace(self, state=None if self.state is state else state, page=1)


def steps_asked(parameters: Parameters) -> StepsAsked:
    """What an address asks for, whatever somebody typed into it."""
    state, page = last(parameters, "state"), last(parameters, "page")
    picture = last(parameters, "picture")
    asked = page_asked(parameters)
    return StepsAsked(
        state=StepState(state) if state in set(StepState) else None,
        unit=name_asked(parameters, "unit"),
        model=name_asked(parameters, "model"),
        page=asked,
        step=name_asked(parameters, "step"),
        picture=picture == PICTURE,
        understood=(
            (not state or state in set(StepState))
            and (not page or page == str(asked))
            and picture in ("", PICTURE)
        ),
    )


def to_steps(asked: StepsAsked | None = None, path: str = "/pipelines") -> str:
    """The address of the steps, narrowed like this; ``path`` is another one for a file."""
    asked = asked or StepsAsked()
    return to(
        path,
        state=asked.state.value if asked.state else "",
        unit=asked.unit,
        model=asked.model,
        page=str(asked.page) if asked.page > 1 else "",
        picture=PICTURE if asked.picture else "",
    )


def to_step(key: str) -> str:
    """The address of one step."""
    return to("/pipelines", step=key)


def to_steps_file(asked: StepsAsked, kind: str) -> str:
    """The address of the steps as a file: all pages, and no picture."""
    return to_steps(replace(asked, page=1, picture=False), f"/export/pipelines.{kind}")

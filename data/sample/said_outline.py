"""The shape of what people of the pretend company said, and of what became of it.

Every ``int`` that names a day counts from the day the company was first read.
"""

from dataclasses import dataclass
from typing import ClassVar

from data.facts import FeedbackKind
from data.sample.change_outline import STRICT


@dataclass(frozen=True, slots=True)
class AnsweredOutline:
    """The answer, and what was changed."""

    __pydantic_config__: ClassVar = STRICT
    by: str
    on: int
    answer: str
    changed: str


@dataclass(frozen=True, slots=True)
class SaidOutline:
    """Something that was said. ``model`` is its technical name; ``due`` is the day of an answer.

    ``closed`` is the day on which whoever said it agreed that it is answered.
    """

    __pydantic_config__: ClassVar = STRICT
    model: str
    kind: FeedbackKind
    text: str
    by: str
    on: int
    due: int
    answerer: str = ""
    measure: str = ""
    group: str = ""
    start: int | None = None
    end: int | None = None
    whole_unit: bool = False
    answered: AnsweredOutline | None = None
    closed: int | None = None
    theme: str = ""

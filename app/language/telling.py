"""One reason about to be told: its inputs by type, and the name or "it" to tell it about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from app.health.verdict import Input, Reason, Status
from app.language.quantities import Scale, scale_for
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text
from data.facts import Better, Unit

_ON_ONE_SCALE = (
    "value",
    "other_value",
    "overall",
    "breach_value",
    "mean",
    "stop_line",
    "earlier_minimum",
    "minimum",
)
"""The values of a reason that stand beside each other; a limit after what it limits."""


@dataclass(frozen=True)
class Telling:
    """``name`` is empty where the reader already knows which model is meant."""

    reason: Reason
    speech: Speech
    name: str = ""

    @cached_property
    def given(self) -> Mapping[str, Input]:
        return {**self.reason.basis, **self.reason.inputs}

    @property
    def subject(self) -> str:
        """Who does it, at the start of a sentence."""
        return self.name or text(N_("It"), self.speech)

    @property
    def object(self) -> str:
        """Who it is about, within a sentence."""
        return self.name or text(N_("it"), self.speech)

    def say(self, message: str, *strong: str, **slots: str) -> Sentence:
        """A marked text as a sentence."""
        return sentence(message, self.speech, *strong, **slots)

    def has(self, key: str) -> bool:
        """Whether something was given; a blank is not."""
        return self.given.get(key) not in (None, "")

    def number(self, key: str) -> float:
        value = self.given[key]
        assert isinstance(value, int | float), key
        return float(value)

    def count(self, key: str) -> int:
        return round(self.number(key))

    def word(self, key: str) -> str:
        return str(self.given[key])

    def when(self, key: str) -> date | datetime:
        value = self.given[key]
        assert isinstance(value, date), key
        return value

    def moment(self, key: str) -> datetime:
        value = self.given[key]
        assert isinstance(value, datetime), key
        return value

    def status(self, key: str) -> Status:
        return Status(self.word(key))

    @property
    def lower_is_better(self) -> bool:
        return self.given.get("better") == Better.LOWER

    @property
    def unit(self) -> Unit:
        return Unit(str(self.given.get("unit", Unit.NUMBER)))

    @cached_property
    def scale(self) -> Scale:
        """How all values of this reason are told, in its sentence and in its receipt."""
        values = [self.number(key) for key in _ON_ONE_SCALE if self.has(key)]
        things, currency = self.given.get("things", ""), self.given.get("currency", "")
        return scale_for(values, self.unit, self.speech, str(things or ""), str(currency or ""))

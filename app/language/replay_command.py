"""What ``rollcall replay`` says besides the replay itself."""

from collections.abc import Sequence

from app.language.sentence import Speech
from app.language.translating import N_, text

_LINE = N_("{label}: {value}")
_NO_MODEL = N_("There is no model {model} here.")
_NEAR = N_("Perhaps you meant: {names}")
_NO_MEASURE = N_("{model} has no measure {measure}. It has: {names}")
_NO_MEASURES = N_("{model} has no measures.")


def labelled(label: str, value: str, speech: Speech) -> str:
    """One line of numbers."""
    return text(_LINE, speech, label=label, value=value)


def no_such_model(model: str, near: Sequence[str], speech: Speech) -> str:
    """The model asked for is not there; ``near`` are those that may be meant."""
    said = text(_NO_MODEL, speech, model=model)
    return f"{said} {text(_NEAR, speech, names=', '.join(near))}" if near else said


def no_such_measure(model: str, measure: str, known: Sequence[str], speech: Speech) -> str:
    """The model has no such measure; ``known`` are those it has."""
    if not known:
        return text(_NO_MEASURES, speech, model=model)
    return text(_NO_MEASURE, speech, model=model, measure=measure, names=", ".join(known))

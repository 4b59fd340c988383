"""Sentences about limits that were signed, made harder or easier, and signed again."""

from collections.abc import Mapping

from app.health.happening import Happening, HappeningKind
from app.language.measures import asked_of
from app.language.quantities import Scale, scale_for
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence
from data.facts import Better, Unit

_LIMITS: Mapping[tuple[HappeningKind, Better], str] = {
    (HappeningKind.AGREED, Better.HIGHER): N_("{by} signed what is good enough: at least {limit}."),
    (HappeningKind.AGREED, Better.LOWER): N_("{by} signed what is good enough: at most {limit}."),
    (HappeningKind.RENEWED, Better.HIGHER): N_("{by} signed the same again: at least {limit}."),
    (HappeningKind.RENEWED, Better.LOWER): N_("{by} signed the same again: at most {limit}."),
    (HappeningKind.TIGHTENED, Better.HIGHER): N_(
        "{by} made the limit harder to meet: at least {limit}, and before that {before}."
    ),
    (HappeningKind.TIGHTENED, Better.LOWER): N_(
        "{by} made the limit harder to meet: at most {limit}, and before that {before}."
    ),
    (HappeningKind.LOOSENED, Better.HIGHER): N_(
        "{by} made the limit easier to meet: at least {limit}, and before that {before}."
    ),
    (HappeningKind.LOOSENED, Better.LOWER): N_(
        "{by} made the limit easier to meet: at most {limit}, and before that {before}."
    ),
}


def limit_sentences(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """Who signed which limit, what is measured, and why it was made easier."""
    limit, before = one.inputs["minimum"], one.inputs.get("before")
    assert isinstance(limit, float | int)
    was = float(before) if isinstance(before, float | int) else float(limit)
    scale = scale_of(one, (float(limit), was), speech)
    slots = {
        "by": str(one.inputs["by"]) or str(sentence(N_("Somebody who is not recorded"), speech)),
        "limit": scale.limit(float(limit)),
        "before": scale.beside(was, float(limit)),
    }
    form = _LIMITS[one.kind, Better(str(one.inputs["better"]))]
    return (
        sentence(form, speech, "limit", **slots),
        *measured_words(one, speech),
        *_why(one, speech),
    )


def _why(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """Only what was made easier needs a reason."""
    if one.kind is not HappeningKind.LOOSENED:
        return ()
    why = str(one.inputs.get("why") or "")
    if not why:
        return (sentence(N_("Why is not recorded."), speech),)
    return (sentence(N_("The reason given: “{why}”."), speech, why=why),)


def measured_words(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """What the measure of a happening is; empty where it is about none."""
    if "phrase" not in one.inputs and "kind" not in one.inputs:
        return ()
    asked = asked_of(one.inputs, speech)
    return (sentence(N_("What is measured: {asked}."), speech, asked=asked),)


def scale_of(one: Happening, values: tuple[float, ...], speech: Speech) -> Scale:
    """The scale on which the values of a happening are told beside each other."""
    unit = Unit(str(one.inputs["unit"]))
    things, currency = (str(one.inputs.get(name, "")) for name in ("things", "currency"))
    return scale_for(values, unit, speech, things, currency)

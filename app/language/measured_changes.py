"""Sentences about results that went wrong, were noticed, and were good again."""

from collections.abc import Mapping
from datetime import datetime

from app.health.happening import Happening
from app.health.insight import IncidentKind
from app.language.agreed_changes import measured_words, scale_of
from app.language.dates import heard_day, local_day, short_day
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence
from data.facts import Better

_BEGAN: Mapping[IncidentKind, str] = {
    IncidentKind.BELOW: N_("Results fell below what was agreed."),
    IncidentKind.STOPPED: N_("Results went beyond the agreed stop line."),
    IncidentKind.SILENT: N_("The last results came; then nothing."),
    IncidentKind.GROUP_BELOW: N_("Results for {group} fell below what was agreed."),
    IncidentKind.GROUP_GAP: N_("{group} fell too far behind {other}."),
}
_NOTICED: Mapping[IncidentKind, str] = {
    IncidentKind.BELOW: N_("It was noticed that results were below what was agreed."),
    IncidentKind.STOPPED: N_("It was noticed that results were beyond the agreed stop line."),
    IncidentKind.SILENT: N_("It was noticed that results had stopped coming."),
    IncidentKind.GROUP_BELOW: N_(
        "It was noticed that results for {group} were below what was agreed."
    ),
    IncidentKind.GROUP_GAP: N_("It was noticed that {group} was too far behind {other}."),
}
_GOOD: Mapping[IncidentKind, str] = {
    IncidentKind.BELOW: N_("Results were good again."),
    IncidentKind.STOPPED: N_("Results were good again."),
    IncidentKind.SILENT: N_("Results came again."),
    IncidentKind.GROUP_BELOW: N_("Results for {group} were good again."),
    IncidentKind.GROUP_GAP: N_("{group} was no longer too far behind {other}."),
}
_WORST = {
    Better.HIGHER: N_("It was {worst} at the worst; at least {limit} was agreed."),
    Better.LOWER: N_("It was {worst} at the worst; at most {limit} was agreed."),
}


def began_sentences(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """What went wrong, how bad it was, and when that could be noticed."""
    told = [_about(_BEGAN, one, speech), *_worst(one, speech), *measured_words(one, speech)]
    known, began = local_day(one.known_at, speech), local_day(one.at, speech)
    if known > began:
        day = short_day(known, speech)
        told.append(sentence(N_("It was first noticed on {day}."), speech, day=day))
    return tuple(told)


def _worst(one: Happening, speech: Speech) -> list[Sentence]:
    worst, limit = one.inputs.get("worst"), one.inputs.get("minimum")
    if not isinstance(worst, float | int) or not isinstance(limit, float | int):
        return []
    scale = scale_of(one, (float(worst), float(limit)), speech)
    slots = {"worst": scale.full(float(worst)), "limit": scale.beside(float(limit), float(worst))}
    if _kind(one) is IncidentKind.GROUP_GAP:
        form = N_("It was up to {worst} behind; at most {limit} was agreed.")
        return [sentence(form, speech, "worst", **slots)]
    return [sentence(_WORST[Better(str(one.inputs["better"]))], speech, "worst", **slots)]


def noticed(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """That it could be noticed, and since when it had been so."""
    began = one.inputs["began"]
    assert isinstance(began, datetime)
    silent = _kind(one) is IncidentKind.SILENT
    first = heard_day(began, speech) if silent else local_day(began, speech)
    since = sentence(N_("That had begun on {day}."), speech, day=short_day(first, speech))
    return _about(_NOTICED, one, speech), since, *measured_words(one, speech)


def good_again(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """That it was over."""
    return _about(_GOOD, one, speech), *measured_words(one, speech)


def _about(forms: Mapping[IncidentKind, str], one: Happening, speech: Speech) -> Sentence:
    slots = {name: str(one.inputs.get(name, "")) for name in ("group", "other")}
    return sentence(forms[_kind(one)], speech, "group", **slots)


def _kind(one: Happening) -> IncidentKind:
    return IncidentKind(str(one.inputs["what"]))

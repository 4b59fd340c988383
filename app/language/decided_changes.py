"""What was decided about a model, as something that happened to it."""

from collections.abc import Mapping
from datetime import date

from app.health.happening import Happening
from app.language.dates import short_day
from app.language.decisions import reason_given
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence
from data.facts import DecidedUse

_DECIDED: Mapping[DecidedUse, str] = {
    DecidedUse.KEEP: N_("{by} decided to keep using it, until {until}."),
    DecidedUse.SECOND_CHECK: N_("{by} decided to use it with a second check, until {until}."),
    DecidedUse.FALLBACK: N_("{by} decided to use the fallback, until {until}."),
}


def decided(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """Who decided how it is used on while something is wrong."""
    return _told(_DECIDED[DecidedUse(str(one.inputs["use"]))], one, speech)


def kept(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """Who decided to keep it although nobody seemed to miss it."""
    return _told(N_("{by} decided to keep it; we ask again after {until}."), one, speech)


def _told(form: str, one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    until = one.inputs["until"]
    assert isinstance(until, date)
    slots = {"by": str(one.inputs["by"]), "until": short_day(until, speech)}
    return sentence(form, speech, "by", **slots), reason_given(str(one.inputs["why"]), speech)

"""What uses the answers of models, what stops without them, and what people do then."""

from collections.abc import Mapping
from datetime import date
from enum import Enum, unique

from app.language.amounts import whole
from app.language.carers import gone_or_leaving
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import UseKind


@unique
class UseLabel(Enum):
    """A label of what uses answers."""

    WHO_USES = N_("Who uses its answers, and what stops without it")
    USED_BY = N_("What uses its answers")
    STOPS = N_("What stops without it")
    FALLBACK = N_("What people do then")
    SORT = N_("What it is")
    TELL = N_("Whom to tell")
    MODEL = N_("Model")
    SEARCH_USES = N_("Search by application or process")
    NOTHING_RECORDED = N_("Nothing is recorded that uses its answers.")
    NOT_NOBODY = N_("That does not mean that nobody uses it.")
    ASK_USES = N_("Ask the owner who would notice if it stopped, and have that written down.")
    STOPS_UNKNOWN = N_("Nobody recorded what stops.")
    NO_CONTACT = N_("Nobody is named.")
    NO_FALLBACK = N_("Nobody recorded what people do then.")
    SHOW_ALL = N_("Show all of them")
    NONE_RECORDED = N_("Nothing is recorded yet")
    NONE_RECORDED_WHY = N_(
        "Nobody wrote down which applications and processes use the answers of a model. Write it "
        "under used_by in the company file."
    )


_KINDS: Mapping[UseKind, str] = {
    UseKind.APPLICATION: N_("Application"),
    UseKind.PROCESS: N_("Process"),
    UseKind.MODEL: N_("Model"),
}


def use_kind(kind: UseKind, speech: Speech) -> str:
    """What sort of thing uses the answers."""
    return text(_KINDS[kind], speech)


def hangs_on(count: int, speech: Speech) -> str:
    """On how many models something hangs."""
    forms = NN_("hangs on {count} model", "hangs on {count} models")
    return counted(forms, count, speech, count=whole(count, speech))


def recorded_told(used: int, deployed: int, speech: Speech) -> tuple[Sentence, ...]:
    """For how many models anybody recorded a use, and what that does not mean."""
    forms = NN_(
        "For {used} of {all} model it is recorded what uses its answers.",
        "For {used} of {all} models it is recorded what uses their answers.",
    )
    slots = {"used": whole(used, speech), "all": whole(deployed, speech)}
    told = counted_sentence(forms, deployed, speech, "used", **slots)
    if used == deployed:
        return (told,)
    return told, sentence(
        N_("For the others, “nothing recorded” does not mean “nobody uses it”."), speech
    )


def found_uses(matching: int, speech: Speech) -> Sentence:
    """How many applications and processes match, in the order they stand."""
    forms = NN_(
        "{count} application or process found.",
        "{count} applications and processes found, those that hang on most models first.",
    )
    return counted_sentence(forms, matching, speech, "count", count=whole(matching, speech))


def contact_told(contact: str, left_on: date | None, speech: Speech) -> str:
    """Whom to tell, and that the person is gone or leaving where that is so."""
    return gone_or_leaving(contact, left_on, speech) if left_on else contact


def stops_told(name: str, stops: str, speech: Speech) -> Sentence:
    """What stops without an answer, after the name of what uses it."""
    told = stops or text(UseLabel.STOPS_UNKNOWN.value, speech)
    return sentence(N_("{name}: {stops}"), speech, "name", name=name, stops=told)

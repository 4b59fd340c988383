"""Three books that must agree: the registry, the readings, and the versions that answer."""

from app.language.amounts import whole
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence

_NEVER_SENT = NN_(
    "{count} model is listed as in use and never sent anything.",
    "{count} models are listed as in use and never sent anything.",
)
_NOBODY_REGISTERED = NN_(
    "The store has results for {count} name nobody registered.",
    "The store has results for {count} names nobody registered.",
)
_OTHER_VERSION = NN_(
    "{count} model answers with another version than the registry says.",
    "{count} models answer with another version than the registry says.",
)


def books_told(
    never_sent: int, unregistered: int, other_version: int, speech: Speech
) -> tuple[Sentence, ...]:
    """Where the three books disagree, one sentence for each that does; else that they agree."""
    found = (
        (_NEVER_SENT, never_sent),
        (_NOBODY_REGISTERED, unregistered),
        (_OTHER_VERSION, other_version),
    )
    told = tuple(
        counted_sentence(forms, count, speech, "count", count=whole(count, speech))
        for forms, count in found
        if count
    )
    agree = N_("The registry, the results and the versions that answer agree.")
    return told or (sentence(agree, speech),)


def unregistered_told(name: str, source: str, speech: Speech) -> Sentence:
    """One name that has results and that no registry knows."""
    message = N_("{source} has results for “{name}”, and no registry lists that name.")
    return sentence(message, speech, "name", source=source, name=name)

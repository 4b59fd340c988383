"""Which of our wordings a sentence was made of, and the words to ask whether it was clear."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, unique
from functools import cache
from hashlib import sha256

from babel.messages.pofile import read_po

from app.language.amounts import whole
from app.language.catalog import TEMPLATE
from app.language.dates import aged
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence

KEY_LENGTH = 8


@unique
class WordingLabel(Enum):
    """A label of asking whether a sentence was clear."""

    ASK = N_("Was this clear?")
    CHOOSE = N_("Now choose a sentence of the page. Escape ends it.")
    READ = N_("You chose")
    WAS_IT = N_("Was this sentence clear?")
    YES = N_("Yes")
    NO = N_("No")
    REMARK = N_("What was not clear (may stay empty)")
    SEND = N_("Send")
    CLOSE = N_("Close")
    UNCLEAR = N_("Sentences that were not clear")
    UNCLEAR_WHY = N_(
        "What most people did not understand comes first, so that somebody can mend the wording. "
        "Names and numbers stand in curly brackets."
    )


def key_of(template: str) -> str:
    """A short name of a wording, the same for as long as the wording is."""
    return sha256(template.encode()).hexdigest()[:KEY_LENGTH]


def template_of(key: str) -> str:
    """The wording of this name, as it is written in English; empty where there is none."""
    return _wordings().get(key, "")


@cache
def _wordings() -> Mapping[str, str]:
    with TEMPLATE.open(encoding="utf-8") as file:
        messages = [each.id for each in read_po(file)]
    forms = [form for each in messages for form in ([each] if isinstance(each, str) else each)]
    return {key_of(form): form for form in forms if form}


def unclear_told(unclear: int, asked: int, newest: datetime, speech: Speech) -> Sentence:
    """How many of those who spoke up did not understand a wording, and when the last said so."""
    forms = NN_(
        "{unclear} of {asked} person did not find it clear, last on {day}.",
        "{unclear} of {asked} people did not find it clear, last on {day}.",
    )
    slots = {"unclear": whole(unclear, speech), "asked": whole(asked, speech)}
    return counted_sentence(forms, asked, speech, day=aged(newest, speech), **slots)


def remark_told(by: str, remark: str, speech: Speech) -> Sentence:
    """What somebody did not understand."""
    return sentence(N_("{by}: {remark}"), speech, by=by, remark=remark)

"""If somebody left tomorrow: what is said of what they look after, and of who steps in."""

from datetime import date
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged, local_day
from app.language.measures import asked_of
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import FieldName


@unique
class HandoverLabel(Enum):
    """A label of the page about one person, and of the list to hand over."""

    ALONE = N_("Nobody else is named")
    SHARED = N_("Somebody steps in")
    ROLE_AND_WHY = N_("What for, and who steps in")
    WHO_COULD = N_("Who could take it over")
    STOPS = N_("What stops without it")
    SIGNED = N_("Last agreement signed")
    HAND_OVER = N_("List to hand over")
    NOBODY_STEPS_IN = N_("Nobody steps in")
    STEPS_IN = N_("Who steps in")
    ROLE = N_("Role")
    REVIEW_BY = N_("To be reviewed by")
    UNKNOWN_PERSON_WHY = N_(
        "Nobody of that name is owner, backup or expert of a model in use. The address may be "
        "mistyped, or come from an earlier day."
    )
    TO_EVERYBODY = N_("To everybody")


_IF = (
    NN_(
        "If {name} left tomorrow, somebody would step in for the one model.",
        "If {name} left tomorrow, somebody would step in for all {count} models.",
    ),
    NN_(
        "If {name} left tomorrow, nobody would step in for {alone} of {count} model.",
        "If {name} left tomorrow, nobody would step in for {alone} of {count} models.",
    ),
)
_WHEN = (
    NN_(
        "When {name} leaves on {day}, somebody steps in for the one model.",
        "When {name} leaves on {day}, somebody steps in for all {count} models.",
    ),
    NN_(
        "When {name} leaves on {day}, nobody steps in for {alone} of {count} model.",
        "When {name} leaves on {day}, nobody steps in for {alone} of {count} models.",
    ),
)
_GONE = (
    NN_(
        "{name} has left, and somebody steps in for the one model.",
        "{name} has left, and somebody steps in for all {count} models.",
    ),
    NN_(
        "{name} has left, and nobody steps in for {alone} of {count} model.",
        "{name} has left, and nobody steps in for {alone} of {count} models.",
    ),
)
"""What is said before and on the way out: where somebody steps in everywhere, and where not."""


def if_gone(name: str, left_on: date | None, alone: int, count: int, speech: Speech) -> Sentence:
    """The heading of one person: for how many models nobody steps in."""
    slots = {"name": name, "count": whole(count, speech)}
    forms = _IF
    if left_on is not None:
        forms = _GONE if left_on <= local_day(speech.now, speech) else _WHEN
    if forms is _WHEN and left_on:
        slots["day"] = aged(left_on, speech)
    if alone:
        slots["alone"] = whole(alone, speech)
    return counted_sentence(forms[bool(alone)], count, speech, **slots)


def what_to_do(alone: int, left_on: date | None, speech: Speech) -> tuple[Sentence, ...]:
    """What the reader can do about it."""
    steps = sentence(
        N_("To step in, somebody must be named as owner or backup of the same model, and be here."),
        speech,
    )
    if not alone and left_on is None:
        return steps, sentence(N_("Nothing for you to do."), speech)
    return steps, sentence(N_("Name somebody for the models below, the first ones first."), speech)


def left_told(left_on: date, speech: Speech) -> Sentence:
    """That somebody has left, and is still named."""
    form = N_("The last day was {day}, and the name still stands at these models.")
    return sentence(form, speech, "day", day=aged(left_on, speech))


def typed_told(name: str, speech: Speech) -> Sentence:
    """A name that no list of people has."""
    form = N_("“{name}” is on no list of people; we show it as it was typed.")
    return sentence(form, speech, name=name)


def unknown_person(key: str, speech: Speech) -> Sentence:
    """An address names somebody we do not know."""
    return sentence(N_("“{name}” looks after no model that is in use."), speech, name=key)


def models_counted(count: int, speech: Speech) -> Sentence:
    """How many models somebody is named for, in the order they stand."""
    forms = NN_(
        "{count} model. Those nobody else is named for come first.",
        "{count} models. Those nobody else is named for come first.",
    )
    return counted_sentence(forms, count, speech, "count", count=whole(count, speech))


def steps_in(role: FieldName, other: str, left_on: date | None, speech: Speech) -> Sentence:
    """Who steps in for a role; ``other`` is empty where nobody is named."""
    if not other:
        return sentence(_NOBODY[role], speech)
    slots = {"name": other}
    if left_on is None:
        return sentence(_STEPS_IN[role], speech, **slots)
    slots["day"] = aged(left_on, speech)
    gone = left_on <= local_day(speech.now, speech)
    return sentence((_LEFT if gone else _LEAVES)[role], speech, **slots)


_NOBODY = {
    FieldName.OWNER: N_("Nobody else is named as backup."),
    FieldName.BACKUP_OWNER: N_("Nobody else is named as owner."),
    FieldName.EXPERT: N_("Nobody else is named as expert."),
}
_STEPS_IN = {
    FieldName.OWNER: N_("{name} is the backup."),
    FieldName.BACKUP_OWNER: N_("{name} is the owner."),
}
_LEFT = {
    FieldName.OWNER: N_("The backup, {name}, left on {day}."),
    FieldName.BACKUP_OWNER: N_("The owner, {name}, left on {day}."),
}
_LEAVES = {
    FieldName.OWNER: N_("The backup, {name}, leaves on {day}."),
    FieldName.BACKUP_OWNER: N_("The owner, {name}, leaves on {day}."),
}


def signed_told(
    asked: dict[str, str], on: date, review_by: date | None, speech: Speech
) -> tuple[Sentence, ...]:
    """The agreement somebody signed last, and when it is to be looked at again."""
    told = sentence(
        N_("Signed {asked} on {day}."), speech, asked=asked_of(asked, speech), day=aged(on, speech)
    )
    if review_by is None:
        return told, sentence(N_("No day is set for its review."), speech)
    overdue = review_by < local_day(speech.now, speech)
    form = N_("Its review is overdue: {day}.") if overdue else N_("To be reviewed by {day}.")
    return told, sentence(form, speech, day=aged(review_by, speech))


def alone_counted(count: int, speech: Speech) -> str:
    """For how many models nobody steps in."""
    if not count:
        return text(N_("none"), speech)
    return counted(
        NN_("{count} model", "{count} models"), count, speech, count=whole(count, speech)
    )

"""What people are told when they change anything, and what each action is called."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged, moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text
from data.members import Outcome, Role, Wrong


@unique
class DeedLabel(Enum):
    """A label of forms that change something."""

    LOOK_INTO = N_("Say that you look into it")
    NEXT_UPDATE = N_("There will be news by")
    NOTE = N_("What you know so far (may stay empty)")
    CHANGE = N_("Change")
    VALUE = N_("What is right")
    FIELD = N_("What is not recorded yet")
    ADD = N_("Add what is not recorded")
    CHANGE_MANY = N_("Change one thing for all models that are ticked")
    WHICH_FIELD = N_("What to change")
    CHANGE_TICKED = N_("Change it for those that are ticked")
    CONFIRM = N_("Yes, all of this is right")
    TAKE_BACK_BY_EMPTYING = N_("Empty it to take back what people said here.")
    NOBODY_SAID = N_("Nobody said")
    FEWER_ARE_RIGHT = N_("Yes, it lists so few models now")
    SAVE = N_("Save")
    AWAY = N_("Not saved yet; your text is kept here. Please try again.")


@unique
class MeLabel(Enum):
    """A label of the page about whoever is here."""

    NOBODY = N_("Say who you are")
    YOUR_ROLES = N_("What you may do")
    SAY_WHO = N_("Who are you?")
    BE_ANOTHER = N_("Be somebody else")
    NAME = N_("Your name")
    ROLES = N_("What you may do here")
    COME = N_("Continue")
    LEAVE = N_("Leave")


ROLES: Mapping[Role, str] = {
    Role.VIEWER: N_("Viewer"),
    Role.ANALYST: N_("Analyst"),
    Role.EXPERT: N_("Expert"),
    Role.MANAGER: N_("Manager"),
    Role.RISK_OFFICER: N_("Risk officer"),
    Role.ADMINISTRATOR: N_("Administrator"),
}

MAY: Mapping[Role, str] = {
    Role.VIEWER: N_("sees everything and may give feedback"),
    Role.ANALYST: N_("looks into what is wrong and sorts feedback"),
    Role.EXPERT: N_("says what good means and signs it"),
    Role.MANAGER: N_("decides whether a model is used on, signs and reviews"),
    Role.RISK_OFFICER: N_("countersigns and reviews, and sees everything that was ever done"),
    Role.ADMINISTRATOR: N_("says who may do what; signs nothing"),
}

_WRONG: Mapping[Wrong, str] = {
    Wrong.NEEDED: N_("Please fill this in."),
    Wrong.TOO_LONG: N_("This is too long. Please shorten it."),
    Wrong.NOT_A_DAY: N_("This is not a day we know. Please choose one, such as 2026-12-04."),
    Wrong.NOT_LATER: N_("Please choose a day after today."),
    Wrong.TOO_FAR: N_("That is too far away. Please choose an earlier day."),
    Wrong.NOT_A_NUMBER: N_("This is not a number we can read. Please write it like 0.7 or 70."),
    Wrong.NOT_A_CHOICE: N_("This cannot be chosen. Please choose one of the list."),
    Wrong.NOT_ALLOWED: N_("This cannot be taken here."),
    Wrong.WRONG_SIDE: N_("This is on the wrong side of the other number."),
    Wrong.NOT_A_SHARE: N_("So many in 100 lies between 0 and 100."),
    Wrong.NOT_PAST: N_("Please choose today or a day before it."),
    Wrong.NOT_IN_ORDER: N_("This day comes before the first one. Please choose a later day."),
    Wrong.NOT_ENOUGH: N_("Please tick more of them."),
    Wrong.NOT_ASKED: N_("This is not asked with what you chose. Please empty it, or choose again."),
    Wrong.TAKEN: N_("Something else is called so already. Please choose another name."),
    Wrong.TOO_MANY: N_("You have as many as one person may have. Please take one away first."),
}


def you_are(name: str, speech: Speech) -> Sentence:
    """The heading: who is here, or that nobody said so."""
    if name:
        return sentence(N_("You are {name}"), speech, name=name)
    return sentence(N_("You have not said who you are"), speech)


def this_machine(speech: Speech) -> tuple[Sentence, ...]:
    """Where no provider is configured."""
    return (
        sentence(
            N_("Rollcall serves this machine and no other, so it believes whoever sits here."),
            speech,
        ),
        sentence(
            N_("What you do is recorded under the name you give; everybody may see everything."),
            speech,
        ),
    )


def confirmed(by: str, on: date, speech: Speech) -> Sentence:
    """Who said last that everything recorded is right."""
    message = N_("{by} confirmed on {day} that all of this is right.")
    return sentence(message, speech, by=by, day=aged(on, speech))


def never_confirmed(speech: Speech) -> Sentence:
    """Nobody ever said that what is recorded is right."""
    return sentence(N_("Nobody has confirmed yet that all of this is right."), speech)


def said_otherwise(place: str, value: str, speech: Speech) -> Sentence:
    """What another system or person says of the same field, and does not count."""
    message = N_("{place} says: {value}")
    return sentence(message, speech, place=place, value=value)


def yes_or_no(value: str, speech: Speech) -> str:
    """The two values of a field that asks whether something is so."""
    return text(N_("Yes") if value == "yes" else N_("No"), speech)


def role_name(role: Role, speech: Speech) -> str:
    """What a role is called."""
    return text(ROLES[role], speech)


def role_told(role: Role, speech: Speech) -> str:
    """What somebody with this role does here."""
    return text(MAY[role], speech)


def wrong(what: Wrong, speech: Speech) -> str:
    """What is wrong with one field, and what to do."""
    return text(_WRONG[what], speech)


def outcome(ended: Outcome, number: int, by: str, at: datetime | None, speech: Speech) -> str:
    """How asking for a change ended."""
    if ended is Outcome.DONE:
        message = N_("Saved. It is entry {number} of the record.")
        return text(message, speech, number=whole(number, speech))
    if ended is Outcome.NOT_AS_SHOWN and by and at is not None:
        message = N_(
            "Not saved: {by} changed this on {at}. Your text is kept here. Look at what changed, "
            "then save again."
        )
        return text(message, speech, by=by, at=moment(at, speech))
    return text(_ENDED[ended], speech)


_ENDED: Mapping[Outcome, str] = {
    Outcome.NOT_ALLOWED: N_("Not saved: your role does not allow this."),
    Outcome.NOT_FILLED_IN: N_("Not saved yet. Please look at what is marked."),
    Outcome.NOT_AS_SHOWN: N_("Not saved: this was changed meanwhile. Your text is kept here."),
    Outcome.ANOTHERS: N_("Not saved: somebody else is asked to do this, and not you."),
    Outcome.SAME_PERSON: N_(
        "Not saved: somebody else has to do this, because you had a part in it."
    ),
}


def not_here(speech: Speech) -> str:
    """To somebody whose sign-in ended, or who never said who they are."""
    return text(
        N_(
            "Not saved: we do not know who you are, or your sign-in has ended. Your text is kept "
            "here. Say who you are in another tab, then save again."
        ),
        speech,
    )


def not_ours(speech: Speech) -> str:
    """To whatever sends what none of our forms sends."""
    return text(N_("Not saved: this form is not one of ours, or it is an old one."), speech)


def not_saved(speech: Speech) -> str:
    """Where our own records cannot be written."""
    return text(DeedLabel.AWAY.value, speech)

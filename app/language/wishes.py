"""What people read who choose what they are told by mail."""

from collections.abc import Collection, Mapping
from enum import Enum, unique

from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text
from data.notices import About, Occasion


@unique
class WishLabel(Enum):
    """A label of the form that asks what somebody wants to be told."""

    HEADING = N_("What you are told by mail")
    WHEN = N_("When do you want to be told?")
    ABOUT = N_("Of which models?")
    UNIT = N_("Which unit, if it is one unit?")
    NO_UNIT = N_("No unit")
    SAVE = N_("Save")


@unique
class WishedWhen(Enum):
    """When somebody wants to be told, as they choose it; the value is what is sent."""

    NOTHING = "nothing"
    CHANGES = "changes"
    WEEKLY = "weekly"
    BOTH = "both"


_WHEN: Mapping[WishedWhen, str] = {
    WishedWhen.NOTHING: N_("Never"),
    WishedWhen.CHANGES: N_("When a status changes"),
    WishedWhen.WEEKLY: N_("Once a week"),
    WishedWhen.BOTH: N_("When a status changes, and once a week"),
}

OCCASIONS: Mapping[WishedWhen, frozenset[Occasion]] = {
    WishedWhen.NOTHING: frozenset(),
    WishedWhen.CHANGES: frozenset({Occasion.CHANGES}),
    WishedWhen.WEEKLY: frozenset({Occasion.WEEKLY}),
    WishedWhen.BOTH: frozenset({Occasion.CHANGES, Occasion.WEEKLY}),
}
"""What each choice means."""

_ABOUT: Mapping[About, str] = {
    About.MINE: N_("Those I own, or am backup or expert of"),
    About.UNIT: N_("Those of one unit"),
    About.EVERYTHING: N_("All of them"),
}


def when_words(when: WishedWhen, speech: Speech) -> str:
    """One choice of when."""
    return text(_WHEN[when], speech)


def about_words(about: About, speech: Speech) -> str:
    """One choice of which models."""
    return text(_ABOUT[about], speech)


def chosen_when(occasions: Collection[Occasion]) -> WishedWhen:
    """The choice that means these occasions."""
    return next(when for when, meant in OCCASIONS.items() if meant == frozenset(occasions))


def goes_to(email: str, speech: Speech) -> tuple[Sentence, ...]:
    """Where messages go, and what is not told."""
    return (
        sentence(N_("Messages go to {email}."), speech, "email", email=email),
        sentence(N_("What changed before you save is not told."), speech),
    )


def no_address(speech: Speech) -> Sentence:
    """To somebody whose address the provider does not vouch for."""
    message = N_("Your company's sign-in tells no address of yours, so no mail can be sent to you.")
    return sentence(message, speech)


def no_wish_yet(speech: Speech) -> Sentence:
    """Nobody chose anything here yet."""
    return sentence(N_("You have not chosen anything here yet."), speech)

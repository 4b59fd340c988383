"""Which models would nobody miss? Signs in words; a question to ask and never a verdict."""

from enum import Enum, unique

from app.health.unmissed import Sign, SignCode
from app.language.amounts import whole
from app.language.dates import aged
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence


@unique
class UnmissedLabel(Enum):
    """A label of the list of models with signs."""

    WOULD_BE_MISSED = N_("Which models would nobody miss?")
    SIGNS = N_("Signs, and what we know")
    HOW_MANY = N_("How many signs")
    ASK = N_("Whom to ask")
    KEPT_BY = N_("Who decided to keep it")
    KEPT_UNTIL = N_("To be asked again after")
    KEPT_WHY = N_("Why it is kept")
    TO_UNMISSED = N_("Show all models with a sign")


def headline(matching: int, deployed: int, speech: Speech) -> Sentence:
    """How many models show a sign."""
    forms = NN_(
        "{count} of {all} model shows a sign that nobody would miss it.",
        "{count} of {all} models show a sign that nobody would miss them.",
    )
    slots = {"count": whole(matching, speech), "all": whole(deployed, speech)}
    return counted_sentence(forms, deployed, speech, **slots)


def found_told(matching: int, speech: Speech) -> Sentence:
    """How many models match, in the order they stand."""
    forms = NN_("{count} model found.", "{count} models found, most signs first.")
    return counted_sentence(forms, matching, speech, "count", count=whole(matching, speech))


def signs_counted(count: int, speech: Speech) -> str:
    """How many signs a model shows."""
    return counted(NN_("{count} sign", "{count} signs"), count, speech, count=whole(count, speech))


def caution(speech: Speech) -> tuple[Sentence, ...]:
    """What the list is not."""
    return tuple(
        sentence(each, speech)
        for each in (
            N_("This is a question to ask, and not a verdict."),
            N_(
                "“Nothing recorded” does not mean “nobody uses it”: a sign says what our books do "
                "not have."
            ),
            N_("Ask whoever is named whether anybody would notice if it stopped."),
            N_(
                "A manager or expert can decide to keep one; it then leaves this list until a day "
                "they name."
            ),
        )
    )


def sign_told(sign: Sign, speech: Speech) -> Sentence:
    """One sign with its evidence."""
    if sign.code is SignCode.NO_OWNER and sign.holds_from:
        form = N_("Nobody owns it: {name} left on {day}.")
        return sentence(form, speech, name=sign.name, day=aged(sign.holds_from, speech))
    return sentence(_SIGNS[sign.code], speech)


_SIGNS = {
    SignCode.NO_USE: N_(
        "Nothing is recorded that uses its answers: no application, no process, no other model."
    ),
    SignCode.NO_VALUE: N_("No result has ever said whether it pays off."),
    SignCode.NO_OWNER: N_("Nobody owns it: no owner is recorded."),
}

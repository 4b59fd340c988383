"""What people decide about a model: whether it is used on, watched, kept; and who may do so."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum, unique

from app.health.decisions import Decided
from app.language.amounts import whole
from app.language.dates import short_day
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, sentence, text
from data.facts import DecidedUse


@unique
class DecisionLabel(Enum):
    """A label of forms and lists about what people decide."""

    DECIDE = N_("Decide whether to keep using it")
    DECIDE_AGAIN = N_("Decide anew")
    USE = N_("What do you decide?")
    UNTIL = N_("It holds until the end of")
    WHY = N_("Why? (one word at least)")
    TAKE_BACK = N_("Take this decision back")
    TAKE_IT_BACK = N_("Take it back")
    PAUSE = N_("Pause the watching")
    LAST_DAY = N_("Last day of the pause")
    STILL_USED = N_("Is it still in use?")
    YES = N_("Yes, people use its answers")
    NO = N_("No, nobody uses its answers now")
    END_PAUSE = N_("End the pause now")
    END_IT = N_("End it")
    KEEP = N_("Decide to keep it")
    KEEP_NO_LONGER = N_("Take back that it is kept")
    ASK_AGAIN = N_("Ask again after")
    STOP_LOOKING = N_("Take back that somebody looks into it")
    WITH_OR_WITHOUT = N_("Decided or not")
    NO_DECISION = N_("No decision yet")
    DECIDED = N_("What was decided")
    DECIDED_BY = N_("Who decided")
    DECIDED_ON = N_("Decided on")
    DECIDED_UNTIL = N_("The decision holds until")
    DECIDED_WHY = N_("Why it was decided so")
    TO_DOUBTED = N_("Show those that nobody decided about")


USES: Mapping[DecidedUse, str] = {
    DecidedUse.KEEP: N_("Keep using it"),
    DecidedUse.SECOND_CHECK: N_("Use it with a second check"),
    DecidedUse.FALLBACK: N_("Use the fallback"),
}

_HOLDS: Mapping[DecidedUse, str] = {
    DecidedUse.KEEP: N_("{by} decided on {day} to keep using it, until {until}."),
    DecidedUse.SECOND_CHECK: N_(
        "{by} decided on {day} to use it with a second check, until {until}."
    ),
    DecidedUse.FALLBACK: N_("{by} decided on {day} to use the fallback, until {until}."),
}

_HELD: Mapping[DecidedUse, str] = {
    DecidedUse.KEEP: N_("{by} had decided on {day} to keep using it."),
    DecidedUse.SECOND_CHECK: N_("{by} had decided on {day} to use it with a second check."),
    DecidedUse.FALLBACK: N_("{by} had decided on {day} to use the fallback."),
}


def use_words(use: DecidedUse, speech: Speech) -> str:
    """What is chosen from."""
    return text(USES[use], speech)


def decided_told(decided: Decided, speech: Speech) -> tuple[Sentence, ...]:
    """Who decided what, until when and why; or that it has to be decided again, and by whom."""
    slots = {"by": decided.by, "day": short_day(decided.at, speech)}
    why = reason_given(decided.why, speech)
    if not decided.ran_out:
        until = short_day(decided.until, speech)
        return sentence(_HOLDS[decided.use], speech, "by", **slots, until=until), why
    over = N_("The decision ran out on {until}; a manager or risk officer has to decide again.")
    ran_out = sentence(over, speech, "until", until=short_day(decided.until, speech))
    return ran_out, sentence(_HELD[decided.use], speech, "by", **slots), why


def reason_given(why: str, speech: Speech) -> Sentence:
    """The reason in the words of whoever gave it."""
    return sentence(N_("The reason given: “{why}”."), speech, why=why.removesuffix("."))


def undecided(speech: Speech) -> Sentence:
    """That something is wrong, and nobody said whether the model is used on."""
    return sentence(N_("Nobody has decided yet whether to keep using it."), speech)


def may_decide(speech: Speech) -> tuple[Sentence, ...]:
    """Who decides, to somebody who may not."""
    return (
        sentence(N_("A manager or risk officer can decide."), speech),
        sentence(
            N_("They can keep using it, use it with a second check, or use the fallback."), speech
        ),
    )


def may_look_into(speech: Speech) -> tuple[Sentence, ...]:
    """That nobody said so yet, and who can say so, to somebody who may not."""
    return (
        sentence(N_("Nobody has said yet that they look into it."), speech),
        sentence(N_("An analyst, expert, manager or risk officer can say so."), speech),
    )


def kept_told(by: str, at: datetime, until: date, why: str, speech: Speech) -> tuple[Sentence, ...]:
    """Who decided to keep a model, and until when nobody asks again."""
    form = N_("{by} decided on {day} to keep it; we ask again after {until}.")
    slots = {"day": short_day(at, speech), "until": short_day(until, speech)}
    return sentence(form, speech, "by", by=by, **slots), reason_given(why, speech)


def show_kept(count: int, speech: Speech) -> str:
    """The link to the models with signs that somebody decided to keep."""
    forms = NN_(
        "Show {count} more with a sign that somebody decided to keep",
        "Show {count} more with a sign that somebody decided to keep",
    )
    return counted(forms, count, speech, count=whole(count, speech))

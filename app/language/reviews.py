"""Reviews of whole models, in words: what is due, what was signed, and who may sign."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum, unique

from babel.lists import format_list

from app.health.review_seal import Part
from app.health.reviews import Bar, Builders
from app.language.amounts import whole
from app.language.dates import aged, day, moment, short_day
from app.language.decisions import reason_given
from app.language.fields import impact_words
from app.language.pages import version_live
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text
from data.facts import Impact, ReviewOutcome


@unique
class ReviewLabel(Enum):
    """A label of the pages about reviews."""

    STATE = N_("How its review stands")
    EVERY_STATE = N_("Every model")
    IMPACT = N_("A mistake matters")
    ANY_IMPACT = N_("However much it matters")
    LAST = N_("Last review")
    DUE = N_("Due by")
    EVERYTHING = N_("Show every model")
    REVIEWED_ON = N_("Reviewed on")
    REVIEWED_BY = N_("Reviewed by")
    OUTCOME = N_("What was decided")
    CONDITIONS = N_("Conditions")
    NOT_REVIEWED = N_("Nobody has reviewed it yet")
    NO_DAY = N_("No day")
    ALL_REVIEWS = N_("Reviews of every model")
    TO_REVIEW = N_("Review it")
    THIS_MODEL = N_("Its reviews")
    WHAT_YOU_SIGN = N_("What you look at")
    WHAT_THEY_SAW = N_("What was looked at, as it was")
    NOT_KEPT = N_("It was signed elsewhere, so what was shown then is not kept here.")
    SIGN_IT = N_("Sign the review")
    YOUR_OUTCOME = N_("What do you decide?")
    UNTIL = N_("It holds until the end of")
    YOUR_CONDITIONS = N_("Conditions, to be met by that day (needed for the second choice alone)")
    WHY = N_("What leads you to this? (one word at least)")
    TAKE_BACK = N_("Take your review back")
    WHY_BACK = N_("Why does it no longer count?")
    EARLIER = N_("Every review of it")
    NOT_IN_USE = N_("It is not in use, so there is nothing to review.")
    FOR_WHAT = N_("What it is for, and who answers for it")
    IN_USE = N_("Which version is in use")
    STANDS = N_("How it stands")
    AGREED = N_("What was agreed")
    NOTHING_MEASURED = N_("Nobody measures anything of it.")
    WRONG = N_("What is wrong now")
    NOTHING_WRONG = N_("Nothing is wrong that we know of.")
    GROUPS = N_("How each group stands")
    NO_GROUPS = N_("No groups are measured.")
    SAID = N_("What people said and nobody answered yet")
    NOTHING_SAID = N_("Nothing waits for an answer.")
    CHANGED = N_("What changed since the review before")
    CHANGED_LATELY = N_("What changed lately")
    NOTHING_CHANGED = N_("Nothing that we know of.")
    BEFORE = N_("The review before")


STATES: Mapping[str, tuple[str, str]] = {
    "overdue": (N_("Overdue"), "warn"),
    "soon": (N_("Due within 30 days"), "blue"),
    "never": (N_("Never reviewed"), "light"),
    "done": (N_("In time"), "good"),
}
"""How a review stands, and the tone of its mark."""

OUTCOMES: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.GO_ON: N_("Go on using it"),
    ReviewOutcome.CONDITIONS: N_("Go on using it, with conditions"),
    ReviewOutcome.STOP: N_("Stop using it, or replace it"),
}

_SIGNED: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.GO_ON: N_("{by} reviewed it on {day}: go on using it."),
    ReviewOutcome.CONDITIONS: N_("{by} reviewed it on {day}: go on using it, with conditions."),
    ReviewOutcome.STOP: N_("{by} reviewed it on {day}: stop using it, or replace it."),
}

PARTS: Mapping[Part, str] = {
    Part.FACTS: N_("what it is for and who answers for it"),
    Part.CONFIRMED: N_("who confirmed what is recorded"),
    Part.IN_USE: N_("which version is in use"),
    Part.AGREED: N_("what was agreed"),
    Part.STANDING: N_("how it stands"),
    Part.WRONG: N_("what is wrong with it"),
    Part.DECIDED: N_("what was decided about using it"),
    Part.GROUPS: N_("how groups are treated"),
    Part.SAID: N_("what people say"),
    Part.CHANGES: N_("what changed"),
    Part.BEFORE: N_("the review before"),
}
"""What a part of the page is called within a sentence."""


def state_words(state: str, speech: Speech) -> str:
    """How the review of a model stands, in a word or two."""
    return text(STATES[state][0], speech)


def state_tone(state: str) -> str:
    """The tone of the mark that shows how a review stands."""
    return STATES[state][1]


def outcome_words(outcome: ReviewOutcome, speech: Speech) -> str:
    """What a reviewer chooses from."""
    return text(OUTCOMES[outcome], speech)


def matters(impact: str, speech: Speech) -> str:
    """How much a mistake matters, as far as reviews go by it."""
    if not impact:
        return text(N_("not said, so we go by “a lot”"), speech)
    return impact_words(Impact(impact), speech)


def headline(in_time: int, deployed: int, speech: Speech) -> Sentence:
    """How many models have been reviewed in time."""
    forms = NN_(
        "{count} of {all} model has been reviewed in time",
        "{count} of {all} models have been reviewed in time",
    )
    slots = {"count": whole(in_time, speech), "all": whole(deployed, speech)}
    return counted_sentence(forms, deployed, speech, **slots)


def lead(overdue: int, soon: int, never: int, speech: Speech) -> tuple[Sentence, ...]:
    """What is to be done, and how often."""
    counts = (
        (overdue, NN_("{count} is overdue.", "{count} are overdue.")),
        (
            soon,
            NN_(
                "Of those in time, {count} is due within 30 days.",
                "Of those in time, {count} are due within 30 days.",
            ),
        ),
        (never, NN_("{count} was never reviewed.", "{count} were never reviewed.")),
    )
    told = [
        counted_sentence(forms, count, speech, "count", count=whole(count, speech))
        for count, forms in counts
        if count
    ]
    often = N_(
        "A review is due every half year where a mistake matters a lot, every year where it "
        "matters somewhat, every two years where it matters little; sooner where the last "
        "reviewer asked for it."
    )
    return *told, sentence(often, speech)


def due_told(due: date, overdue: bool, speech: Speech) -> str:
    """By when a model is, or was, to be reviewed."""
    form = N_("Was due by {day}") if overdue else N_("Due by {day}")
    return text(form, speech, day=aged(due, speech))


def found(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """Which of the models that match are shown."""
    forms = NN_(
        "{first} to {last} of {count} model, most urgent first.",
        "{first} to {last} of {count} models, most urgent first.",
    )
    slots = {"first": whole(first, speech), "last": whole(last, speech)}
    return counted_sentence(forms, matching, speech, **slots, count=whole(matching, speech))


def title(name: str, speech: Speech) -> Sentence:
    """The heading of one model's review."""
    return sentence(N_("Review of {name}"), speech, name=name)


def signed_title(name: str, at: datetime, speech: Speech) -> Sentence:
    """The heading of one review that was signed."""
    return sentence(N_("Review of {name} on {day}"), speech, name=name, day=day(at, speech))


def explained(speech: Speech) -> tuple[Sentence, ...]:
    """What a review is, as against the review of an agreement."""
    return (
        sentence(
            N_(
                "Somebody who did not build the model reads all of it, and signs at the end of "
                "this page."
            ),
            speech,
        ),
        sentence(N_("What they looked at is kept with the signature."), speech),
    )


def stands(due: date | None, overdue: bool, speech: Speech) -> Sentence:
    """Until when the newest review holds, or that one is needed."""
    if due is None:
        return sentence(N_("Nobody has reviewed it yet."), speech)
    form = N_("It is to be reviewed again by {day}.")
    if overdue:
        form = N_("It was to be reviewed again by {day}.")
    return sentence(form, speech, "day", day=aged(due, speech))


def signed_told(
    outcome: ReviewOutcome, by: str, at: datetime, conditions: str, speech: Speech
) -> tuple[Sentence, ...]:
    """Who signed what, with the conditions."""
    told = sentence(_SIGNED[outcome], speech, "by", by=by, day=short_day(at, speech))
    if not conditions:
        return (told,)
    met = N_("The conditions: “{conditions}”.")
    return told, sentence(met, speech, conditions=conditions.removesuffix("."))


def version_told(version: str, since: datetime | None, known: bool, speech: Speech) -> str:
    """Which version is in use since when; or that nobody says which."""
    if not version:
        return text(N_("Nobody says which version is in use."), speech)
    told = version_live(version, since, known, speech)
    return text(N_("Version {told}"), speech, told=told)


def built_by(name: str, speech: Speech) -> Sentence:
    """Who built a version."""
    if not name:
        return sentence(N_("Who built it is not recorded."), speech)
    return sentence(N_("{name} built it, as the registry says."), speech, name=name)


def agreed_about(asked: str, told: Sentence | None, speech: Speech) -> tuple[Sentence, ...]:
    """What was agreed about one measure, None where nothing was."""
    measured = sentence(N_("What is measured: {asked}."), speech, asked=asked)
    nothing = N_("Nobody has said yet what is good enough.")
    return measured, told or sentence(nothing, speech)


def look_again_by(day_: date, speech: Speech) -> Sentence:
    """By when an agreement is to be looked at again, which is another thing than the review."""
    form = N_("The agreement itself is to be looked at again by {day}.")
    return sentence(form, speech, day=aged(day_, speech))


def why_told(why: str, until: date, speech: Speech) -> tuple[Sentence, ...]:
    """The reason, and until when it holds."""
    holds = sentence(N_("Signed to hold until {until}."), speech, until=short_day(until, speech))
    return reason_given(why, speech), holds


def show_it(at: datetime, speech: Speech) -> Sentence:
    """The link to one review."""
    return sentence(N_("Open the review of {at}"), speech, at=moment(at, speech))


def taken_back(at: datetime, why: str, speech: Speech) -> Sentence:
    """That whoever signed it took it back, and why."""
    form = N_("It no longer counts: whoever signed it took it back on {at}. The reason: “{why}”.")
    return sentence(form, speech, "at", at=moment(at, speech), why=why.removesuffix("."))


def built_told(found: Builders, speech: Speech) -> tuple[Sentence, ...]:
    """Who may not sign, because they built it or may have."""
    names = format_list(list(found.names), style="standard", locale=speech.locale)
    if found.known:
        form = N_("{names} built what is in use, as the registry says, and may not sign.")
        return (sentence(form, speech, "names", names=names),)
    unknown = sentence(
        N_("We do not know for certain who built it, so its owner may not sign either."), speech
    )
    if not found.names:
        return (unknown,)
    form = N_("The registry names {names}, and no list of people has that name.")
    return sentence(form, speech, "names", names=names), unknown


_BARRED: Mapping[Bar, str] = {
    Bar.BUILT: N_("You built it, as the registry says, so somebody else has to sign."),
    Bar.OWNS: N_(
        "You own it, and we do not know for certain who built it, so somebody else has to sign."
    ),
}


def barred(why: Bar, speech: Speech) -> Sentence:
    """To somebody who may sign reviews, but not this one."""
    return sentence(_BARRED[why], speech)


def who_signs(speech: Speech) -> Sentence:
    """Who signs reviews, to somebody who does not."""
    return sentence(N_("A manager or risk officer can sign a review, today alone."), speech)


def not_as_seen(parts: Sequence[Part], speech: Speech) -> str:
    """To somebody who signed what is no longer so."""
    if len(parts) == len(Part):
        return text(N_("Not signed: all of this changed. Please look at it again."), speech)
    told = format_list([text(PARTS[each], speech) for each in parts], locale=speech.locale)
    message = N_(
        "Not signed: while you looked at it, this changed: {parts}. Your text is kept here. Look "
        "at what it is now, then sign again."
    )
    return text(message, speech, parts=told)

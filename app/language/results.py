"""Sentences about one measure: what it found, and how that stands to what was agreed."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.language.amounts import whole
from app.language.dates import first_day, last_day, period, short_day, span_of, spans
from app.language.measures import asked_of, phrase_of
from app.language.redefined import no_longer_agreed
from app.language.reporting import expected, last_report
from app.language.sentence import Sentence
from app.language.statuses import when_last_heard
from app.language.telling import Telling
from app.language.translating import N_, NN_, counted_sentence

_LONGEST = 25
"""Words a reader takes in at once; a longer sentence is told as two."""


def meets(telling: Telling) -> tuple[Sentence, ...]:
    return (*against(telling), covers(telling))


def near(telling: Telling) -> tuple[Sentence, ...]:
    return (*against(telling), how_near(telling), covers(telling))


def how_near(telling: Telling) -> Sentence:
    """On which side of the limit a value close to it lies."""
    if misses(telling):
        return telling.say(N_("That misses the limit by so little that it can be chance."))
    return telling.say(N_("That is close to the limit."))


def one_breach(telling: Telling) -> tuple[Sentence, ...]:
    return (*against(telling), breach(telling), covers(telling))


def breach(telling: Telling) -> Sentence:
    """A breach in the newest period, or an earlier one after which it was good again."""
    if breaks_now(telling):
        return patience(telling)
    return telling.say(
        N_("It went beyond the limit once lately: {value} for {period}."),
        "value",
        value=telling.scale.full(telling.number("breach_value")),
        period=_period(telling, "breach_start", "breach_end"),
    )


def patience(telling: Telling) -> Sentence:
    """Why one result beyond a limit is not yet more than a warning."""
    return telling.say(N_("One result beyond the limit can be chance; we wait for the next."))


def below(telling: Telling) -> tuple[Sentence, ...]:
    return (*against(telling), lasting(telling), covers(telling))


def better_again(telling: Telling) -> tuple[Sentence, ...]:
    earlier = telling.say(
        N_("Before that it was beyond the limit, at {value} up to {day}."),
        "value",
        value=telling.scale.full(telling.number("breach_value")),
        day=short_day(last_breach_day(telling), telling.speech),
    )
    since = telling.say(
        N_("That began on {since}; first noticed {noticed}."),
        since=short_day(since_day(telling), telling.speech),
        noticed=short_day(telling.when("noticed"), telling.speech),
    )
    return (*against(telling), earlier, since, covers(telling))


def stopped(telling: Telling) -> tuple[Sentence, ...]:
    line = telling.say(
        N_("It crossed the agreed stop line of {line} in results from {since} on."),
        "line",
        line=telling.scale.limit(telling.number("stop_line")),
        since=short_day(since_day(telling), telling.speech),
    )
    return (*against(telling), line, covers(telling))


def unagreed(telling: Telling) -> tuple[Sentence, ...]:
    missing = telling.say(N_("Nobody has said what is good enough."))
    if telling.has("redefined_at"):
        missing = telling.say(N_("What was agreed does not hold for these results."))
    return (_found(telling), missing, *no_longer_agreed(telling), covers(telling))


def too_few(telling: Telling) -> tuple[Sentence, ...]:
    speech = telling.speech
    slots = {key: whole(telling.number(key), speech) for key in ("count", "needed")}
    slots |= {"name": telling.subject, "asked": asked_of(telling.given, speech)}
    period = telling.say(N_("The count covers {period}."), period=_period(telling))
    if telling.has("phrase"):
        # A phrase of the company's own has a gap for the figure, so it stands by itself.
        message = N_("{name} has {count} of the {needed} cases needed to draw a conclusion.")
        measured = telling.say(N_("What is measured: {asked}."), asked=slots.pop("asked"))
        return telling.say(message, "count", **slots), measured, period
    message = N_("{name} has {count} of the {needed} cases needed to say {asked}.")
    return telling.say(message, "count", **slots), period


def silent(telling: Telling) -> tuple[Sentence, ...]:
    message = N_("{name} has sent nothing since {since}.")
    nothing = telling.say(message, "since", name=telling.subject, since=last_report(telling))
    asked = asked_of(telling.given, telling.speech)
    missing = telling.say(N_("What is missing: {asked}."), asked=asked)
    return nothing, missing, *expected(telling), *_when_last_heard(telling)


def misses(telling: Telling) -> bool:
    """Whether the newest value lies on the wrong side of the limit."""
    value, minimum = telling.number("value"), telling.number("minimum")
    return value > minimum if telling.lower_is_better else value < minimum


def breaks_now(telling: Telling) -> bool:
    """Whether the one breach is the newest period."""
    given = telling.given
    return given["breach_end"] == given["period_end"] and misses(telling)


def since_day(telling: Telling) -> date:
    """The first day of the first period beyond the limit."""
    since = telling.moment("since")
    return first_day(since, since + _length(telling), telling.speech)


def last_breach_day(telling: Telling) -> date:
    """The last day of the newest period beyond the limit; ``breach_end`` is the moment after."""
    end = telling.moment("breach_end")
    return last_day(end - _length(telling), end, telling.speech)


def _length(telling: Telling) -> timedelta:
    return telling.moment("period_end") - telling.moment("period_start")


def _when_last_heard(telling: Telling) -> tuple[Sentence, ...]:
    if not telling.has("last_status"):
        return ()
    return (when_last_heard(telling.status("last_status"), telling.speech),)


def _slots(telling: Telling) -> dict[str, str]:
    phrase = phrase_of(telling.given, telling.speech)
    return {
        "name": telling.subject,
        "before": phrase.before,
        "value": telling.scale.full(telling.number("value")),
        "after": phrase.after,
    }


def _found(telling: Telling) -> Sentence:
    return telling.say(OF_ALL.found, *_strong(telling), **_slots(telling))


@dataclass(frozen=True, slots=True)
class Forms:
    """How a value is told: by itself, and with the limit agreed on its lower or upper side."""

    found: str
    at_least: str
    at_most: str


OF_ALL = Forms(
    N_("{name} {before}{value}{after}."),
    N_("{name} {before}{value}{after}; at least {minimum} was agreed."),
    N_("{name} {before}{value}{after}; at most {minimum} was agreed."),
)
_ALONE = {False: N_("At least {minimum} was agreed."), True: N_("At most {minimum} was agreed.")}


def against(telling: Telling, forms: Forms = OF_ALL, **more: str) -> tuple[Sentence, ...]:
    """The value against what was agreed, in one sentence where it is short enough.

    ``more`` fills the slots that other forms have, and the name where it stands elsewhere.
    """
    form = forms.at_most if telling.lower_is_better else forms.at_least
    slots = {**_slots(telling), **more}
    minimum = telling.scale.beside(telling.number("minimum"), telling.number("value"))
    together = telling.say(form, *_strong(telling), "minimum", **slots, minimum=minimum)
    if len(str(together).split()) <= _LONGEST:
        return (together,)
    found = telling.say(forms.found, *_strong(telling), **slots)
    return found, telling.say(_ALONE[telling.lower_is_better], "minimum", minimum=minimum)


def _strong(telling: Telling) -> tuple[str, ...]:
    return ("name", "value") if telling.name else ("value",)


def _period(telling: Telling, start: str = "period_start", end: str = "period_end") -> str:
    return period(telling.moment(start), telling.moment(end), telling.speech)


def covers(telling: Telling) -> Sentence:
    return telling.say(N_("The figure covers {period}."), period=_period(telling))


def lasting(telling: Telling) -> Sentence:
    """For how long it has been below: in calendar units where no period is missing."""
    speech, periods = telling.speech, telling.count("periods")
    slots = {
        "since": short_day(since_day(telling), speech),
        "noticed": short_day(telling.when("noticed"), speech),
    }
    if filled := unbroken(telling):
        form = (
            N_("Worse than that for {length}, since {since}; first noticed {noticed}.")
            if telling.lower_is_better
            else N_("Below for {length}, since {since}; first noticed {noticed}.")
        )
        return telling.say(form, "length", length=filled, **slots)
    forms = _IN_A_ROW[telling.lower_is_better]
    return counted_sentence(forms, periods, speech, "count", count=whole(periods, speech), **slots)


_IN_A_ROW = {
    False: NN_(
        "Below in {count} result, since {since}; first noticed {noticed}.",
        "Below in {count} results in a row, since {since}; first noticed {noticed}.",
    ),
    True: NN_(
        "Worse than that in {count} result, since {since}; first noticed {noticed}.",
        "Worse than that in {count} results in a row, since {since}; first noticed {noticed}.",
    ),
}


def unbroken(telling: Telling) -> str:
    """So many days, weeks or months, where the periods fill the time since then; else empty."""
    periods = telling.count("periods")
    start, end = telling.moment("period_start"), telling.moment("period_end")
    span = span_of(start, end, telling.speech)
    lasted, expected_ = end - telling.moment("since"), periods * (end - start)
    # Months differ by up to three days, so twelve of them may miss by more than a week.
    if span is None or abs(lasted - expected_) >= (end - start) / 2:
        return ""
    return spans(periods, span, telling.speech)

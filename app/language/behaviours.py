"""How a measure behaves: is it changing, will it meet what was agreed, and what is usual for it."""

from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import shorten

from app.health.behaviour import PERIODS_NEEDED
from app.health.insight import Behaviour, Changing, Flagged, Meeting, SpecialCause, Stretch
from app.health.xmr import RANGE
from app.language.amounts import EXACT_DIGITS, plain, whole
from app.language.dates import aged, heard_day, short_day
from app.language.quantities import Scale, ends, exact, scale_for
from app.language.receipt_values import PATTERNS
from app.language.sentence import ReceiptLine, Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import Better, Measure, Unit

MOST_LETTERS = 160
"""Of a reason within a sentence; all of it stands among what people say."""
MOST_ON_CHART = 32
"""Letters of a reason that stand beside a line of a chart."""

_SHIFT_HIGH = NN_(
    "{count} result lies above its usual {mean}.",
    "{count} results in a row lie above its usual {mean}.",
)
_SHIFT_LOW = NN_(
    "{count} result lies below its usual {mean}.",
    "{count} results in a row lie below its usual {mean}.",
)
_PATTERNS: Mapping[SpecialCause, tuple[str, str]] = {
    SpecialCause.OUTSIDE: NN_(
        "{count} result lies beyond its usual range.",
        "{count} results lie beyond its usual range.",
    ),
    SpecialCause.TREND: NN_(
        "{count} result goes the same way as the one before.",
        "{count} results in a row go the same way.",
    ),
    SpecialCause.OUTER_THIRD: NN_(
        "{count} result lies close to the end of its usual range.",
        "{count} results lie close to the end of its usual range.",
    ),
}
_ENOUGH = N_("{needed} results are needed to know what is usual, so it is too early to say.")


def last_known(behaviour: Behaviour, speech: Speech) -> Sentence:
    """That what follows rests on results that stopped: how it stood when last heard of."""
    until = aged(heard_day(behaviour.stretches[-1].end, speech), speech)
    return sentence(
        N_("This is how it stood when its results stopped, on {day}."), speech, day=until
    )


def changing_told(behaviour: Behaviour, measure: Measure, speech: Speech) -> tuple[Sentence, ...]:
    """Is it changing? Better or worse with the pattern that shows it, or no clear change."""
    if behaviour.changing is Changing.TOO_EARLY:
        return (_too_early(speech),)
    if behaviour.changing is Changing.NO_CLEAR_CHANGE or behaviour.since is None:
        message = N_("No clear change: what moves can be chance.")
        if behaviour.flagged:
            message = N_("No clear change now: the newest result is as usual.")
        return (sentence(message, speech),)
    better = behaviour.changing is Changing.IMPROVING
    message = N_("It has been getting better since {since}.")
    if not better:
        message = N_("It has been getting worse since {since}.")
    told = sentence(message, speech, "since", since=short_day(behaviour.since, speech))
    chance = sentence(N_("That is more than chance."), speech)
    return told, *_pattern(behaviour, measure, better, speech), chance


def meeting_told(
    behaviour: Behaviour, measure: Measure, minimum: float | None, speech: Speech
) -> tuple[Sentence, ...]:
    """Will it meet what was agreed, if nothing changes? ``minimum`` is the agreed limit."""
    if behaviour.meeting is Meeting.UNAGREED or minimum is None:
        return (sentence(N_("Nobody has said what is good enough."), speech),)
    if behaviour.meeting is Meeting.TOO_EARLY or not behaviour.stretches:
        return (_too_early(speech),)
    stretch, lower = behaviour.stretches[-1], measure.better is Better.LOWER
    scale = _beside_limit(stretch, measure, minimum, speech)
    agreed = N_("At most {limit} was agreed.") if lower else N_("At least {limit} was agreed.")
    return (
        sentence(_MEETING[behaviour.meeting], speech),
        sentence(
            N_("It usually lies {range}."),
            speech,
            range=ends(scale.values[0], scale.values[1], scale),
        ),
        sentence(agreed, speech, "limit", limit=scale.limit(minimum)),
    )


_MEETING: Mapping[Meeting, str] = {
    Meeting.RELIABLY: N_("Yes, if nothing changes: its whole usual range meets what was agreed."),
    Meeting.SOMETIMES: N_("Sometimes: part of its usual range misses what was agreed."),
    Meeting.NOT: N_("No, unless something changes: its whole usual range misses what was agreed."),
}


def usual_told(stretch: Stretch, measure: Measure, speech: Speech) -> Sentence:
    """One stretch of a chart: since when, what is usual, and what began it where that is known."""
    slots = {"since": short_day(stretch.start, speech), "usual": _usual(stretch, measure, speech)}
    slots["range"] = _range(stretch, measure, speech)
    began, _, why = stretch.why.partition(":")
    if began == "version":
        message = N_("With version {version}, from {since} on, usually {usual}; {range} by chance.")
        return sentence(message, speech, "usual", **slots, version=why)
    if began == "asked":
        message = N_(
            "Asked for in another way since {since}: usually {usual}; chance moves it {range}."
        )
        return sentence(message, speech, "usual", **slots)
    if began == "said":
        message = N_(
            "Begun anew on {since} ({why}): usually {usual}; chance alone moves it {range}."
        )
        return sentence(
            message, speech, "usual", **slots, why=shorten(why, MOST_LETTERS, placeholder=" …")
        )
    message = N_("From {since} on, usually {usual}; chance alone moves it {range}.")
    return sentence(message, speech, "usual", **slots)


def begun_anew(by: str, on: date, why: str, asked: str, speech: Speech) -> Sentence:
    """Who said that what is usual begins anew; ``asked`` is of which results, empty for all."""
    slots = {"by": by, "day": aged(on, speech), "why": shorten(why, MOST_LETTERS, placeholder=" …")}
    if asked:
        message = N_("{by} said that what is usual begins anew on {day} for “{asked}”: {why}")
        return sentence(message, speech, "by", **slots, asked=asked)
    message = N_("{by} said that what is usual begins anew on {day}: {why}")
    return sentence(message, speech, "by", **slots)


def began_with(stretch: Stretch, speech: Speech) -> str:
    """What began a stretch of a chart, in a few words: Version 7; empty where nothing did."""
    began, _, why = stretch.why.partition(":")
    if began == "version":
        return text(N_("Version {version}"), speech, version=why)
    if began == "asked":
        return text(N_("Asked for in another way"), speech)
    return shorten(why, MOST_ON_CHART, placeholder=" …")


def why_marked(flagged: Flagged, speech: Speech) -> str:
    """Which way a marked point goes, and what chance hardly makes about it."""
    way = N_("for the worse: {why}") if flagged.worse else N_("for the better: {why}")
    why = "; ".join(text(PATTERNS[cause], speech) for cause in flagged.causes)
    return text(way, speech, why=why)


def flagged_told(behaviour: Behaviour, periods: int, speech: Speech) -> Sentence:
    """How many points of a chart are marked, for the text beside it and for who cannot see it."""
    marked = len(behaviour.flagged)
    slots = {"periods": whole(periods, speech), "marked": whole(marked, speech)}
    if not marked:
        message = N_("None of {periods} results is marked: what moves can be chance.")
        return sentence(message, speech, **slots)
    forms = NN_(
        "{marked} of {periods} results is marked, because chance hardly makes it.",
        "{marked} of {periods} results are marked, because chance hardly makes them.",
    )
    return counted_sentence(forms, marked, speech, "marked", **slots)


def behaviour_receipt(
    behaviour: Behaviour, measure: Measure, minimum: float | None, speech: Speech
) -> tuple[ReceiptLine, ...]:
    """The technical detail behind both answers: chart, mean, limits, stretch and agreed limit."""
    chart = N_("XmR chart (process behaviour chart), limits at mean ± {range} × mean moving range")
    told = text(chart, speech, range=plain(RANGE, EXACT_DIGITS, speech))
    lines = [(N_("How it is worked out"), told)]
    needed = whole(PERIODS_NEEDED, speech)
    lines.append((N_("Results needed to know what is usual"), needed))
    if behaviour.cause is not None:
        lines.append((N_("Pattern now"), text(PATTERNS[behaviour.cause], speech)))
        lines.append((N_("Results that make it"), whole(_points(behaviour), speech)))
    if behaviour.since is not None:
        lines.append((N_("Since"), aged(behaviour.since, speech)))
    if behaviour.stretches:
        lines += _of_stretch(behaviour.stretches[-1], measure, speech)
        lines += _of_limit(behaviour.stretches[-1], measure, minimum, speech)
    marked = counted(
        NN_("{count} result", "{count} results"),
        len(behaviour.flagged),
        speech,
        count=whole(len(behaviour.flagged), speech),
    )
    lines.append((N_("Marked"), marked))
    return tuple(ReceiptLine(text(label, speech), value) for label, value in lines)


def _of_stretch(stretch: Stretch, measure: Measure, speech: Speech) -> list[tuple[str, str]]:
    def full(value: float) -> str:
        return exact(value, measure.unit, speech, measure.things, measure.currency)

    limits = {"lower": full(stretch.lower), "upper": full(stretch.upper)}
    return [
        (N_("Usual value"), _usual(stretch, measure, speech)),
        (N_("Usual range"), _range(stretch, measure, speech)),
        (N_("Mean of the chart"), full(stretch.mean)),
        (N_("Limits of the chart"), text(N_("from {lower} to {upper}"), speech, **limits)),
        (N_("The usual range begins"), aged(stretch.start, speech)),
        (N_("Results the usual range rests on"), whole(stretch.periods, speech)),
    ]


def _of_limit(
    stretch: Stretch, measure: Measure, minimum: float | None, speech: Speech
) -> list[tuple[str, str]]:
    if minimum is None:
        return []
    scale = _beside_limit(stretch, measure, minimum, speech)
    return [
        (N_("Agreed limit"), scale.limit(minimum)),
        (N_("Usual range beside it"), ends(scale.values[0], scale.values[1], scale)),
    ]


def _beside_limit(stretch: Stretch, measure: Measure, minimum: float, speech: Speech) -> Scale:
    """The scale on which both ends of the usual range stand beside the agreed limit."""
    _, low, high = _of_shares(stretch, measure)
    return _scale((low, high, minimum), measure, speech)


def _too_early(speech: Speech) -> Sentence:
    return sentence(_ENOUGH, speech, needed=whole(PERIODS_NEEDED, speech))


def _pattern(
    behaviour: Behaviour, measure: Measure, better: bool, speech: Speech
) -> Iterable[Sentence]:
    points = _points(behaviour)
    if behaviour.cause is None or not points:
        return
    slots = {"count": whole(points, speech), "mean": ""}
    forms = _PATTERNS.get(behaviour.cause)
    if behaviour.cause is SpecialCause.SHIFT and behaviour.stretches:
        slots["mean"] = _usual(behaviour.stretches[-1], measure, speech)
        forms = _SHIFT_HIGH if better is (measure.better is Better.HIGHER) else _SHIFT_LOW
    if forms:
        yield counted_sentence(forms, points, speech, "count", **slots)


def _points(behaviour: Behaviour) -> int:
    """How many results show the pattern that holds now."""
    since, cause = behaviour.since, behaviour.cause
    shown = [each for each in behaviour.flagged if since and each.start >= since]
    return sum(cause in each.causes for each in shown)


def _usual(stretch: Stretch, measure: Measure, speech: Speech) -> str:
    return _scale(_of_shares(stretch, measure), measure, speech).full(stretch.mean)


def _range(stretch: Stretch, measure: Measure, speech: Speech) -> str:
    """The usual range in words, on one scale with the usual value."""
    _, low, high = told = _of_shares(stretch, measure)
    return ends(low, high, _scale(told, measure, speech))


def _of_shares(stretch: Stretch, measure: Measure) -> tuple[float, float, float]:
    """Mean and limits; of a share the part of the range that shares can have."""
    mean, low, high = stretch.mean, stretch.lower, stretch.upper
    if measure.unit is Unit.SHARE:
        return mean, max(low, 0.0), min(high, 1.0)
    return mean, low, high


def _scale(values: tuple[float, ...], measure: Measure, speech: Speech) -> Scale:
    return scale_for(values, measure.unit, speech, measure.things, measure.currency)

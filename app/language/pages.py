"""What pages say that has a value in it: how many are shown, what a chart tells, what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import isodate

from app.health.verdict import Kpi, Reason, ReasonCode
from app.language.amounts import whole
from app.language.dates import aged, clock, every, heard_day, local_day, period, short_day
from app.language.measures import phrase_of
from app.language.quantities import Scale, scale_for
from app.language.sentence import Sentence, Speech
from app.language.sentences import say
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import Better, Measure, Unit


def under_name(reason: Reason, speech: Speech) -> tuple[Sentence, ...]:
    """What is said of a reason where the model's name already stands above it."""
    told = say(reason, speech)
    # Without a name every sentence but that of a retired model answers a question with yes or no.
    return told if reason.code is ReasonCode.RETIRED else told[1:]


@dataclass(frozen=True, slots=True)
class KpiWords:
    """One business figure of a list. ``agreed`` is empty where nothing was agreed."""

    value: str
    agreed: str
    period: str


def kpi_words(kpi: Kpi, speech: Speech) -> KpiWords:
    """The newest value of a model's business figure, and what was agreed about it."""
    scale = _scale([kpi.value, *([] if kpi.minimum is None else [kpi.minimum])], kpi, speech)
    agreed = ""
    if kpi.minimum is not None:
        agreed = agreed_limit(scale.beside(kpi.minimum, kpi.value), Better(kpi.better), speech)
    return KpiWords(scale.full(kpi.value), agreed, period(kpi.start, kpi.end, speech))


def kpi_told(kpi: Kpi, speech: Speech) -> str:
    """What the newest value means, in the company's words: It saves 41 hours of work a week."""
    phrase = phrase_of({"phrase": kpi.phrase, "kind": kpi.kind}, speech)
    slots = {"before": phrase.before, "value": kpi_words(kpi, speech).value, "after": phrase.after}
    return text(N_("It {before}{value}{after}"), speech, **slots)


def least_told(kpi: Kpi, speech: Speech) -> str:
    """An agreed limit in a column of its own: at least 70 in 100; empty without an agreement."""
    if kpi.minimum is None:
        return ""
    limit = _scale([kpi.value, kpi.minimum], kpi, speech).limit(kpi.minimum)
    return side_told(limit, Better(kpi.better), speech)


def side_told(limit: str, better: Better, speech: Speech) -> str:
    """A limit, already in words, and on which side of it good lies."""
    forms = {Better.HIGHER: N_("at least {limit}"), Better.LOWER: N_("at most {limit}")}
    return text(forms[better], speech, limit=limit)


def agreed_limit(limit: str, better: Better, speech: Speech) -> str:
    """An agreed limit, already in words, and on which side of it good lies."""
    forms = {
        Better.HIGHER: N_("agreed: at least {limit}"),
        Better.LOWER: N_("agreed: at most {limit}"),
    }
    return text(forms[better], speech, limit=limit)


def trend_told(values: Sequence[float | None], kpi: Kpi, speech: Speech) -> str:
    """A small line in words: from which value to which, over how many periods, how many missing."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    scale = _scale([known[0], known[-1]], kpi, speech)
    slots = {"first": scale.full(known[0]), "last": scale.full(known[-1])}
    missing = len(values) - len(known)
    count = whole(len(values), speech)
    if missing:
        form = N_("From {first} to {last} over {count} periods; {missing} did not arrive.")
        return text(form, speech, **slots, count=count, missing=whole(missing, speech))
    return text(N_("From {first} to {last} over {count} periods."), speech, **slots, count=count)


def _scale(values: Sequence[float], kpi: Kpi, speech: Speech) -> Scale:
    return scale_for(values, Unit(kpi.unit), speech, kpi.things, kpi.currency)


def showing(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How many were found, and which part of them is on screen where that is not all."""
    forms = NN_("{matching} model found.", "{matching} models found.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} model found, {first} to {last} shown, worst first.",
            "{matching} models found, {first} to {last} shown, worst first.",
        )
    slots = {name: whole(n, speech) for name, n in (("first", first), ("last", last))}
    matched = whole(matching, speech)
    return counted_sentence(forms, matching, speech, "matching", matching=matched, **slots)


def page_of(page: int, pages: int, speech: Speech) -> str:
    """Where the reader is among several pages."""
    slots = {"page": whole(page, speech), "pages": whole(pages, speech)}
    return text(N_("Page {page} of {pages}"), speech, **slots)


def care_counted(count: int, speech: Speech) -> str:
    """How many need care, beside the statuses and never among them."""
    forms = NN_("{count} needs care", "{count} need care")
    return counted(forms, count, speech, count=whole(count, speech))


def bar_told(told: Sequence[tuple[str, int]], speech: Speech) -> str:
    """The bar of counts in words."""
    return "; ".join(
        text(N_("{status}: {count}"), speech, status=status, count=whole(count, speech))
        for status, count in told
    )


def heard(at: datetime | None, speech: Speech) -> str:
    """Up to when anything was heard, briefly: the day, and the time of day if that is today."""
    if at is None:
        return text(N_("never"), speech)
    day = heard_day(at, speech)
    if day == local_day(speech.now, speech):
        return text(N_("today, {time}"), speech, time=clock(at, speech))
    return short_day(day, speech)


def measure_told(measure: Measure, speech: Speech) -> str:
    """What a measure says about a model, with its value left open: It finds … of the cases."""
    words = {"phrase": measure.phrase} if measure.phrase else {"kind": measure.kind}
    phrase = phrase_of(words, speech)
    slots = {"before": phrase.before, "after": phrase.after}
    return text(N_("It {before}…{after}"), speech, **slots)


def rhythm_told(duration: str, speech: Speech) -> str | None:
    """How often something reports, from an ISO 8601 duration; None where it is not one."""
    try:
        return every(duration, speech)
    except isodate.ISO8601Error:
        return None


def version_live(version: str, since: datetime | None, known: bool, speech: Speech) -> str:
    """Which version is in use and since when, as far as that is known."""
    if since is None:
        return version
    form = (
        N_("{version}, live since {day}") if known else N_("{version}, live since {day} or before")
    )
    return text(form, speech, version=version, day=aged(since, speech))


def live_from_to(start: datetime, end: datetime | None, known: bool, speech: Speech) -> str:
    """One stretch of time a version was in use."""
    since = short_day(start, speech)
    if not known:
        since = text(N_("{day} or before"), speech, day=since)
    if end is None:
        return text(N_("{start} until now"), speech, start=since)
    return text(N_("{start} to {end}"), speech, start=since, end=short_day(end, speech))


def model_unknown(slug: str, speech: Speech) -> Sentence:
    """An address names a model we do not know."""
    return sentence(N_("We know no model called “{slug}”."), speech, "slug", slug=slug)


def chart_told(beyond: int, periods: int, gaps: int, speech: Speech) -> tuple[Sentence, ...]:
    """What to see in a chart: how many points lie beyond the agreed limit, and how many gaps."""
    forms = NN_(
        "{beyond} of {periods} points lies clearly beyond the agreed limit: the red triangle.",
        "{beyond} of {periods} points lie clearly beyond the agreed limit: the red triangles.",
    )
    slots = {"beyond": whole(beyond, speech), "periods": whole(periods, speech)}
    told = [
        counted_sentence(forms, beyond, speech, "beyond", **slots)
        if beyond
        else sentence(
            N_("None of {periods} points lies clearly beyond the agreed limit."),
            speech,
            periods=slots["periods"],
        )
    ]
    return (*told, *gaps_told(gaps, speech))


def gaps_told(gaps: int, speech: Speech) -> tuple[Sentence, ...]:
    """How often the line breaks. Why is not said: too few cases and silence look the same here."""
    if not gaps:
        return ()
    forms = NN_(
        "The line breaks once, where we have no result.",
        "The line breaks {gaps} times, where we have no results.",
    )
    return (counted_sentence(forms, gaps, speech, gaps=whole(gaps, speech)),)


def line_ends(at: datetime, speech: Speech) -> tuple[Sentence, ...]:
    """That nothing has come for longer than usual."""
    message = N_("The line ends on {day}; nothing newer is known.")
    return (sentence(message, speech, "day", day=aged(at, speech)),)


def left_on(name: str, day: date, speech: Speech) -> str:
    """Somebody who is no longer with the company."""
    return text(N_("{name} (left on {day})"), speech, name=name, day=short_day(day, speech))


def not_recorded(names: Sequence[str], speech: Speech) -> str:
    """Which facts nobody has recorded, in one line."""
    return text(N_("Not recorded: {names}"), speech, names=", ".join(names))


def newest_of(shown: int, all_: int, speech: Speech) -> str:
    """That a table holds the newest part of something longer."""
    slots = {"shown": whole(shown, speech), "all": whole(all_, speech)}
    return text(N_("The newest {shown} of {all}."), speech, **slots)


def and_more(count: int, speech: Speech) -> str:
    """How many more there are than those shown, for what opens them."""
    forms = NN_("and {count} more", "and {count} more")
    return counted(forms, count, speech, count=whole(count, speech))


def axis_title(scale: Scale) -> str:
    """The unit of a chart's upright axis, in words."""
    speech = scale.speech
    if scale.unit is Unit.SHARE:
        return text(N_("of every {base}"), speech, base=whole(scale.step, speech))
    if scale.unit is Unit.MONEY:
        return scale.currency
    if scale.unit in _TIMES:
        return text(_TIMES[scale.unit], speech)
    return scale.things or text(N_("value"), speech)


_TIMES = {
    Unit.SECONDS: N_("seconds"),
    Unit.MINUTES: N_("minutes"),
    Unit.HOURS: N_("hours"),
    Unit.DAYS: N_("days"),
}

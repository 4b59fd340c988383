"""How each thing on a receipt is written: amounts, days, periods, counts."""

from collections.abc import Callable
from datetime import datetime

from app.health.insight import SpecialCause
from app.language.amounts import EXACT_DIGITS, plain, whole
from app.language.dates import age, aged, clock, every, heard_day, moment, period
from app.language.fairness import gap_told
from app.language.fields import better_words, impact_words, unit_words
from app.language.footing import GAPS
from app.language.measures import asked_of
from app.language.quantities import between, exact
from app.language.questions import question_words
from app.language.redefined import unit_named
from app.language.results import last_breach_day, since_day, unbroken
from app.language.sentence import Speech
from app.language.statuses import status_words
from app.language.telling import Telling
from app.language.translating import N_, text
from data.facts import Better, Impact, Question, Unit

Write = Callable[[Telling, str], str]
"""Writes the thing of this name; it is there and not blank."""


def as_given(telling: Telling, key: str) -> str:
    return telling.word(key)


def asked(telling: Telling, _key: str) -> str:
    return asked_of(telling.given, telling.speech)


def found(telling: Telling, key: str) -> str:
    """A value as the sentence tells it, and with all its digits where it has more."""
    return _in_full(telling, key, telling.scale.full(telling.number(key)))


def limit(telling: Telling, key: str) -> str:
    """A limit as the sentence tells it, and with all its digits where it has more."""
    return _in_full(telling, key, telling.scale.limit(telling.number(key)))


def band(telling: Telling, key: str) -> str:
    """A width in the unit of the measure."""
    scale = telling.scale
    return exact(telling.number(key), scale.unit, telling.speech, scale.things, scale.currency)


def _in_full(telling: Telling, key: str, told: str) -> str:
    all_digits = band(telling, key)
    if told == all_digits:
        return told
    return text(N_("{told} (exactly {exact})"), telling.speech, told=told, exact=all_digits)


def likely_range(telling: Telling, _key: str) -> str:
    low, high, scale = telling.number("low"), telling.number("high"), telling.scale
    return between(low, high, scale.unit, telling.speech, scale.things, scale.currency)


def count(telling: Telling, key: str) -> str:
    return whole(telling.number(key), telling.speech)


def results_in_a_row(telling: Telling, key: str) -> str:
    number, length = count(telling, key), unbroken(telling)
    if not length:
        return number
    return text(N_("{number} ({length})"), telling.speech, number=number, length=length)


def count_or_word(telling: Telling, key: str) -> str:
    """A number as a count; anything else as it was given."""
    return count(telling, key) if isinstance(telling.given[key], int | float) else telling.word(key)


def gap(telling: Telling, key: str) -> str:
    """A difference as the sentence tells it, and with all its digits where it has more."""
    return _in_full(telling, key, gap_told(telling, key))


def usual_range(telling: Telling, _key: str) -> str:
    """The limits of the usual range with all their digits."""
    slots = {"lower": band(telling, "lower"), "upper": band(telling, "upper")}
    return text(N_("from {lower} to {upper}"), telling.speech, **slots)


def chance(telling: Telling, key: str) -> str:
    return chance_told(telling.number(key), telling.speech)


def chance_told(p_value: float, speech: Speech) -> str:
    """How often chance alone makes something, as a plain number from 0 to 1."""
    if p_value < _LEAST_CHANCE:
        number = plain(_LEAST_CHANCE, EXACT_DIGITS, speech)
        return text(N_("less than {number}"), speech, number=number)
    return plain(p_value, 3, speech)


_LEAST_CHANCE = 0.0001
"""What is rarer than this is not told more exactly."""


def share(telling: Telling, key: str) -> str:
    return exact(telling.number(key), Unit.SHARE, telling.speech)


def told_as(telling: Telling, key: str) -> str:
    """A unit or a direction in words."""
    said, speech = telling.word(key), telling.speech
    return better_words(Better(said), speech) if said in set(Better) else unit_named(said, speech)


def pattern(telling: Telling, key: str) -> str:
    return text(PATTERNS[SpecialCause(telling.word(key))], telling.speech)


PATTERNS = {
    SpecialCause.OUTSIDE: N_("a result outside the usual range"),
    SpecialCause.SHIFT: N_("results in a row on one side of the usual value"),
    SpecialCause.TREND: N_("results in a row going one way"),
    SpecialCause.OUTER_THIRD: N_("results in the outer third of the usual range"),
}
"""What a pattern in a chart looks like, by its code."""


def why_shifted(telling: Telling, key: str) -> str:
    return text(_WHY_SHIFTED[telling.word(key)], telling.speech)


_WHY_SHIFTED = {
    "unknown": N_("what really happened is not known yet"),
    "worsening": N_("its results raise questions too"),
}


def missing(telling: Telling, key: str) -> str:
    """How many are missing, or which facts nobody has recorded."""
    if isinstance(telling.given[key], int | float):
        return count(telling, key)
    return "; ".join(
        text(GAPS[each.strip()], telling.speech) for each in telling.word(key).split(",")
    )


def unit(telling: Telling, _key: str) -> str:
    return unit_words(telling.unit, telling.speech)


def direction(telling: Telling, key: str) -> str:
    return better_words(Better(telling.word(key)), telling.speech)


def day(telling: Telling, key: str) -> str:
    """A day with its age."""
    return aged(telling.when(key), telling.speech)


def day_and_time(telling: Telling, key: str) -> str:
    """A day with its age; of a moment also the time."""
    at, told = telling.when(key), day(telling, key)
    if not isinstance(at, datetime):
        return told
    return text(N_("{day}, {time}"), telling.speech, day=told, time=clock(at, telling.speech))


def heard_until(telling: Telling, key: str) -> str:
    """The last day results tell about, and the moment their period ended."""
    end, speech = telling.moment(key), telling.speech
    reach = aged(heard_day(end, speech), speech)
    return text(
        N_("{day}; the period ended on {moment}"), speech, day=reach, moment=moment(end, speech)
    )


def at_moment(telling: Telling, key: str) -> str:
    return moment(telling.moment(key), telling.speech)


def heard_age(telling: Telling, key: str) -> str:
    """The age of the last day results tell about, as everywhere else."""
    return age(heard_day(telling.moment(key), telling.speech), telling.speech)


def period_named(start: str, end: str) -> Write:
    """Writes a period by its calendar name."""

    def write(telling: Telling, _key: str) -> str:
        return period(telling.moment(start), telling.moment(end), telling.speech)

    return write


def last_day_of(telling: Telling, _key: str) -> str:
    """The last day of the newest period beyond the limit."""
    return aged(last_breach_day(telling), telling.speech)


def since(telling: Telling, key: str) -> str:
    """The first day of a breach, or the day a model was no longer used."""
    of_periods = "period_start" in telling.given
    return aged(since_day(telling), telling.speech) if of_periods else day(telling, key)


def rhythm(telling: Telling, key: str) -> str:
    return every(telling.word(key), telling.speech)


def either(yes: str, no: str) -> Write:
    """Writes one marked text or the other."""

    def write(telling: Telling, key: str) -> str:
        return text(yes if telling.given[key] else no, telling.speech)

    return write


def status(telling: Telling, key: str) -> str:
    return status_words(telling.status(key), telling.speech).name


def impact(telling: Telling, key: str) -> str:
    return impact_words(Impact(telling.word(key)), telling.speech)


def questions(telling: Telling, key: str) -> str:
    """One question or several, as asked."""
    ids = [Question(each.strip()) for each in telling.word(key).split(",")]
    return " ".join(question_words(each, telling.speech).asked for each in ids)

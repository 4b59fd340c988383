"""Money month by month: a chart, what to see in it, and the numbers behind it."""

from collections.abc import Sequence
from datetime import date, datetime, time

from markupsafe import Markup

from app.language import impact_page as words
from app.language.axes import time_ticks
from app.language.dates import month as month_words
from app.language.impact_page import ImpactLabel
from app.language.labels import label
from app.language.sentence import Sentence, Speech
from app.language.today import worth_words
from app.language.translating import joined
from app.reports.impact import MonthMoney
from app.ui import charts
from app.ui.drawn import drawn
from app.ui.markup import NOTHING, join, sentences
from app.ui.points import Month, MonthTitles
from app.ui.shown import Record
from app.ui.tables import folded, section, soft, table

FEWEST = 2
"""One bar alone compares with nothing."""


def months(found: Sequence[MonthMoney], speech: Speech) -> list[Month]:
    """The months of one currency, oldest first, in words; ``rests_on`` where there are several
    models."""
    names = _names([each.month for each in found], speech)
    several = any(each.told > 1 for each in found)
    return [
        _month(name, each, speech, several=several) for name, each in zip(names, found, strict=True)
    ]


def chart(found: Sequence[Month], currency: str, speech: Speech) -> Markup:
    """The months as bars against what was agreed, with what to see in them."""
    known = [each for each in found if each.value is not None]
    told = _told(found, known, speech)
    body = soft(label(ImpactLabel.TOO_SHORT, speech))
    if len(known) >= FEWEST:
        spec = charts.months(found, _titles(found, currency, speech))
        body = drawn(spec, _aloud(found, joined(told), speech), speech) + _keys(found, speech)
    body += soft(sentences(told)) if known else NOTHING
    return body + folded(label(ImpactLabel.SHOW_MONTHS, speech), _table(found, speech))


def money(record: Record, speech: Speech) -> Markup:
    """What one model was worth month by month; empty where no worth in money was agreed."""
    found = record.beside.months if record.beside else ()
    if not found:
        return NOTHING
    drawn = chart(months(found, speech), found[-1].currency, speech)
    return section(label(ImpactLabel.WORTH_BY_MONTH, speech), drawn)


def _names(months: Sequence[date], speech: Speech) -> list[str]:
    moments = [datetime.combine(each, time()) for each in months]
    return ["\n".join(lines) for lines in time_ticks(moments, speech)]


def _month(name: str, of: MonthMoney, speech: Speech, *, several: bool) -> Month:
    period = month_words(of.month, speech)
    rests_on = words.rests_on(of.covered, of.told, speech) if several else ""
    if of.value is None:
        missing = label(ImpactLabel.NO_FULL_RESULTS, speech)
        return Month(name, None, 0.0, of.others, period, missing, "", "", rests_on)
    told = worth_words(of.value, of.agreed, of.currency, speech)
    least = words.least(of.value, of.agreed, of.currency, speech)
    return Month(
        name,
        of.value,
        of.agreed,
        of.others,
        period,
        told.value,
        least,
        told.difference,
        rests_on,
    )


def _titles(found: Sequence[Month], currency: str, speech: Speech) -> MonthTitles:
    several = any(each.rests_on for each in found)
    return MonthTitles(
        axis=currency or speech.currency,
        month=label(ImpactLabel.MONTH, speech),
        value=label(ImpactLabel.BROUGHT_IN, speech),
        agreed=label(ImpactLabel.AGREED, speech),
        rests_on=label(ImpactLabel.RESTS_ON, speech) if several else "",
    )


def _told(found: Sequence[Month], known: Sequence[Month], speech: Speech) -> tuple[Sentence, ...]:
    met = sum(each.value is not None and each.value >= each.agreed for each in known)
    others = sum(each.others for each in known)
    several = any(each.rests_on for each in found)
    return words.months_told(
        met, len(known), len(found) - len(known), others if several else None, speech
    )


def _aloud(found: Sequence[Month], told: str, speech: Speech) -> str:
    """The chart for who cannot see it: what to see, then every month."""
    months = (words.month_told(each.period, each.shown, each.difference, speech) for each in found)
    return f"{told} {'; '.join(months)}."


def _keys(found: Sequence[Month], speech: Speech) -> Markup:
    keys = [("bar", ImpactLabel.BAR), ("least", ImpactLabel.LINE)]
    if any(each.others for each in found):
        keys.append(("others", ImpactLabel.OUTLINED))
    drawn_keys = (
        Markup('<li><span class="{}" aria-hidden="true"></span>{}</li>').format(
            kind, label(word, speech)
        )
        for kind, word in keys
    )
    return Markup('<ul class="keys">{}</ul>').format(join(drawn_keys))


def _table(found: Sequence[Month], speech: Speech) -> Markup:
    heads = [
        ImpactLabel.MONTH,
        ImpactLabel.BROUGHT_IN,
        ImpactLabel.AGREED,
        ImpactLabel.DIFFERENCE,
    ]
    several = any(each.rests_on for each in found)
    if several:
        heads.append(ImpactLabel.RESTS_ON)
    rows = [_row(each, several, speech) for each in reversed(found)]
    note = soft(label(ImpactLabel.AS_AGREED_THEN, speech))
    return table([label(each, speech) for each in heads], rows, kind="narrow") + note


def _row(one: Month, several: bool, speech: Speech) -> tuple[str | Markup, ...]:
    cells = (one.period, one.shown, one.limit, one.difference)
    if not several:
        return cells
    rests = one.rests_on
    if one.others:
        rests = words.other_models(one.rests_on, speech)
    return (*cells, rests)

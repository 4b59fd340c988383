"""Money month by month: a chart, what to see in it, and the numbers behind it."""

from collections.abc import Sequence
from datetime import datetime, time

from markupsafe import Markup

from app.language import impact_page as words
from app.language.axes import month_ticks
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


def months(found: Sequence[MonthMoney], currency: str, speech: Speech) -> Markup:
    """The months of one currency, oldest first: bars against what was agreed, what to see in them,
    and every number."""
    several = any(each.told > 1 for each in found)
    shown = [
        _month(each, name, speech, several=several)
        for each, name in zip(found, _names(found, speech), strict=True)
    ]
    known = [each for each in shown if each.value is not None]
    told = _told(shown, known, speech, several=several)
    body = soft(label(ImpactLabel.TOO_SHORT, speech))
    if len(known) >= FEWEST:
        spec = charts.months(shown, _titles(currency, speech))
        body = drawn(spec, _aloud(shown, joined(told), speech), speech) + _keys(shown, speech)
    body += soft(sentences(told)) if known else NOTHING
    return body + folded(label(ImpactLabel.SHOW_MONTHS, speech), _table(shown, speech))


def money(record: Record, speech: Speech) -> Markup:
    """What one model was worth month by month, or who could agree what it is worth."""
    beside = record.beside
    if beside is None:
        return NOTHING
    if beside.months:
        drawn = months(beside.months, beside.months[-1].currency, speech)
        return section(label(ImpactLabel.WORTH_BY_MONTH, speech), drawn)
    agrees = record.agrees
    told = words.no_worth(
        agrees.name if agrees else "", agrees is not None and agrees.is_expert, speech
    )
    return section(label(ImpactLabel.WORTH, speech), Markup("<p>{}</p>").format(sentences(told)))


def _names(found: Sequence[MonthMoney], speech: Speech) -> list[str]:
    moments = [datetime.combine(each.month, time()) for each in found]
    return ["\n".join(lines) for lines in month_ticks(moments, speech)]


def _month(of: MonthMoney, name: str, speech: Speech, *, several: bool) -> Month:
    covers = words.rests_on(of.covered, of.told, speech) if several else ""
    amount, told, least, difference = _words(of, covers, speech)
    return Month(
        name=name,
        value=of.value,
        agreed=of.agreed,
        others=of.others,
        period=month_words(of.month, speech),
        amount=amount,
        told=told,
        least=least,
        difference=difference,
        rests_on=words.other_models(covers, speech) if of.others else covers,
    )


def _words(of: MonthMoney, covers: str, speech: Speech) -> tuple[str, str, str, str]:
    """The amount alone and with what it covers, what was agreed, and the difference."""
    if of.value is None:
        missing = label(ImpactLabel.NO_FULL_RESULTS, speech)
        return missing, missing, "", ""
    found = worth_words(of.value, of.agreed, of.currency, speech)
    told = words.amount_from(found.value, covers, speech) if covers else found.value
    least = words.least(of.value, of.agreed, of.currency, speech)
    return found.value, told, least, found.difference


def _titles(currency: str, speech: Speech) -> MonthTitles:
    return MonthTitles(
        axis=currency or speech.currency,
        month=label(ImpactLabel.MONTH, speech),
        value=label(ImpactLabel.BROUGHT_IN, speech),
        agreed=label(ImpactLabel.AT_LEAST, speech),
        difference=label(ImpactLabel.DIFFERENCE, speech),
    )


def _told(
    shown: Sequence[Month], known: Sequence[Month], speech: Speech, *, several: bool
) -> tuple[Sentence, ...]:
    met = sum(each.value is not None and each.value >= each.agreed for each in known)
    others = sum(each.others for each in known) if several else None
    return words.months_told(met, len(known), len(shown) - len(known), others, speech)


def _aloud(shown: Sequence[Month], told: str, speech: Speech) -> str:
    """The chart for who cannot see it: what to see, then every month."""
    months = (words.month_told(each.period, each.told, each.difference, speech) for each in shown)
    return f"{told} {' '.join(months)}"


def _keys(shown: Sequence[Month], speech: Speech) -> Markup:
    keys = [("brought", ImpactLabel.BAR), ("least", ImpactLabel.LINE)]
    if any(each.others for each in shown):
        keys.append(("others", ImpactLabel.OUTLINED))
    drawn_keys = (
        Markup('<li><span class="{}" aria-hidden="true"></span>{}</li>').format(
            kind, label(word, speech)
        )
        for kind, word in keys
    )
    return Markup('<ul class="keys">{}</ul>').format(join(drawn_keys))


def _table(shown: Sequence[Month], speech: Speech) -> Markup:
    heads = [
        ImpactLabel.MONTH,
        ImpactLabel.BROUGHT_IN,
        ImpactLabel.AT_LEAST,
        ImpactLabel.DIFFERENCE,
    ]
    several = any(each.rests_on for each in shown)
    notes = [label(ImpactLabel.AS_AGREED_THEN, speech)]
    if several:
        heads.append(ImpactLabel.RESTS_ON)
        notes.append(label(ImpactLabel.WITHOUT_RETIRED, speech))
    rows = [_row(each, several=several) for each in reversed(shown)]
    drawn = table([label(each, speech) for each in heads], rows, kind="narrow")
    return drawn + soft(" ".join(notes))


def _row(one: Month, *, several: bool) -> tuple[str, ...]:
    cells = (one.period, one.amount, one.least, one.difference)
    return (*cells, one.rests_on) if several else cells

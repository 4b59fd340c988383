"""Two sums over the fleet: what it was worth last month, and which questions have an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from app.language import today as words
from app.language.labels import Label, label
from app.language.questions import question_words
from app.language.sentence import Speech
from app.reports.today import UnitWorth
from app.ui.address import to_words
from app.ui.impact_address import Asked, to_impact
from app.ui.markup import NOTHING, join, link, name, sentences
from data.facts import Question

MOST_UNITS = 7
"""More units than this are one line together: a list one reads at a glance."""


def worth(found: Sequence[UnitWorth], month: date, deployed: int, speech: Speech) -> Markup:
    """Money per unit against what was agreed, with what the sum covers."""
    covered = sum(each.covered for each in found)
    late = sum(each.promised for each in found) - covered
    told = words.worth_covers(covered, late, deployed, speech)
    currencies = sorted({each.currency for each in found if each.covered})
    drawn = join(
        _in_one_currency([each for each in found if each.currency == currency], currency, speech)
        for currency in currencies
    )
    if not found:
        drawn = Markup("<p>{}</p>").format(label(Label.NO_WORTH, speech))
    key = Markup('<p class="soft">{}</p>').format(label(Label.BAR_AND_TICK, speech))
    return Markup('<section class="box"><h2>{}</h2>{}{}<p class="soft">{}</p></section>').format(
        words.worth_heading(month, speech), drawn, key if covered else "", sentences(told)
    )


def _in_one_currency(found: list[UnitWorth], currency: str, speech: Speech) -> Markup:
    counted = sorted((each for each in found if each.covered), key=lambda each: -each.agreed)
    value, agreed = sum(each.value for each in counted), sum(each.agreed for each in counted)
    total = words.worth_words(value, agreed, currency, speech)
    rows = _shown(counted, speech)
    longest = max([1e-9, *(max(each.value, each.agreed) for each in rows)])
    return Markup(
        '<p class="figure">{}</p><p class="soft">{} · {}</p><ul class="amounts">{}</ul>'
    ).format(
        total.value,
        total.agreed,
        total.difference,
        join(_amount(each, longest, speech) for each in rows),
    )


def _shown(counted: list[UnitWorth], speech: Speech) -> list[UnitWorth]:
    """The largest units, and all the others as one."""
    first, others = counted[: MOST_UNITS - 1], counted[MOST_UNITS - 1 :]
    if len(others) < 2:
        return counted
    rest = replace(
        others[0],
        unit=label(Label.OTHER_UNITS, speech),
        value=sum(each.value for each in others),
        agreed=sum(each.agreed for each in others),
    )
    return [*first, rest]


def _amount(one: UnitWorth, longest: float, speech: Speech) -> Markup:
    told = words.worth_words(one.value, one.agreed, one.currency, speech)
    return Markup(
        '<li><span class="what">{}</span><span class="value">{}</span>'
        '<span class="track" aria-hidden="true"><i style="--part:{:.4f}"></i>'
        '<b style="--part:{:.4f}"></b></span><span class="unseen">{}</span>{}</li>'
    ).format(
        _unit(one.unit, speech),
        told.value,
        max(one.value, 0) / longest,
        max(one.agreed, 0) / longest,
        told.agreed,
        _soft(told.difference) if one.value < one.agreed else NOTHING,
    )


def _unit(unit: str, speech: Speech) -> str | Markup:
    """A unit leads to what there is to tell of it; several together have no page of their own."""
    if not unit:
        return label(Label.NO_UNIT_RECORDED, speech)
    if unit == label(Label.OTHER_UNITS, speech):
        return unit
    return link(to_impact(Asked(unit)), name(unit), "quiet")


def _soft(text: str) -> Markup:
    return Markup('<span class="soft">{}</span>').format(text)


def measured(answered: Mapping[Question, int], deployed: int, speech: Speech) -> Markup:
    """For how many models each question has an answer, and for how many it has none."""
    rows = join(_question(each, count, deployed, speech) for each, count in answered.items())
    return Markup(
        '<section class="box"><h2>{}</h2><p class="soft">{}</p><ul class="amounts">{}</ul>'
        "</section>"
    ).format(label(Label.WHAT_WE_MEASURE, speech), label(Label.WHAT_WE_MEASURE_WHY, speech), rows)


def _question(question: Question, count: int, deployed: int, speech: Speech) -> Markup:
    return Markup(
        '<li><span class="what">{}</span><span class="value">{}</span>'
        '<span class="track gap" aria-hidden="true"><i style="--part:{:.4f}"></i></span>'
        '<span class="unseen">{}</span></li>'
    ).format(
        link(to_words(question.value), question_words(question, speech).asked, "quiet"),
        words.known_for(count, deployed, speech),
        count / deployed,
        words.gaps(deployed - count, speech) if count < deployed else "",
    )

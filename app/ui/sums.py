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


def worth(
    found: Sequence[UnitWorth], month: date, deployed: int, most: int, speech: Speech
) -> Markup:
    """Money per unit against what was agreed, with what the sum covers. ``most`` units at once."""
    covered = sum(each.covered for each in found)
    late = sum(each.promised for each in found) - covered
    told = words.worth_covers(covered, late, deployed, speech)
    return Markup('<section class="box"><h2>{}</h2>{}<p class="soft">{}</p></section>').format(
        words.worth_heading(month, speech), by_unit(found, most, speech), sentences(told)
    )


def by_unit(found: Sequence[UnitWorth], most: int, speech: Speech) -> Markup:
    """Money in each currency, of all units together and of each."""
    currencies = sorted({each.currency for each in found if each.covered})
    drawn = join(
        _in_one_currency([each for each in found if each.currency == currency], most, speech)
        for currency in currencies
    )
    if not found:
        return Markup("<p>{}</p>").format(label(Label.NO_WORTH, speech))
    key = Markup('<p class="soft">{}</p>').format(label(Label.BAR_AND_TICK, speech))
    return drawn + key if drawn else NOTHING


def _in_one_currency(found: list[UnitWorth], most: int, speech: Speech) -> Markup:
    counted = sorted((each for each in found if each.covered), key=lambda each: -each.agreed)
    all_ = _together(counted)
    total = words.worth_words(all_.value, all_.agreed, all_.currency, speech)
    first, rest = counted, []
    if len(counted) > most:
        first, rest = counted[: most - 1], counted[most - 1 :]
    rows = [(_unit(each.unit, speech), each) for each in first]
    if rest:
        rows.append((Markup("{}").format(label(Label.OTHER_UNITS, speech)), _together(rest)))
    longest = max([1e-9, *(max(each.value, each.agreed) for _, each in rows)])
    return Markup(
        '<p class="figure">{}</p><p class="soft">{} · {}</p><ul class="amounts">{}</ul>'
    ).format(
        total.value,
        total.agreed,
        total.difference,
        join(_amount(unit, each, longest, speech) for unit, each in rows),
    )


def _together(found: Sequence[UnitWorth]) -> UnitWorth:
    """Several units as one."""
    value, agreed = sum(each.value for each in found), sum(each.agreed for each in found)
    return replace(found[0], unit="", value=value, agreed=agreed)


def _unit(unit: str, speech: Speech) -> Markup:
    if not unit:
        return Markup("{}").format(label(Label.NO_UNIT_RECORDED, speech))
    return link(to_impact(Asked(unit)), name(unit), "quiet")


def _amount(unit: Markup, one: UnitWorth, longest: float, speech: Speech) -> Markup:
    told = words.worth_words(one.value, one.agreed, one.currency, speech)
    return Markup(
        '<li><span class="what">{}</span><span class="value">{}</span>'
        '<span class="track" aria-hidden="true"><i style="--part:{:.4f}"></i>'
        '<b style="--part:{:.4f}"></b></span><span class="unseen">{}</span>{}</li>'
    ).format(
        unit,
        told.value,
        max(one.value, 0) / longest,
        max(one.agreed, 0) / longest,
        told.agreed,
        _soft(told.difference) if one.value < one.agreed else NOTHING,
    )


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

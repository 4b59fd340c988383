"""The page "Is it paying off?", put together: the answer, months, units, waiting, models."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup

from app.language import impact_page as words
from app.language import today
from app.language.headline import checked
from app.language.impact_page import ImpactLabel, Sum
from app.language.labels import Label, label
from app.language.sentence import Sentence, Speech
from app.reports.impact import Impact
from app.reports.today import UnitWorth
from app.ui import states, sums, view
from app.ui.address import PAGE_LENGTH
from app.ui.banners import banners
from app.ui.filters import narrow, select, units_field
from app.ui.heads import head
from app.ui.impact_address import PATH, Asked, Which, to_impact, to_impact_file
from app.ui.markup import NOTHING, join
from app.ui.months import months
from app.ui.paging import paging
from app.ui.payoffs import payoffs
from app.ui.results import clearing, not_understood, results
from app.ui.shown import Notice
from app.ui.tables import section, soft
from app.ui.waiting import waiting

_WHICH = {
    Which.ALL: ImpactLabel.ALL_MODELS,
    Which.PROMISED: ImpactLabel.PROMISED,
    Which.UNPROMISED: ImpactLabel.UNPROMISED,
}
MOST_UNITS = 60
"""Every unit of all but the largest companies."""
MOST_CURRENCIES = 3
"""Charts below each other; who has more currencies finds each model in the list."""


def show(found: Impact, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, asked, notice, speech), key="impact")


def page(found: Impact, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    if not found.deployed and not asked.unit:
        return banners(notice, speech) + states.empty(notice, found.registered, speech)
    top = _top(found, asked, notice, speech) + _form(found, asked, speech)
    if not found.deployed:
        return top + states.nothing_matches(to_impact(), speech)
    return join(
        (
            top,
            _worth(found, speech),
            waiting(found.waiting, speech),
            _models(found, asked, speech),
        )
    )


def _worth(found: Impact, speech: Speech) -> Markup:
    """The months, and beside them the units; nothing where no worth was agreed."""
    if not found.worths:
        return NOTHING
    units = sums.by_unit(found.worths, MOST_UNITS, speech)
    box = Markup('<section class="box"><h2>{}</h2>{}</section>').format(
        words.unit_by_unit(found.month, speech), units or label(ImpactLabel.NO_FULL_RESULTS, speech)
    )
    return Markup('<div class="two"><div>{}</div><div>{}</div></div>').format(
        join(_months(found, speech)), box
    )


def _top(found: Impact, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    if not found.deployed:
        return head(words.none_of_unit(asked.unit, speech), (), notice, speech)
    promised = sum(each.promised for each in found.worths)
    money = _money(found.worths)
    title = words.title(money, promised, found.month, asked.unit, speech)
    return head(title, _lead(found, money, promised, notice, speech), notice, speech)


def _money(worths: Sequence[UnitWorth]) -> list[Sum]:
    """What all units together brought in, in each currency."""
    currency = attrgetter("currency")
    counted = sorted((each for each in worths if each.covered), key=currency)
    return [
        Sum(name, sum(each.value for each in units), sum(each.agreed for each in units))
        for name, units in ((name, list(each)) for name, each in groupby(counted, currency))
    ]


def _lead(
    found: Impact, money: Sequence[Sum], promised: int, notice: Notice, speech: Speech
) -> Iterator[Sentence]:
    yield from words.against(money, speech)
    covered = sum(each.covered for each in found.worths)
    yield from today.worth_covers(covered, promised - covered, found.deployed, speech)
    if notice.judged_at:
        yield checked(notice.judged_at, speech)


def _form(found: Impact, asked: Asked, speech: Speech) -> Markup:
    which = [(each.value, label(told, speech)) for each, told in _WHICH.items()]
    fields = (
        units_field(asked.unit, found.units, speech),
        select("which", label(ImpactLabel.WHICH_MODELS, speech), which, asked.which.value),
    )
    return narrow(PATH, fields, {})


def _months(found: Impact, speech: Speech) -> Iterator[Markup]:
    """A part for each currency; nothing where no worth was agreed."""
    parts = [(name, list(each)) for name, each in groupby(found.months, attrgetter("currency"))]
    for currency, each in parts[:MOST_CURRENCIES]:
        title = label(ImpactLabel.MONTH_BY_MONTH, speech)
        if len(parts) > 1:
            title = words.month_by_month_in(currency or speech.currency, speech)
        yield section(title, months(each, currency, speech))


def _models(found: Impact, asked: Asked, speech: Speech) -> Markup:
    odd = not_understood(asked.understood, speech)
    if not found.models:
        return odd + states.nothing_matches(to_impact(), speech)
    first = (asked.page - 1) * PAGE_LENGTH + 1
    told = words.listed(first, first + len(found.models) - 1, found.matching, speech)
    every = label(Label.CLEAR_FILTERS, speech)
    clear = clearing(to_impact(), every, narrowed=asked.narrowed)
    body = (
        soft(label(ImpactLabel.MODEL_ORDER, speech)),
        odd,
        results(told, clear, lambda kind: to_impact_file(kind, asked), speech),
        payoffs(found.models, found.month, speech),
        paging(asked.page, found.matching, lambda page: to_impact(asked.turned(page)), speech),
    )
    return section(label(ImpactLabel.MODEL_BY_MODEL, speech), join(body))

"""The page "Is it paying off?", put together: the answer, months, units, waiting, models."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from app.language import impact_page as words
from app.language import today
from app.language.headline import checked
from app.language.impact_page import ImpactLabel, Sum
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.reports.impact import Impact
from app.reports.today import UnitWorth
from app.ui import filters, states, sums, view
from app.ui.address import PAGE_LENGTH
from app.ui.banners import banners
from app.ui.heads import head
from app.ui.impact_address import Asked, Which, to_impact, to_impact_file
from app.ui.markup import NOTHING, join, sentence
from app.ui.months import chart, months
from app.ui.paging import FILES, files, paging
from app.ui.payoffs import payoffs
from app.ui.shown import Notice
from app.ui.tables import section, soft
from app.ui.waiting import waiting

MOST_CURRENCIES = 3
"""Charts below each other; who has more currencies finds each model in the list."""


def show(found: Impact, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, asked, notice, speech), key="impact")


def page(found: Impact, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    if not found.deployed and not asked.unit:
        return banners(notice, speech) + states.empty(notice, found.registered, speech)
    drawn = _top(found, asked, notice, speech) + _form(found, asked, speech)
    if not found.deployed:
        return drawn + soft(label(ImpactLabel.NO_MODEL_OF_UNIT, speech))
    left = join(_by_month(found, speech)) + waiting(found.waiting, speech)
    right = sums.worth(found.worths, found.month, found.deployed, speech)
    both = Markup('<div class="two"><div>{}</div><div>{}</div></div>').format(left, right)
    return drawn + both + _models(found, asked, speech)


def _top(found: Impact, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    counted = [each for each in found.worths if each.covered]
    promised = sum(each.promised for each in found.worths)
    covered = sum(each.covered for each in counted)
    money = [_sum(list(each)) for _, each in groupby(sorted(counted, key=_currency), _currency)]
    lead = [*words.against(money, speech)]
    lead += today.worth_covers(covered, promised - covered, found.deployed, speech)
    if notice.judged_at:
        lead.append(checked(notice.judged_at, speech))
    title = words.title(money, promised, found.month, asked.unit, speech)
    return head(title, lead if found.deployed else (), notice, speech)


def _currency(of: UnitWorth) -> str:
    return of.currency


def _sum(of: Sequence[UnitWorth]) -> Sum:
    value, agreed = sum(each.value for each in of), sum(each.agreed for each in of)
    return Sum(of[0].currency, value, agreed)


def _form(found: Impact, asked: Asked, speech: Speech) -> Markup:
    which = [(each.value, label(word, speech)) for each, word in _WHICH.items()]
    fields = (
        filters.units_field(asked.unit, found.units, speech),
        filters.select("which", label(ImpactLabel.WHICH_MODELS, speech), which, asked.which.value),
    )
    odd = NOTHING if asked.understood else soft(label(Label.NOT_UNDERSTOOD, speech))
    return odd + filters.narrow("/impact", fields, {})


_WHICH = {
    Which.ALL: ImpactLabel.ALL_MODELS,
    Which.PROMISED: ImpactLabel.PROMISED,
    Which.UNPROMISED: ImpactLabel.UNPROMISED,
}


def _by_month(found: Impact, speech: Speech) -> Iterator[Markup]:
    """A chart for each currency; nothing where no worth was agreed."""
    by_currency = [
        (currency, list(each))
        for currency, each in groupby(found.months, lambda month: month.currency)
    ]
    for currency, each in by_currency[:MOST_CURRENCIES]:
        title = label(ImpactLabel.MONTH_BY_MONTH, speech)
        if len(by_currency) > 1:
            title = words.month_by_month_in(currency or speech.currency, speech)
        yield section(title, chart(months(each, speech), currency, speech))


def _models(found: Impact, asked: Asked, speech: Speech) -> Markup:
    addresses = {kind: to_impact_file(kind, asked) for kind in FILES}
    first = (asked.page - 1) * PAGE_LENGTH + 1
    told = words.listed(first, first + len(found.models) - 1, found.matching, speech)
    body = Markup('<p class="results soft" role="status"><span>{}</span>{}</p>').format(
        sentence(told), files(addresses, speech)
    )
    body += soft(label(ImpactLabel.MODEL_ORDER, speech))
    body += payoffs(found.models, found.month, speech)
    body += paging(asked.page, found.matching, lambda to: to_impact(asked.turned(to)), speech)
    return section(label(ImpactLabel.MODEL_BY_MODEL, speech), body)

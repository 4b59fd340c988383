"""The page about risks, put together: two tables to narrow by, what moved, and the list."""

from collections.abc import Iterator

from markupsafe import Markup

from app.health.insight import Likelihood
from app.health.risk_moves import Direction, moved
from app.language import risks_page as words
from app.language.headline import checked
from app.language.labels import Label, label
from app.language.lists import narrowed_to
from app.language.pages import showing
from app.language.risk_moves import moved_counted, moved_told
from app.language.risks_page import RiskLabel
from app.language.sentence import Sentence, Speech
from app.reports.risks import RiskOf, Risks
from app.ui import states, view
from app.ui.address import PAGE_LENGTH, to_model
from app.ui.banners import banners
from app.ui.filters import narrow, units_field
from app.ui.heads import head
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.paging import FILES, files, paging
from app.ui.risk_rows import risk_table
from app.ui.risk_tables import notice as notice_table
from app.ui.risk_tables import places
from app.ui.risks_address import PATH, RiskFilters, said, to_file, to_risks
from app.ui.shown import Notice
from app.ui.tables import soft
from data.facts import Impact


def show(found: Risks, filters: RiskFilters, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, filters, notice, speech), key="risks")


def page(found: Risks, filters: RiskFilters, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    standing = found.standing
    if not standing.deployed and not filters.unit:
        return banners(notice, speech) + states.empty(notice, False, speech)
    tables = places(standing.places, filters, speech)
    tables += notice_table(standing.watches, filters, speech)
    return Markup('{}{}<div class="two"><div>{}</div><div>{}</div></div>{}').format(
        head(_headline(found, speech), _lead(found, notice, speech), notice, speech),
        _units(found, filters, speech),
        tables,
        _moves(found, filters, speech),
        _list(found, filters, speech),
    )


def _headline(found: Risks, speech: Speech) -> Sentence:
    if not found.standing.deployed:
        return words.none_there(speech)
    worst = found.standing.places.get((Impact.HIGH, Likelihood.HIGH), 0)
    return words.likely_harm(worst, found.standing.deployed, speech)


def _lead(found: Risks, notice: Notice, speech: Speech) -> Iterator[Sentence]:
    standing = found.standing
    if standing.deployed:
        yield words.all_watched(standing.all_watched, standing.deployed, speech)
    if standing.assumed:
        yield words.assumed(standing.assumed, speech)
    if standing.unknown:
        yield words.not_yet(standing.unknown, speech)
    if notice.judged_at:
        yield checked(notice.judged_at, speech)


def _units(found: Risks, filters: RiskFilters, speech: Speech) -> Markup:
    kept = {key: value for key, value in said(filters).items() if key != "unit"}
    return narrow(PATH, [units_field(filters.unit, found.units, speech)], kept)


def _moves(found: Risks, filters: RiskFilters, speech: Speech) -> Markup:
    drawn = join(
        _moving(each, found.standing.moved[each], models, filters, speech)
        for each, models in found.moved.items()
    )
    return Markup('<section class="box"><h2>{}</h2>{}</section>').format(
        label(RiskLabel.MOVED, speech), drawn or soft(label(RiskLabel.NOTHING_MOVED, speech))
    )


def _moving(
    direction: Direction,
    count: int,
    models: tuple[RiskOf, ...],
    filters: RiskFilters,
    speech: Speech,
) -> Markup:
    told = sentence(moved_counted(direction, count, speech))
    return Markup('<p><a href="{}" data-down>{}</a></p><ul class="moves">{}</ul>').format(
        to_risks(filters.moving(direction)), told, join(_moved(each, speech) for each in models)
    )


def _moved(one: RiskOf, speech: Speech) -> Markup:
    change = moved(one.risk)
    told = sentences(moved_told(one.risk, change, speech)) if change else NOTHING
    return Markup("<li>{} <span>{}</span></li>").format(
        link(to_model(one.slug), name(one.name), "quiet"), told
    )


def _list(found: Risks, filters: RiskFilters, speech: Speech) -> Markup:
    odd = NOTHING if filters.understood else soft(label(Label.NOT_UNDERSTOOD, speech))
    if not found.rows:
        return odd + states.nothing_matches(to_risks(), speech)
    return Markup("<section><h2>{}</h2>{}{}{}{}</section>").format(
        label(Label.MODELS, speech),
        odd,
        _results(found, filters, speech),
        risk_table(found.rows, speech),
        paging(filters.page, found.matching, lambda page: to_risks(filters.turned(page)), speech),
    )


def _results(found: Risks, filters: RiskFilters, speech: Speech) -> Markup:
    first = (filters.page - 1) * PAGE_LENGTH + 1
    told = showing(first, first + len(found.rows) - 1, found.matching, speech)
    clear = link(to_risks(), label(Label.CLEAR_FILTERS, speech)) if filters.narrowed else NOTHING
    return Markup(
        '<p class="results soft" role="status" tabindex="-1" data-landing><span>{}{}</span>{}{}</p>'
        '<p class="soft">{}</p>'
    ).format(
        sentence(told),
        _narrowed(filters, speech),
        clear,
        files({kind: to_file(kind, filters) for kind in FILES}, speech),
        label(RiskLabel.ORDER_WHY, speech),
    )


def _narrowed(filters: RiskFilters, speech: Speech) -> Markup:
    told = words.narrowed(
        filters.unit, filters.impact, filters.likelihood, filters.cell, filters.moved, speech
    )
    return Markup(" {}").format(narrowed_to(told, speech)) if told else NOTHING

"""The page Today, put together: headline, bar, what needs somebody, what changed, worth, gaps."""

from markupsafe import Markup

from app.health.urgency import STATUS_WEIGHTS, Trouble
from app.health.verdict import Care, Status
from app.language import today as words
from app.language.headline import checked, headline
from app.language.labels import Label, label
from app.language.pages import under_name
from app.language.sentence import Speech
from app.reports.today import Need, Needs
from app.ui import states, view
from app.ui.address import Filters, to_model, to_models
from app.ui.banners import banners
from app.ui.counts import status_bar
from app.ui.decided import decided_part
from app.ui.last_seen import Since
from app.ui.marks import status_mark
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.news import news
from app.ui.shown import Fleet, Morning, Notice
from app.ui.sums import measured, worth

MOST_UNITS = 7
"""More units than this are one line together: a list one reads at a glance."""
MOST_SENTENCES = 2
"""What it is and how long it has been so; the model's own page says the rest."""


def show(morning: Morning, since: Since, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(morning, since, notice, speech), key="today")


def page(morning: Morning, since: Since, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    today, above = morning.today, banners(notice, speech)
    if not today.deployed:
        return above + states.empty(notice, morning.registered, speech)
    main = needs(today.needs, speech)
    if today.changes:
        main += news(today.changes, since, today.deployed, speech)
    aside = worth(today.worths, today.month, today.deployed, MOST_UNITS, speech)
    aside += measured(today.answered, today.deployed, speech)
    return Markup('{}{}<div class="two"><div>{}</div><div>{}</div></div>').format(
        above, _top(morning, notice, speech), main, aside
    )


def _top(morning: Morning, notice: Notice, speech: Speech) -> Markup:
    today = morning.today
    first, *others = headline(today.counts, today.needing_care, speech)
    told = [checked(notice.judged_at, speech)] if notice.judged_at else []
    if morning.sources:
        told.append(words.sources_answered(morning.answered, morning.sources, speech))
    fleet = Fleet(today.counts, today.needing_care, today.deployed, ())
    return Markup('<div><h1 tabindex="-1">{}</h1><p class="lead">{}</p></div>{}').format(
        sentence(first), sentences([*others, *told]), status_bar(fleet, Filters(), speech)
    )


def needs(found: Needs, speech: Speech) -> Markup:
    """The models that need somebody most, and how many others need what."""
    why = Label.HOW_RANKED if found.first else Label.NO_RESULT_NEEDS
    cards = join(_card(each, speech) for each in found.first)
    return Markup(
        '<section><h2>{}</h2><p class="soft">{}</p>{}<ul class="rest" aria-label="{}">{}</ul>'
        "</section>"
    ).format(
        label(Label.NEEDS_SOMEBODY, speech),
        label(why, speech),
        Markup('<ol class="cards needs">{}</ol>').format(cards) if cards else NOTHING,
        label(Label.THE_REST, speech),
        _rest(found, speech),
    )


def _card(need: Need, speech: Speech) -> Markup:
    trouble, brief = need.trouble, need.brief
    told = under_name(brief.lead, speech)[:MOST_SENTENCES]
    who = words.who_and_next(need.owner, brief.lead, brief.care, speech)
    ranked = words.ranked(trouble, need.weights, speech, impact_assumed=brief.impact_assumed)
    return Markup(
        '<li class="tone-{}"><div class="heading"><h3><a href="{}">{}</a></h3>{}</div>'
        '{}<p class="why">{}</p>{}<p>{}</p><p class="sum">{}</p></li>'
    ).format(
        trouble.status.value,
        to_model(trouble.slug),
        name(trouble.name),
        status_mark(trouble.status, speech),
        decided_part(need.decided, trouble.status, speech),
        sentences(told),
        _checking(trouble, speech),
        sentences(who),
        sentence(ranked),
    )


def _checking(trouble: Trouble, speech: Speech) -> Markup:
    """Who looks into it, beside what is wrong and never instead of it."""
    if trouble.acknowledged_until is None:
        return NOTHING
    told = words.checking_told(trouble.acknowledged_by, trouble.acknowledged_until, speech)
    return Markup("<p>{}</p>").format(sentence(told))


def _rest(found: Needs, speech: Speech) -> Markup:
    troubled = tuple(STATUS_WEIGHTS)
    calm = tuple(each for each in Status if each not in (*troubled, Status.RETIRED))
    waiting = tuple(each for each in calm if each is not Status.MEETS)
    told = (
        (found.others, words.others_need(found.others, speech), Filters(statuses=troubled)),
        (found.care, words.care_needs(found.care, speech), _cared(calm, Care.NEEDS_CARE)),
        (found.waiting, words.waiting(found.waiting, speech), _cared(waiting, Care.LOOKED_AFTER)),
        (
            found.nothing,
            words.nothing_needed(found.nothing, speech),
            _cared((Status.MEETS,), Care.LOOKED_AFTER),
        ),
    )
    # Nought is said of what needs nobody, so that nobody reads its absence as good news.
    return join(
        Markup("<li>{}</li>").format(link(to_models(filters), said))
        for count, said, filters in told
        if count or filters.statuses == (Status.MEETS,)
    )


def _cared(statuses: tuple[Status, ...], care: Care) -> Filters:
    return Filters(statuses=statuses, care=care)

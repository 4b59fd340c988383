"""What changed since the reader last looked, good news too; nothing changed only with proof."""

from datetime import date, timedelta

from markupsafe import Markup, escape

from app.language import today as words
from app.language.dates import local_day
from app.language.labels import Label, label
from app.language.pages import under_name
from app.language.sentence import Speech
from app.reports.today import Changes, News
from app.ui.address import to_model, to_today
from app.ui.last_seen import Since
from app.ui.marks import icon
from app.ui.markup import NOTHING, join, link, name, sentence

AT_ONCE = 6
"""Changes one reads in passing; the others are one click away."""
_WEEK = timedelta(days=7)


def news(changes: Changes, since: Since, deployed: int, speech: Speech) -> Markup:
    """The section of changes."""
    unwatched = local_day(changes.watched_since, speech) > local_day(changes.since, speech)
    return Markup('<section class="changed"><h2>{}</h2>{}{}{}{}</section>').format(
        words.changed_since(changes.since, speech, looked=since.looked),
        NOTHING if since.understood else _soft(label(Label.NOT_UNDERSTOOD, speech)),
        _told(changes, deployed, speech),
        _soft(words.watched_from(changes.watched_since, speech)) if unwatched else NOTHING,
        _further(changes, speech),
    )


def _told(changes: Changes, deployed: int, speech: Speech) -> Markup:
    if not changes.total:
        told = words.nothing_changed(changes.models, deployed, changes.at, speech)
        return Markup("<p>{}</p>").format(sentence(told))
    first, more = changes.news[:AT_ONCE], changes.news[AT_ONCE:]
    return _list(first, speech) + (_more(changes, more, speech) if more else NOTHING)


def _more(changes: Changes, more: tuple[News, ...], speech: Speech) -> Markup:
    older = changes.total - len(changes.news)
    return Markup('<details class="numbers"><summary>{}</summary>{}{}</details>').format(
        words.more_changes(len(more), speech),
        _list(more, speech),
        _soft(words.older_changes(older, speech)) if older else NOTHING,
    )


def _list(found: tuple[News, ...], speech: Speech) -> Markup:
    return Markup('<ul class="news">{}</ul>').format(join(_item(each, speech) for each in found))


def _item(one: News, speech: Speech) -> Markup:
    told = words.change_told(one.name, one.before, one.after, speech)
    linked = escape(told.template).format(name=link(to_model(one.slug), name(one.name)))
    why = sentence(under_name(one.lead, speech)[0])
    return Markup(
        '<li class="tone-{}">{}<div><p>{}</p><p>{}</p><p class="soft">{}</p></div></li>'
    ).format(
        one.after.value,
        icon(one.after),
        linked,
        why,
        words.change_day(one.at, one.before, speech),
    )


def _further(changes: Changes, speech: Speech) -> Markup:
    today = local_day(speech.now, speech)
    spans = {Label.LAST_WEEK: today - _WEEK, Label.LAST_FOUR_WEEKS: today - 4 * _WEEK}
    links = join(
        Markup("<li>{}</li>").format(_to(day, which, changes, speech))
        for which, day in spans.items()
    )
    return Markup('<ul class="ways soft" aria-label="{}">{}</ul>').format(
        label(Label.OTHER_SPANS, speech), links
    )


def _to(day: date, which: Label, changes: Changes, speech: Speech) -> Markup:
    current = local_day(changes.since, speech) == day
    mark = Markup(' aria-current="true"') if current else NOTHING
    return Markup('<a href="{}"{}>{}</a>').format(to_today(day), mark, label(which, speech))


def _soft(text: str) -> Markup:
    return Markup('<p class="soft">{}</p>').format(text)

"""What happened, day by day: what it is about, to which model, what, and what came after."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from app.health.happening import HappeningKind, Topic, topic_of
from app.health.verdict import Status
from app.language.changes_page import SPANS, ChangesLabel
from app.language.dates import aged, local_day
from app.language.happenings import before_breach, topic_words
from app.language.labels import label
from app.language.sentence import Sentence, Speech
from app.reports.change_list import told_of
from app.reports.changes import Happened
from app.ui.address import to_model
from app.ui.changes_address import Asked, to_changes
from app.ui.marks import drawing, icon
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.shown import Record
from app.ui.tables import section, soft

_ICONS: Mapping[Topic, Markup] = {
    Topic.VERSION: Markup('<path d="M2 2.5h5.5L14 9l-5 5-6.5-6.5z"/><path d="M5 5.5h.01"/>'),
    Topic.SOFTWARE: Markup(
        '<path d="M8 1.8l5.5 3v6.4L8 14.2l-5.5-3V4.8z"/><path d="M2.5 4.8L8 8l5.5-3.2M8 8v6"/>'
    ),
    Topic.PEOPLE: Markup('<circle cx="8" cy="5" r="2.8"/><path d="M2.8 13.8c1-5 9.4-5 10.4 0"/>'),
    Topic.AGREEMENT: Markup('<path d="M2.5 13.5l1-3.5 7-7 2.5 2.5-7 7z"/><path d="M9 14h5"/>'),
    Topic.DATA: Markup(
        '<path d="M3 3.5c0-2 10-2 10 0s-10 2-10 0v9c0 2 10 2 10 0v-9"/>'
        '<path d="M3 8c0 2 10 2 10 0"/>'
    ),
    Topic.USE: Markup('<circle cx="8" cy="8" r="6"/><path d="M6.3 5.5v5M9.7 5.5v5"/>'),
}
_RESULTS: Mapping[HappeningKind, Status] = {
    HappeningKind.BEGAN: Status.BELOW,
    HappeningKind.NOTICED: Status.ATTENTION,
    HappeningKind.GOOD_AGAIN: Status.MEETS,
}
"""Results look like the status they lead to; everything else is neither good nor bad."""


def happened_to(record: Record, speech: Speech) -> Markup:
    """What happened to one model lately, on its own page; empty where nothing did."""
    if not record.happened:
        return NOTHING
    everything = to_changes(Asked(record.slug, days=max(SPANS)))
    body = soft(label(ChangesLabel.NO_CAUSE, speech))
    body += day_by_day(record.happened, speech, named=False)
    body += Markup('<p class="further">{}</p>').format(
        link(everything, label(ChangesLabel.ALL_OF_IT, speech))
    )
    return section(label(ChangesLabel.HAPPENED_TO_IT, speech), body)


def day_by_day(rows: Sequence[Happened], speech: Speech, *, named: bool) -> Markup:
    """The happenings in the order given, under their days; ``named`` tells of which model each
    is."""
    days = groupby(rows, key=lambda each: local_day(each.happening.at, speech))
    return join(
        Markup('<div class="day"><h3>{}</h3>{}</div>').format(
            aged(day, speech),
            _by_model(tuple(of_day), speech) if named else _list(of_day, speech),
        )
        for day, of_day in days
    )


def _by_model(rows: Sequence[Happened], speech: Speech) -> Markup:
    """The happenings of one day; what happened to one model stands together."""
    models = dict.fromkeys((each.slug, each.name) for each in rows)
    return join(
        Markup("<h4>{}</h4>{}").format(
            link(to_model(slug), name(called)),
            _list((each for each in rows if each.slug == slug), speech),
        )
        for slug, called in models
    )


def _list(rows: Iterable[Happened], speech: Speech) -> Markup:
    return Markup('<ul class="happened">{}</ul>').format(join(_item(each, speech) for each in rows))


def _item(one: Happened, speech: Speech) -> Markup:
    topic = topic_of(one.happening.kind)
    tone = one.after or _RESULTS.get(one.happening.kind)
    after = before_breach(one.happening, speech)
    first, *more = told_of(one, speech)
    return Markup(
        '<li class="tone-{}"><span class="topic">{}<span>{}</span></span>'
        "<div><p>{}</p>{}{}</div></li>"
    ).format(
        (tone or Status.UNAGREED).value,
        icon(tone) if tone else drawing(_ICONS[topic]),
        topic_words(topic, speech),
        sentence(first),
        _line(more, "soft"),
        _line(after, "after"),
    )


def _line(told: Iterable[Sentence], kind: str) -> Markup:
    drawn = sentences(told)
    return Markup('<p class="{}">{}</p>').format(kind, drawn) if drawn else NOTHING

"""The page about changes: what happened, what many went through, what waits, what is in use."""

from collections.abc import Sequence

from markupsafe import Markup

from app.health.happening import Topic
from app.language.changes_page import (
    SPANS,
    ChangesLabel,
    candidates_waiting,
    happenings_shown,
    headline,
    nobody_together,
    nothing_happened,
    span_words,
)
from app.language.happenings import topic_words
from app.language.labels import Label, label
from app.language.sentence import Sentence, Speech
from app.language.shared_events import nothing_together
from app.reports.beside import Together
from app.reports.changes import Changed
from app.ui import states, view
from app.ui.address import PAGE_LENGTH
from app.ui.banners import banners
from app.ui.candidates import candidates
from app.ui.changes_address import Asked, parameters_of, to_changes, to_file
from app.ui.filters import narrow, select, units_field
from app.ui.happenings import day_by_day
from app.ui.heads import head
from app.ui.live_versions import live_versions
from app.ui.markup import NOTHING, join, link, sentence
from app.ui.paging import FILES, files, paging
from app.ui.shown import Changes, Notice
from app.ui.tables import folded, section, soft
from app.ui.together import event_of_fleet

MOST_EVENTS = 3
"""What befell many at once lately; earlier events are one click away."""


def show(changes: Changes, asked: Asked, what_if: Markup, notice: Notice, speech: Speech) -> None:
    """Everything of the page; ``what_if`` asks about changes that did not happen yet."""
    view.show(page(changes, asked, notice, speech, what_if), key="changes")


def page(
    changes: Changes, asked: Asked, notice: Notice, speech: Speech, what_if: Markup = NOTHING
) -> Markup:
    """The page as HTML."""
    if not changes.deployed:
        return banners(notice, speech) + states.empty(notice, changes.registered, speech)
    found = changes.found
    aside = _together(found.together, asked, speech)
    aside += candidates(found.candidates, found.waiting, speech) + what_if
    return join(
        (
            head(_title(changes, asked, speech), _lead(found, speech), notice, speech),
            _filters(changes.units, asked, speech),
            Markup('<div class="two"><div>{}</div><div>{}</div></div>').format(
                _happenings(found, asked, speech), aside
            ),
            live_versions(found, asked, speech),
        )
    )


def _title(changes: Changes, asked: Asked, speech: Speech) -> Sentence:
    tally = changes.found.tally
    return headline(tally.changes, tally.near, asked.days, changes.name, speech)


def _lead(found: Changed, speech: Speech) -> list[Sentence]:
    told = [Sentence(label(ChangesLabel.NO_CAUSE, speech))]
    return [*told, candidates_waiting(found.waiting, speech)] if found.waiting else told


def _happenings(found: Changed, asked: Asked, speech: Speech) -> Markup:
    if not found.rows:
        body = soft(sentence(nothing_happened(speech)))
    else:
        body = day_by_day(found.rows, speech, named=not asked.slug)
    body += paging(asked.page, found.matching, lambda page: to_changes(asked, page=page), speech)
    return section(
        label(ChangesLabel.NEWEST, speech),
        _results(found, asked, speech) + body + soft(label(ChangesLabel.KNOWN_SINCE, speech)),
    )


def _filters(units: Sequence[str], asked: Asked, speech: Speech) -> Markup:
    topics = [("", label(ChangesLabel.ALL_TOPICS, speech))]
    topics += [(each.value, topic_words(each, speech)) for each in Topic]
    spans = [(str(days), span_words(days, speech)) for days in SPANS]
    topic = asked.topic.value if asked.topic else ""
    fields = [
        select("kind", label(ChangesLabel.TOPIC, speech), topics, topic),
        select("span", label(ChangesLabel.SPAN, speech), spans, str(asked.days)),
    ]
    if not asked.slug:
        fields.insert(0, units_field(asked.unit, units, speech))
    said = parameters_of(asked)
    return narrow("/changes", fields, {name: said[name] for name in ("model", "q")})


def _results(found: Changed, asked: Asked, speech: Speech) -> Markup:
    first = (asked.page - 1) * PAGE_LENGTH + 1
    told = happenings_shown(first, first + len(found.rows) - 1, found.matching, speech)
    clear = NOTHING
    if asked.narrowed:
        clear = link(to_changes(), label(ChangesLabel.EVERYTHING, speech))
    odd = NOTHING if asked.understood else soft(label(Label.NOT_UNDERSTOOD, speech))
    file = files({kind: to_file("changes", kind, asked) for kind in FILES}, speech)
    return odd + Markup(
        '<p class="results soft" role="status" tabindex="-1" data-landing><span>{}</span>{}{}</p>'
    ).format(sentence(told), clear, file)


def _together(found: Sequence[Together], asked: Asked, speech: Speech) -> Markup:
    body = join(event_of_fleet(each, speech) for each in found[:MOST_EVENTS])
    if rest := found[MOST_EVENTS:]:
        more = join(event_of_fleet(each, speech) for each in rest)
        body += folded(label(ChangesLabel.EARLIER_EVENTS, speech), more)
    none = nothing_together(speech) if asked.slug else nobody_together(speech)
    return section(label(ChangesLabel.TOGETHER, speech), body or soft(sentence(none)))

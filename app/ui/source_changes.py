"""What of a source looks otherwise than before, on its card."""

from markupsafe import Markup

from app.health.source_changes import SourceChange
from app.language.labels import label
from app.language.pages import and_more
from app.language.sentence import Speech
from app.language.source_changes import IN_FULL, SourceChangeLabel, change_told
from app.ui.markup import NOTHING, join, sentence, sentences
from app.ui.shown import SourceShown
from app.ui.tables import folded

AT_ONCE = 3
"""As many changes as one takes in; the others are one click away."""


def changed(source: SourceShown, speech: Speech) -> Markup:
    """Its changes under a small heading; nothing where it looks as before."""
    if not source.changes:
        return NOTHING
    every = [_change(each, speech) for each in source.changes]
    drawn = _listed(every[:AT_ONCE])
    if rest := every[AT_ONCE:]:
        drawn += folded(and_more(len(rest), speech), _listed(rest))
    title = label(SourceChangeLabel.CHANGED, speech)
    return Markup('<div class="otherwise"><h3>{}</h3>{}</div>').format(title, drawn)


def _listed(changes: list[Markup]) -> Markup:
    return Markup("<ul>{}</ul>").format(join(changes))


def _change(change: SourceChange, speech: Speech) -> Markup:
    first, *more = change_told(change, speech)
    return Markup('<li>{} <span class="soft">{}</span>{}</li>').format(
        sentence(first), sentences(more), _in_full(change, speech)
    )


def _in_full(change: SourceChange, speech: Speech) -> Markup:
    if change.kind not in IN_FULL:
        return NOTHING
    both = (
        (SourceChangeLabel.BEFORE, change.before),
        (SourceChangeLabel.NOW, change.now),
    )
    lines = join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label(word, speech), written or "")
        for word, written in both
    )
    body = Markup('<dl class="facts">{}</dl>').format(lines)
    return folded(label(SourceChangeLabel.IN_FULL, speech), body)

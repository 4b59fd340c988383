"""The four worries of one model: a mark for each, and why we would not notice."""

from collections.abc import Iterable

from markupsafe import Markup

from app.health.coverage import Cover, Watch
from app.language.coverage import cover_told, watch_words, worry_words
from app.language.sentence import Speech
from app.ui.marks import watch_mark
from app.ui.markup import NOTHING, join, sentences


def cover_mark(cover: Cover, speech: Speech) -> Markup:
    """Whether we would notice, as a mark."""
    return watch_mark(cover.watch, watch_words(cover.watch, speech))


def worries(covers: Iterable[Cover], speech: Speech) -> Markup:
    """Every worry with its mark and how we would notice, or why not."""
    return _list(_worry(each, speech) for each in covers)


def unwatched(covers: Iterable[Cover], speech: Speech) -> Markup:
    """Why we would not notice; empty where every worry is watched."""
    return _list(_why(each, speech) for each in covers if each.watch is not Watch.WATCHED)


def _list(parts: Iterable[Markup]) -> Markup:
    drawn = join(parts)
    return Markup('<dl class="worries">{}</dl>').format(drawn) if drawn else NOTHING


def _worry(cover: Cover, speech: Speech) -> Markup:
    return _part(
        Markup("{} {}").format(worry_words(cover.worry, speech), cover_mark(cover, speech)),
        cover,
        speech,
    )


def _why(cover: Cover, speech: Speech) -> Markup:
    return _part(worry_words(cover.worry, speech), cover, speech)


def _part(head: str | Markup, cover: Cover, speech: Speech) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
        head, sentences(cover_told(cover, speech))
    )

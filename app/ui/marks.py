"""The marks of a status and of care: icon, word and colour together, never colour alone."""

from markupsafe import Markup

from app.health.coverage import Watch
from app.health.verdict import Care, Status
from app.language.sentence import Speech
from app.language.statuses import care_words, status_words

_ICONS: dict[Status | Care, Markup] = {
    Status.MEETS: Markup('<path d="M3 8.5l3.4 3.4L13 5"/>'),
    Status.ATTENTION: Markup('<path d="M8 2.5L14.5 13.5H1.5Z" fill="currentColor"/>'),
    Status.BELOW: Markup('<path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>'),
    Status.SILENT: Markup('<circle cx="8" cy="8" r="5.6" stroke-dasharray="2.2 2.2"/>'),
    Status.UNAGREED: Markup('<path d="M8 1.8L14.2 8 8 14.2 1.8 8Z"/>'),
    Status.UNMEASURED: Markup('<circle cx="8" cy="8" r="5.6"/>'),
    Status.TOO_FEW: Markup(
        '<g fill="currentColor" stroke="none"><circle cx="3" cy="8" r="1.6"/>'
        '<circle cx="8" cy="8" r="1.6"/><circle cx="13" cy="8" r="1.6"/></g>'
    ),
    Status.PAUSED: Markup('<path d="M5.5 3v10M10.5 3v10"/>'),
    Status.RETIRED: Markup('<path d="M3 8h10"/>'),
    Care.NEEDS_CARE: Markup('<path d="M8 2.5L14.5 13.5H1.5Z"/>'),
    Care.LOOKED_AFTER: Markup('<path d="M3 8.5l3.4 3.4L13 5"/>'),
}


def icon(of: Status | Care) -> Markup:
    """The small drawing of a status or of care; the word beside it says the same."""
    return drawing(_ICONS[of])


def drawing(paths: Markup) -> Markup:
    """A small drawing of these paths within 16 by 16, beside a word that says the same."""
    return Markup(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>'
    ).format(paths)


def status_mark(status: Status, speech: Speech) -> Markup:
    """A status as a mark: icon and word on its quiet ground."""
    return _mark(status, status_words(status, speech).name, "mark")


def care_mark(care: Care, speech: Speech) -> Markup:
    """Who looks after it, beside the status and never mixed into it."""
    return _mark(care, care_words(care, speech).name, "mark care")


def mark_like(status: Status, word: str) -> Markup:
    """A word as a mark that looks like a status without being one."""
    return _mark(status, word, "mark")


def toned_mark(tone: str, word: str) -> Markup:
    """A word as a mark in one of the tones that words name: good, warn, bad, grey, light, blue."""
    return _mark(_TONES[tone], word, "mark")


def watch_mark(watch: Watch, word: str) -> Markup:
    """Whether we would notice, as a quiet mark: many of them stand below each other."""
    return _mark(_WATCHES[watch], word, "mark care")


_WATCHES = {
    Watch.WATCHED: Status.MEETS,
    Watch.SILENT: Status.SILENT,
    Watch.NOT_WATCHED: Status.UNMEASURED,
    Watch.DOES_NOT_APPLY: Status.RETIRED,
}
_TONES = {
    "good": Status.MEETS,
    "warn": Status.ATTENTION,
    "bad": Status.BELOW,
    "grey": Status.UNAGREED,
    "light": Status.UNMEASURED,
    "blue": Status.TOO_FEW,
}


def _mark(of: Status | Care, word: str, kind: str) -> Markup:
    return Markup('<span class="{} tone-{}">{}<span>{}</span></span>').format(
        kind, of.value, icon(of), word
    )

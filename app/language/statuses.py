"""The names of what results say and of who looks after a model, with icon and tone."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.health.verdict import Care, Status
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text


@dataclass(frozen=True, slots=True)
class StatusWords:
    """A status for the reader. ``icon`` is one text glyph; ``tone`` names a colour.

    Tones: good, warn, bad, silent, grey, light, blue.
    """

    name: str
    told: str
    icon: str
    tone: str


_STATUSES: Mapping[Status, StatusWords] = {
    Status.MEETS: StatusWords(
        N_("Meets what was agreed"), N_("Recent results meet what was agreed."), "✔", "good"
    ),
    Status.ATTENTION: StatusWords(
        N_("Needs attention"),
        N_("Still acceptable, but something needs a person soon."),
        "▲",
        "warn",
    ),
    Status.BELOW: StatusWords(
        N_("Below what was agreed"), N_("Results are below the agreed minimum."), "✖", "bad"
    ),
    Status.SILENT: StatusWords(
        N_("No recent results"),
        N_("We expected results and none came. We cannot say whether it works."),
        "◌",
        "silent",
    ),
    Status.UNAGREED: StatusWords(
        N_("No agreement yet"),
        N_("We measure it, but nobody has said what good means."),
        "◇",
        "grey",
    ),
    Status.UNMEASURED: StatusWords(
        N_("Not measured"), N_("Nobody measures this yet."), "○", "light"
    ),
    Status.TOO_FEW: StatusWords(
        N_("Too few cases to tell"),
        N_("Fewer cases came than we need, so we draw no conclusion."),
        "…",
        "blue",
    ),
    Status.PAUSED: StatusWords(
        N_("Watching paused"), N_("A person paused the watching, until a given day."), "‖", "blue"
    ),
    Status.RETIRED: StatusWords(N_("Retired"), N_("It is no longer used."), "–", "light"),
}

_CARES: Mapping[Care, StatusWords] = {
    Care.LOOKED_AFTER: StatusWords(
        N_("Looked after"), N_("Somebody answers for it, and somebody stands in."), "✔", "good"
    ),
    Care.NEEDS_CARE: StatusWords(
        N_("Needs care"), N_("Something about who looks after it is missing."), "▲", "warn"
    ),
}

_WHEN_LAST_HEARD: Mapping[Status, str] = {
    Status.MEETS: N_("When last heard, it met what was agreed."),
    Status.ATTENTION: N_("When last heard, it needed attention."),
    Status.BELOW: N_("When last heard, it was below what was agreed."),
    Status.SILENT: N_("Before that, too, results had stopped coming."),
    Status.UNAGREED: N_("When last heard, nobody had said what good means."),
    Status.UNMEASURED: N_("Before that, nobody measured it."),
    Status.TOO_FEW: N_("When last heard, there were too few cases to tell."),
    Status.PAUSED: N_("When last heard, the watching was paused."),
    Status.RETIRED: N_("When last heard, it was no longer used."),
}

_BEFORE_THE_PAUSE: Mapping[Status, str] = {
    Status.MEETS: N_("Before the pause, it met what was agreed."),
    Status.ATTENTION: N_("Before the pause, it needed attention."),
    Status.BELOW: N_("Before the pause, it was below what was agreed."),
    Status.SILENT: N_("Before the pause, it had no recent results."),
    Status.UNAGREED: N_("Before the pause, nobody had said what good means."),
    Status.UNMEASURED: N_("Before the pause, nobody measured it."),
    Status.TOO_FEW: N_("Before the pause, there were too few cases to tell."),
    Status.PAUSED: N_("Before the pause, an earlier pause held."),
    Status.RETIRED: N_("Before the pause, it was no longer used."),
}


def status_words(status: Status, speech: Speech) -> StatusWords:
    """Name, one sentence, icon and tone of a status."""
    return _translated(_STATUSES[status], speech)


def care_words(care: Care, speech: Speech) -> StatusWords:
    """Name, one sentence, icon and tone of the care line."""
    return _translated(_CARES[care], speech)


def when_last_heard(status: Status, speech: Speech) -> Sentence:
    """What it was when the last results came, where none have come since."""
    return sentence(_WHEN_LAST_HEARD[status], speech)


def before_the_pause(status: Status, speech: Speech) -> Sentence:
    """What it was when the watching was paused."""
    return sentence(_BEFORE_THE_PAUSE[status], speech)


def _translated(words: StatusWords, speech: Speech) -> StatusWords:
    return StatusWords(text(words.name, speech), text(words.told, speech), words.icon, words.tone)

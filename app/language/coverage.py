"""The four worries, and whether we would notice if they came true."""

from collections.abc import Mapping

from app.health.coverage import Cover, Watch, Worry
from app.language.pages import under_name
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text

_WORRIES: Mapping[Worry, str] = {
    Worry.UNAVAILABLE: N_("Down for a time"),
    Worry.GROUPS: N_("Bad for a group"),
    Worry.WORLD: N_("Wrong as times change"),
    Worry.LEAVING: N_("People leave"),
}
_WATCHES: Mapping[Watch, str] = {
    Watch.WATCHED: N_("Watched"),
    Watch.SILENT: N_("Watched but silent"),
    Watch.NOT_WATCHED: N_("Not watched"),
    Watch.DOES_NOT_APPLY: N_("Does not apply"),
}
_NOTICED: Mapping[Worry, str] = {
    Worry.UNAVAILABLE: N_("Results say whether it runs, against an agreed limit."),
    Worry.GROUPS: N_("Results come for each group, against an agreed limit."),
    Worry.WORLD: N_("Its cases are compared with those it learned from, against an agreed limit."),
    Worry.LEAVING: N_("Its owner is on a list of people, so we learn when somebody leaves."),
}


def worry_words(worry: Worry, speech: Speech) -> str:
    """What is feared, in a few words."""
    return text(_WORRIES[worry], speech)


def watch_words(watch: Watch, speech: Speech) -> str:
    """Whether we would notice, in a word or two."""
    return text(_WATCHES[watch], speech)


def cover_told(cover: Cover, speech: Speech) -> tuple[Sentence, ...]:
    """How we would notice, or why we would not; of what does not apply who said so and why."""
    if cover.reason is not None:
        return under_name(cover.reason, speech)
    if cover.watch is Watch.WATCHED:
        return (sentence(_NOTICED[cover.worry], speech),)
    return (sentence(N_("Its owner is on no list of people: nobody tells us who leaves."), speech),)

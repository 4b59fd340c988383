"""What the page about changes says around its lists."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text


@unique
class ChangesLabel(Enum):
    """A label of the page."""

    NEWEST = N_("What happened, the newest first")
    ALL_TOPICS = N_("Everything")
    TOPIC = N_("What it is about")
    SPAN = N_("How far back")
    TOGETHER = N_("What many models went through at once")
    EARLIER_EVENTS = N_("Show earlier ones")
    CANDIDATES = N_("Candidate versions against those in use")
    LIVE = N_("Which version is in use")
    FIND_VERSION = N_("Name, owner or unit")
    IN_USE_SINCE = N_("In use since")
    REPLACED = N_("In place of")
    REGISTERED_BY = N_("Registered by")
    MOVED_BY = N_("Put into use by")
    NO_VERSION = N_("No version is named")
    NONE_BEFORE = N_("No earlier one known")
    EVERYTHING = N_("Show all changes")
    NO_CAUSE = N_("That one thing came before another does not show that it was the cause.")
    KNOWN_SINCE = N_(
        "Who answers for a model and what runs there is known from the day we first read it."
    )
    HAPPENED_TO_IT = N_("What happened to it")
    ALL_OF_IT = N_("Everything that happened to it")
    WHEN = N_("Day")
    WHAT = N_("What happened")
    MORE = N_("The detail")
    AFTERWARDS = N_("What came after it")
    KNOWN_ON = N_("Known since")
    SINCE_KNOWN = N_("Is that day known?")
    YES = N_("Yes")
    OR_BEFORE = N_("No: that day or before")
    WHO_MOVED = N_(
        "Registries do not keep who put a version into use: not recorded. "
        "Who registered it may be somebody else."
    )


_SPANS: Mapping[int, str] = {
    7: N_("The last 7 days"),
    30: N_("The last 30 days"),
    90: N_("The last 90 days"),
    365: N_("The last 365 days"),
}
SPANS = tuple(_SPANS)
"""How many days back the page can look."""


def span_words(days: int, speech: Speech) -> str:
    """How far back the page looks."""
    return text(_SPANS[days], speech)


def headline(changes: int, near: int, days: int, name: str, speech: Speech) -> Sentence:
    """How much changed, and how much of it shortly before results fell; ``name`` is empty where
    no one model is looked at."""
    slots = {"count": whole(changes, speech), "near": whole(near, speech), "name": name}
    slots["days"] = whole(days, speech)
    if not changes:
        form = _NOTHING_OF_ONE if name else _NOTHING
        return sentence(form, speech, **slots)
    if not near:
        return counted_sentence(_COUNT_OF_ONE if name else _COUNT, changes, speech, **slots)
    forms = _NEAR_OF_ONE if name else _NEAR
    return counted_sentence(forms, changes, speech, **slots)


_NOTHING = N_("Nothing that we know of changed in the last {days} days.")
_NOTHING_OF_ONE = N_("{name}: nothing that we know of changed in the last {days} days.")
_COUNT = NN_(
    "{count} thing changed in the last {days} days.",
    "{count} things changed in the last {days} days.",
)
_COUNT_OF_ONE = NN_(
    "{name}: {count} thing changed in the last {days} days.",
    "{name}: {count} things changed in the last {days} days.",
)
_NEAR = NN_(
    "{count} thing changed in the last {days} days; it came within a week before results fell.",
    "{count} things changed in the last {days} days; {near} of them within a week before results "
    "fell.",
)
_NEAR_OF_ONE = NN_(
    "{name}: {count} thing changed in the last {days} days; it came within a week before results "
    "fell.",
    "{name}: {count} things changed in the last {days} days; {near} of them within a week before "
    "results fell.",
)


def nothing_happened(speech: Speech) -> Sentence:
    """That the list is empty, and what to do about it."""
    return sentence(N_("Nothing to show here. Look further back, or show everything."), speech)


def nobody_together(speech: Speech) -> Sentence:
    """That no shared event is known."""
    message = N_("In the last year no more models got worse at the same time than chance explains.")
    return sentence(message, speech)


def no_candidates(speech: Speech) -> Sentence:
    """That no version waits."""
    return sentence(N_("No candidate version waits to replace a version in use."), speech)


def candidates_waiting(count: int, speech: Speech) -> Sentence:
    """How many versions wait for somebody to decide."""
    forms = NN_(
        "{count} candidate version waits for somebody to decide.",
        "{count} candidate versions wait for somebody to decide.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def more_candidates(count: int, speech: Speech) -> str:
    """How many candidates are not shown."""
    forms = NN_(
        "{count} more waits; choose a unit to see it.",
        "{count} more wait; choose a unit to see them.",
    )
    return counted(forms, count, speech, count=whole(count, speech))


def versions_shown(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How many versions are in use, and which part of them is on screen."""
    forms = NN_("{matching} version in use.", "{matching} versions in use.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} version in use, {first} to {last} shown, by name.",
            "{matching} versions in use, {first} to {last} shown, by name.",
        )
    slots = {name: whole(n, speech) for name, n in (("first", first), ("last", last))}
    told = whole(matching, speech)
    return counted_sentence(forms, matching, speech, "matching", matching=told, **slots)


def happenings_shown(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How many happenings were found, and which part of them is on screen."""
    forms = NN_("{matching} entry.", "{matching} entries.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} entry, {first} to {last} shown.",
            "{matching} entries, {first} to {last} shown.",
        )
    slots = {name: whole(n, speech) for name, n in (("first", first), ("last", last))}
    told = whole(matching, speech)
    return counted_sentence(forms, matching, speech, "matching", matching=told, **slots)


def since_told(since: datetime, known: bool, speech: Speech) -> str:
    """Since when a version has been in use, as far as that is known."""
    day = aged(since, speech)
    return day if known else text(N_("{day} or before"), speech, day=day)


def status_told(before: str, after: str, speech: Speech) -> Sentence:
    """That what we say of a model changed, from the names of both statuses."""
    if not before:
        return sentence(N_("It came onto the list: “{after}”."), speech, "after", after=after)
    message = N_("Now “{after}”; before that “{before}”.")
    return sentence(message, speech, "after", before=before, after=after)

"""What messages say: their subjects, what changed, what we could not check, and why they came."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum, unique

from app.health.verdict import WORST_FIRST, Status
from app.language.amounts import whole
from app.language.dates import aged, clock, local_day, short_day
from app.language.sentence import Sentence, Speech
from app.language.statuses import status_words
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text

LONGEST_IN_SUBJECT = 80
"""Letters of a model's name in a subject: more than that no list of messages shows."""
MOST_IN_SUBJECT = 3
"""Kinds of change that a subject counts; the message itself counts all of them."""


@unique
class NoticeLabel(Enum):
    """A heading or a link of a message."""

    NEEDS = N_("What needs somebody")
    CHANGED = N_("What changed")
    CONFIRM = N_("What to confirm")
    OPEN_TODAY = N_("Open Today")
    CHOOSE = N_("Choose what you are told")


_FIRST: Mapping[Status, tuple[str, str]] = {
    Status.BELOW: NN_(
        "{count} model now below what was agreed", "{count} models now below what was agreed"
    ),
    Status.SILENT: NN_(
        "{count} model now without recent results", "{count} models now without recent results"
    ),
    Status.ATTENTION: NN_("{count} model now needs attention", "{count} models now need attention"),
    Status.UNAGREED: NN_(
        "{count} model now without an agreement", "{count} models now without an agreement"
    ),
    Status.UNMEASURED: NN_(
        "{count} model is no longer measured", "{count} models are no longer measured"
    ),
    Status.TOO_FEW: NN_(
        "{count} model now with too few cases to tell",
        "{count} models now with too few cases to tell",
    ),
    Status.PAUSED: NN_(
        "{count} model is not watched for a while", "{count} models are not watched for a while"
    ),
    Status.MEETS: NN_(
        "{count} model now meets what was agreed", "{count} models now meet what was agreed"
    ),
    Status.RETIRED: NN_("{count} model is no longer used", "{count} models are no longer used"),
}
_THEN: Mapping[Status, tuple[str, str]] = {
    Status.BELOW: NN_("{count} below what was agreed", "{count} below what was agreed"),
    Status.SILENT: NN_("{count} without recent results", "{count} without recent results"),
    Status.ATTENTION: NN_("{count} needs attention", "{count} need attention"),
    Status.UNAGREED: NN_("{count} without an agreement", "{count} without an agreement"),
    Status.UNMEASURED: NN_("{count} no longer measured", "{count} no longer measured"),
    Status.TOO_FEW: NN_("{count} with too few cases to tell", "{count} with too few cases to tell"),
    Status.PAUSED: NN_("{count} not watched for a while", "{count} not watched for a while"),
    Status.MEETS: NN_("{count} meets what was agreed", "{count} meet what was agreed"),
    Status.RETIRED: NN_("{count} no longer used", "{count} no longer used"),
}


def changes_counted(counts: Mapping[Status, int], speech: Speech, most: int = len(Status)) -> str:
    """How many models came to which status, the worst first: 2 models now below what was agreed,
    1 without recent results."""
    kinds = [status for status in WORST_FIRST if counts.get(status)]
    told = []
    for place, status in enumerate(kinds[:most]):
        forms, count = (_THEN if place else _FIRST)[status], counts[status]
        told.append(counted(forms, count, speech, count=whole(count, speech)))
    rest = sum(counts[status] for status in kinds[most:])
    if rest:
        more = NN_("{count} other change", "{count} other changes")
        told.append(counted(more, rest, speech, count=whole(rest, speech)))
    return ", ".join(told)


def ended(told: str, speech: Speech) -> Sentence:
    """The same as a sentence."""
    return sentence(N_("{told}."), speech, told=told)


def since_when(at: datetime, before: Status | None, speech: Speech) -> Sentence:
    """Since when it is so, and what it was before."""
    day = aged(at, speech)
    if before is None:
        return sentence(N_("Since {day}."), speech, day=day)
    was = status_words(before, speech).name
    return sentence(N_("Since {day}. Before that: {status}."), speech, day=day, status=was)


def shortened(name: str) -> str:
    """A model's name as a subject may hold it."""
    line = " ".join(name.split())
    return line if len(line) <= LONGEST_IN_SUBJECT else line[: LONGEST_IN_SUBJECT - 1] + "…"


def subject(told: str, speech: Speech) -> str:
    """The subject of a message, so that whoever reads only that knows what it is about."""
    return text(N_("Rollcall: {told}"), speech, told=told)


def weekly_subject(meets: int, total: int, speech: Speech) -> str:
    """What the subject of the weekly message says of the fleet."""
    forms = NN_(
        "this week {meets} of {total} model does what was agreed",
        "this week {meets} of {total} models do what was agreed",
    )
    slots = {"meets": whole(meets, speech), "total": whole(total, speech)}
    return counted(forms, total, speech, **slots)


def nothing_in_use(speech: Speech) -> str:
    """What the subject of the weekly message says where there is no model to tell of."""
    return text(N_("no model is in use"), speech)


def nothing_yours(speech: Speech) -> Sentence:
    """To somebody who is named for no model, or whose unit has none."""
    return sentence(N_("No model in use is among those you are told of."), speech)


def confirm_subject(count: int, speech: Speech) -> str:
    """What is asked once a year."""
    forms = NN_(
        "please confirm what is recorded of {count} model",
        "please confirm what is recorded of {count} models",
    )
    return counted(forms, count, speech, count=whole(count, speech))


def confirm_asked(count: int, speech: Speech) -> tuple[Sentence, ...]:
    """What the owner of these models is asked, and why."""
    forms = NN_(
        "You own {count} model of which nobody has confirmed for a year what is recorded.",
        "You own {count} models of which nobody has confirmed for a year what is recorded.",
    )
    return (
        counted_sentence(forms, count, speech, "count", count=whole(count, speech)),
        sentence(
            N_(
                "Please open each and look whether all of it is right; correct what is not, and "
                "confirm it there."
            ),
            speech,
        ),
    )


def checked_told(
    at: datetime | None, models: int, failed: Sequence[str], speech: Speech
) -> tuple[Sentence, ...]:
    """How many models were checked, when, and which could not be."""
    if at is None:
        return (sentence(N_("We have not checked anything yet."), speech),)
    slots = {
        "checked": whole(models - len(failed), speech),
        "all": whole(models, speech),
        "time": clock(at, speech),
    }
    today = local_day(at, speech) == local_day(speech.now, speech)
    if not today:
        slots["day"] = short_day(at, speech)
    if not failed:
        forms = N_("{checked} of {all} checked at {time}.") if today else _ALL_CHECKED_THEN
        return (sentence(forms, speech, "checked", **slots),)
    forms = _SOME_CHECKED if today else _SOME_CHECKED_THEN
    count = whole(len(failed), speech)
    return (
        sentence(forms, speech, "checked", **slots, count=count),
        _not_checked(failed, speech),
    )


_ALL_CHECKED_THEN = N_("{checked} of {all} checked on {day} at {time}.")
_SOME_CHECKED = N_("{checked} of {all} checked at {time}; {count} could not be.")
_SOME_CHECKED_THEN = N_("{checked} of {all} checked on {day} at {time}; {count} could not be.")
_NAMED_UNCHECKED = 5


def _not_checked(failed: Sequence[str], speech: Speech) -> Sentence:
    names = ", ".join(failed[:_NAMED_UNCHECKED])
    rest = len(failed) - _NAMED_UNCHECKED
    if rest <= 0:
        return sentence(N_("We could not check: {names}."), speech, names=names)
    forms = NN_(
        "We could not check: {names}, and {count} more.",
        "We could not check: {names}, and {count} more.",
    )
    return counted_sentence(forms, rest, speech, names=names, count=whole(rest, speech))


def nothing_changed(since: datetime, speech: Speech) -> Sentence:
    """That no status changed, beside how many were checked."""
    message = N_("Nothing changed since {day}.")
    return sentence(message, speech, day=short_day(since, speech))


def nothing_needs(speech: Speech) -> Sentence:
    """That nobody has to do anything because of results."""
    return sentence(N_("No result needs anybody."), speech)


def checking_stopped(speech: Speech) -> str:
    """The subject where our own checking has stopped."""
    return text(N_("we have stopped checking"), speech)


def and_more(count: int, speech: Speech) -> str:
    """How many models are not named."""
    forms = NN_("and {count} more model", "and {count} more models")
    return counted(forms, count, speech, count=whole(count, speech))


@unique
class Why(Enum):
    """Why somebody gets a message. ``{name}`` is what they are called, ``{unit}`` their choice."""

    LISTED = N_("This goes to {name}, as whoever runs Rollcall set it up.")
    NAMED = N_("You get this because you are named as owner, backup or expert.")
    MINE = N_("You asked for this on the page You: what you own, or are backup or expert of.")
    UNIT = N_("You asked for this on the page You: models of the unit {unit}.")
    ASKED = N_("This was asked for at the terminal; it was sent to nobody.")
    EVERYTHING = N_("You asked for this on the page You: all models.")


def why_told(why: Why, name: str, unit: str, speech: Speech) -> Sentence:
    """The last line of a message: why it came."""
    slots = {"name": name} if why is Why.LISTED else {"unit": unit} if why is Why.UNIT else {}
    return sentence(why.value, speech, **slots)


def of_yours(speech: Speech) -> Sentence:
    """That a message tells of the models somebody is named for, and of no others."""
    return sentence(N_("These are the models you own, or are backup or expert of."), speech)


def statuses_told(counts: Mapping[Status, int], speech: Speech) -> Sentence:
    """How many models have which status, the worst first."""
    told = " · ".join(
        text(
            N_("{status}: {count}"),
            speech,
            status=status_words(status, speech).name,
            count=whole(counts[status], speech),
        )
        for status in WORST_FIRST
        if counts.get(status) and status is not Status.RETIRED
    )
    return ended(told, speech)


def of_units(units: Sequence[str], speech: Speech) -> Sentence:
    """Of which units a message tells, where that is not all of them."""
    forms = NN_("Models of the unit {units}.", "Models of the units {units}.")
    return counted_sentence(forms, len(units), speech, "units", units=", ".join(units))


def trial_subject(speech: Speech) -> str:
    """The subject of a message that only tries whether messages arrive."""
    return text(N_("a test of how you are told"), speech)


def trial_told(speech: Speech) -> tuple[Sentence, ...]:
    """What that message says."""
    return (
        sentence(N_("This is a test of whether messages from Rollcall arrive."), speech),
        sentence(N_("There is nothing for you to do."), speech),
    )

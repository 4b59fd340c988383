"""What happened to a model, in sentences that stand under its name."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from app.health.happening import Happening, HappeningKind, Topic
from app.health.insight import IncidentKind
from app.language.agreed_changes import limit_sentences
from app.language.amounts import whole
from app.language.dates import day, local_day, short_day
from app.language.decided_changes import decided, kept
from app.language.fields import impact_words
from app.language.measured_changes import began_sentences, good_again, noticed
from app.language.redefined import redefined
from app.language.sentence import Sentence, Speech
from app.language.software_changes import built_with, installed
from app.language.translating import N_, NN_, counted_sentence, sentence, text
from data.facts import Impact

Told = tuple[Sentence, ...]

_TOPICS: Mapping[Topic, str] = {
    Topic.VERSION: N_("Version"),
    Topic.SOFTWARE: N_("Software"),
    Topic.PEOPLE: N_("People"),
    Topic.AGREEMENT: N_("Agreement"),
    Topic.DATA: N_("Data"),
    Topic.USE: N_("Watching"),
    Topic.RESULTS: N_("Results"),
}


def topic_words(topic: Topic, speech: Speech) -> str:
    """What a happening is about, in a word."""
    return text(_TOPICS[topic], speech)


def happened(one: Happening, speech: Speech) -> Told:
    """What happened, and nothing about why. A change of status is told by its reason instead."""
    return _TELL[one.kind](one, speech)


def before_breach(one: Happening, speech: Speech) -> Told:
    """How soon after it results went wrong, and that this shows no cause; empty where it was not
    soon."""
    if one.breach_days is None:
        return ()
    cause = sentence(N_("This does not show that it was the cause."), speech)
    silent = one.breach == IncidentKind.SILENT
    if not one.breach_days:
        same_day = N_("It happened on the day on which results fell below what was agreed.")
        if silent:
            same_day = N_("It happened on the day of the last results that came.")
        return sentence(same_day, speech), cause
    forms = _BEFORE_SILENCE if silent else _BEFORE_BREACH
    count = whole(one.breach_days, speech)
    return counted_sentence(forms, one.breach_days, speech, "days", days=count), cause


_BEFORE_BREACH = NN_(
    "It happened {days} day before results fell below what was agreed.",
    "It happened {days} days before results fell below what was agreed.",
)
_BEFORE_SILENCE = NN_(
    "It happened {days} day before results stopped coming.",
    "It happened {days} days before results stopped coming.",
)


def _version(one: Happening, speech: Speech) -> Told:
    form = N_("Version {version} went into use. We know of none before it.")
    if "before" in one.inputs:
        form = N_("Version {version} went into use in place of version {before}.")
    if "beside" in one.inputs:
        form = N_("Version {version} went into use beside version {beside}.")
    slots = {name: str(one.inputs.get(name, "")) for name in ("version", "before", "beside")}
    return sentence(form, speech, "version", **slots), moved_by(
        str(one.inputs.get("author", "")), speech
    )


def moved_by(author: str, speech: Speech) -> Sentence:
    """Who registered a version, and that nobody wrote down who put it into use."""
    if not author:
        return sentence(N_("Who put it into use is not recorded."), speech)
    form = N_("{author} registered it; who put it into use is not recorded.")
    return sentence(form, speech, author=author)


def _replaced(now: str, first: str, gone: str) -> Callable[[Happening, Speech], Told]:
    """A fact that changed: another value, a value where there was none, none any more."""

    def tell(one: Happening, speech: Speech) -> Told:
        form = now if one.inputs["now"] and one.inputs["before"] else first
        form = form if one.inputs["now"] else gone
        slots = {name: str(one.inputs[name]) for name in ("now", "before")}
        return (sentence(form, speech, "now" if one.inputs["now"] else "before", **slots),)

    return tell


_owner = _replaced(
    N_("{now} owns it now, in place of {before}."),
    N_("{now} owns it now; nobody was named before."),
    N_("Nobody is named as its owner any more; it was {before}."),
)
_backup = _replaced(
    N_("{now} is its backup now, in place of {before}."),
    N_("{now} is its backup now; nobody was named before."),
    N_("Nobody is named as its backup any more; it was {before}."),
)
_expert = _replaced(
    N_("{now} is its expert now, in place of {before}."),
    N_("{now} is its expert now; nobody was named before."),
    N_("Nobody is named as its expert any more; it was {before}."),
)
_supplier = _replaced(
    N_("The supplier’s version is {now} now, in place of {before}."),
    N_("The supplier’s version is {now} now; none was named before."),
    N_("The supplier’s version is not named any more; it was {before}."),
)


def _impact(one: Happening, speech: Speech) -> Told:
    form = N_("A mistake is now said to matter {now}, and no longer {before}.")
    if not one.inputs["before"]:
        form = N_("A mistake is now said to matter {now}; nothing was said before.")
    if not one.inputs["now"]:
        form = N_("How much a mistake matters is not said any more; it was {before}.")
    slots = {name: _matters(str(one.inputs[name]), speech) for name in ("now", "before")}
    return (sentence(form, speech, "now", **slots),)


def _matters(value: str, speech: Speech) -> str:
    return impact_words(Impact(value), speech) if value in set(Impact) else value


_LEFT = {
    HappeningKind.OWNER: N_("{person}, its owner, left the company."),
    HappeningKind.BACKUP: N_("{person}, its backup, left the company."),
    HappeningKind.EXPERT: N_("{person}, its expert, left the company."),
}


def _left(one: Happening, speech: Speech) -> Told:
    form = _LEFT[HappeningKind(str(one.inputs["role"]))]
    return (sentence(form, speech, "person", person=str(one.inputs["person"])),)


def _failed(one: Happening, speech: Speech) -> Told:
    forms = NN_(
        "The step “{pipeline}” failed.",
        "The step “{pipeline}” failed {times} times in a row.",
    )
    return (_times(forms, one, speech),)


def _checks(one: Happening, speech: Speech) -> Told:
    forms = NN_(
        "What the step “{pipeline}” brought did not pass its checks.",
        "What the step “{pipeline}” brought did not pass its checks {times} times in a row.",
    )
    return (_times(forms, one, speech),)


def _times(forms: tuple[str, str], one: Happening, speech: Speech) -> Sentence:
    times = one.inputs["times"]
    assert isinstance(times, int)
    slots = {"pipeline": str(one.inputs["pipeline"]), "times": whole(times, speech)}
    return counted_sentence(forms, times, speech, "times", **slots)


def _worked(one: Happening, speech: Speech) -> Told:
    form = N_("The step “{pipeline}” worked again.")
    return (sentence(form, speech, pipeline=str(one.inputs["pipeline"])),)


def _shrank(one: Happening, speech: Speech) -> Told:
    rows, usual = one.inputs["rows"], one.inputs["usual_rows"]
    assert isinstance(rows, int)
    assert isinstance(usual, int)
    forms = NN_(
        "The step “{pipeline}” brought {rows} row; {usual} are usual.",
        "The step “{pipeline}” brought {rows} rows; {usual} are usual.",
    )
    slots = {"rows": whole(rows, speech), "usual": whole(usual, speech)}
    told = {"pipeline": str(one.inputs["pipeline"]), **slots}
    return (counted_sentence(forms, rows, speech, "rows", **told),)


def _approved(one: Happening, speech: Speech) -> Told:
    until = one.inputs["until"]
    form = N_("{by} approved the use of the data “{data}”, without an end.")
    if isinstance(until, date):
        form = N_("{by} approved the use of the data “{data}” until {until}.")
    told = day(until, speech) if isinstance(until, date) else ""
    slots = {"by": str(one.inputs["by"]), "data": str(one.inputs["data"]), "until": told}
    return (sentence(form, speech, "data", **slots),)


def _approval_ended(one: Happening, speech: Speech) -> Told:
    form = N_("The approval of the data “{data}” ended; {by} had given it.")
    slots = {"by": str(one.inputs["by"]), "data": str(one.inputs["data"])}
    return (sentence(form, speech, "data", **slots),)


def _paused(one: Happening, speech: Speech) -> Told:
    form = N_("{by} paused watching until {until}. The reason given: “{reason}”.")
    slots = {"by": str(one.inputs["by"]), "reason": str(one.inputs["reason"])}
    return (sentence(form, speech, "by", **slots, until=_on(one, "until", speech)),)


def _taken_on(one: Happening, speech: Speech) -> Told:
    form = N_("{by} began to look into it, with news promised for {until}.")
    by = str(one.inputs["by"])
    return (sentence(form, speech, "by", by=by, until=_on(one, "until", speech)),)


def _on(one: Happening, name: str, speech: Speech) -> str:
    at = one.inputs[name]
    assert isinstance(at, date | datetime)
    return short_day(local_day(at, speech), speech)


def _plain(form: str) -> Callable[[Happening, Speech], Told]:
    return lambda _one, speech: (sentence(form, speech),)


_TELL: Mapping[HappeningKind, Callable[[Happening, Speech], Told]] = {
    HappeningKind.WENT_LIVE: _version,
    HappeningKind.BUILT_WITH: built_with,
    HappeningKind.INSTALLED: installed,
    HappeningKind.SUPPLIER: _supplier,
    HappeningKind.OWNER: _owner,
    HappeningKind.BACKUP: _backup,
    HappeningKind.EXPERT: _expert,
    HappeningKind.LEFT: _left,
    HappeningKind.IMPACT: _impact,
    HappeningKind.AGREED: limit_sentences,
    HappeningKind.TIGHTENED: limit_sentences,
    HappeningKind.LOOSENED: limit_sentences,
    HappeningKind.RENEWED: limit_sentences,
    HappeningKind.PIPELINE_FAILED: _failed,
    HappeningKind.CHECKS_FAILED: _checks,
    HappeningKind.PIPELINE_GOOD: _worked,
    HappeningKind.ROWS_SHRANK: _shrank,
    HappeningKind.REDEFINED: redefined,
    HappeningKind.DATA_APPROVED: _approved,
    HappeningKind.APPROVAL_ENDED: _approval_ended,
    HappeningKind.PAUSED: _paused,
    HappeningKind.PAUSE_OVER: _plain(N_("Watching went on after a pause.")),
    HappeningKind.RETIRED: _plain(N_("It is no longer used.")),
    HappeningKind.TAKEN_ON: _taken_on,
    HappeningKind.DECIDED: decided,
    HappeningKind.KEPT: kept,
    HappeningKind.BEGAN: began_sentences,
    HappeningKind.NOTICED: noticed,
    HappeningKind.GOOD_AGAIN: good_again,
}

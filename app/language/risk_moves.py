"""What would make trouble less likely, and why it is likelier or less likely than it was."""

from collections.abc import Iterator, Mapping

from app.health.insight import Risk, RiskStep, StepCode
from app.health.risk_moves import Direction, Moved, WayDown
from app.language.amounts import whole
from app.language.risks import likelihood_words, step_told
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text

_CURES: Mapping[StepCode, str] = {
    StepCode.RECENT_BREACH: N_("Three months without results beyond the limit"),
    StepCode.WORSENING: N_("Results that stop getting worse"),
    StepCode.SILENCE: N_("New results"),
    StepCode.NEVER_HEARD: N_("First results"),
    StepCode.WORLD_SHIFTED: N_("Teaching it again on cases like those of today"),
    StepCode.LIBRARIES_DIFFER: N_("Running it with the software it was tested with"),
    StepCode.LIBRARY_ENDED: N_("Moving it to software that still gets security repairs"),
    StepCode.UNPINNED: N_("Fixing the exact versions it runs with"),
    StepCode.PIPELINE: N_("Repairing the steps that bring its data"),
    StepCode.NO_OWNER: N_("Naming an owner"),
    StepCode.NO_BACKUP: N_("Naming somebody who stands in for its owner"),
    StepCode.REVIEW_OVERDUE: N_("Doing the reviews that are overdue"),
    StepCode.NO_AGREEMENT: N_("Agreeing on what is good enough"),
}
_WENT: Mapping[StepCode, str] = {
    StepCode.RECENT_BREACH: N_("Results have been within the limit for three months."),
    StepCode.SILENCE: N_("Results come again."),
}
"""What is over by itself; only these two are looked for four weeks back."""


def way_told(way: WayDown, speech: Speech) -> Sentence:
    """How much has to go before trouble is less likely."""
    to, count = likelihood_words(way.to, speech), len(way.steps)
    slots = {"to": to, "needed": whole(way.needed, speech), "count": whole(count, speech)}
    if way.results_first and not way.needed:
        message = N_("Once results are what was agreed again, the chance is {to}.")
    elif way.results_first:
        message = N_(
            "Once results are what was agreed again and {needed} of these {count} are gone, "
            "the chance is {to}."
        )
    elif count == 1:
        message = N_("Once this is gone, the chance is {to}.")
    elif way.needed == 1:
        message = N_("Once any one of these is gone, the chance is {to}.")
    elif way.needed == count:
        message = N_("Once all of these are gone, the chance is {to}.")
    else:
        message = N_("Once {needed} of these {count} are gone, the chance is {to}.")
    return sentence(message, speech, "to", **slots)


def cure_told(step: RiskStep, way: WayDown, speech: Speech) -> Sentence:
    """What takes one step away, and whether that alone makes trouble less likely."""
    cure = text(_CURES[step.code], speech)
    if way.needed == 1 and not way.results_first:
        to = likelihood_words(way.to, speech)
        return sentence(N_("{cure} would make the chance {to}."), speech, cure=cure, to=to)
    return sentence(N_("{cure} would help."), speech, cure=cure)


def moved_told(risk: Risk, moved: Moved, speech: Speech) -> tuple[Sentence, ...]:
    """Was low, now medium, because; and what is over."""
    slots = {
        "before": likelihood_words(risk.before, speech),
        "now": likelihood_words(risk.likelihood, speech),
    }
    told = sentence(N_("The chance was {before} and is {now} now."), speech, "now", **slots)
    return told, *_because(moved, speech)


def _because(moved: Moved, speech: Speech) -> Iterator[Sentence]:
    if moved.turned_bad:
        yield sentence(N_("Results are below what was agreed."), speech)
    for step in moved.came:
        # That results are below says already that they were beyond the limit.
        if not (moved.turned_bad and step.code is StepCode.RECENT_BREACH):
            yield step_told(step, speech)[0]
    for code in moved.went:
        if code in _WENT:
            yield sentence(_WENT[code], speech)


def moved_counted(direction: Direction, count: int, speech: Speech) -> Sentence:
    """How many models moved which way."""
    forms = _COUNTED[direction]
    return counted_sentence(forms, count, speech, count=whole(count, speech))


_COUNTED = {
    Direction.UP: NN_(
        "{count} model is likelier to go wrong:", "{count} models are likelier to go wrong:"
    ),
    Direction.DOWN: NN_(
        "{count} model is less likely to go wrong:",
        "{count} models are less likely to go wrong:",
    ),
}

"""What could go wrong: how much it would matter, how likely it is, and by which named steps."""

from collections.abc import Mapping

from app.health.insight import Likelihood, Risk, RiskStep, StepCode
from app.language.amounts import whole
from app.language.dates import aged, length, short_day
from app.language.fields import impact_words
from app.language.questions import question_words
from app.language.sentence import ReceiptLine, Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text
from data.facts import Question

_LIKELIHOODS: Mapping[Likelihood, tuple[str, str, str]] = {
    Likelihood.LOW: (N_("low"), "✔", "good"),
    Likelihood.MEDIUM: (N_("medium"), "▲", "warn"),
    Likelihood.HIGH: (N_("high"), "✖", "bad"),
}
_HIGHER = (Likelihood.LOW, Likelihood.MEDIUM, Likelihood.HIGH)

_STEPS: Mapping[StepCode, str] = {
    StepCode.RECENT_BREACH: N_("Results were beyond the agreed limit lately."),
    StepCode.WORSENING: N_("Results are getting worse by more than chance."),
    StepCode.SILENCE: N_("Results have stopped coming."),
    StepCode.NEVER_HEARD: N_("No results have ever come."),
    StepCode.WORLD_SHIFTED: N_("The cases it gets now are unlike those it learned from."),
    StepCode.LIBRARIES_DIFFER: N_("It runs with other software than it was tested with."),
    StepCode.LIBRARY_ENDED: N_("It runs with software that gets no more security repairs."),
    StepCode.UNPINNED: N_("Its software list leaves exact versions open."),
    StepCode.PIPELINE: N_("A step that brings its data is late, failing or bringing less."),
    StepCode.NO_OWNER: N_("Nobody owns it."),
    StepCode.NO_BACKUP: N_("Nobody stands in for its owner."),
    StepCode.REVIEW_OVERDUE: N_("A review is overdue."),
    StepCode.NO_AGREEMENT: N_("Nobody has said what is good enough."),
}


def impact_told(risk: Risk, speech: Speech) -> tuple[Sentence, ...]:
    """How much a mistake matters, and the reason a person gave."""
    impact = impact_words(risk.impact, speech)
    if risk.impact_assumed:
        message = N_("Nobody recorded how much a mistake matters; we assume it matters {impact}.")
        return (sentence(message, speech, "impact", impact=impact),)
    told = sentence(N_("A mistake matters {impact}."), speech, "impact", impact=impact)
    if not risk.impact_reason:
        return told, sentence(N_("Nobody recorded why."), speech)
    reason = risk.impact_reason.rstrip(".")
    return told, sentence(N_("The reason given: “{reason}”."), speech, reason=reason)


def likelihood_told(risk: Risk, speech: Speech) -> tuple[Sentence, ...]:
    """How likely it is that something goes wrong, and how likely it was some weeks ago."""
    now, before = risk.likelihood, risk.before
    slots = {
        "now": likelihood_words(now, speech),
        "before": likelihood_words(before, speech),
        "ago": length(risk.before_at, speech.now, speech),
    }
    if now is before:
        message = N_("The chance that something goes wrong is {now}, as it was {ago} ago.")
        return (sentence(message, speech, "now", **slots), _counted(risk, speech))
    message = N_("The chance that something goes wrong was {before} {ago} ago and is {now} now.")
    return sentence(message, speech, "now", **slots), _counted(risk, speech)


def _counted(risk: Risk, speech: Speech) -> Sentence:
    if not risk.steps:
        return nothing_likelier(speech)
    forms = NN_("{count} thing makes it more likely:", "{count} things make it more likely:")
    if _HIGHER.index(risk.likelihood) < _HIGHER.index(risk.before):
        forms = NN_("{count} thing is left:", "{count} things are left:")
    count = whole(len(risk.steps), speech)
    return counted_sentence(forms, len(risk.steps), speech, count=count)


def nothing_likelier(speech: Speech) -> Sentence:
    """No step at all."""
    return sentence(N_("We see nothing that makes it more likely."), speech)


def likelihood_words(likelihood: Likelihood, speech: Speech) -> str:
    """How likely, in one word: low, medium, high."""
    return text(_LIKELIHOODS[likelihood][0], speech)


def likelihood_look(likelihood: Likelihood) -> tuple[str, str]:
    """The icon (one text glyph) and the name of the colour of a likelihood."""
    _, icon, tone = _LIKELIHOODS[likelihood]
    return icon, tone


def step_told(step: RiskStep, speech: Speech) -> tuple[Sentence, ...]:
    """One thing that makes trouble more likely, and since when where somebody knows."""
    told = _step(step, speech)
    if step.since is None:
        return (told,)
    return told, sentence(N_("Since {day}."), speech, day=short_day(step.since, speech))


def _step(step: RiskStep, speech: Speech) -> Sentence:
    """The most that is known of a step in one sentence."""
    known = {name for name, value in step.inputs.items() if value not in (None, "")}
    detailed = _DETAILED.get(step.code, ())
    message = next((form for needed, form in detailed if known >= needed), _STEPS[step.code])
    slots = {name: str(step.inputs[name]) for name in known}
    if "question" in known:
        slots["open"] = question_words(Question(slots["question"]), speech).whether
    return sentence(message, speech, **slots)


_DETAILED: Mapping[StepCode, tuple[tuple[frozenset[str], str], ...]] = {
    StepCode.RECENT_BREACH: (
        (
            frozenset({"group"}),
            N_("For {group}, results were beyond what was agreed lately."),
        ),
    ),
    StepCode.SILENCE: ((frozenset({"names"}), N_("Results of some groups have stopped coming.")),),
    StepCode.LIBRARIES_DIFFER: (
        (
            frozenset({"library", "tested_with", "runs_with"}),
            N_("It was tested with {library} {tested_with} and runs with {runs_with}."),
        ),
    ),
    StepCode.LIBRARY_ENDED: (
        (
            frozenset({"library", "installed"}),
            N_("{library} {installed} gets no more security repairs."),
        ),
    ),
    StepCode.UNPINNED: (
        (frozenset({"supplier_version"}), N_("Its supplier can change what answers.")),
        (frozenset({"library"}), N_("Its software list names no exact version of {library}.")),
    ),
    StepCode.PIPELINE: (
        (
            frozenset({"pipeline"}),
            N_("The step “{pipeline}” is late, failing or bringing less data."),
        ),
    ),
    StepCode.NO_OWNER: ((frozenset({"owner", "left_on"}), N_("Nobody owns it: {owner} left.")),),
    StepCode.NO_BACKUP: (
        (frozenset({"backup", "left_on"}), N_("Nobody stands in for its owner: {backup} left.")),
    ),
    StepCode.REVIEW_OVERDUE: (
        (
            frozenset({"question"}),
            N_("A question that was said not to apply is past its review: whether it {open}."),
        ),
        (frozenset({"confirmed_on"}), N_("Nobody has confirmed for a year what is recorded.")),
        (frozenset({"reviewed_on"}), N_("The review of the whole model is overdue.")),
        (frozenset({"review_by"}), N_("An agreement is past the day of its review.")),
    ),
}
"""What is said where more is known of a step; the first form whose names are all there counts."""


def risk_receipt(risk: Risk, speech: Speech) -> tuple[ReceiptLine, ...]:
    """Each step with its day, and how the likelihood stood before."""
    lines = [
        (N_("A mistake matters"), impact_words(risk.impact, speech)),
        (N_("Likely now"), likelihood_words(risk.likelihood, speech)),
        (N_("Likely before"), likelihood_words(risk.before, speech)),
        (N_("Compared with"), aged(risk.before_at, speech)),
        (N_("That was so long ago"), length(risk.before_at, speech.now, speech)),
        (N_("Steps that count"), whole(len(risk.steps), speech)),
    ]
    told = [ReceiptLine(text(label, speech), value) for label, value in lines]
    for step in risk.steps:
        since = text(N_("nobody knows since when"), speech)
        if step.since is not None:
            since = aged(step.since, speech)
        told.append(ReceiptLine(str(_step(step, speech)), since))
    return tuple(told)

"""A candidate version against the current one: on the same exam, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.lists import format_list

from app.health.insight import Comparison, Difference, Incomparable
from app.health.verdict import Input
from app.language.amounts import whole
from app.language.measures import asked_of, phrase_of
from app.language.quantities import Scale, exact, scale_for
from app.language.sentence import ReceiptLine, Sentence, Speech
from app.language.translating import N_, joined, sentence, text
from data.facts import Measure, Unit

_REFUSED: Mapping[Incomparable, str] = {
    Incomparable.NOT_TESTED: N_("Not comparable: one of them was not tested."),
    Incomparable.OTHER_DATA: N_("Not comparable: they were tested on different data."),
    Incomparable.OTHER_PERIOD: N_("Not comparable: they were tested on different periods."),
    Incomparable.OTHER_DEFINITION: N_(
        "Not comparable: what was measured was counted in different ways."
    ),
    Incomparable.OTHER_SELECTION: N_("Not comparable: different cases were left out."),
}


def versions_told(comparison: Comparison, speech: Speech) -> Sentence:
    """Which candidate is compared with which current version."""
    slots = {"candidate": comparison.candidate, "current": comparison.current}
    message = N_("Version {candidate} is a candidate; version {current} is in use.")
    return sentence(message, speech, "candidate", **slots)


def difference_told(
    difference: Difference, comparison: Comparison, measure: Measure | None, speech: Speech
) -> tuple[Sentence, ...]:
    """What both versions reach on the same exam, and how sure the difference is.

    ``measure`` is None where the exam measures what the model itself does not report.
    """
    scale = _scale((difference.candidate, difference.current), measure, speech)
    phrase = phrase_of(_words(measure), speech)
    slots = {
        "candidate": comparison.candidate,
        "current": comparison.current,
        "before": phrase.before,
        "value": scale.full(difference.candidate),
        "after": phrase.after,
        "other": scale.beside(difference.current, difference.candidate),
        "group": difference.group,
    }
    exam = [_exam(difference, speech)] if difference.count is not None else []
    if difference.group:
        message = N_("For {group}, version {candidate} {before}{value}{after}.")
    else:
        message = N_("Version {candidate} {before}{value}{after}.")
    told = sentence(message, speech, "value", **slots)
    against = sentence(N_("Version {current} reaches {other}."), speech, "other", **slots)
    return told, against, *_sure(difference, measure, speech), *exam


def _exam(difference: Difference, speech: Speech) -> Sentence:
    count = whole(difference.count or 0, speech)
    return sentence(N_("Both were tested on the same {count} cases."), speech, count=count)


def _sure(difference: Difference, measure: Measure | None, speech: Speech) -> tuple[Sentence, ...]:
    """The interval of the difference, or that nobody can tell."""
    if difference.low is None or difference.high is None:
        return (sentence(N_("How sure that is cannot be told."), speech),)
    if difference.better is None:
        return (sentence(N_("The difference is so small that it can be chance."), speech),)
    low, high = _ends(difference.low, difference.high, measure)
    scale = _scale((low, high), measure, speech)
    message = N_("The candidate is better, by {low} to {high}.")
    if not difference.better:
        message = N_("The candidate is worse, by {low} to {high}.")
    slots = {"low": scale.beside(low, high), "high": scale.limit(high)}
    return (sentence(message, speech, "high", **slots),)


@dataclass(frozen=True, slots=True)
class DifferenceCells:
    """One row of the table of a comparison. ``group`` is empty for everybody together."""

    group: str
    current: str
    candidate: str
    sure: str


def difference_cells(
    difference: Difference, measure: Measure | None, speech: Speech
) -> DifferenceCells:
    """The cells of one measure, of everybody or of one group."""
    scale = _scale((difference.candidate, difference.current), measure, speech)
    return DifferenceCells(
        group=difference.group,
        current=scale.full(difference.current),
        candidate=scale.full(difference.candidate),
        sure=joined(_sure(difference, measure, speech)),
    )


def _ends(low: float, high: float, measure: Measure | None) -> tuple[float, float]:
    """How large the difference is at least and at most; of shares in whole hundredths.

    Where that would leave nothing, or the same twice, the ends stay as they are.
    """
    least, most = sorted((abs(low), abs(high)))
    short = round(least, 2), round(most, 2)
    if measure is None or measure.unit is not Unit.SHARE or not 0 < short[0] < short[1]:
        return least, most
    return short


def refused_told(
    why: Incomparable, measure: Measure | None, speech: Speech
) -> tuple[Sentence, ...]:
    """Why two versions cannot be compared on a measure; ``measure`` None: on any."""
    told = sentence(_REFUSED[why], speech)
    if measure is None:
        return (told,)
    asked = asked_of(_words(measure), speech)
    return told, sentence(N_("What is measured: {asked}."), speech, asked=asked)


def no_candidate(speech: Speech) -> Sentence:
    """That no candidate waits."""
    return sentence(N_("No candidate version waits to replace the current one."), speech)


def difference_receipt(
    difference: Difference, comparison: Comparison, measure: Measure | None, speech: Speech
) -> tuple[ReceiptLine, ...]:
    """Every number behind one comparison."""
    scale = _scale((difference.candidate, difference.current), measure, speech)
    lines = [
        (N_("Current version"), comparison.current),
        (N_("Candidate version"), comparison.candidate),
        (N_("Value of the current version"), scale.full(difference.current)),
        (N_("Value of the candidate"), scale.full(difference.candidate)),
        (
            N_("Difference, exactly"),
            _exact(difference.candidate - difference.current, measure, speech),
        ),
    ]
    if difference.group:
        lines.insert(0, (N_("Group"), difference.group))
    if difference.count is not None:
        lines.append((N_("Cases of the exam"), whole(difference.count, speech)))
    if difference.low is not None and difference.high is not None:
        low, high = _ends(difference.low, difference.high, measure)
        told = _scale((low, high), measure, speech)
        lines.append(
            (N_("Ends of the likely difference"), f"{told.limit(low)}; {told.limit(high)}")
        )
        ends = {"low": difference.low, "high": difference.high}
        exactly = {name: _exact(value, measure, speech) for name, value in ends.items()}
        lines.append(
            (
                N_("Likely difference, exactly (95 in 100)"),
                text(N_("from {low} to {high}"), speech, **exactly),
            )
        )
    return tuple(ReceiptLine(text(label, speech), value) for label, value in lines)


def hidden_losses_told(comparison: Comparison, speech: Speech) -> tuple[Sentence, ...]:
    """The groups a candidate is worse for although it is better for everybody together."""
    groups = list(dict.fromkeys(each.group for each in comparison.hidden_losses))
    if not groups:
        return ()
    message = N_("It is better for everybody together and worse for {groups}.")
    named = format_list(groups, style="standard", locale=speech.locale)
    return (sentence(message, speech, "groups", groups=named),)


def _exact(value: float, measure: Measure | None, speech: Speech) -> str:
    if measure is None:
        return exact(value, Unit.NUMBER, speech)
    return exact(value, measure.unit, speech, measure.things, measure.currency)


def _words(measure: Measure | None) -> dict[str, Input]:
    if measure is None:
        return {}
    return {"phrase": measure.phrase} if measure.phrase else {"kind": measure.kind}


def _scale(values: tuple[float, ...], measure: Measure | None, speech: Speech) -> Scale:
    if measure is None:
        return scale_for(values, Unit.NUMBER, speech)
    return scale_for(values, measure.unit, speech, measure.things, measure.currency)

"""The groups of one measure: a sentence and the cells of a table for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.health.insight import GroupResult, GroupStanding
from app.language.amounts import whole
from app.language.dates import period
from app.language.quantities import Scale, between, exact, scale_for
from app.language.receipt_values import chance_told
from app.language.sentence import ReceiptLine, Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text
from data.facts import Better, Measure

_TOLD: Mapping[GroupStanding, str] = {
    GroupStanding.MEETS: N_("For {group} it is {value}; that meets what was agreed."),
    GroupStanding.NEAR: N_("For {group} it is {value}; that is close to the limit."),
    GroupStanding.ONE_BREACH: N_(
        "For {group} it is {value}; one of the last results lies beyond the limit."
    ),
    GroupStanding.BELOW: N_("For {group} it is {value}; that is below what was agreed."),
    GroupStanding.UNAGREED: N_("For {group} it is {value}; nobody has said what is good enough."),
}
_ABOVE = N_("For {group} it is {value}; that is above what was agreed.")
_STANDINGS: Mapping[GroupStanding, tuple[str, str, str]] = {
    GroupStanding.MEETS: (N_("Meets what was agreed"), "✔", "good"),
    GroupStanding.NEAR: (N_("Close to the limit"), "▲", "warn"),
    GroupStanding.ONE_BREACH: (N_("Once beyond the limit"), "▲", "warn"),
    GroupStanding.BELOW: (N_("Beyond the limit"), "✖", "bad"),
    GroupStanding.UNAGREED: (N_("No agreement yet"), "◇", "grey"),
    GroupStanding.TOO_FEW: (N_("Too few cases to tell"), "…", "blue"),
    GroupStanding.NOT_MEASURED: (N_("Not measured"), "○", "light"),
}


def group_told(result: GroupResult, measure: Measure, speech: Speech) -> tuple[Sentence, ...]:
    """One group in its newest judged period: its value, and how that stands to what was agreed."""
    if result.standing is GroupStanding.NOT_MEASURED or result.value is None:
        return (sentence(N_("Nobody measures {group}."), speech, "group", group=result.group),)
    if result.standing is GroupStanding.TOO_FEW:
        return _too_few(result, speech)
    message = _TOLD[result.standing]
    if result.standing is GroupStanding.BELOW and measure.better is Better.LOWER:
        message = _ABOVE
    value = _scale(result, measure, speech).full(result.value)
    told = sentence(message, speech, "value", group=result.group, value=value)
    return told, *_likely(result, measure, speech)


def _too_few(result: GroupResult, speech: Speech) -> tuple[Sentence, ...]:
    count = whole(result.count or 0, speech)
    rest = sentence(
        N_("Results for {group} rest on {count} cases."),
        speech,
        "count",
        group=result.group,
        count=count,
    )
    needed = whole(result.needed, speech)
    need = sentence(N_("We need {needed}, so we draw no conclusion."), speech, needed=needed)
    return rest, need


def _likely(result: GroupResult, measure: Measure, speech: Speech) -> tuple[Sentence, ...]:
    likely = _likely_range(result, measure, speech)
    if not likely or result.count is None:
        return ()
    count = whole(result.count, speech)
    message = N_("It rests on {count} cases, so the true value most likely lies {range}.")
    return (sentence(message, speech, count=count, range=likely),)


@dataclass(frozen=True, slots=True)
class GroupCells:
    """One row of the table of groups. ``icon`` is one text glyph; ``tone`` names a colour.

    ``value``, ``likely`` and ``period`` are empty where there is nothing to tell.
    """

    group: str
    value: str
    likely: str
    cases: str
    period: str
    standing: str
    icon: str
    tone: str


def group_cells(result: GroupResult, measure: Measure, speech: Speech) -> GroupCells:
    """The cells of one group; of one with too few cases the value is not told."""
    standing, icon, tone = _STANDINGS[result.standing]
    tells = result.value is not None and result.standing is not GroupStanding.TOO_FEW
    value = ""
    if tells and result.value is not None:
        value = _scale(result, measure, speech).full(result.value)
    when = ""
    if result.start is not None and result.end is not None:
        when = period(result.start, result.end, speech)
    return GroupCells(
        group=result.group,
        value=value,
        likely=_likely_range(result, measure, speech) if tells else "",
        cases=_cases(result, speech),
        period=when,
        standing=text(standing, speech),
        icon=icon,
        tone=tone,
    )


def standing_words(standing: GroupStanding, speech: Speech) -> tuple[str, str]:
    """How a group stands in words, and the tone of its colour."""
    told, _, tone = _STANDINGS[standing]
    return text(told, speech), tone


def groups_tested(tested: int, speech: Speech) -> tuple[Sentence, ...]:
    """Over how many groups we looked, and what that means for the evidence asked."""
    if not tested:
        return (sentence(N_("No group has enough cases to compare."), speech),)
    forms = NN_("We looked at {count} group.", "We looked at {count} groups.")
    told = counted_sentence(forms, tested, speech, "count", count=whole(tested, speech))
    if tested == 1:
        return (told,)
    more = N_("The more there are, the more often one looks bad by chance; so we ask for more.")
    return told, sentence(more, speech)


def group_receipt(
    result: GroupResult, measure: Measure, minimum: float | None, tested: int, speech: Speech
) -> tuple[ReceiptLine, ...]:
    """The technical detail behind one group: interval, test, correction and counts."""
    lines = [(N_("Group"), result.group), (N_("Cases it rests on"), _cases(result, speech))]
    lines.append((N_("Cases needed"), whole(result.needed, speech)))
    if result.value is not None:
        told, full = _scale(result, measure, speech).full(result.value), _full(measure, speech)
        lines += [(N_("Value"), told), (N_("Exactly"), full(result.value))]
    if likely := _likely_range(result, measure, speech):
        lines.append((N_("Likely range (95 in 100, after Wilson for a share)"), likely))
    if minimum is not None:
        lines.append((N_("Agreed limit"), _full(measure, speech)(minimum)))
    lines.append((N_("Groups looked at (corrected for it after Holm)"), whole(tested, speech)))
    if result.p_value is not None:
        told = chance_told(result.p_value, speech)
        lines.append((N_("How often chance alone does this (p-value after Holm)"), told))
    return tuple(ReceiptLine(text(label, speech), value) for label, value in lines)


def _full(measure: Measure, speech: Speech) -> Callable[[float], str]:
    return lambda value: exact(value, measure.unit, speech, measure.things, measure.currency)


def _cases(result: GroupResult, speech: Speech) -> str:
    return text(N_("Not recorded"), speech) if result.count is None else whole(result.count, speech)


def _likely_range(result: GroupResult, measure: Measure, speech: Speech) -> str:
    low, high = result.low, result.high
    if low is None or high is None or low == high:
        return ""
    return between(low, high, measure.unit, speech, measure.things, measure.currency)


def _scale(result: GroupResult, measure: Measure, speech: Speech) -> Scale:
    value = result.value or 0.0
    return scale_for((value,), measure.unit, speech, measure.things, measure.currency)

"""The receipt of a reason: every number behind its sentence, in plain words."""

from collections.abc import Iterator, Mapping

from app.health.verdict import Reason
from app.language import receipt_values as write
from app.language.receipt_values import Write
from app.language.sentence import ReceiptLine, Speech
from app.language.telling import Telling
from app.language.translating import N_, text

_BLANK = N_("Not recorded")

_LINES: tuple[tuple[str, str, Write], ...] = (
    ("phrase", N_("What is measured"), write.asked),
    ("kind", N_("What is measured"), write.asked),
    ("kind", N_("Technical name"), write.as_given),
    ("unit", N_("Counted as"), write.unit),
    ("things", N_("Things counted"), write.as_given),
    ("currency", N_("Currency"), write.as_given),
    ("value", N_("Value"), write.found),
    ("minimum", N_("Agreed limit"), write.limit),
    ("better", N_("Good direction"), write.direction),
    ("stop_line", N_("Agreed stop line"), write.limit),
    ("breach_value", N_("Value beyond the limit"), write.found),
    (
        "breach_start",
        N_("Period beyond the limit"),
        write.period_named("breach_start", "breach_end"),
    ),
    ("breach_end", N_("Last day beyond the limit"), write.last_day_of),
    ("since", N_("Since"), write.since),
    ("noticed", N_("First noticed"), write.day),
    ("periods", N_("Results in a row beyond the limit"), write.results_in_a_row),
    ("count", N_("Cases it rests on"), write.count),
    ("needed", N_("Cases needed"), write.count),
    ("low", N_("Likely range"), write.likely_range),
    ("period_start", N_("Period"), write.period_named("period_start", "period_end")),
    ("period_start", N_("Period begins"), write.at_moment),
    ("period_end", N_("Period ends"), write.at_moment),
    ("period_end", N_("Age of the data"), write.heard_age),
    ("judged_up_to", N_("Judged on cases up to"), write.heard_until),
    ("last_heard", N_("Results reach to"), write.heard_until),
    ("every", N_("Expected"), write.rhythm),
    (
        "assumed",
        N_("This rhythm is"),
        write.either(N_("assumed from earlier results"), N_("set for this model")),
    ),
    ("expected_by", N_("Expected by"), write.day_and_time),
    ("silent_from", N_("Counts as silent from"), write.day_and_time),
    ("last_status", N_("Status before"), write.status),
    ("question", N_("Question"), write.questions),
    ("questions", N_("Questions without an answer"), write.questions),
    ("impact", N_("A mistake matters"), write.impact),
    (
        "impact_assumed",
        N_("How much it matters is"),
        write.either(N_("assumed, because nobody recorded it"), N_("recorded")),
    ),
    ("start", N_("Paused from"), write.day_and_time),
    ("until", N_("Paused until"), write.day_and_time),
    ("by", N_("Paused by"), write.as_given),
    ("reason", N_("Reason given"), write.as_given),
    ("still_used", N_("Still in use"), write.either(N_("Yes"), N_("No"))),
    ("owner", N_("Owner"), write.as_given),
    ("backup", N_("Backup"), write.as_given),
    ("left_on", N_("Left on"), write.day),
    ("agreed_by", N_("Agreed by"), write.as_given),
    ("agreed_on", N_("Agreed on"), write.day),
    ("review_by", N_("To be reviewed by"), write.day),
    ("near_band", N_("Counts as close to the limit within"), write.band),
    ("breaches_needed", N_("Results beyond the limit that count"), write.count),
    ("breaches_of", N_("Among the last results"), write.count),
    ("value_place", N_("The value came from"), write.as_given),
    ("place", N_("Where it came from"), write.as_given),
)
"""What a receipt can show, in its order. ``high`` stands in the line of ``low``."""

_AGREEMENT_FROM = N_("The agreement came from")
"""What the place is called where an agreement stands beside other things."""

_RULES: Mapping[str, str] = {
    "against_agreement": N_("Each result against what was agreed"),
    "measure_silence": N_("One measure against its rhythm"),
    "enough_cases": N_("Enough cases to tell"),
    "reporting_rhythm": N_("Reports against their rhythm"),
    "care": N_("Who looks after it"),
    "worst_first": N_("The worst answer leads"),
    "required_by_impact": N_("Questions that must be answered"),
    "pause": N_("Watching paused by a person"),
}


def receipt(reason: Reason, speech: Speech) -> tuple[ReceiptLine, ...]:
    """A line for everything given, in a fixed order, then the rule. No two labels are the same.

    What is blank is "Not recorded"; what does not apply has no line.
    """
    return (*_lines(Telling(reason, speech)), *_rule(reason, speech))


def _lines(telling: Telling) -> Iterator[ReceiptLine]:
    for key, label, writer in _LINES:
        if key not in telling.given:
            continue
        told = writer(telling, key) if telling.has(key) else text(_BLANK, telling.speech)
        if key == "place" and "agreed_by" in telling.given:
            label = _AGREEMENT_FROM
        yield ReceiptLine(text(label, telling.speech), told)


def _rule(reason: Reason, speech: Speech) -> Iterator[ReceiptLine]:
    if not reason.rule:
        return
    name = text(_RULES.get(reason.rule, _BLANK), speech)
    told = text(N_("{rule}, version {number}"), speech, rule=name, number=str(reason.version))
    yield ReceiptLine(text(N_("Rule"), speech), told)

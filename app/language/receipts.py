"""The receipt of a reason: every number behind its sentence, in plain words."""

from collections.abc import Iterator, Mapping

from app.health.verdict import Reason
from app.language.receipt_lines import LINES, OTHER_LABELS
from app.language.sentence import ReceiptLine, Speech
from app.language.telling import Telling
from app.language.translating import N_, text

_BLANK = N_("Not recorded")

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
    "real_change": N_("A change for the worse that chance does not explain"),
    "goalposts": N_("Limits made easier while results failed them"),
    "groups_against_agreement": N_("Each group against what was agreed"),
    "largest_gap": N_("How far groups may lie apart"),
    "groups_silence": N_("Each group against its rhythm"),
    "world": N_("What it sees against what it learned from"),
    "footing": N_("What it stands on"),
    "libraries": N_("Software it was tested with and runs with"),
    "tested_against_runs": N_("Software it was tested with against what it runs with"),
    "pinned_exactly": N_("Exact versions in the software list"),
    "end_of_life": N_("Software that gets no more repairs"),
    "supplier_version": N_("Exact version at the supplier"),
    "pipelines": N_("Steps that bring data"),
    "data_approved": N_("Approval of the data it uses"),
    "version_answers": N_("The version in use against the one that answers"),
    "does_not_apply": N_("Questions a person said do not apply"),
}


def receipt(reason: Reason, speech: Speech) -> tuple[ReceiptLine, ...]:
    """A line for everything given, in a fixed order, then the rule. No two labels are the same.

    What is blank is "Not recorded"; what does not apply has no line.
    """
    return (*_lines(Telling(reason, speech)), *_rule(reason, speech))


def _lines(telling: Telling) -> Iterator[ReceiptLine]:
    for key, label, writer in LINES:
        if key not in telling.given:
            continue
        told = writer(telling, key) if telling.has(key) else text(_BLANK, telling.speech)
        label = OTHER_LABELS.get((telling.reason.code, key), label)
        if key == "place" and "agreed_by" in telling.given:
            label = _AGREEMENT_FROM
        yield ReceiptLine(text(label, telling.speech), told)


def _rule(reason: Reason, speech: Speech) -> Iterator[ReceiptLine]:
    if not reason.rule:
        return
    name = text(_RULES.get(reason.rule, _BLANK), speech)
    told = text(N_("{rule}, version {number}"), speech, rule=name, number=str(reason.version))
    yield ReceiptLine(text(N_("Rule"), speech), told)

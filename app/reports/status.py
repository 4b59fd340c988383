"""The fleet as text and as lines of JSON, for the terminal and for other programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.health.insight import Insight, SharedEvent
from app.health.keeping import verdict_from_json
from app.health.verdict import WORST_FIRST, Answer, Care, Reason, Status, Verdict
from app.language.headline import headline
from app.language.receipts import receipt
from app.language.sentence import Speech
from app.language.sentences import say
from app.language.statuses import care_words, status_words
from app.reports.decided import decided_in
from app.reports.detail import detail, events
from data.facts import Measure
from data.store.outlooks import Outlook


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One model of the status list, in words: for a terminal's table."""

    mark: str
    status: str
    care: str
    name: str
    sentence: str


def status_headline(outlooks: Iterable[Outlook], speech: Speech) -> str:
    """How many models do what was agreed, and how many need care."""
    rows = list(outlooks)
    counts = Counter(Status(each.status) for each in rows)
    in_use = [each for each in rows if each.status != Status.RETIRED.value]
    care = sum(each.care == Care.NEEDS_CARE.value for each in in_use)
    return " ".join(str(each) for each in headline(counts, care, speech))


def status_rows(outlooks: Iterable[Outlook], speech: Speech) -> Iterator[StatusRow]:
    """Every model in a line, worst first and then by name."""
    ranked = sorted(outlooks, key=lambda each: (WORST_FIRST.index(Status(each.status)), each.name))
    for each in ranked:
        words = status_words(Status(each.status), speech)
        verdict = verdict_from_json(each.verdict)
        yield StatusRow(
            mark=words.icon,
            status=words.name,
            care=care_words(verdict.care, speech).name,
            name=each.name,
            sentence=spoken(verdict.lead, speech, each.name),
        )


def status_json(
    outlook: Outlook,
    insight: Insight,
    measures: Iterable[Measure],
    shared: Iterable[SharedEvent],
    speech: Speech,
) -> str:
    """One line of JSON of one model: everything said of it, with the receipts."""
    line = _model(outlook, verdict_from_json(outlook.verdict), speech)
    line |= detail(insight, {each.key: each for each in measures}, speech)
    line["shared_events"] = events(outlook.slug, shared, speech)
    return json.dumps(line, ensure_ascii=False)


def spoken(reason: Reason, speech: Speech, name: str = "") -> str:
    """The sentences of a reason as plain text."""
    return " ".join(str(each) for each in say(reason, speech, name))


def _model(row: Outlook, verdict: Verdict, speech: Speech) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "name": row.name,
        "technical_name": row.technical_name,
        "registry": row.registry,
        "kind": row.kind,
        "owner": row.owner or None,
        "unit": row.unit or None,
        "live_version": row.live_version,
        "status": row.status,
        "sentence": spoken(verdict.lead, speech, row.name),
        "reasons": [_reason(each, speech) for each in verdict.reasons],
        "care": row.care,
        "care_reasons": [_reason(each, speech) for each in verdict.care_reasons],
        "questions": {each.question.value: _answer(each, speech) for each in verdict.answers},
        "last_heard": _moment(verdict.last_heard),
        "judged_up_to": _moment(verdict.judged_up_to),
        "as_of": _moment(verdict.at),
        "holds_until": _moment(verdict.holds_until),
        "acknowledged": _acknowledged(row),
        "decision": _decision(row, speech),
    }


def _acknowledged(row: Outlook) -> dict[str, str] | None:
    """Who looks into what is wrong, and the day of the news that was promised."""
    if row.acknowledged_until is None:
        return None
    return {"by": row.acknowledged_by, "next_update": row.acknowledged_until.isoformat()}


def _decision(row: Outlook, speech: Speech) -> dict[str, str | bool] | None:
    """What was decided about using it on, until the end of which day; None where nobody did."""
    found = decided_in(row, speech.now, speech.time_zone)
    if found is None:
        return None
    return {
        "use": found.use.value,
        "by": found.by,
        "at": found.at.isoformat(),
        "until": found.until.isoformat(),
        "why": found.why,
        "ran_out": found.ran_out,
    }


def _answer(answer: Answer, speech: Speech) -> dict[str, Any]:
    return {
        "status": answer.status.value,
        **_reason(answer.lead, speech),
        "further": [_reason(each, speech) for each in answer.reasons[1:]],
    }


def _reason(reason: Reason, speech: Speech) -> dict[str, Any]:
    return {
        "code": reason.code.value,
        "sentence": spoken(reason, speech),
        "receipt": {
            **{name: _plain(value) for name, value in reason.inputs.items()},
            **{name: _plain(value) for name, value in reason.basis.items()},
            "rule": reason.rule,
            "rule_version": reason.version,
        },
        "receipt_in_words": {each.label: each.value for each in receipt(reason, speech)},
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None

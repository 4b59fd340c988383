"""From everything known about a model to a verdict: eight answers and the worst of them.

Pure: the same case and moment give the same verdict, always.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from app.health.acknowledged import acknowledged_changes
from app.health.agreed import judge_measure
from app.health.applies import does_not_apply
from app.health.care import judge_care
from app.health.days import midnight
from app.health.decisions import decision_changes
from app.health.footing import judge_footing
from app.health.freshness import judge_freshness
from app.health.goalposts import moved, moved_until
from app.health.groups import judge_groups
from app.health.known import as_known
from app.health.redefined import agreed_first
from app.health.verdict import (
    WORST_FIRST,
    Answer,
    Care,
    Input,
    Reason,
    ReasonCode,
    Status,
    Verdict,
)
from app.health.world import judge_world
from data.facts import Case, FieldName, Impact, Measured, Pause, Question, from_moment

RULE = "worst_first"
VERSION = 2

MEASURED = (Question.AVAILABILITY, Question.PERFORMANCE, Question.VALUE)
"""The questions a measure and an agreement answer."""
ASSUMED_IMPACT = Impact.MEDIUM
"""Where nobody recorded an impact: the middle, and the sentence says that it is assumed."""
REQUIRED: Mapping[Impact, tuple[Question, ...]] = {
    Impact.HIGH: tuple(each for each in Question if each is not Question.OWNERSHIP),
    Impact.MEDIUM: (
        Question.AVAILABILITY,
        Question.FRESHNESS,
        Question.PERFORMANCE,
        Question.VALUE,
    ),
    Impact.LOW: (Question.FRESHNESS, Question.PERFORMANCE),
}
"""The questions that need an answer before green, by how much a mistake matters."""
REQUIRED_FOR_PEOPLE: tuple[Question, ...] = (Question.FAIRNESS,)
"""What a model of medium impact must answer besides where it affects people."""

_YES_OR_NO = {Status.BELOW, Status.ATTENTION, Status.MEETS}
_ANSWERED = {*_YES_OR_NO, Status.SILENT}
_RESULTS = (Question.PERFORMANCE, Question.VALUE)


def judge(case: Case, now: datetime) -> Verdict:
    """The verdict on one model as of ``now`` (UTC)."""
    plain = _without_pause(case, now)
    if case.retired_on and case.retired_on <= now.astimezone(ZoneInfo(case.time_zone)).date():
        reason = Reason(ReasonCode.RETIRED, {"since": case.retired_on}, {}, RULE, VERSION)
        return replace(plain, status=Status.RETIRED, reasons=(reason,))
    paused = [each for each in case.pauses if each.start <= now < each.end]
    said = _paused(case, plain, max(paused, key=_lasting)) if paused else plain
    return _until_said(case, said)


def _lasting(pause: Pause) -> tuple[datetime, datetime, str, str]:
    """Of several pauses the one that ends last is told; of equals always the same."""
    return pause.end, pause.start, pause.by, pause.reason


def _unbroken(case: Case, pause: Pause) -> datetime:
    """When it was first paused, where one pause follows another: neither hides a red."""
    start = pause.start
    for each in sorted(case.pauses, key=lambda one: one.end, reverse=True):
        if each.start < start <= each.end:
            start = each.start
    return start


def _without_pause(case: Case, now: datetime) -> Verdict:
    answers = tuple(_answers(case, now))
    care = next(each for each in answers if each.question is Question.OWNERSHIP)
    status, reasons = _overall(case, answers)
    changes = [each.holds_until for each in answers if each.holds_until]
    return Verdict(
        at=now,
        status=status,
        reasons=reasons,
        answers=answers,
        care=Care.LOOKED_AFTER if care.status is Status.MEETS else Care.NEEDS_CARE,
        care_reasons=care.reasons,
        holds_until=min([*changes, *_retiring(case, now)], default=None),
        last_heard=_newest(case, set(Question)),
        judged_up_to=_newest(case, set(_RESULTS)),
    )


def _retiring(case: Case, now: datetime) -> list[datetime]:
    coming = midnight(case.retired_on, ZoneInfo(case.time_zone)) if case.retired_on else now
    return [coming] if coming > now else []


def _newest(case: Case, questions: set[Question]) -> datetime | None:
    ends = [
        each.overall.ends.max()
        for each in case.measured
        if each.measure.question in questions and len(each.overall.ends)
    ]
    return from_moment(max(ends)) if ends else None


def _answers(case: Case, now: datetime) -> Iterable[Answer]:
    """The eight answers, in the order in which the questions are always asked."""
    results = [_measured(case, question, now) for question in _RESULTS]
    for question in Question:
        answer = _answer(case, question, now, results)
        yield answer if answer.status in _YES_OR_NO else _unless_left_out(case, answer, now)


def _unless_left_out(case: Case, answer: Answer, now: datetime) -> Answer:
    """What a person said about the question stands where its facts say neither yes nor no.

    It stands no longer than until the facts may say something.
    """
    said = does_not_apply(case, answer.question, now)
    if said is None:
        return answer
    changes = filter(None, (said.holds_until, answer.holds_until))
    return replace(said, holds_until=min(changes, default=None))


def _answer(case: Case, question: Question, now: datetime, results: Sequence[Answer]) -> Answer:
    """What the readings and facts say, whatever anybody says about it."""
    match question:
        case Question.FRESHNESS:
            return _told_what_was(judge_freshness(case, now), case)
        case Question.FAIRNESS:
            return _fair(case, now)
        case Question.DRIFT:
            return judge_world(case, now, results, _worsening(results))
        case Question.FOOTING:
            return judge_footing(case, now)
        case Question.OWNERSHIP:
            return judge_care(case, now)
        case _:
            known = (each for each in results if each.question is question)
            return next(known, None) or _measured(case, question, now)


def _fair(case: Case, now: datetime) -> Answer:
    """Groups of any measure, and measures that are about fairness themselves."""
    groups = judge_groups(case, now)
    whole = [each for each in _asked(case, Question.FAIRNESS) if len(each.overall.ends)]
    found = [_with_goalposts(case, each, now) for each in whole]
    if found and groups.lead.code is ReasonCode.NOT_MEASURED:
        return _worst(Question.FAIRNESS, found)
    return _worst(Question.FAIRNESS, [groups, *found])


def _worsening(results: Iterable[Answer]) -> bool:
    return any(
        reason.code is ReasonCode.MEASURE_WORSENING for each in results for reason in each.reasons
    )


def _measured(case: Case, question: Question, now: datetime) -> Answer:
    """The worst of its measures; those nobody agreed on speak only where none is agreed."""
    return _worst(question, _judged(case, question, now))


def _judged(case: Case, question: Question, now: datetime) -> list[Answer]:
    return [_with_goalposts(case, each, now) for each in _asked(case, question)]


def _with_goalposts(case: Case, measured: Measured, now: datetime) -> Answer:
    """A limit that was moved is a reason of its own: nothing is green on its account alone."""
    answer, reason = judge_measure(case, measured, now), moved(case, measured, now)
    changes = filter(None, (answer.holds_until, moved_until(case, measured, now)))
    answer = replace(answer, holds_until=min(changes, default=None))
    if reason is None:
        return answer
    if answer.status is Status.MEETS:
        return replace(answer, status=Status.ATTENTION, reasons=(reason, *answer.reasons))
    return replace(answer, reasons=(*answer.reasons, reason))


def _asked(case: Case, question: Question) -> Sequence[Measured]:
    asked = [each for each in case.measured if each.measure.question is question]
    return agreed_first(asked)


def _worst(question: Question, found: list[Answer]) -> Answer:
    worst = sorted(found, key=lambda each: WORST_FIRST.index(each.status))
    if not worst:
        reason = Reason(ReasonCode.NOT_MEASURED, {"question": question.value})
        return Answer(question, Status.UNMEASURED, (reason,))
    reasons = tuple(reason for each in worst for reason in each.reasons)
    changes = [each.holds_until for each in worst if each.holds_until]
    return replace(worst[0], reasons=reasons, holds_until=min(changes, default=None))


def _told_what_was(freshness: Answer, case: Case) -> Answer:
    """Silence says what it replaced: how things stood when each measure was last heard."""
    if freshness.status is not Status.SILENT:
        return freshness
    stood, _ = _overall(case, tuple(_last_said(case, each) for each in MEASURED))
    lead = replace(freshness.lead, inputs={**freshness.lead.inputs, "last_status": stood.value})
    return replace(freshness, reasons=(lead,))


def _last_said(case: Case, question: Question) -> Answer:
    heard = [each for each in _asked(case, question) if len(each.overall.ends)]
    return _worst(
        question,
        [judge_measure(case, each, from_moment(each.overall.ends.max())) for each in heard],
    )


def _overall(case: Case, answers: tuple[Answer, ...]) -> tuple[Status, tuple[Reason, ...]]:
    """The worst answer leads. Without any judged result the best-known gap leads instead."""
    asked = [each for each in answers if each.question is not Question.OWNERSHIP]
    judged = [each for each in asked if each.status in _ANSWERED]
    if not any(_is_result(each) for each in judged):
        judged.append(_gap([each for each in asked if each.question in _RESULTS]))
    worst = sorted(judged, key=lambda each: (WORST_FIRST.index(each.status), _lead_rank(each)))
    if worst[0].status is not Status.MEETS:
        return worst[0].status, tuple(
            each.lead for each in worst if each.status is not Status.MEETS
        )
    missing = _unanswered(case, asked)
    if missing is None:
        return Status.MEETS, tuple(each.lead for each in worst)
    return Status.ATTENTION, (missing, *(each.lead for each in worst))


def _is_result(answer: Answer) -> bool:
    """A question that somebody says does not apply is answered, but it is no result."""
    return answer.question in _RESULTS and answer.lead.code is not ReasonCode.DOES_NOT_APPLY


def _gap(results: list[Answer]) -> Answer:
    """Something measured says more than nothing measured."""
    gaps = [each for each in results if each.status in _GAPS]
    if gaps:
        return min(gaps, key=lambda each: _GAPS.index(each.status))
    return _worst(Question.PERFORMANCE, [])


_GAPS = (Status.UNAGREED, Status.TOO_FEW, Status.UNMEASURED)
_LEADS = (
    Question.FRESHNESS,
    Question.PERFORMANCE,
    Question.VALUE,
    Question.FAIRNESS,
    Question.AVAILABILITY,
)


def _lead_rank(answer: Answer) -> int:
    """Among equals: complete silence, then results, then the rest. A meets is told by results."""
    if answer.question is Question.FRESHNESS and answer.status is Status.MEETS:
        return len(_LEADS)
    return _LEADS.index(answer.question) if answer.question in _LEADS else len(_LEADS)


def required(case: Case) -> tuple[tuple[Question, ...], Impact, bool]:
    """Which questions must be answered before green, the impact behind it, and if it is assumed."""
    stated = case.facts.get(FieldName.IMPACT)
    impact = Impact(stated.value) if stated else ASSUMED_IMPACT
    asked = REQUIRED[impact]
    people = case.facts.get(FieldName.AFFECTS_PEOPLE)
    if impact is Impact.MEDIUM and people and people.value == "yes":
        asked = (*asked, *REQUIRED_FOR_PEOPLE)
    return asked, impact, stated is None


def _unanswered(case: Case, answers: list[Answer]) -> Reason | None:
    asked, impact, assumed = required(case)
    open_questions = [
        each.question.value
        for each in answers
        if each.question in asked and each.status not in _ANSWERED
    ]
    if not open_questions:
        return None
    inputs: dict[str, Input] = {
        "questions": ",".join(open_questions),
        "impact": impact.value,
        "impact_assumed": assumed,
    }
    return Reason(ReasonCode.REQUIRED_UNANSWERED, inputs, {}, "required_by_impact", VERSION)


def _paused(case: Case, plain: Verdict, pause: Pause) -> Verdict:
    """A pause hides waiting, never a red: what was below before or is below now stays below."""
    begun = _unbroken(case, pause)
    before = _without_pause(as_known(case, begun), begun)
    inputs: dict[str, Input] = {
        "until": pause.end,
        "by": case.people[pause.by].name if pause.by in case.people else pause.by,
        "reason": pause.reason,
        "still_used": pause.still_used,
        "last_status": before.status.value,
    }
    reason = Reason(
        ReasonCode.PAUSED, inputs, {"start": pause.start, "place": pause.place}, "pause", VERSION
    )
    ends = min(filter(None, (plain.holds_until, pause.end)))
    red = next((each for each in (plain, before) if each.status is Status.BELOW), None)
    if red:
        return replace(
            plain, status=red.status, reasons=(red.lead, reason, *red.reasons[1:]), holds_until=ends
        )
    return replace(plain, status=Status.PAUSED, reasons=(reason,), holds_until=ends)


def _until_said(case: Case, plain: Verdict) -> Verdict:
    """What is said changes with a pause yet to begin, news overdue and a decision that runs out."""
    coming = [each.start for each in case.pauses if each.start > plain.at]
    coming += acknowledged_changes(case, plain.at)
    coming += decision_changes(case, plain.at)
    return replace(
        plain, holds_until=min([*coming, *filter(None, [plain.holds_until])], default=None)
    )

"""One measure against what was agreed about it: the rule behind most answers.

A period is a breach if its whole 95 % interval lies beyond the minimum. Two of the last three:
below. One, or near the limit, or a real change for the worse: needs attention. A stop line crossed:
below at once.
"""

from collections.abc import Callable
from datetime import datetime

import numpy as np

from app.health.blocks import Blocks, blocks_of
from app.health.breaches import (
    BREACHES,
    OUT_OF,
    Episode,
    Flags,
    below_now,
    beyond,
    crossed,
    is_near,
    near_band,
)
from app.health.redefined import agreed_otherwise, in_other_units
from app.health.rhythms import Pace, pace_of
from app.health.spells import open_now
from app.health.verdict import Answer, Input, Reason, ReasonCode, Status
from app.health.worsening import worsening_of
from data.facts import Agreement, Case, Measure, Measured, Question, Series, Unit, from_moment

RULE = "against_agreement"
CHANGE = "real_change"
VERSION = 2


Finding = tuple[Status, Reason]


def judge_measure(
    case: Case,
    measured: Measured,
    now: datetime,
    means: Callable[[Finding], Finding] = lambda found: found,
) -> Answer:
    """What one measure says at ``now``: silence first, then its values against the agreement.

    ``means`` turns what was found into what it means where that is another thing, as for drift.
    """
    question, key = measured.measure.question, measured.measure.key
    pace = pace_of(case, measured)
    if pace is None:
        other = in_other_units(measured)
        reason = Reason(ReasonCode.NOT_MEASURED, {"question": question.value, **other})
        return Answer(question, Status.UNMEASURED, (reason,), None, key)
    status, reason = means(_said(case, measured, pace))
    if now < pace.silent_from:
        return Answer(question, status, (reason,), pace.silent_from, key)
    return Answer(question, Status.SILENT, (_silent(measured, pace, status), reason), None, key)


def _silent(measured: Measured, pace: Pace, status: Status) -> Reason:
    inputs: dict[str, Input] = {
        **words_of(measured.measure),
        "last_heard": pace.last,
        "every": pace.every,
        "assumed": pace.assumed,
        "last_status": status.value,
    }
    basis: dict[str, Input] = {
        "expected_by": pace.expected_by,
        "silent_from": pace.silent_from,
        "value": float(measured.overall.values[-1]),
        "unit": measured.measure.unit.value,
    }
    return Reason(ReasonCode.MEASURE_SILENT, inputs, basis, "measure_silence", VERSION)


def _said(case: Case, measured: Measured, pace: Pace) -> Finding:
    """What the judged periods say, or that the newest hold too few cases to say anything.

    What was below does not turn to unknown because fewer cases come: it stays below until there
    are enough again. A shift is never below by itself.
    """
    blocks = blocks_of(measured.overall, measured)
    agreement = measured.agreement
    if agreement and len(blocks):
        found = _against(case, measured, agreement, blocks, pace)
        stays = found[0] is Status.BELOW and measured.measure.question is not Question.DRIFT
        if stays or not outdated(measured.overall, blocks):
            return found
    if agreement or not len(blocks):
        return Status.TOO_FEW, _too_few(case, measured, blocks)
    basis = evidence(blocks, len(blocks) - 1) | _came_from(measured, blocks)
    inputs = told(measured.measure, blocks, -1) | agreed_otherwise(measured)
    reason = Reason(ReasonCode.MEASURE_UNAGREED, inputs, basis)
    return Status.UNAGREED, reason


def outdated(series: Series, blocks: Blocks) -> bool:
    """True where the newest periods hold too few cases: what was judged is no longer news."""
    length = series.ends[-1] - series.starts[-1]
    return bool(series.ends[-1] - blocks.ends[-1] >= OUT_OF * length)


def _too_few(case: Case, measured: Measured, blocks: Blocks) -> Reason:
    series = measured.overall
    inputs: dict[str, Input] = {
        **words_of(measured.measure),
        "count": blocks.open_count,
        "needed": blocks.needed,
        "period_start": from_moment(series.starts[-max(1, blocks.open_periods)]),
        "period_end": from_moment(series.ends[-1]),
    }
    agreement = measured.agreement
    basis = signed(case, agreement) if agreement else {}
    return Reason(ReasonCode.MEASURE_TOO_FEW, inputs, basis, "enough_cases", VERSION)


def _against(
    case: Case, measured: Measured, agreement: Agreement, blocks: Blocks, pace: Pace
) -> Finding:
    measure = measured.measure
    breach = beyond(blocks, measure, agreement.minimum)
    past = crossed(blocks, measure, agreement)
    stopped, episode = below_now(past, slow=True), open_now(breach, past, pace.slow)
    basis = _basis(case, measure, agreement, blocks, pace) | _came_from(measured, blocks)
    inputs = told(measure, blocks, -1) | {
        "better": measure.better.value,
        "minimum": agreement.minimum,
    }
    status, code, more = _found(blocks, breach, measure, agreement, stopped, episode, pace.slow)
    change = worsening_of(case, measured, agreement, blocks) if status is Status.MEETS else None
    if change is None:
        return status, Reason(code, inputs | more, basis, RULE, VERSION)
    return Status.ATTENTION, Reason(
        ReasonCode.MEASURE_WORSENING, inputs | change.inputs, basis | change.basis, CHANGE, VERSION
    )


def _found(
    blocks: Blocks,
    breach: Flags,
    measure: Measure,
    agreement: Agreement,
    stopped: Episode | None,
    episode: Episode | None,
    slow: bool,
) -> tuple[Status, ReasonCode, dict[str, Input]]:
    """The status, its code and what its sentence says beyond the newest value."""
    if stopped:
        since = from_moment(blocks.starts[stopped.first])
        more: dict[str, Input] = {"stop_line": agreement.stop_line, "since": since}
        return Status.BELOW, ReasonCode.MEASURE_STOPPED, more
    if episode:
        return (Status.BELOW, *_below(blocks, episode))
    recent = breach[-OUT_OF:]
    if recent.any() and not slow:
        at = len(blocks) - len(recent) + int(np.flatnonzero(recent)[-1])
        return Status.ATTENTION, ReasonCode.MEASURE_ONE_BREACH, _breach(blocks, at)
    if is_near(float(blocks.values[-1]), measure, agreement.minimum):
        return Status.ATTENTION, ReasonCode.MEASURE_NEAR, {}
    return Status.MEETS, ReasonCode.MEASURE_MEETS, {}


def _below(blocks: Blocks, episode: Episode) -> tuple[ReasonCode, dict[str, Input]]:
    noticed = from_moment(blocks.received[episode.first : episode.noticed + 1].max())
    since: dict[str, Input] = {
        "since": from_moment(blocks.starts[episode.first]),
        "noticed": noticed,
    }
    if episode.last == len(blocks) - 1:
        return ReasonCode.MEASURE_BELOW, since | {"periods": episode.last - episode.first + 1}
    breach = _breach(blocks, episode.last)
    del breach["breach_start"]
    return ReasonCode.MEASURE_BETTER_AGAIN, since | breach


def _breach(blocks: Blocks, at: int) -> dict[str, Input]:
    return {
        "breach_value": float(blocks.values[at]),
        "breach_start": from_moment(blocks.starts[at]),
        "breach_end": from_moment(blocks.ends[at]),
    }


def words_of(measure: Measure) -> dict[str, Input]:
    """How the sentence names the measure: the company's phrase, or the standard kind."""
    return {"phrase": measure.phrase} if measure.phrase else {"kind": measure.kind}


def told(measure: Measure, blocks: Blocks, at: int) -> dict[str, Input]:
    """What a sentence says of one value: the measure in words, the value and its period."""
    said = words_of(measure)
    said["unit"] = measure.unit.value
    if measure.unit in (Unit.COUNT, Unit.NUMBER) and measure.things:
        said["things"] = measure.things
    if measure.unit is Unit.MONEY and measure.currency:
        said["currency"] = measure.currency
    said["value"] = float(blocks.values[at])
    said["period_start"] = from_moment(blocks.starts[at])
    said["period_end"] = from_moment(blocks.ends[at])
    return said


def evidence(blocks: Blocks, at: int) -> dict[str, Input]:
    """What one value rests on: how many cases, and its 95 % interval where that is known."""
    if np.isnan(blocks.counts[at]):
        return {"count": None}
    basis: dict[str, Input] = {"count": int(blocks.counts[at])}
    if blocks.low[at] < blocks.high[at]:
        basis |= {"low": float(blocks.low[at]), "high": float(blocks.high[at])}
    return basis


def _came_from(measured: Measured, blocks: Blocks) -> dict[str, Input]:
    """Columns are told of the newest reading alone, so not of several that were joined."""
    newest = measured.overall.starts[-1], measured.overall.ends[-1]
    alone = newest == (blocks.starts[-1], blocks.ends[-1])
    told = {
        "value_columns": measured.columns if alone else "",
        "value_place": measured.place,
    }
    return {name: text for name, text in told.items() if text}


def signed(case: Case, agreement: Agreement) -> dict[str, Input]:
    """Who agreed, when, until when, and where that is written."""
    by = case.people.get(agreement.agreed_by)
    return {
        "agreed_by": by.name if by else agreement.agreed_by,
        "agreed_on": agreement.agreed_on,
        "review_by": agreement.review_by,
        "place": agreement.place,
    }


def _basis(
    case: Case, measure: Measure, agreement: Agreement, blocks: Blocks, pace: Pace
) -> dict[str, Input]:
    return {
        **evidence(blocks, len(blocks) - 1),
        **signed(case, agreement),
        "near_band": near_band(measure, agreement.minimum),
        "breaches_needed": 1 if pace.slow else BREACHES,
        "breaches_of": 1 if pace.slow else OUT_OF,
        "judged_up_to": from_moment(blocks.ends[-1]),
    }

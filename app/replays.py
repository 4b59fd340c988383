"""What a limit would have alerted, as somebody at the terminal asks for it."""

from dataclasses import replace
from datetime import timedelta

from app.health.replay import replay
from app.language import replay_command as words
from app.language.replays import replay_receipt, replay_told
from app.session import Exit, Session
from app.terminal import line
from data.facts import Agreement, Case, Measured
from data.store import cases, outlooks
from data.store.engine import reading

SUGGESTED = 3
"""Models named where the one asked for is not there."""


def tell_replay(current: Session, model: str, key: str, minimum: float, days: int) -> Exit:
    """Tell how often this minimum would have alerted in so many days until now."""
    with reading(current.engine) as conn:
        case = cases.case(conn, model, current.now)
        near = [] if case else outlooks.alike(conn, current.now, model, SUGGESTED)
    if case is None:
        line(words.no_such_model(model, [each.slug for each in near], current.speech), problem=True)
        return Exit.WRONG_USE
    measured = next((each for each in case.measured if each.measure.key == key), None)
    if measured is None:
        known = [each.measure.key for each in case.measured]
        line(words.no_such_measure(model, key, known, current.speech), problem=True)
        return Exit.WRONG_USE
    here = replace(case, time_zone=current.zone)
    signed = _agreement(here, measured, minimum, current)
    start = current.now - timedelta(days=days)
    found = replay(here, measured, signed, start, current.now)
    for each in replay_told(found, current.speech):
        line(str(each))
    for receipt in replay_receipt(found, current.speech):
        line(f"  {words.labelled(receipt.label, receipt.value, current.speech)}")
    return Exit.DONE


def _agreement(case: Case, measured: Measured, minimum: float, current: Session) -> Agreement:
    """What was agreed with another minimum; the limit alone where nothing was."""
    if measured.agreement:
        return replace(measured.agreement, minimum=minimum, stop_line=None)
    return Agreement(case.ref, measured.measure.key, minimum, "", current.now.date())

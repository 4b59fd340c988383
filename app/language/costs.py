"""What waiting cost, as an estimate: in money, or in what a measure counts."""

from app.health.insight import Cost
from app.language.quantities import scale_for
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text
from data.facts import Better, Measure, Question, Unit

_SAME_SUM = 0.01
"""Ends of a range closer than this, as a share of them, are told as one number."""


def cost_told(cost: Cost, measure: Measure, speech: Speech) -> tuple[Sentence, ...]:
    """What waiting cost as a range, and what it was compared with.

    A shift of the world is no loss by itself, so nothing is said of its cost.
    """
    if measure.question is Question.DRIFT:
        return ()
    if cost.high <= 0:
        return (sentence(N_("We estimate that waiting cost nothing."), speech),)
    message = _LOSSES[_loss(cost, measure)]
    told = sentence(message, speech, "cost", cost=cost_amount(cost, measure, speech))
    return told, sentence(_COMPARED[cost.against == "minimum"], speech)


_COMPARED = {
    False: N_("That compares with what was expected."),
    True: N_("That compares with the agreed limit, because nobody said what to expect."),
}


def _loss(cost: Cost, measure: Measure) -> str:
    """What sort of loss it is: money, cases that went wrong, or too few or too many things."""
    if cost.in_money:
        return "money"
    if measure.unit is Unit.SHARE:
        return "cases"
    return "more" if measure.better is Better.LOWER else "fewer"


_LOSSES = {
    "money": N_("We estimate that it cost {cost}."),
    "cases": N_("We estimate that {cost} went wrong that need not have."),
    "more": N_("We estimate {cost} too many."),
    "fewer": N_("We estimate {cost} too few."),
}


def cost_cell(cost: Cost, measure: Measure, speech: Speech) -> str:
    """The same in a table, under a head that says it is an estimate; empty where none is told."""
    if measure.question is Question.DRIFT:
        return ""
    if cost.high <= 0:
        return text(N_("nothing"), speech)
    return text(_IN_CELLS[_loss(cost, measure)], speech, cost=cost_amount(cost, measure, speech))


_IN_CELLS = {
    "money": N_("{cost}"),
    "cases": N_("{cost} that need not have gone wrong"),
    "more": N_("{cost} too many"),
    "fewer": N_("{cost} too few"),
}


def compared_with(cost: Cost, speech: Speech) -> str:
    """What a cost was compared with, for its receipt."""
    against = {False: N_("what was expected"), True: N_("the agreed limit")}
    return text(against[cost.against == "minimum"], speech)


def cost_amount(cost: Cost, measure: Measure, speech: Speech) -> str:
    """A cost in money, or in what the measure counts: £12,000 to £18,000, about 140 cases."""
    unit, things = (Unit.MONEY, "") if cost.in_money else (measure.unit, measure.things)
    if unit is Unit.SHARE:
        unit, things = Unit.COUNT, ""
    low, high = cost.low, cost.high
    if unit is Unit.COUNT:
        low, high = float(round(low)), float(round(high))
    return _range(low, high, unit, things, cost.currency or measure.currency, speech)


def money_cost(low: float, high: float, currency: str, speech: Speech) -> str:
    """What several models lost together, in one currency: £12,000 to £18,000."""
    return _range(low, high, Unit.MONEY, "", currency, speech)


def _range(low: float, high: float, unit: Unit, things: str, currency: str, speech: Speech) -> str:
    scale = scale_for((low, high), unit, speech, things, currency)
    if high - low <= _SAME_SUM * abs(high):
        return text(N_("about {amount}"), speech, amount=scale.limit(high))
    slots = {"low": scale.limit(low), "high": scale.limit(high)}
    return text(N_("{low} to {high}"), speech, **slots)


def tells_cost(cost: Cost, measure: Measure) -> bool:
    """Whether anything was lost; a shift of the world is no loss by itself."""
    return cost.high > 0 and measure.question is not Question.DRIFT

"""Numbers for people: "61 in 100", "£18,000", "2 minutes"; and values told on one scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import isclose

from app.language import amounts
from app.language.sentence import Speech
from app.language.translating import N_, text
from data.facts import Unit

_BASES = (100, 1_000, 10_000)
_TWO_DIGITS = 10
_SAME = 1e-9
"""Values closer than this, relative to their size, differ by the arithmetic alone."""
_DIGITS = {Unit.SECONDS: 2, Unit.MINUTES: 2, Unit.HOURS: 2, Unit.DAYS: 2}
_USUAL_DIGITS = 3
"""What a decision needs; more only where two values would read the same."""
_MOST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """How to tell values of one measure beside each other.

    ``step`` is the base of a share (61 in 100), and the meaningful digits of anything else.
    """

    values: tuple[float, ...]
    unit: Unit
    speech: Speech
    things: str
    currency: str
    step: int

    def full(self, value: float) -> str:
        """A value that stands alone: 61 in 100, all, 1,230 letters, just under 70 in 100."""
        if self.unit is Unit.SHARE and value in (0, 1):
            return text(N_("all") if value else N_("none"), self.speech)
        return self._nearly(value, self.limit(value))

    def limit(self, value: float) -> str:
        """A limit that stands alone: 70 in 100, 100 in 100, 1,500 letters."""
        return _based(value, self) if self.unit is Unit.SHARE else _with_things(value, self)

    def beside(self, limit: float, value: float) -> str:
        """A limit behind its value, without what the value has said: 70.

        A base other than 100 is said again, because "93 in 1,000; 70" invites a mistake.
        """
        if self.unit is Unit.SHARE and (value in (0, 1) or self.step != _BASES[0]):
            return self.limit(limit)
        return _bare(limit, self)

    def _nearly(self, value: float, told: str) -> str:
        """Marks the earlier of two values that differ but read the same."""
        later = self.values[self.values.index(value) + 1 :] if value in self.values else ()
        for other in later:
            if not _same(value, other) and self.limit(other) == told:
                form = N_("just under {amount}") if value < other else N_("just over {amount}")
                return text(form, self.speech, amount=told)
        return told

    @property
    def keeps(self) -> bool:
        """Whether each value keeps its meaningful digits."""
        return self.unit is not Unit.SHARE or all(_fits(each, self.step) for each in self.values)

    @property
    def parts(self) -> bool:
        """Whether values that differ read differently."""
        return all(
            _same(one, other) or self.limit(one) != self.limit(other)
            for one, other in combinations(self.values, 2)
        )


def scale_for(
    values: Iterable[float], unit: Unit, speech: Speech, things: str = "", currency: str = ""
) -> Scale:
    """The simplest scale that keeps and parts these values; else one that keeps them."""
    told = tuple(float(value) for value in values)
    first = _DIGITS.get(unit, _USUAL_DIGITS)
    steps = _BASES if unit is Unit.SHARE else range(first, _MOST_DIGITS + 1)
    currency = currency or speech.currency
    scales = [Scale(told, unit, speech, things, currency, step) for step in steps]
    keeping = [scale for scale in scales if scale.keeps] or scales[-1:]
    return next((scale for scale in keeping if scale.parts), keeping[0])


def between(
    low: float, high: float, unit: Unit, speech: Speech, things: str = "", currency: str = ""
) -> str:
    """A likely range: between 58 and 64 in 100."""
    return ends(low, high, scale_for((low, high), unit, speech, things, currency))


def ends(low: float, high: float, scale: Scale) -> str:
    """A range on the scale of what stands beside it: between 58 and 64 in 100."""
    speech = scale.speech
    return text(
        N_("between {low} and {high}"), speech, low=_bare(low, scale), high=scale.limit(high)
    )


def exact(value: float, unit: Unit, speech: Speech, things: str = "", currency: str = "") -> str:
    """A value with all the digits it came with, in the same words: 61.32 in 100."""
    if unit is not Unit.SHARE:
        digits = amounts.EXACT_DIGITS
        return _with_things(
            value, Scale((value,), unit, speech, things, currency or speech.currency, digits)
        )
    return text(
        N_("{number} in {base}"),
        speech,
        number=amounts.plain(100 * value, amounts.EXACT_DIGITS, speech),
        base=amounts.whole(100, speech),
    )


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=_SAME, abs_tol=_SAME * _SAME)


def _fits(share: float, base: int) -> bool:
    """Whether a share reads right on a base: exactly, or with two meaningful digits and not 1."""
    number = round(share * base)
    if isclose(share * base, number, rel_tol=_SAME, abs_tol=_SAME):
        return True
    return number >= _TWO_DIGITS and number != base


def _based(share: float, scale: Scale) -> str:
    slots = {"number": _bare(share, scale), "base": amounts.whole(scale.step, scale.speech)}
    return text(N_("{number} in {base}"), scale.speech, **slots)


def _bare(value: float, scale: Scale) -> str:
    """A value without its base or things."""
    if scale.unit is Unit.SHARE:
        return _cases_in(value, scale)
    if scale.unit is Unit.MONEY:
        return amounts.money(value, scale.step, scale.currency, scale.speech)
    if scale.unit in amounts.SECONDS:
        shown = amounts.shown_unit(scale.values, scale.unit)
        return amounts.time(value, scale.unit, shown, scale.step, scale.speech)
    return amounts.compact(value, scale.step, scale.speech)


def _cases_in(share: float, scale: Scale) -> str:
    number, base = round(share * scale.step), scale.step
    if not number and share:
        return text(N_("fewer than {number}"), scale.speech, number=amounts.whole(1, scale.speech))
    if number == base and share != 1:
        form = N_("more than {number}") if share < 1 else N_("just over {number}")
        number = base - 1 if share < 1 else base
        return text(form, scale.speech, number=amounts.whole(number, scale.speech))
    return amounts.whole(number, scale.speech)


def _with_things(value: float, scale: Scale) -> str:
    amount = _bare(value, scale)
    things = scale.things
    if scale.unit is Unit.COUNT and not things:
        things = text(N_("cases"), scale.speech)
    if scale.unit not in (Unit.COUNT, Unit.NUMBER) or not things:
        return amount
    return text(N_("{amount} {things}"), scale.speech, amount=amount, things=things)

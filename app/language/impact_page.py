"""What the page "Is it paying off?" says: what models brought in, what waiting costs, who could
agree on what a model is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, unique

from babel.lists import format_list

from app.health.insight import Cost
from app.language import today
from app.language.amounts import whole
from app.language.costs import compared_with, money_cost
from app.language.dates import aged, month
from app.language.quantities import scale_for
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import Unit


@unique
class ImpactLabel(Enum):
    """A label of this page, or of the same part on a model's page."""

    MODEL = N_("Model")
    MONTH_BY_MONTH = N_("Month by month")
    WORTH_BY_MONTH = N_("What it brought in or saved, month by month")
    WORTH = N_("What it is worth in money")
    MONTH = N_("Month")
    BROUGHT_IN = N_("Brought in or saved")
    AGREED = N_("Agreed")
    AT_LEAST = N_("Agreed, at the least")
    DIFFERENCE = N_("Difference")
    RESULT = N_("Result")
    RESTS_ON = N_("Rests on")
    NO_FULL_RESULTS = N_("No full results")
    TOO_SHORT = N_("So far there is no second month to compare with.")
    SHOW_MONTHS = N_("Show the numbers of every month")
    BAR = N_("brought in or saved")
    LINE = N_("the least that was agreed")
    OUTLINED = N_("rests on other models than the newest month")
    AS_AGREED_THEN = N_(
        "Each month stands against what was agreed then. Where nothing was, it stands against what "
        "was agreed first."
    )
    WITHOUT_RETIRED = N_("Models that are retired by now are left out.")
    WAITING = N_("What waiting costs")
    NOTHING_WAITS = N_("Nothing that costs anything is open: there is nothing for you to do.")
    MODEL_BY_MODEL = N_("Model by model")
    MODEL_ORDER = N_(
        "What each brought in or saved, furthest behind what was agreed first. Where no worth in "
        "money was agreed, it is the newest result in the model's own units."
    )
    CURRENCY = N_("Currency")
    WHO_COULD_AGREE = N_("Who could agree on a worth")
    ALL_MODELS = N_("All models in use")
    PROMISED = N_("With an agreed worth in money")
    UNPROMISED = N_("Without an agreed worth in money")
    WHICH_MODELS = N_("Which models")
    STILL_WRONG = N_("What is still wrong")
    OPEN_SINCE = N_("Since")
    COST_SO_FAR = N_("What it cost so far, we estimate")
    TOLD_ELSEWHERE = N_("Not in the sum: it may be the same loss as the dearer one.")


@dataclass(frozen=True, slots=True)
class Sum:
    """Money against what was agreed for the same models, in one currency (empty: our own)."""

    currency: str
    value: float
    agreed: float


def title(sums: Sequence[Sum], promised: int, first: date, unit: str, speech: Speech) -> Sentence:
    """What models brought in in a month, or why nobody can tell. ``promised`` have an agreement."""
    slots = {"month": month(first, speech), "unit": unit}
    if not promised:
        return sentence(_UNKNOWN[bool(unit)], speech, **slots)
    if not sums:
        return sentence(_MISSING[bool(unit)], speech, **slots)
    told = [_words(each, speech) for each in sums]
    if len(sums) > 1:
        amounts = format_list([each.value for each in told], locale=speech.locale)
        return sentence(_SEVERAL[bool(unit)], speech, "amounts", amounts=amounts, **slots)
    form = (_LOST if sums[0].value < 0 else _ONE)[bool(unit)]
    slots |= {"amount": _size(sums[0], speech), "difference": told[0].difference}
    return sentence(form, speech, "amount", **slots)


_ONE = {
    False: N_("Models brought in or saved {amount} in {month}: {difference}."),
    True: N_("The models of {unit} brought in or saved {amount} in {month}: {difference}."),
}
_LOST = {
    False: N_("Models lost {amount} in {month}: {difference}."),
    True: N_("The models of {unit} lost {amount} in {month}: {difference}."),
}
_SEVERAL = {
    False: N_("Models brought in or saved {amounts} in {month}."),
    True: N_("The models of {unit} brought in or saved {amounts} in {month}."),
}
_MISSING = {
    False: N_("We cannot tell what models brought in or saved in {month}."),
    True: N_("We cannot tell what the models of {unit} brought in or saved in {month}."),
}
_UNKNOWN = {
    False: N_("We cannot tell in money whether models pay off."),
    True: N_("We cannot tell in money whether the models of {unit} pay off."),
}


def month_by_month_in(currency: str, speech: Speech) -> str:
    """The heading of one of several charts."""
    return text(N_("Month by month, in {currency}"), speech, currency=currency)


def unit_by_unit(first: date, speech: Speech) -> str:
    """The heading of the units and what each brought in."""
    return text(N_("Unit by unit in {month}"), speech, month=month(first, speech))


def brought_in_during(first: date, speech: Speech) -> str:
    """The head of a column: what each model brought in or saved in one month."""
    return text(N_("Brought in or saved in {month}"), speech, month=month(first, speech))


def listed(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How many models there are, and which of them are on screen where that is not all."""
    forms = NN_("{matching} model.", "{matching} models.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} model, {first} to {last} shown.",
            "{matching} models, {first} to {last} shown.",
        )
    slots = {name: whole(n, speech) for name, n in (("first", first), ("last", last))}
    matched = whole(matching, speech)
    return counted_sentence(forms, matching, speech, "matching", matching=matched, **slots)


def none_of_unit(unit: str, speech: Speech) -> Sentence:
    """A unit of an old link, or one that somebody made up."""
    return sentence(N_("No model in use belongs to {unit}."), speech, unit=unit)


def against(sums: Sequence[Sum], speech: Speech) -> tuple[Sentence, ...]:
    """Each of several currencies against what was agreed; one alone is told in the title."""
    if len(sums) < 2:
        return ()
    found = [_words(each, speech) for each in sums]
    form = N_("{amount} is {difference}.")
    return tuple(
        sentence(form, speech, amount=each.value, difference=each.difference) for each in found
    )


def _words(of: Sum, speech: Speech) -> today.WorthWords:
    return today.worth_words(of.value, of.agreed, of.currency, speech)


def _size(of: Sum, speech: Speech) -> str:
    """An amount without its sign, where the words say which way it went."""
    size = abs(of.value)
    return scale_for((size,), Unit.MONEY, speech, "", of.currency).limit(size)


def rests_on(covered: int, told: int, speech: Speech) -> str:
    """How many models a month rests on, of those with an agreed worth by then."""
    slots = {"covered": whole(covered, speech), "told": whole(told, speech)}
    forms = NN_("{covered} of {told} model", "{covered} of {told} models")
    return counted(forms, told, speech, **slots)


def other_models(rests_on: str, speech: Speech) -> str:
    """That a month rests on other models than the newest, so that the two do not compare."""
    form = N_("{rests_on}, not the same ones as in the newest month")
    return text(form, speech, rests_on=rests_on)


def least(value: float, agreed: float, currency: str, speech: Speech) -> str:
    """What was agreed beside a value, in a column of its own: £56,000."""
    return scale_for((value, agreed), Unit.MONEY, speech, "", currency).limit(agreed)


def months_told(
    met: int, known: int, missing: int, others: int | None, speech: Speech
) -> tuple[Sentence, ...]:
    """What to see in the months: how often it was as agreed, and which months do not compare.

    ``others`` is None for one model alone.
    """
    slots = {"met": whole(met, speech), "known": whole(known, speech)}
    forms = NN_(
        "In {met} of {known} month it was at least what was agreed.",
        "In {met} of {known} months it was at least what was agreed.",
    )
    told = [counted_sentence(forms, known, speech, "met", **slots)]
    if missing:
        gaps = NN_(
            "For {count} month there are no full results; that is not a zero.",
            "For {count} months there are no full results; that is not a zero.",
        )
        told.append(counted_sentence(gaps, missing, speech, count=whole(missing, speech)))
    if others:
        rest = NN_(
            "{count} month rests on other models than the newest, so its sum does not compare.",
            "{count} months rest on other models than the newest, so their sums do not compare.",
        )
        told.append(counted_sentence(rest, others, speech, count=whole(others, speech)))
    elif others == 0 and known > 1:
        told.append(sentence(N_("Every month rests on the same models."), speech))
    return tuple(told)


def amount_from(amount: str, models: str, speech: Speech) -> str:
    """A sum with what it covers: £1.24m from 24 of 27 models."""
    return text(N_("{amount} from {models}"), speech, amount=amount, models=models)


def month_told(name: str, amount: str, difference: str, speech: Speech) -> str:
    """One month for who cannot see the chart; ``difference`` is empty without full results."""
    slots = {"month": name, "amount": amount, "difference": difference}
    form = N_("{month}: {amount}, {difference}.") if difference else N_("{month}: {amount}.")
    return text(form, speech, **slots)


def waiting_told(
    low: float, high: float, currency: str, models: int, since: datetime, speech: Speech
) -> Sentence:
    """What is still wrong cost so far, together; ``since`` is when the first of it began."""
    forms = NN_(
        "We estimate that what is still wrong cost {cost} so far, in {count} model. It began on"
        " {day}.",
        "We estimate that what is still wrong cost {cost} so far, in {count} models. The first"
        " began on {day}.",
    )
    cost = money_cost(low, high, currency, speech)
    slots = {"cost": cost, "count": whole(models, speech), "day": aged(since, speech)}
    return counted_sentence(forms, models, speech, "cost", **slots)


def waiting_alone(
    low: float, high: float, currency: str, since: datetime, speech: Speech
) -> Sentence:
    """The same of one model."""
    form = N_("We estimate that what is still wrong cost {cost} so far. It began on {day}.")
    cost = money_cost(low, high, currency, speech)
    return sentence(form, speech, "cost", cost=cost, day=aged(since, speech))


def not_all_counted(speech: Speech) -> Sentence:
    """Why a sum is smaller than its parts."""
    form = N_("Where one model has several, the dearest alone counts: they may be the same loss.")
    return sentence(form, speech)


def cannot_price(count: int, others: bool, speech: Speech) -> tuple[Sentence, ...]:
    """That nobody can tell what some of it costs, and why that may be."""
    forms = NN_(
        "For {count} other open incident nobody can tell what it cost.",
        "For {count} other open incidents nobody can tell what they cost.",
    )
    if not others:
        forms = NN_(
            "For {count} open incident nobody can tell what it cost.",
            "For {count} open incidents nobody can tell what they cost.",
        )
    told = counted_sentence(forms, count, speech, count=whole(count, speech))
    why = N_("Either no results came, or nobody agreed what one case or minute is worth.")
    return told, sentence(why, speech)


def dearest_of(shown: int, count: int, speech: Speech) -> str:
    """That a list ends with the dearest."""
    slots = {"shown": whole(shown, speech), "count": whole(count, speech)}
    return text(N_("These are the dearest {shown} of {count}."), speech, **slots)


def against_what(cost: Cost, speech: Speech) -> str:
    """What the cost of an incident is measured by."""
    return text(N_("against {what}"), speech, what=compared_with(cost, speech))


def no_worth(agrees: str, is_expert: bool, speech: Speech) -> tuple[Sentence, ...]:
    """No worth in money was agreed; who could agree on one (empty: nobody is named)."""
    missing = sentence(N_("No worth in money was agreed."), speech)
    return missing, who_could_agree(agrees, is_expert, speech)


def who_could_agree(agrees: str, is_expert: bool, speech: Speech) -> Sentence:
    """Who could agree what a model is worth in money (empty: nobody is named)."""
    if not agrees:
        nobody = N_("Nobody is named who could agree on one: name an expert or an owner.")
        return sentence(nobody, speech)
    form = N_("{name}, the owner, could agree on one.")
    if is_expert:
        form = N_("{name}, the expert, could agree on one.")
    return sentence(form, speech, "name", name=agrees)

"""Sentences about measures that are told otherwise than before: in another unit, in another way."""

from collections.abc import Mapping

from app.health.happening import Happening
from app.language.agreed_changes import measured_words
from app.language.dates import short_day
from app.language.sentence import Sentence, Speech
from app.language.telling import Telling
from app.language.translating import N_, sentence, text
from data.facts import Better, Redefined, TraitKind, Unit

_UNITS: Mapping[Unit, str] = {
    Unit.SHARE: N_("so many in a hundred"),
    Unit.MONEY: N_("money"),
    Unit.COUNT: N_("whole numbers"),
    Unit.NUMBER: N_("plain numbers"),
    Unit.SECONDS: N_("seconds"),
    Unit.MINUTES: N_("minutes"),
    Unit.HOURS: N_("hours"),
    Unit.DAYS: N_("days"),
}
_NOT_THE_SAME = N_("Results before and after may not mean the same.")
_FORMS: Mapping[TraitKind, tuple[str, ...]] = {
    TraitKind.UNIT: (
        N_("Its results are told as {now} now; they were told as {before} before."),
        N_("Results told as {before} are not used any more."),
        N_("What was agreed for them has to be signed again."),
    ),
    TraitKind.MEANING: (N_("What its results mean is described otherwise now."), _NOT_THE_SAME),
    TraitKind.ASKED: (N_("Its results are asked for in another way now."), _NOT_THE_SAME),
    TraitKind.SETTINGS: (
        N_("Its results are worked out with other settings now."),
        _NOT_THE_SAME,
    ),
}
_BETTER: Mapping[Better, str] = {
    Better.HIGHER: N_("Higher results are the better ones now; lower ones were before."),
    Better.LOWER: N_("Lower results are the better ones now; higher ones were before."),
}
_SIGN_AGAIN = N_("What was agreed before that has to be signed again.")
_STILL = (
    N_("Two sources tell its results in two units: {now}, and {before}."),
    N_("We use those told as {now} and no others."),
)


def unit_named(unit: str, speech: Speech) -> str:
    """A unit within a sentence: days; money (EUR)."""
    name, _, currency = unit.partition(" ")
    named = text(_UNITS[Unit(name)], speech)
    if not currency:
        return named
    return text(N_("{unit} ({currency})"), speech, unit=named, currency=currency)


def redefined(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """What changed about how the results of a measure are told, and what follows from it."""
    given = one.inputs
    change = Redefined(
        one.at,
        TraitKind(str(given["what"])),
        str(given.get("told_before", "")),
        str(given.get("told_now", given.get("direction", ""))),
        bool(given.get("still")),
    )
    first, *more = change_told(change, speech)
    return first, *measured_words(one, speech), *more


def change_told(change: Redefined, speech: Speech) -> tuple[Sentence, ...]:
    """The same without the measure, for where it is named already."""
    if change.what is TraitKind.BETTER:
        forms: tuple[str, ...] = (_BETTER[Better(change.now)], _SIGN_AGAIN)
    else:
        forms = _STILL if change.still else _FORMS[change.what]
    slots = {"before": change.before, "now": change.now}
    if change.what is TraitKind.UNIT:
        slots = {name: unit_named(unit, speech) for name, unit in slots.items()}
    return tuple(sentence(form, speech, **slots) for form in forms)


def dated(change: Redefined, speech: Speech) -> tuple[Sentence, ...]:
    """The same with the day since when it is so."""
    since = sentence(N_("This is so since {day}."), speech, day=short_day(change.at, speech))
    return *change_told(change, speech), since


def no_longer_agreed(telling: Telling) -> tuple[Sentence, ...]:
    """That what was agreed was of another unit or direction, and since when; else nothing."""
    if not telling.has("redefined_at"):
        return ()
    at = telling.moment("redefined_at")
    slots = {"day": short_day(at, telling.speech)}
    if telling.word("told_now") in set(Better):
        form = N_("It was for the other direction; the good one changed on {day}.")
        return (telling.say(form, **slots),)
    slots |= _units(telling)
    form = N_("It was told as {before}; since {day} results are told as {now}.")
    return (telling.say(form, **slots),)


def in_other_units(telling: Telling) -> tuple[Sentence, ...]:
    """That the results there are were told in another unit; else nothing."""
    if not telling.has("redefined_at"):
        return ()
    slots = _units(telling) | {"day": short_day(telling.moment("redefined_at"), telling.speech)}
    form = N_("All results there are were told as {before}; since {day} they are {now}.")
    return (telling.say(form, **slots),)


def _units(telling: Telling) -> dict[str, str]:
    return {
        "before": unit_named(telling.word("told_before"), telling.speech),
        "now": unit_named(telling.word("told_now"), telling.speech),
    }

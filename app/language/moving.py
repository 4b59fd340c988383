"""Sentences about what moves: results that get worse beyond chance, and limits made easier."""

from app.health.insight import SpecialCause
from app.language.amounts import whole
from app.language.dates import aged, short_day
from app.language.measures import asked_of
from app.language.results import against, covers, since_day
from app.language.sentence import Sentence
from app.language.telling import Telling
from app.language.translating import N_, NN_, counted_sentence

_PATTERNS = {
    SpecialCause.OUTSIDE: NN_(
        "It has been getting worse since {since}: {count} result beyond its usual range.",
        "It has been getting worse since {since}: {count} results beyond its usual range.",
    ),
    SpecialCause.TREND: NN_(
        "It has been getting worse since {since}: {count} result worse than the one before.",
        "It has been getting worse since {since}: {count} results in a row, each worse than "
        "the one before.",
    ),
    SpecialCause.OUTER_THIRD: NN_(
        "It has been getting worse since {since}: {count} result close to the end of its usual "
        "range.",
        "It has been getting worse since {since}: {count} results close to the end of its usual "
        "range.",
    ),
}
_BELOW_USUAL = NN_(
    "It has been getting worse since {since}: {count} result below its usual {mean}.",
    "It has been getting worse since {since}: {count} results in a row below its usual {mean}.",
)
_ABOVE_USUAL = NN_(
    "It has been getting worse since {since}: {count} result above its usual {mean}.",
    "It has been getting worse since {since}: {count} results in a row above its usual {mean}.",
)


def worsening(telling: Telling) -> tuple[Sentence, ...]:
    """It still meets the limit, and a pattern that chance hardly makes says it gets worse."""
    points = telling.count("points")
    pattern = counted_sentence(
        _pattern(telling),
        points,
        telling.speech,
        "since",
        since=short_day(since_day(telling), telling.speech),
        count=whole(points, telling.speech),
        mean=_usual(telling),
    )
    chance = telling.say(N_("That is more than chance."))
    return (*against(telling), pattern, chance, covers(telling))


def _pattern(telling: Telling) -> tuple[str, str]:
    cause = SpecialCause(telling.word("cause"))
    if cause is not SpecialCause.SHIFT:
        return _PATTERNS[cause]
    return _ABOVE_USUAL if telling.lower_is_better else _BELOW_USUAL


def _usual(telling: Telling) -> str:
    if not telling.has("mean"):
        return str(telling.say(N_("level")))
    return telling.scale.full(telling.number("mean"))


_EASIER = {
    False: N_("For {name}, the agreed minimum was lowered from {earlier} to {minimum}."),
    True: N_("For {name}, the agreed maximum was raised from {earlier} to {minimum}."),
}
_EASIER_FOR_IT = {
    False: N_("The agreed minimum was lowered from {earlier} to {minimum}."),
    True: N_("The agreed maximum was raised from {earlier} to {minimum}."),
}


def goalposts_moved(telling: Telling) -> tuple[Sentence, ...]:
    """A limit was made easier while results failed it, or were about to."""
    forms = _EASIER if telling.name else _EASIER_FOR_IT
    earlier, minimum = telling.number("earlier_minimum"), telling.number("minimum")
    moved = telling.say(
        forms[telling.lower_is_better],
        "minimum",
        name=telling.object,
        earlier=telling.scale.beside(earlier, minimum),
        minimum=telling.scale.limit(minimum),
    )
    then = telling.say(
        N_("{by} signed it on {day}, when the result was {value}."),
        "value",
        by=telling.word("agreed_by"),
        day=aged(telling.when("agreed_on"), telling.speech),
        value=telling.scale.full(telling.number("value")),
    )
    asked = asked_of(telling.given, telling.speech)
    measured = telling.say(N_("What is measured: {asked}."), asked=asked)
    return moved, then, telling.say(N_("Nobody said why.")), measured

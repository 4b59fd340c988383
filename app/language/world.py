"""Sentences about whether the world is still as a model learned it."""

from app.language.dates import short_day
from app.language.results import against, covers, since_day
from app.language.sentence import Sentence
from app.language.telling import Telling
from app.language.translating import N_


def same(telling: Telling) -> tuple[Sentence, ...]:
    message = N_("What {name} sees now is like what it learned from.")
    return (telling.say(message, name=telling.object), *_shift(telling))


def shifted_told(telling: Telling) -> tuple[Sentence, ...]:
    known = telling.say(
        N_("What really happened is known and is not getting worse, so nothing follows yet.")
    )
    return (_differs(telling), known, *_shift(telling))


def shifted(telling: Telling) -> tuple[Sentence, ...]:
    return (_differs(telling), telling.say(_WHY[telling.word("why")]), *_shift(telling))


_WHY = {
    "unknown": N_("What really happened is not known yet, so this needs a look."),
    "worsening": N_("Its results raise questions too, so this needs a look."),
}


def _differs(telling: Telling) -> Sentence:
    return telling.say(
        N_("Since {since}, the cases {name} gets are unlike those it learned from."),
        "since",
        since=short_day(since_day(telling), telling.speech),
        name=telling.object,
    )


def _shift(telling: Telling) -> tuple[Sentence, ...]:
    """How far it has moved; the name has been said."""
    return (*against(telling, name=str(telling.say(N_("It")))), covers(telling))

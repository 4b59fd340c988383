"""Sentences about when something last came, and when we expect it."""

from app.language.dates import aged, every, heard_day, short_day
from app.language.sentence import Sentence
from app.language.statuses import when_last_heard
from app.language.telling import Telling
from app.language.translating import N_, text


def reporting(telling: Telling) -> tuple[Sentence, ...]:
    return _last_reported(telling), *expected(telling)


def late(telling: Telling) -> tuple[Sentence, ...]:
    waiting = telling.say(
        N_("If nothing comes by {day}, we will say that it has no recent results."),
        day=short_day(telling.when("silent_from"), telling.speech),
    )
    return _last_reported(telling), *expected(telling), waiting


def silent(telling: Telling) -> tuple[Sentence, ...]:
    sentences = (*_nothing_since(telling), telling.say(N_("We cannot say whether it works.")))
    if not telling.has("last_status"):
        return sentences
    return *sentences, when_last_heard(telling.status("last_status"), telling.speech)


def never_heard(telling: Telling) -> tuple[Sentence, ...]:
    return (telling.say(N_("{name} has never sent any results."), "name", name=telling.subject),)


def last_report(telling: Telling) -> str:
    """The day of the last report with its age."""
    return aged(heard_day(telling.moment("last_heard"), telling.speech), telling.speech)


def expected(telling: Telling) -> tuple[Sentence, ...]:
    """How often we expect a report, as a sentence of its own; nothing where we do not know."""
    if not telling.has("every"):
        return ()
    return (telling.say(N_("We expect results {rhythm}."), rhythm=_rhythm(telling)),)


def _last_reported(telling: Telling) -> Sentence:
    return telling.say(
        N_("{name} has results up to {day}."), name=telling.subject, day=last_report(telling)
    )


def _nothing_since(telling: Telling) -> tuple[Sentence, ...]:
    slots = {"name": telling.subject, "since": last_report(telling)}
    if not telling.has("every"):
        return (telling.say(N_("{name} has sent nothing since {since}."), "since", **slots),)
    return (
        telling.say(
            N_("{name} has sent nothing since {since}; we expect results {rhythm}."),
            "since",
            **slots,
            rhythm=_rhythm(telling),
        ),
    )


def _rhythm(telling: Telling) -> str:
    said = every(telling.word("every"), telling.speech)
    if not telling.given.get("assumed"):
        return said
    return text(N_("{rhythm} (assumed)"), telling.speech, rhythm=said)

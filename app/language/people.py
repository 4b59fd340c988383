"""Sentences about who looks after a model: the care line."""

from app.language.amounts import whole
from app.language.dates import aged
from app.language.measures import asked_of
from app.language.sentence import Sentence
from app.language.telling import Telling
from app.language.translating import N_, NN_, counted_sentence


def looked_after(telling: Telling) -> tuple[Sentence, ...]:
    slots = {"name": telling.object, "owner": telling.word("owner")}
    if not telling.has("backup"):
        return (telling.say(N_("{owner} answers for {name}."), "owner", **slots),)
    message = N_("{owner} answers for {name}, with {backup} as backup.")
    return (telling.say(message, "owner", **slots, backup=telling.word("backup")),)


def no_owner(telling: Telling) -> tuple[Sentence, ...]:
    return (telling.say(N_("Nobody owns {name}."), name=telling.object),)


def owner_left(telling: Telling) -> tuple[Sentence, ...]:
    message = N_("Nobody owns {name}: {owner} left on {day}.")
    return (telling.say(message, "owner", owner=telling.word("owner"), **_left(telling)),)


def no_backup(telling: Telling) -> tuple[Sentence, ...]:
    if not telling.has("owner"):
        return (telling.say(N_("Nobody is named as backup for {name}."), name=telling.object),)
    if not telling.name:
        message = N_("Nobody is named to stand in for {owner}.")
        return (telling.say(message, "owner", owner=telling.word("owner")),)
    message = N_("Nobody is named to stand in for {owner} on {name}.")
    return (telling.say(message, "owner", name=telling.name, owner=telling.word("owner")),)


def backup_left(telling: Telling) -> tuple[Sentence, ...]:
    slots = {"backup": telling.word("backup"), **_left(telling)}
    if not telling.name:
        return (telling.say(N_("The backup is gone: {backup} left on {day}."), "backup", **slots),)
    message = N_("The backup for {name} is gone: {backup} left on {day}.")
    return (telling.say(message, "backup", **slots),)


def no_expert(telling: Telling) -> tuple[Sentence, ...]:
    return (telling.say(N_("Nobody is named as expert for {name}."), name=telling.object),)


def expert_left(telling: Telling) -> tuple[Sentence, ...]:
    slots = {"expert": telling.word("expert"), **_left(telling)}
    if not telling.name:
        return (telling.say(N_("The expert is gone: {expert} left on {day}."), "expert", **slots),)
    message = N_("The expert for {name} is gone: {expert} left on {day}.")
    return (telling.say(message, "expert", **slots),)


def agreement_overdue(telling: Telling) -> tuple[Sentence, ...]:
    speech = telling.speech
    overdue = telling.say(
        N_("The agreement about {asked} was to be reviewed by {day}."),
        "day",
        asked=asked_of(telling.given, speech),
        day=aged(telling.when("review_by"), speech),
    )
    slots = {
        "by": telling.word("agreed_by"),
        "name": telling.object,
        "day": aged(telling.when("agreed_on"), speech),
    }
    if not telling.name:
        return overdue, telling.say(N_("{by} signed it on {day}."), **slots)
    return overdue, telling.say(N_("{by} signed it for {name} on {day}."), **slots)


def facts_unconfirmed(telling: Telling) -> tuple[Sentence, ...]:
    said = (
        N_("{by} last said on {day} that what we know of {name} is right.")
        if telling.name
        else N_("{by} last said on {day} that what we know of it is right.")
    )
    slots = {
        "by": telling.word("by"),
        "day": aged(telling.when("confirmed_on"), telling.speech),
        "name": telling.object,
    }
    return telling.say(said, "day", **slots), telling.say(N_("Once a year it is to be looked at."))


def review_overdue(telling: Telling) -> tuple[Sentence, ...]:
    """Who reviewed the whole model last, and that somebody was to do so again."""
    said = N_("{by} reviewed it on {day}.")
    if telling.name:
        said = N_("{by} reviewed {name} on {day}.")
    slots = {
        "by": telling.word("by"),
        "day": aged(telling.when("reviewed_on"), telling.speech),
        "name": telling.object,
    }
    due = aged(telling.when("review_due"), telling.speech)
    message = N_("It was to be reviewed again by {due}.")
    return telling.say(said, **slots), telling.say(message, "due", due=due)


def feedback_overdue(telling: Telling) -> tuple[Sentence, ...]:
    """The one that has waited longest, and how many others are past their day."""
    speech, count = telling.speech, telling.count("count")
    slots = {
        "by": telling.word("raised_by"),
        "name": telling.object,
        "raised": aged(telling.when("raised_on"), speech),
        "day": aged(telling.when("due_on"), speech),
    }
    told = [
        telling.say(
            N_("{by} has waited for an answer about {name} since {raised}."), "raised", **slots
        ),
        _due(telling, slots["day"]),
    ]
    if count > 1:
        message = NN_(
            "{count} in all is unanswered past its day.",
            "{count} in all are unanswered past their day.",
        )
        told.append(counted_sentence(message, count, speech, count=whole(count, speech)))
    return tuple(told)


def _due(telling: Telling, day: str) -> Sentence:
    if not telling.has("answerer"):
        return telling.say(N_("It was due on {day}, and nobody is asked to answer."), day=day)
    message = N_("{answerer} was to answer by {day}.")
    return telling.say(message, answerer=telling.word("answerer"), day=day)


def _left(telling: Telling) -> dict[str, str]:
    return {"name": telling.object, "day": aged(telling.when("left_on"), telling.speech)}

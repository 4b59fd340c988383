"""Who answers for what: what is said of all models together, and of people and what they carry."""

from datetime import date
from enum import Enum, unique

from babel.lists import format_list

from app.health.cover import MANY
from app.language.amounts import whole
from app.language.dates import aged, local_day, short_day
from app.language.fields import field_words, impact_words
from app.language.pages import care_counted, left_on
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import FieldName, Impact


@unique
class CarerLabel(Enum):
    """A label of the page about people."""

    VIEWS = N_("What to show")
    BY_PERSON = N_("By person")
    BY_MODEL = N_("By model")
    BY_USE = N_("What stops without it?")
    PERSON = N_("Person")
    NOBODY_OWNS = N_("Models nobody owns")
    NOBODY_OWNS_WHY = N_(
        "Nobody is named to decide what happens when one of these is wrong. Name an owner."
    )
    ALL_OWNED = N_("Every model has an owner who is here.")
    WHY_NOBODY = N_("Why nobody")
    WHO_ELSE = N_("Whom to ask meanwhile")
    PEOPLE = N_("People, and what they look after")
    LOOKS_AFTER = N_("Looks after")
    NOBODY_STEPS_IN = N_("Nobody steps in for")
    TO_KNOW = N_("Good to know")
    SEARCH_PEOPLE = N_("Search by name")
    SEARCH_MODELS = N_("Search by model or person")
    SHOW_EVERYBODY = N_("Show everybody")
    UNLISTED = N_("on no list of people")
    NO_OWNER = N_("No owner is recorded.")
    NOBODY_NAMED = N_("Nobody is named.")
    LOOKS_AFTER_MANY = N_("Looks after many")
    ALL_UNOWNED = N_("Show all of them")
    EMAIL = N_("E-mail")
    LEFT_ON = N_("Last day")
    AS_OWNER = N_("As owner")
    AS_BACKUP = N_("As backup")
    AS_EXPERT = N_("As expert")
    KEY = N_("Called in lists")
    SEARCHED = N_("Search")
    STOPS = N_("What stops without it")
    HAS_LEFT = N_("Has left")
    LEAVES = N_("Is leaving")
    NOTHING_ELSE = N_("Nothing else to know")


def answering(owned: int, deployed: int, needing_care: int, speech: Speech) -> Sentence:
    """The heading: how many models have somebody who answers for them, and how many need care."""
    forms = NN_(
        "{owned} of {all} model has somebody who answers for it; {care}.",
        "{owned} of {all} models have somebody who answers for them; {care}.",
    )
    slots = {"owned": whole(owned, speech), "all": whole(deployed, speech)}
    return counted_sentence(
        forms, deployed, speech, **slots, care=care_counted(needing_care, speech)
    )


def missing(role: FieldName, count: int, speech: Speech) -> Sentence:
    """For how many models nobody is there as owner, backup or expert."""
    return counted_sentence(_MISSING[role], count, speech, "count", count=whole(count, speech))


_MISSING = {
    FieldName.OWNER: NN_("{count} has no owner who is here.", "{count} have no owner who is here."),
    FieldName.BACKUP_OWNER: NN_("{count} has no backup.", "{count} have no backup."),
    FieldName.EXPERT: NN_("{count} has no expert.", "{count} have no expert."),
}


def overdue(count: int, speech: Speech) -> Sentence:
    """How many need care although everybody is there."""
    forms = NN_(
        "{count} more needs care because a review is overdue.",
        "{count} more need care because a review is overdue.",
    )
    return counted_sentence(forms, count, speech, "count", count=whole(count, speech))


def nothing_missing(speech: Speech) -> Sentence:
    """Everybody is there, and no review is overdue."""
    return sentence(N_("Nothing for you to do."), speech)


def order_told(speech: Speech) -> tuple[Sentence, ...]:
    """In which order people stand, and when somebody looks after many models."""
    forms = NN_(
        "We say “many” above {count} model, because then a working day a week leaves about an hour "
        "for each.",
        "We say “many” above {count} models, because then a working day a week leaves about an "
        "hour for each.",
    )
    return (
        sentence(
            N_("Whoever left or is leaving comes first, then whoever looks after most."), speech
        ),
        counted_sentence(forms, MANY, speech, count=whole(MANY, speech)),
        sentence(N_("That number is a choice of ours, and nobody is blamed."), speech),
    )


def found_people(matching: int, speech: Speech) -> Sentence:
    """How many people match."""
    forms = NN_("{count} person found.", "{count} people found.")
    return counted_sentence(forms, matching, speech, "count", count=whole(matching, speech))


def tick(name: str, speech: Speech) -> str:
    """What a box to tick is called."""
    return text(N_("Tick {name}"), speech, name=name)


def found_models(matching: int, speech: Speech) -> Sentence:
    """How many models match."""
    forms = NN_(
        "{count} model found, those nobody owns first.",
        "{count} models found, those nobody owns first.",
    )
    return counted_sentence(forms, matching, speech, "count", count=whole(matching, speech))


def models_told(count: int, speech: Speech) -> str:
    """A number of models: 6 models."""
    return counted(
        NN_("{count} model", "{count} models"), count, speech, count=whole(count, speech)
    )


def roles_told(owner: int, backup: int, expert: int, speech: Speech) -> str:
    """What somebody is to how many models: owner of 4, backup for 2."""
    counts = {
        N_("owner of {count}"): owner,
        N_("backup for {count}"): backup,
        N_("expert for {count}"): expert,
    }
    told = [text(form, speech, count=whole(n, speech)) for form, n in counts.items() if n]
    return format_list(told, style="unit", locale=speech.locale)


def leaving_told(left_on: date, speech: Speech) -> str:
    """That somebody left, or that somebody will."""
    gone = left_on <= local_day(speech.now, speech)
    return text(
        N_("Left on {day}") if gone else N_("Leaves on {day}"), speech, day=aged(left_on, speech)
    )


def gone_or_leaving(name: str, day: date, speech: Speech) -> str:
    """Somebody who has left, or whose last day is known."""
    if day <= local_day(speech.now, speech):
        return left_on(name, day, speech)
    return text(N_("{name} (leaves on {day})"), speech, name=name, day=short_day(day, speech))


def owner_left(name: str, left_on: date, speech: Speech) -> Sentence:
    """Why nobody owns a model."""
    return sentence(N_("{name} left on {day}."), speech, name=name, day=aged(left_on, speech))


def named_as(name: str, role: FieldName, speech: Speech) -> str:
    """Somebody with what they are to a model: Priya Nair (backup)."""
    word = field_words(role, speech).lower()
    return text(N_("{name} ({role})"), speech, name=name, role=word)


def reached_at(team: str, contact: str, speech: Speech) -> str:
    """A team and how it is reached, as far as anybody recorded that."""
    if not team or not contact:
        return team or contact
    return text(N_("{team}: {contact}"), speech, team=team, contact=contact)


def matters(impact: Impact, assumed: bool, speech: Speech) -> str:
    """How much a mistake matters, and whether anybody said so."""
    told = impact_words(impact, speech)
    return text(N_("{impact} (assumed)"), speech, impact=told) if assumed else told

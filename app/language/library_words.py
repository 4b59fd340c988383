"""What is said of the software models are built with, and of whom a change of it touches."""

from collections.abc import Mapping
from datetime import date
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged
from app.language.sentence import Sentence, Speech
from app.language.step_words import listed, number_of
from app.language.translating import N_, NN_, counted_sentence, sentence, text


@unique
class LibraryLabel(Enum):
    """What stands above columns and fields of the view of software."""

    WHAT_IF = N_("What if we changed the software?")
    WHAT_IF_WHY = N_(
        "Choose software and a version to see which models in use that would touch, and how."
    )
    ALL = N_("All software")
    SOFTWARE = N_("Software")
    VERSION = N_("Which version? For example 3")
    MODELS = N_("Models")
    VERSIONS = N_("Versions in use")
    UNPINNED = N_("Without an exact version")
    MODEL = N_("Model")
    MEANS = N_("What it means")
    STANDS = N_("What its list says")
    RUNS_WITH = N_("Runs with")
    TESTED_WITH = N_("Tested with")
    LIST_SAYS = N_("Its list says")
    MATTERS = N_("A mistake matters")
    RESULTS = N_("What results say")
    ENDED = N_("No security repairs since")
    NARROW = N_("Show the models of one kind")
    EVERYTHING = N_("Show all models with it")
    SHOW_CHANGES = N_("To what changed")
    LISTS_SOFTWARE = N_("Software it is built with")
    NONE_LISTED = N_("Nobody has told us which software it is built with.")
    NONE_KNOWN_WHY = N_(
        "Software lists come with the versions in your registry; what runs comes with the company"
        " file."
    )
    NOT_TOLD = N_("Nobody has told us")
    NOT_ON_LIST = N_("not on its list")


def touches(
    library: str, version: str, touched: int, high: int, unowned: int, up: bool, speech: Speech
) -> Sentence:
    """How many models a change would touch, and which of them call for most care. ``up`` is
    whether it is an upgrade for all."""
    if not touched:
        none = N_("No model is touched: whoever is built with {library} has {version} already.")
        return sentence(none, speech, "library", library=library, version=version)
    models = number_of(_MODELS, touched, speech)
    parts = [
        number_of(forms, count, speech)
        for forms, count in ((_HIGH, high), (_UNOWNED, unowned))
        if count
    ]
    bare = {
        True: N_("Upgrading {library} to {version} touches {models}."),
        False: N_("Changing {library} to {version} touches {models}."),
    }
    told = {
        True: N_("Upgrading {library} to {version} touches {models}: {which}."),
        False: N_("Changing {library} to {version} touches {models}: {which}."),
    }
    slots = {"library": library, "version": version, "models": models}
    if not parts:
        return sentence(bare[up], speech, "models", **slots)
    return sentence(told[up], speech, "models", **slots, which=", ".join(parts))


_MODELS = NN_("{count} model", "{count} models")
_HIGH = NN_("{count} where a mistake matters a lot", "{count} where a mistake matters a lot")
_UNOWNED = NN_("{count} without an owner", "{count} without an owner")


def built_with(library: str, models: int, speech: Speech) -> Sentence:
    """How many models in use are built with one piece of software."""
    if not models:
        message = N_("No model in use is built with {library}.")
        return sentence(message, speech, "library", library=library)
    forms = NN_(
        "{count} model in use is built with {library}.",
        "{count} models in use are built with {library}.",
    )
    return counted_sentence(
        forms, models, speech, "count", count=whole(models, speech), library=library
    )


def all_software(count: int, speech: Speech) -> Sentence:
    """How many pieces of software models in use are built with."""
    if not count:
        return sentence(N_("Nobody has told us which software models are built with."), speech)
    forms = NN_(
        "Models in use are built with {count} piece of software.",
        "Models in use are built with {count} pieces of software.",
    )
    return counted_sentence(forms, count, speech, "count", count=whole(count, speech))


def overview_lead(speech: Speech) -> tuple[Sentence, ...]:
    """What one can ask of the software, and what its versions are."""
    return (
        sentence(N_("Choose one to see which models a change of it would touch."), speech),
        sentence(
            N_("Where nobody has told us which version runs, it is the one tested with."), speech
        ),
    )


def versions_told(models: Mapping[str, int], speech: Speech) -> tuple[Sentence, ...]:
    """Which versions there are, by how many models have them."""
    if not models:
        return ()
    found = listed(versions_listed(models, speech), speech)
    return (sentence(N_("Versions in use today: {versions}."), speech, versions=found),)


def versions_listed(models: Mapping[str, int], speech: Speech) -> list[str]:
    """The versions by how many models have them; the rarest are counted together."""
    shown = list(models.items())[:_MOST_VERSIONS]
    told = [
        text(N_("{version} ({count})"), speech, version=version, count=whole(count, speech))
        for version, count in shown
    ]
    if rest := len(models) - len(shown):
        told.append(number_of(NN_("{count} other version", "{count} other versions"), rest, speech))
    return told


_MOST_VERSIONS = 4


def differing_told(differing: int, speech: Speech) -> tuple[Sentence, ...]:
    """How many models run with another version than they were tested with."""
    if not differing:
        return ()
    forms = NN_(
        "{count} runs with another version than it was tested with.",
        "{count} run with another version than they were tested with.",
    )
    return (counted_sentence(forms, differing, speech, count=whole(differing, speech)),)


def try_first(speech: Speech) -> Sentence:
    """What to do before a change."""
    message = N_("Let whoever answers for a model test it with the new version first.")
    return sentence(message, speech)


def ended_told(version: str, since: date, speech: Speech) -> Sentence:
    """That a version gets no security repairs any more."""
    message = N_("{version} has had no security repairs since {day}.")
    return sentence(message, speech, "day", version=version, day=aged(since, speech))


def software_counted(count: int, speech: Speech) -> str:
    """How many pieces of software there are to open."""
    return number_of(NN_("{count} piece of software", "{count} pieces of software"), count, speech)


def models_found(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How many models there are, and which of them are on screen where that is not all."""
    forms = NN_("{matching} model found.", "{matching} models found.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} model found, {first} to {last} shown.",
            "{matching} models found, {first} to {last} shown.",
        )
    return _found(forms, first, last, matching, speech)


def software_found(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How much software there is, and which part of it is on screen where that is not all."""
    forms = NN_("{matching} piece of software found.", "{matching} pieces of software found.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} piece of software found, {first} to {last} shown, most used first.",
            "{matching} pieces of software found, {first} to {last} shown, most used first.",
        )
    return _found(forms, first, last, matching, speech)


def _found(
    forms: tuple[str, str], first: int, last: int, matching: int, speech: Speech
) -> Sentence:
    slots = {"first": whole(first, speech), "last": whole(last, speech)}
    found = whole(matching, speech)
    return counted_sentence(forms, matching, speech, "matching", matching=found, **slots)

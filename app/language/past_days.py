"""What is said about looking at a day that is over."""

from datetime import date
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, sentence, text


@unique
class PastLabel(Enum):
    """A label of the way to past days."""

    LOOK_BACK = N_("Look at a past day")
    TO_TODAY = N_("Back to today")
    WAIT = N_("One moment")
    WAIT_WHY = N_(
        "We are judging every model by what was known at the end of that day. This page goes on by"
        " itself."
    )
    WAIT_FOR_FILE = N_(
        "We are judging every model by what was known at the end of that day. Please ask for the"
        " file again in half a minute."
    )
    BUSY = N_("Other past days come first")
    BUSY_WHY = N_(
        "Several people look at past days just now, and we judge one day after the other. This page"
        " tries again by itself."
    )
    BUSY_FOR_FILE = N_(
        "Several people look at past days just now, and we judge one day after the other. Please"
        " ask for the file again in half a minute."
    )
    FAILED = N_("We could not look at that day")
    FAILED_WHY = N_(
        "Whoever runs Rollcall finds the reason in the log. Please try again in a minute, or go"
        " back to today."
    )
    NOTHING_BY_THEN = N_("Nothing was known by then")
    NOTHING_BY_THEN_WHY = N_(
        "No source tells of a model that was in use on that day. Choose a later day."
    )


def looking_at(day: date, speech: Speech) -> Sentence:
    """Above every page of a past day: which day it is, and what that means."""
    form = N_("You are looking at {day}: what was known by the end of it, judged by today's rules.")
    return sentence(form, speech, "day", day=aged(day, speech))


def not_over(day: str, speech: Speech) -> str:
    """A command is asked for a past day that is not over."""
    form = N_("{day} is not over yet. Name a day before today.")
    return text(form, speech, day=day)


def needs_file(speech: Speech) -> str:
    """A past day is judged only into a file, and into a file only a past day."""
    return text(N_("--as-of and --into go together: a past day gets a store of its own."), speech)


def file_exists(file: str, speech: Speech) -> str:
    """The file for the store of a past day is there already."""
    return text(
        N_("{file} exists already. Name a file that does not exist yet."), speech, file=file
    )


def judged_then(count: int, day: date, file: str, speech: Speech) -> str:
    """A past day was judged."""
    forms = NN_(
        "{count} model judged as known on {day}, in {file}.",
        "{count} models judged as known on {day}, in {file}.",
    )
    slots = {"count": whole(count, speech), "day": day.isoformat(), "file": file}
    return counted(forms, count, speech, **slots)

"""What the page says on which somebody brings a file of results."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged, lasting
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text


@unique
class OwnResultsLabel(Enum):
    """A label of the page on which results are brought."""

    BRING = N_("Bring a file of results")
    ANOTHER = N_("Bring another file")
    FILE = N_("The file, an Excel workbook (.xlsx), CSV or Parquet, up to 10 MB")
    LOOK = N_("Look at this file")
    AWAY = N_("Put this file away")
    READ_AGAIN = N_("Read the file in this way")
    CHOOSE = N_("Choose one")
    PREVIEW = N_("The first results as we understood them")
    MEASURE = N_("What was measured")
    EVERYBODY = N_("everybody")
    REPLACED = N_("Results that would replace an earlier one")
    REPLACED_WHY = N_("What was recorded before stays in the history.")
    EARLIER = N_("Recorded before")
    NOW = N_("Your file says")
    REFUSED = N_("Results that cannot be taken")
    HOW_OFTEN = N_("How often")
    FIRST_AT = N_("First at")
    TAKE_IN = N_("Take these results in")
    TAKEN = N_("Files of results that were taken in")
    NONE_TAKEN = N_("Nobody has taken in a file of results yet.")
    NONE_REFUSED = N_("None was refused")
    WHO_MAY = N_("An analyst or an expert can bring results.")
    NOT_YOU = N_(
        "That was not done. Say who you are first, and that you are an analyst or an expert: "
        "those may bring results."
    )
    PERIOD = N_("How long the period of a row is")


_PARTS: Mapping[str, str] = {
    "model": N_("The model"),
    "start": N_("The first day of the period"),
    "end": N_("The last day of the period"),
    "measure": N_("What was measured, by its name"),
    "value": N_("The value of what was measured"),
    "count": N_("On how many cases it rests"),
    "group": N_("The group of people or cases"),
    "version": N_("The version of the model"),
}

_ASKED: Mapping[str, str] = {
    "dates": N_("“{example}” could be two days. Which comes first, the day or the month?"),
    "decimals": N_("“{example}” could be two numbers. What stands before the decimals?"),
    "scale": N_("The largest share is {example}. Do shares run from 0 to 1, or from 0 to 100?"),
    "time_zone": N_("“{example}” does not say whose time it is. Whose time is meant?"),
}

_ANSWERS: Mapping[str, str] = {
    "day_first": N_("The day, as in 13/04/2026"),
    "month_first": N_("The month, as in 04/13/2026"),
    "comma": N_("A comma, as in 1.234,56"),
    "point": N_("A point, as in 1,234.56"),
    "share": N_("From 0 to 1"),
    "percent": N_("From 0 to 100, as percentages"),
}

_MISSING: Mapping[str, str] = {
    "model": N_("Say which column names the models."),
    "end": N_("Say which column holds the day on which a period ends, or begins."),
    "period": N_("Say how long the period of a row is."),
    "value": N_("Say which column holds the value of what was measured."),
    "values": N_("Say which columns hold results, and of which measure."),
}


def part_words(part: str, speech: Speech) -> str:
    """What a part of a row is called."""
    return text(_PARTS[part], speech)


def measure_option(key: str, speech: Speech) -> str:
    """A column that holds the values of one measure."""
    return text(N_("Values of “{measure}”"), speech, measure=key)


def asked(key: str, example: str, speech: Speech) -> str:
    """The question about something the rows do not decide."""
    return text(_ASKED[key], speech, example=example)


def answer_words(key: str, answer: str, speech: Speech) -> str:
    """An answer to it; a time zone is called by its name."""
    if key == "period":
        return lasting(answer, speech)
    said = _ANSWERS.get(answer.replace(" ", "_"))
    return text(said, speech) if said else answer


def bring_headline(speech: Speech) -> Sentence:
    """Nothing waits to be looked through."""
    return sentence(N_("Bring results that stand in a file"), speech)


def bring_told(speech: Speech) -> tuple[Sentence, ...]:
    """What happens to a file that is brought."""
    return (
        sentence(
            N_(
                "Figures that no system sends us often stand in an Excel file. Here they become "
                "results of your models."
            ),
            speech,
        ),
        sentence(N_("You see what it would change before anything is changed."), speech),
    )


def unreadable_headline(file: str, speech: Speech) -> Sentence:
    """A file that could not be read."""
    return sentence(N_("“{file}” could not be read"), speech, file=file)


def asking_headline(file: str, speech: Speech) -> Sentence:
    """Something must be said before a file can be read."""
    return sentence(N_("What does “{file}” say?"), speech, file=file)


def asking_told(missing: Sequence[str], questions: int, speech: Speech) -> tuple[Sentence, ...]:
    """What that is."""
    told = [sentence(_MISSING[each], speech) for each in missing]
    if questions:
        forms = NN_(
            "One thing could mean two: we ask instead of guessing, and remember your answer.",
            "{count} things could mean two: we ask instead of guessing, and remember your answers.",
        )
        told.append(counted_sentence(forms, questions, speech, count=whole(questions, speech)))
    return tuple(told)


def looked_headline(file: str, changes: bool, speech: Speech) -> Sentence:
    """A file that was looked through."""
    if changes:
        return sentence(N_("What “{file}” would change"), speech, file=file)
    return sentence(N_("Nothing would change by “{file}”"), speech, file=file)


def new_told(count: int, speech: Speech) -> Sentence:
    """How many results would be added."""
    forms = NN_("{count} result would be added.", "{count} results would be added.")
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def replaced_told(count: int, speech: Speech) -> Sentence:
    """How many would replace an earlier one."""
    forms = NN_(
        "{count} result would replace an earlier one, which stays in the history.",
        "{count} results would replace earlier ones, which stay in the history.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def known_told(count: int, speech: Speech) -> Sentence:
    """How many are recorded already."""
    forms = NN_(
        "{count} result is recorded already as your file says.",
        "{count} results are recorded already as your file says.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def refused_told(count: int, speech: Speech) -> Sentence:
    """How many cannot be taken."""
    forms = NN_("{count} result cannot be taken.", "{count} results cannot be taken.")
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def empty_told(count: int, speech: Speech) -> Sentence:
    """How many cells hold no value."""
    forms = NN_(
        "{count} cell for a value is empty, and says nothing.",
        "{count} cells for a value are empty, and say nothing.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def taken_before_told(by: str, at: datetime, speech: Speech) -> Sentence:
    """A file of the same name was taken in before."""
    message = N_("{name} took in a file of this name on {day}.")
    return sentence(message, speech, name=by, day=aged(at, speech))


def kept_until_told(until: datetime, speech: Speech) -> Sentence:
    """How long a file waits."""
    message = N_("The file waits here for you until {day}; nobody else sees it.")
    return sentence(message, speech, day=aged(until, speech))


def left_out_told(columns: Sequence[str], speech: Speech) -> Sentence:
    """Columns that are not read, each by its heading."""
    forms = NN_("This column is left out: {columns}.", "These columns are left out: {columns}.")
    return counted_sentence(forms, len(columns), speech, columns=", ".join(columns))


def brought_told(added: int, replaced: int, speech: Speech) -> str:
    """What a file brought that was taken in."""
    slots = {"added": whole(added, speech), "replaced": whole(replaced, speech)}
    return text(N_("{added} added, {replaced} replaced"), speech, **slots)

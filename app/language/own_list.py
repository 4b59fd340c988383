"""What the page says on which somebody brings a list of models of their own."""

from datetime import datetime
from enum import Enum, unique

from app.language.amounts import whole
from app.language.dates import aged
from app.language.fields import field_words
from app.language.labels import Label, label
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import FieldName
from data.lists.columns import Column, Key


@unique
class OwnListLabel(Enum):
    """A label of the page about one's own list."""

    BRING = N_("Bring a list")
    FILE = N_("The list, an Excel workbook (.xlsx) or a CSV file, up to 10 MB")
    LOOK = N_("Look at this list")
    AWAY = N_("Put this list away")
    WITH_ALL = N_("Download everything recorded, to edit and bring again")
    COLUMNS = N_("What the columns hold")
    COLUMN = N_("Column of your file")
    HOLDS = N_("What it holds")
    FIRST_VALUE = N_("What stands there first")
    LEAVE_OUT = N_("Leave this column out")
    OTHERWISE = N_("Models that we do not know, and whose row does not say what sort they are")
    NOT_ADDED = N_("Do not add them")
    READ_AGAIN = N_("Read the list in this way")
    NO_HEADING = N_("no heading")
    PREVIEW = N_("The first rows as we understood them")
    UNDERSTOOD = N_("What your list says of it")
    REFUSED = N_("Rows that cannot be taken")
    WHERE = N_("Where it stands")
    WRONG = N_("What is wrong, and how to mend it")
    NEW = N_("In your list, and not known here")
    NEW_WHY = N_("They would be added, with everything that your list says of them.")
    FILLS = N_("Told by your list, and not recorded here")
    FILLS_WHY = N_("It would be recorded; nothing is overwritten by it.")
    DIFFER = N_("Your list and what is recorded here disagree")
    DIFFER_WHY = N_(
        "What is recorded stays as it is, unless you tick that your list is right. What you tick "
        "counts from then on, and what was so before stays in the record."
    )
    RECORDED = N_("Recorded here")
    LISTED = N_("Your list says")
    LIST_IS_RIGHT = N_("Your list is right")
    MISSING = N_("Here, and not in your list")
    MISSING_WHY = N_("Nothing happens to them. Your list may be older, or be about other models.")
    WHICH = N_("Which they are")
    TAKE_IN = N_("Take these in")
    TAKEN = N_("Lists that were taken in")
    TAKEN_FILE = N_("List")
    NONE_REFUSED = N_("No row was refused")
    SORT = N_("What sort of model it is")
    BY_WHOM = N_("Taken in by")
    BROUGHT = N_("What it brought")
    DOWNLOAD_REFUSED = N_("Download the refused rows")
    NONE_TAKEN = N_("Nobody has taken in a list yet.")
    NOT_YOU = N_(
        "That was not done. Say who you are first, and that you are an expert, a manager or a "
        "risk officer: those may bring a list."
    )
    NOT_KEPT = N_("That was not done, because our records cannot be written. Please try again.")
    WHO_MAY = N_("An expert, a manager or a risk officer can bring a list and add a model.")
    BY_HAND = N_("Add a model that is in no registry")
    BY_HAND_WHY = N_(
        "For what no system tells us: bought from a supplier, built on a language model, a "
        "spreadsheet, or rules that people wrote."
    )
    NAME = N_("What it is called")
    PURPOSE = N_("What is decided with it (may stay empty)")
    OWNER = N_("Who answers for it (may stay empty)")
    UNIT = N_("In which unit it is used (may stay empty)")
    IMPACT = N_("How much a mistake matters")
    NOBODY_SAID = N_("Nobody said")
    ADD = N_("Add this model")


def column_words(column: Column, speech: Speech) -> str:
    """What a column is called: the heading of our own lists."""
    if isinstance(column, FieldName):
        return field_words(column, speech)
    return label(Label.TECHNICAL_NAME if column is Key.NAME else Label.REGISTRY, speech)


def bring_headline(speech: Speech) -> Sentence:
    """Nothing waits to be looked through."""
    return sentence(N_("Bring the list of models that you have"), speech)


def bring_told(speech: Speech) -> tuple[Sentence, ...]:
    """What happens to a list that is brought."""
    return (
        sentence(
            N_(
                "Many companies keep a list of all their models in Excel. Here it is set against "
                "what we know."
            ),
            speech,
        ),
        sentence(N_("You see what it would change before anything is changed."), speech),
    )


def unreadable_headline(file: str, speech: Speech) -> Sentence:
    """A file that could not be read."""
    return sentence(N_("“{file}” could not be read"), speech, file=file)


def unnamed_headline(file: str, speech: Speech) -> Sentence:
    """No column of the list is known to name models."""
    return sentence(N_("Which column of “{file}” names the models?"), speech, file=file)


def unnamed_told(speech: Speech) -> Sentence:
    """What to do about that."""
    message = N_("Say below which column holds the technical name or the business name.")
    return sentence(message, speech)


def compared_headline(file: str, changes: bool, speech: Speech) -> Sentence:
    """A list that was set against what is recorded."""
    if changes:
        return sentence(N_("What “{file}” would change"), speech, file=file)
    return sentence(N_("Nothing would change by “{file}”"), speech, file=file)


def new_told(count: int, speech: Speech) -> Sentence:
    """How many models would be added."""
    forms = NN_("{count} model would be added.", "{count} models would be added.")
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def filled_told(count: int, speech: Speech) -> Sentence:
    """How much would be recorded that nobody had."""
    forms = NN_(
        "{count} thing that nobody recorded would be filled in.",
        "{count} things that nobody recorded would be filled in.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def differing_told(count: int, speech: Speech) -> Sentence:
    """In how much a list and the record disagree."""
    forms = NN_(
        "In {count} thing your list and what is recorded disagree.",
        "In {count} things your list and what is recorded disagree.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def agreeing_told(count: int, speech: Speech) -> Sentence:
    """About how many models both say the same."""
    forms = NN_(
        "About {count} model your list says what is recorded here.",
        "About {count} models your list says what is recorded here.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def missing_told(count: int, speech: Speech) -> Sentence:
    """How many models the list does not have."""
    forms = NN_(
        "{count} model that we know is not in your list.",
        "{count} models that we know are not in your list.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def refused_told(count: int, speech: Speech) -> Sentence:
    """How many rows cannot be taken."""
    forms = NN_("{count} row cannot be taken.", "{count} rows cannot be taken.")
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def sheet_told(sheet: str, rows: int, speech: Speech) -> Sentence:
    """Which sheet of a workbook was read, and how many rows of it."""
    forms = NN_("We read {rows} row{of}.", "We read {rows} rows{of}.")
    of = text(N_(" of the sheet “{sheet}”"), speech, sheet=sheet) if sheet else ""
    return counted_sentence(forms, rows, speech, rows=whole(rows, speech), of=of)


def kept_until_told(until: datetime, speech: Speech) -> Sentence:
    """How long a list waits."""
    message = N_("The list waits here for you until {day}; nobody else sees it.")
    return sentence(message, speech, day=aged(until, speech))


def columns_told(understood: int, total: int, speech: Speech) -> str:
    """How many of the columns are read."""
    message = N_("What the columns hold: {understood} of {total} are read")
    slots = {"understood": whole(understood, speech), "total": whole(total, speech)}
    return text(message, speech, **slots)


def column_at(heading: str, letters: str, speech: Speech) -> str:
    """A column by its heading and where it stands."""
    called = heading or label(OwnListLabel.NO_HEADING, speech)
    return text(N_("{heading} (column {letters})"), speech, heading=called, letters=letters)


def holds(heading: str, speech: Speech) -> str:
    """What a reader of the screen hears before what a column holds."""
    return text(N_("What “{heading}” holds"), speech, heading=heading)


def found_by_business_name(name: str, speech: Speech) -> str:
    """A model that was found by its business name, and by nothing else."""
    return text(N_("found by its business name; your list calls it “{name}”"), speech, name=name)


def right_tick(field: FieldName, model: str, speech: Speech) -> str:
    """What a reader of the screen hears of the tick that the list is right."""
    message = N_("Your list is right: {field} of {model}")
    return text(message, speech, field=field_words(field, speech), model=model)


def row_number(row: int, speech: Speech) -> str:
    """A row of the list."""
    return text(N_("row {row}"), speech, row=str(row))


def and_more(count: int, speech: Speech) -> str:
    """How many are not shown."""
    forms = NN_("and {count} more", "and {count} more")
    return counted(forms, count, speech, count=whole(count, speech))


def the_first(shown: int, total: int, speech: Speech) -> Sentence:
    """Where more disagree than are shown at once."""
    message = N_(
        "These are the first {shown} of {total}. Take them in, and the next ones are shown."
    )
    slots = {"shown": whole(shown, speech), "total": whole(total, speech)}
    return sentence(message, speech, **slots)


def empty_cells_told(speech: Speech) -> Sentence:
    """What an empty cell means."""
    message = N_("An empty cell says nothing: what is recorded stays.")
    return sentence(message, speech)


def brought_told(added: int, filled: int, changed: int, speech: Speech) -> str:
    """What a list brought that was taken in."""
    message = N_("{added} added, {filled} filled in, {changed} overwritten")
    counts = {"added": added, "filled": filled, "changed": changed}
    return text(message, speech, **{name: whole(each, speech) for name, each in counts.items()})


def list_title(speech: Speech) -> str:
    """What the list to edit is called."""
    return text(N_("Models as they are recorded"), speech)

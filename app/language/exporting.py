"""What ``rollcall export`` and ``rollcall import-all`` tell."""

from collections.abc import Mapping
from datetime import datetime

from app.language.amounts import whole
from app.language.dates import moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence


def exported(rows: int, folder: str, speech: Speech) -> Sentence:
    """Everything stands in a folder now."""
    forms = NN_(
        "{count} row is written to {folder}; README.md there says what each file holds. Keep it "
        "safe: whoever can read it sees everything.",
        "{count} rows are written to {folder}; README.md there says what each file holds. Keep it "
        "safe: whoever can read it sees everything.",
    )
    return counted_sentence(forms, rows, speech, count=whole(rows, speech), folder=folder)


def brought_in(rows: int, made_at: datetime, where: str, speech: Speech) -> Sentence:
    """Everything stands in the store again."""
    forms = NN_(
        "{count} row of {moment} is in the store: {store}. Everybody signs in anew.",
        "{count} rows of {moment} are in the store: {store}. Everybody signs in anew.",
    )
    slots = {"count": whole(rows, speech), "moment": moment(made_at, speech), "store": where}
    return counted_sentence(forms, rows, speech, **slots)


def record_holds(entries: int, speech: Speech) -> Sentence:
    """The record is what it was."""
    forms = NN_(
        "The record holds: {count} entry, as it was written.",
        "The record holds: {count} entries, as they were written.",
    )
    return counted_sentence(forms, entries, speech, count=whole(entries, speech))


def record_was_broken(number: int, speech: Speech) -> Sentence:
    """The record was changed before it was written out."""
    message = N_(
        "The record does not hold from entry {number} on. It was so before it was written out: "
        "compare it with an older backup."
    )
    return sentence(message, speech, number=whole(number, speech))


def then_serve(speech: Speech) -> Sentence:
    """What to do next."""
    return sentence(N_("Next: rollcall serve"), speech)


_FAILED: Mapping[str, str] = {
    "folder_exists": N_(
        "Nothing was written: {folder} exists already. Please name a folder that does not."
    ),
    "no_export": N_(
        "Nothing was brought in: {file} is missing, or is not what rollcall export writes. Please "
        "name a whole folder that it wrote."
    ),
    "newer": N_(
        "Nothing was brought in: {folder} was written by a newer Rollcall. Please install that one "
        "first."
    ),
    "not_empty": N_(
        "Nothing was brought in: the store holds something already. Name an empty one in "
        "ROLLCALL_DATABASE_URL, without running rollcall init on it."
    ),
    "file_missing": N_(
        "Nothing was brought in: {file} is missing in {folder}. Please copy it from where it was "
        "written."
    ),
    "file_unreadable": N_(
        "Nothing was brought in: {file} cannot be read as Parquet. Please copy it anew from where "
        "it was written."
    ),
    "file_changed": N_(
        "Nothing was brought in: {file} was changed after it was written. Please copy it anew from "
        "where it was written."
    ),
    "rows_missing": N_(
        "Nothing was brought in: {file} has {found} rows, and {expected} were written. Please copy "
        "it anew from where it was written."
    ),
    "not_an_object": N_(
        "Nothing was brought in: row {row} of {file} is not one JSON object on one line. Please "
        "copy the file anew from where it was written."
    ),
    "columns_differ": N_(
        "Nothing was brought in: row {row} of {file} lacks {column}, or nobody knows that column. "
        "Please copy the file anew from where it was written."
    ),
    "not_its_kind": N_(
        "Nothing was brought in: “{found}” in {column}, row {row} of {file}, is not what this "
        "column holds. Please copy the file anew from where it was written."
    ),
    "row_refused": N_(
        "Nothing was brought in: the database does not take row {row} of {file} ({detail}). Please "
        "copy the file anew from where it was written."
    ),
    "record_broken": N_(
        "Nothing was brought in: the record was changed after it was written, at entry {number}. "
        "Please copy record_entries and record_contents anew from where they were written."
    ),
}


def failed(fault: str, inputs: Mapping[str, str | int], folder: str, speech: Speech) -> Sentence:
    """Why nothing was done, and what to do."""
    told = {
        name: whole(value, speech) if isinstance(value, int) else value
        for name, value in inputs.items()
    }
    return sentence(_FAILED[fault], speech, **{"folder": folder, **told})


def not_written(folder: str, detail: str, speech: Speech) -> Sentence:
    """The folder cannot be written; ``detail`` is the system's own reason."""
    message = N_("Nothing was written: {folder} cannot be written ({detail}).")
    return sentence(message, speech, folder=folder, detail=detail)

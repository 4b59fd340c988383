"""What backing up and restoring tell."""

from collections.abc import Mapping
from datetime import datetime

from app.language.amounts import whole
from app.language.dates import moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence


def backed_up(rows: int, file: str, speech: Speech) -> Sentence:
    """Everything stands in a file now."""
    forms = NN_(
        "{count} row is saved in {file}. Keep it safe: whoever can read it sees everything.",
        "{count} rows are saved in {file}. Keep it safe: whoever can read it sees everything.",
    )
    return counted_sentence(forms, rows, speech, count=whole(rows, speech), file=file)


def restored(rows: int, made_at: datetime, where: str, speech: Speech) -> Sentence:
    """Everything stands in the store again."""
    forms = NN_(
        "{count} row of {moment} is in the store again: {store}. Everybody signs in anew.",
        "{count} rows of {moment} are in the store again: {store}. Everybody signs in anew.",
    )
    slots = {"count": whole(rows, speech), "moment": moment(made_at, speech), "store": where}
    return counted_sentence(forms, rows, speech, **slots)


def then_verify(speech: Speech) -> Sentence:
    """What to do after restoring."""
    return sentence(N_("Next: rollcall verify-log, then rollcall serve"), speech)


_FAILED: Mapping[str, str] = {
    "file_exists": N_("Nothing was saved: {file} exists already. Please name another file."),
    "no_file": N_("Nothing was restored: there is no file {file}."),
    "not_a_backup": N_(
        "Nothing was restored: {file} is no backup of Rollcall. Please name a file that rollcall "
        "backup made."
    ),
    "damaged": N_(
        "Nothing was restored: {file} is damaged or was cut off. Please take another backup."
    ),
    "newer": N_(
        "Nothing was restored: {file} was made by a newer Rollcall. Please install that one first."
    ),
    "not_empty": N_(
        "Nothing was restored: the store holds something already. Restore into an empty one: name "
        "another in ROLLCALL_DATABASE_URL, or move the old one away."
    ),
}


def failed(fault: str, file: str, speech: Speech) -> Sentence:
    """Why nothing was done, and what to do."""
    return sentence(_FAILED[fault], speech, file=file)


def not_written(file: str, detail: str, speech: Speech) -> Sentence:
    """The file cannot be written; ``detail`` is the system's own reason."""
    message = N_("Nothing was saved: {file} cannot be written ({detail}).")
    return sentence(message, speech, file=file, detail=detail)

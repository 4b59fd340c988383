"""Words for everything that can go wrong while reading: what, where, and how to mend it."""

from collections.abc import Mapping
from datetime import datetime
from string import Formatter

from app.language.amounts import EXACT_DIGITS, plain
from app.language.dates import moment
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, sentence, text
from data.problems import Code, Problem, Unreadable

_SOURCES: Mapping[Code, str] = {
    Code.UNREACHABLE: N_(
        "{source} does not answer at {address}. Check that it runs and that the address is right."
    ),
    Code.TIMED_OUT: N_(
        "{source} took longer than {seconds} seconds to answer. Try again, or allow it more time."
    ),
    Code.REFUSED_SIGN_IN: N_(
        "{source} refused our sign-in (answer {status}). Check the name and the secret we use."
    ),
    Code.WRONG_ADDRESS: N_(
        "{source} knows nothing at {address} (answer {status}). Check the address."
    ),
    Code.REDIRECTED: N_(
        "{source} sent us on to {to}, and we do not follow. Give that address if it is right."
    ),
    Code.SERVER_FAILED: N_(
        "{source} failed while answering (answer {status}). Ask whoever runs it to look at its log."
    ),
    Code.NOT_THE_EXPECTED_ANSWER: N_(
        "{source} answered with something other than {expected}. Check that the address is right."
    ),
    Code.TOO_MANY_REQUESTS: N_(
        "{source} says that we ask too often (answer {status}). We try again at the next sync."
    ),
    Code.UNTRUSTED_CERTIFICATE: N_(
        "We do not trust the certificate of {source}. Ask whoever runs it to renew or install it."
    ),
    Code.ANSWER_TOO_LARGE: N_(
        "{source} sent more than {limit} bytes at once, so we stopped. Ask whoever runs it why."
    ),
    Code.LIST_TOO_LONG: N_(
        "{source} listed more than {limit} entries, so we stopped. Ask whoever runs it why."
    ),
    Code.PAGES_REPEAT: N_(
        "{source} sent the same page of its list twice, so we stopped. Ask whoever runs it why."
    ),
    Code.TABLE_MISSING: N_(
        "{source} has no table called {table}. Check its name, and that we may read it."
    ),
    Code.COLUMN_MISSING: N_(
        "{source} has no column called {column}. These are there: {found}. Correct the mapping."
    ),
    Code.FILE_MISSING: N_("{source} finds no file at {path}. Check the path."),
    Code.FILE_UNREADABLE: N_("{source} cannot read {path}: {why}."),
    Code.QUERY_FAILED: N_(
        "{source} could not answer the query of {field} ({reason}). It says “{found}”. "
        "Correct the query in rollcall.toml, or ask whoever runs it."
    ),
    Code.SECRET_MISSING: N_(
        "{source} needs a secret that is not set. Set the environment variable {variable}."
    ),
    Code.DRIVER_NOT_ALLOWED: N_(
        "{source} asks for the database driver {driver}. Use one of these: {allowed}."
    ),
    Code.READ_TOO_LONG: N_(
        "{source} was read for {hours} hours and had not come to its end. We kept what we had."
        " Let it tell of a shorter time, or split it into several sources."
    ),
    Code.INVENTORY_SHRANK: N_(
        "{source} listed {before} models before and lists {after} now. "
        "We kept what we had. Check that the source is complete. If it is, a manager or an "
        "administrator confirms it on the page Sources. So does rollcall sync --accept-shrink, run "
        "once."
    ),
    Code.MIXED_COMPANIES: N_(
        "The pretend company and real models do not share a store. "
        "Name another store in ROLLCALL_DATABASE_URL; or delete this one, which is "
        "var/rollcall.db unless you chose it."
    ),
    Code.NOTHING_READ: N_(
        "Nothing was read into this store yet, so it knows no model. Run rollcall sync or rollcall "
        "import first."
    ),
    Code.SYNC_RUNNING: N_("Another sync is running since {since}. Wait until it has finished."),
    Code.JUDGING_RUNNING: N_("Somebody else is judging right now. Wait until that has finished."),
    Code.INTERNAL: N_(
        "Reading {source} failed, and that is our fault. The log has the details; please report it."
    ),
}

_ROWS: Mapping[Code, str] = {
    Code.UNKNOWN_MODEL: N_("No model is called “{found}”. Perhaps {nearest} is meant."),
    Code.LETTER_OF_ANOTHER: N_(
        "“{found}” looks like {nearest}, but has a sign that {nearest} has not: {letter}. "
        "Write the name again."
    ),
    Code.UNKNOWN_MEASURE: N_(
        "No measure is called “{found}”. These are known: {known}. Correct it or add the measure."
    ),
    Code.UNKNOWN_PERSON: N_("Nobody is listed as “{found}”. Add this person, or correct the name."),
    Code.UNKNOWN_VERSION: N_(
        "“{found}” in {field} is no version we know. Correct it, or register that version."
    ),
    Code.UNKNOWN_JOB: N_(
        "No event tells of a job “{found}”. Correct its name in rollcall.toml, or see to it that "
        "its events are written."
    ),
    Code.UNKNOWN_DAG: N_(
        "Airflow lists no DAG “{found}”. Correct its name in rollcall.toml, or ask whoever runs "
        "Airflow to let us see it."
    ),
    Code.DAG_PAUSED: N_(
        "The DAG “{found}” is paused in Airflow, so it brings no new data. Switch it on there, or "
        "leave it out of what feeds a model."
    ),
    Code.RUN_GOES_ON: N_(
        "A run of the DAG “{found}” has been going on since {since}, longer than from one "
        "run to the next. Look in Airflow whether it hangs."
    ),
    Code.COUNT_DISAGREES: N_(
        "The list of {field} should have {expected} entries, and {found} came. "
        "Part of it may be missing, so we took none of it and try again with the next sync."
    ),
    Code.UNKNOWN_EXPERIMENT: N_("No experiment is called “{found}”. Correct it in rollcall.toml."),
    Code.RUN_GONE: N_(
        "The run {found} that made this version is gone, so nobody can tell how its test went. "
        "Register a version from a run that is kept."
    ),
    Code.ALIASES_ALIKE: N_(
        "Two aliases differ by capitals alone: {first} and {second}. We follow {first}. "
        "Take one of them away."
    ),
    Code.LIVE_MARKS_DISAGREE: N_(
        "The marks for the version in use disagree: {first} and {second}. Leave one of them."
    ),
    Code.VALUE_MISSING: N_("{field} is empty. Fill it in, or leave the row out."),
    Code.NOT_A_NUMBER: N_("“{found}” in {field} is not a number. Write it like {example}."),
    Code.NOT_FINITE: N_("“{found}” in {field} is not a number anybody can measure. Leave it out."),
    Code.NOT_A_SHARE: N_(
        "“{found}” in {field} is no share. Write 12 percent as 0.12, or set the scale of its table "
        "to percent."
    ),
    Code.NOT_A_COUNT: N_("“{found}” in {field} is no count. Write a whole number, 0 or more."),
    Code.NOT_A_DATE: N_("“{found}” in {field} is no date. Write it like 2026-03-15."),
    Code.DATE_AMBIGUOUS: N_(
        "“{found}” in {field} can be read as two dates. Write it like 2026-03-15."
    ),
    Code.NO_TIME_ZONE: N_(
        "“{found}” in {field} has no time zone. Add one, or name it in the mapping."
    ),
    Code.CLOCKS_CHANGE: N_(
        "“{found}” in {field} fell into the hour when the clocks of {zone} changed, so it is no "
        "moment or two. Add its distance from UTC, such as +01:00."
    ),
    Code.NOT_A_DURATION: N_(
        "“{found}” in {field} is no length of time. Write it like P1D for a day or P7D for a week."
    ),
    Code.NOT_ONE_OF: N_("“{found}” in {field} is not one of these: {allowed}. Choose one."),
    Code.PERIOD_BACKWARDS: N_(
        "The period from {start} to {end} does not end after it begins. Swap or correct them."
    ),
    Code.IN_THE_FUTURE: N_(
        "“{found}” in {field} is still to come. Correct it, or wait until then."
    ),
    Code.OUTSIDE_TIME: N_(
        "“{found}” in {field} lies too far away in time to be right. Correct it."
    ),
    Code.TOO_FAR_AHEAD: N_(
        "“{found}” in {field} is more than {limit} days ahead. Choose an earlier day."
    ),
    Code.READINGS_DISAGREE: N_(
        "Two results for the same period disagree: {first} and {second}. Keep the right one."
    ),
    Code.UNKNOWN_KEY: N_("We do not know “{key}”. Perhaps {nearest} is meant."),
    Code.MINIMUM_BEYOND_EXPECTED: N_(
        "The minimum {minimum} asks for more than the expected {expected}. Correct one of them."
    ),
    Code.TEXT_TOO_LONG: N_("The text in {field} is longer than {limit} letters. Shorten it."),
    Code.LIBRARY_UNREADABLE: N_(
        "We cannot read the line “{found}” of {file}. Correct it for the next version."
    ),
    Code.NOT_PLAIN_TEXT: N_(
        "“{found}” in {field} has signs that are not plain text. Write it again without them."
    ),
    Code.PERSON_TWICE: N_(
        "“{found}” stands here and at {other}, and the two say different things. Keep one of them."
    ),
    Code.NO_SUCH_RESULT: N_(
        "The report has no result called {field}. Add it to the report, or correct the name."
    ),
    Code.SEVERAL_RESULTS: N_(
        "More than one result of a report may be called {field}. "
        "Name its column as well, such as MissingValueCount(column=age).share."
    ),
    Code.SEVERAL_MODELS: N_(
        "The report names two models: {first} and {second}. Write one report for each of them."
    ),
    Code.NEWER_REPORT: N_(
        "“{found}” in {field} is not used, because a newer report tells of the same days: {other}. "
        "Delete this one."
    ),
    Code.FIELDS_UNEVEN: N_(
        "The row has {found} fields, and the heading has {expected}. Add or take away the rest."
    ),
    Code.THOUSANDS_APART: N_(
        "The comma in {found} makes two fields of it, so the row has too many. If it is one "
        "number, write {meant}."
    ),
    Code.NO_LABEL: N_(
        "What the query of {field} gives has no label {label}, so we cannot tell whose it is. "
        "Add “by ({label})” to the query, or set model_label."
    ),
    Code.SEVERAL_SERIES: N_(
        "{series} series match {found} in {field}, and we need one. Narrow the query."
    ),
    Code.NOT_ONE_NUMBER: N_(
        "The query of {field} gives “{found}”, not one number for each model. Change the query."
    ),
    Code.PARTIAL_ANSWER: N_(
        "The answer to the query of {field} may be incomplete, so we did not take it. "
        "The server warns: “{found}”. We ask again at the next sync."
    ),
    Code.NOTHING_FOUND: N_(
        "The query of {field} found nothing from {start} to {end}. "
        "Check the query, and whether what it counts still runs."
    ),
    Code.TOO_MANY_VALUES: N_(
        "The query of {field} gives more than {limit} values at once, so we took none of them. "
        "Narrow the query."
    ),
    Code.FORMULA_FAILED: N_(
        "The formula in {field} gives the error {found}. Correct it, or write the value itself."
    ),
    Code.FORMULA_UNSOLVED: N_(
        "{field} holds a formula without its result: {found}. Open the file in Excel, save it, and "
        "bring it again."
    ),
    Code.MODEL_TWICE: N_("“{found}” stands here and at {other}. Keep one of them."),
    Code.MODEL_UNCLEAR: N_(
        "More than one model is called “{found}”: {known}. Write its technical name, or its "
        "registry in a column of its own."
    ),
    Code.KIND_MISSING: N_(
        "We do not know “{found}”, and the row does not say what sort of model it is. Fill that "
        "in, or choose above what such models are."
    ),
}

_PROBLEMS: Mapping[Code, str] = {**_SOURCES, **_ROWS}

_UNREADABLE: Mapping[Unreadable, str] = {
    Unreadable.NO_ACCESS: N_("we are not allowed to open it, so allow Rollcall to read it"),
    Unreadable.EMPTY: N_("there is nothing in it, so write it again"),
    Unreadable.TOO_LARGE: N_("it is too large, so split it"),
    Unreadable.NOT_UTF8: N_("its letters are not UTF-8, so save it as UTF-8"),
    Unreadable.NOT_TEXT: N_("it is not text, so check that it is the right file"),
    Unreadable.EXCEL: N_("it is an Excel file, so save it as CSV"),
    Unreadable.PACKED: N_("it is an Excel or a packed file, so check that it is the right file"),
    Unreadable.NOT_CSV: N_("it is not a table with commas, so save it as CSV"),
    Unreadable.NO_HEADINGS: N_("its first row names no column we need, so put the names there"),
    Unreadable.STRAY_QUOTE: N_("a quotation mark stands inside a cell, so write it twice"),
    Unreadable.LONG_CELL: N_("a cell has more than 131,072 letters, so shorten it"),
    Unreadable.OPEN_QUOTE: N_("a quotation mark is not closed, so close it"),
    Unreadable.COLUMNS_REPEAT: N_("two columns have the same name, so rename one"),
    Unreadable.NOT_PARQUET: N_("it is not a Parquet file, so check that it is the right file"),
    Unreadable.NOT_JSON: N_("it is not one JSON object, so write it anew"),
    Unreadable.NOT_TOML: N_("it is not valid TOML, so check its brackets and quotes"),
    Unreadable.KEYS_REPEAT: N_("one name stands in it twice, so write it again"),
    Unreadable.WEB_PAGE: N_("it is a web page, so save the report as JSON"),
    Unreadable.OLD_REPORT: N_(
        "a version of Evidently before 0.7 wrote it, so write it again with a newer one"
    ),
    Unreadable.NOT_A_REPORT: N_("it is no report of Evidently, so check that it is the right file"),
    Unreadable.OUTSIDE: N_("it is a link that leads out of its folder, so put the file there"),
    Unreadable.NOT_EXCEL: N_(
        "it is not an Excel file that we can open, so save it again as an Excel workbook (.xlsx)"
    ),
    Unreadable.OLD_EXCEL: N_(
        "it is a file of an old Excel (.xls), so save it as an Excel workbook (.xlsx)"
    ),
    Unreadable.LOCKED: N_("it is locked with a password, so save it without one"),
    Unreadable.TOO_MANY_ROWS: N_("it has more than 5,000 rows, so split it"),
    Unreadable.TOO_MANY_COLUMNS: N_("it has more than 100 columns, so keep those that are needed"),
    Unreadable.NO_ROWS: N_("no row stands below its headings, so add one"),
}

_MISSING: Mapping[str, str] = {
    "source": N_("This source"),
    "address": N_("the address we have"),
    "nearest": N_("something else"),
    "field": N_("one field"),
    "found": N_("(nothing)"),
    "example": "0.61",
}
"""What stands in a sentence where nothing was given."""

_PERHAPS = N_("“{found}” in {field} is not one of these: {allowed}. Perhaps {nearest} is meant.")
_MOMENTS = frozenset({"since", "start", "end"})


def problem_words(problem: Problem, speech: Speech) -> Sentence:
    """What went wrong, where, and how to mend it; up to three short sentences in one.

    What the source wrote stands in slots, never in the text itself.
    """
    message = _PROBLEMS[problem.code]
    if problem.code is Code.NOT_ONE_OF and problem.inputs.get("nearest"):
        message = _PERHAPS
    names = [name for _, name, _, _ in Formatter().parse(message) if name]
    return sentence(message, speech, **{name: _slot(name, problem, speech) for name in names})


def _slot(name: str, problem: Problem, speech: Speech) -> str:
    value = problem.inputs.get(name, "")
    if problem.code is Code.FILE_UNREADABLE and name == "why":
        return _why(problem, speech)
    if problem.code is Code.COLUMN_MISSING and name == "source" and "path" in problem.inputs:
        return f"{problem.inputs['path']} ({value})"
    if isinstance(value, int | float):
        return plain(value, EXACT_DIGITS, speech)
    if name in _MOMENTS and value:
        return _moment(value, speech)
    return value.strip() or text(_MISSING.get(name, N_("(not recorded)")), speech)


def _moment(given: str, speech: Speech) -> str:
    """A moment as people write it; what cannot be read as one stays as it was given."""
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        return given
    return given if at.tzinfo is None else moment(at, speech)


def _why(problem: Problem, speech: Speech) -> str:
    """Why a file cannot be read, and in which line where that is known."""
    why = text(_UNREADABLE[Unreadable(str(problem.inputs["why"]))], speech)
    line = problem.inputs.get("line")
    if not line:
        return why
    return text(N_("{why} (line {line})"), speech, why=why, line=str(line))

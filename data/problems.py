"""Everything that can go wrong while reading, as codes with their inputs.

Errors of other libraries stop where they are raised and become one of these. The words for a
code live in ``app.language.problems``; the details go to the log, never to a reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Code(StrEnum):
    """What went wrong. The comment of each names the inputs its sentence needs."""

    # A whole source could not be read. Inputs: source, address (no secrets), plus those named.
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"  # seconds
    REFUSED_SIGN_IN = "refused_sign_in"  # status
    WRONG_ADDRESS = "wrong_address"  # status
    REDIRECTED = "redirected"  # to
    SERVER_FAILED = "server_failed"  # status
    NOT_THE_EXPECTED_ANSWER = "not_the_expected_answer"  # expected
    TOO_MANY_REQUESTS = "too_many_requests"  # status
    UNTRUSTED_CERTIFICATE = "untrusted_certificate"
    ANSWER_TOO_LARGE = "answer_too_large"  # limit (bytes)
    LIST_TOO_LONG = "list_too_long"  # limit (entries)
    PAGES_REPEAT = "pages_repeat"
    TABLE_MISSING = "table_missing"  # table
    COLUMN_MISSING = "column_missing"  # column, found
    FILE_MISSING = "file_missing"  # path
    FILE_UNREADABLE = "file_unreadable"  # path, why (of Unreadable), line (0: the whole file)
    QUERY_FAILED = "query_failed"  # field, reason (the server's word for it), found
    SECRET_MISSING = "secret_missing"  # variable
    DRIVER_NOT_ALLOWED = "driver_not_allowed"  # driver, allowed
    READ_TOO_LONG = "read_too_long"  # hours
    INVENTORY_SHRANK = "inventory_shrank"  # before, after
    MIXED_COMPANIES = "mixed_companies"
    NOTHING_READ = "nothing_read"
    SYNC_RUNNING = "sync_running"  # since
    JUDGING_RUNNING = "judging_running"
    INTERNAL = "internal"

    # One row could not be taken. Inputs: field, found, plus those named.
    UNKNOWN_MODEL = "unknown_model"  # found, nearest
    LETTER_OF_ANOTHER = "letter_of_another"  # found, nearest, letter (its name in Unicode)
    UNKNOWN_MEASURE = "unknown_measure"  # found, known
    UNKNOWN_PERSON = "unknown_person"  # found
    UNKNOWN_VERSION = "unknown_version"  # field, found
    UNKNOWN_EXPERIMENT = "unknown_experiment"  # found
    UNKNOWN_JOB = "unknown_job"  # found
    RUN_GONE = "run_gone"  # found
    ALIASES_ALIKE = "aliases_alike"  # first, second
    UNKNOWN_DAG = "unknown_dag"  # found
    DAG_PAUSED = "dag_paused"  # found
    RUN_GOES_ON = "run_goes_on"  # found, since
    COUNT_DISAGREES = "count_disagrees"  # field (the list), found, expected (how many entries)
    LIVE_MARKS_DISAGREE = "live_marks_disagree"  # first, second
    VALUE_MISSING = "value_missing"  # field
    NOT_A_NUMBER = "not_a_number"  # field, found, example (0.61 if left out)
    NOT_FINITE = "not_finite"  # field, found
    NOT_A_SHARE = "not_a_share"  # field, found
    NOT_A_COUNT = "not_a_count"  # field, found
    NOT_A_DATE = "not_a_date"  # field, found
    DATE_AMBIGUOUS = "date_ambiguous"  # field, found
    NO_TIME_ZONE = "no_time_zone"  # field, found
    CLOCKS_CHANGE = "clocks_change"  # field, found, zone
    NOT_A_DURATION = "not_a_duration"  # field, found
    NOT_ONE_OF = "not_one_of"  # field, found, allowed, nearest (where one is most likely meant)
    PERIOD_BACKWARDS = "period_backwards"  # start, end
    IN_THE_FUTURE = "in_the_future"  # field, found
    OUTSIDE_TIME = "outside_time"  # field, found
    TOO_FAR_AHEAD = "too_far_ahead"  # field, found, limit (days)
    READINGS_DISAGREE = "readings_disagree"  # first, second
    UNKNOWN_KEY = "unknown_key"  # key, nearest
    MINIMUM_BEYOND_EXPECTED = "minimum_beyond_expected"  # minimum, expected
    TEXT_TOO_LONG = "text_too_long"  # field, limit
    LIBRARY_UNREADABLE = "library_unreadable"  # file, found
    NOT_PLAIN_TEXT = "not_plain_text"  # field, found
    PERSON_TWICE = "person_twice"  # found, other (where the person stands too)
    NO_SUCH_RESULT = "no_such_result"  # field
    SEVERAL_RESULTS = "several_results"  # field
    SEVERAL_MODELS = "several_models"  # first, second
    NEWER_REPORT = "newer_report"  # field, found, other (where the newer one stands)
    FIELDS_UNEVEN = "fields_uneven"  # found, expected (how many fields the row has and needs)
    THOUSANDS_APART = "thousands_apart"  # found (such as 1,234), meant (1234)
    NO_LABEL = "no_label"  # field, label
    SEVERAL_SERIES = "several_series"  # field, found, series (how many)
    NOT_ONE_NUMBER = "not_one_number"  # field, found (what came)
    PARTIAL_ANSWER = "partial_answer"  # field, found (what the server warned of)
    NOTHING_FOUND = "nothing_found"  # field, start, end
    TOO_MANY_VALUES = "too_many_values"  # field, limit
    FORMULA_FAILED = "formula_failed"  # field, found
    FORMULA_UNSOLVED = "formula_unsolved"  # field, found
    MODEL_TWICE = "model_twice"  # found, other (where the model stands too)
    MODEL_UNCLEAR = "model_unclear"  # found, known (the registries that have one of this name)
    KIND_MISSING = "kind_missing"  # found


class Unreadable(StrEnum):
    """Why a file could not be read: the input ``why`` of FILE_UNREADABLE."""

    NO_ACCESS = "no_access"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    NOT_TEXT = "not_text"
    EXCEL = "excel"
    PACKED = "packed"
    NOT_CSV = "not_csv"
    NO_HEADINGS = "no_headings"
    STRAY_QUOTE = "stray_quote"
    LONG_CELL = "long_cell"
    OPEN_QUOTE = "open_quote"
    COLUMNS_REPEAT = "columns_repeat"
    NOT_PARQUET = "not_parquet"
    NOT_TOML = "not_toml"
    NOT_JSON = "not_json"
    KEYS_REPEAT = "keys_repeat"
    WEB_PAGE = "web_page"
    OLD_REPORT = "old_report"
    NOT_A_REPORT = "not_a_report"
    OUTSIDE = "outside"
    NOT_EXCEL = "not_excel"
    OLD_EXCEL = "old_excel"
    LOCKED = "locked"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_ROWS = "no_rows"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong, with what its sentence needs. Never holds a secret."""

    code: Code
    inputs: Mapping[str, str | int | float] = field(default_factory=dict)


NEXT_UPDATE_WITHIN = 92
"""Days. Whoever says less than once a quarter how it goes has not taken it on."""


def next_update_problem(on: date, next_update: date) -> Problem | None:
    """Why nobody can acknowledge something on this day and promise news for that one, or None."""
    if next_update <= on:
        inputs = {"start": on.isoformat(), "end": next_update.isoformat()}
        return Problem(Code.PERIOD_BACKWARDS, inputs)
    if (next_update - on).days <= NEXT_UPDATE_WITHIN:
        return None
    found = {"field": "next_update", "found": next_update.isoformat()}
    return Problem(Code.TOO_FAR_AHEAD, {**found, "limit": NEXT_UPDATE_WITHIN})


class SourceFailed(Exception):
    """A whole source could not be read; what it told us before stays."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code.value)
        self.problem = problem


class Rejected(Exception):
    """One value could not be taken; the row around it becomes a Refusal."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code.value)
        self.problem = problem


class ReadWhole(Exception):
    """A source left out what it had told before, and all of it is needed after all."""

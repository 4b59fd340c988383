"""Why everything cannot be written out, or brought in again: codes with their inputs."""

from collections.abc import Mapping
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong. The comment of each names the inputs its sentence needs."""

    FOLDER_EXISTS = "folder_exists"
    NO_EXPORT = "no_export"  # file
    NEWER = "newer"
    NOT_EMPTY = "not_empty"
    FILE_MISSING = "file_missing"  # file
    FILE_UNREADABLE = "file_unreadable"  # file
    FILE_CHANGED = "file_changed"  # file
    ROWS_MISSING = "rows_missing"  # file, found, expected
    NOT_AN_OBJECT = "not_an_object"  # file, row
    COLUMNS_DIFFER = "columns_differ"  # file, row, column
    NOT_ITS_KIND = "not_its_kind"  # file, row, column, found
    ROW_REFUSED = "row_refused"  # file, row, detail
    RECORD_BROKEN = "record_broken"  # number


class Failed(Exception):
    """Nothing was changed; ``fault`` and its ``inputs`` say why."""

    def __init__(self, fault: Fault, **inputs: str | int) -> None:
        self.fault = fault
        self.inputs: Mapping[str, str | int] = inputs
        super().__init__(fault.value)

"""Why the last form about a file that somebody brings was not done."""

from enum import StrEnum


class Said(StrEnum):
    """Why what was asked for last was not done."""

    NOT_YOU = "not-you"
    NOT_KEPT = "not-kept"

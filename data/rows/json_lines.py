"""A file of JSON Lines becomes rows, or is refused as a whole before any row of it is taken."""

from collections.abc import Iterator, Mapping

from data.problems import Unreadable
from data.rows.plain_text import decoded, unreadable
from data.strict_json import strict


def rows(path: str, content: bytes) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each object with its place ("results.jsonl, row 12"); empty lines are left out.

    Raises Rejected with FILE_UNREADABLE (path, why, line).
    """
    # Only a line feed ends a line: JSON may hold every other sign that ends one elsewhere.
    for number, line in enumerate(decoded(path, content).split("\n"), start=1):
        if line.strip():
            yield f"{path}, row {number}", _object(path, line, number)


def _object(path: str, line: str, number: int) -> Mapping[str, object]:
    try:
        return strict(line.encode())
    except (ValueError, RecursionError):
        raise unreadable(path, Unreadable.NOT_JSON, number) from None

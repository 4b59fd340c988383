"""The rows of one source that nobody took, as a table to download."""

from collections.abc import Sequence

from app.language.labels import Label, label
from app.language.lists import about_list, stamp
from app.language.problems import problem_words
from app.language.sentence import Speech
from app.language.sourcing import none_refused, refused_from
from app.reports.exports import Table
from data.facts import Refusal


def refused_list(
    source: str, rows: Sequence[Refusal], total: int, is_pretend: bool, speech: Speech
) -> Table:
    """What is wrong with each row, where it stands, and every field of it as it came.

    ``total`` is how many refused rows there are in all. The fields of all rows become columns.
    """
    fields = tuple(dict.fromkeys(key for row in rows for key in row.row))
    told = refused_from(source, total, speech) if total else none_refused(source, speech)
    return Table(
        title=str(told),
        about=about_list(len(rows), total, is_pretend, speech),
        heads=(label(Label.WHAT_IS_WRONG, speech), label(Label.PLACE, speech), *fields),
        rows=[
            (str(problem_words(row.problem, speech)), row.place, *_fields(row, fields))
            for row in rows
        ],
        stamp=stamp(len(rows), total, str(told), is_pretend, speech),
    )


def _fields(refusal: Refusal, fields: Sequence[str]) -> tuple[str | None, ...]:
    """As text, so that a file shows what came and nothing a program makes of it."""
    return tuple(str(refusal.row[key]) if key in refusal.row else None for key in fields)

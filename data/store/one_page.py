"""One page of what a query finds, and how many it finds in all, in a single look."""

from typing import Any

from sqlalchemy import Connection, Row, Select, func

from data.store.outlooks import Choice


def one_page(conn: Connection, query: Select[Any], choice: Choice) -> tuple[list[Row[Any]], int]:
    """The rows of the page chosen, each with one column more, which is the count of all of them.

    A page behind the last one has no rows, and counts none.
    """
    counted = query.add_columns(func.count().over())
    rows = list(conn.execute(counted.limit(choice.limit).offset(choice.offset)))
    return rows, rows[0][-1] if rows else 0

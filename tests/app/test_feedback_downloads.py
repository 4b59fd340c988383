"""What people say as a file: the same rows as on the page, and no text becomes a formula."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from starlette.datastructures import QueryParams

from app.downloads import LISTS
from app.downloads_asked import Asked, Parameters
from app.judging import judge_all
from app.language.sentence import Speech
from app.reports.exports import Kind, Table, written
from data.facts import FeedbackKind, FeedbackState
from data.store import feedback
from data.store.engine import open_store, reading, writing
from data.store.feedback import Said, Step
from data.store.feedback_tables import FeedbackAct
from data.store.schema import upgrade
from tests.data.feeding import NOW, REGISTRY, churn, feed, weekly

DAY = timedelta(days=1)
SPEECH = Speech(now=NOW, time_zone="Europe/London")
RISKY = ("=1+1", "@SUM(A1)", "-2+3", '=HYPERLINK("http://evil.example")', "\tx", "客户\nsays")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(opened)
    feed(opened, (REGISTRY, churn(*weekly(4))), now=NOW)
    judge_all(opened, now=NOW, time_zone=SPEECH.time_zone)
    with writing(opened) as conn:
        for days, text in enumerate(RISKY):
            at = NOW - days * DAY
            said = Said(0, "churn", FeedbackKind.WRONG, text, text, at)
            due = (NOW - DAY).date()
            first = Step(
                1, at, FeedbackAct.RAISED, text, FeedbackState.OPEN, text, text, due, theme=text
            )
            feedback.raise_one(conn, 1, said, first)
    yield opened
    opened.dispose()


def made(engine: Engine, **asked: str) -> Table:
    with reading(engine) as conn:
        parameters = Parameters(QueryParams(urlencode(asked)))
        return LISTS["feedback"](Asked(conn, conn, parameters, SPEECH))


def test_the_longest_waiting_stands_first_and_the_choice_is_told(engine: Engine) -> None:
    table = made(engine, kind="wrong", late="yes")
    said = table.heads.index("Who said what")
    assert [row[said] for row in table.rows] == list(reversed(RISKY))
    assert any("This looks wrong" in line for line in table.about)
    assert any("Past its day" in line for line in table.about)
    assert made(engine, kind="good").rows == []


def test_in_csv_no_text_is_a_formula(engine: Engine) -> None:
    file = written(made(engine), Kind.CSV, SPEECH).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(file)) for cell in row]
    assert any(cell == "'=1+1" for cell in cells)
    assert not any(cell[:1] in "=+@\t" or cell.startswith("-2") for cell in cells if cell)


def test_in_excel_every_text_is_a_text(engine: Engine) -> None:
    file = written(made(engine), Kind.EXCEL, SPEECH)
    sheets = load_workbook(io.BytesIO(file)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)

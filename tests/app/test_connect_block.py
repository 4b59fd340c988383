"""What is added to a configuration says what was agreed on, whatever names stand in it."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connect_block import CannotAppend, append, block
from app.language.sentence import Speech
from app.settings import NotConfigured
from data.connections import FilesConnection, MeasureShape, RowMapping, SqlConnection

SPEECH = Speech(now=datetime(2026, 11, 28, tzinfo=UTC))
NAMES = st.text(min_size=1, max_size=20)
SHORT = FilesConnection("weekly", "a.csv", RowMapping("model", "end", period="P7D"))


@given(NAMES, NAMES, st.dictionaries(NAMES, NAMES, min_size=1, max_size=3), NAMES)
def test_any_name_is_written_so_that_it_is_read_again(
    table: str, column: str, values: dict[str, str], phrase: str
) -> None:
    rows = RowMapping(column, column, period="P7D", values=values, rename=values)
    source = SqlConnection("warehouse", "WAREHOUSE_URL", table, rows)
    measures = {key: MeasureShape(phrase=phrase) for key in values}
    found = tomllib.loads(block(source, measures, SPEECH))
    (written,) = found["sources"]["sql"]
    assert written == {
        "name": "warehouse",
        "url_env": "WAREHOUSE_URL",
        "table": table,
        "rows": {
            "model": column,
            "end": column,
            "period": "P7D",
            "values": values,
            "rename": values,
        },
    }
    assert {key: each["phrase"] for key, each in found["measures"].items()} == dict.fromkeys(
        values, phrase
    )


@pytest.mark.parametrize("before", ["sources = {}", "[[sources.files]]\nrows = 1\n[sources.sql"])
def test_what_cannot_be_continued_is_left_alone(tmp_path: Path, before: str) -> None:
    file = tmp_path / "rollcall.toml"
    file.write_text(before, "utf-8")
    with pytest.raises(CannotAppend):
        append(file, block(SHORT, {}, SPEECH))
    assert file.read_text("utf-8") == before


def test_what_would_not_be_valid_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "rollcall.toml"
    with pytest.raises(NotConfigured):
        append(file, block(SHORT, {}, SPEECH))
    assert not file.exists()

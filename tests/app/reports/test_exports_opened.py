"""Downloads opened in a real spreadsheet program: not one formula, and the texts as they were."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.language.sentence import Speech
from app.reports.exports import Kind, Table, written
from tests.app.reports.payloads import PAYLOADS

SPEECH = Speech(now=datetime(2026, 3, 4, 12, 30, tzinfo=UTC))
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"
CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
COMMA, SEMICOLON, TAB = 44, 59, 9


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """How LibreOffice is started, with settings of its own that are thrown away."""
    found = shutil.which("soffice")
    if found:
        settings = tmp_path_factory.mktemp("office").as_uri()
        yield [found, "--headless", "--norestore", f"-env:UserInstallation={settings}"]
        return
    message = "No LibreOffice on this machine (Debian: apt-get install libreoffice-calc-nogui)."
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def opened(office: list[str], file: Path, separator: int = COMMA) -> list[ElementTree.Element]:
    """Every cell of a file as LibreOffice has it, with formulas in CSV files evaluated."""
    # Separator, quotation mark, UTF-8, first line, …; the last but one asks to evaluate formulas.
    reader = f"CSV:{separator},34,76,1,,0,false,true,false,false,0,-1,true"
    reading = [f"--infilter={reader}"] if file.suffix == ".csv" else []
    subprocess.run(
        [*office, *reading, "--convert-to", "fods", "--outdir", str(file.parent), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return list(ElementTree.parse(file.with_suffix(".fods")).iter(CELL))


def formulas(cells: list[ElementTree.Element]) -> list[str]:
    return [cell.attrib[FORMULA] for cell in cells if FORMULA in cell.attrib]


def risky() -> Table:
    rows = [(-5.2, payload, payload) for payload in PAYLOADS]
    return Table("=1+1", ("=1+1", "@A1"), ("=1+1", "+1", "-1"), rows)


@pytest.mark.parametrize("separator", [COMMA, SEMICOLON, TAB])
def test_no_formula_runs_from_a_csv(separator: int, office: list[str], tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(written(risky(), Kind.CSV, SPEECH))
    cells = opened(office, file, separator)
    assert len(cells) > len(PAYLOADS)
    assert formulas(cells) == []


def test_no_formula_runs_from_an_excel_file(office: list[str], tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(written(risky(), Kind.EXCEL, SPEECH))
    cells = opened(office, file)
    assert formulas(cells) == []
    numbers = [float(cell.attrib[VALUE]) for cell in cells if cell.get(KIND) == "float"]
    assert numbers == [-5.2] * len(PAYLOADS)


@pytest.mark.parametrize("separator", [COMMA, SEMICOLON])
def test_the_program_would_run_them(separator: int, office: list[str], tmp_path: Path) -> None:
    """Or the tests above show nothing."""
    file = tmp_path / "unguarded.csv"
    file.write_text('5,"b;=1+1;c"\n"=1+1",5\n', encoding="utf-8")
    assert formulas(opened(office, file, separator))

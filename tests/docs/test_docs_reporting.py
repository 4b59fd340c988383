"""docs/reporting.md does what it says: its shell and Python examples run as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.report_commands import report
from data.reporting import MOST
from data.rows.reported import FIELDS
from data.store.refusals import FORGOTTEN_AFTER
from tests.rollcall_process import COMMAND, environment, rollcall

PAGE = (Path(__file__).parents[2] / "docs" / "reporting.md").read_text(encoding="utf-8")
SHELL, PYTHON = (
    re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[0] for kind in ("sh", "python")
)
CONFIGURATION = '[measures.customers_found]\nkind = "recall"\n'
COMPANY = '[[models]]\nname = "churn"\nkind = "vendor"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store that knows the model, and the command by its name."""
    (tmp_path / "rollcall.toml").write_text(CONFIGURATION)
    (tmp_path / "company.toml").write_text(COMPANY)
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "rollcall"
    command.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    command.chmod(0o755)
    for said in (["init"], ["import", "company.toml"]):
        assert rollcall(*said, cwd=tmp_path).returncode == 0
    return tmp_path


def run(*command: str, folder: Path) -> tuple[int, str, str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment({"PATH": path}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_both_examples_run_as_they_stand(folder: Path) -> None:
    assert run("sh", "-ec", SHELL, folder=folder) == (0, "1 result is taken.\n" * 3, "")
    again = "1 result is taken. 1 of them was known already.\n"
    assert run("sh", "-ec", SHELL, folder=folder) == (0, again * 3, "")
    assert run(sys.executable, "-P", "-c", PYTHON, folder=folder) == (0, "", "")
    elsewhere = PYTHON.replace("0.81", "1.81")
    code, out, err = run(sys.executable, "-P", "-c", elsewhere, folder=folder)
    assert (code, err) == (0, "")
    assert out.startswith("report, row 1: “1.81” in value is no share.")


def test_every_option_and_number_is_told() -> None:
    names = set(re.findall(r"--([a-z]+)", PAGE))
    assert names == {"period", "cases", "group", "version", "registry", "file"}
    assert names - {"period", "file"} <= set(FIELDS)
    assert names <= set(report.__annotations__)
    assert f"{MOST:,}" in PAGE
    assert f"{FORGOTTEN_AFTER.days} days" in PAGE


def test_it_says_it_in_ten_lines() -> None:
    told = [line for line in re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL).splitlines() if line]
    assert len(told) <= 10

"""docs/your-data.md does what it says: its commands run, and its tables are those of the store."""

import re
from pathlib import Path

from docs.make_your_data import BELOW, PAGE, made
from tests.docs.test_docs_reporting import run
from tests.rollcall_process import COMMAND, rollcall

TEXT = PAGE.read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)


def test_its_tables_are_those_of_the_store() -> None:
    """Made anew with: python -m docs.make_your_data"""
    assert TEXT.partition(BELOW)[2] == made()


def test_its_commands_run_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "rollcall"
    command.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    command.chmod(0o755)
    assert rollcall("init", cwd=tmp_path).returncode == 0
    code, _, err = run("sh", "-ec", "".join(SHELL), folder=tmp_path)
    assert (code, err) == (0, "")
    made_here = {each.name for each in tmp_path.iterdir()}
    assert {"everything", "everything-parquet", "new.db"} <= made_here

"""``rollcall export`` and ``rollcall import-all``, as processes of their own."""

from pathlib import Path

import pytest

from tests.rollcall_process import rollcall


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert rollcall("init", cwd=tmp_path).returncode == 0
    return tmp_path


def elsewhere(folder: Path) -> dict[str, str]:
    return {"ROLLCALL_DATABASE_URL": f"sqlite:///{folder / 'other.db'}"}


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_what_was_written_comes_in_elsewhere(folder: Path, kind: str) -> None:
    done = rollcall("export", "everything", "--format", kind, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "written to everything; README.md there says what each file holds" in done.stdout
    done = rollcall("import-all", "everything", cwd=folder, env=elsewhere(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Everybody signs in anew" in done.stdout
    assert "The record holds" in done.stdout
    assert rollcall("verify-log", cwd=folder, env=elsewhere(folder)).returncode == 0


def test_what_is_there_is_never_overwritten(folder: Path) -> None:
    (folder / "everything").mkdir()
    done = rollcall("export", "everything", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("Nothing was written: everything exists already.")


def test_a_place_that_is_not_there_is_named(folder: Path) -> None:
    done = rollcall("export", "nowhere/everything", cwd=folder)
    assert done.returncode == 2
    assert "nowhere/everything cannot be written (No such file or directory)" in done.stderr


def test_a_file_that_was_changed_is_named_with_its_row(folder: Path) -> None:
    rollcall("export", "everything", cwd=folder)
    with (folder / "everything" / "models.jsonl").open("a") as file:
        file.write('{"id": 1}\n')
    done = rollcall("import-all", "everything", cwd=folder, env=elsewhere(folder))
    assert done.returncode == 2
    assert done.stderr == (
        "Nothing was brought in: row 1 of models.jsonl lacks name, or nobody knows that column. "
        "Please copy the file anew from where it was written.\n"
    )


def test_a_store_in_use_is_left_alone(folder: Path) -> None:
    rollcall("export", "everything", cwd=folder)
    done = rollcall("import-all", "everything", cwd=folder)
    assert done.returncode == 2
    assert "the store holds something already" in done.stderr

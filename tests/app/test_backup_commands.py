"""``rollcall backup`` and ``rollcall restore``, as processes of their own."""

from pathlib import Path

import pytest

from tests.rollcall_process import rollcall


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert rollcall("init", cwd=tmp_path).returncode == 0
    return tmp_path


def elsewhere(folder: Path) -> dict[str, str]:
    return {"ROLLCALL_DATABASE_URL": f"sqlite:///{folder / 'other.db'}"}


def test_what_was_backed_up_is_restored_elsewhere(folder: Path) -> None:
    done = rollcall("backup", "monday.zip", cwd=folder)
    assert (done.returncode, "saved in monday.zip" in done.stdout) == (0, True)
    done = rollcall("restore", "monday.zip", cwd=folder, env=elsewhere(folder))
    assert done.returncode == 0
    assert "Everybody signs in anew" in done.stdout
    assert "Next: rollcall verify-log" in done.stdout
    assert rollcall("verify-log", cwd=folder, env=elsewhere(folder)).returncode == 0


def test_a_backup_is_never_overwritten(folder: Path) -> None:
    rollcall("backup", "monday.zip", cwd=folder)
    done = rollcall("backup", "monday.zip", cwd=folder)
    assert done.returncode == 2
    assert "exists already" in done.stderr


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    done = rollcall("backup", "nowhere/monday.zip", cwd=folder)
    assert done.returncode == 2
    assert "nowhere/monday.zip cannot be written (No such file or directory)" in " ".join(
        done.stderr.split()
    )


@pytest.mark.parametrize("name", ["missing.zip", "rollcall.db"])
def test_what_is_no_backup_is_said_to_be_none(folder: Path, name: str) -> None:
    (folder / "rollcall.db").write_text("no zip at all")
    done = rollcall("restore", name, cwd=folder, env=elsewhere(folder))
    assert done.returncode == 2
    assert "Nothing was restored" in done.stderr


def test_a_store_in_use_is_not_overwritten(folder: Path) -> None:
    rollcall("backup", "monday.zip", cwd=folder)
    done = rollcall("restore", "monday.zip", cwd=folder)
    assert done.returncode == 2
    assert "holds something already" in " ".join(done.stderr.split())

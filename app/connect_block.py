"""What ``rollcall connect`` adds to ``rollcall.toml``: as text, and only where nothing changes."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from app.connect_talk import Connected
from app.language import connecting as words
from app.language.sentence import Speech
from app.settings import FILE_NAME, load
from data.connections import FilesConnection, MeasureShape, RowMapping


class CannotAppend(Exception):
    """The block cannot stand at the end of this file without changing what stands there."""


def block(connection: Connected, measures: Mapping[str, MeasureShape], speech: Speech) -> str:
    """The tables of this source and of the measures nobody described yet, as TOML."""
    kind = "files" if isinstance(connection, FilesConnection) else "sql"
    lines = [f"# {words.block_comment(speech)}"]
    for key, shape in measures.items():
        lines += [f"[measures.{_key(key)}]", *_measure(shape), ""]
    lines.append(f"[[sources.{kind}]]")
    named = ("name", "path") if kind == "files" else ("name", "url_env", "table", "schema")
    lines += [f"{key} = {_quoted(value)}" for key in named if (value := getattr(connection, key))]
    lines += [f"[sources.{kind}.rows]", *_rows(connection.rows, speech)]
    return "\n".join(lines) + "\n"


def append(file: Path, added: str) -> None:
    """Add the block at the end of the file, which may not be there yet.

    Raises CannotAppend where anything that stands there would mean something else, NotConfigured
    where the whole would not be valid; then nothing is written.
    """
    before = file.read_bytes() if file.exists() else b""
    gap = b"" if not before.strip() else b"\n" if before.endswith(b"\n") else b"\n\n"
    try:
        old = tomllib.loads(before.decode("utf-8-sig"))
        new = tomllib.loads((before + gap + added.encode()).decode("utf-8-sig"))
    except tomllib.TOMLDecodeError:
        raise CannotAppend from None
    if not _holds(new, old):
        raise CannotAppend
    with TemporaryDirectory(prefix="rollcall-") as folder:
        whole = Path(folder) / FILE_NAME
        whole.write_bytes(before + gap + added.encode())
        load(whole)
    with file.open("ab") as out:
        out.write(gap + added.encode())


def _holds(new: object, old: object) -> bool:
    """Whether all of the old is still there, with more beside it or behind it at most."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(
            key in new and _holds(new[key], each) for key, each in old.items()
        )
    if isinstance(old, list) and old and all(isinstance(each, dict) for each in old):
        return isinstance(new, list) and new[: len(old)] == old
    return new == old


def _measure(shape: MeasureShape) -> Iterator[str]:
    usual = MeasureShape()
    for each in fields(shape):
        value = getattr(shape, each.name)
        if each.name in ("question", "kind", "unit", "better") or value != getattr(
            usual, each.name
        ):
            yield f"{each.name} = {_quoted(str(value))}"


def _rows(rows: RowMapping, speech: Speech) -> Iterator[str]:
    for each in fields(rows):
        value = getattr(rows, each.name)
        if not value:
            continue
        if said := words.comment(each.name, speech):
            yield f"# {said}"
        yield f"{each.name} = {_table(value) if isinstance(value, dict) else _quoted(value)}"


def _table(values: Mapping[str, str]) -> str:
    inside = ", ".join(f"{_key(key)} = {_quoted(value)}" for key, value in values.items())
    return f"{{ {inside} }}"


def _key(text: str) -> str:
    return text if re.fullmatch(r"[\w-]+", text, re.ASCII) else _quoted(text)


def _quoted(text: str) -> str:
    """A basic string. JSON writes it as TOML does, but for one letter that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

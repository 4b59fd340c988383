"""``manifest.json``: what an export holds, so that what is missing or changed is noticed."""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from data.export.faults import Failed, Fault
from data.store.record import Verified
from data.store.schema import is_ours

FORMAT = 1
NAME = "manifest.json"
LARGEST = 2**20
"""Bytes; that of a store has a few thousand."""


class Kind(StrEnum):
    """The kind of file that tables are written in; also how their names end."""

    JSONL = "jsonl"
    PARQUET = "parquet"


_STRICT = ConfigDict(extra="forbid", frozen=True)


class TableFile(BaseModel):
    """One table's file: how many rows, and its SHA-256."""

    model_config = _STRICT

    rows: int
    sha256: str


class Record(BaseModel):
    """How far the record of what people did held when it was written out, and its seal there."""

    model_config = _STRICT

    holds: bool
    entries: int
    seal: str

    @classmethod
    def of(cls, found: Verified) -> "Record":
        return cls(holds=found.broken is None, entries=found.count, seal=found.digest)


class Manifest(BaseModel):
    """Since which version of our tables, when, in which kind of file, and each table's file."""

    model_config = _STRICT

    format: int
    schema_version: str
    made_at: str
    kind: Kind
    record: Record
    tables: Mapping[str, TableFile]

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.tables.values())


def read(folder: Path) -> Manifest:
    """The manifest of an export. Raises Failed."""
    try:
        with (folder / NAME).open("rb") as file:
            text = file.read(LARGEST + 1).decode("utf-8")
        if len(text) > LARGEST:
            raise Failed(Fault.NO_EXPORT, file=str(folder / NAME))
        if json.loads(text)["format"] != FORMAT:
            raise Failed(Fault.NEWER)
        found = Manifest.model_validate_json(text)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ValidationError):
        raise Failed(Fault.NO_EXPORT, file=str(folder / NAME)) from None
    if not is_ours(found.schema_version):
        raise Failed(Fault.NEWER)
    return found


def file_name(table: str, kind: Kind) -> str:
    """What the file of a table is called. Never taken from the manifest, which others may write."""
    return f"{table}.{kind.value}"


def seal(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

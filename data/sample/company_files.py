"""Reads the files that describe the pretend company."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from data.sample.outline import CompanyOutline

SHARED = "company.toml"
"""The file of what the units share; every other one is a unit."""

_FOLDER = resources.files("data.sample") / "company"
_COMPANY = TypeAdapter(CompanyOutline)


@cache
def company() -> CompanyOutline:
    """The pretend company. Files that do not fit ``data.sample.outline`` raise ValidationError."""
    shared = _parsed(SHARED)
    like = shared.pop("like")
    names = sorted(each.name for each in _FOLDER.iterdir() if each.name.endswith(".toml"))
    units = [_unit(name, like) for name in names if name != SHARED]
    return _COMPANY.validate_python({**shared, "units": units})


def _parsed(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _unit(name: str, like: Mapping[str, Any]) -> dict[str, Any]:
    parsed = _parsed(name)
    models = [_model(each, like) for each in parsed["model"]]
    return {**parsed, "file": name, "model": models}


def _model(written: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
    measures = [_measure(each, like) for each in written.get("measure", ())]
    return {**written, "measure": measures}


def _measure(written: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
    """A measure with ``like`` takes what it does not say itself from the shared ones."""
    own = dict(written)
    shared = like[own.pop("like")] if "like" in own else {}
    return {**shared, **own}

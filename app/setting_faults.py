"""What can be wrong in a configuration, and how Pydantic's errors become ours.

The words of each Expected live in ``app.language``; a fault never holds a secret.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from difflib import get_close_matches
from enum import Enum, StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from app.setting_secrets import shown
from data.facts import Unit, unit_meant

Path = tuple[str | int, ...]
PREFIX = "ROLLCALL_"


class Expected(StrEnum):
    """What should have stood there."""

    KNOWN_KEY = "known_key"
    SOME_VALUE = "some_value"
    TEXT = "text"
    WHOLE_NUMBER = "whole_number"
    NUMBER = "number"
    YES_OR_NO = "yes_or_no"
    TABLE = "table"
    LIST = "list"
    ONE_OF = "one_of"
    TIME_ZONE = "time_zone"
    CURRENCY = "currency"
    LOCALE = "locale"
    ADDRESS = "address"
    PORT = "port"
    HOST_NAME = "host_name"
    DURATION = "duration"
    STORE_URL = "store_url"
    WEB_ADDRESS = "web_address"
    SAFE_ADDRESS = "safe_address"
    OWN_ADDRESS = "own_address"
    IDLE_TIME = "idle_time"
    LONG_ENOUGH = "long_enough"
    VARIABLE_NAME = "variable_name"
    ENVIRONMENT_ONLY = "environment_only"
    ABOVE_ZERO = "above_zero"
    A_PERIOD = "a_period"
    SCALE = "scale"
    DATE_ORDER = "date_order"
    DECIMALS = "decimals"
    VALUE_COLUMNS = "value_columns"
    RESULT = "result"
    MODEL_ONCE = "model_once"
    WINDOW_IN_QUERY = "window_in_query"
    MODEL_IN_QUERY = "model_in_query"
    NAME_IN_QUERY = "name_in_query"
    DAYS_BACK = "days_back"
    UNIQUE_NAME = "unique_name"
    KNOWN_MEASURE = "known_measure"
    PHRASE = "phrase"
    MAIL_ADDRESS = "mail_address"
    MAIL_SERVER = "mail_server"
    ONE_TARGET = "one_target"
    CHANGES_OR_WEEKLY = "changes_or_weekly"
    OWNERS_WHEN = "owners_when"
    WEEKLY = "weekly"
    NEEDS_TLS = "needs_tls"
    SHORTER_NAME = "shorter_name"
    READABLE_FILE = "readable_file"
    NOT_BOTH = "not_both"
    TOML = "toml"
    ANOTHER_VALUE = "another_value"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. ``key`` is dotted as in the file, or the name of a variable.

    ``found`` is empty where nothing stood there, and dots where it may be a secret. ``allowed``
    lists the values to choose from, ``nearest`` the one most likely meant.
    """

    key: str
    expected: Expected
    found: str = ""
    nearest: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a value of the right type cannot be used. ``key`` is where, below the value checked."""

    expected: Expected
    nearest: str = ""
    key: str = ""


def unfit(*reasons: Unfit) -> PydanticCustomError:
    """The error a validator raises; Pydantic adds where it happened."""
    return PydanticCustomError("unfit", "unfit", {"unfit": reasons})


_BY_TYPE = {
    "missing": Expected.SOME_VALUE,
    "extra_forbidden": Expected.KNOWN_KEY,
    "unexpected_keyword_argument": Expected.KNOWN_KEY,
    "string_type": Expected.TEXT,
    "bool": Expected.YES_OR_NO,
    "int": Expected.WHOLE_NUMBER,
    "float": Expected.NUMBER,
    "finite": Expected.NUMBER,
    "tuple_type": Expected.LIST,
    "dict_type": Expected.TABLE,
    "model_type": Expected.TABLE,
    "model_attributes_type": Expected.TABLE,
    "dataclass_type": Expected.TABLE,
    "enum": Expected.ONE_OF,
}


def nearest_to(word: str, known: Iterable[str]) -> str:
    """The known word that ``word`` most likely means, or nothing."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def faults_of(error: ValidationError, shape: type[BaseModel]) -> Iterator[Fault]:
    """The faults behind Pydantic's errors about ``shape``."""
    for detail in error.errors(include_url=False):
        path, value = detail["loc"], detail["input"]
        reasons = detail.get("ctx", {}).get("unfit")
        if reasons:
            yield from (_unfit_fault(path, reason, value) for reason in reasons)
        else:
            yield _typed_fault(path, _expected_of(detail["type"]), value, shape)


def _unfit_fault(path: Path, reason: Unfit, value: object) -> Fault:
    if not reason.key:
        return Fault(dotted(path), reason.expected, shown(dotted(path), value), reason.nearest)
    key = dotted((*path, *reason.key.split(".")))
    return Fault(key, reason.expected, nearest=reason.nearest)


def _typed_fault(path: Path, expected: Expected, value: object, shape: type[BaseModel]) -> Fault:
    key = dotted(path)
    if expected is Expected.KNOWN_KEY:
        # The value behind a key we do not know may be a secret under a mistyped name.
        known = _children(_at(shape, path[:-1]))
        return Fault(key, expected, nearest=nearest_to(str(path[-1]), known))
    if expected is Expected.SOME_VALUE:
        return Fault(key, expected)
    allowed = _allowed(shape, path)
    meant = unit_meant(str(value)) if _at(shape, path) is Unit else None
    nearest = meant or nearest_to(str(value), allowed)
    return Fault(key, expected, shown(key, value), nearest, allowed)


def _expected_of(kind: str) -> Expected:
    fitting = (expected for name, expected in _BY_TYPE.items() if kind.startswith(name))
    return next(fitting, Expected.ANOTHER_VALUE)


def dotted(path: Path) -> str:
    """A place in the file as a reader writes it; a variable's name where it came from there."""
    variable = PREFIX + "__".join(map(str, path)).upper()
    if variable in os.environ:
        return variable
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def _at(shape: Any, path: Path) -> Any:
    """The type that stands at ``path`` below ``shape``; None where the path leads nowhere."""
    for step in path:
        origin, inner = get_origin(shape), get_args(shape)
        if origin in (tuple, list):
            shape = inner[0]
        elif origin is dict:
            shape = inner[1]
        else:
            shape = _children(shape).get(str(step))
    return shape


def _children(shape: Any) -> Mapping[str, Any]:
    if get_origin(shape) is not None and hasattr(shape, "__metadata__"):
        shape = get_args(shape)[0]
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return {name: info.annotation for name, info in shape.model_fields.items()}
    return get_type_hints(shape) if is_dataclass(shape) else {}


def _allowed(shape: type[BaseModel], path: Path) -> tuple[str, ...]:
    choices = _at(shape, path)
    if isinstance(choices, type) and issubclass(choices, Enum):
        return tuple(str(choice.value) for choice in choices)
    return ()

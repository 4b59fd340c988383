"""What somebody typed to correct a proposal: ``key = value``, taken or refused with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.setting_faults import nearest_to
from app.setting_values import is_duration, is_phrase, is_zone
from data.facts import unit_meant
from data.problems import Rejected
from data.rows import periods
from data.rows.looking import Seen
from data.rows.new_measures import FIELDS, TYPES
from data.rows.proposals import COLUMN_KEYS
from data.rows.readings import CHOICES
from data.rows.writing_habits import SHARE

_OTHER_KEYS = ("values", "period", "time_zone", "registry", *CHOICES)


class Wrong(StrEnum):
    """Why something was not taken; the words are in ``app.language``."""

    NO_EQUALS = "no_equals"
    NO_SUCH_KEY = "no_such_key"
    NO_SUCH_COLUMN = "no_such_column"
    NOT_ONE_OF = "not_one_of"
    PERHAPS = "perhaps"


@dataclass
class NotTaken(Exception):
    """Something typed could not be taken."""

    why: Wrong
    inputs: Mapping[str, str]


def change(typed: str, seen: Seen) -> tuple[str, str]:
    """The key and what is said of it; raises NotTaken."""
    key, equals, value = (each.strip() for each in typed.partition("="))
    if not equals:
        raise NotTaken(Wrong.NO_EQUALS, {})
    check(key, value, seen)
    return key, value


def check(key: str, value: str, seen: Seen) -> None:
    """Raises NotTaken where this cannot be said."""
    if key.startswith("measures."):
        _check_measure(key, value)
    elif key in COLUMN_KEYS or key == "values":
        _check_columns(key, value, seen)
    elif key in _OTHER_KEYS:
        _check_value(key, value)
    elif not key.removeprefix("rename.") or not key.startswith("rename."):
        nearest = nearest_to(key, [*COLUMN_KEYS, *_OTHER_KEYS])
        raise NotTaken(
            Wrong.NO_SUCH_KEY, {"found": key} | ({"nearest": nearest} if nearest else {})
        )


def _check_columns(key: str, value: str, seen: Seen) -> None:
    named = value.split(",") if key == "values" else [value]
    for each in filter(None, map(str.strip, named)):
        if each not in seen.columns:
            raise NotTaken(Wrong.NO_SUCH_COLUMN, _told(each, *seen.columns))


def _check_value(key: str, value: str) -> None:
    allowed = (*CHOICES.get(key, ()), *((SHARE,) if key == "scale" else ()))
    if value and allowed and value not in allowed:
        raise NotTaken(Wrong.NOT_ONE_OF, _told(value, *allowed))
    if value and key == "period" and not _is_length(value):
        raise NotTaken(Wrong.NOT_ONE_OF, _told(value, "P1D", "P7D", "P1M", "…"))
    if value and key == "time_zone" and not is_zone(value):
        raise NotTaken(Wrong.NOT_ONE_OF, _told(value, "Europe/London", "UTC", "…"))


def _is_length(value: str) -> bool:
    try:
        periods.length("period", value)
    except Rejected:
        return False
    return is_duration(value)


def _check_measure(key: str, value: str) -> None:
    _, _, rest = key.partition(".")
    measure, _, field = rest.rpartition(".")
    if not measure or field not in FIELDS:
        raise NotTaken(Wrong.NO_SUCH_KEY, {"found": key, "nearest": f"measures.{measure}.unit"})
    allowed = [each.value for each in TYPES[field]] if field in TYPES else []
    if allowed and value not in allowed:
        meant = unit_meant(value) if field == "unit" else None
        wrong = Wrong.PERHAPS if meant else Wrong.NOT_ONE_OF
        raise NotTaken(wrong, {**_told(value, *allowed), "nearest": meant or ""})
    if field == "phrase" and not is_phrase(value):
        raise NotTaken(Wrong.NOT_ONE_OF, _told(value, "… {value} …"))


def _told(found: str, *allowed: str) -> dict[str, str]:
    return {"found": found, "allowed": ", ".join(allowed)}

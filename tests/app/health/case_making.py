"""Short ways to write a case: weeks of values, an agreement, a day to look from."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from data.facts import (
    Agreement,
    Better,
    Case,
    Fact,
    FieldName,
    Measure,
    Measured,
    ModelRef,
    Origin,
    Person,
    Question,
    Series,
    Unit,
)

REF = ModelRef("renewal-letters", "registry")
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


def series(
    values: list[float],
    counts: list[float] | None = None,
    *,
    start: datetime = MONDAY,
    days: int = 7,
    group: str = "",
) -> Series:
    """Readings of periods of ``days`` days one after the other, received when they end."""
    first = np.datetime64(start.replace(tzinfo=None), "s")
    step = np.timedelta64(days, "D")
    starts = first + np.arange(len(values)) * step
    cases = np.full(len(values), np.nan) if counts is None else np.array(counts, dtype=float)
    ends = starts + step
    return Series(group, starts, ends, ends, np.array(values, dtype=float), cases)


def measure(**changes: Any) -> Measure:
    """Recall as a share, unless told otherwise."""
    standard: dict[str, Any] = {
        "ref": REF,
        "key": "recall",
        "question": Question.PERFORMANCE,
        "kind": "recall",
        "unit": Unit.SHARE,
        "better": Better.HIGHER,
    }
    return Measure(**(standard | changes))


def agreement(minimum: float = 0.7, **changes: Any) -> Agreement:
    """Signed by Ana Ruiz on 1 December 2025."""
    standard: dict[str, Any] = {
        "ref": REF,
        "measure": "recall",
        "minimum": minimum,
        "agreed_by": "ana",
        "agreed_on": date(2025, 12, 1),
        "review_by": date(2027, 12, 1),
        "place": "company.toml, agreements 1",
    }
    return Agreement(**(standard | changes))


def measured(
    values: list[float], counts: list[float] | None = None, minimum: float | None = 0.7, **more: Any
) -> Measured:
    """A measure with weekly readings from MONDAY and, unless minimum is None, an agreement."""
    days = more.pop("days", 7)
    signed = more.pop("agreement", agreement(minimum) if minimum is not None else None)
    return Measured(measure(**more), series(values, counts, days=days), agreement=signed)


def case(*measures: Measured, **changes: Any) -> Case:
    """A low-impact model owned by Ana with Priya as backup and as expert."""
    facts = {
        FieldName.OWNER: "ana",
        FieldName.BACKUP_OWNER: "priya",
        FieldName.EXPERT: "priya",
        FieldName.IMPACT: "low",
    } | changes.pop("facts", {})
    standard: dict[str, Any] = {
        "slug": "renewal-letters",
        "ref": REF,
        "facts": {
            name: Fact(REF, name, value, Origin.READ, "registry tag")
            for name, value in facts.items()
            if value
        },
        "measured": measures,
        "people": {
            "ana": Person("ana", "Ana Ruiz"),
            "priya": Person("priya", "Priya Nair"),
        },
    }
    return Case(**(standard | changes))


def after(weeks: int, hours: float = 1) -> datetime:
    """A moment so many weeks after MONDAY."""
    return MONDAY + timedelta(weeks=weeks, hours=hours)

"""Short ways to write measures by group."""

from collections.abc import Mapping
from typing import Any

from data.facts import Case, FieldName, Measured
from tests.app.health.case_making import agreement, case, measure, series

Weeks = tuple[list[float], float | None]
"""The weekly values of a group and how many cases each rests on (None: nobody knows)."""


def grouped(
    groups: Mapping[str, Weeks], overall: float = 0.85, minimum: float | None = 0.7, **more: Any
) -> Measured:
    """A share by group, with everybody together steady at ``overall`` on 5,000 cases."""
    days = more.pop("days", 7)
    terms = {name: more.pop(name) for name in _TERMS if name in more}
    weeks = max((len(values) for values, _ in groups.values()), default=0)
    return Measured(
        measure(**more),
        series([overall] * weeks, [5000.0] * weeks, days=days),
        tuple(
            series(values, None if count is None else [count] * len(values), days=days, group=name)
            for name, (values, count) in groups.items()
        ),
        agreement(minimum, **terms) if minimum is not None else None,
    )


_TERMS = ("largest_gap", "minimum_cases", "stop_line", "outcomes_after")


def watched(*measures: Measured, groups: str = "") -> Case:
    """A case that declares the groups to check."""
    return case(*measures, facts={FieldName.GROUPS: groups})

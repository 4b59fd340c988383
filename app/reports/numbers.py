"""Numbers in the cells of a list as a file, as the reader calculates with them."""

from data.facts import Unit

_DIGITS = 12
"""More digits than this are noise of the arithmetic."""


def number(value: float | None, unit: Unit) -> float | None:
    """A value as a number without its unit; a share counts in 100, as everywhere."""
    if value is None:
        return None
    return float(f"{value * 100 if unit is Unit.SHARE else value:.{_DIGITS}g}")

"""Until when a version of software gets security repairs: a table, as its sources had it.

Only projects that publish such days are here; of all others we do not say that they have ended.
Python: the status of Python versions in the Python Developer's Guide, with the days that
endoflife.date gives for them. NumPy: endoflife.date, two years after a release as NEP 29 and
SPEC 0 have it. Django: the supported versions on djangoproject.com. Spark: endoflife.date, after
Spark's versioning policy, without the days that it only estimates.
"""

from collections.abc import Mapping
from datetime import date

TABLE_ON = date(2026, 3, 3)
"""The day whose state of the sources this is, that of the oldest of them."""

LAST_DAYS: Mapping[str, Mapping[tuple[int, int], date]] = {
    "python": {
        (2, 7): date(2020, 1, 1),
        (3, 3): date(2017, 9, 29),
        (3, 4): date(2019, 3, 18),
        (3, 5): date(2020, 9, 30),
        (3, 6): date(2021, 12, 23),
        (3, 7): date(2023, 6, 27),
        (3, 8): date(2024, 10, 7),
        (3, 9): date(2025, 10, 31),
        (3, 10): date(2026, 10, 31),
        (3, 11): date(2027, 10, 31),
        (3, 12): date(2028, 10, 31),
        (3, 13): date(2029, 10, 31),
        (3, 14): date(2030, 10, 31),
    },
    "numpy": {
        (1, 14): date(2020, 1, 7),
        (1, 15): date(2020, 7, 23),
        (1, 16): date(2021, 1, 13),
        (1, 17): date(2021, 7, 26),
        (1, 18): date(2021, 12, 22),
        (1, 19): date(2022, 6, 21),
        (1, 20): date(2023, 1, 31),
        (1, 21): date(2023, 6, 23),
        (1, 22): date(2024, 1, 1),
        (1, 23): date(2024, 6, 24),
        (1, 24): date(2024, 12, 19),
        (1, 25): date(2025, 6, 18),
        (1, 26): date(2025, 9, 17),
        (2, 0): date(2026, 6, 17),
        (2, 1): date(2026, 8, 19),
        (2, 2): date(2026, 12, 9),
        (2, 3): date(2027, 6, 8),
        (2, 4): date(2027, 12, 21),
    },
    "django": {
        (1, 11): date(2020, 4, 1),
        (2, 0): date(2019, 4, 1),
        (2, 1): date(2019, 12, 2),
        (2, 2): date(2022, 4, 11),
        (3, 0): date(2021, 4, 6),
        (3, 1): date(2021, 12, 7),
        (3, 2): date(2024, 4, 1),
        (4, 0): date(2023, 4, 1),
        (4, 1): date(2023, 12, 1),
        (4, 2): date(2026, 4, 30),
        (5, 0): date(2025, 4, 2),
        (5, 1): date(2025, 12, 3),
        (5, 2): date(2028, 4, 30),
        (6, 0): date(2027, 4, 30),
    },
    "pyspark": {
        (2, 4): date(2021, 5, 9),
        (3, 0): date(2021, 12, 6),
        (3, 1): date(2022, 8, 22),
        (3, 2): date(2023, 4, 9),
        (3, 4): date(2024, 10, 21),
        (3, 5): date(2026, 4, 12),
    },
}
"""The last day with repairs, by the normal name of the software and its first two numbers."""


def last_day(name: str, release: tuple[int, int]) -> date | None:
    """The last day on which a release got security repairs; None where nobody has published it."""
    return LAST_DAYS.get(name, {}).get(release)

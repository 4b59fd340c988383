"""Simulated models: a year of weekly results each, drawn with the noise that real ones have.

Where a figure is a choice, its reason stands beside it. Everything is drawn from a seed, so a run
can be repeated.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from data.facts import (
    Agreement,
    Better,
    Case,
    Fact,
    FieldName,
    LiveBy,
    LiveSpell,
    Measure,
    Measured,
    ModelRef,
    Numbers,
    Origin,
    Question,
    Rhythm,
    Series,
    Unit,
    moment,
)

START = datetime(2025, 1, 6, tzinfo=UTC)
WEEK = timedelta(weeks=1)
WEEKS = 52
RUN_IN = 26
"""Half a year of results from before the year that is counted, as a company would have."""
OVERDISPERSION = (0.0005, 0.004)
"""Intra-class correlation of the cases of one week: at 400 cases it makes the weekly figure vary
between a tenth and three fifths more than chance alone."""
SEASON = 0.3
"""A season moves a measure by up to so much of the way from its usual value to its minimum."""
LATE = 0.03
LATE_BY_DAYS = 2.0
"""So many weekly results come late, by two days in the middle; one in a hundred of those by nine
or more."""
GROUPS = (0.55, 0.3, 0.15)
"""Three groups: more than half of the cases, a third, and a small one."""


@dataclass(frozen=True, slots=True)
class Break:
    """From week ``at`` of the year on the measure lies ``depth`` below what was agreed.

    ``group`` is the one group it happens to; None: to everybody.
    """

    at: int
    depth: float
    group: int | None = None


def drawn(number: int, seed: int, broken: Break | None = None) -> Case:
    """Model ``number`` of the fleet of this seed; the same but for the break if there is one."""
    chance = np.random.default_rng([seed, number])
    ref = ModelRef(f"model-{number:04}", "fleet")
    fact = Fact(ref, FieldName.IMPACT, "medium", Origin.TYPED, "simulated")
    return Case(
        slug=ref.name,
        ref=ref,
        facts={fact.name: fact},
        measured=(_share(ref, chance, broken), _money(ref, chance), _running(ref, chance)),
        rhythm=Rhythm(ref, "P7D"),
        spells=(LiveSpell(ref, "1", START - RUN_IN * WEEK, by=LiveBy.ALIAS),),
    )


def _share(ref: ModelRef, chance: np.random.Generator, broken: Break | None) -> Measured:
    """Found cases in 100: three groups with their own level, an agreement below the usual."""
    usual, cases = (
        chance.uniform(0.7, 0.95),
        float(np.exp(chance.uniform(np.log(150), np.log(4000)))),
    )
    # People agree on less than what is usual, or every second result would miss it.
    minimum = usual - chance.uniform(0.04, 0.12)
    level = usual + SEASON * (usual - minimum) * _season(chance)
    levels: list[Numbers] = [np.clip(level + shift, 0.01, 0.99) for shift in (0.004, 0.0, -0.01)]
    if broken is not None:
        fall = (usual - minimum + broken.depth) * _after(broken.at)
        levels = [
            np.clip(each - fall * (broken.group in (None, group)), 0.01, 0.99)
            for group, each in enumerate(levels)
        ]
    rho = chance.uniform(*OVERDISPERSION)
    counts = [_counts(chance, cases * share) for share in GROUPS]
    hits = [_hits(chance, *each, rho) for each in zip(counts, levels, strict=True)]
    received = _received(chance)
    measure = Measure(ref, "found", Question.PERFORMANCE, "recall", Unit.SHARE, Better.HIGHER)
    groups = tuple(
        _series(f"group {name}", found / count, count, received)
        for name, found, count in zip("abc", hits, counts, strict=True)
    )
    everybody = sum(counts, np.zeros(RUN_IN + WEEKS))
    overall = _series("", sum(hits, np.zeros(RUN_IN + WEEKS)) / everybody, everybody, received)
    return Measured(measure, overall, groups, _agreed(ref, "found", minimum, usual))


def _money(ref: ModelRef, chance: np.random.Generator) -> Measured:
    """Money a week, without a count: it varies by a twentieth and has a season."""
    usual = 10_000.0
    minimum = usual * chance.uniform(0.7, 0.85)
    level = usual + SEASON * (usual - minimum) * _season(chance)
    values = level * (1 + 0.05 * chance.standard_normal(RUN_IN + WEEKS))
    measure = Measure(
        ref, "earned", Question.VALUE, "worth", Unit.MONEY, Better.HIGHER, currency="EUR"
    )
    none = np.full(RUN_IN + WEEKS, np.nan)
    series = _series("", values, none, _received(chance))
    return Measured(measure, series, (), _agreed(ref, "earned", minimum, usual))


def _running(ref: ModelRef, chance: np.random.Generator) -> Measured:
    """Answers that came without a failure: 999 in 1,000 where 995 were agreed."""
    counts = _counts(chance, 20_000)
    hits = _hits(chance, counts, np.full(RUN_IN + WEEKS, 0.999), 0.0001)
    measure = Measure(ref, "running", Question.AVAILABILITY, "uptime", Unit.SHARE, Better.HIGHER)
    series = _series("", hits / counts, counts, _received(chance))
    return Measured(measure, series, (), _agreed(ref, "running", 0.995, 0.999))


def _after(week: int) -> Numbers:
    return (np.arange(RUN_IN + WEEKS) >= RUN_IN + week).astype(np.float64)


def _season(chance: np.random.Generator) -> Numbers:
    """Between -1 and 1 over the year; every model has its own time of the year."""
    weeks = np.arange(RUN_IN + WEEKS) - RUN_IN
    return np.asarray(np.sin(2 * np.pi * (weeks / WEEKS + chance.uniform())))


def _counts(chance: np.random.Generator, usual: float) -> Numbers:
    return chance.poisson(usual, RUN_IN + WEEKS).astype(np.float64) + 1.0


def _hits(chance: np.random.Generator, counts: Numbers, level: Numbers, rho: float) -> Numbers:
    """Beta-binomial: weeks differ by more than the number of their cases explains."""
    both = 1 / rho - 1
    # Each draws from its own stream, so that a break leaves the weeks before it as they were.
    weeks, cases = chance.spawn(2)
    level = weeks.beta(np.maximum(level * both, 1e-6), np.maximum((1 - level) * both, 1e-6))
    return cases.binomial(counts.astype(np.int64), level).astype(np.float64)


def _received(chance: np.random.Generator) -> npt.NDArray[np.datetime64]:
    ends = _ends()
    late = chance.uniform(size=len(ends)) < LATE
    hours = 6 + late * 24 * chance.exponential(LATE_BY_DAYS, len(ends))
    after: npt.NDArray[np.timedelta64] = (3600 * hours).astype("timedelta64[s]")
    return np.asarray(ends + after, dtype="datetime64[s]")


def _ends() -> npt.NDArray[np.datetime64]:
    first = moment(START - (RUN_IN - 1) * WEEK)
    return first + np.arange(RUN_IN + WEEKS) * np.timedelta64(7 * 86400, "s")


def _series(
    group: str, values: Numbers, counts: Numbers, received: npt.NDArray[np.datetime64]
) -> Series:
    ends = _ends()
    return Series(group, ends - np.timedelta64(7 * 86400, "s"), ends, received, values, counts)


def _agreed(ref: ModelRef, measure: str, minimum: float, expected: float) -> Agreement:
    signed = date(2024, 7, 1)
    return Agreement(ref, measure, minimum, "an expert", signed, expected=expected)

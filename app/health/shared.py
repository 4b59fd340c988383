"""One event instead of forty: more models got worse within a fortnight than chance explains.

Every fortnight of the last year is looked at. Each model counts with its own history of getting
worse, drawn towards what is usual for all of them where it is short, so that one which always
wobbles proves little. How surprising a fortnight is: how often in the time looked at chance would
make one that begins with a model getting worse and in which so many others follow. That counts all
the places where such a fortnight might have been found. The chance of the others is told by the
binomial distribution of the same mean: where models differ, as they do, the true chance of so many
is never larger (Hoeffding 1956, Annals of Mathematical Statistics 27(3)).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt
from scipy import special

from app.health.alike import Trait, in_common
from app.health.insight import SharedEvent
from data.facts import Numbers

DAY = timedelta(days=1)
FORTNIGHT = 14
YEAR = 26 * FORTNIGHT
"""In days, so that a year is a whole number of fortnights."""
FEWEST = 3
"""Two models in one fortnight are a coincidence anybody would expect."""
CHANCE = 0.05
"""At most one year in twenty brings an event that is none, all its fortnights taken together."""
PULL = 26.0
"""What is usual for all weighs as much as a year of a model's own history, in fortnights."""

Days = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Year:
    """The last year by days, the newest first. ``rates`` are times a model gets worse a fortnight.

    ``worse`` has the shape (models, 364), ``watched`` holds for how many days each was watched.
    For the fortnight that ends so many days ago, ``there`` counts the models watched by then,
    ``times`` how often they would get worse by chance and ``expected`` how many of them; all three
    of shape (351,).
    """

    slugs: tuple[str, ...]
    worse: Days
    watched: Numbers
    rates: Numbers
    there: npt.NDArray[np.intp]
    times: Numbers
    expected: Numbers


@dataclass(frozen=True, slots=True)
class _Span:
    """Days ``newest`` to ``oldest`` ago in which more ``models`` got worse than chance explains."""

    newest: int
    oldest: int
    models: frozenset[int]
    p_value: float


def shared_events(
    worsened: Mapping[str, Sequence[datetime]],
    traits: Mapping[str, Collection[Trait]],
    watched_since: Mapping[str, datetime],
    now: datetime,
) -> tuple[SharedEvent, ...]:
    """The shared events of the year before ``now``, oldest first.

    ``worsened`` holds the moments at which each model got worse, ``watched_since`` since when each
    is watched; one that got worse without being there counts as watched all year.
    """
    year = _year(worsened, watched_since, now)
    spans: list[_Span] = []
    unexplained = year.worse.copy()
    while found := _clearest(year, unexplained):
        spans.append(found)
        unexplained[sorted(found.models), found.newest : found.oldest + 1] = False
    return tuple(_event(each, year, worsened, traits, now) for each in _merged(spans))


def _year(
    worsened: Mapping[str, Sequence[datetime]], since: Mapping[str, datetime], now: datetime
) -> _Year:
    slugs = tuple(sorted({*worsened, *since}))
    worse = np.zeros((len(slugs), YEAR), dtype=bool)
    watched = np.full(len(slugs), float(YEAR))
    for row, slug in enumerate(slugs):
        ages = [(now - each) // DAY for each in worsened.get(slug, ())]
        worse[row, [age for age in ages if 0 <= age < YEAR]] = True
        if slug in since:
            first = max([(now - since[slug]) / DAY, *(age + 1.0 for age in ages)])
            watched[row] = min(max(first, 0.0), YEAR)
    rates = _rates(worse, watched)
    return _Year(slugs, worse, watched, rates, *_by_chance(rates, watched))


def _rates(worse: Days, watched: Numbers) -> Numbers:
    """How often each gets worse in a fortnight: its own history, drawn towards that of all."""
    own, times = watched / FORTNIGHT, worse.sum(axis=1)
    usual = times.sum() / max(own.sum(), 1.0)
    return np.asarray((times + PULL * usual) / (own + PULL))


def _by_chance(rates: Numbers, watched: Numbers) -> tuple[npt.NDArray[np.intp], Numbers, Numbers]:
    """For each fortnight how many were there, and what chance would make of them."""
    order = np.argsort(watched)
    newcomers = np.searchsorted(watched[order], np.arange(YEAR - FORTNIGHT + 1), side="right")
    times, expected = (
        np.append(np.cumsum(each[order][::-1])[::-1], 0.0)[newcomers]
        for each in (rates, -np.expm1(-rates))
    )
    return len(watched) - newcomers, times, expected


def _clearest(year: _Year, worse: Days) -> _Span | None:
    """The fortnight that chance explains least, or None where it explains all of them."""
    if not worse.any():
        return None
    start = np.zeros((len(worse), 1), dtype=np.int16)
    sums = np.concatenate([start, worse.cumsum(axis=1, dtype=np.int16)], axis=1)
    within = sums[:, FORTNIGHT:] > sums[:, :-FORTNIGHT]
    models = within.sum(axis=0)
    p_values = _surprise(year, models)
    newest = int(np.lexsort((-models, p_values))[0])
    if p_values[newest] > CHANCE:
        return None
    rows = frozenset(np.flatnonzero(within[:, newest]).tolist())
    return _Span(newest, newest + FORTNIGHT - 1, rows, float(p_values[newest]))


def _surprise(year: _Year, models: npt.NDArray[np.intp]) -> Numbers:
    """For so many ``models`` in each fortnight, how often chance would make that; 1 at most."""
    there = np.maximum(year.there, 1)
    others = special.bdtrc(models - 2.0, there, np.minimum(year.expected / there, 1.0))
    fortnights = (np.count_nonzero(year.there) + FORTNIGHT - 1) / FORTNIGHT
    # The inequality behind it holds from one above the mean on.
    counts = (models >= FEWEST) & (models - 1 >= year.expected + 1)
    return np.where(counts, np.minimum(fortnights * year.times * others, 1.0), 1.0)


def _merged(spans: Sequence[_Span]) -> list[_Span]:
    """Oldest first; fortnights that overlap or follow each other at once are one event."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda each: -each.oldest):
        last = merged[-1] if merged else None
        if last is None or span.oldest + 1 < last.newest:
            merged.append(span)
            continue
        merged[-1] = _Span(
            min(span.newest, last.newest),
            last.oldest,
            span.models | last.models,
            min(span.p_value, last.p_value),
        )
    return merged


def _event(
    span: _Span,
    year: _Year,
    worsened: Mapping[str, Sequence[datetime]],
    traits: Mapping[str, Collection[Trait]],
    now: datetime,
) -> SharedEvent:
    slugs = tuple(year.slugs[row] for row in sorted(span.models))
    moments = [
        each
        for slug in slugs
        for each in worsened[slug]
        if span.newest <= (now - each) // DAY <= span.oldest
    ]
    there = year.watched > span.newest
    fortnights = (span.oldest - span.newest + 1) / FORTNIGHT
    others = {year.slugs[row] for row in np.flatnonzero(there)} - set(slugs)
    return SharedEvent(
        began=min(moments),
        until=max(moments),
        slugs=slugs,
        of=int(there.sum()),
        expected=float(-np.expm1(-year.rates[there] * fortnights).sum()),
        p_value=span.p_value,
        common=in_common(slugs, others, traits),
    )

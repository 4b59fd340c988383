"""How often the judgement is wrong: ``python -m benchmarks.false_alarms``.

Simulated models where nothing is wrong are judged twice a week for a year, each time by what had
been received: how many are ever flagged, and by which rule. Then models break, by several sizes:
how many weekly results it takes until somebody is told.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from app.health.judge import judge
from app.health.known import as_known
from app.health.verdict import Status
from benchmarks.fleet import START, WEEK, WEEKS, Break, drawn
from data.facts import Case

MODELS = 1_000
BROKEN = 200
SEED = 2026
BREAK_AT = 26
DEPTHS = (0.0, 0.02, 0.05, 0.10, 0.20)
"""How far below the agreed minimum the measure falls; 0 falls to the minimum itself."""
GROUP_DEPTHS = (0.05, 0.10, 0.20)
SMALLEST_GROUP = 2
LOOKS = (timedelta(hours=12), timedelta(days=4))
"""When it is judged each week: once the results should be there, and when a late one is missed."""
ALARMS = (Status.BELOW, Status.ATTENTION, Status.SILENT)
WORDS = {
    Status.BELOW: "Below what was agreed (red)",
    Status.ATTENTION: "Needs attention (amber)",
    Status.SILENT: "No recent results (grey)",
}

Alarm = tuple[int, Status, str]
"""The week of the year, the status and the code of the reason that led."""


@dataclass(frozen=True, slots=True)
class Task:
    """One simulated model to be watched for a year."""

    number: int
    seed: int
    broken: Break | None = None


def watched(task: Task) -> list[Alarm]:
    """Every alarm of the year, or since it broke: one entry per look at which it was flagged."""
    case = drawn(task.number, task.seed, task.broken)
    return list(_alarms(case, 1 + (task.broken.at if task.broken else 0)))


def _alarms(case: Case, first: int) -> Iterator[Alarm]:
    for week in range(first, WEEKS + 1):
        for look in LOOKS:
            now = START + week * WEEK + look
            verdict = judge(as_known(case, now), now)
            if verdict.status in ALARMS:
                yield week, verdict.status, verdict.lead.code.value


def main() -> int:
    """Simulate and print; returns the exit code."""
    asked = _asked()
    with ProcessPoolExecutor() as pool:

        def run(tasks: Sequence[Task]) -> list[list[Alarm]]:
            return list(pool.map(watched, tasks, chunksize=5))

        for line in (*_quiet(run, asked), "", *_breaks(run, asked)):
            sys.stdout.write(f"{line}\n")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.false_alarms", description=__doc__)
    parser.add_argument("--models", type=int, default=MODELS)
    parser.add_argument("--broken", type=int, default=BROKEN)
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


Run = Callable[[Sequence[Task]], list[list[Alarm]]]


def _quiet(run: Run, asked: argparse.Namespace) -> Iterator[str]:
    year = run([Task(number, asked.seed) for number in range(asked.models)])
    yield f"Of {asked.models:,} models where nothing is wrong, in a year of weekly results:"
    yield ""
    yield "| ever flagged | in 100 models | most often because of |"
    yield "|---|--:|---|"
    for status in ALARMS:
        codes = Counter(
            code for alarms in year for code in {code for _, what, code in alarms if what is status}
        )
        flagged = sum(any(what is status for _, what, _ in alarms) for alarms in year)
        rules = ", ".join(f"{code} ({count})" for code, count in codes.most_common(4))
        yield f"| {WORDS[status]} | {100 * flagged / asked.models:.1f} | {rules} |"
    looks = asked.models * WEEKS * len(LOOKS)
    for status in ALARMS:
        share = sum(what is status for alarms in year for _, what, _ in alarms) / looks
        yield f"{WORDS[status]}: {100 * share:.2f} in 100 of all looks."


def _breaks(run: Run, asked: argparse.Namespace) -> Iterator[str]:
    yield f"Of {asked.broken:,} models that break, weekly results until somebody is told (median):"
    yield ""
    yield "| it falls | told within 3 results | median | red within 3 results | never told |"
    yield "|---|--:|--:|--:|--:|"
    for depth in DEPTHS:
        what = f"{100 * depth:.0f} in 100 below the agreed minimum" if depth else "to the minimum"
        yield _line(what, run(_broken(asked, Break(BREAK_AT, depth))))
    for depth in GROUP_DEPTHS:
        what = f"{100 * depth:.0f} in 100 below it, for the smallest group alone"
        yield _line(what, run(_broken(asked, Break(BREAK_AT, depth, SMALLEST_GROUP))))


def _broken(asked: argparse.Namespace, broken: Break) -> list[Task]:
    return [Task(asked.models + number, asked.seed, broken) for number in range(asked.broken)]


def _line(what: str, years: Sequence[list[Alarm]]) -> str:
    told = np.array([until(alarms, ALARMS) for alarms in years])
    red = np.array([until(alarms, (Status.BELOW,)) for alarms in years])
    return (
        f"| {what} | {_share(told <= 3)} | {np.median(told):.0f} | {_share(red <= 3)} "
        f"| {_share(np.isinf(told))} |"
    )


def until(alarms: Sequence[Alarm], statuses: Sequence[Status]) -> float:
    """Results that came after the break until it was told; infinity where it never was."""
    weeks = (week - BREAK_AT for week, status, _ in alarms if status in statuses)
    return min((week for week in weeks if week > 0), default=np.inf)


def _share(flags: np.typing.NDArray[np.bool_]) -> str:
    return f"{100 * float(np.mean(flags)):.0f} in 100"


if __name__ == "__main__":
    raise SystemExit(main())

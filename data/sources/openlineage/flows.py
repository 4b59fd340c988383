"""What all events together say: which jobs there are, how they ran, and which come before which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from data.facts import RunEnd
from data.sources.openlineage.events import Event, Named

RUNS_KEPT = 400
"""Of each job, the newest: more than a year of a daily one."""

MOST_JOBS = 20_000
"""A large company has some thousands; a log that names its jobs by chance has no end of them."""
MOST_DATA = 200_000

_ROOM = 2 * RUNS_KEPT


@dataclass(frozen=True, slots=True)
class Ended:
    """How one run of a job ended."""

    at: datetime
    end: RunEnd
    rows: int | None
    place: str


@dataclass
class Job:
    """Everything told of one job, however many events it came in."""

    reads: set[Named] = field(default_factory=set)
    writes: set[Named] = field(default_factory=set)
    runs: dict[str, Ended] = field(default_factory=dict)

    def take(self, event: Event, place: str) -> None:
        """The last event of a run counts: one may fail and be tried again under its own number."""
        self.reads.update(event.reads)
        self.writes.update(event.writes)
        before = self.runs.get(event.run)
        if event.end is not None and (before is None or before.at <= event.at):
            self.runs[event.run] = Ended(event.at, event.end, event.rows, place)
        if len(self.runs) > _ROOM:
            self.runs = dict(self._newest())

    def newest(self) -> list[Ended]:
        """The runs that are kept, oldest first."""
        return [run for _, run in self._newest()]

    def _newest(self) -> list[tuple[str, Ended]]:
        return sorted(self.runs.items(), key=lambda each: each[1].at)[-RUNS_KEPT:]


@dataclass
class Flows:
    """All jobs by their names."""

    jobs: dict[Named, Job] = field(default_factory=dict)
    _by_name: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    _data: set[Named] = field(default_factory=set)

    def take(self, event: Event, place: str) -> bool:
        """False where there are more jobs or data than anybody has."""
        if event.job not in self.jobs:
            self.jobs[event.job] = Job()
            self._by_name[event.job.name].append(event.job)
            self._by_name[f"{event.job.namespace}/{event.job.name}"].append(event.job)
        self.jobs[event.job].take(event, place)
        self._data.update(event.reads, event.writes)
        return len(self.jobs) <= MOST_JOBS and len(self._data) <= MOST_DATA

    def called(self, name: str) -> list[Named]:
        """The jobs of this name; ``namespace/name`` where several have it."""
        return self._by_name.get(name, [])

    def before(self, last: Iterable[Named]) -> Iterator[Named]:
        """These jobs, and all whose data they use, however many steps before, each once."""
        makers = defaultdict(set)
        for name, job in self.jobs.items():
            for made in job.writes:
                makers[made].add(name)
        waiting, found = list(last), set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                yield name
                waiting += sorted(
                    (maker for read in self.jobs[name].reads for maker in makers[read]),
                    key=str,
                )

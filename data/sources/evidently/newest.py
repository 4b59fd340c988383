"""Of several reports about the same days, the newest one counts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from data.facts import ModelRef, Reading, Refusal
from data.problems import Code, Problem

_Key = tuple[ModelRef, str, datetime, datetime]


@dataclass(frozen=True, slots=True)
class Told:
    """A reading, when the report it stands in was made, what the result is called there, how it was
    worked out, and how the report writes when it was made (None: it does not)."""

    reading: Reading
    made_at: datetime
    result: str
    settings: str = ""
    written_at: object = None

    @property
    def key(self) -> _Key:
        return self.reading.ref, self.reading.measure, self.reading.start, self.reading.end

    @property
    def said(self) -> tuple[float, int | None, str]:
        return self.reading.value, self.reading.count, self.reading.columns


@dataclass(slots=True)
class Newest:
    """Gathers what reports tell. Two that were made at one moment stay both, for the store to ask
    about where they disagree."""

    _told: dict[_Key, list[Told]] = field(default_factory=dict)

    def take(self, told: Told) -> Iterator[Refusal]:
        """Keep it, unless a newer one is there; gives what is not used, and why."""
        before = self._told.setdefault(told.key, [])
        if not before or before[0].made_at == told.made_at:
            before.append(told)
        elif before[0].made_at < told.made_at:
            self._told[told.key] = [told]
            yield from (_older(each, told) for each in before if each.said != told.said)
        elif before[0].said != told.said:
            yield _older(told, before[0])

    def readings(self) -> Iterator[Reading]:
        """What is left, in the order in which it first came."""
        return (each.reading for several in self._told.values() for each in several)

    def written_at(self) -> object:
        """How the report that was made last writes when that was; None where there is none."""
        every = list(chain.from_iterable(self._told.values()))
        return max(every, key=lambda each: each.made_at).written_at if every else None

    def settings(self) -> dict[str, set[str]]:
        """How the newest result of each measure was worked out, model by model."""
        last: dict[tuple[ModelRef, str], Told] = {}
        for each in chain.from_iterable(self._told.values()):
            subject = each.reading.ref, each.reading.measure
            if subject not in last or last[subject].reading.end <= each.reading.end:
                last[subject] = each
        found: dict[str, set[str]] = {}
        for (_, measure), told in last.items():
            found.setdefault(measure, set()).add(told.settings)
        return found


def _older(older: Told, newer: Told) -> Refusal:
    reading = older.reading
    inputs = {"field": older.result, "found": str(reading.value), "other": newer.reading.place}
    kept = {
        "model": reading.ref.name,
        "start": reading.start.isoformat(),
        "end": reading.end.isoformat(),
        "timestamp": older.made_at.isoformat(),
        "result": older.result,
    }
    return Refusal(Problem(Code.NEWER_REPORT, inputs), reading.place, kept)

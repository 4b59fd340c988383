"""A stand-in for Prometheus that says what no real server would: for hostile and broken answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from data.connections import MeasureShape, PrometheusConnection
from data.facts import Unit
from tests.loopback import Asked, Reply, as_json, serving

Row = dict[str, object]
Answer = Callable[[Asked], bytes]


@dataclass
class Twin:
    """What the server answers: to each query ``rows`` at the time that was asked about.

    ``instead`` is sent in place of its own answer, to the query it stands beside.
    """

    rows: list[Row] = field(default_factory=list)
    more: Row = field(default_factory=dict)
    instead: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def answer(self, asked: Asked, reply: Reply) -> None:
        self.asked.append(asked)
        instead = self.instead.get(asked.query["query"])
        reply.send(instead(asked) if instead else self._own(asked))

    def _own(self, asked: Asked) -> bytes:
        at = float(asked.query["time"])
        rows = [
            {"value": [at, each["number"]], **each} if "number" in each else each
            for each in self.rows
        ]
        return as_json(success(rows, **self.more))


def success(rows: object, kind: object = "vector", **more: object) -> Row:
    """A whole answer as Prometheus gives it."""
    return {"status": "success", "data": {"resultType": kind, "result": rows}, **more}


def row(number: object, **labels: object) -> Row:
    """One row with its number at the time that was asked about."""
    return {"metric": {"model": "churn", **labels}, "number": number}


@contextmanager
def standing_in(twin: Twin, **more: object) -> Iterator[PrometheusConnection]:
    """How to reach the twin, with one query of a share, and one day to read."""
    with serving(twin.answer) as url:
        settings: dict[str, object] = {
            "queries": {"errors": "q"},
            "measures": {"errors": MeasureShape(), "requests": MeasureShape(unit=Unit.COUNT)},
            "days_back": 1,
            "deadline_seconds": 5.0,
        }
        yield PrometheusConnection("twin", url, **{**settings, **more})  # type: ignore[arg-type]

"""A stand-in for MLflow that says what no real server would: for hostile and broken answers."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from data.connections import MeasureShape, MetricMapping, MlflowConnection
from tests.loopback import Asked, Reply, as_json, plain, serving

API = "/api/2.0/mlflow"
ARTIFACT = "/model-versions/get-artifact"

Row = dict[str, object]


@dataclass
class Twin:
    """What the server has. ``instead`` holds whole answers by path, sent in place of its own."""

    models: list[Row] = field(default_factory=list)
    versions: list[Row] = field(default_factory=list)
    runs: list[Row] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    instead: dict[str, bytes] = field(default_factory=dict)
    page: int = 500
    asked: list[Asked] = field(default_factory=list)

    def answer(self, asked: Asked, reply: Reply) -> None:
        """Answer as MLflow does, in pages of ``page`` rows."""
        self.asked.append(asked)
        whole = self.instead.get(asked.path)
        reply.send(whole if whole is not None else self._own(asked))

    def _own(self, asked: Asked) -> bytes:
        if asked.path == ARTIFACT:
            found = self.files.get(asked.query["path"])
            return plain(found) if found is not None else as_json({}, "404 Not Found")
        if asked.path == f"{API}/experiments/get-by-name":
            return as_json({"experiment": {"experiment_id": "7"}})
        if asked.path == f"{API}/runs/search":
            return self._page("runs", self.runs, _token_in(asked.body))
        if asked.path == f"{API}/registered-models/search":
            return self._page("registered_models", self.models, asked.query.get("page_token"))
        return self._page("model_versions", self.versions, asked.query.get("page_token"))

    def _page(self, key: str, rows: list[Row], token: str | None) -> bytes:
        first = int(token or 0)
        more = {"next_page_token": str(first + self.page)} if first + self.page < len(rows) else {}
        return as_json({key: rows[first : first + self.page], **more})


def _token_in(body: bytes) -> str | None:
    found: Mapping[str, str] = json.loads(body)
    return found.get("page_token")


@contextmanager
def standing_in(twin: Twin) -> Iterator[MlflowConnection]:
    """How to reach the twin, with one experiment and one mapped metric."""
    with serving(twin.answer) as url:
        yield MlflowConnection(
            "twin",
            url,
            experiments=("monitoring",),
            readings=(MetricMapping("accuracy", "accuracy", "cases"),),
            measures={"accuracy": MeasureShape()},
            deadline_seconds=5.0,
        )


def pairs(rows: Mapping[str, object]) -> list[Row]:
    """Tags or metrics as MLflow lists them."""
    return [{"key": key, "value": value} for key, value in rows.items()]


def run(tags: Mapping[str, object], metrics: Mapping[str, object], number: int = 1) -> Row:
    """One run with tags and metrics, the tags without their prefix."""
    prefixed = {f"rollcall.{key}": value for key, value in tags.items()}
    data = {"tags": pairs(prefixed), "metrics": pairs(metrics)}
    return {"info": {"run_id": f"r{number}"}, "data": data}

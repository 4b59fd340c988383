"""How facts about what a model stands on are kept: in which table, and which column holds what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Row, Table

from data.facts import (
    Acknowledgement,
    AnswerUse,
    Baseline,
    Confirmation,
    DataUse,
    Decision,
    DoesNotApply,
    ExamResult,
    Keeping,
    ModelRef,
    Pipeline,
    PipelineRun,
    QuietTime,
    Review,
    RunsWith,
)
from data.store import grounds
from data.store.through_time import KEYS


def midnight(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of fact. ``renamed`` gives the column of a field where they are called otherwise.

    ``since`` tells from when on a fact holds by itself (None: as long as its model). Facts come
    in the order of the fields ``by``.
    """

    kind: type
    table: Table
    renamed: Mapping[str, str]
    by: tuple[str, ...]
    since: Callable[[Any], datetime | None] = field(default=lambda _fact: None)

    def row(self, fact: Any, model_id: int) -> dict[str, Any]:
        """The fact as its table keeps it."""
        told = {column: getattr(fact, name) for name, column in self._columns()}
        return {"model_id": model_id, **told}

    def facts(self, rows: Iterable[Row[Any]], ref: ModelRef) -> tuple[Any, ...]:
        """The rows as facts; of what two sources tell, the later row counts."""
        key = KEYS[self.table.name]
        last = {tuple(getattr(row, column) for column in key): row for row in rows}
        found = [self._fact(row, ref) for row in last.values()]
        return tuple(sorted(found, key=lambda one: [getattr(one, name) for name in self.by]))

    def _fact(self, row: Row[Any], ref: ModelRef) -> Any:
        told = {name: getattr(row, column) for name, column in self._columns()}
        return self.kind(ref=ref, **told)

    def _columns(self) -> list[tuple[str, str]]:
        names = [one.name for one in fields(self.kind) if one.name != "ref"]
        return [(name, self.renamed.get(name, name)) for name in names]


def _approved(data: DataUse) -> datetime | None:
    return midnight(data.approved_on) if data.approved_on is not None else None


FORMS: Mapping[type, Form] = {
    form.kind: form
    for form in (
        Form(
            QuietTime,
            grounds.quiet_times,
            {"start": "start_on", "end": "end_on", "by": "agreed_by", "measure": "measure_key"},
            ("start", "end", "measure"),
        ),
        Form(DoesNotApply, grounds.does_not_apply, {"by": "said_by"}, ("question",)),
        Form(
            Acknowledgement,
            grounds.acknowledged,
            {"on": "said_on", "by": "said_by"},
            ("on", "next_update", "by"),
            lambda said: midnight(said.on),
        ),
        Form(
            Decision,
            grounds.decisions,
            {"at": "decided_at", "by": "decided_by", "use": "decided_use", "until": "until_on"},
            ("at", "until", "by"),
            lambda decided: decided.at,
        ),
        Form(
            Keeping,
            grounds.keepings,
            {"at": "kept_at", "by": "kept_by", "until": "until_on"},
            ("at", "until", "by"),
            lambda decided: decided.at,
        ),
        Form(
            Baseline,
            grounds.baselines,
            {"start": "start_on", "by": "said_by", "measure": "measure_key"},
            ("start", "measure"),
            lambda said: midnight(said.start),
        ),
        Form(
            Confirmation,
            grounds.confirmed,
            {"on": "said_on", "by": "said_by"},
            ("on", "by"),
            lambda said: midnight(said.on),
        ),
        Form(
            Review,
            grounds.reviews,
            {"at": "reviewed_at", "by": "reviewed_by", "until": "until_on"},
            ("at", "until", "by"),
            lambda signed: signed.at,
        ),
        Form(DataUse, grounds.data_uses, {"until": "until_on"}, ("name",), _approved),
        Form(AnswerUse, grounds.answer_uses, {}, ("name",)),
        Form(RunsWith, grounds.runs_with, {}, ("name",)),
        Form(Pipeline, grounds.pipelines, {}, ("name",)),
        Form(
            PipelineRun,
            grounds.pipeline_runs,
            {"rows": "row_count"},
            ("ended_at", "pipeline"),
            lambda run: run.ended_at,
        ),
        Form(
            ExamResult,
            grounds.exams,
            {
                "measure": "measure_key",
                "start": "start_at",
                "end": "end_at",
                "count": "case_count",
                "group": "group_name",
            },
            ("version", "measure", "digest", "definition", "selection", "group"),
            lambda exam: exam.end,
        ),
    )
}

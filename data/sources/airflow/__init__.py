"""Reads Airflow: its DAGs become the steps that bring data to models, its runs how each went."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from data.connections import AirflowConnection
from data.credentials import credentials
from data.facts import Arrival, ModelRef, Pipeline, PipelineRun, ReadContext, Refusal
from data.problems import Code, Problem, Rejected
from data.reach import Credentials, Server, connected
from data.rows import cells, periods
from data.sources.airflow import answers, rows
from data.sources.airflow.rows import Dag

MOST_DAGS = 20_000
"""A large company has some thousands."""

RUNS_READ = 400
"""Of each DAG, the newest: more than a year of a daily one."""

MOST_GOING_ON = 10_000

_TOKEN_CHARACTERS = 20_000

Feeds = dict[str, dict[str, None]]
"""The models that each DAG feeds, in the order in which they were named."""


def read(connection: AirflowConnection, context: ReadContext) -> Iterator[Arrival]:
    """Each DAG that feeds a model with its runs, and a refusal for each row that is not taken.

    Raises SourceFailed where Airflow cannot be read.
    """
    signing_in, seconds = credentials(connection), connection.deadline_seconds
    with connected(connection.name, connection.url, Credentials(), seconds) as server:
        server.carry(_token(server, signing_in))
        yield from _Reading(server, connection, context).told()


def _token(server: Server, signing_in: Credentials) -> str:
    """The token we were given, or the one Airflow gives for a name and a password."""
    if signing_in.token or not signing_in.username:
        return signing_in.token
    body = {"username": signing_in.username, "password": signing_in.password}
    found = server.search("auth/token", body).get("access_token")
    if isinstance(found, str) and 0 < len(found) <= _TOKEN_CHARACTERS and _plain(found):
        return found
    raise server.failed(Code.NOT_THE_EXPECTED_ANSWER, expected="Airflow (access_token)")


def _plain(token: str) -> bool:
    """Whether it can stand in the header of a request."""
    return token.isascii() and token.isprintable() and " " not in token


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of one Airflow."""

    server: Server
    connection: AirflowConnection
    context: ReadContext

    def told(self) -> Iterator[Arrival]:
        """Everything, step by step; the runs of one DAG are held at a time."""
        dags: dict[str, Dag | None] = {}
        feeds: Feeds = {}
        yield from self._listed(dags, feeds)
        for name, fed in feeds.items():
            refs = [ModelRef(model, self.connection.registry or None) for model in fed]
            dag, place = dags.get(name), self.connection.name
            every = self._every(name, dag)
            yield from (Pipeline(ref, name, every, place=place) for ref in refs)
            if dag:
                yield from self._step(dag, refs)
            elif name not in dags:
                yield _refused(Code.UNKNOWN_DAG, name)
        yield from self._overdue([dag for name in feeds if (dag := dags.get(name))])

    def _listed(self, dags: dict[str, Dag | None], feeds: Feeds) -> Iterator[Refusal]:
        """Find every DAG by its name, None for one that is odd, and the models that each feeds."""
        for model, names in self.connection.feeds.items():
            for name in names:
                _add(feeds, name, model)
        for row in answers.dags(self.server, MOST_DAGS):
            try:
                found = rows.dag(row)
            except Rejected as no:
                yield Refusal(no.problem, "dags", rows.kept(row))
                dags.setdefault(cells.shown(row.get("dag_id")), None)
                continue
            dags[found.name] = found
            yield from self._tagged(found, feeds)

    def _tagged(self, dag: Dag, feeds: Feeds) -> Iterator[Refusal]:
        for tag in dag.tags:
            try:
                model = rows.model(tag, self.connection.tag_prefix)
            except Rejected as no:
                yield Refusal(no.problem, _place(dag.name), {"tag": cells.shown(tag)})
                continue
            if model:
                _add(feeds, dag.name, model)

    def _step(self, dag: Dag, refs: list[ModelRef]) -> Iterator[Arrival]:
        if dag.paused:
            yield _refused(Code.DAG_PAUSED, dag.name)
        since = self.context.now - timedelta(days=self.connection.days_back)
        try:
            found = answers.ended(self.server, dag.name, since, self.context.now, RUNS_READ)
        except Rejected as no:
            yield Refusal(no.problem, _place(dag.name), {})
            return
        for row in found:
            yield from self._run(dag.name, row, refs)

    def _run(self, dag: str, row: answers.Row, refs: list[ModelRef]) -> Iterator[Arrival]:
        try:
            run = rows.ended(row, dag, self.context.now)
        except Rejected as no:
            yield Refusal(no.problem, _place(dag), rows.kept(row))
            return
        if run is not None:
            place = f"{_place(dag)}, run {run.name}"
            yield from (PipelineRun(ref, dag, run.at, run.end, place=place) for ref in refs)

    def _every(self, name: str, dag: Dag | None) -> str:
        return self.connection.every.get(name) or (dag.every if dag else "")

    def _overdue(self, dags: list[Dag]) -> Iterator[Refusal]:
        """Runs that take longer than the time between two runs."""
        every = {dag.name: each for dag in dags if (each := self._every(dag.name, dag))}
        if not every:
            return
        try:
            found = answers.going_on(self.server, list(every), MOST_GOING_ON)
        except Rejected as no:
            yield Refusal(no.problem, "runs going on", {})
            return
        for row in found:
            if row.get("run_type") != rows.BACKFILL:
                yield from self._too_long(row, every)

    def _too_long(self, row: answers.Row, every: Mapping[str, str]) -> Iterator[Refusal]:
        name = cells.shown(row.get("dag_id"))
        try:
            began = rows.began(row, self.context.now)
            until = periods.length("every", every.get(name)).after(began)
        except Rejected as no:
            yield Refusal(no.problem, _place(name), rows.kept(row))
            return
        if until < self.context.now:
            told = {"found": name, "since": began.isoformat()}
            yield Refusal(Problem(Code.RUN_GOES_ON, told), _place(name), rows.kept(row))


def _add(feeds: Feeds, dag: str, model: str) -> None:
    feeds.setdefault(dag, {})[model] = None


def _refused(code: Code, dag: str) -> Refusal:
    return Refusal(Problem(code, {"found": dag}), _place(dag), {})


def _place(dag: str) -> str:
    return f"dag {dag}"

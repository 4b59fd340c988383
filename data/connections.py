"""What to read and how: the shapes of one configured source each.

``app.settings`` fills these from ``rollcall.toml``; each source takes the one of its kind.
Secrets are never kept here, only the name of the environment variable that holds them.
A connection that has readings carries ``measures``: what each measure of ``[measures.<key>]``
means, by its key.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from data.facts import Better, Question, Unit


@dataclass(frozen=True, slots=True)
class MeasureShape:
    """What a measure of the configuration means; see ``data.facts.Measure``."""

    question: Question = Question.PERFORMANCE
    kind: str = ""
    unit: Unit = Unit.SHARE
    better: Better = Better.HIGHER
    phrase: str = ""
    things: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class MetricMapping:
    """One MLflow metric that is evidence, and the measure it fills.

    ``cases`` names the metric that says on how many cases the value rests.
    """

    metric: str
    measure: str
    cases: str = ""


@dataclass(frozen=True, slots=True)
class MlflowConnection:
    """One MLflow tracking server and how this company uses it.

    A version is live when it carries ``live_alias``, stands in the stage Production, or carries
    the tag ``live_tag`` with the value true. Runs of ``experiments`` that carry the tags
    ``rollcall.period_start`` and ``rollcall.period_end`` are readings; other runs are training.
    """

    name: str
    url: str
    live_alias: str = "champion"
    live_tag: str = "rollcall.live"
    tag_prefix: str = "rollcall."
    experiments: tuple[str, ...] = ()
    readings: tuple[MetricMapping, ...] = ()
    username_env: str = ""
    password_env: str = ""
    token_env: str = ""
    deadline_seconds: float = 120.0
    measures: dict[str, MeasureShape] = field(default_factory=dict)


class CalendarPeriod(StrEnum):
    """How long each period is of a source that has none of its own; weeks begin on Mondays."""

    DAY = "P1D"
    WEEK = "P7D"
    MONTH = "P1M"


@dataclass(frozen=True, slots=True)
class PrometheusConnection:
    """One Prometheus, or whatever answers questions as it does, and what to ask it.

    ``queries`` maps a measure's key to the query whose answer is its value, ``counts`` to the
    query that says on how many cases that rests. ``{window}`` in a query becomes the length of the
    period. An answer tells its model by the label ``model_label``; where ``models`` are listed,
    each query is asked once for each of them, with its name in place of ``{model}``. ``rename``
    turns the names used there into those of the registry; ``registry`` is as in RowMapping.
    ``days_back`` is how far back a measure is read that we know nothing of.
    """

    name: str
    url: str
    queries: dict[str, str]
    counts: dict[str, str] = field(default_factory=dict)
    period: CalendarPeriod = CalendarPeriod.DAY
    days_back: int = 30
    model_label: str = "model"
    group_label: str = ""
    models: tuple[str, ...] = ()
    rename: dict[str, str] = field(default_factory=dict)
    registry: str = ""
    username_env: str = ""
    password_env: str = ""
    token_env: str = ""
    deadline_seconds: float = 120.0
    measures: dict[str, MeasureShape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowMapping:
    """How one row of a table or file becomes a reading: which column holds what.

    Long form: ``measure`` names the column that holds the measure's key and ``value`` the column
    with its value. Wide form: ``values`` maps a measure's key to the column with its value.
    A row has a period: ``start`` and ``end`` columns, or ``end`` and a fixed ``period`` (ISO 8601
    duration), or ``start`` and a fixed ``period``. ``rename`` turns the names used in the table
    into the names of the registry. ``scale`` is "percent" where shares are kept as 0 to 100.
    ``time_zone`` is whose days the dates are, and whose times those without a zone are.
    ``registry`` is no column: it is the name of the source whose models the rows are about.
    ``dates`` says which comes first in dates such as 03/04/2026: "day first" or "month first".
    ``decimals`` says what parts whole numbers from the rest in written ones: "comma" or "point".
    """

    model: str
    end: str = ""
    start: str = ""
    period: str = ""
    measure: str = ""
    value: str = ""
    values: dict[str, str] = field(default_factory=dict)
    count: str = ""
    group: str = ""
    version: str = ""
    registry: str = ""
    scale: str = ""
    time_zone: str = ""
    dates: str = ""
    decimals: str = ""
    rename: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SqlConnection:
    """One table or view of any database SQLAlchemy reaches, read only.

    ``changed`` names the column that tells when a row was last written; without it every row is
    read each time.
    """

    name: str
    url_env: str
    table: str
    rows: RowMapping
    schema: str = ""
    changed: str = ""
    deadline_seconds: float = 120.0
    measures: dict[str, MeasureShape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilesConnection:
    """CSV or Parquet files matched by a pattern below the folder of ``rollcall.toml``."""

    name: str
    path: str
    rows: RowMapping
    measures: dict[str, MeasureShape] = field(default_factory=dict)


RESULT_NAME = re.compile(r"(?P<metric>\w+)(\((?P<asked>.*)\))?(\.(?P<part>[^.()]+))?", re.DOTALL)
"""How a result of Evidently is named: "RowCount", "MissingValueCount(column=age).share"."""


@dataclass(frozen=True, slots=True)
class EvidentlyConnection:
    """Reports that Evidently 0.7 wrote: workspaces, or files matched by a pattern.

    ``path`` starts from the folder of ``rollcall.toml``; a folder is a workspace. A report is about
    ``model``, else about the model that its metadata or its tags name under ``model_key``, else
    about the model its project is called; ``rename`` turns what it is called there into its name in
    the registry. ``results`` maps a measure's key to the result that fills it, such as
    "DriftedColumnsCount.share", and ``counts`` to the one with the number of cases. ``period`` is
    how long a report looks back from the midnight before it was made. ``time_zone`` is whose times
    those without a zone are, as Evidently writes them.
    """

    name: str
    path: str
    results: dict[str, str]
    counts: dict[str, str] = field(default_factory=dict)
    model: str = ""
    model_key: str = ""
    registry: str = ""
    period: str = "P1D"
    time_zone: str = ""
    rename: dict[str, str] = field(default_factory=dict)
    measures: dict[str, MeasureShape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StaffColumns:
    """Which column of a staff list holds what; an empty one is not read.

    ``person`` holds what models call somebody (the name, where it is empty), ``left_on`` the day
    somebody left, which may be to come.
    """

    name: str
    person: str = ""
    email: str = ""
    unit: str = ""
    left_on: str = ""


@dataclass(frozen=True, slots=True)
class StaffConnection:
    """CSV files with who works here, matched by a pattern below the folder of ``rollcall.toml``."""

    name: str
    path: str
    columns: StaffColumns


@dataclass(frozen=True, slots=True)
class OpenLineageConnection:
    """Logs of OpenLineage events, matched by a pattern below the folder of ``rollcall.toml``.

    ``feeds`` names for each model the jobs whose data it uses; those before them are found. A job
    is called by its name, or ``namespace/name`` where several have it. ``every`` is how often a
    job should run, by its name (ISO 8601 duration); ``registry`` is as in RowMapping.
    """

    name: str
    path: str
    feeds: dict[str, tuple[str, ...]]
    every: dict[str, str] = field(default_factory=dict)
    registry: str = ""


@dataclass(frozen=True, slots=True)
class AirflowConnection:
    """One Airflow and which of its DAGs bring data to which model.

    ``feeds`` names for each model its DAGs. A DAG whose tag begins with ``tag_prefix`` feeds the
    model named behind it; an empty prefix reads no tags. ``every`` is how often a DAG should run,
    by its name (ISO 8601 duration), where its schedule does not say so itself. ``days_back`` is
    how far back runs are read each time; ``registry`` is as in RowMapping.
    """

    name: str
    url: str
    feeds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tag_prefix: str = "rollcall:"
    every: dict[str, str] = field(default_factory=dict)
    days_back: int = 30
    registry: str = ""
    username_env: str = ""
    password_env: str = ""
    token_env: str = ""
    deadline_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class SampleConnection:
    """The pretend company that is read when nothing else is configured."""

    name: str = "sample"
    seed: int = 20260101


Measuring = (
    MlflowConnection | PrometheusConnection | SqlConnection | FilesConnection | EvidentlyConnection
)
"""Sources that have readings."""

Connection = (
    Measuring | StaffConnection | OpenLineageConnection | AirflowConnection | SampleConnection
)

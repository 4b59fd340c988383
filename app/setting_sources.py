"""What must hold for configured sources beyond the type of each key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, TypeVar

from pydantic import AfterValidator

from app.setting_faults import Expected, Fault, Unfit, nearest_to, unfit
from app.setting_secrets import shown
from app.setting_values import is_duration, is_phrase, is_variable_name, is_web_address, is_zone
from data.connections import (
    RESULT_NAME,
    AirflowConnection,
    EvidentlyConnection,
    FilesConnection,
    MeasureShape,
    Measuring,
    MlflowConnection,
    OpenLineageConnection,
    PrometheusConnection,
    RowMapping,
    SqlConnection,
    StaffConnection,
)

# What a mapping may say of how shares, dates and numbers are written; each may be left out.
HOW_WRITTEN: Mapping[str, tuple[Expected, tuple[str, ...]]] = {
    "scale": (Expected.SCALE, ("percent",)),
    "dates": (Expected.DATE_ORDER, ("day first", "month first")),
    "decimals": (Expected.DECIMALS, ("comma", "point")),
}
# A source that hangs holds up all others for this long.
LONGEST_DEADLINE_SECONDS = 3600
# Each day back is one question for each measure; more than a year of them takes too long to ask.
MOST_DAYS_BACK = 400
# What a name must not have that is put between the quotation marks of a query.
_ENDS_A_NAME = re.compile(r"[\"'`\\\r\n]")

NotMeasuring = StaffConnection | OpenLineageConnection | AirflowConnection
Written = Measuring | NotMeasuring
Source = TypeVar("Source")


def _mlflow(source: MlflowConnection) -> MlflowConnection:
    return _checked(source, _mlflow_reasons(source))


def _prometheus(source: PrometheusConnection) -> PrometheusConnection:
    return _checked(source, _prometheus_reasons(source))


def _sql(source: SqlConnection) -> SqlConnection:
    return _checked(source, _sql_reasons(source))


def _files(source: FilesConnection) -> FilesConnection:
    return _checked(source, _files_reasons(source))


def _evidently(source: EvidentlyConnection) -> EvidentlyConnection:
    return _checked(source, _evidently_reasons(source))


def _staff(source: StaffConnection) -> StaffConnection:
    return _checked(source, _staff_reasons(source))


def _openlineage(source: OpenLineageConnection) -> OpenLineageConnection:
    return _checked(source, _openlineage_reasons(source))


def _airflow(source: AirflowConnection) -> AirflowConnection:
    return _checked(source, _airflow_reasons(source))


def _checked(source: Source, reasons: Iterator[Unfit]) -> Source:
    found = tuple(reasons)
    if found:
        raise unfit(*found)
    return source


def _mlflow_reasons(source: MlflowConnection) -> Iterator[Unfit]:
    yield from _web_reasons(source)


def _prometheus_reasons(source: PrometheusConnection) -> Iterator[Unfit]:
    yield from _web_reasons(source)
    if not source.queries:
        yield Unfit(Expected.SOME_VALUE, key="queries")
    if not (source.model_label or source.models):
        yield Unfit(Expected.SOME_VALUE, key="model_label")
    if not 1 <= source.days_back <= MOST_DAYS_BACK:
        yield Unfit(Expected.DAYS_BACK, key="days_back")
    for measure in source.counts:
        if measure not in source.queries:
            nearest = nearest_to(measure, source.queries)
            yield Unfit(Expected.KNOWN_KEY, nearest, key=f"counts.{measure}")
    for number, name in enumerate(source.models, start=1):
        if not name.strip() or _ENDS_A_NAME.search(name):
            yield Unfit(Expected.NAME_IN_QUERY, key=f"models[{number}]")
    yield from _query_reasons("queries", source.queries, bool(source.models))
    yield from _query_reasons("counts", source.counts, bool(source.models))


def _query_reasons(key: str, queries: Mapping[str, str], of_one_model: bool) -> Iterator[Unfit]:
    for measure, query in queries.items():
        if "{window}" not in query:
            yield Unfit(Expected.WINDOW_IN_QUERY, key=f"{key}.{measure}")
        if ("{model}" in query) is not of_one_model:
            yield Unfit(Expected.MODEL_IN_QUERY, key=f"{key}.{measure}")


def _web_reasons(
    source: MlflowConnection | PrometheusConnection | AirflowConnection,
) -> Iterator[Unfit]:
    yield from _named(source.name)
    if not is_web_address(source.url):
        yield Unfit(Expected.WEB_ADDRESS, key="url")
    for key in ("username_env", "password_env", "token_env"):
        if not is_variable_name(getattr(source, key)):
            yield Unfit(Expected.VARIABLE_NAME, key=key)
    yield from _deadline(source.deadline_seconds)


def _sql_reasons(source: SqlConnection) -> Iterator[Unfit]:
    yield from _named(source.name)
    if not source.url_env or not is_variable_name(source.url_env):
        yield Unfit(Expected.VARIABLE_NAME, key="url_env")
    if not source.table:
        yield Unfit(Expected.SOME_VALUE, key="table")
    yield from _deadline(source.deadline_seconds)
    yield from _row_reasons(source.rows)


def _files_reasons(source: FilesConnection) -> Iterator[Unfit]:
    yield from _named(source.name)
    if not source.path:
        yield Unfit(Expected.SOME_VALUE, key="path")
    yield from _row_reasons(source.rows)


def _evidently_reasons(source: EvidentlyConnection) -> Iterator[Unfit]:
    yield from _named(source.name)
    for key in ("path", "results"):
        if not getattr(source, key):
            yield Unfit(Expected.SOME_VALUE, key=key)
    for key in ("results", "counts"):
        for measure, written in getattr(source, key).items():
            if not RESULT_NAME.fullmatch(written.strip()):
                yield Unfit(Expected.RESULT, key=f"{key}.{measure}")
    for measure in source.counts:
        if measure not in source.results:
            nearest = nearest_to(measure, source.results)
            yield Unfit(Expected.KNOWN_KEY, nearest, key=f"counts.{measure}")
    if source.model and source.model_key:
        yield Unfit(Expected.MODEL_ONCE, key="model_key")
    if not is_duration(source.period):
        yield Unfit(Expected.DURATION, key="period")
    if source.time_zone and not is_zone(source.time_zone):
        yield Unfit(Expected.TIME_ZONE, key="time_zone")


def _staff_reasons(source: StaffConnection) -> Iterator[Unfit]:
    yield from _named(source.name)
    if not source.path:
        yield Unfit(Expected.SOME_VALUE, key="path")
    if not source.columns.name:
        yield Unfit(Expected.SOME_VALUE, key="columns.name")


def _openlineage_reasons(source: OpenLineageConnection) -> Iterator[Unfit]:
    yield from _named(source.name)
    if not source.path:
        yield Unfit(Expected.SOME_VALUE, key="path")
    if not any(source.feeds.values()):
        yield Unfit(Expected.SOME_VALUE, key="feeds")
    yield from _rhythm_reasons(source.every)


def _airflow_reasons(source: AirflowConnection) -> Iterator[Unfit]:
    yield from _web_reasons(source)
    if not any(source.feeds.values()) and not source.tag_prefix:
        yield Unfit(Expected.SOME_VALUE, key="feeds")
    if not 1 <= source.days_back <= MOST_DAYS_BACK:
        yield Unfit(Expected.DAYS_BACK, key="days_back")
    yield from _rhythm_reasons(source.every)


def _rhythm_reasons(rhythms: Mapping[str, str]) -> Iterator[Unfit]:
    for step, every in rhythms.items():
        if not is_duration(every):
            yield Unfit(Expected.DURATION, key=f"every.{step}")


def _row_reasons(rows: RowMapping) -> Iterator[Unfit]:
    if not rows.model:
        yield Unfit(Expected.SOME_VALUE, key="rows.model")
    if [bool(rows.start), bool(rows.end), bool(rows.period)].count(True) != 2:
        yield Unfit(Expected.A_PERIOD, key="rows")
    if rows.period and not is_duration(rows.period):
        yield Unfit(Expected.DURATION, key="rows.period")
    if bool(rows.measure and rows.value) == bool(rows.values):
        yield Unfit(Expected.VALUE_COLUMNS, key="rows")
    for key, (expected, allowed) in HOW_WRITTEN.items():
        if getattr(rows, key) not in ("", *allowed):
            yield Unfit(expected, key=f"rows.{key}")
    if rows.time_zone and not is_zone(rows.time_zone):
        yield Unfit(Expected.TIME_ZONE, key="rows.time_zone")


def _named(name: str) -> Iterator[Unfit]:
    if not name.strip():
        yield Unfit(Expected.SOME_VALUE, key="name")


def _deadline(seconds: float) -> Iterator[Unfit]:
    if not 0 < seconds <= LONGEST_DEADLINE_SECONDS:
        yield Unfit(Expected.ABOVE_ZERO, key="deadline_seconds")


MlflowSource = Annotated[MlflowConnection, AfterValidator(_mlflow)]
PrometheusSource = Annotated[PrometheusConnection, AfterValidator(_prometheus)]
SqlSource = Annotated[SqlConnection, AfterValidator(_sql)]
FilesSource = Annotated[FilesConnection, AfterValidator(_files)]
EvidentlySource = Annotated[EvidentlyConnection, AfterValidator(_evidently)]
StaffSource = Annotated[StaffConnection, AfterValidator(_staff)]
OpenLineageSource = Annotated[OpenLineageConnection, AfterValidator(_openlineage)]
AirflowSource = Annotated[AirflowConnection, AfterValidator(_airflow)]


def name_faults(sources: Mapping[str, Sequence[Written]]) -> Iterator[Fault]:
    """Two sources of one name: what one told would overwrite what the other told."""
    seen: set[str] = set()
    for key, source in _numbered(sources):
        if source.name in seen:
            yield Fault(f"{key}.name", Expected.UNIQUE_NAME, source.name)
        seen.add(source.name)


def phrase_faults(
    sources: Mapping[str, Sequence[Written]], measures: Mapping[str, MeasureShape]
) -> Iterator[Fault]:
    """Wordings that have no place for the value they are about."""
    tables = {"": measures} | {f"{key}.": source.measures for key, source in _measuring(sources)}
    for below, several in tables.items():
        for name, shape in several.items():
            if not is_phrase(shape.phrase):
                found = shown("phrase", shape.phrase)
                yield Fault(f"{below}measures.{name}.phrase", Expected.PHRASE, found)


def measure_faults(
    sources: Mapping[str, Sequence[Written]], measures: Mapping[str, object]
) -> Iterator[Fault]:
    """Readings of a measure that nobody said the meaning of."""
    for key, source in _measuring(sources):
        known = [*measures, *source.measures]
        for below, measure in _measures_of(source):
            if measure not in known:
                nearest = nearest_to(measure, known)
                yield Fault(f"{key}.{below}", Expected.KNOWN_MEASURE, measure, nearest)


def _numbered(sources: Mapping[str, Sequence[Written]]) -> Iterator[tuple[str, Written]]:
    for kind, several in sources.items():
        for number, source in enumerate(several, start=1):
            yield f"sources.{kind}[{number}]", source


def _measuring(sources: Mapping[str, Sequence[Written]]) -> Iterator[tuple[str, Measuring]]:
    for key, source in _numbered(sources):
        if not isinstance(source, NotMeasuring):
            yield key, source


def _measures_of(source: Measuring) -> Iterator[tuple[str, str]]:
    if isinstance(source, MlflowConnection):
        for number, mapping in enumerate(source.readings, start=1):
            yield f"readings[{number}].measure", mapping.measure
    elif isinstance(source, EvidentlyConnection):
        yield from ((f"results.{measure}", measure) for measure in source.results)
    elif isinstance(source, PrometheusConnection):
        yield from ((f"queries.{measure}", measure) for measure in source.queries)
    else:
        yield from ((f"rows.values.{measure}", measure) for measure in source.rows.values)

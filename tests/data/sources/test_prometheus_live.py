"""A real Prometheus is read: what was counted day by day, in the company's days, and no more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.connections import CalendarPeriod, MeasureShape, PrometheusConnection
from data.facts import Arrival, Better, Measure, Question, ReadContext, Reading, Refusal, Unit
from data.problems import Code, SourceFailed
from data.sources.prometheus import read
from tests.prometheus_server import Past, Started, every

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, str(ZONE))
BEGAN = datetime(2026, 2, 27, 5, tzinfo=UTC)
STEP = timedelta(minutes=10)
OUT = (datetime(2026, 3, 7, 23, tzinfo=ZONE), datetime(2026, 3, 8, tzinfo=ZONE))
STOPPED = datetime(2026, 3, 12, tzinfo=ZONE)
RESTARTED = datetime(2026, 3, 10, 12, tzinfo=ZONE)

MEASURES = {
    "answers": MeasureShape(question=Question.AVAILABILITY, unit=Unit.SHARE),
    "errors": MeasureShape(unit=Unit.SHARE, better=Better.LOWER),
    "requests": MeasureShape(unit=Unit.COUNT, things="requests"),
    "wait": MeasureShape(unit=Unit.SECONDS, better=Better.LOWER),
}
ALL = "sum by (model) (increase(http_requests_total[{window}]))"
FAILED = 'sum by (model) (increase(http_requests_total{code="500"}[{window}]))'
QUERIES = {
    "answers": "avg by (model) (avg_over_time(up[{window}]))",
    "errors": f"{FAILED} / {ALL}",
    "requests": ALL,
    "wait": "histogram_quantile(0.95, sum by (model, le) "
    "(rate(http_request_duration_seconds_bucket[{window}])))",
}


def counter(each_step: float, end: datetime = NOW, restarted: datetime | None = None) -> Past:
    """A count that grows by so much each step, and begins anew where its process restarted."""

    def value(at: datetime) -> float:
        since = restarted if restarted and at >= restarted else BEGAN
        return each_step * ((at - since) // STEP)

    return {"": every(STEP, BEGAN, end, value)}


def requests(model: str, code: str, past: Past) -> Past:
    labels = f'{{model="{model}",code="{code}",region="{"north" if code == "200" else "south"}"}}'
    return {f"http_requests_total{labels}": past[""]}


def buckets(model: str) -> Past:
    """Nine in ten answers within 0.1 seconds, all within 0.5."""
    name = f'http_request_duration_seconds_bucket{{model="{model}",le='
    return {
        f'{name}"{limit}"}}': counter(each)[""]
        for limit, each in (("0.1", 9), ("0.5", 10), ("+Inf", 10))
    }


PAST: Past = {
    'up{model="churn"}': every(STEP, BEGAN, NOW, lambda at: float(not OUT[0] <= at < OUT[1])),
    'up{model="fraud"}': every(STEP, BEGAN, STOPPED, lambda at: 1.0),
    **requests("churn", "200", counter(9, restarted=RESTARTED)),
    **requests("churn", "500", counter(1, restarted=RESTARTED)),
    **requests("fraud", "200", counter(4, STOPPED)),
    **requests("fraud", "500", counter(0, STOPPED)),
    **requests("quiet", "200", counter(0)),
    **requests("quiet", "500", counter(0)),
    **buckets("churn"),
}


@pytest.fixture(scope="module")
def url(prometheus: Started) -> Iterator[str]:
    with prometheus(PAST) as address:
        yield address


@pytest.fixture
def connection(url: str) -> PrometheusConnection:
    return PrometheusConnection("live", url, QUERIES, days_back=10, measures=MEASURES)


def told(connection: PrometheusConnection, context: ReadContext = CONTEXT) -> list[Arrival]:
    return list(read(connection, context))


def by_day(arrivals: list[Arrival], measure: str, model: str) -> dict[date, float]:
    return {
        each.start.astimezone(ZONE).date(): each.value
        for each in arrivals
        if isinstance(each, Reading) and (each.measure, each.ref.name) == (measure, model)
    }


def refusals(arrivals: list[Arrival]) -> list[Refusal]:
    return [each for each in arrivals if isinstance(each, Refusal)]


def march(*days: int) -> list[date]:
    return [date(2026, 3, day) for day in days]


def test_an_hour_without_answers_belongs_to_the_day_it_was_in(
    connection: PrometheusConnection,
) -> None:
    """The hour before the clocks change is the last of the 7th; the 8th has 23 hours."""
    found = by_day(told(connection), "answers", "churn")
    assert list(found) == march(*range(5, 15))
    assert found.pop(date(2026, 3, 7)) == pytest.approx(138 / 144)
    assert set(found.values()) == {1.0}


def test_counts_are_those_of_the_day_whole_and_survive_a_restart(
    connection: PrometheusConnection,
) -> None:
    found = by_day(told(connection), "requests", "churn")
    assert all(value.is_integer() for value in found.values())
    assert found[date(2026, 3, 7)] == 144 * 10
    assert found[date(2026, 3, 8)] == 138 * 10
    assert found[date(2026, 3, 10)] == pytest.approx(144 * 10, abs=11)


def test_shares_and_seconds_are_worked_out_by_the_server(connection: PrometheusConnection) -> None:
    found = told(connection)
    assert set(by_day(found, "errors", "churn").values()) == {0.1}
    assert list(by_day(found, "wait", "churn").values()) == pytest.approx([0.3] * 10)


def test_what_stopped_tells_nothing_more_and_is_never_zero(
    connection: PrometheusConnection,
) -> None:
    found = told(connection)
    for measure in ("answers", "requests", "errors"):
        assert list(by_day(found, measure, "fraud")) == march(*range(5, 12))
    assert set(by_day(found, "answers", "fraud").values()) == {1.0}


def test_no_requests_make_no_share_of_errors(connection: PrometheusConnection) -> None:
    found = told(connection)
    assert set(by_day(found, "requests", "quiet").values()) == {0.0}
    assert by_day(found, "errors", "quiet") == {}
    refused = refusals(found)
    assert {each.problem.code for each in refused} == {Code.NOT_FINITE}
    assert [each.place for each in refused] == [
        f"query errors, 2026-03-{n:02}" for n in range(5, 15)
    ]
    assert refused[0].row == {"model": "quiet", "value": "NaN"}


def test_each_measure_comes_before_its_first_reading(connection: PrometheusConnection) -> None:
    known: set[tuple[object, str]] = set()
    for each in told(connection):
        if isinstance(each, Measure):
            assert (each.ref, each.key) not in known
            known.add((each.ref, each.key))
            assert each.unit is MEASURES[each.key].unit
        if isinstance(each, Reading):
            assert (each.ref, each.measure) in known


def test_the_running_day_is_not_read_and_reading_goes_on_from_the_last_one(
    connection: PrometheusConnection,
) -> None:
    ends = {key: datetime(2026, 3, 11, 4, tzinfo=UTC) for key in ("answers", "wait")}
    found = told(connection, replace(CONTEXT, known_until=lambda: ends))
    assert list(by_day(found, "answers", "churn")) == march(11, 12, 13, 14)
    assert list(by_day(found, "requests", "churn")) == march(*range(5, 15))


def test_weeks_are_read_whole(connection: PrometheusConnection) -> None:
    weekly = replace(connection, period=CalendarPeriod.WEEK)
    found = by_day(told(weekly), "requests", "churn")
    assert found == {date(2026, 3, 2): (7 * 144 - 6) * 10}


def test_cases_groups_and_names_are_told_with_a_value(connection: PrometheusConnection) -> None:
    by_region = "sum by (model, region) (increase(http_requests_total[{window}]))"
    grouped = replace(
        connection,
        queries={"requests": by_region, "errors": QUERIES["errors"]},
        counts={"errors": ALL},
        group_label="region",
        rename={"churn": "customer-churn"},
        registry="registry",
        days_back=1,
    )
    found = [each for each in told(grouped) if isinstance(each, Reading)]
    churn = [each for each in found if each.ref.name == "customer-churn"]
    assert {each.ref.registry for each in found} == {"registry"}
    assert [(each.measure, each.group, each.value, each.count) for each in churn] == [
        ("requests", "north", 9 * 144.0, None),
        ("requests", "south", 144.0, None),
        ("errors", "", 0.1, 1440),
    ]


def test_a_query_may_be_asked_for_each_model_by_name(connection: PrometheusConnection) -> None:
    listed = replace(
        connection,
        queries={"requests": 'sum(increase(http_requests_total{model="{model}"}[{window}]))'},
        models=("churn", "fraud", "missing"),
        days_back=4,
    )
    found = told(listed)
    assert list(by_day(found, "requests", "churn")) == march(11, 12, 13, 14)
    assert list(by_day(found, "requests", "fraud")) == march(11)
    assert refusals(found) == []


@pytest.mark.parametrize(
    ("query", "code", "inputs"),
    [
        ("sum(up", Code.QUERY_FAILED, {"reason": "bad_data"}),
        ("up[{window}]", Code.NOT_ONE_NUMBER, {"found": "matrix"}),
        ("1", Code.NOT_ONE_NUMBER, {"found": "scalar"}),
        ('"up"', Code.NOT_ONE_NUMBER, {"found": "string"}),
        ("sum(sum_over_time(up[{window}]))", Code.NO_LABEL, {"label": "model"}),
        ("increase(http_requests_total[{window}])", Code.SEVERAL_SERIES, {"series": 2}),
        (
            "last_over_time(up[{window}]) / on() last_over_time(up[{window}])",
            Code.QUERY_FAILED,
            {"reason": "execution"},
        ),
        ("avg_over_time(upp[{window}])", Code.NOTHING_FOUND, {"field": "requests"}),
        ("avg_over_time(up[{window}]) / 0", Code.NOT_FINITE, {"found": "+Inf"}),
        ("-increase(http_requests_total{code='500'}[{window}])", Code.NOT_A_COUNT, {}),
    ],
)
def test_a_query_that_cannot_be_taken_is_refused_and_the_others_are_read(
    connection: PrometheusConnection, query: str, code: Code, inputs: dict[str, object]
) -> None:
    queries = {"requests": query, "answers": QUERIES["answers"]}
    found = told(replace(connection, queries=queries, days_back=4))
    assert len(by_day(found, "answers", "churn")) == 4
    refused = [each for each in refusals(found) if each.problem.code is code]
    assert refused
    assert all(inputs.items() <= each.problem.inputs.items() for each in refused)
    assert all(each.problem.inputs["field"] == "requests" for each in refused)


def test_a_source_of_which_no_query_can_be_read_has_failed(
    connection: PrometheusConnection,
) -> None:
    queries = {"requests": "sum(up", "answers": "avg(up"}
    with pytest.raises(SourceFailed) as raised:
        told(replace(connection, queries=queries))
    assert raised.value.problem.code is Code.QUERY_FAILED
    assert raised.value.problem.inputs["source"] == "live"
    assert "parse error" in str(raised.value.problem.inputs["found"])


def test_a_query_of_a_measure_nobody_described_is_refused(connection: PrometheusConnection) -> None:
    (refused,) = refusals(told(replace(connection, queries={"speed": "up"})))
    assert refused.problem.code is Code.UNKNOWN_MEASURE
    assert refused.problem.inputs["known"] == "answers, errors, requests, wait"


# The password is "secret"; bcrypt is what Prometheus keeps.
DOOR = """
basic_auth_users:
  ana: $2b$04$zD4fkp5k6kJYt1UXoZke3elgss3/Dp6Nu68g1mfppjHnRs1QNGDhK
"""


def test_signs_in_with_name_and_password(
    prometheus: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAME", "ana")
    monkeypatch.setenv("PASSWORD", "secret")
    with prometheus(PAST, DOOR) as url:
        stranger = PrometheusConnection("live", url, QUERIES, days_back=1, measures=MEASURES)
        with pytest.raises(SourceFailed) as raised:
            told(stranger)
        assert raised.value.problem.code is Code.REFUSED_SIGN_IN
        known = replace(stranger, username_env="NAME", password_env="PASSWORD")
        assert by_day(told(known), "requests", "churn") == {date(2026, 3, 14): 1440.0}

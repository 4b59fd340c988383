"""Whatever Prometheus answers, each piece arrives, is refused by name, or stops the source."""

import socket
import time
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from data.connections import MeasureShape, PrometheusConnection
from data.facts import Arrival, ReadContext, Reading, Refusal, Unit
from data.problems import Code, Problem, SourceFailed
from data.sources.prometheus import read
from tests.faults import FAULTS
from tests.loopback import Asked, Reply, as_json, packed, plain, serving
from tests.prometheus_twin import Answer, Row, Twin, row, standing_in, success

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/Berlin")
DAY_END = datetime(2026, 3, 14, 23, tzinfo=UTC)
AT = DAY_END.timestamp() - 0.001


def arrivals_of(twin: Twin, **settings: object) -> list[Arrival]:
    with standing_in(twin, **settings) as connection:
        return list(read(connection, CONTEXT))


def always(answer: bytes) -> Answer:
    return lambda asked: answer


def readings(arrivals: Iterable[Arrival]) -> list[Reading]:
    return [each for each in arrivals if isinstance(each, Reading)]


def refusals(arrivals: Iterable[Arrival]) -> list[Refusal]:
    return [each for each in arrivals if isinstance(each, Refusal)]


def only_refusal(arrivals: Iterable[Arrival]) -> Refusal:
    """The one refusal of arrivals without a reading."""
    found = list(arrivals)
    assert readings(found) == []
    (refused,) = refusals(found)
    return refused


def failure_of(twin: Twin, **settings: object) -> Problem:
    began = time.monotonic()
    with pytest.raises(SourceFailed) as raised:
        arrivals_of(twin, **settings)
    assert time.monotonic() - began < 5
    return raised.value.problem


def test_asks_for_the_number_before_the_day_ended_and_lets_the_server_give_up_first() -> None:
    twin = Twin([row("0.25")])
    (found,) = readings(arrivals_of(twin, queries={"errors": "f([{window}])"}))
    assert (found.value, found.end, found.place) == (0.25, DAY_END, "query errors, 2026-03-14")
    (asked,) = twin.asked
    assert (asked.method, asked.path) == ("GET", "/api/v1/query")
    assert asked.query == {"query": "f([86400s])", "time": f"{AT:.3f}", "timeout": "25s"}


@pytest.mark.parametrize("sent", ["NaN", "+Inf", "-Inf", "1" * 400, "1e999999999999999999999"])
def test_what_is_no_number_anybody_can_measure(sent: str) -> None:
    refused = only_refusal(arrivals_of(Twin([row(sent)])))
    assert refused.problem.code is Code.NOT_FINITE
    assert refused.problem.inputs["field"] == "errors"
    assert refused.row == {"model": "churn", "value": sent}


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("93", Code.NOT_A_SHARE),
        ("-0.1", Code.NOT_A_SHARE),
        ("1.000001", Code.NOT_A_SHARE),
        ("0,61", Code.NOT_A_NUMBER),
        ("", Code.VALUE_MISSING),
        (None, Code.VALUE_MISSING),
        (True, Code.NOT_A_NUMBER),
        ([], Code.NOT_A_NUMBER),
        ({"a": 1}, Code.NOT_A_NUMBER),
    ],
)
def test_numbers_that_cannot_be_a_share(sent: object, code: Code) -> None:
    refused = only_refusal(arrivals_of(Twin([row(sent)])))
    assert refused.problem.code is code
    assert refused.problem.inputs["field"] == "errors"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("1.0000000000000002", 1.0),
        ("-2.220446049250313e-16", 0.0),
        ("0.30000000000000004", 0.3),
        (0.5, 0.5),
        ("1e-05", 0.00001),
    ],
)
def test_what_adding_up_leaves_behind_is_taken_off_a_share(sent: object, kept: float) -> None:
    (found,) = readings(arrivals_of(Twin([row(sent)])))
    assert str(found.value) == str(kept)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("1439.7", 1440.0), ("0", 0.0), ("0.2", 0.0), ("1440.0000000000002", 1440.0)],
)
def test_counts_are_whole(sent: str, kept: float) -> None:
    (found,) = readings(arrivals_of(Twin([row(sent)]), queries={"requests": "q"}))
    assert found.value == kept


@pytest.mark.parametrize("sent", ["-1", "-0.2", "1e300"])
def test_what_no_count_can_be(sent: str) -> None:
    refused = only_refusal(arrivals_of(Twin([row(sent)]), queries={"requests": "q"}))
    assert refused.problem.code is Code.NOT_A_COUNT
    assert refused.problem.inputs["found"] == sent or sent == "1e300"


def test_a_large_sum_keeps_its_first_twelve_digits() -> None:
    measures = {"sum": MeasureShape(unit=Unit.MONEY)}
    found = arrivals_of(Twin([row("1234567.8900000001")]), queries={"sum": "q"}, measures=measures)
    assert [each.value for each in readings(found)] == [1234567.89]


def test_two_series_of_one_model_are_refused_and_not_added_up() -> None:
    rows = [row("0.1", code="500"), row("0.2", code="503"), row("0.3", model="fraud")]
    found = arrivals_of(Twin(rows))
    assert [(each.ref.name, each.value) for each in readings(found)] == [("fraud", 0.3)]
    (refused,) = refusals(found)
    assert refused.problem == Problem(
        Code.SEVERAL_SERIES, {"field": "errors", "found": "churn", "series": 2}
    )
    assert refused.row == {
        "series 1": "model: churn, code: 500, value: 0.1",
        "series 2": "model: churn, code: 503, value: 0.2",
    }


def test_two_names_of_one_model_are_two_series_of_it() -> None:
    rows = [row("0.1"), row("0.2", model="churn-2")]
    refused = only_refusal(arrivals_of(Twin(rows), rename={"churn-2": "churn"}))
    assert refused.problem.code is Code.SEVERAL_SERIES


def test_several_series_of_a_group_name_the_group() -> None:
    rows = [row("0.1", region="north", pod="a"), row("0.2", region="north", pod="b"), row("0.3")]
    found = arrivals_of(Twin(rows), group_label="region")
    assert [(each.group, each.value) for each in readings(found)] == [("", 0.3)]
    assert refusals(found)[0].problem.inputs["found"] == "churn, north"


def test_cases_that_cannot_be_told_cost_the_reading_and_name_their_query() -> None:
    counts = {"errors": "c"}
    for sent, code in (("NaN", Code.NOT_FINITE), ("-1", Code.NOT_A_COUNT)):
        twin = Twin([row("0.1")], instead={"c": _at_that_time([row(sent)])})
        refused = only_refusal(arrivals_of(twin, counts=counts))
        assert refused.problem.code is code
        assert refused.problem.inputs["field"] == "counts.errors"


def test_cases_nobody_counted_are_not_known() -> None:
    twin = Twin([row("0.1")], instead={"c": _at_that_time([row("5", model="fraud")])})
    (found,) = readings(arrivals_of(twin, counts={"errors": "c"}))
    assert found.count is None


def test_two_counts_of_cases_are_refused() -> None:
    twin = Twin([row("0.1")], instead={"c": _at_that_time([row("5"), row("6", code="1")])})
    refused = only_refusal(arrivals_of(twin, counts={"errors": "c"}))
    assert refused.problem.inputs["field"] == "counts.errors"
    assert refused.problem.code is Code.SEVERAL_SERIES


def _at_that_time(rows: list[Row]) -> Answer:
    return Twin(rows)._own


@pytest.mark.parametrize(
    ("labels", "code", "field"),
    [
        ({"model": ""}, Code.NO_LABEL, "errors"),
        ({"model": None}, Code.NO_LABEL, "errors"),
        ({"model": "a\u202eb"}, Code.NOT_PLAIN_TEXT, "model"),
        ({"model": "a\0b"}, Code.NOT_PLAIN_TEXT, "model"),
        ({"model": "m" * 251}, Code.TEXT_TOO_LONG, "model"),
        ({"model": {"a": 1}}, Code.NOT_PLAIN_TEXT, "model"),
        ({"region": "r" * 251}, Code.TEXT_TOO_LONG, "region"),
        ({"region": ["north"]}, Code.NOT_PLAIN_TEXT, "region"),
    ],
)
def test_names_that_cannot_be_taken(labels: Row, code: Code, field: str) -> None:
    refused = only_refusal(arrivals_of(Twin([row("0.1", **labels)]), group_label="region"))
    assert refused.problem.code is code
    assert refused.problem.inputs["field"] == field
    assert all(len(text) <= 500 and "\0" not in text for text in refused.row.values())


@pytest.mark.parametrize(
    ("found", "code", "field"),
    [
        ({"histogram": [AT, {"count": "5", "sum": "2"}]}, Code.NOT_ONE_NUMBER, "errors"),
        ({"values": [[AT, "0.1"]]}, Code.NOT_ONE_NUMBER, "errors"),
        ({"value": "0.1"}, Code.NOT_ONE_NUMBER, "errors"),
        ({"value": [AT]}, Code.NOT_ONE_NUMBER, "errors"),
        ({"value": [AT, "0.1", "0.2"]}, Code.NOT_ONE_NUMBER, "errors"),
        ({"value": [str(AT), "0.1"]}, Code.NOT_A_NUMBER, "errors, time"),
        ({"value": [True, "0.1"]}, Code.NOT_A_NUMBER, "errors, time"),
        ({"value": [AT - 3600, "0.1"]}, Code.OUTSIDE_TIME, "errors, time"),
        ({"value": [AT + 86_400, "0.1"]}, Code.OUTSIDE_TIME, "errors, time"),
        ({"value": [10**400, "0.1"]}, Code.OUTSIDE_TIME, "errors, time"),
    ],
)
def test_rows_without_one_number_of_that_time(found: Row, code: Code, field: str) -> None:
    refused = only_refusal(arrivals_of(Twin([{"metric": {"model": "churn"}, **found}])))
    assert refused.problem.code is code
    assert refused.problem.inputs["field"] == field


@pytest.mark.parametrize("metric", [None, "churn", ["churn"], 7])
def test_a_row_without_labels_has_no_model(metric: object) -> None:
    refused = only_refusal(arrivals_of(Twin([{"metric": metric, "value": [AT, "0.1"]}])))
    assert refused.problem.code is Code.NO_LABEL


def test_nothing_is_no_data_and_is_said_once() -> None:
    refused = only_refusal(arrivals_of(Twin(), days_back=5))
    assert refused.problem == Problem(
        Code.NOTHING_FOUND,
        {
            "field": "errors",
            "start": "2026-03-09T23:00:00+00:00",
            "end": "2026-03-14T23:00:00+00:00",
        },
    )
    assert refused.row == {"errors": "q"}


@pytest.mark.parametrize(
    ("warnings", "found"),
    [
        (["no answer from store-2"], "no answer from store-2"),
        (["PromQL info: no _total", "store-2 timed out"], "store-2 timed out"),
        ("no answer", "no answer"),
        ({"store": 2}, "{'store': 2}"),
        ([1], "1"),
    ],
)
def test_an_answer_with_a_warning_is_not_taken_as_whole(warnings: object, found: str) -> None:
    refused = only_refusal(arrivals_of(Twin([row("0.1")], {"warnings": warnings})))
    assert refused.problem == Problem(Code.PARTIAL_ANSWER, {"field": "errors", "found": found})


@pytest.mark.parametrize("warnings", [None, [], "", ["PromQL info: metric might not be a counter"]])
def test_remarks_on_style_are_no_warning(warnings: object) -> None:
    more: Row = {"warnings": warnings, "infos": ["PromQL info: anything"]}
    assert len(readings(arrivals_of(Twin([row("0.1")], more)))) == 1


def error(kind: object, said: object = "it broke") -> Row:
    return {"status": "error", "errorType": kind, "error": said}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("503 Service Unavailable", "timeout"),
        ("503 Service Unavailable", "canceled"),
        ("500 Internal Server Error", "internal"),
        ("200 OK", "timeout"),
        ("400 Bad Request", "unheard of"),
    ],
)
def test_a_failure_of_the_server_is_told_in_its_own_words(status: str, kind: str) -> None:
    twin = Twin(instead={"q": always(as_json(error(kind), status))})
    problem = failure_of(twin)
    assert problem.code is Code.QUERY_FAILED
    assert (problem.inputs["reason"], problem.inputs["found"]) == (kind, "it broke")
    assert len(twin.asked) == 1


def test_a_query_that_asks_for_too_much_is_asked_about_the_next_day_again() -> None:
    said = "query processing would load too many samples into memory"
    twin = Twin(instead={"q": always(as_json(error("execution", said), "422 No"))})
    queries = {"errors": "q", "requests": "r"}
    twin.instead["r"] = _at_that_time([row("5")])
    found = arrivals_of(twin, queries=queries, days_back=3)
    assert [each.place for each in refusals(found)] == [
        f"query errors, 2026-03-{day}" for day in (12, 13, 14)
    ]
    assert len(readings(found)) == 3


def test_a_query_nobody_can_read_is_asked_once() -> None:
    twin = Twin(instead={"q": always(as_json(error("bad_data"), "400 No"))})
    assert failure_of(twin, days_back=10).inputs["reason"] == "bad_data"
    assert len(twin.asked) == 1


def test_what_a_server_says_is_cut() -> None:
    twin = Twin(instead={"q": always(as_json(error("x" * 5000, "y\0" * 5000), "400 No"))})
    problem = failure_of(twin)
    assert len(str(problem.inputs["reason"])) == 80
    assert len(str(problem.inputs["found"])) == 300
    assert "\0" not in str(problem.inputs["found"])


@pytest.mark.parametrize(
    ("answer", "code", "expected"),
    [
        (as_json({}), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (status)"),
        (as_json({"status": "fine"}), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (status)"),
        (as_json({"status": "success"}), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (resultType)"),
        (as_json(success([], "streams")), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (resultType)"),
        (as_json(success([], [])), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (resultType)"),
        (as_json(success({})), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (result)"),
        (as_json(success([1])), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (result)"),
        (as_json(success(None)), Code.NOT_THE_EXPECTED_ANSWER, "Prometheus (result)"),
        (plain(b"<html>Sign in</html>"), Code.NOT_THE_EXPECTED_ANSWER, "JSON"),
    ],
)
def test_answers_that_are_not_of_prometheus(answer: bytes, code: Code, expected: str) -> None:
    problem = failure_of(Twin(instead={"q": always(answer)}))
    assert (problem.code, problem.inputs["expected"]) == (code, expected)


@pytest.mark.parametrize(
    ("status", "code"), [("400 No", Code.WRONG_ADDRESS), ("503 Away", Code.SERVER_FAILED)]
)
def test_what_a_gateway_says_is_not_taken_for_prometheus_own_words(status: str, code: Code) -> None:
    answer = as_json({"message": "no upstream"}, status)
    assert failure_of(Twin(instead={"q": always(answer)})).code is code


@pytest.mark.parametrize("kind", ["matrix", "scalar", "string"])
def test_results_of_another_kind_are_named(kind: str) -> None:
    twin = Twin(instead={"q": always(as_json(success([], kind)))})
    refused = only_refusal(arrivals_of(twin, days_back=5))
    assert refused.problem == Problem(Code.NOT_ONE_NUMBER, {"field": "errors", "found": kind})
    assert len(twin.asked) == 1


def test_a_million_values_are_not_taken() -> None:
    sample = b'{"metric":{"model":"a"},"value":[1,"1"]}'
    body = b'{"status":"success","data":{"resultType":"vector","result":['
    body += b",".join([sample] * 1_000_000) + b"]}}"
    refused = only_refusal(arrivals_of(Twin(instead={"q": always(packed(body))})))
    assert refused.problem == Problem(Code.TOO_MANY_VALUES, {"field": "errors", "limit": 100_000})


def test_a_name_is_put_into_the_query_of_each_listed_model() -> None:
    twin = Twin([{"metric": {}, "number": "0.1"}])
    queries = {"errors": 'f{m="{model}"}[{window}]'}
    found = arrivals_of(twin, queries=queries, models=("churn", "fr aud"))
    assert [each.ref.name for each in readings(found)] == ["churn", "fr aud"]
    assert [each.query["query"] for each in twin.asked] == [
        'f{m="churn"}[86400s]',
        'f{m="fr aud"}[86400s]',
    ]


def test_a_secret_that_is_not_set_stops_the_source_before_anything_is_asked() -> None:
    twin = Twin([row("0.1")])
    problem = failure_of(twin, token_env="NOT_SET_ANYWHERE")
    assert problem.code is Code.SECRET_MISSING
    assert problem.inputs["variable"] == "NOT_SET_ANYWHERE"
    assert twin.asked == []


def test_signs_in_with_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "t0ken")
    twin = Twin([row("0.1")])
    assert len(readings(arrivals_of(twin, token_env="TOKEN"))) == 1
    assert twin.asked[0].headers["authorization"] == "Bearer t0ken"


def test_a_server_that_is_down_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    connection = PrometheusConnection("down", url, {"a": "q"}, measures={"a": MeasureShape()})
    with pytest.raises(SourceFailed) as raised:
        list(read(connection, CONTEXT))
    assert raised.value.problem == Problem(Code.UNREACHABLE, {"source": "down", "address": url})


@pytest.mark.parametrize("nth", [1, 2, 4], ids=["at once", "counting cases", "on the second day"])
@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_in_time_with_its_cause_in_every_phase(fault: str, nth: int) -> None:
    script, code = FAULTS[fault]
    twin = Twin([row("1")])

    def answer(asked: Asked, reply: Reply) -> None:
        (script if asked.nth >= nth else twin.answer)(asked, reply)

    measures = {"a": MeasureShape()}
    began = time.monotonic()
    with serving(answer) as url:
        connection = PrometheusConnection(
            "slow", url, {"a": "q"}, {"a": "c"}, days_back=3, deadline_seconds=1, measures=measures
        )
        with pytest.raises(SourceFailed) as raised:
            list(read(connection, CONTEXT))
    assert time.monotonic() - began < 3
    assert raised.value.problem.code is code
    assert raised.value.problem.inputs["source"] == "slow"

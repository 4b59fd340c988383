"""What Prometheus answers as it should not: what of it is taken, and what a person reads."""

from datetime import timedelta

import pytest

from data.sources.prometheus import read
from tests.bad_input.telling import readings, told
from tests.data.sources.test_prometheus_hostile import (
    AT,
    CONTEXT,
    always,
    arrivals_of,
    error,
)
from tests.loopback import as_json, packed
from tests.prometheus_twin import Row, Twin, row, standing_in, success

PLACE = "query errors, 2026-03-14: "
COUNTED = {"queries": {"requests": "q"}}


def answering(answer: object, status: str = "200 OK") -> Twin:
    return Twin(instead={"q": always(as_json(answer, status))})


def many(count: int) -> Twin:
    sample = b'{"metric":{"model":"a"},"value":[1,"1"]}'
    body = b'{"status":"success","data":{"resultType":"vector","result":['
    return Twin(instead={"q": always(packed(body + b",".join([sample] * count) + b"]}}"))})


def at(seconds: float) -> Twin:
    moved: Row = {"metric": {"model": "churn"}, "value": [AT + seconds, "0.1"]}
    return Twin([moved])


UNMEASURED = "in errors is not a number anybody can measure. Leave it out."
NOT_ONE = "not one number for each model. Change the query."
HISTOGRAM: Row = {"metric": {"model": "churn"}, "histogram": [AT, {"count": "5", "sum": "2"}]}

CASES = [
    pytest.param(
        answering(error("timeout", "query timed out"), "503 Service Unavailable"),
        {},
        "twin could not answer the query of errors (timeout). It says “query timed out”. "
        "Correct the query in rollcall.toml, or ask whoever runs it.",
        id="54 an error",
    ),
    pytest.param(
        Twin([row("0.1")], {"warnings": ["no answer from store-2"]}),
        {},
        f"{PLACE}The answer to the query of errors may be incomplete, so we did not take it. "
        "The server warns: “no answer from store-2”. We ask again at the next sync.",
        id="55 warnings",
    ),
    pytest.param(
        Twin(),
        {"days_back": 5},
        "query errors: The query of errors found nothing from 9 March 2026, 23:00 to "
        "14 March 2026, 23:00. Check the query, and whether what it counts still runs.",
        id="56 nothing",
    ),
    pytest.param(Twin([row("NaN")]), {}, f"{PLACE}“NaN” {UNMEASURED}", id="57 NaN"),
    pytest.param(Twin([row("+Inf")]), {}, f"{PLACE}“+Inf” {UNMEASURED}", id="57 +Inf"),
    pytest.param(Twin([row("-Inf")]), {}, f"{PLACE}“-Inf” {UNMEASURED}", id="57 -Inf"),
    *[
        pytest.param(
            answering(success([], kind)),
            {},
            f"{PLACE}The query of errors gives “{kind}”, {NOT_ONE}",
            id=f"58 {kind}",
        )
        for kind in ("matrix", "scalar", "string")
    ],
    pytest.param(
        Twin([row("0.1", code="500"), row("0.2", code="503")]),
        {},
        f"{PLACE}2 series match churn in errors, and we need one. Narrow the query.",
        id="59 two series",
    ),
    pytest.param(
        Twin([row("-1")]),
        COUNTED,
        "query requests, 2026-03-14: “-1” in requests is no count. "
        "Write a whole number, 0 or more.",
        id="60 a negative count",
    ),
    pytest.param(
        Twin([row("-0.2")]),
        {},
        f"{PLACE}“-0.2” in errors is no share. "
        "Write 12 percent as 0.12, or set the scale of its table to percent.",
        id="60 a negative rate",
    ),
    pytest.param(
        at(-3600),
        {},
        f"{PLACE}“{AT - 3600}” in errors, time lies too far away in time to be right. Correct it.",
        id="61 of an hour before",
    ),
    pytest.param(
        Twin([HISTOGRAM]),
        {},
        f"{PLACE}The query of errors gives “histogram”, {NOT_ONE}",
        id="62 a histogram",
    ),
    pytest.param(
        many(100_001),
        {},
        f"{PLACE}The query of errors gives more than 100,000 values at once, so we took none of "
        "them. Narrow the query.",
        id="63 too many values",
    ),
]


@pytest.mark.parametrize(("twin", "settings", "sentence"), CASES)
def test_what_cannot_be_taken_is_told(
    twin: Twin, settings: dict[str, object], sentence: str
) -> None:
    with standing_in(twin, **settings) as connection:
        assert told(read(connection, CONTEXT)) == [sentence]


def test_61_a_reading_is_of_the_day_it_was_measured_and_not_of_when_we_asked() -> None:
    (found,) = readings(arrivals_of(Twin([row("0.1")])))
    assert found.end - timedelta(seconds=0.001) == found.end.fromtimestamp(AT, found.end.tzinfo)

"""The same exam or no comparison, for everybody and by group."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from app.health.exams import compared
from app.health.insight import Comparison, Incomparable
from data.facts import Better, Case, ExamResult, LiveSpell, Unit, Version
from tests.app.health.case_making import MONDAY, REF, case, measured

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, tzinfo=UTC)


def result(version: str, value: float, **changes: Any) -> ExamResult:
    standard: dict[str, Any] = {
        "measure": "recall",
        "digest": "d1",
        "start": MARCH,
        "end": APRIL,
        "definition": "of those who left",
        "selection": "",
        "count": 1000,
    }
    return ExamResult(REF, version, value=value, **(standard | changes))


def examined(*exams: ExamResult, live: str = "2", versions: int = 4, **more: Any) -> Case:
    return case(
        measured([], **more),
        exams=exams,
        spells=(
            LiveSpell(REF, "1", MONDAY, MARCH),
            LiveSpell(REF, live, MARCH),
        ),
        versions=tuple(Version(REF, str(number + 1)) for number in range(versions)),
    )


def comparison(*exams: ExamResult, **more: Any) -> Comparison:
    found = compared(examined(*exams, **more))
    assert found is not None
    return found


def test_the_same_exam_is_compared_with_its_interval() -> None:
    found = comparison(result("2", 0.61), result("3", 0.7))
    assert (found.current, found.candidate, found.refused) == ("2", "3", {})
    (one,) = found.differences
    assert (one.group, one.current, one.candidate, one.count) == ("", 0.61, 0.7, 1000)
    expected = confint_proportions_2indep(700, 1000, 610, 1000, method="newcomb", compare="diff")
    assert (one.low, one.high) == pytest.approx(expected)
    assert one.better is True


@pytest.mark.parametrize(
    ("value", "better", "verdict"),
    [
        (0.7, Better.HIGHER, True),
        (0.5, Better.HIGHER, False),
        (0.62, Better.HIGHER, None),
        (0.7, Better.LOWER, False),
        (0.5, Better.LOWER, True),
    ],
)
def test_better_only_where_the_interval_leaves_no_doubt(
    value: float, better: Better, verdict: bool | None
) -> None:
    found = comparison(result("2", 0.61), result("3", value), better=better)
    assert found.differences[0].better is verdict


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"digest": "d2"}, Incomparable.OTHER_DATA),
        ({"start": MONDAY}, Incomparable.OTHER_PERIOD),
        ({"end": None}, Incomparable.OTHER_PERIOD),
        ({"definition": "of all"}, Incomparable.OTHER_DEFINITION),
        ({"selection": "new customers"}, Incomparable.OTHER_SELECTION),
        ({"digest": "d2", "selection": "new customers"}, Incomparable.OTHER_DATA),
    ],
)
def test_another_exam_is_refused(change: dict[str, Any], reason: Incomparable) -> None:
    found = comparison(result("2", 0.61), result("3", 0.7, **change))
    assert (found.differences, found.refused) == ((), {"recall": reason})


def test_data_without_a_digest_is_not_known_to_be_the_same() -> None:
    found = comparison(result("2", 0.61, digest=""), result("3", 0.7, digest=""))
    assert found.refused == {"recall": Incomparable.OTHER_DATA}


def test_the_current_version_was_not_tested() -> None:
    found = comparison(result("1", 0.61), result("3", 0.7))
    assert found.refused == {"recall": Incomparable.NOT_TESTED}
    other = comparison(result("2", 0.61, group="men"), result("3", 0.7, group="women"))
    assert other.refused == {"recall": Incomparable.NOT_TESTED}


def test_the_reason_is_of_the_most_alike() -> None:
    far = result("2", 0.61, digest="d0", start=MONDAY)
    found = comparison(far, result("2", 0.6, selection="new"), result("3", 0.7))
    assert found.refused == {"recall": Incomparable.OTHER_SELECTION}


def test_each_measure_for_itself() -> None:
    found = comparison(
        result("2", 0.61), result("3", 0.7), result("3", 5.0, measure="days", count=None)
    )
    assert [each.measure for each in found.differences] == ["recall"]
    assert found.refused == {"days": Incomparable.NOT_TESTED}


def test_the_newest_exam_both_took() -> None:
    newer = {"digest": "d2", "start": APRIL, "end": datetime(2026, 5, 1, tzinfo=UTC)}
    exams = [result("2", 0.61), result("3", 0.7), result("2", 0.5, **newer)]
    assert comparison(*exams).differences[0].current == 0.61
    found = comparison(*exams, result("3", 0.6, **newer))
    assert (found.differences[0].current, found.differences[0].candidate) == (0.5, 0.6)


def test_better_for_everybody_and_worse_for_a_group() -> None:
    found = comparison(
        result("2", 0.61),
        result("3", 0.7),
        result("2", 0.6, group="women"),
        result("3", 0.8, group="women"),
        result("2", 0.62, group="over 65", count=400),
        result("3", 0.5, group="over 65", count=400),
        result("3", 0.5, group="only now"),
    )
    assert [each.group for each in found.differences] == ["", "over 65", "women"]
    assert [each.group for each in found.hidden_losses] == ["over 65"]
    worse = comparison(
        result("2", 0.7),
        result("3", 0.6),
        result("2", 0.7, group="women"),
        result("3", 0.6, group="women"),
    )
    assert worse.hidden_losses == ()


def test_without_counts_or_for_other_units_there_is_no_interval() -> None:
    found = comparison(result("2", 0.61), result("3", 0.7, count=None))
    assert (found.differences[0].low, found.differences[0].better) == (None, None)
    days = comparison(result("2", 3.0), result("3", 2.0), unit=Unit.DAYS)
    assert (days.differences[0].low, days.differences[0].better) == (None, None)


class TestCandidate:
    def test_the_newest_tested_one(self) -> None:
        exams = [result(version, 0.6) for version in "1234"]
        assert comparison(*exams).candidate == "4"

    def test_an_older_one_is_none(self) -> None:
        assert compared(examined(result("2", 0.6), result("3", 0.6), live="4")) is None

    def test_one_that_was_taken_back_may_try_again(self) -> None:
        one = examined(result("2", 0.6), result("3", 0.6))
        back = LiveSpell(REF, "3", MARCH, APRIL)
        found = compared(replace(one, spells=(back, LiveSpell(REF, "2", APRIL))))
        assert found is not None
        assert (found.current, found.candidate) == ("2", "3")

    def test_another_one_in_use_is_none(self) -> None:
        one = examined(result("2", 0.6), result("3", 0.6), result("4", 0.6))
        beside = LiveSpell(REF, "4", MONDAY)
        found = compared(replace(one, spells=(*one.spells, beside)))
        assert found is not None
        assert found.candidate == "3"

    def test_without_a_version_in_use_there_is_nothing_to_compare(self) -> None:
        one = replace(examined(result("2", 0.6), result("3", 0.6)), spells=())
        assert compared(one) is None

    def test_versions_nobody_registered_are_counted_as_people_do(self) -> None:
        exams = [result(version, 0.6) for version in ("v9", "v10", "v2")]
        assert comparison(*exams, live="v9", versions=0).candidate == "v10"

    def test_the_order_of_results_does_not_matter(self) -> None:
        exams = [result(str(number), 0.6, group=group) for number in (2, 3) for group in "ab"]
        assert comparison(*exams) == comparison(*reversed(exams))

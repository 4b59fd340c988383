"""What a comparison says in one word never leaves out a group that does worse."""

import pytest

from app.health.candidates import CandidateStanding, standing_of
from app.health.insight import Comparison, Difference, Incomparable

Seen = tuple[str, str, bool | None]


def compared(*found: Seen) -> Comparison:
    differences = tuple(
        Difference(measure, group, 0.7, 0.7, better=better) for measure, group, better in found
    )
    return Comparison("1", "2", differences)


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        ([("recall", "", True)], CandidateStanding.BETTER),
        ([("recall", "", True), ("recall", "women", None)], CandidateStanding.BETTER),
        ([("recall", "", True), ("recall", "women", False)], CandidateStanding.BETTER_BUT_GROUPS),
        ([("recall", "", True), ("precision", "", False)], CandidateStanding.MIXED),
        ([("recall", "", False), ("recall", "women", True)], CandidateStanding.WORSE),
        ([("recall", "", None)], CandidateStanding.UNCLEAR),
        ([("recall", "", None), ("recall", "women", False)], CandidateStanding.UNCLEAR_BUT_GROUPS),
        ([("recall", "women", False)], CandidateStanding.UNCLEAR_BUT_GROUPS),
        ([], CandidateStanding.NOT_COMPARABLE),
    ],
)
def test_a_comparison_in_one_word(found: list[Seen], standing: CandidateStanding) -> None:
    assert standing_of(compared(*found)) is standing


def test_a_measure_that_could_not_be_compared_takes_nothing_from_the_others() -> None:
    both = Comparison(
        "1", "2", compared(("recall", "", True)).differences, {"cost": Incomparable.NOT_TESTED}
    )
    assert standing_of(both) is CandidateStanding.BETTER

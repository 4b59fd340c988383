"""What is said of the whole fleet."""

import pytest

from app.health.verdict import Status
from app.language.headline import headline, pretend
from app.language.translating import joined
from tests.app.language.plausible import SPEECH


@pytest.mark.parametrize(
    ("counts", "care", "told"),
    [
        (
            {Status.MEETS: 34, Status.BELOW: 3, Status.SILENT: 9},
            5,
            "34 of 46 models do what was agreed, on recent results. 5 need care.",
        ),
        (
            {Status.MEETS: 34, Status.RETIRED: 7},
            1,
            "34 of 34 models do what was agreed, on recent results. 1 needs care.",
        ),
        (
            {Status.UNMEASURED: 1},
            0,
            "0 of 1 model does what was agreed, on recent results. "
            "Somebody looks after every one of them.",
        ),
        (
            {Status.MEETS: 1_234},
            0,
            "1,234 of 1,234 models do what was agreed, on recent results. "
            "Somebody looks after every one of them.",
        ),
    ],
)
def test_the_denominator_is_every_deployed_model(
    counts: dict[Status, int], care: int, told: str
) -> None:
    assert joined(headline(counts, care, SPEECH)) == told


@pytest.mark.parametrize("counts", [{}, {Status.MEETS: 0}, {Status.RETIRED: 3}])
def test_no_models_is_never_all_good(counts: dict[Status, int]) -> None:
    told = joined(headline(counts, 0, SPEECH))
    assert told.startswith("We know nothing yet.")
    assert "rollcall sync" in told


def test_a_pretend_company_says_so() -> None:
    assert "pretend company" in str(pretend(SPEECH))

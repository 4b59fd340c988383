"""What is said of the whole fleet."""

import pytest

from app.health.verdict import Status
from app.language.headline import checked, checking_late, headline, late, pretend
from app.language.translating import joined
from tests.app.language.plausible import NOW, SPEECH, day


@pytest.mark.parametrize(
    ("counts", "care", "told"),
    [
        (
            {Status.MEETS: 34, Status.BELOW: 3, Status.SILENT: 9},
            5,
            "34 of 46 models do what was agreed, on recent results. "
            "5 need care: something is missing in who looks after them.",
        ),
        (
            {Status.MEETS: 34, Status.RETIRED: 7},
            1,
            "34 of 34 models do what was agreed, on recent results. "
            "1 needs care: something is missing in who looks after it.",
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


@pytest.mark.parametrize("counts", [{}, {Status.MEETS: 0}])
def test_no_models_is_never_all_good(counts: dict[Status, int]) -> None:
    told = joined(headline(counts, 0, SPEECH))
    assert told.startswith("We know nothing yet.")
    assert "rollcall sync" in told


def test_where_all_are_retired_nobody_is_sent_to_connect_a_registry() -> None:
    assert joined(headline({Status.RETIRED: 3}, 0, SPEECH)) == "No model is in use."


def test_a_pretend_company_says_so() -> None:
    assert "pretend company" in str(pretend(SPEECH))


def test_a_source_that_does_not_answer_says_since_when_and_how_old_the_rest_is() -> None:
    assert joined(late("Shop {0}", day(2026, 11, 20), day(2026, 11, 20), SPEECH)) == (
        "Shop {0} has not answered since 20 November 2026, 00:00 (3 days ago); "
        "what you see is as of 20 November 2026, 00:00 (3 days ago)."
    )


def test_a_source_that_never_answered_says_so() -> None:
    assert joined(late("Shop", None, None, SPEECH)).startswith("Shop has never answered")


def test_our_own_lateness_is_told() -> None:
    assert joined(checking_late(day(2026, 11, 20), SPEECH)).startswith(
        "We last checked on 20 November 2026, 00:00 (3 days ago)"
    )
    assert "not checked anything" in joined(checking_late(None, SPEECH))
    assert str(checked(NOW, SPEECH)) == "Checked 23 November 2026, 09:30."

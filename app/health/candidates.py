"""What a comparison says in one word: whether the candidate version is better than the current."""

from enum import StrEnum

from app.health.insight import Comparison, Difference


class CandidateStanding(StrEnum):
    """A candidate against the current version, on the same exam."""

    BETTER = "better"
    BETTER_BUT_GROUPS = "better_but_groups"
    MIXED = "mixed"
    WORSE = "worse"
    UNCLEAR = "unclear"
    UNCLEAR_BUT_GROUPS = "unclear_but_groups"
    NOT_COMPARABLE = "not_comparable"


def standing_of(comparison: Comparison) -> CandidateStanding:
    """What everybody's results say; a group that does clearly worse is never left out."""
    if not comparison.differences:
        return CandidateStanding.NOT_COMPARABLE
    better = _any(comparison.differences, better=True)
    worse = _any(comparison.differences, better=False)
    if better and worse:
        return CandidateStanding.MIXED
    if worse:
        return CandidateStanding.WORSE
    groups = any(each.group and each.better is False for each in comparison.differences)
    if better:
        return CandidateStanding.BETTER_BUT_GROUPS if groups else CandidateStanding.BETTER
    return CandidateStanding.UNCLEAR_BUT_GROUPS if groups else CandidateStanding.UNCLEAR


def _any(differences: tuple[Difference, ...], *, better: bool) -> bool:
    """Whether everybody together does clearly better, or worse, on any measure."""
    return any(each.better is better for each in differences if not each.group)

"""Whether a candidate version is better than the one in use, in a few words."""

from collections.abc import Mapping

from app.health.candidates import CandidateStanding
from app.language.sentence import Speech
from app.language.translating import N_, text

ORDER = (
    CandidateStanding.BETTER,
    CandidateStanding.BETTER_BUT_GROUPS,
    CandidateStanding.MIXED,
    CandidateStanding.UNCLEAR_BUT_GROUPS,
    CandidateStanding.UNCLEAR,
    CandidateStanding.WORSE,
    CandidateStanding.NOT_COMPARABLE,
)
"""What asks most for a decision comes first."""

_STANDINGS: Mapping[CandidateStanding, tuple[str, str]] = {
    CandidateStanding.BETTER: (N_("Better"), "good"),
    CandidateStanding.BETTER_BUT_GROUPS: (N_("Better, but worse for a group"), "warn"),
    CandidateStanding.MIXED: (N_("Better in one way, worse in another"), "warn"),
    CandidateStanding.UNCLEAR_BUT_GROUPS: (
        N_("No clear difference, but worse for a group"),
        "warn",
    ),
    CandidateStanding.UNCLEAR: (N_("No clear difference"), "grey"),
    CandidateStanding.WORSE: (N_("Worse"), "bad"),
    CandidateStanding.NOT_COMPARABLE: (N_("Not comparable"), "light"),
}


def standing_look(standing: CandidateStanding, speech: Speech) -> tuple[str, str]:
    """The words of a standing, and the tone of its mark."""
    words, tone = _STANDINGS[standing]
    return text(words, speech), tone

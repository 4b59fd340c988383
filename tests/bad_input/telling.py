"""What a person reads about an input that is not as it should be.

Each case of these tests has the number of its entry in the list of bad inputs at the front of its
name, so that ``test_every_entry.py`` can tell that none is missing.
"""

from collections.abc import Iterable

from app.language.problems import problem_words
from data.facts import Arrival, Reading, Refusal
from data.problems import Problem, SourceFailed
from tests.app.language.plausible import SPEECH


def words(problem: Problem) -> str:
    """The sentence a person sees."""
    return str(problem_words(problem, SPEECH))


def told(arrivals: Iterable[Arrival]) -> list[str]:
    """The sentence of each refusal after its place, or the one of the whole source."""
    try:
        return [
            f"{each.place}: {words(each.problem)}" for each in arrivals if isinstance(each, Refusal)
        ]
    except SourceFailed as failure:
        return [words(failure.problem)]


def readings(arrivals: Iterable[Arrival]) -> list[Reading]:
    """What was taken."""
    return [each for each in arrivals if isinstance(each, Reading)]

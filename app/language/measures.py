"""What a measure is called: the company's own phrase, or our words for the standard kinds."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.health.verdict import Input
from app.language.sentence import Speech
from app.language.translating import N_, text

_VALUE = "{value}"


@dataclass(frozen=True, slots=True)
class KindWords:
    """``phrase`` follows a model's name and holds {value}; ``asked`` names what is measured."""

    phrase: str
    asked: str


KINDS: Mapping[str, KindWords] = {
    "accuracy": KindWords(N_("gets {value} of its answers right"), N_("how often it is right")),
    "share_right": KindWords(
        N_("is right in {value} of the cases"), N_("in how many cases it is right")
    ),
    "hit_rate": KindWords(
        N_("is right about {value} of what it suggests"),
        N_("how often it suggests the right thing"),
    ),
    "human_review": KindWords(
        N_("satisfies people in {value} of the answers they review"),
        N_("how often people who review its answers are satisfied"),
    ),
    "error_rate": KindWords(N_("gets {value} of its answers wrong"), N_("how often it is wrong")),
    "recall": KindWords(
        N_("finds {value} of the cases that matter"),
        N_("how many of the cases that matter it finds"),
    ),
    "precision": KindWords(
        N_("is right about {value} of the cases it flags"),
        N_("how many of the cases it flags are right"),
    ),
    "specificity": KindWords(
        N_("leaves {value} of the harmless cases alone"),
        N_("how many of the harmless cases it leaves alone"),
    ),
    "false_positive_rate": KindWords(
        N_("raises a false alarm for {value} of the harmless cases"),
        N_("how often it raises a false alarm"),
    ),
    "false_negative_rate": KindWords(
        N_("misses {value} of the cases that matter"),
        N_("how many of the cases that matter it misses"),
    ),
    "roc_auc": KindWords(
        N_("puts the right case first in {value} of the pairs compared"),
        N_("how often it puts the right case first"),
    ),
    "availability": KindWords(
        N_("answers {value} of the requests"), N_("how many requests it answers")
    ),
    "failure_rate": KindWords(
        N_("leaves {value} of the requests without an answer"),
        N_("how many requests it leaves without an answer"),
    ),
    "response_time": KindWords(N_("takes {value} to answer"), N_("how long it takes to answer")),
    "coverage": KindWords(
        N_("gives an answer in {value} of the cases"), N_("in how many cases it gives an answer")
    ),
    "acceptance_rate": KindWords(
        N_("gives advice that people follow in {value} of the cases"),
        N_("how often people follow its advice"),
    ),
    "mean_absolute_error": KindWords(
        N_("is off by {value} on average"), N_("how far it is off on average")
    ),
    "median_absolute_error": KindWords(
        N_("is off by {value} in the middle case"), N_("how far it is off in the middle case")
    ),
    "root_mean_squared_error": KindWords(
        N_("is off by {value}, with large errors counted more"),
        N_("how far it is off, with large errors counted more"),
    ),
    "mean_absolute_percentage_error": KindWords(
        N_("is off by {value} of the true figure on average"),
        N_("how far it is off from the true figure"),
    ),
    "worth": KindWords(N_("is worth {value}"), N_("what it is worth")),
    "revenue": KindWords(N_("brings in {value}"), N_("how much it brings in")),
    "saving": KindWords(N_("saves {value}"), N_("how much it saves")),
    "profit": KindWords(N_("earns {value}"), N_("how much it earns")),
    "cost": KindWords(N_("costs {value}"), N_("what it costs")),
    "loss": KindWords(N_("loses {value}"), N_("how much it loses")),
    "time_saved": KindWords(N_("saves {value} of work"), N_("how much work it saves")),
    "share_unlike": KindWords(
        N_("meets {value} cases unlike those it learned from"),
        N_("how many unfamiliar cases it meets"),
    ),
    "population_stability_index": KindWords(
        N_("sees a world that has moved by {value}"), N_("how far the world has moved")
    ),
    "volume": KindWords(N_("handles {value}"), N_("how much it handles")),
}
"""The standard kinds with plain words of their own; any other kind is told neutrally."""

_ANY = KindWords(N_("reports {value}"), N_("its results"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase cut at its value, so that the value can be stressed and the rest stays literal."""

    before: str
    after: str


def phrase_of(inputs: Mapping[str, Input], speech: Speech) -> Phrase:
    """What the model does, up to the value and after it.

    A company's phrase is foreign text: braces in it are ordinary letters.
    """
    own = str(inputs.get("phrase") or "")
    if not own:
        # The slot stays in the text, because what follows cuts there.
        own = text(_kind_of(inputs).phrase, speech, value=_VALUE)
    before, slot, after = own.partition(_VALUE)
    return Phrase(before, after) if slot else Phrase(f"{own.strip()}: ", "")


def asked_of(inputs: Mapping[str, Input], speech: Speech) -> str:
    """What is measured, to stand within a sentence: "how often it is right"."""
    own = str(inputs.get("phrase") or "")
    if own:
        return text(N_("“{phrase}”"), speech, phrase=own.replace(_VALUE, "…"))
    return text(_kind_of(inputs).asked, speech)


def _kind_of(inputs: Mapping[str, Input]) -> KindWords:
    return KINDS.get(str(inputs.get("kind", "")), _ANY)

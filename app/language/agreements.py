"""What good means, and who has to sign it, in words."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum, StrEnum, unique
from typing import Any, Protocol

from app.language.amounts import whole
from app.language.dates import aged, moment
from app.language.lists import unit_told
from app.language.measures import asked_of
from app.language.quantities import scale_for
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text
from data.facts import Agreement, Better, Measure, Unit


@unique
class AgreementLabel(Enum):
    """A label of the pages about agreements."""

    NEED = N_("What it waits for")
    EVERY_NEED = N_("Everything that waits")
    SINCE = N_("Since")
    MATTERS = N_("A mistake matters")
    EVERYTHING = N_("Show everything that waits")
    MEASURES = N_("What is measured")
    IN_FORCE = N_("What counts now")
    VERSIONS = N_("Every version")
    NOTHING_AGREED = N_("Nobody has said yet what good means.")
    DOES_NOT_HOLD = N_(
        "What was signed does not hold any more: its results are told otherwise now. It has to be"
        " signed again."
    )
    MINIMUM_AT_LEAST = N_("At least ({unit})")
    MINIMUM_AT_MOST = N_("At most ({unit})")
    EXPECTED = N_("Hoped for ({unit}, may stay empty)")
    STOP_LINE = N_("Stop at once beyond ({unit}, may stay empty)")
    MINIMUM_CASES = N_("Fewest cases to judge by (may stay empty)")
    LARGEST_GAP = N_("Largest gap between groups ({unit}, may stay empty)")
    OUTCOMES_AFTER = N_("What really happened is known after")
    OUTCOMES_KNOWN_FOR = N_("For which cases it is known (may stay empty)")
    WORTH_LOW = N_("Worth of one, at least ({unit}, may stay empty)")
    WORTH_HIGH = N_("Worth of one, at most ({unit}, may stay empty)")
    REVIEW_BY = N_("To be looked at again by")
    WHY = N_("Why (needed where the limit becomes easier)")
    WHY_NOT = N_("Why it should not count")
    SIGN = N_("Sign this")
    COUNTERSIGN = N_("Sign it as the second person")
    REFUSE = N_("Say why it should not count")
    TAKE_BACK = N_("Take it back")
    WRITE = N_("Write what good means, and sign it")
    AT_ONCE = N_("at once")
    A_WEEK = N_("a week")
    A_MONTH = N_("a month")
    A_QUARTER = N_("a quarter of a year")
    HALF_A_YEAR = N_("half a year")
    A_YEAR = N_("a year")
    NOT_FOR_YOU = N_("An expert can write what good means; on a past day nobody can.")
    TO_AGREEMENTS = N_("What good means, and who signed it")


NEEDS: Mapping[str, str] = {
    "countersign": N_("A second signature"),
    "sign": N_("A first agreement"),
    "review": N_("Another look: its day of review is over"),
}

_STATES: Mapping[str, str] = {
    "waiting": N_("{by} signed it on {day}; a second person has to sign."),
    "signed": N_("{by} signed it on {day}."),
    "refused": N_("{by} signed it on {day}; {closed} said no: {why}"),
    "withdrawn": N_("{by} signed it on {day}, and took it back."),
}


def need_told(need: str, speech: Speech) -> str:
    """What an agreement waits for."""
    return text(NEEDS[need], speech)


def headline(waiting: int, deployed: int, speech: Speech) -> Sentence:
    """How many models wait for a signature."""
    if not waiting:
        return sentence(N_("Nothing waits for a signature"), speech)
    forms = NN_(
        "{count} of {all} models waits for a signature",
        "{count} of {all} models wait for a signature",
    )
    slots = {"count": whole(waiting, speech), "all": whole(deployed, speech)}
    return counted_sentence(forms, waiting, speech, **slots)


def explained(speech: Speech) -> tuple[Sentence, ...]:
    """What an agreement is for."""
    return (
        sentence(
            N_("An agreement says what results are good enough, and a person signs it."), speech
        ),
        sentence(
            N_("Where a mistake matters a lot, a second person signs before it counts."), speech
        ),
    )


def title(name: str, speech: Speech) -> Sentence:
    """The heading of one model's agreements."""
    return sentence(N_("What good means for {name}"), speech, name=name)


def since(need: str, at: date, by: str, speech: Speech) -> Sentence:
    """Since when something waits, and for whom."""
    day = aged(at, speech)
    if need == "countersign":
        return sentence(N_("{by} signed first, on {day}"), speech, by=by, day=day)
    if need == "review":
        return sentence(N_("Was to be looked at by {day}"), speech, day=day)
    return sentence(N_("Without one since {day}"), speech, day=day)


def asked(measure: Measure, speech: Speech) -> str:
    """What is measured, without its value."""
    return asked_of({"kind": measure.kind, "phrase": measure.phrase}, speech)


def unit_of(measure: Measure, speech: Speech) -> str:
    """The unit in which numbers of this measure are typed."""
    return unit_told(measure.unit, measure.things, measure.currency, speech)


def in_force(agreement: Agreement, measure: Measure, name: str, speech: Speech) -> Sentence:
    """What counts now, and who signed it when."""
    least = N_("At least {limit}. {by} signed it on {day}.")
    most = N_("At most {limit}. {by} signed it on {day}.")
    return sentence(
        least if measure.better is Better.HIGHER else most,
        speech,
        "limit",
        limit=limit_told(agreement.minimum, measure, speech),
        by=name,
        day=aged(agreement.agreed_on, speech),
    )


def limit_told(value: float, measure: Measure, speech: Speech) -> str:
    """A limit in the unit of its measure."""
    scale = scale_for((value,), measure.unit, speech, measure.things, measure.currency)
    return scale.limit(value)


class Proposed(Protocol):
    """What is told of a proposal."""

    @property
    def terms(self) -> Mapping[str, Any]: ...
    @property
    def proposed_name(self) -> str: ...
    @property
    def proposed_at(self) -> datetime: ...
    @property
    def state(self) -> StrEnum: ...
    @property
    def closed_name(self) -> str: ...
    @property
    def closed_why(self) -> str: ...


def state_told(one: Proposed, speech: Speech) -> Sentence:
    """How far a proposal has come."""
    return sentence(
        _STATES[one.state.value],
        speech,
        by=one.proposed_name,
        day=moment(one.proposed_at, speech),
        closed=one.closed_name,
        why=one.closed_why,
    )


def proposed(one: Proposed, measure: Measure, speech: Speech) -> Sentence:
    """What waits for a second person."""
    least = N_("{by} proposes at least {limit}, since {day}. A second person has to sign.")
    most = N_("{by} proposes at most {limit}, since {day}. A second person has to sign.")
    return sentence(
        least if measure.better is Better.HIGHER else most,
        speech,
        "limit",
        by=one.proposed_name,
        limit=limit_told(float(one.terms["minimum"]), measure, speech),
        day=aged(one.proposed_at, speech),
    )


def second_needed(speech: Speech) -> Sentence:
    """To an expert, before signing."""
    return sentence(
        N_("A mistake here matters a lot, so it counts once a second person has signed."), speech
    )


def counts_at_once(speech: Speech) -> Sentence:
    """To an expert, before signing."""
    return sentence(N_("It counts as soon as you sign it."), speech)


def you_were_first(speech: Speech) -> Sentence:
    """To whoever signed first."""
    return sentence(N_("You signed first, so somebody else has to sign."), speech)


def with_unit(which: AgreementLabel, measure: Measure, speech: Speech) -> str:
    """A label that names the unit of its number."""
    return text(which.value, speech, unit=unit_of(measure, speech))


def worth_of(which: AgreementLabel, measure: Measure, speech: Speech) -> str:
    """A label that names the currency in which the worth of one is typed."""
    currency = measure.currency if measure.unit is Unit.MONEY else ""
    return text(which.value, speech, unit=currency or speech.currency)

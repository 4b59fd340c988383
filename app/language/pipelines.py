"""What is said of all the steps that bring data: how many need somebody, and why."""

from collections.abc import Mapping
from enum import Enum, unique

from app.health.steps import NEED_SOMEBODY, StepState
from app.language.amounts import whole
from app.language.sentence import Sentence, Speech
from app.language.step_words import listed, number_of
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text


@unique
class StepLabel(Enum):
    """What stands above columns and beside values on the page of the steps."""

    STEPS = N_("Steps that bring data")
    STEP_AND_HOW = N_("Step and how it stands")
    STEP = N_("Step")
    STATE = N_("How it stands")
    ROWS = N_("Rows it wrote")
    USUAL_ROWS = N_("Rows it usually writes")
    LAST_RAN = N_("Last ran")
    LATE_FROM = N_("Late from")
    LAST_GOOD = N_("Last ended well")
    FAILING_SINCE = N_("Failing since")
    EVERY = N_("How often")
    READS = N_("Data it reads")
    WRITES = N_("Data it writes")
    FEEDS = N_("Models it feeds")
    TOLD_BY = N_("Who told us")
    RAN = N_("Ran")
    ENDED = N_("How it ended")
    RUNS = N_("The newest runs")
    NARROW = N_("Show the steps of one state")
    ALL = N_("Show all steps")
    NO_RUN = N_("No run known")
    OF_MODEL = N_("Where its data comes from")
    NONE_OF_MODEL = N_("Nobody has told us which steps bring its data.")
    PICTURE = N_("Show it as a picture")
    NO_PICTURE = N_("Show the list alone")
    DATA_NOT_NAMED = N_("data nobody named")
    UNKNOWN = N_("We know no such step")
    NONE_KNOWN_WHY = N_(
        "Nobody has told us how data reaches the models. Name the steps in the company file, and "
        "send us when they ran."
    )


_COUNTED: Mapping[StepState, tuple[str, str]] = {
    StepState.FAILED: NN_("{count} failed last time", "{count} failed last time"),
    StepState.CHECKS_FAILED: NN_("{count} failed its checks", "{count} failed their checks"),
    StepState.LATE: NN_("{count} is late", "{count} are late"),
    StepState.FEWER_ROWS: NN_("{count} wrote far fewer rows", "{count} wrote far fewer rows"),
}


def steps_headline(counts: Mapping[StepState, int], speech: Speech) -> Sentence:
    """How many steps need somebody, and why. ``counts`` is steps per state."""
    total = sum(counts.values())
    steps = counted(NN_("{total} step", "{total} steps"), total, speech, total=whole(total, speech))
    if not total:
        return sentence(N_("We know of no step that brings data."), speech)
    need = sum(counts.get(each, 0) for each in NEED_SOMEBODY)
    if need:
        forms = NN_(
            "{need} of {steps} needs somebody: {how}.", "{need} of {steps} need somebody: {how}."
        )
        how = [number_of(_COUNTED[each], counts[each], speech) for each in _found(counts)]
        slots = {"need": whole(need, speech), "steps": steps, "how": listed(how, speech)}
        return counted_sentence(forms, need, speech, "need", **slots)
    fine = counts.get(StepState.FINE, 0)
    if fine == total:
        all_ = NN_(
            "The one step that brings data ran as it should.",
            "All {steps} that bring data ran as they should.",
        )
        return counted_sentence(all_, total, speech, "steps", steps=steps)
    forms = NN_("{fine} of {steps} ran as it should.", "{fine} of {steps} ran as they should.")
    return counted_sentence(forms, fine, speech, "fine", fine=whole(fine, speech), steps=steps)


def steps_lead(counts: Mapping[StepState, int], speech: Speech) -> tuple[Sentence, ...]:
    """What follows for the models, and for whom there is nothing to do."""
    if not any(counts.values()):
        return ()
    told = [sentence(N_("A step fetches or prepares the data that models need."), speech)]
    if _found(counts):
        means = N_("Where one needs somebody, models may work with old or missing data.")
        told.append(sentence(means, speech))
    fine, unheard = counts.get(StepState.FINE, 0), counts.get(StepState.UNHEARD, 0)
    if fine:
        forms = NN_(
            "{count} ran as it should: nothing for you to do there.",
            "{count} ran as they should: nothing for you to do there.",
        )
        told.append(counted_sentence(forms, fine, speech, count=whole(fine, speech)))
    if unheard:
        forms = NN_(
            "Of {count} nobody has told us when it ran.",
            "Of {count} nobody has told us when they ran.",
        )
        told.append(counted_sentence(forms, unheard, speech, count=whole(unheard, speech)))
    return tuple(told)


def steps_found(first: int, last: int, matching: int, speech: Speech) -> Sentence:
    """How many steps were found, and which of them are on screen where that is not all."""
    forms = NN_("{matching} step found.", "{matching} steps found.")
    if last - first + 1 < matching:
        forms = NN_(
            "{matching} step found, {first} to {last} shown, worst first.",
            "{matching} steps found, {first} to {last} shown, worst first.",
        )
    slots = {"first": whole(first, speech), "last": whole(last, speech)}
    found = whole(matching, speech)
    return counted_sentence(forms, matching, speech, "matching", matching=found, **slots)


def narrowed_to_model(name: str, speech: Speech) -> Sentence:
    """That the list holds the steps of one model."""
    return sentence(N_("These feed {name}."), speech, "name", name=name)


def _found(counts: Mapping[StepState, int]) -> list[StepState]:
    return [each for each in NEED_SOMEBODY if counts.get(each)]


def picture_caption(speech: Speech) -> tuple[Sentence, ...]:
    """How to read the picture of the flow."""
    return (
        sentence(
            N_("From left to right: data, the steps that read it, what they write, models."),
            speech,
        ),
        sentence(N_("The more models a band leads to, the wider it is."), speech),
        sentence(N_("Red, amber and dark bands come from steps that need somebody."), speech),
    )


def picture_too_wide(speech: Speech) -> Sentence:
    """What stands instead of the picture where it would not be readable."""
    message = N_("The picture needs a wider screen; the list below says the same.")
    return sentence(message, speech)


def picture_told(steps: int, models: int, speech: Speech) -> str:
    """The picture in words; the list below it says all of it."""
    slots = {
        "steps": number_of(NN_("{count} step", "{count} steps"), steps, speech),
        "models": number_of(NN_("{count} model", "{count} models"), models, speech),
    }
    message = N_("Which data goes through {steps} to {models}. The list below says the same.")
    return text(message, speech, **slots)


def more_models(count: int, speech: Speech) -> str:
    """How many models are not named."""
    return number_of(NN_("{count} more model", "{count} more models"), count, speech)

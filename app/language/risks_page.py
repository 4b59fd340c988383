"""What the page about risks says: headline, two tables, and what its list is narrowed to."""

from enum import Enum, unique

from app.health.coverage import Watch, Worry
from app.health.insight import Likelihood
from app.health.risk_moves import Direction
from app.language.amounts import whole
from app.language.coverage import watch_words, worry_words
from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.risks import likelihood_words
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted, counted_sentence, sentence, text
from data.facts import Impact


@unique
class RiskLabel(Enum):
    """A label of the page and of its list as a file."""

    WHERE_THEY_STAND = N_("How much it matters, and how likely it is")
    WHERE_WHY = N_(
        "The chance is that something goes wrong or goes unnoticed. "
        "A mistake matters as much as somebody said."
    )
    WOULD_WE_NOTICE = N_("Would we notice?")
    NOTICE_WHY = N_(
        "Watched means that results come, are enough, and somebody agreed what is too bad."
    )
    WORRY = N_("Worry")
    MOVED = N_("What moved in four weeks")
    NOTHING_MOVED = N_("No chance moved in the last four weeks.")
    ORDER_WHY = N_(
        "In order of how much a mistake matters, times how likely it is, then for how long."
    )
    MATTERS = N_("It matters")
    CHANCE = N_("Chance")
    ASSUMED = N_("assumed")
    WHY_AND_WHAT_HELPS = N_("Why, and what would help")
    MATTERS_WHY = N_("Why it matters so much")
    CHANCE_BEFORE = N_("Chance four weeks ago")
    MAKES_LIKELIER = N_("What makes it likelier")
    WOULD_HELP = N_("What would help")
    NOT_WATCHED_WHY = N_("Why it is not watched")
    IMPACT_NOT_RECORDED = N_("Nobody recorded how much a mistake matters.")
    REASON_NOT_RECORDED = N_("Nobody recorded why.")


def likely_harm(count: int, total: int, speech: Speech) -> Sentence:
    """How many models matter a lot and have a high chance of trouble."""
    forms = NN_(
        "{count} of {total} model could do real harm and may well go wrong.",
        "{count} of {total} models could do real harm and may well go wrong.",
    )
    slots = {"count": whole(count, speech), "total": whole(total, speech)}
    return counted_sentence(forms, total, speech, "count", "total", **slots)


def none_there(speech: Speech) -> Sentence:
    """A unit of an old link that has no models any more."""
    return sentence(N_("No model of this unit is in use."), speech)


def all_watched(count: int, total: int, speech: Speech) -> Sentence:
    """For how many models we would notice every worry."""
    forms = NN_(
        "Of {total} model we would notice all four worries below for {count}.",
        "Of {total} models we would notice all four worries below for {count}.",
    )
    slots = {"count": whole(count, speech), "total": whole(total, speech)}
    return counted_sentence(forms, total, speech, "count", **slots)


def assumed(count: int, speech: Speech) -> Sentence:
    """For how many models nobody recorded how much a mistake matters."""
    forms = NN_(
        "For {count} nobody recorded how much a mistake matters; we assume it matters {impact}.",
        "For {count} nobody recorded how much a mistake matters; we assume it matters {impact}.",
    )
    told = impact_words(Impact.MEDIUM, speech)
    return counted_sentence(forms, count, speech, "count", count=whole(count, speech), impact=told)


def not_yet(count: int, speech: Speech) -> Sentence:
    """Models of which nothing was worked out yet."""
    forms = NN_(
        "{count} model is not in here yet; the next check brings it.",
        "{count} models are not in here yet; the next check brings them.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def stands_there(count: int, impact: Impact, likelihood: Likelihood, speech: Speech) -> str:
    """What a link in the first table leads to, for whoever hears it by itself."""
    forms = NN_(
        "{count} model: a mistake matters {impact}, the chance is {likelihood}",
        "{count} models: a mistake matters {impact}, the chance is {likelihood}",
    )
    slots = {
        "impact": impact_words(impact, speech),
        "likelihood": likelihood_words(likelihood, speech),
    }
    return counted(forms, count, speech, count=whole(count, speech), **slots)


def watched_so(count: int, worry: Worry, watch: Watch, speech: Speech) -> str:
    """The same for the second table."""
    forms = NN_("{count} model: {worry}, {watch}", "{count} models: {worry}, {watch}")
    slots = {"worry": worry_words(worry, speech), "watch": watch_words(watch, speech)}
    return counted(forms, count, speech, count=whole(count, speech), **slots)


def narrowed(
    unit: str,
    impact: Impact | None,
    likelihood: Likelihood | None,
    cell: tuple[Worry, Watch] | None,
    direction: Direction | None,
    speech: Speech,
) -> tuple[tuple[str, str], ...]:
    """What the list is narrowed to: pairs of a filter's name and what was chosen."""
    found = [(label(Label.UNIT, speech), unit)] if unit else []
    if impact:
        found.append((label(RiskLabel.MATTERS, speech), impact_words(impact, speech)))
    if likelihood:
        found.append((label(RiskLabel.CHANCE, speech), likelihood_words(likelihood, speech)))
    if cell:
        worry, watch = cell
        found.append((worry_words(worry, speech), watch_words(watch, speech)))
    if direction:
        found.append((label(RiskLabel.MOVED, speech), text(_MOVING[direction], speech)))
    return tuple(found)


_MOVING = {
    Direction.UP: N_("likelier to go wrong"),
    Direction.DOWN: N_("less likely to go wrong"),
}


def was(before: str, speech: Speech) -> str:
    """How likely it was four weeks ago, below how likely it is."""
    return text(N_("was {before}"), speech, before=before)

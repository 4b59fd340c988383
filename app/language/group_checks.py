"""How groups are treated over the fleet: the words of the page, and of the picture of groups."""

from collections.abc import Mapping
from enum import Enum, unique

from app.health.compared_groups import ComparedGroups
from app.health.insight import GroupResult, GroupStanding
from app.language.amounts import whole
from app.language.pages import agreed_limit
from app.language.quantities import scale_for
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text


@unique
class GroupLabel(Enum):
    """A label of the page about groups, of its picture, and of its list as a file."""

    TITLE = N_("How groups are treated")
    BY_GROUP = N_("By group, worst first")
    STANDING = N_("How groups stand")
    EVERY_STANDING = N_("However groups stand")
    EVERY_MODEL = N_("All models with groups")
    BELOW = N_("A group beyond the limit")
    NEAR = N_("A group close to the limit")
    TOO_FEW = N_("A group with too few cases")
    NOT_MEASURED = N_("A group nobody measures")
    NEWEST = N_("newest value")
    LIKELY = N_("where the true value most likely lies")
    UNCHECKED = N_("Nobody checks groups for these")
    UNCHECKED_WHY = N_(
        "They affect people, and no group of people is looked at on its own. Ask the owner which "
        "groups to check."
    )
    FIRST_BY_NAME = N_("The first of them by name:")
    TOO_FEW_HERE = N_("too few cases to tell")
    NOT_MEASURED_HERE = N_("not measured")
    LIKELY_LOW = N_("Likely range from")
    LIKELY_HIGH = N_("Likely range to")
    CASES_NEEDED = N_("Cases needed")
    EVERYBODY_VALUE = N_("Everybody together")
    TESTED = N_("Groups looked at")


def groups_checked(checked: int, deployed: int, below: int, speech: Speech) -> Sentence:
    """For how many models groups are checked, and how many treat a group clearly worse."""
    slots = {"deployed": whole(deployed, speech), "checked": whole(checked, speech)}
    if not checked:
        nobody = NN_(
            "Nobody checks groups for the one model in use.",
            "Nobody checks groups for any of the {deployed} models.",
        )
        return counted_sentence(nobody, deployed, speech, deployed=slots["deployed"])
    if not below:
        none = NN_(
            "Groups are checked for {checked} of {deployed} model; we know of none that is treated "
            "clearly worse than agreed.",
            "Groups are checked for {checked} of {deployed} models; we know of none that is "
            "treated clearly worse than agreed.",
        )
        return counted_sentence(none, deployed, speech, **slots)
    forms = NN_(
        "Groups are checked for {checked} of {deployed} models; {below} treats a group clearly "
        "worse than agreed.",
        "Groups are checked for {checked} of {deployed} models; {below} treat a group clearly "
        "worse than agreed.",
    )
    return counted_sentence(forms, below, speech, below=whole(below, speech), **slots)


def excused(count: int, speech: Speech) -> Sentence:
    """For how many models a person said that the question does not apply."""
    forms = NN_(
        "For {count} a person said that the question does not apply.",
        "For {count} a person said that the question does not apply.",
    )
    return counted_sentence(forms, count, speech, "count", count=whole(count, speech))


def people_unknown(count: int, speech: Speech) -> Sentence:
    """Of how many models nobody knows whether they affect people."""
    forms = NN_(
        "For {count} model nobody has recorded whether it affects people.",
        "For {count} models nobody has recorded whether they affect people.",
    )
    return counted_sentence(forms, count, speech, "count", count=whole(count, speech))


def everybody_checked(people: int, speech: Speech) -> Sentence:
    """That no model that affects people goes unchecked."""
    if not people:
        return sentence(N_("We know of no model that affects people."), speech)
    forms = NN_(
        "For the one model that affects people, somebody checks groups or said why not.",
        "For all {count} models that affect people, somebody checks groups or said why not.",
    )
    return counted_sentence(forms, people, speech, count=whole(people, speech))


def beside_everybody(found: ComparedGroups, speech: Speech) -> tuple[Sentence, ...]:
    """The group that needs a look first, beside everybody; empty where none can be told."""
    worst, overall, measure = found.groups[0], found.overall, found.measure
    if not tells(worst) or worst.value is None or overall is None:
        return ()
    values = worst.value, overall
    scale = scale_for(values, measure.unit, speech, measure.things, measure.currency)
    message = N_("For {group} it is {value}; for everybody together it is {overall}.")
    slots = {"value": scale.full(worst.value), "overall": scale.full(overall)}
    return (sentence(message, speech, "value", "overall", group=worst.group, **slots),)


def tells(result: GroupResult) -> bool:
    """Whether a group has a recent value that rests on enough cases."""
    silent = (GroupStanding.TOO_FEW, GroupStanding.NOT_MEASURED)
    return result.value is not None and result.standing not in silent


def what_to_see(found: ComparedGroups, speech: Speech) -> tuple[Sentence, ...]:
    """What the picture of groups shows: how many stand where, the worst first."""
    counts, all_ = found.counts, len(found.groups)
    near = counts[GroupStanding.NEAR] + counts[GroupStanding.ONE_BREACH]
    told = [
        counted_sentence(forms, count, speech, count=whole(count, speech), all=whole(all_, speech))
        for count, forms in (
            (counts[GroupStanding.BELOW], _BELOW),
            (near, _NEAR),
            (counts[GroupStanding.NOT_MEASURED], _NOT_MEASURED),
            (counts[GroupStanding.TOO_FEW], _TOO_FEW),
        )
        if count
    ]
    if counts[GroupStanding.UNAGREED]:
        told.append(sentence(N_("Nobody has said what is good enough for a group."), speech))
    if told or not counts[GroupStanding.MEETS]:
        return tuple(told)
    return (_all_meet(all_, speech),)


_BELOW = NN_(
    "{count} of {all} groups lies beyond the agreed limit.",
    "{count} of {all} groups lie beyond the agreed limit.",
)
_NEAR = NN_(
    "{count} of {all} groups is close to the limit.",
    "{count} of {all} groups are close to the limit.",
)
_NOT_MEASURED = NN_(
    "For {count} of {all} groups we have no recent results.",
    "For {count} of {all} groups we have no recent results.",
)
_TOO_FEW = NN_(
    "{count} of {all} groups has too few cases to tell.",
    "{count} of {all} groups have too few cases to tell.",
)


def _all_meet(count: int, speech: Speech) -> Sentence:
    if count == 2:
        return sentence(N_("Both groups meet what was agreed."), speech)
    forms = NN_(
        "The one group that is measured meets what was agreed.",
        "All {count} groups meet what was agreed.",
    )
    return counted_sentence(forms, count, speech, count=whole(count, speech))


def results_are_old(speech: Speech) -> Sentence:
    """That no newer results came when they were due."""
    return sentence(N_("No results came when they were due, so what stands here is old."), speech)


def picture_keys(found: ComparedGroups, speech: Speech) -> Mapping[str, str]:
    """What the two lines of the picture of groups are, with their values; each by its name."""
    measure, overall = found.measure, found.overall
    values = [each for each in (overall, found.minimum) if each is not None]
    scale = scale_for(values, measure.unit, speech, measure.things, measure.currency)
    keys: dict[str, str] = {}
    if overall is not None:
        told = scale.full(overall)
        keys["everybody"] = text(N_("everybody together: {value}"), speech, value=told)
    if found.minimum is not None:
        keys["agreed"] = agreed_limit(scale.limit(found.minimum), measure.better, speech)
    return keys

"""Sentences about groups: each against what was agreed, and against each other."""

from babel.lists import format_list

from app.language.amounts import whole
from app.language.dates import short_day
from app.language.measures import asked_of, phrase_of
from app.language.quantities import scale_for
from app.language.reporting import expected, last_report
from app.language.results import (
    Forms,
    against,
    breach,
    covers,
    how_near,
    lasting,
    patience,
    since_day,
)
from app.language.sentence import Sentence
from app.language.statuses import when_last_heard
from app.language.telling import Telling
from app.language.translating import N_, NN_, counted_sentence, text

_FOR_GROUP = Forms(
    N_("For {group}, {name} {before}{value}{after}."),
    N_("For {group}, {name} {before}{value}{after}; at least {minimum} was agreed."),
    N_("For {group}, {name} {before}{value}{after}; at most {minimum} was agreed."),
)
_CLOSEST = Forms(
    N_("For {group}, the closest to the limit, it {before}{value}{after}."),
    N_(
        "For {group}, the closest to the limit, it {before}{value}{after}; at least {minimum} "
        "was agreed."
    ),
    N_(
        "For {group}, the closest to the limit, it {before}{value}{after}; at most {minimum} "
        "was agreed."
    ),
)
_NAMED_AT_MOST = 4
"""More names than this make a sentence too long to take in at once."""


def groups_meet(telling: Telling) -> tuple[Sentence, ...]:
    tested, few = telling.count("tested"), telling.count("too_few")
    told = [_of_all(telling, _BOTH_MEET, _ALL_MEET, tested)]
    if telling.has("group") and telling.has("value"):
        told += against(telling, _CLOSEST, group=telling.word("group"))
    if few:
        told.append(_counted(telling, _MORE_TOO_FEW, few))
    return (*told, covers(telling)) if telling.has("period_start") else tuple(told)


_BOTH_MEET = N_("{name} meets what was agreed in both groups with enough cases to tell.")
_ALL_MEET = NN_(
    "{name} meets what was agreed in the {count} group with enough cases to tell.",
    "{name} meets what was agreed in all {count} groups with enough cases to tell.",
)
_MORE_TOO_FEW = NN_(
    "{count} more group has too few cases to tell.",
    "{count} more groups have too few cases to tell.",
)


def group_near(telling: Telling) -> tuple[Sentence, ...]:
    return (*_group(telling), how_near(telling), *_overall(telling), covers(telling))


def group_one_breach(telling: Telling) -> tuple[Sentence, ...]:
    return (*_group(telling), breach(telling), *_overall(telling), covers(telling))


def group_below(telling: Telling) -> tuple[Sentence, ...]:
    return (*_group(telling), lasting(telling), *_overall(telling), covers(telling))


def _group(telling: Telling) -> tuple[Sentence, ...]:
    """One group against what was agreed."""
    return against(telling, _FOR_GROUP, group=telling.word("group"), name=telling.object)


def _overall(telling: Telling) -> tuple[Sentence, ...]:
    """How everybody together stands, where that is known."""
    if not telling.has("overall"):
        return ()
    overall = telling.scale.full(telling.number("overall"))
    return (telling.say(N_("For everybody together it is {overall}."), overall=overall),)


def gap_one_breach(telling: Telling) -> tuple[Sentence, ...]:
    return (*_gap(telling), patience(telling), covers(telling))


def gap_too_large(telling: Telling) -> tuple[Sentence, ...]:
    lasted = telling.say(
        N_("That has not held since {since}; first noticed {noticed}."),
        "since",
        since=short_day(since_day(telling), telling.speech),
        noticed=short_day(telling.when("noticed"), telling.speech),
    )
    return (*_gap(telling), lasted, covers(telling))


def _gap(telling: Telling) -> tuple[Sentence, ...]:
    """Two groups beside each other, and how far apart they may be."""
    phrase, scale = phrase_of(telling.given, telling.speech), telling.scale
    worse = telling.say(
        N_("For {group}, {name} {before}{value}{after}."),
        "value",
        group=telling.word("group"),
        name=telling.object,
        before=phrase.before,
        value=scale.full(telling.number("value")),
        after=phrase.after,
    )
    other = telling.say(
        N_("For {group} it is {value}."),
        "value",
        group=telling.word("other_group"),
        value=scale.full(telling.number("other_value")),
    )
    gap = telling.say(
        _LARGEST_GAP[telling.lower_is_better], "gap", gap=gap_told(telling, "largest_gap")
    )
    return worse, other, gap


_LARGEST_GAP = {
    False: N_("It was agreed that no group stays more than {gap} below another."),
    True: N_("It was agreed that no group stays more than {gap} above another."),
}


def gap_told(telling: Telling, key: str) -> str:
    """A difference between two values: it stands on a scale of its own, being much smaller."""
    gap, scale = telling.number(key), telling.scale
    own = scale_for((gap,), scale.unit, telling.speech, scale.things, scale.currency)
    return own.limit(gap)


def groups_unagreed(telling: Telling) -> tuple[Sentence, ...]:
    groups = telling.count("groups")
    told = _counted(telling, _UNAGREED, groups, "count", name=telling.object)
    missing = telling.say(N_("Nobody has said what is good enough."))
    return told, missing, _measured(telling)


_UNAGREED = NN_("{count} group is measured for {name}.", "{count} groups are measured for {name}.")


def groups_too_few(telling: Telling) -> tuple[Sentence, ...]:
    speech, groups = telling.speech, telling.count("groups")
    few = _of_all(telling, _BOTH_FEW, _FEW, groups)
    largest = telling.say(
        N_("The largest is {group}, with {count} of the {needed} cases needed."),
        "count",
        group=telling.word("group"),
        count=whole(telling.number("count"), speech),
        needed=whole(telling.number("needed"), speech),
    )
    return few, largest, telling.say(N_("So we draw no conclusion.")), _measured(telling)


_BOTH_FEW = N_("{name} has too few cases in both groups that are measured.")
_FEW = NN_(
    "{name} has too few cases in the {count} group that is measured.",
    "{name} has too few cases in all {count} groups that are measured.",
)


def groups_not_measured(telling: Telling) -> tuple[Sentence, ...]:
    speech = telling.speech
    slots = {name: whole(telling.number(name), speech) for name in ("missing", "groups")}
    told = telling.say(
        N_("Nobody measures {missing} of the {groups} groups that are to be checked for {name}."),
        "missing",
        name=telling.object,
        **slots,
    )
    forms = N_("Not measured: {names}."), N_("Not measured: {names}, and others.")
    return told, _named(telling, *forms)


def groups_silent(telling: Telling) -> tuple[Sentence, ...]:
    speech = telling.speech
    slots = {name: whole(telling.number(name), speech) for name in ("missing", "groups")}
    nothing = telling.say(
        N_("Nothing has come for {missing} of the {groups} groups of {name} since {since}."),
        "since",
        name=telling.name or text(N_("this model"), speech),
        since=last_report(telling),
        **slots,
    )
    forms = N_("No results for {names}."), N_("No results for {names}, and others.")
    told = (nothing, _named(telling, *forms), *expected(telling), _measured(telling))
    if not telling.has("last_status"):
        return told
    return *told, when_last_heard(telling.status("last_status"), speech)


def _named(telling: Telling, all_: str, some: str) -> Sentence:
    """Names of groups in a sentence that has room for all, or for some of them."""
    names = [each.strip() for each in telling.word("names").split(";") if each.strip()]
    shown = names[:_NAMED_AT_MOST]
    list_ = format_list(shown, style="standard", locale=telling.speech.locale)
    return telling.say(all_ if shown == names else some, names=list_)


def _measured(telling: Telling) -> Sentence:
    asked = asked_of(telling.given, telling.speech)
    return telling.say(N_("What is measured: {asked}."), asked=asked)


def _of_all(telling: Telling, both: str, forms: tuple[str, str], count: int) -> Sentence:
    """Something of every group: nobody says "all 2 groups"."""
    if count == 2:
        return telling.say(both, name=telling.subject)
    return _counted(telling, forms, count, "count", name=telling.subject)


def _counted(
    telling: Telling, forms: tuple[str, str], count: int, *strong: str, **slots: str
) -> Sentence:
    told = whole(count, telling.speech)
    return counted_sentence(forms, count, telling.speech, *strong, count=told, **slots)

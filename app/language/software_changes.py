"""Sentences about software that changed: of a version, and where it runs."""

from app.health.happening import Happening
from app.health.version_changes import ANY
from app.language.amounts import whole
from app.language.sentence import Sentence, Speech
from app.language.translating import N_, NN_, counted_sentence, sentence, text


def built_with(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """Which software a version came with that the one before it did not."""
    lines = str(one.inputs["changed"]).split("\n")
    changes = "; ".join(_change(*line.split("\t"), speech=speech) for line in lines)
    slots = {"version": str(one.inputs["version"]), "changes": changes}
    form = N_("Version {version} was built with other software: {changes}.")
    told = sentence(form, speech, **slots)
    others = one.inputs["others"]
    assert isinstance(others, int)
    if not others:
        return (told,)
    forms = NN_("{count} more part of it differs.", "{count} more parts of it differ.")
    return told, counted_sentence(forms, others, speech, count=whole(others, speech))


def _change(name: str, before: str, now: str, *, speech: Speech) -> str:
    slots = {"name": name, "before": _asked(before, speech), "now": _asked(now, speech)}
    if not before:
        return text(N_("{name} {now} is new"), speech, **slots)
    if not now:
        return text(N_("{name} {before} is gone"), speech, **slots)
    return text(N_("{name} {now} instead of {before}"), speech, **slots)


def _asked(version: str, speech: Speech) -> str:
    return text(N_("(any version)"), speech) if version == ANY else version


def installed(one: Happening, speech: Speech) -> tuple[Sentence, ...]:
    """Which software runs where the model does that did not before."""
    form = N_("Where it runs, {library} {now} is installed instead of {before}.")
    if not one.inputs["before"]:
        form = N_("Where it runs, {library} {now} is installed now.")
    if not one.inputs["now"]:
        form = N_("Where it runs, {library} {before} is not installed any more.")
    slots = {name: str(one.inputs[name]) for name in ("library", "now", "before")}
    return (sentence(form, speech, "library", **slots),)

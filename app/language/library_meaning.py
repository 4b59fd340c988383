"""What a version of software means to one model, and what the list of that model says of it."""

from collections.abc import Callable, Mapping

from app.health.library_uses import Fit, LibraryUse
from app.language.library_words import LibraryLabel
from app.language.sentence import Sentence, Speech
from app.language.step_words import listed
from app.language.translating import N_, sentence, text

_FITS: Mapping[Fit, str] = {
    Fit.EXCLUDED: N_("Its list does not allow it"),
    Fit.PINNED: N_("Tested with another version"),
    Fit.LISTED: N_("Runs with another version"),
    Fit.UNLISTED: N_("On no list"),
    Fit.UNREADABLE: N_("List not readable"),
    Fit.OPEN: N_("May come by itself"),
    Fit.THERE: N_("Already there"),
}


def fit_words(fit: Fit, speech: Speech) -> str:
    """What a version means to a model, in a few words."""
    return text(_FITS[fit], speech)


def means(use: LibraryUse, fit: Fit | None, version: str, speech: Speech) -> tuple[Sentence, ...]:
    """What a version means to one model; without one, what its list says."""
    told = _MEANS[fit](use, version, speech) if fit else (_list_says(use, speech),)
    if not use.differs or fit is Fit.LISTED:
        return told
    other = N_("It runs with {installed}, another version than it was tested with.")
    return *told, sentence(other, speech, "installed", installed=_run(use, speech))


def list_told(use: LibraryUse, speech: Speech) -> str:
    """What a list says of one piece of software, as it stands there."""
    return ", ".join(use.requirements) or text(LibraryLabel.NOT_ON_LIST.value, speech)


def _list_says(use: LibraryUse, speech: Speech) -> Sentence:
    if not use.requirements:
        message = N_("It runs with {installed}, and its list does not name it.")
        return sentence(message, speech, installed=_run(use, speech))
    if use.pinned:
        message = N_("Its list names {pinned} exactly.")
        return sentence(message, speech, "pinned", pinned=listed(use.pinned, speech))
    message = N_("Its list says “{requirement}”, which is no exact version.")
    return sentence(message, speech, requirement=list_told(use, speech))


def _excluded(use: LibraryUse, version: str, speech: Speech) -> tuple[Sentence, ...]:
    message = N_("Its list says “{requirement}”, which does not allow {version}.")
    slots = {"requirement": list_told(use, speech), "version": version}
    return (sentence(message, speech, "requirement", **slots),)


def _pinned(use: LibraryUse, version: str, speech: Speech) -> tuple[Sentence, ...]:
    test = sentence(N_("Test it with {version} first."), speech, version=version)
    return _list_says(use, speech), test


def _named(use: LibraryUse, _version: str, speech: Speech) -> tuple[Sentence, ...]:
    message = N_("Its list names {pinned}; it runs with {installed}.")
    slots = {"pinned": listed(use.pinned, speech), "installed": _run(use, speech)}
    return (sentence(message, speech, "installed", **slots),)


def _unlisted(use: LibraryUse, version: str, speech: Speech) -> tuple[Sentence, ...]:
    unknown = N_("We cannot say whether it works with {version}.")
    return _list_says(use, speech), sentence(unknown, speech, version=version)


def _unreadable(use: LibraryUse, _version: str, speech: Speech) -> tuple[Sentence, ...]:
    message = N_("We cannot read what its list allows: “{requirement}”.")
    return (sentence(message, speech, requirement=list_told(use, speech)),)


def _open(use: LibraryUse, version: str, speech: Speech) -> tuple[Sentence, ...]:
    later = N_("When it is put together again, it may get {version} by itself.")
    return _list_says(use, speech), sentence(later, speech, version=version)


def _there(use: LibraryUse, _version: str, speech: Speech) -> tuple[Sentence, ...]:
    message = N_("It has {exact} already: nothing for you to do.")
    return (sentence(message, speech, exact=listed(use.exact, speech)),)


_MEANS: Mapping[Fit, Callable[[LibraryUse, str, Speech], tuple[Sentence, ...]]] = {
    Fit.EXCLUDED: _excluded,
    Fit.PINNED: _pinned,
    Fit.LISTED: _named,
    Fit.UNLISTED: _unlisted,
    Fit.UNREADABLE: _unreadable,
    Fit.OPEN: _open,
    Fit.THERE: _there,
}


def _run(use: LibraryUse, speech: Speech) -> str:
    return listed(use.installed, speech)

"""What ``rollcall report`` says."""

from app.language.amounts import whole
from app.language.sentence import Speech
from app.language.translating import N_, NN_, counted, text


def taken(total: int, known: int, corrected: int, speech: Speech) -> str:
    """How many results came in, and how many of them told nothing new or something else."""
    told = [(NN_("{count} result is taken.", "{count} results are taken."), total)]
    if known:
        forms = NN_("{count} of them was known already.", "{count} of them were known already.")
        told.append((forms, known))
    if corrected:
        forms = NN_(
            "{count} of them corrects what was reported before; both are kept.",
            "{count} of them correct what was reported before; both are kept.",
        )
        told.append((forms, corrected))
    return " ".join(
        counted(each, count, speech, count=whole(count, speech)) for each, count in told
    )


def refused(count: int, speech: Speech) -> str:
    """The line above the results that were not taken."""
    forms = NN_(
        "{count} result is not taken. It is kept with its reason on the page Sources:",
        "{count} results are not taken. They are kept with their reasons on the page Sources:",
    )
    return counted(forms, count, speech, count=whole(count, speech))


def needs_one_way(speech: Speech) -> str:
    """Neither a result nor a file was named, or both were."""
    message = N_(
        "Name a model, a measure, a value and a --period; or a file with many results: --file"
    )
    return text(message, speech)


def period_form(found: str, speech: Speech) -> str:
    """A period that has not two ends."""
    message = N_(
        "“{found}” is no period. Write its first and its last day like 2026-11-16/2026-11-22, or "
        "two moments with their time zone."
    )
    return text(message, speech, found=found)


def no_file(path: str, detail: str, speech: Speech) -> str:
    """A file that cannot be opened; ``detail`` is the system's own reason."""
    return text(N_("{path} cannot be read ({detail})."), speech, path=path, detail=detail)


def standard_input(speech: Speech) -> str:
    """What results are called that come through a pipe."""
    return text(N_("standard input"), speech)

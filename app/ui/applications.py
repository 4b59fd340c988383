"""Applications and processes with the models they hang on, and what stops without each."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from app.language import answer_uses as words
from app.language.answer_uses import UseLabel
from app.language.labels import label
from app.language.sentence import Speech
from app.reports.people import Application
from app.ui.carers import linked_model
from app.ui.markup import name
from app.ui.tables import Cell, soft, table
from app.ui.uses import fallback, stops, whom_to_tell

_SHOWN = (
    UseLabel.USED_BY,
    UseLabel.MODEL,
    UseLabel.STOPS,
    UseLabel.FALLBACK,
    UseLabel.TELL,
)


def applications(found: Iterable[Application], speech: Speech) -> Markup:
    """A row for each application and each model it hangs on, in the order given."""
    heads = [label(each, speech) for each in _SHOWN]
    return table(heads, (row for each in found for row in _rows(each, speech)), kind="uses")


def _rows(application: Application, speech: Speech) -> Iterator[tuple[Cell, ...]]:
    kind = words.use_kind(application.kind, speech)
    hangs = words.hangs_on(len(application.hangs_on), speech)
    for each in application.hangs_on:
        yield (
            name(application.name) + soft(Markup("{} · {}").format(kind, hangs)),
            linked_model(each.slug, each.name, each.status, speech),
            stops(each.use, speech),
            fallback(each.use, speech),
            whom_to_tell(each.use, speech),
        )

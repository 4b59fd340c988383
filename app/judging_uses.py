"""What uses the answers of a model, the signs that nobody would miss it, and who keeps it."""

from collections.abc import Iterator

from app.health.decisions import keeping_of
from app.health.insight import Insight
from app.health.people import name_of
from app.health.unmissed import signs_of
from app.health.verdict import Verdict
from data.facts import Case
from data.store.kept_models import KeptModel
from data.store.signs import KeptSign
from data.store.uses import Use


def uses_of(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[Use]:
    """One row for each application, process or model."""
    for use in case.uses:
        contact = case.people.get(use.contact)
        yield Use(
            slug=case.slug,
            name=use.name,
            same_as=" ".join(use.name.casefold().split()),
            kind=use.kind,
            stops=use.stops,
            fallback=use.fallback,
            contact=name_of(case, use.contact),
            contact_left_on=contact.left_on if contact else None,
        )


def kept_signs(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[KeptSign]:
    """One row for each sign there is, or will be from a known day."""
    for sign in signs_of(case):
        yield KeptSign(case.slug, sign.code.value, sign.holds_from, sign.name)


def kept_model(case: Case, verdict: Verdict, _insight: Insight) -> Iterator[KeptModel]:
    """Who decided to keep it all the same, where somebody did."""
    found = keeping_of(case, verdict.at)
    if found is not None:
        yield KeptModel(case.slug, name_of(case, found.by), found.at, found.until, found.why)

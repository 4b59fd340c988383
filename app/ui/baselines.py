"""Where people said that what is usual begins anew, and the form to take that back."""

from markupsafe import Markup

from app.health.people import name_of
from app.language.behaviours import begun_anew
from app.language.feedback import FeedbackLabel
from app.language.labels import label
from app.language.measures import asked_of
from app.language.sentence import Speech
from app.ui.deed_form import form, may
from app.ui.filters import hidden
from app.ui.markup import NOTHING, join, sentence
from app.ui.tables import folded
from data.facts import Baseline, Case


def begun(case: Case, speech: Speech) -> Markup:
    """Each of them, one click away; nothing where nobody said so."""
    if not case.baselines:
        return NOTHING
    drawn = join(_one(case, each, speech) for each in case.baselines)
    return folded(label(FeedbackLabel.BEGUN_ANEW, speech), drawn)


def _one(case: Case, said: Baseline, speech: Speech) -> Markup:
    measures = {each.measure.key: each.measure for each in case.measured}
    of = measures.get(said.measure)
    asked = asked_of({"phrase": of.phrase, "kind": of.kind}, speech) if of else ""
    told = begun_anew(name_of(case, said.by), said.start, said.why, asked, speech)
    return Markup("<p>{}</p>").format(sentence(told)) + _take_back(case, said, speech)


def _take_back(case: Case, said: Baseline, speech: Speech) -> Markup:
    # What a source tells cannot be taken back here.
    if said.place or not may("take_back_baseline"):
        return NOTHING
    start = said.start.isoformat()
    fields = (hidden("model", case.slug), hidden("measure", said.measure), hidden("start", start))
    about, word = f"{said.measure} {start}", FeedbackLabel.TAKE_BACK_BASELINE
    return form("take_back_baseline", about, fields, speech, word)

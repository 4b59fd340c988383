"""On the page of one model: the steps that bring its data."""

from markupsafe import Markup

from app.health.steps import WORST_FIRST, steps_of
from app.language.labels import label
from app.language.pipelines import StepLabel
from app.language.sentence import Speech
from app.reports.pipelines import ListedStep
from app.ui.shown import Record
from app.ui.step_list import step_list
from app.ui.tables import section, soft


def model_steps(record: Record, speech: Speech) -> Markup:
    """How each step stands, worst first; each leads to its own page with its newest runs."""
    found = [
        ListedStep(each, each.state_at(speech.now)) for each in steps_of(record.case, speech.now)
    ]
    worst = sorted(found, key=lambda each: WORST_FIRST.index(each.state))
    drawn = step_list(worst, speech) if worst else soft(label(StepLabel.NONE_OF_MODEL, speech))
    return section(label(StepLabel.OF_MODEL, speech), drawn)

"""The forms around what people say: to raise it, to answer it, to agree, and to sort many."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from markupsafe import Markup

from app.actions.feedback import LONGEST_DUE, LONGEST_TEXT, may_answer
from app.actions.feedback_sorting import LONGEST_THEME
from app.health.insight import IncidentKind
from app.language import feedback as words
from app.language.dates import local_day
from app.language.deeds import DeedLabel
from app.language.feedback import FeedbackLabel
from app.language.labels import label
from app.language.measures import asked_of
from app.language.noticing import kind_words
from app.language.sentence import Speech
from app.reports.feedback import Feedback, KeptIncident
from app.ui.address import FIRST_DAY
from app.ui.deed_form import (
    choice_field,
    day_field,
    folded_form,
    line_field,
    may,
    text_field,
)
from app.ui.filters import hidden
from app.ui.markup import NOTHING, join, link
from app.ui.places import ME, PLACES
from app.ui.visit import looked_at, who
from data.facts import (
    LONGEST_NAME,
    Case,
    FeedbackKind,
    FeedbackState,
    FieldName,
    Measured,
)


def raising(case: Case, speech: Speech, measured: Measured | None = None) -> Markup:
    """The form to say something about a model, or about one of its measures.

    Whoever has not said who they are is told how; on a past day there is nothing to say.
    """
    if who() is None and looked_at() is None and measured is None:
        me = next(each.path for each in PLACES if each.key == ME)
        return Markup("<p>{}</p>").format(link(me, label(FeedbackLabel.NOT_HERE, speech)))
    word = FeedbackLabel.SAY if measured is None else FeedbackLabel.SAY_OF_MEASURE
    about = "" if measured is None else measured.measure.key
    fields = _raised(case, measured, speech)
    return folded_form("raise_feedback", word, about, fields, speech)


def _raised(case: Case, measured: Measured | None, speech: Speech) -> Iterable[Markup]:
    kinds = [(each.value, words.kind_words(each, speech)) for each in FeedbackKind]
    form = f"say-{measured.measure.key if measured else ''}-"
    yield hidden("model", case.slug)
    yield choice_field("kind", label(FeedbackLabel.KIND, speech), kinds, form=form)
    said = label(FeedbackLabel.TEXT, speech)
    yield text_field("text", said, LONGEST_TEXT, needed=True, form=form)
    if measured is not None:
        yield hidden("measure", measured.measure.key)
    elif case.measured:
        every = [("", label(FeedbackLabel.WHOLE_MODEL, speech))]
        every += [(each.measure.key, _asked(each, speech)) for each in case.measured]
        yield choice_field("measure", label(FeedbackLabel.MEASURE, speech), every, form=form)
    yield from _groups([measured] if measured else case.measured, form, speech)
    last = local_day(speech.now, speech)
    for name, word in (("start", FeedbackLabel.START), ("end", FeedbackLabel.END)):
        yield day_field(name, label(word, speech), FIRST_DAY, last, needed=False, form=form)
    if FieldName.UNIT in case.facts:
        yield _box("whole_unit", FeedbackLabel.WHOLE_UNIT, FeedbackLabel.EXPLAINS_CHART, speech)
    if may("take_back_baseline"):
        yield _box("rebases", FeedbackLabel.REBASES, FeedbackLabel.REBASES_WHY, speech)


def _box(name: str, word: FeedbackLabel, why: FeedbackLabel, speech: Speech) -> Markup:
    return Markup(
        '<label class="tick"><input type="checkbox" name="{0}" value="yes">'
        "<span>{1}</span><small>{2}</small></label>"
        '<span class="wrong tone-below" data-wrong="{0}" role="alert"></span>'
    ).format(name, label(word, speech), label(why, speech))


def _asked(measured: Measured, speech: Speech) -> str:
    return asked_of({"phrase": measured.measure.phrase, "kind": measured.measure.kind}, speech)


def _groups(measured: Iterable[Measured], form: str, speech: Speech) -> Iterable[Markup]:
    groups = sorted({each.group for one in measured for each in one.groups})
    if groups:
        every = [("", label(FeedbackLabel.EVERYBODY, speech)), *((each, each) for each in groups)]
        yield choice_field("group", label(FeedbackLabel.GROUP, speech), every, form=form)


def of_one(
    one: Feedback, wrong_before: Sequence[KeptIncident], people: Sequence[str], speech: Speech
) -> Markup:
    """The forms for one thing that was said, for whoever is here and may fill them in."""
    member = who()
    if member is None or looked_at() is not None or one.now.merged_into is not None:
        return NOTHING
    drawn = []
    if one.said.account == member.account and one.now.state is FeedbackState.ANSWERED:
        drawn.append(_agree(one, speech))
    if one.said.account == member.account and one.now.state is not FeedbackState.OPEN:
        drawn.append(_not_yet(one, speech))
    if one.now.state is not FeedbackState.CLOSED and may_answer(member, one):
        drawn.append(_answer(one, speech))
    if one.now.state is FeedbackState.OPEN:
        drawn.append(_assign(one, people, speech))
    drawn.append(_link(one, wrong_before, speech))
    return join(drawn)


def _shown(one: Feedback) -> Markup:
    return hidden("feedback", str(one.said.id)) + hidden("version", str(one.now.version))


def _agree(one: Feedback, speech: Speech) -> Markup:
    why = Markup("<p>{}</p>").format(label(FeedbackLabel.AGREE_WHY, speech))
    return _folded("agree_to_close", FeedbackLabel.AGREE, one, (why,), speech)


def _not_yet(one: Feedback, speech: Speech) -> Markup:
    why = text_field("why", label(FeedbackLabel.WHY, speech), LONGEST_TEXT, needed=True)
    return _folded("not_yet_answered", FeedbackLabel.NOT_YET, one, (why,), speech)


def _answer(one: Feedback, speech: Speech) -> Markup:
    fields = (
        text_field("answer", label(FeedbackLabel.ANSWER, speech), LONGEST_TEXT, needed=True),
        text_field("changed", label(FeedbackLabel.CHANGED_HINT, speech), LONGEST_TEXT, needed=True),
    )
    return _folded("answer_feedback", FeedbackLabel.ANSWER_IT, one, fields, speech)


def _assign(one: Feedback, people: Sequence[str], speech: Speech) -> Markup:
    today = local_day(speech.now, speech)
    fields = (
        line_field(
            "answerer",
            label(FeedbackLabel.ANSWERER, speech),
            LONGEST_NAME,
            needed=True,
            value=one.now.answerer_name,
            among=[(each, each) for each in people],
        ),
        day_field(
            "due_on",
            label(FeedbackLabel.DUE, speech),
            today + timedelta(days=1),
            today + LONGEST_DUE,
        ),
    )
    return _folded("assign_feedback", FeedbackLabel.ASSIGN, one, fields, speech)


def _link(one: Feedback, wrong_before: Sequence[KeptIncident], speech: Speech) -> Markup:
    if not wrong_before:
        return NOTHING
    options = [
        (str(each.id), words.incident_told(each.began, _kind(each, speech), speech))
        for each in wrong_before
    ]
    fields = (
        hidden("feedback", f"{one.said.id}.{one.now.version}"),
        choice_field("incident", label(FeedbackLabel.INCIDENT, speech), options),
    )
    about = str(one.said.id)
    return folded_form("link_feedback", FeedbackLabel.LINK_IT, about, fields, speech)


def _kind(incident: KeptIncident, speech: Speech) -> str:
    return kind_words(IncidentKind(incident.kind), speech)


def _folded(
    action: str, word: FeedbackLabel, one: Feedback, fields: Iterable[Markup], speech: Speech
) -> Markup:
    return folded_form(action, word, str(one.said.id), (_shown(one), *fields), speech)


def sorting(
    table: Markup,
    named: Sequence[tuple[str, str]],
    themes: Sequence[str],
    speech: Speech,
) -> Markup:
    """The table with a box before each row, and what to do with all that are ticked."""
    fields = Markup(
        '{}<fieldset class="sorting"><legend>{}</legend><p class="soft">{}</p>'
        '<span class="wrong tone-below" data-wrong="feedback" role="alert"></span>'
        "{}<div>{}{}</div><div>{}{}</div></fieldset>"
        '<p class="end"><span role="status"></span></p>'
    ).format(
        table,
        label(FeedbackLabel.SORT, speech),
        label(FeedbackLabel.SORT_WHY, speech),
        _button("merge_feedback", FeedbackLabel.MERGE, speech),
        line_field(
            "theme",
            label(FeedbackLabel.THEME, speech),
            LONGEST_THEME,
            needed=False,
            among=[(each, each) for each in themes],
        ),
        _button("theme_feedback", FeedbackLabel.THEME_THEM, speech),
        line_field(
            "linked",
            label(FeedbackLabel.LINKED, speech),
            LONGEST_NAME,
            needed=False,
            among=named,
        ),
        _button("link_feedback", FeedbackLabel.LINK_THEM, speech),
    )
    return Markup(
        '<form class="deed wide" data-does="theme_feedback" data-about="" data-away="{}">{}</form>'
    ).format(label(DeedLabel.AWAY, speech), fields)


def _button(action: str, word: FeedbackLabel, speech: Speech) -> Markup:
    return Markup('<button type="submit" class="button" data-does="{}">{}</button>').format(
        action, label(word, speech)
    )


def may_sort() -> bool:
    """Whether whoever is here sorts what people say."""
    return may("theme_feedback")

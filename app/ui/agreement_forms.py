"""Forms by which people agree on what good means, and the replay beside the limit."""

from datetime import timedelta
from math import isfinite

import streamlit as st
from markupsafe import Markup

from app.actions.agreements import LONGEST, REVIEW_WITHIN, kept, needs_second, typed
from app.health.evidence import evidence_of
from app.health.replay import replay
from app.language import agreements as words
from app.language.agreements import AgreementLabel
from app.language.dates import local_day
from app.language.labels import label
from app.language.replays import replay_told
from app.language.sentence import Speech
from app.reports.agreements import Proposal
from app.ui import view
from app.ui.deed_form import (
    choice_field,
    day_field,
    folded_form,
    form,
    may,
    number_field,
    text_field,
)
from app.ui.filters import hidden
from app.ui.markup import NOTHING, join, sentence, sentences
from app.ui.shown import Record
from app.ui.tables import soft
from app.ui.visit import Visit, again, who
from data.facts import Agreement, Better, Measured

YEAR = timedelta(days=365)
"""How far back the replay looks."""
_LENGTHS = (
    ("", AgreementLabel.AT_ONCE),
    ("P7D", AgreementLabel.A_WEEK),
    ("P1M", AgreementLabel.A_MONTH),
    ("P3M", AgreementLabel.A_QUARTER),
    ("P6M", AgreementLabel.HALF_A_YEAR),
    ("P1Y", AgreementLabel.A_YEAR),
)


def answering(one: Proposal, measured: Measured, speech: Speech) -> Markup:
    """What waits for a second person: the forms for them, or for whoever signed first."""
    told = Markup("<p>{}</p>").format(sentence(words.proposed(one, measured.measure, speech)))
    member = who()
    if member is None:
        return told
    about = str(one.id)
    number = hidden("proposal", about)
    if member.account == one.proposed_account_id:
        first = soft(sentence(words.you_were_first(speech)))
        back = folded_form("withdraw_proposal", AgreementLabel.TAKE_BACK, about, [number], speech)
        return told + first + back
    signing = (number, hidden("evidence", evidence_of(measured)))
    why = text_field("why", label(AgreementLabel.WHY_NOT, speech), LONGEST, needed=True)
    return told + join(
        (
            folded_form("sign_agreement", AgreementLabel.COUNTERSIGN, about, signing, speech),
            folded_form("refuse_agreement", AgreementLabel.REFUSE, about, (number, why), speech),
        )
    )


def proposing(record: Record, measured: Measured, here: Visit) -> None:
    """The form of an expert; how often its limit would have alerted follows what is typed."""
    if not may("propose_agreement"):
        view.show(soft(label(AgreementLabel.NOT_FOR_YOU, here.speech)), key="agree")
        return
    drawn = _form(record, measured, here.speech)
    at = f"{record.case.slug} {measured.measure.key}"

    # Only this part runs again while somebody types; the page above it stays as it is.
    @st.fragment
    def agree() -> None:
        now = again(here)
        view.ask(drawn, at, lambda told: replayed(record, measured, told, now.speech), key="agree")

    agree()


def replayed(record: Record, measured: Measured, told: str, speech: Speech) -> Markup:
    """How often the limit that is typed would have alerted in a year."""
    minimum = _number(told)
    if minimum is None:
        return NOTHING
    limit = kept(minimum, measured.measure.unit)
    signed = Agreement(record.case.ref, measured.measure.key, limit, "", speech.now.date())
    found = replay(record.case, measured, signed, speech.now - YEAR, speech.now)
    return Markup('<p role="status">{}</p>').format(sentences(replay_told(found, speech)))


def _number(told: str) -> float | None:
    try:
        value = float(told)
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= 1e15 else None


def _form(record: Record, measured: Measured, speech: Speech) -> Markup:
    second = needs_second(record.case)
    told = words.second_needed(speech) if second else words.counts_at_once(speech)
    fields = (
        hidden("model", record.case.slug),
        hidden("measure", measured.measure.key),
        hidden("evidence", evidence_of(measured)),
        *_limits(measured, speech),
        *_cases(measured, speech),
        *_worth(measured, speech),
        *_review(speech),
    )
    about = f"{record.case.slug} {measured.measure.key}"
    heading = Markup("<h2>{}</h2>").format(label(AgreementLabel.WRITE, speech))
    drawn = form("propose_agreement", about, fields, speech, AgreementLabel.SIGN)
    return heading + soft(sentence(told)) + drawn


def _limits(measured: Measured, speech: Speech) -> tuple[Markup, ...]:
    measure, signed = measured.measure, measured.agreement
    least = measure.better is Better.HIGHER
    which = AgreementLabel.MINIMUM_AT_LEAST if least else AgreementLabel.MINIMUM_AT_MOST

    def field(name: str, word: AgreementLabel, *, needed: bool = False) -> Markup:
        value = getattr(signed, name) if signed else None
        shown = "" if value is None else f"{typed(value, measure.unit):g}"
        told = words.with_unit(word, measure, speech)
        return number_field(name, told, shown, needed=needed, replays=needed)

    drawn = [
        field("minimum", which, needed=True),
        field("expected", AgreementLabel.EXPECTED),
        field("stop_line", AgreementLabel.STOP_LINE),
    ]
    if measured.groups:
        drawn.append(field("largest_gap", AgreementLabel.LARGEST_GAP))
    return tuple(drawn)


def _cases(measured: Measured, speech: Speech) -> tuple[Markup, ...]:
    signed = measured.agreement
    lengths = [(value, label(word, speech)) for value, word in _LENGTHS]
    chosen = signed.outcomes_after if signed else ""
    if chosen not in {value for value, _ in lengths}:
        lengths.append((chosen, chosen))
    known = signed.outcomes_known_for if signed else ""
    fewest = str(signed.minimum_cases or "") if signed else ""
    return (
        number_field("minimum_cases", label(AgreementLabel.MINIMUM_CASES, speech), fewest),
        choice_field(
            "outcomes_after", label(AgreementLabel.OUTCOMES_AFTER, speech), lengths, chosen
        ),
        text_field(
            "outcomes_known_for",
            label(AgreementLabel.OUTCOMES_KNOWN_FOR, speech),
            LONGEST,
            needed=False,
            value=known,
        ),
    )


def _worth(measured: Measured, speech: Speech) -> tuple[Markup, ...]:
    signed = measured.agreement
    fields = (
        ("worth_low", AgreementLabel.WORTH_LOW),
        ("worth_high", AgreementLabel.WORTH_HIGH),
    )
    return tuple(
        number_field(
            name,
            words.worth_of(word, measured.measure, speech),
            "" if signed is None or getattr(signed, name) is None else f"{getattr(signed, name):g}",
        )
        for name, word in fields
    )


def _review(speech: Speech) -> tuple[Markup, ...]:
    today = local_day(speech.now, speech)
    return (
        day_field(
            "review_by",
            label(AgreementLabel.REVIEW_BY, speech),
            today + timedelta(days=1),
            today + REVIEW_WITHIN,
        ),
        text_field("why", label(AgreementLabel.WHY, speech), LONGEST, needed=False),
    )

"""The page of one model, put together: what is said, the chart, the eight questions, the papers."""

import streamlit as st

from app.health.brief import business_measure
from app.health.verdict import Answer
from app.language.sentence import Speech
from app.ui import history, papers, states, view
from app.ui.banners import banners
from app.ui.header import header
from app.ui.questions import question_cards
from app.ui.shown import Notice, Record
from data.facts import Measured


def show(record: Record, notice: Notice, speech: Speech) -> None:
    """Everything of the page, top to bottom."""
    view.show(banners(notice, speech) + header(record, speech), key="model-top")
    shown = business_measure(record.case)
    if record.verdict is not None:
        left, right = st.columns([3, 2], gap="large")
        with left:
            if shown is not None:
                history.show(shown, _answer_about(shown, record), speech)
        with right:
            view.show(question_cards(record.verdict, speech), key="model-questions")
    papery = papers.versions(record, speech) + papers.facts(record, speech)
    view.show(papery, key="model-papers")


def show_unknown(slug: str, notice: Notice, speech: Speech) -> None:
    """The address names no model we know."""
    view.show(banners(notice, speech) + states.unknown_model(slug, speech), key="model-top")


def _answer_about(measured: Measured, record: Record) -> Answer | None:
    answers = record.verdict.answers if record.verdict else ()
    return next((each for each in answers if each.measure == measured.measure.key), None)

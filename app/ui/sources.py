"""The page of sources: who told us what, what was refused, and when we check again."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from app.health.verdict import Status
from app.language.deeds import DeedLabel
from app.language.headline import checked, checking_late
from app.language.labels import Label, label
from app.language.own_results import OwnResultsLabel
from app.language.sentence import Sentence, Speech
from app.language.sourcing import (
    Answering,
    answered,
    answering_words,
    asked_for,
    brought,
    checking_now,
    fewer_confirmed,
    may_check,
    next_check,
    nobody_listens,
    nothing_new,
    source_kind,
    sources_answer,
    still_refused,
    what_is_read,
)
from app.ui import states, view
from app.ui.address import to_refused_file, to_sources
from app.ui.banners import banners
from app.ui.books import books
from app.ui.bring_address import to_bring
from app.ui.deed_form import form, may
from app.ui.delivered import delivered
from app.ui.filters import hidden
from app.ui.loading import sourcing
from app.ui.marks import icon
from app.ui.markup import NOTHING, download_link, join, link, name, sentence, sentences
from app.ui.shown import Checking, Notice, SourceShown
from app.ui.source_changes import changed
from app.ui.tables import soft
from app.ui.visit import Visit, again

LOOK_AGAIN_SECONDS = 2
"""While a check is awaited or going on, this part of the page looks again by itself."""

_TONES = {
    Answering.ANSWERS: Status.MEETS,
    Answering.BY_HAND: Status.PAUSED,
    Answering.LATE: Status.ATTENTION,
    Answering.FAILED: Status.BELOW,
    Answering.OVER: Status.RETIRED,
}
"""Which icon and tone says how a source does; the word beside it says the same."""


def show(found: Sequence[SourceShown], checking: Checking, notice: Notice, here: Visit) -> None:
    """Everything of the page, top to bottom."""
    speech = here.speech
    view.show(_top(found, notice, speech), key="sources-top")
    if here.day is None:
        _follow(checking, here)
    if found:
        cards = join(card(each, speech) for each in found)
        agree = books(sourcing.books(here), speech)
        told = delivered(sourcing.telling(here), speech) if here.day is None else NOTHING
        bring = soft(link(to_bring(), label(OwnResultsLabel.BRING, speech)))
        drawn = Markup('<ul class="cards">{}</ul>{}{}{}').format(cards, bring, agree, told)
        view.show(drawn, key="sources")


def _top(found: Sequence[SourceShown], notice: Notice, speech: Speech) -> Markup:
    # Which sources are late stands below, each with its reason.
    above = banners(replace(notice, late_sources=(), not_taken=()), speech)
    if not found:
        return above + states.empty(notice, registered=False, speech=speech)
    read = [each for each in found if each.answering is not Answering.OVER]
    fine = sum(each.answering in (Answering.ANSWERS, Answering.BY_HAND) for each in read)
    return above + Markup('<h1 tabindex="-1">{}</h1>').format(
        sentence(sources_answer(fine, len(read), speech))
    )


def _follow(checking: Checking, here: Visit) -> None:
    """What we are doing, looked at again by itself for as long as something is about to change."""
    every = LOOK_AGAIN_SECONDS if checking.soon else None

    @st.fragment(run_every=every)
    def follow() -> None:
        now = again(here)
        found = sourcing.checking(now)
        if every and not found.soon:
            st.rerun()
        _checking(found, now)

    follow()


def _checking(checking: Checking, here: Visit) -> None:
    told = Markup('<p class="lead" role="status">{}</p>').format(
        sentences(_told(checking, here.speech))
    )
    view.show(told + _check_now(checking, here.speech), key="checking")


def _check_now(checking: Checking, speech: Speech) -> Markup:
    """The button, or who may press it; nothing where nobody can be asked for anything new."""
    if not checking.listens or checking.soon:
        return NOTHING
    if may("check_now"):
        return form("check_now", "", (), speech, Label.CHECK_NOW)
    return soft(sentence(may_check(speech)))


def _told(checking: Checking, speech: Speech) -> tuple[Sentence, ...]:
    last = (checked(checking.judged_at, speech),) if checking.judged_at else _never(speech)
    if checking.running_since:
        return *last, checking_now(checking.running_since, speech)
    if checking.asked:
        return *last, asked_for(speech)
    if not checking.listens:
        return *last, *nobody_listens(speech)
    return *last, next_check(checking.next_at, speech)


def _never(speech: Speech) -> tuple[Sentence, ...]:
    return checking_late(None, speech)


def card(source: SourceShown, speech: Speech) -> Markup:
    """One source: what it is, how it does, what it brought and what waits for somebody."""
    facts = (
        (Label.LAST_ANSWERED, answered(source.last_ok, speech)),
        (Label.LAST_BROUGHT, _brought(source, speech)),
    )
    drawn = join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label(word, speech), told)
        for word, told in facts
    )
    return Markup(
        '<li><div class="title"><h2>{}</h2>{}</div><p class="soft">{}. {}</p>{}'
        '<dl class="facts">{}</dl>{}{}</li>'
    ).format(
        name(source.name),
        answering_mark(source.answering, speech),
        source_kind(source.kind, speech),
        what_is_read(source.kind, speech),
        _problem(source, speech),
        drawn,
        changed(source, speech),
        _refused(source, speech),
    )


def answering_mark(answering: Answering, speech: Speech) -> Markup:
    """How a source does as a mark: icon and word on its quiet ground."""
    tone = _TONES[answering]
    return Markup('<span class="mark tone-{}">{}<span>{}</span></span>').format(
        tone.value, icon(tone), answering_words(answering, speech)
    )


def _brought(source: SourceShown, speech: Speech) -> str:
    if source.brought is None:
        return label(Label.NEVER_PUBLISHED, speech)
    told = brought(*source.brought, speech)
    return nothing_new(told, source.nothing_since, speech) if source.nothing_since else told


def _problem(source: SourceShown, speech: Speech) -> Markup:
    if source.problem is None:
        return NOTHING
    tried = answered(source.last_tried, speech)
    told = Markup('<p class="problem">{} <span class="soft">{}: {}</span></p>').format(
        sentence(source.problem), label(Label.LAST_TRIED, speech), tried
    )
    return told + _fewer(source, speech)


def _fewer(source: SourceShown, speech: Speech) -> Markup:
    """The button that says that so few models are right, or that somebody said so."""
    if source.fewer is None:
        return NOTHING
    if source.fewer_confirmed:
        return soft(sentence(fewer_confirmed(speech)))
    if not may("confirm_fewer"):
        return NOTHING
    fields = hidden("source", str(source.id)), hidden("models", str(source.fewer))
    return form("confirm_fewer", str(source.id), fields, speech, DeedLabel.FEWER_ARE_RIGHT)


def _refused(source: SourceShown, speech: Speech) -> Markup:
    if not source.refused:
        return NOTHING
    return Markup('<p class="ways">{}{}</p>').format(
        link(to_sources(source.id), still_refused(source.refused, speech)),
        download_link(to_refused_file(source.id), label(Label.DOWNLOAD_REFUSED, speech)),
    )

"""The style page: every part of app/ui as it is, drawn from the pretend company.

Streamlit runs this file for ``python -m docs.make_style_page``; it is no page of the product.
The address says which chapter: ``/?chapter=marks``.
"""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import altair as alt
import numpy as np
import streamlit as st
from markupsafe import Markup

# Streamlit puts only this file's folder on the path; app, data and docs stand one above.
sys.path.insert(0, str(Path(__file__).parent.parent))

from app.health.brief import business_measure
from app.health.insight import Behaviour
from app.health.verdict import Care, Status
from app.language.deeds import DeedLabel
from app.language.labels import label
from app.language.receipts import receipt
from app.language.sentence import Sentence, Speech
from app.language.sourcing import Answering
from app.reports.today import Today
from app.ui import (
    banners,
    behaviour,
    books,
    candidate,
    counts,
    crumbs,
    deed_form,
    drawn,
    feedback_table,
    figure,
    filters,
    groups,
    header,
    heads,
    history,
    incidents,
    loading,
    marks,
    markup,
    menu,
    news,
    paging,
    papers,
    questions,
    results,
    risk,
    rows,
    sources,
    states,
    sums,
    tables,
    today,
    together,
    trend,
    view,
)
from app.ui.address import Filters, to_words
from app.ui.last_seen import Since
from app.ui.loading import sourcing
from app.ui.shown import Notice, Record
from app.ui.theme import LIGHT, Palette
from app.ui.visit import Visit, begin
from data.facts import Measured, Series
from data.members import Member, Role
from docs.style_parts import CHAPTERS, Chapter, Part

STEPS = ("0.25", "0.5", "0.75", "1", "1.5", "2.25")
SIZES = ("2", "1.25", "1.125", "1", "0.9375", "0.875")
BELOW = "retail-churn-propensity"
WIDTH = 1180
UNITS = {"Retail": 14, "Insurance": 9, "Parcels": 6, "Finance": 12}
GAP = slice(30, 34)
"""Readings of the shown chart that are left out, so that one sees an open line."""

now = datetime.now(UTC)
speech = Speech(now=now, time_zone="Europe/London", currency="EUR")
ANALYST = Member(1, "style", "ana", "Ana Ruiz", "", frozenset({Role.ANALYST}))
here = Visit(
    speech, os.environ["ROLLCALL_DATABASE_URL"], timedelta(minutes=15), frozenset(), member=ANALYST
)


def type_() -> Markup:
    told = Sentence("{model} finds {value} of those who leave.", {"model": "It", "value": "61"})
    strong = replace(told, strong=frozenset({"value"}))
    drawn = markup.join(
        (
            Markup("<h1>34 of 46 models do what was agreed</h1>"),
            Markup('<p class="lead">The lead: one or two sentences for whoever stops here.</p>'),
            Markup("<h2>A section</h2><h3>A card</h3>"),
            Markup("<p>{}</p>").format(markup.sentence(strong)),
            Markup("<p>{}</p>").format(markup.sentences((told, told))),
            Markup('<p class="soft">Small: {}</p>').format(markup.name("who, when, how counted")),
        )
    )
    sizes = markup.join(
        Markup('<span style="font-size:{0}rem;white-space:nowrap">{0} rem</span>').format(size)
        for size in SIZES
    )
    return drawn + Markup('<p style="{}">{}</p>').format(_ROW, sizes)


_ROW = "display:flex;flex-wrap:wrap;gap:1rem 1.5rem;align-items:flex-end"


def spacing() -> Markup:
    return Markup('<div style="{}">{}</div>').format(
        _ROW,
        markup.join(
            Markup(
                '<div><div style="background:var(--accent);width:{0}rem;height:{0}rem"></div>'
                '<p class="soft">{0} rem</p></div>'
            ).format(step)
            for step in STEPS
        ),
    )


def colour() -> Markup:
    plain = [each.name for each in fields(Palette) if each.name not in ("tones", "care")]
    own = markup.join(_swatch(name, name.replace("_", "-"), "") for name in plain)
    tones = markup.join(
        _swatch(f"{each.value} {part}", f"tone-{part}", f"tone-{each.value}")
        for each in (*LIGHT.tones, *LIGHT.care)
        for part in ("ink", "ground", "bar")
    )
    grid = "display:grid;gap:0.5rem 1rem;grid-template-columns:repeat(auto-fill,minmax(10rem,1fr))"
    return Markup('<div style="{0}">{1}</div><div style="{0}">{2}</div>').format(grid, own, tones)


def _swatch(name: str, token: str, tone: str) -> Markup:
    return Markup(
        '<div class="{}" style="display:flex;gap:0.5rem;align-items:center">'
        '<span style="background:var(--{});border:1px solid var(--line);border-radius:0.375rem;'
        'flex:none;height:1.75rem;width:1.75rem"></span><span class="soft">{}</span></div>'
    ).format(tone, token, name)


def links() -> Markup:
    return Markup('<p style="{}">{}{}{}{}</p>').format(
        _ROW,
        markup.link("/models", "To all models"),
        markup.download_link("/export/models.csv", "CSV"),
        markup.link(to_words("below"), "a word that explains itself", "quiet"),
        markup.link("/models", "A button", "button"),
    )


def sections() -> Markup:
    drawn = tables.table(
        ("Measure", "Value"),
        [("It finds", "61 in 100"), ("It costs", markup.blank("Not measured"))],
    )
    body = drawn + tables.folded("The technical detail", tables.soft("Recall, Wilson interval."))
    return tables.section("A section", body)


def words_as_marks() -> Markup:
    tones = (("good", "Meets"), ("warn", "Close"), ("bad", "Beyond"), ("grey", "Too few"))
    return _marks(marks.toned_mark(tone, word) for tone, word in tones)


def every_filter() -> Markup:
    units = loading.listing(here, Filters()).fleet.units
    return filters.form(Filters(), units, speech) + Markup("<form>{}</form>").format(
        markup.search_field("letters", "Find a model", 60)
    )


def the_menu() -> Markup:
    return menu.menu("models", speech) + menu.past_day(None, "/models", {}, speech)


def way_back() -> Markup:
    return crumbs.crumbs((markup.link("/people", "Who answers for what?"),), "Ana Ruiz", speech)


def a_head() -> Markup:
    told = Sentence("{count} of 46 models have somebody who answers for them.", {"count": "44"})
    lead = Sentence("{count} need care.", {"count": "5"}, frozenset({"count"}))
    return heads.head(told, (lead,), Notice(False, (), now, False), speech)


def narrowing() -> Markup:
    units = loading.listing(here, Filters()).fleet.units
    spans = (("30", "The last 30 days"), ("90", "The last 90 days"))
    fields = (
        filters.units_field("Retail", units, speech),
        filters.select("span", "How far back", spans, "30"),
    )
    return filters.narrow("/changes", (*fields, filters.hidden("days", "30")), {})


def a_form() -> Markup:
    note = label(DeedLabel.NOTE, speech)
    fields = (
        filters.hidden("model", BELOW),
        deed_form.text_field("note", note, 1_000, needed=False),
        deed_form.line_field("value", label(DeedLabel.VALUE, speech), 200, needed=False),
        deed_form.day_field(
            "next_update",
            label(DeedLabel.NEXT_UPDATE, speech),
            speech.now.date(),
            speech.now.date() + timedelta(days=92),
        ),
        deed_form.choice_field("kind", label(DeedLabel.VALUE, speech), [("a", note), ("b", "B")]),
        deed_form.tick_field("tick", label(DeedLabel.VALUE, speech), [("a", note), ("b", "B")]),
    )
    folded = deed_form.folded_form("look_into", DeedLabel.LOOK_INTO, "", fields, speech)
    confirm = [filters.hidden("model", BELOW)]
    return folded + deed_form.form("confirm_facts", "", confirm, speech, DeedLabel.CONFIRM)


def what_was_found() -> Markup:
    clear = results.clearing("/models", "Show all models", narrowed=True)
    told = Sentence("{count} models found.", {"count": "31"}, frozenset({"count"}))
    return (
        results.not_understood(False, speech)
        + results.results(told, clear, lambda kind: f"/export/models.{kind}", speech)
        + paging.files({"csv": "/export/models.csv"}, speech)
    )


def turning() -> Markup:
    return paging.paging(2, 100, lambda page: f"/models?page={page}", speech)


def all_statuses() -> Markup:
    alone = markup.join(
        Markup('<span class="tone-{}" style="color:var(--tone-bar)">{}</span>').format(
            each.value, marks.icon(each)
        )
        for each in Status
    )
    return _marks(marks.status_mark(each, speech) for each in Status) + _marks((alone,))


def _marks(drawn: Iterable[Markup]) -> Markup:
    return Markup('<div class="marks">{}</div>').format(markup.join(drawn))


def all_care() -> Markup:
    return _marks(marks.care_mark(each, speech) for each in Care)


def a_quote() -> Markup:
    return feedback_table.quoted("Letters of last week went out twice.\nI saw three of them.")


def all_answering() -> Markup:
    return _marks(sources.answering_mark(each, speech) for each in Answering)


def status_bar() -> Markup:
    fleet = loading.listing(here, Filters()).fleet
    return counts.status_bar(fleet, Filters(statuses=(Status.BELOW,)), speech)


def every_banner() -> Markup:
    late = (("metrics", now - timedelta(days=2)), ("registry", None))
    return banners.banners(Notice(True, late, now - timedelta(hours=7), True), speech)


def model_rows() -> Markup:
    found = loading.listing(here, Filters()).rows
    first = {each.status: each for each in reversed(found)}
    return rows.model_table(list(reversed(first.values()))[:5], speech)


def small_line() -> Markup:
    told = "From 74 to 61 in 100 over 9 weeks; 2 did not arrive."
    return trend.trend((0.74, 0.73, 0.75, None, None, 0.72, 0.68, 0.64, 0.61), 0.7, told)


def needs() -> Markup:
    return today.needs(_morning().needs, speech)


def changes() -> Markup:
    morning = _morning()
    if morning.changes is None:
        return markup.NOTHING
    return news.news(morning.changes, Since(None, False, True), morning.deployed, speech)


def both_sums() -> Markup:
    morning = _morning()
    most = today.MOST_UNITS
    told = sums.worth(morning.worths, morning.month, morning.deployed, most, speech)
    told += sums.measured(morning.answered, morning.deployed, speech)
    return Markup('<div class="two"><div>{}</div></div>').format(told)


def _morning() -> Today:
    return loading.today(here, now - timedelta(days=28)).today


def model_header() -> Markup:
    return header.header(_record(), speech)


def chart() -> Markup:
    measured = _shown()
    return history.chart(_with_a_gap(measured), _behaviour(measured), None, speech)


def bars() -> Markup:
    rows = alt.InlineData(values=[{"unit": unit, "models": count} for unit, count in UNITS.items()])
    counted = alt.Chart(rows).mark_bar(style="accent")
    spec = counted.encode(x="unit:N", y=alt.Y("models:Q", title="models")).properties(height=120)
    told = "; ".join(f"{unit}: {count}" for unit, count in UNITS.items())
    return drawn.drawn(spec.to_dict(), told, speech)


def _shown() -> Measured:
    measured = business_measure(_record().case)
    assert measured is not None
    return measured


def _behaviour(measured: Measured) -> Behaviour:
    beside = _record().beside
    assert beside is not None
    found = {each.measure: each.behaviour for each in beside.insight.measures}
    return found[measured.measure.key]


def _with_a_gap(measured: Measured) -> Measured:
    line = measured.overall
    kept = np.delete(np.arange(len(line.values)), GAP)
    cut = Series(
        line.group,
        line.starts[kept],
        line.ends[kept],
        line.received[kept],
        line.values[kept],
        line.counts[kept],
    )
    return replace(measured, overall=cut)


def cards() -> Markup:
    verdict = _record().verdict
    assert verdict is not None
    return questions.question_cards(replace(verdict, answers=verdict.answers[1:5]), speech)


def numbers() -> Markup:
    verdict = _record().verdict
    assert verdict is not None
    told = receipt(verdict.lead, speech)
    return markup.receipt(told, "Show the numbers") + markup.lines(told)


def behaves() -> Markup:
    measured, found = _shown(), _behaviour(_shown())
    drawn = figure.history(measured, found, speech)
    assert drawn is not None
    return markup.join(
        (
            behaviour.legend(drawn, speech),
            behaviour.answers(measured, found, None, speech),
            behaviour.detail(measured, found, speech),
            behaviour.others([(measured, found, None)], speech),
        )
    )


def other_versions() -> Markup:
    return candidate.candidate(_record("late-payment-risk"), speech)


def with_others() -> Markup:
    return together.together(_record("parcel-eta"), speech) + together.nothing(_record(), speech)


def three_books() -> Markup:
    return books.books(sourcing.books(here), speech)


def papers_() -> Markup:
    record = _record()
    return papers.versions(record, speech) + papers.facts(record, speech)


def _record(slug: str = BELOW) -> Record:
    found = loading.record(here, slug)
    assert found is not None
    return found


def empty() -> Markup:
    notice = Notice(True, (), now, True)
    return _apart(
        states.empty(notice, True, speech),
        states.nothing_known(speech),
        states.none_deployed(speech),
        states.not_judged(speech),
    )


def not_found() -> Markup:
    return _apart(
        states.nothing_found(speech),
        states.nothing_matches("/people", speech),
        states.no_word_found(speech),
        states.unknown_model("retail-chrun", speech),
        states.unknown_source(speech),
    )


def trouble() -> Markup:
    return states.store_away(speech)


def _apart(*drawn: Markup) -> Markup:
    return Markup('<div style="display:grid;gap:1rem">{}</div>').format(markup.join(drawn))


DRAWN: dict[str, Callable[[], Markup | None]] = {
    "Type": type_,
    "Spacing": spacing,
    "Colour": colour,
    "Links": links,
    "Section, table and fold": sections,
    "A word as a mark": words_as_marks,
    "Filters": every_filter,
    "Status": all_statuses,
    "Care": all_care,
    "Quote": a_quote,
    "Answering": all_answering,
    "Bar and legend": status_bar,
    "Banners": every_banner,
    "Menu": the_menu,
    "Way back": way_back,
    "Head": a_head,
    "Narrowing": narrowing,
    "What was found": what_was_found,
    "Form that changes something": a_form,
    "Turning pages": turning,
    "Model row": model_rows,
    "Small line": small_line,
    "Card on Today": needs,
    "Changes": changes,
    "Sums": both_sums,
    "Header": model_header,
    "Chart": chart,
    "Bars and lines": bars,
    "Question card": cards,
    "Receipt": numbers,
    "Tables": papers_,
    "Behaviour": behaves,
    "Groups": lambda: groups.groups(_record("claims-triage"), speech),
    "Incidents": lambda: incidents.incidents(_record("claims-triage"), speech),
    "Risk": lambda: risk.risk(_record(), speech),
    "Candidate": other_versions,
    "Together": with_others,
    "Books": three_books,
    "Empty": empty,
    "Not found": not_found,
    "Trouble": trouble,
}


def show(chapter: Chapter) -> None:
    """One chapter: what it is, and each part below the line that says when to use it."""
    view.show(Markup("<h1>{}</h1>").format(chapter.name), key="chapter")
    for part in chapter.parts:
        view.show(_told(part), key=f"told-{part.name}")
        drawn = DRAWN[part.name]()
        if drawn is not None:
            view.show(drawn, key=f"drawn-{part.name}")


def _told(part: Part) -> Markup:
    return Markup(
        '<div style="border-top:1px solid var(--line);padding-top:1rem">'
        '<h2>{}</h2><p class="soft">{}</p></div>'
    ).format(part.name, part.when)


begin(here)
st.set_page_config(page_title="Style", layout="wide")
asked = st.query_params.get("chapter", CHAPTERS[0].key)
with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
    show(next(each for each in CHAPTERS if each.key == asked))

"""The list to edit: brought back unchanged it changes nothing, whatever is recorded."""

import io

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.language.fields import impact_words, kind_words
from app.language.own_list import column_words
from app.language.sentence import Speech
from app.reports.exports import Kind as File
from app.reports.exports import written
from app.reports.inventory_list import inventory_list
from data.facts import FieldName, Impact, Kind
from data.lists.columns import COLUMNS, understood
from data.lists.comparison import Comparison, Recorded
from data.lists.entries import entries
from data.lists.matching import compare
from data.lists.values import value
from data.sources import inventory
from tests.app.reports.payloads import PAYLOADS
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW)
PEOPLE = {"ana": "Ana Ruiz"}


def known_by(named: str) -> str:
    return {"ana ruiz": "ana"}.get(named.casefold(), named.casefold())


def back(models: list[Recorded], kind: File) -> Comparison:
    """What comes of a list that is downloaded and brought back as it is."""
    table = inventory_list(models, lambda named: PEOPLE.get(named, named), False, SPEECH)
    grid = inventory.read(f"list.{kind}", written(table, kind, SPEECH))
    mapping = understood(grid.headings)
    return compare(grid, mapping, entries(grid, mapping), models, known_by, None)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        FieldName.BUSINESS_NAME: WORDS,
        FieldName.OWNER: st.one_of(WORDS, st.just("ana")),
        FieldName.PURPOSE: WORDS,
        FieldName.GROUPS: st.sampled_from(["age", "age; region"]),
        FieldName.IMPACT: st.sampled_from([each.value for each in Impact]),
        FieldName.KIND: st.sampled_from([each.value for each in Kind]),
        FieldName.AFFECTS_PEOPLE: st.sampled_from(["yes", "no"]),
        FieldName.CADENCE: st.sampled_from(["PT1H", "P1D", "P7D", "P1W", "P14D", "P3M", "P45D"]),
    },
)


@pytest.mark.parametrize("kind", File)
@settings(max_examples=60, deadline=None)
@given(facts=st.lists(FACTS, min_size=1, max_size=4))
@example(facts=[{FieldName.BUSINESS_NAME: "\ufa2a"}])
def test_brought_back_unchanged_it_changes_nothing(
    kind: File, facts: list[dict[FieldName, str]]
) -> None:
    models = [
        Recorded(f"m{number}", f"model {number}", "registry", True, each)
        for number, each in enumerate(facts)
    ]
    found = back(models, kind)
    # Two models of one business name are told apart by their technical ones.
    assert (found.refused, found.new, found.differences, found.filled) == ((), (), (), 0)
    assert len(found.matched) == len(models)


@pytest.mark.parametrize("kind", File)
def test_what_looks_like_a_formula_comes_back_as_it_was(kind: File) -> None:
    payloads = [each.strip() for each in PAYLOADS if each.strip().isprintable()]
    models = [
        Recorded(f"m{number}", f"m{number}", "registry", True, {FieldName.PURPOSE: each})
        for number, each in enumerate(payloads)
    ]
    assert len(models) > 20
    assert back(models, kind).changes_nothing


def test_a_value_edited_in_excel_is_the_one_difference() -> None:
    models = [
        Recorded("churn", "churn", "registry", True, {FieldName.OWNER: "ana"}),
        Recorded("other", "other", "registry", True, {FieldName.OWNER: "ana"}),
    ]
    table = inventory_list(models, lambda named: PEOPLE.get(named, named), False, SPEECH)
    book = openpyxl.load_workbook(io.BytesIO(written(table, File.EXCEL, SPEECH)))
    sheet = book.active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Ana Ruiz"]
    cells[0].value = "Tom Field"
    buffer = io.BytesIO()
    book.save(buffer)
    grid = inventory.read("list.xlsx", buffer.getvalue())
    mapping = understood(grid.headings)
    found = compare(grid, mapping, entries(grid, mapping), models, known_by, None)
    assert [(each.slug, each.recorded, each.listed) for each in found.differences] == [
        ("churn", "ana", "Tom Field")
    ]


def test_excel_offers_the_choices() -> None:
    table = inventory_list([], str, False, SPEECH)
    book = openpyxl.load_workbook(io.BytesIO(written(table, File.EXCEL, SPEECH)))
    offered = {each.formula1 for each in book.active.data_validations.dataValidation}
    assert '"little,somewhat,a lot"' in offered
    assert len(offered) == len(table.choices) == 4


def test_every_heading_and_every_word_of_our_own_lists_is_understood() -> None:
    headings = [column_words(each, SPEECH) for each in COLUMNS]
    assert understood(headings) == dict(enumerate(COLUMNS))
    for kind in Kind:
        assert value(FieldName.KIND, "", kind_words(kind, SPEECH)) == kind
    for impact in Impact:
        assert value(FieldName.IMPACT, "", impact_words(impact, SPEECH)) == impact

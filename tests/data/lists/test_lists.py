"""A list in people's own words: which columns are understood, what is read, and how it compares."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts import FieldName, Kind
from data.lists.columns import COLUMNS, Column, Key, understood
from data.lists.comparison import Comparison, FoundBy, Recorded, seal
from data.lists.entries import entries
from data.lists.matching import compare
from data.lists.values import nothing_said, value
from data.problems import Code, Rejected
from data.rows.formulas import guarded, unguarded
from data.sheets.grid import Grid, Row, letters_of

NAMED = ("Technical name", "Business name", "Owner", "Impact", "Kind")


def grid_of(*rows: tuple[str, ...], headings: tuple[str, ...] = NAMED) -> Grid:
    numbered = (
        Row(number, (*row, *[""] * (len(headings) - len(row))))
        for number, row in enumerate(rows, start=2)
    )
    return Grid("list.xlsx", "Models", headings, tuple(numbered))


def recorded(name: str, registry: str = "registry", **facts: str) -> Recorded:
    told = {FieldName(field): said for field, said in facts.items()}
    return Recorded(f"{registry}-{name}", name, registry, True, told)


def against(grid: Grid, *known: Recorded, otherwise: Kind | None = None) -> Comparison:
    mapping = understood(grid.headings)
    people = {"ana": "ana", "ana ruiz": "ana", "ana@example.com": "ana"}
    return compare(
        grid,
        mapping,
        entries(grid, mapping),
        known,
        lambda named: people.get(named.casefold(), named.casefold()),
        otherwise,
    )


def codes(found: Comparison) -> list[tuple[Code, str]]:
    return [(each.problem.code, each.place) for each in found.refused]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Model owner", FieldName.OWNER),
        ("  RESPONSIBLE: ", FieldName.OWNER),
        ("Verantwortlich*", FieldName.OWNER),
        ("Business-Unit", FieldName.UNIT),
        ("risk_rating", FieldName.IMPACT),
        ("Kritikalität", FieldName.IMPACT),
        ("Model ID", Key.NAME),
        ("Modellname", Key.NAME),
        ("use case", FieldName.PURPOSE),
    ],
)
def test_headings_are_known_in_the_words_people_use(heading: str, column: Column) -> None:
    assert understood([heading]) == {0: column}


def test_no_heading_means_two_columns_and_of_two_alike_the_first_counts() -> None:
    assert understood(["Owner", "Model owner", "Colour"]) == {0: FieldName.OWNER}
    assert set(COLUMNS) == {*Key, *FieldName} - {FieldName.MEASURE}


@pytest.mark.parametrize(
    ("field", "cell", "kept"),
    [
        (FieldName.KIND, "LLM", Kind.LANGUAGE),
        (FieldName.KIND, "Third-party", Kind.VENDOR),
        (FieldName.KIND, "vendor", Kind.VENDOR),
        (FieldName.IMPACT, " HIGH ", "high"),
        (FieldName.IMPACT, "mittel", "medium"),
        (FieldName.AFFECTS_PEOPLE, "Ja", "yes"),
        (FieldName.AFFECTS_PEOPLE, "false", "no"),
        (FieldName.CADENCE, "Weekly", "P7D"),
        (FieldName.CADENCE, "every two weeks", "P14D"),
        (FieldName.CADENCE, "P10D", "P10D"),
        (FieldName.GROUPS, "age;  region; age", "age; region"),
        (FieldName.PURPOSE, "one\r\ntwo", "one\ntwo"),
        (FieldName.OWNER, "Jose\u0301", "José"),
        (Key.NAME, "007", "007"),
        (Key.NAME, "1e5", "1e5"),
    ],
)
def test_values_are_read_in_the_words_people_use(field: Column, cell: str, kept: str) -> None:
    assert value(field, "the heading", cell) == kept


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        (FieldName.KIND, "a thing", Code.NOT_ONE_OF),
        (FieldName.IMPACT, "3", Code.NOT_ONE_OF),
        (FieldName.AFFECTS_PEOPLE, "maybe", Code.NOT_ONE_OF),
        (FieldName.CADENCE, "now and then", Code.NOT_ONE_OF),
        (FieldName.CADENCE, "P9999Y", Code.NOT_ONE_OF),
        (FieldName.OWNER, "#REF!", Code.FORMULA_FAILED),
        (FieldName.OWNER, "Ana\nTom", Code.NOT_PLAIN_TEXT),
        (FieldName.OWNER, "\u202eanA", Code.NOT_PLAIN_TEXT),
        (FieldName.PURPOSE, "x" * 2_001, Code.TEXT_TOO_LONG),
        (Key.NAME, "x" * 251, Code.TEXT_TOO_LONG),
    ],
)
def test_what_cannot_be_read_is_named_by_its_heading(field: Column, cell: str, code: Code) -> None:
    with pytest.raises(Rejected) as caught:
        value(field, "the heading", cell)
    assert caught.value.problem.code is code
    assert caught.value.problem.inputs["field"] == "the heading"


def test_a_blank_and_what_people_write_for_one_say_nothing() -> None:
    assert all(map(nothing_said, ["", "  ", "-", "n/a", "N/A", "TBD", "?"]))
    assert not nothing_said("Nadia")
    found = against(grid_of(("NA", "", "n/a", "low", "rules")))
    assert [(each.name, dict(each.entry.told)) for each in found.new] == [
        ("NA", {FieldName.IMPACT: "low", FieldName.KIND: "rules"})
    ]


def test_a_row_with_faults_is_refused_with_each_of_them_and_the_others_are_taken() -> None:
    grid = grid_of(("a", "", "Ana", "awful", "thing"), ("b", "", "Ana", "low", "rules"))
    found = against(grid)
    assert codes(found) == [
        (Code.NOT_ONE_OF, "list.xlsx, Models, row 2, column D"),
        (Code.NOT_ONE_OF, "list.xlsx, Models, row 2, column E"),
    ]
    assert found.refused_rows == 1
    assert [each.name for each in found.new] == ["b"]


def test_a_row_that_names_no_model_is_refused_unless_it_says_nothing_at_all() -> None:
    found = against(grid_of(("", "", "Ana"), ("", "", "", "")))
    assert codes(found) == [(Code.VALUE_MISSING, "list.xlsx, Models, row 2, column A")]


def test_a_row_of_another_length_is_refused() -> None:
    grid = Grid("list.csv", "", ("Name", "Owner"), (Row(2, ("a", "b", "c")),))
    assert codes(against(grid)) == [(Code.FIELDS_UNEVEN, "list.csv, row 2")]


def test_a_model_is_found_by_its_technical_name_then_by_its_business_name() -> None:
    letters = recorded("churn", business_name="Renewal letters")
    rows = grid_of(("CHURN ", "", "Ana"), ("", "renewal  LETTERS", "Ana"))
    for row in rows.rows:
        found = against(Grid("l", "s", rows.headings, (row,)), letters)
        assert [each.model for each in found.matched] == [letters]
    ways = [
        against(Grid("l", "s", rows.headings, (row,)), letters).matched[0].by for row in rows.rows
    ]
    assert ways == [FoundBy.TECHNICAL_NAME, FoundBy.BUSINESS_NAME]


def test_nothing_is_found_by_likeness() -> None:
    found = against(grid_of(("churn2", "", "Ana", "", "rules")), recorded("churn"))
    assert not found.matched
    assert [each.slug for each in found.missing] == ["registry-churn"]


def test_of_two_rows_about_one_model_both_are_refused() -> None:
    letters = recorded("churn", business_name="Renewal letters")
    rows = ("churn",), ("", "Renewal letters"), ("x", "", "", "", "rules"), ("X",)
    found = against(grid_of(*rows), letters, otherwise=Kind.RULES)
    told = {(code, place[-5:]) for code, place in codes(found)}
    assert told == {(Code.MODEL_TWICE, f"row {number}") for number in (2, 3, 4, 5)}
    assert not found.matched
    assert not found.missing


def test_a_name_in_two_registries_needs_the_registry() -> None:
    both = recorded("churn", "east"), recorded("churn", "west")
    assert codes(against(grid_of(("churn",)), *both))[0][0] is Code.MODEL_UNCLEAR
    headings = ("Technical name", "Registry", "Owner")
    found = against(grid_of(("churn", "West", "Ana"), headings=headings), *both)
    assert [each.model.registry for each in found.matched] == ["west"]


def test_case_tells_two_models_apart_where_both_exist() -> None:
    both = recorded("churn"), recorded("Churn")
    found = against(grid_of(("Churn", "", "Ana")), *both)
    assert [each.model.name for each in found.matched] == ["Churn"]


def test_what_nobody_recorded_is_filled_in_and_what_differs_is_shown_side_by_side() -> None:
    found = against(
        grid_of(("churn", "Letters", "Tom", "HIGH", "")),
        recorded("churn", owner="ana", impact="high"),
    )
    (matched,) = found.matched
    assert matched.fills == {FieldName.BUSINESS_NAME: "Letters"}
    (differs,) = matched.differences
    assert (differs.field, differs.recorded, differs.listed) == (FieldName.OWNER, "ana", "Tom")
    assert differs.key == "2:owner"


@pytest.mark.parametrize("named", ["Ana Ruiz", "ANA", "ana@example.com"])
def test_one_person_by_two_names_is_no_difference(named: str) -> None:
    found = against(grid_of(("churn", "", named)), recorded("churn", owner="ana"))
    assert found.agreeing == 1
    assert found.changes_nothing


def test_a_model_of_a_registry_is_one_until_somebody_says_otherwise() -> None:
    same = against(grid_of(("churn", "", "", "", "registry")), recorded("churn"))
    assert same.changes_nothing
    other = against(grid_of(("churn", "", "", "", "vendor")), recorded("churn"))
    assert other.differences[0].recorded == Kind.REGISTRY


def test_what_nobody_knows_is_added_as_what_its_row_says_or_as_was_chosen() -> None:
    grid = grid_of(("a", "", "", "", "LLM"), ("b",))
    refused = against(grid)
    assert [(each.name, each.kind) for each in refused.new] == [("a", Kind.LANGUAGE)]
    assert codes(refused) == [(Code.KIND_MISSING, "list.xlsx, Models, row 3")]
    chosen = against(grid, otherwise=Kind.SPREADSHEET)
    assert [each.kind for each in chosen.new] == [Kind.LANGUAGE, Kind.SPREADSHEET]
    assert chosen.new[1].entry.told[FieldName.KIND] == Kind.SPREADSHEET


def test_the_seal_changes_with_whatever_would_be_changed_and_with_nothing_else() -> None:
    grid = grid_of(("churn", "", "Tom"), ("new", "", "Ana", "", "rules"))
    first = seal(against(grid, recorded("churn", owner="ana")))
    assert seal(against(grid, recorded("churn", owner="ana"), recorded("other"))) == first
    others = [
        against(grid, recorded("churn", owner="ben")),
        against(grid, recorded("churn")),
        against(grid, recorded("churn", owner="ana"), recorded("new")),
        against(grid_of(("churn", "", "Tim")), recorded("churn", owner="ana")),
    ]
    assert len({first, *map(seal, others)}) == len(others) + 1


NAMES = st.sampled_from(["churn", "Churn", "letters", "Renewal letters", "", "x"])
SAID = st.sampled_from(["", "Ana Ruiz", "ana", "Tom", "#REF!"])
IMPACTS = st.sampled_from(["", "high", "low", "awful"])
KINDS = st.sampled_from(["", "vendor", "thing"])
ROW = st.tuples(NAMES, NAMES, SAID, IMPACTS, KINDS)


@given(st.lists(ROW, max_size=8), st.sampled_from([None, Kind.RULES]))
def test_every_row_comes_out_once_as_new_as_matched_or_as_refused(
    rows: list[tuple[str, ...]], otherwise: Kind | None
) -> None:
    grid = grid_of(*rows)
    known = recorded("churn", owner="ana"), recorded("letters", business_name="Renewal letters")
    found = against(grid, *known, otherwise=otherwise)
    new = {each.entry.row for each in found.new}
    matched = {each.entry.row for each in found.matched}
    refused = {row.number for row in grid.rows for each in found.refused if _is_of(each.place, row)}
    blank = {row.number for row in grid.rows if all(map(nothing_said, row.cells))}
    assert new | matched | refused | blank == {row.number for row in grid.rows}
    assert len(new) + len(matched) + len(refused) + len(blank) == len(grid.rows)
    assert len({each.model.slug for each in found.matched}) == len(matched)


def _is_of(place: str, row: Row) -> bool:
    return f"row {row.number}" in place.split(", ")


@given(st.text())
def test_a_guard_against_formulas_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "a;=1", "\t@x", "-5", "'", "a;'=b", "''=x"])
def test_what_looks_like_a_formula_is_led_by_an_apostrophe_and_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    named = [letters_of(place) for place in (0, 25, 26, 51, 52, 701, 702)]
    assert named == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert all(one != other for one, other in pairwise(map(letters_of, range(100))))


def test_a_mapping_is_what_tells_which_column_is_read() -> None:
    grid = grid_of(("churn", "", "Tom", "low"))
    mapping: Mapping[int, Column] = {0: Key.NAME, 3: FieldName.IMPACT}
    (found,) = entries(grid, mapping).taken
    assert dict(found.told) == {FieldName.IMPACT: "low"}

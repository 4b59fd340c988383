"""No bad input of our list is without a test: each entry from 1 to 80 is held here or elsewhere."""

import re
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent

ENTRIES = set(range(1, 81))

ELSEWHERE = {
    28: "data/test_sync.py::test_syncing_twice_changes_nothing",
    30: "data/test_sync.py::test_a_corrected_reading_counts_and_the_earlier_one_stays",
    52: "data/test_sync_lives.py::test_a_model_its_registry_forgot_is_retired",
    68: "app/actions/test_doing.py::test_what_is_wrong_is_named_and_nothing_is_kept",
    69: "app/actions/test_feedback.py::test_what_is_wrong_is_said_of_its_field",
    70: "app/reports/test_exports.py::test_no_cell_of_a_csv_begins_like_a_formula",
    71: "data/test_sync.py::test_text_is_kept_as_it_came_but_for_nul",
    72: "app/actions/test_doing.py::test_whatever_is_typed_is_kept_as_it_is",
    73: "app/actions/test_feedback.py::test_of_two_who_answer_at_once_the_second_is_told",
    74: "app/actions/test_agreements.py::test_what_is_wrong_is_named",
    75: "app/actions/test_reviewing.py::test_whoever_built_it_does_not_sign_in_whatever_role",
    76: "app/test_deeds.py::test_where_the_store_is_away_nothing_is_lost",
    77: "app/ui/test_address.py::test_nothing_typed_into_an_address_breaks_it",
    78: "app/test_server.py::test_what_nobody_needs_is_not_answered",
    80: "data/test_sync.py::test_a_clock_set_back_does_not_stop_the_sync",
}
"""Entries that no sentence belongs to, or that are about a page and are held beside it."""

OTHERWISE = {
    39: "the page that takes a file stores nothing before its preview is confirmed",
    40: "no upload of Streamlit is used: a file comes by a form of our own",
}
"""Entries that cannot happen the way they are listed, and why."""

_NUMBERED = re.compile(r'(?:\bid=f?"|def test_)((?:\d+[ _])+)')


def _held() -> set[int]:
    files = (file.read_text() for file in HERE.glob("test_*.py"))
    found = (numbers for text in files for numbers in _NUMBERED.findall(text))
    return {int(number) for numbers in found for number in re.findall(r"\d+", numbers)}


def test_every_entry_is_held() -> None:
    assert ENTRIES - _held() - ELSEWHERE.keys() - OTHERWISE.keys() == set()


def test_what_is_held_elsewhere_is_there() -> None:
    for place in ELSEWHERE.values():
        file, _, name = place.partition("::")
        assert f"def {name}(" in (TESTS / file).read_text(), place

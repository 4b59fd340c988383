"""Where registry, results and versions disagree, as the page of sources tells it."""

from app.language.sentence import Speech
from app.ui.books import AT_ONCE, books
from app.ui.shown import Books
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW)


def test_books_that_agree_say_so() -> None:
    told = str(books(Books((), (), ()), SPEECH))
    assert "agree" in told
    assert "<li>" not in told


def test_every_model_and_name_is_there_and_escaped() -> None:
    many = tuple((f"m{number}", f"Model {number}") for number in range(AT_ONCE + 2))
    told = str(books(Books(many, (("metrics", "<b>churm"),), (("late", "Late payers"),)), SPEECH))
    assert all(f"model=m{number}" in told for number in range(AT_ONCE + 2))
    assert "&lt;b&gt;churm" in told
    assert "<b>churm" not in told
    assert "<details" in told
    assert "Late payers" in told

"""Text from outside becomes HTML as the letters it is made of."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from app.language.sentence import ReceiptLine, Sentence
from app.ui import view
from app.ui.markup import link, name, receipt, sentence, sentences


class Read(HTMLParser):
    """What a browser would make of it: the tags, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text())
def test_a_name_stays_its_letters(text: str) -> None:
    read = Read(name(text))
    assert read.tags == ["bdi"]
    assert read.text == text


@given(st.text(), st.text())
def test_a_sentence_says_the_same_as_its_plain_text(subject: str, value: str) -> None:
    said = Sentence(
        "{name} <finds> {value} & more.", {"name": subject, "value": value}, frozenset({"value"})
    )
    read = Read(sentence(said))
    assert read.text == str(said)
    assert read.tags == ["span", "bdi", "strong", "bdi"]


def test_braces_in_a_name_are_letters() -> None:
    said = Sentence("{name} waits.", {"name": "{0} {value} {{x}}"})
    assert Read(sentence(said)).text == "{0} {value} {{x}} waits."


def test_sentences_stand_apart() -> None:
    assert Read(sentences([Sentence("One."), Sentence("Two.")])).text == "One. Two."


def test_a_link_keeps_its_address_in_its_attribute() -> None:
    drawn = link('/models?unit="><script>', "<b>Retail</b>")
    assert Read(drawn).tags == ["a"]
    assert Read(drawn).text == "<b>Retail</b>"


def test_a_receipt_shows_every_line_and_nothing_without_lines() -> None:
    drawn = receipt([ReceiptLine("Value", "<61>"), ReceiptLine("Limit", "70")], "Show")
    assert Read(drawn).text == "ShowValue<61>Limit70"
    assert receipt([], "Show") == ""


def test_plain_text_is_never_shown_as_html() -> None:
    with pytest.raises(TypeError):
        view.show("<b>not escaped</b>", key="x")  # type: ignore[arg-type]  # what a slip would do
    assert isinstance(name("x"), Markup)

"""A sentence is led back to its wording, whatever stands in it."""

from app.language.headline import headline
from app.language.sentence import Speech
from app.language.wording import key_of, template_of
from tests.data.feeding import NOW


def test_a_sentence_knows_its_wording() -> None:
    first, *_ = headline({}, 0, Speech(now=NOW))
    assert template_of(key_of(first.template)) == first.template


def test_every_form_of_a_plural_is_a_wording() -> None:
    for form in ("{count} view has a name", "{count} views have a name"):
        assert template_of(key_of(form)) == form


def test_what_nobody_wrote_is_no_wording() -> None:
    assert template_of("") == template_of(key_of("")) == template_of("00000000") == ""

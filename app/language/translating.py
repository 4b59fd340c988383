"""How every text passes through the catalogue of the reader's language."""

from app.language.sentence import Sentence, Speech


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Marks a text for translation where it is only listed; ``text`` translates it later."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above, with a plural
    """Marks a text with its plural for translation; ``counted`` translates it later."""
    return one, many


def text(message: str, speech: Speech, **slots: str) -> str:
    """A marked text in the reader's language, with its slots filled."""
    return speech.translations.gettext(message).format(**slots)


def counted(forms: tuple[str, str], number: int, speech: Speech, **slots: str) -> str:
    """A marked text in the form its number asks for, with its slots filled."""
    return speech.translations.ngettext(*forms, number).format(**slots)


def sentence(message: str, speech: Speech, *strong: str, **slots: str) -> Sentence:
    """A marked text as a sentence; ``strong`` names the slots to stress."""
    return Sentence(speech.translations.gettext(message), slots, frozenset(strong))


def counted_sentence(
    forms: tuple[str, str], number: int, speech: Speech, *strong: str, **slots: str
) -> Sentence:
    """A marked text with a plural as a sentence, in the form its number asks for."""
    return Sentence(speech.translations.ngettext(*forms, number), slots, frozenset(strong))


def joined(sentences: tuple[Sentence, ...]) -> str:
    """Sentences one after the other, as plain text."""
    return " ".join(str(each) for each in sentences)

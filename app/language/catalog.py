"""Catalogues of translations: finding every text, keeping the template, loading a language.

``python -m app.language.catalog`` rewrites ``locales/messages.pot``. For a new language:
``pybabel init -i app/language/locales/messages.pot -d app/language/locales -l de``, translate,
then ``pybabel compile -d app/language/locales``.
"""

import io
from datetime import UTC, datetime
from gettext import NullTranslations, translation
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

_HERE = Path(__file__).parent
LOCALES = _HERE / "locales"
TEMPLATE = LOCALES / "messages.pot"
DOMAIN = "messages"
KEYWORDS = {"N_": None, "NN_": (1, 2)}
_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""A date of its own would change the template whenever it is written."""


def template() -> Catalog:
    """Every marked text of this folder, with the files it stands in."""
    catalog = Catalog(
        project="Rollcall",
        version="1",
        header_comment="# Every text of Rollcall, for translators.",
        creation_date=_UNDATED,
        fuzzy=False,
    )
    found = extract_from_dir(_HERE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, comments, context in found:
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


def template_text() -> str:
    """The template as it is kept; without line numbers, which would change with every edit."""
    buffer = io.BytesIO()
    write_po(buffer, template(), width=100, sort_output=True, include_lineno=False)
    return buffer.getvalue().decode("utf-8")


def translations(language: str) -> NullTranslations:
    """The compiled catalogue of a language such as de or zh_CN; English where there is none."""
    return translation(DOMAIN, LOCALES, languages=[language], fallback=True)


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template_text(), encoding="utf-8")

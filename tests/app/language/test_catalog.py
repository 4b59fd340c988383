"""Every text passes through the catalogue, and the template for translators is current."""

import ast
import io
import re
import string
from collections.abc import Iterator
from dataclasses import fields
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from app.health.verdict import Care, ReasonCode, Status
from app.language import catalog
from app.language.glossary import glossary
from app.language.headline import headline, pretend
from app.language.labels import Label, label
from app.language.plain_words import entries
from app.language.problems import problem_words
from app.language.questions import question_words
from app.language.receipts import receipt
from app.language.sentence import Speech
from app.language.sentences import next_step, say
from app.language.statuses import care_words, status_words
from app.language.translating import joined
from app.language.word_list import NEVER_ON_SCREEN
from data.facts import Question
from data.problems import Code, Problem
from tests.app.language.plausible import FEW, NOW, foreign_words, reasons

FOLDER = Path(catalog.__file__).parent
_SLOT = re.compile(r"(\{\w*\})")
_LETTERS = {ord(letter): ord(letter) + 0xFEE0 for letter in string.ascii_letters}
LEAK = re.compile(r"[A-Za-z]+")


def _foreign(message: str) -> str:
    """A text as if translated: every letter outside slots becomes one no English text has."""
    parts = _SLOT.split(message)
    told = "".join(each if _SLOT.fullmatch(each) else each.translate(_LETTERS) for each in parts)
    return f"[!! {told} !!]"


@pytest.fixture(scope="module")
def pseudo() -> Speech:
    """A speech whose catalogue turns every marked text into [!! … !!].

    Chinese habits, so that dates and units of Babel hold no Latin letter either.
    """
    file = io.BytesIO()
    write_mo(file, _translated())
    file.seek(0)
    return Speech(NOW, "zh_CN", "Asia/Shanghai", "CNY", GNUTranslations(file))


def _translated() -> Catalog:
    made = Catalog(locale="en")
    for message in catalog.template():
        if not message.id:
            continue
        told = (
            tuple(map(_foreign, message.id)) if message.pluralizable else _foreign(str(message.id))
        )
        made.add(message.id, told)
    return made


def test_the_template_is_current() -> None:
    assert catalog.TEMPLATE.read_text(encoding="utf-8") == catalog.template_text(), (
        "run: python -m app.language.catalog"
    )


def test_a_language_without_a_catalogue_speaks_english() -> None:
    speech = Speech(NOW, "xx", translations=catalog.translations("xx"))
    assert label(Label.OWNER, speech) == "Owner"


def test_a_compiled_catalogue_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "LOCALES", tmp_path)
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, _translated())
    speech = Speech(NOW, translations=catalog.translations("xx"))
    assert label(Label.OWNER, speech) == _foreign("Owner")


def _without(text: str, foreign: list[str]) -> str:
    for each in foreign:
        text = text.replace(each, "")
    return text


@pytest.mark.parametrize("code", ReasonCode)
@FEW
@given(data=st.data())
def test_no_sentence_and_no_receipt_escapes_translation(
    code: ReasonCode, pseudo: Speech, data: st.DataObject
) -> None:
    reason = data.draw(reasons(code))
    told = [joined(say(reason, pseudo)), joined(say(reason, pseudo, "账单预测"))]
    told += [f"{line.label}\n{line.value}" for line in receipt(reason, pseudo)]
    told.append(str(next_step(reason, pseudo)))
    for text in told:
        ours = _without(text, [*foreign_words(reason), "EUR", "GBP", "CNY"])
        assert not LEAK.search(ours), ours


def test_no_other_text_escapes_translation(pseudo: Speech) -> None:
    told = [label(each, pseudo) for each in Label]
    told += [status_words(each, pseudo).name for each in Status]
    told += [status_words(each, pseudo).told for each in Status]
    told += [care_words(each, pseudo).told for each in Care]
    told += [
        getattr(question_words(question, pseudo), each.name)
        for question in Question
        for each in fields(question_words(question, pseudo))
    ]
    told += [each.plain for each in glossary(pseudo)]
    told += [str(rule) for each in entries(pseudo) for rule in each.rules]
    told += [joined(headline({Status.MEETS: n}, n, pseudo)) for n in (0, 1, 2)]
    told.append(str(pretend(pseudo)))
    told += [str(problem_words(Problem(code, {"why": "empty"}), pseudo)) for code in Code]
    assert [each for each in told if LEAK.search(each) or "[!!" not in each] == []


def _modules() -> list[Path]:
    # The word list is for tests, and the catalogue speaks to translators.
    return [each for each in FOLDER.glob("*.py") if each.stem not in ("word_list", "catalog")]


def _unmarked(tree: ast.Module) -> Iterator[str]:
    """Texts of two words and more that neither stand in N_ or NN_ nor are docstrings."""
    spared: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("N_", "NN_", "Term"):
            spared |= {inner for arg in node.args for inner in ast.walk(arg)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(node.value)
    for node in ast.walk(tree):
        told = node.value if isinstance(node, ast.Constant) and node not in spared else None
        if isinstance(told, str) and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", told):
            yield told


@pytest.mark.parametrize("module", _modules(), ids=lambda each: each.stem)
def test_every_text_is_marked_for_translation(module: Path) -> None:
    assert list(_unmarked(ast.parse(module.read_text(encoding="utf-8")))) == []


_BANNED = [
    re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word != word.lower() else re.IGNORECASE)
    for word in NEVER_ON_SCREEN
]


def test_no_text_uses_a_forbidden_word() -> None:
    messages = [
        form
        for message in catalog.template()
        for form in (message.id if message.pluralizable else [message.id])
    ]
    told = [_SLOT.sub("", str(form)) for form in messages]
    assert [(each, ban.pattern) for each in told for ban in _BANNED if ban.search(each)] == []


def test_a_term_of_the_glossary_explains_itself_in_one_short_sentence() -> None:
    speech = Speech(NOW)
    for term in glossary(speech):
        assert term.plain.endswith(".")
        assert len(term.plain.split()) <= 25
    words = [each.word for each in glossary(speech)]
    assert len(set(words)) == len(words)

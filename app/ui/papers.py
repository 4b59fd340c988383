"""The lower part of a model's page: its versions, and where each fact came from."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from app.language.dates import day
from app.language.deeds import said_otherwise
from app.language.fields import field_words, impact_words, kind_words, origin_words
from app.language.labels import Label, label
from app.language.pages import live_from_to, measure_told, newest_of, not_recorded, rhythm_told
from app.language.sentence import Sentence, Speech
from app.ui.fact_forms import adding, changing, confirming
from app.ui.markup import NOTHING, join, name, sentence
from app.ui.shown import Record
from app.ui.tables import Cell, section, soft, table
from data.facts import Fact, FieldName, Impact, Kind, LiveSpell, Origin, Version

MOST_VERSIONS = 30
"""Some teams register one a day; who was live when is among the newest."""


def versions(record: Record, speech: Speech) -> Markup:
    """Which versions there are, and which was in use when."""
    spells: dict[str, list[LiveSpell]] = {}
    for spell in record.case.spells:
        spells.setdefault(spell.version, []).append(spell)
    listed = {each.version: each for each in record.versions}
    order = [*listed, *(version for version in reversed(spells) if version not in listed)]
    if not order:
        return section(label(Label.VERSIONS, speech), soft(label(Label.NO_VERSIONS, speech)))
    shown = order[:MOST_VERSIONS]
    rows = [_version(each, listed.get(each), spells.get(each, []), speech) for each in shown]
    heads = (Label.VERSION, Label.IN_USE, Label.REGISTERED_ON, Label.WHAT_CHANGED)
    more = newest_of(len(shown), len(order), speech) if len(order) > len(shown) else ""
    body = _table(heads, rows, speech) + (soft(more) if more else NOTHING)
    return section(label(Label.VERSIONS, speech), body)


def facts(record: Record, speech: Speech) -> Markup:
    """Every business fact with how it came to us; blanks are named in one line."""
    found = _facts(record)
    rows = [_fact(fact, record, speech) for fact in found.values()]
    heads = (Label.FACT, Label.VALUE, Label.HOW_WE_KNOW)
    body = confirming(record, speech) + (_table(heads, rows, speech) if rows else NOTHING)
    blanks = [field for field in FieldName if field not in found]
    if blanks:
        body += soft(not_recorded([field_words(each, speech) for each in blanks], speech))
    body += adding(record, blanks, speech)
    return section(label(Label.FACTS, speech), body, "facts")


def _facts(record: Record) -> dict[FieldName, Fact]:
    """What is known, in a fixed order. What a registry lists is a model until somebody objects."""
    known = dict(record.case.facts)
    if record.registry and FieldName.KIND not in known:
        known[FieldName.KIND] = Fact(
            record.case.ref, FieldName.KIND, Kind.REGISTRY.value, Origin.ASSUMED, record.registry
        )
    return {field: known[field] for field in FieldName if field in known}


def _version(
    version: str, listed: Version | None, spells: Sequence[LiveSpell], speech: Speech
) -> tuple[Cell, ...]:
    used = [live_from_to(each.start, each.end, each.start_known, speech) for each in spells]
    blank = label(Label.NOT_RECORDED, speech)
    made = listed.created_at if listed else None
    return (
        name(version),
        Markup("<br>").join(used) if used else label(Label.NEVER_SEEN_IN_USE, speech),
        day(made, speech) if made else blank,
        name(listed.description) if listed and listed.description else blank,
    )


def _fact(fact: Fact, record: Record, speech: Speech) -> tuple[Cell, ...]:
    came = Markup("{}").format(origin_words(fact.origin, speech))
    if fact.place:
        came += Markup(" · {}").format(name(fact.place))
    told = name(_value(fact, record, speech)) + join(
        Markup('<p class="soft">{}</p>').format(sentence(_otherwise(other, record, speech)))
        for other in record.case.otherwise
        if other.name is fact.name
    )
    return field_words(fact.name, speech), told, came + changing(record, fact.name, speech)


def _otherwise(fact: Fact, record: Record, speech: Speech) -> Sentence:
    place = fact.place or origin_words(fact.origin, speech)
    return said_otherwise(place, _value(fact, record, speech), speech)


def _value(fact: Fact, record: Record, speech: Speech) -> str:
    """A fact in words where it has fixed ones, else as it was given."""
    told = fixed_words(fact.name, fact.value, speech)
    if told:
        return told
    if fact.name is FieldName.MEASURE:
        return _measure(fact.value, record, speech)
    person = record.case.people.get(fact.value)
    return person.name if person else fact.value


def fixed_words(name: FieldName, value: str, speech: Speech) -> str | None:
    """The words for a value that is one of a few; None for what stands for itself."""
    say = _WORDS.get(name)
    return say(value, speech) if say else None


def _measure(key: str, record: Record, speech: Speech) -> str:
    named = (each.measure for each in record.case.measured if each.measure.key == key)
    found = next(named, None)
    return measure_told(found, speech) if found else key


_WORDS: Mapping[FieldName, Callable[[str, Speech], str | None]] = {
    FieldName.IMPACT: lambda value, speech: (
        impact_words(Impact(value), speech) if value in set(Impact) else None
    ),
    FieldName.KIND: lambda value, speech: (
        kind_words(Kind(value), speech) if value in set(Kind) else None
    ),
    FieldName.CADENCE: rhythm_told,
}


def _table(heads: Iterable[Label], rows: Iterable[Sequence[Cell]], speech: Speech) -> Markup:
    return table([label(each, speech) for each in heads], rows, kind="papers")

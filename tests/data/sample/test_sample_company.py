"""Who and what the pretend company holds: essentials, worries, and words anyone can read."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from data.facts import (
    Agreement,
    Arrival,
    Fact,
    FieldName,
    Impact,
    Kind,
    Library,
    LiveSpell,
    LiveVersion,
    Measure,
    Pause,
    Person,
    Question,
    Reading,
    Retirement,
    Rhythm,
    RunsWith,
    Version,
)
from data.sample.company_files import company
from data.sample.outline import ModelOutline
from tests.data.sample.pretend import FIRST_READ, of

MODELS = {model.technical: model for unit in company().units for model in unit.model}
DEPLOYED = {
    name
    for name, model in MODELS.items()
    if model.retired is None and any(version.live is not None for version in model.versions)
}
ALWAYS_KNOWN = set(FieldName) - {
    FieldName.OWNER,
    FieldName.BACKUP_OWNER,
    FieldName.IMPACT,
    FieldName.IMPACT_REASON,
    FieldName.MEASURE,
    FieldName.CADENCE,
    FieldName.GROUPS,
    FieldName.EXPLAINED,
    FieldName.SUPPLIER_VERSION,
}


def test_46_models_are_deployed_in_six_units_and_five_are_not() -> None:
    assert len(DEPLOYED) == 46
    assert len(MODELS) == 51
    units = {unit.unit: len(unit.model) for unit in company().units}
    assert len(units) == 6
    assert min(units.values()) >= 5


def test_every_model_has_the_essentials(arrivals: list[Arrival]) -> None:
    known: dict[str, set[FieldName]] = defaultdict(set)
    for fact in of(arrivals, Fact):
        known[fact.ref.name].add(fact.name)
    assert known.keys() == MODELS.keys()
    for name, names in known.items():
        assert names >= ALWAYS_KNOWN, name
    without_owner = {name for name, names in known.items() if FieldName.OWNER not in names}
    without_backup = {name for name, names in known.items() if FieldName.BACKUP_OWNER not in names}
    without_impact = {name for name, names in known.items() if FieldName.IMPACT not in names}
    assert without_owner == {"course-suggestions"}
    assert without_impact == {"email-routing"}
    assert without_backup == {"course-suggestions", "depot-staffing-sheet"}


def test_every_measure_has_an_agreement_and_a_rhythm(arrivals: list[Arrival]) -> None:
    measures = {(each.ref.name, each.key) for each in of(arrivals, Measure)}
    rhythms = {(each.ref.name, each.measure) for each in of(arrivals, Rhythm)}
    agreed = {(each.ref.name, each.measure) for each in of(arrivals, Agreement)}
    assert rhythms == measures
    assert measures - agreed == {("help-chat-assistant", "solved_alone")}


def test_medium_and_high_impact_models_measure_what_they_must(arrivals: list[Arrival]) -> None:
    asked: dict[str, set[Question]] = defaultdict(set)
    for measure in of(arrivals, Measure):
        asked[measure.ref.name].add(measure.question)
    must = {Question.AVAILABILITY, Question.PERFORMANCE, Question.VALUE}
    for name in DEPLOYED:
        if MODELS[name].impact is Impact.HIGH:
            assert asked[name] == must | {Question.DRIFT}, name
        elif MODELS[name].impact is Impact.MEDIUM:
            assert asked[name] >= must, name
    assert {name for name in DEPLOYED if not asked[name]} == {"call-summaries"}


def test_the_worries_are_there(arrivals: list[Arrival]) -> None:
    day = FIRST_READ.date()
    left = {each.key for each in of(arrivals, Person) if each.left_on and each.left_on <= day}
    assert {name for name in DEPLOYED if MODELS[name].owner in left} == {"branch-cash-forecast"}
    assert {name for name in DEPLOYED if MODELS[name].backup in left} == {"month-end-cash-position"}
    overdue = {
        each.ref.name
        for each in of(arrivals, Agreement)
        if each.review_by and each.review_by < FIRST_READ.date()
    }
    assert overdue == {"flood-exposure-rating"}
    outcomes = {each.outcomes_after: each.ref.name for each in of(arrivals, Agreement)}
    assert outcomes["P6M"] == "early-cancel-risk"
    assert {pause.ref.name for pause in of(arrivals, Pause)} == {
        "claims-second-look",
        "failed-delivery-risk",
    }
    assert [each.ref.name for each in of(arrivals, Retirement)] == ["catalogue-mailing-list"]
    kinds = Counter(MODELS[name].kind for name in DEPLOYED)
    assert kinds[Kind.VENDOR] == 1
    assert kinds[Kind.LANGUAGE] == 3
    assert kinds[Kind.SPREADSHEET] == 2


def test_one_shock_hits_many_models_that_share_one_source_within_a_fortnight() -> None:
    hit: dict[str, set[str]] = defaultdict(set)
    begun = []
    for unit in company().units:
        for model in unit.model:
            for change in (each for one in model.measure for each in one.changes):
                if change.how == "shock":
                    hit[unit.unit].add(model.technical)
                    begun.append(change.on)
    assert {unit: len(models) for unit, models in hit.items()} == {
        "Retail": 6,
        "Parcels": 5,
        "Customer care": 3,
        "People": 1,
    }
    shared = [set(MODELS[name].data) for models in hit.values() for name in models]
    assert set.intersection(*shared) == {"opening"}
    assert max(begun) - min(begun) <= 14


def mean(readings: list[Reading]) -> float:
    return sum(reading.value for reading in readings) / len(readings)


def test_the_upgrade_story_is_other_software_and_then_worse_results(
    arrivals: list[Arrival],
) -> None:
    name = "letter-reader-vision"
    old, new = (spell for spell in of(arrivals, LiveSpell) if spell.ref.name == name)
    tested = {
        library.name: library.pinned
        for library in of(arrivals, Library)
        if library.ref.name == name and library.version == new.version
    }
    runs = {each.name: each.installed for each in of(arrivals, RunsWith) if each.ref.name == name}
    assert runs.keys() == tested.keys()
    assert all(runs[each] != tested[each] for each in ("torch", "pillow"))
    read = [each for each in of(arrivals, Reading) if each.measure == "read_alone"]
    before = mean([each for each in read if each.version == old.version])
    after = mean([each for each in read if each.version == new.version])
    assert after < before - 0.05


def test_one_group_is_far_from_the_average(arrivals: list[Arrival]) -> None:
    recent = [
        each
        for each in of(arrivals, Reading)
        if each.measure == "urgent_found" and (FIRST_READ - each.end).days < 60
    ]
    older = mean([each for each in recent if each.group == "customers over 65"])
    everybody = mean([each for each in recent if not each.group])
    agreed = next(each for each in of(arrivals, Agreement) if each.measure == "urgent_found")
    assert older < agreed.minimum < everybody
    small = [each.count or 0 for each in recent if each.group == "claims made by post"]
    assert agreed.minimum_cases is not None
    assert max(small) < agreed.minimum_cases


def test_two_candidates_wait_and_some_libraries_are_not_pinned(arrivals: list[Arrival]) -> None:
    live = {(each.ref.name, each.version) for each in of(arrivals, LiveVersion)}
    used = {(each.ref.name, each.version) for each in of(arrivals, LiveSpell)}
    waiting = {
        (each.ref.name, each.version)
        for each in of(arrivals, Version)
        if each.ref.name in DEPLOYED and (each.ref.name, each.version) not in used
    }
    assert waiting == {("late-payment-risk", "5"), ("driver-round-planner", "15")}
    loose = {(each.ref.name, each.version) for each in of(arrivals, Library) if not each.pinned}
    assert 3 <= len(loose & live) <= 10


NEVER_READ = (
    *("kind", "question", "stacks", "stack", "installed", "runs", "file", "every", "grace"),
    *("teams", "data", "pipelines"),
)
"""Names of fields whose values are keys, codes or versions."""


def written(value: Any) -> Iterator[str]:
    """Every text below a value of the outline that a reader may meet."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in NEVER_READ:
                yield from written(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from written(item)


def every_text() -> Iterator[str]:
    """All of the company, and what is known to it by key."""
    yield from written(company())
    yield from written((*company().data.values(), *company().pipelines.values()))


NEVER_ON_SCREEN = re.compile(
    r"\b(drifts?|drifting|psi|recall|sensitivity|precision|false (positive|negative)s?|auc|f1|rmse"
    r"|log loss|champion|challenger|retrained|ground truth|labels?|latency|p95|lineage|dependency"
    r"|disparate|thresholds?|null|nan|n/a|only|poor|best|significant(ly)?|healthy|ok|anomal\w+"
    r"|degraded)\b",
    re.IGNORECASE,
)


def test_no_text_uses_a_word_that_is_never_on_screen() -> None:
    found = [text for text in every_text() if NEVER_ON_SCREEN.search(text)]
    assert found == []


def test_no_sentence_has_more_than_25_words() -> None:
    sentences = [each for text in every_text() for each in re.split(r"(?<=[.!?])\s+", text) if each]
    assert [each for each in sentences if len(each.split()) > 25] == []


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_what_it_does_is_two_sentences_and_phrases_hold_one_value(model: ModelOutline) -> None:
    assert len(re.findall(r"[^.]+\.(?:\s|$)", model.what_it_does)) == 2
    for text in filter(None, (model.what_it_does, model.purpose, model.impact_reason)):
        assert text[0].isupper()
        assert text.endswith(".")
    for measure in model.measure:
        assert measure.phrase.count("{value}") == 1
        assert measure.phrase[0].islower()
        assert bool(measure.things) == (measure.unit in ("number", "count"))


def test_names_and_texts_are_not_said_twice() -> None:
    models = list(MODELS.values())
    for texts in (
        [model.name for model in models],
        [model.technical for model in models],
        [model.what_it_does for model in models],
        [model.purpose for model in models],
    ):
        assert len(set(texts)) == len(texts)


def test_a_misspelt_key_is_an_error() -> None:
    model = TypeAdapter(ModelOutline)
    good = model.dump_python(next(iter(MODELS.values())))
    assert model.validate_python(good) == next(iter(MODELS.values()))
    with pytest.raises(ValidationError):
        model.validate_python({**good, "ownr": "Ana Ruiz"})

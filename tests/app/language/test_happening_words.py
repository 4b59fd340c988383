"""Everything that happens is told briefly, in plain words, and without claiming a cause."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.health.candidates import CandidateStanding
from app.health.happening import CHANGES, Happening, HappeningKind, Topic
from app.health.insight import IncidentKind
from app.health.verdict import Input
from app.language import changes_page as page
from app.language.candidates import ORDER, standing_look
from app.language.happenings import before_breach, happened, topic_words
from app.language.labels import label
from app.language.sentence import Sentence
from app.language.translating import joined
from app.language.word_list import NEVER_ON_SCREEN
from data.facts import DecidedUse
from tests.app.language.plausible import SPEECH, day

K = HappeningKind
LONGEST = 25
_END = re.compile(r"(?<=[.!?”:])\s+(?=[A-Z“])")
_BANNED = [
    re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if word != word.lower() else re.IGNORECASE)
    for word in NEVER_ON_SCREEN
]
CAUSE = re.compile(r"\b(because|therefore|due to|led to|caused|made it)\b", re.IGNORECASE)

_RECALL: dict[str, Input] = {"kind": "recall", "unit": "share", "better": "higher"}
_COST: dict[str, Input] = {"kind": "cost", "unit": "money", "better": "lower", "currency": "EUR"}


def _limits(*more: str) -> list[dict[str, Input]]:
    before: dict[str, Input] = {"before": 0.65} if "before" in more else {}
    found = [
        {**_RECALL, "minimum": 0.7, "by": "Ana Ruiz", **before},
        {**_COST, "minimum": 7.0, "by": "", **before},
    ]
    if "why" not in more:
        return found
    return [{**each, "why": why} for each in found for why in ("", "Fewer cases come")]


def _changed() -> list[dict[str, Input]]:
    return [
        {"now": "Ana Ruiz", "before": "Tom Field"},
        {"now": "Ana Ruiz", "before": ""},
        {"now": "", "before": "Tom Field"},
    ]


def _incident(kind: IncidentKind) -> dict[str, Input]:
    told: dict[str, Input] = {"what": kind.value}
    if kind is IncidentKind.SILENT:
        return told
    if kind in (IncidentKind.GROUP_BELOW, IncidentKind.GROUP_GAP):
        told |= {"group": "customers over 65"}
    if kind is IncidentKind.GROUP_GAP:
        told |= {"other": "customers under 65"}
    return {**told, "kind": "recall"}


_INCIDENTS = [_incident(kind) for kind in IncidentKind]
_HOW_BAD: dict[str, Input] = {**_RECALL, "worst": 0.61, "minimum": 0.7}
EXAMPLES: dict[HappeningKind, list[dict[str, Input]]] = {
    K.WENT_LIVE: [
        {"version": "5", "before": "4", "author": "Kwame Boateng"},
        {"version": "5", "beside": "4"},
        {"version": "5"},
    ],
    K.BUILT_WITH: [
        {"version": "5", "changed": "pandas\t2.1.4\t2.2.3\nsix\t\t*\nzlib\t1.0\t", "others": 0},
        {"version": "5", "changed": "pandas\t*\t>=2", "others": 1},
        {"version": "5", "changed": "pandas\t2\t3", "others": 12},
    ],
    K.INSTALLED: [{"library": "pandas", **each} for each in _changed()],
    K.SUPPLIER: _changed(),
    K.OWNER: _changed(),
    K.BACKUP: _changed(),
    K.EXPERT: _changed(),
    K.LEFT: [{"person": "Tom Field", "role": role} for role in ("owner", "backup", "expert")],
    K.IMPACT: [
        {"now": "high", "before": "low"},
        {"now": "high", "before": ""},
        {"now": "", "before": "low"},
    ],
    K.AGREED: _limits(),
    K.RENEWED: _limits(),
    K.TIGHTENED: _limits("before"),
    K.LOOSENED: _limits("before", "why"),
    K.PIPELINE_FAILED: [{"pipeline": "orders", "times": times} for times in (1, 3)],
    K.CHECKS_FAILED: [{"pipeline": "orders", "times": times} for times in (1, 3)],
    K.PIPELINE_GOOD: [{"pipeline": "orders"}],
    K.ROWS_SHRANK: [{"pipeline": "orders", "rows": rows, "usual_rows": 900} for rows in (1, 200)],
    K.REDEFINED: [
        {"kind": "recall", "what": "unit", "told_before": "days", "told_now": "money EUR"},
        {
            "kind": "recall",
            "what": "unit",
            "told_before": "share",
            "told_now": "count",
            "still": True,
        },
        {"kind": "recall", "what": "better", "direction": "higher"},
        {"kind": "recall", "what": "better", "direction": "lower"},
        {"kind": "recall", "what": "meaning"},
        {"kind": "recall", "what": "asked"},
        {"kind": "recall", "what": "settings"},
    ],
    K.DATA_APPROVED: [
        {"data": "Orders", "by": "Ana Ruiz", "until": until} for until in (None, date(2027, 3, 1))
    ],
    K.APPROVAL_ENDED: [{"data": "Orders", "by": "Ana Ruiz"}],
    K.PAUSED: [{"by": "Ana Ruiz", "reason": "Moving house", "until": day(2026, 12, 1)}],
    K.PAUSE_OVER: [{}],
    K.RETIRED: [{}],
    K.TAKEN_ON: [{"by": "Ana Ruiz", "until": date(2026, 12, 1)}],
    K.DECIDED: [
        {"by": "Ana Ruiz", "use": each, "until": date(2026, 12, 1), "why": "It still helps"}
        for each in DecidedUse
    ],
    K.KEPT: [{"by": "Ana Ruiz", "until": date(2026, 12, 1), "why": "For the flood"}],
    K.BEGAN: [each | (_HOW_BAD if "kind" in each else {}) for each in _INCIDENTS],
    K.NOTICED: [{**each, "began": day(2026, 5, 4)} for each in _INCIDENTS],
    K.GOOD_AGAIN: _INCIDENTS,
}
AT = day(2026, 5, 11)
TOLD = [
    (Happening(kind, AT, AT + timedelta(days=7), inputs), f"{kind.value} {number}")
    for kind, examples in EXAMPLES.items()
    for number, inputs in enumerate(examples)
]
EVERY = pytest.mark.parametrize("one", [one for one, _ in TOLD], ids=[each for _, each in TOLD])


def parts(told: tuple[Sentence, ...]) -> list[str]:
    return [part for each in told for part in _END.split(str(each))]


def test_every_kind_but_a_change_of_status_has_an_example() -> None:
    assert set(EXAMPLES) == set(HappeningKind) - {K.STATUS}


@EVERY
def test_sentences_are_short_whole_and_plain(one: Happening) -> None:
    told = happened(one, SPEECH)
    for part in parts(told):
        assert len(part.split()) <= LONGEST, part
        assert "  " not in part
    for each in told:
        assert str(each).endswith((".", "”.")), str(each)
        assert "{" not in str(each)
    said = joined(told)
    assert not [word.pattern for word in _BANNED if word.search(said)], said
    assert not CAUSE.search(said), said


@EVERY
def test_every_input_is_told(one: Happening) -> None:
    """Another value changes what is said; words of a measure are told through its phrase."""
    said = joined(happened(one, SPEECH))
    for key, value in one.inputs.items():
        if key in _CODES or not _tells(key, one):
            continue
        other = _OTHER.get(key) or _other(value)
        changed = replace(one, inputs={**one.inputs, key: other})
        assert joined(happened(changed, SPEECH)) != said, key


_CODES = ("what", "role", "use", "direction")
"""Which sentence it is; each has an example of its own."""


def _tells(key: str, one: Happening) -> bool:
    """A gap is as large whichever way is good; that there is none is told by another sentence."""
    if key == "better":
        return one.inputs.get("what") != IncidentKind.GROUP_GAP.value
    return bool(one.inputs[key]) or key == "others"


_OTHER: dict[str, Input] = {
    "kind": "precision",
    "unit": "number",
    "currency": "USD",
    "now": "medium",
    "before": "medium",
    "told_now": "minutes",
    "told_before": "hours",
    "changed": "torch\t1\t2",
}


def _other(value: Input) -> Input:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value + 7
    if isinstance(value, float):
        return value / 2
    if isinstance(value, date):
        return value + timedelta(days=40)
    ways = {"higher": "lower", "lower": "higher"}
    return ways.get(str(value), f"{value} otherwise")


def test_numbers_of_a_limit_are_told_in_the_reader_s_words() -> None:
    one = Happening(K.LOOSENED, AT, AT, EXAMPLES[K.LOOSENED][0])
    assert joined(happened(one, SPEECH)) == (
        "Ana Ruiz made the limit easier to meet: at least 70 in 100, and before that 65. "
        "What is measured: how many of the cases that matter it finds. Why is not recorded."
    )


def test_who_registered_a_version_is_not_who_put_it_into_use() -> None:
    one = Happening(K.WENT_LIVE, AT, AT, EXAMPLES[K.WENT_LIVE][0])
    assert joined(happened(one, SPEECH)) == (
        "Version 5 went into use in place of version 4. "
        "Kwame Boateng registered it; who put it into use is not recorded."
    )


@pytest.mark.parametrize("breach", IncidentKind)
@pytest.mark.parametrize("days", [0, 1, 2, 14])
def test_what_came_before_a_breach_is_no_cause(breach: IncidentKind, days: int) -> None:
    one = Happening(K.WENT_LIVE, AT, AT, {}, breach.value, days)
    told = before_breach(one, SPEECH)
    assert str(told[1]) == "This does not show that it was the cause."
    assert all(len(part.split()) <= LONGEST for part in parts(told))
    assert (str(days) in str(told[0])) is bool(days)


def test_what_came_long_before_says_nothing() -> None:
    assert before_breach(Happening(K.WENT_LIVE, AT, AT), SPEECH) == ()


def test_topics_and_standings_have_words_of_their_own() -> None:
    topics = [topic_words(each, SPEECH) for each in Topic]
    assert len(set(topics)) == len(Topic)
    assert sorted(ORDER) == sorted(CandidateStanding)
    assert len({standing_look(each, SPEECH)[0] for each in ORDER}) == len(ORDER)
    assert set(CHANGES).isdisjoint({K.BEGAN, K.NOTICED, K.GOOD_AGAIN, K.STATUS})


@pytest.mark.parametrize(
    ("changes", "near", "name", "told"),
    [
        (
            12,
            3,
            "",
            "12 things changed in the last 30 days; 3 of them within a week before results fell.",
        ),
        (
            1,
            1,
            "",
            "1 thing changed in the last 30 days; it came within a week before results fell.",
        ),
        (12, 0, "", "12 things changed in the last 30 days."),
        (0, 0, "", "Nothing that we know of changed in the last 30 days."),
        (
            2,
            1,
            "Letters",
            "Letters: 2 things changed in the last 30 days; 1 of them within a week "
            "before results fell.",
        ),
        (0, 0, "Letters", "Letters: nothing that we know of changed in the last 30 days."),
    ],
)
def test_the_headline_counts(changes: int, near: int, name: str, told: str) -> None:
    assert str(page.headline(changes, near, 30, name, SPEECH)) == told


def test_the_words_of_the_page_are_plain() -> None:
    counts = (0, 1, 2, 40)
    told = [
        *(label(each, SPEECH) for each in page.ChangesLabel),
        *(page.span_words(each, SPEECH) for each in page.SPANS),
        *(str(page.candidates_waiting(each, SPEECH)) for each in counts),
        *(page.more_candidates(each, SPEECH) for each in counts),
        *(str(page.versions_shown(1, 25, each, SPEECH)) for each in counts),
        *(str(page.happenings_shown(26, 40, each, SPEECH)) for each in counts),
        str(page.nothing_happened(SPEECH)),
        str(page.nobody_together(SPEECH)),
        str(page.no_candidates(SPEECH)),
        str(page.status_told("", "Meets what was agreed", SPEECH)),
        str(page.status_told("Needs attention", "Meets what was agreed", SPEECH)),
    ]
    for each in told:
        assert not [word.pattern for word in _BANNED if word.search(each)], each
        assert all(len(part.split()) <= LONGEST for part in _END.split(each)), each


def test_a_day_that_is_not_known_is_said_to_be_so() -> None:
    known = page.since_told(AT, known=True, speech=SPEECH)
    assert page.since_told(AT, known=False, speech=SPEECH) == f"{known} or before"

"""Plausible reasons: for each code inputs and a basis as judging would give them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Input, Reason, ReasonCode, Status
from app.language.measures import KINDS
from app.language.sentence import Speech
from data.facts import Impact, Question, Unit

FEW = settings(max_examples=25, deadline=None)
"""Two dozen codes share one test, so each needs fewer examples; shared machines stall at times."""

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SPEECH = Speech(NOW, "en_GB", "Europe/London", "GBP")

NAMES = ("Renewal letters", "账单预测", "Fraud {alerts} <b>x</b>", "Branch cash forecast north")
PEOPLE = ("Ana Ruiz", "李伟", "Tom {0} Field", "O'Brien & <i>Sons</i>")
PHRASES = (
    "finds {value} of the customers who leave",
    "is off by {value} for each branch on an ordinary day",
    "finds {value} of the customers who cancel within six months",
    "keeps {value} {of} <b>premiums</b> a week",
    "places customers over 65 in the right band",
)
PLACES = ("rollcall.toml", "models.csv, line 7", "tag of the registry")


def day(*parts: int) -> datetime:
    """A moment at midnight in the company's winter."""
    year, month, date_ = parts
    return datetime(year, month, date_, tzinfo=UTC)


_TOLD: Mapping[str, Input] = {
    "phrase": PHRASES[0],
    "unit": "share",
    "value": 0.61,
    "period_start": day(2026, 11, 16),
    "period_end": day(2026, 11, 23),
    "better": "higher",
    "minimum": 0.7,
    "breach_value": 0.58,
    "breach_start": day(2026, 11, 9),
    "breach_end": day(2026, 11, 16),
    "since": day(2026, 8, 31),
    "noticed": day(2026, 9, 14),
    "periods": 12,
    "stop_line": 0.65,
    "count": 23,
    "needed": 100,
    "last_heard": datetime(2026, 8, 31, 6, 15, tzinfo=UTC),
    "every": "P1D",
    "assumed": False,
    "last_status": "meets",
    "question": "drift",
    "silent_from": day(2026, 11, 25),
    "questions": "availability,fairness",
    "impact": "high",
    "impact_assumed": False,
    "until": day(2026, 12, 24),
    "by": "Ana Ruiz",
    "reason": "new contract terms",
    "still_used": True,
    "owner": "Ana Ruiz",
    "backup": "李伟",
    "left_on": date(2026, 2, 28),
    "agreed_by": "Ana Ruiz",
    "agreed_on": date(2025, 6, 1),
    "review_by": date(2026, 6, 1),
    "low": 0.58,
    "high": 0.64,
    "place": "rollcall.toml",
    "value_place": "weekly.csv, row 7",
    "near_band": 0.015,
    "breaches_needed": 2,
    "breaches_of": 3,
    "judged_up_to": day(2026, 11, 23),
    "expected_by": day(2026, 11, 24),
    "start": day(2026, 10, 1),
}
"""A value for each name that any reason may carry."""

OTHER: Mapping[str, Input] = {
    "phrase": PHRASES[1],
    "kind": "revenue",
    "unit": "hours",
    "things": "parcels",
    "currency": "EUR",
    "value": 0.63,
    "period_start": day(2026, 11, 15),
    "period_end": day(2026, 11, 22),
    "better": "lower",
    "minimum": 0.72,
    "breach_value": 0.55,
    "breach_start": day(2026, 11, 8),
    "breach_end": day(2026, 11, 15),
    "since": day(2026, 8, 24),
    "noticed": day(2026, 9, 7),
    "periods": 9,
    "stop_line": 0.64,
    "count": 24,
    "needed": 110,
    "last_heard": day(2026, 8, 30),
    "every": "P7D",
    "assumed": True,
    "last_status": "below",
    "question": "footing",
    "silent_from": day(2026, 11, 26),
    "questions": "availability,value",
    "impact": "medium",
    "impact_assumed": True,
    "until": day(2026, 12, 25),
    "by": "李伟",
    "reason": "holidays",
    "still_used": False,
    "owner": "李伟",
    "backup": "Ana Ruiz",
    "left_on": date(2026, 3, 1),
    "agreed_by": "李伟",
    "agreed_on": date(2025, 6, 2),
    "review_by": date(2026, 6, 2),
    "low": 0.57,
    "high": 0.65,
    "place": "models.csv",
    "value_place": "weekly.csv, row 8",
    "near_band": 0.02,
    "breaches_needed": 1,
    "breaches_of": 4,
    "judged_up_to": day(2026, 11, 22),
    "expected_by": day(2026, 11, 27),
    "start": day(2026, 10, 2),
}
"""For each name a value that must read differently."""


def _instead_of_phrase(**given: Input) -> dict[str, Input]:
    return {name: value for name, value in _TOLD.items() if name != "phrase"} | given


_VARIANTS = (
    _TOLD,
    _instead_of_phrase(kind="worth", unit="money", currency="GBP"),
    _instead_of_phrase(kind="volume", unit="count", things="letters"),
)
"""A company's own words, our words for money, our words for a count of things."""


def reason_with(code: ReasonCode, given: Mapping[str, Input]) -> Reason:
    """A reason of this code from a pool of values; what the pool lacks does not apply."""
    return Reason(
        code,
        {name: given[name] for name in INPUTS[code] if name in given},
        {name: given[name] for name in BASIS.get(code, ()) if name in given},
        "against_agreement",
    )


def examples(code: ReasonCode) -> list[Reason]:
    """One reason per variant of wording."""
    return [reason_with(code, variant) for variant in _VARIANTS]


_VALUES: Mapping[Unit, st.SearchStrategy[float]] = {
    Unit.SHARE: st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 0.5, 0.9997, 0.0003])),
    Unit.MONEY: st.floats(-1e9, 1e9),
    Unit.COUNT: st.integers(0, 10_000_000).map(float),
    Unit.NUMBER: st.floats(-1e6, 1e6),
    Unit.SECONDS: st.floats(0.001, 1e6),
    Unit.MINUTES: st.floats(0.01, 1e4),
    Unit.HOURS: st.floats(0.01, 1e4),
    Unit.DAYS: st.floats(0.01, 400),
}
_LENGTHS = st.sampled_from([timedelta(days=7), timedelta(days=1), timedelta(days=19)])
_DAYS = st.integers(0, 700).map(lambda back: day(2026, 11, 23) - timedelta(days=back))
_DATES = st.integers(-700, 700).map(lambda off: date(2026, 11, 23) + timedelta(days=off))
_WORDS: Mapping[str, st.SearchStrategy[Input]] = {
    "every": st.sampled_from(["PT1H", "P1D", "P3D", "P7D", "P1M", "P3M", "P1Y"]),
    "assumed": st.booleans(),
    "last_status": st.sampled_from([each.value for each in Status]),
    "question": st.sampled_from([each.value for each in Question]),
    "questions": st.lists(
        st.sampled_from([each.value for each in Question]), min_size=1, max_size=8, unique=True
    ).map(",".join),
    "impact": st.sampled_from([each.value for each in Impact]),
    "impact_assumed": st.booleans(),
    "reason": st.sampled_from(["new contract terms", "holidays {until} <i>May</i>"]),
    "still_used": st.booleans(),
    "better": st.sampled_from(["higher", "lower"]),
    "place": st.sampled_from(PLACES),
    "things": st.sampled_from(["letters", "calls a day"]),
    "currency": st.sampled_from(["GBP", "EUR", "CNY"]),
    "since": _DATES,
    "periods": st.integers(1, 60),
    "count": st.integers(0, 5_000),
    "needed": st.integers(20, 5_000),
    "breaches_needed": st.integers(1, 2),
    "breaches_of": st.integers(1, 3),
    **dict.fromkeys(("by", "owner", "backup", "agreed_by"), st.sampled_from(PEOPLE)),
    **dict.fromkeys(("agreed_on", "review_by", "left_on"), _DATES),
    **dict.fromkeys(
        ("noticed", "last_heard", "silent_from", "until", "judged_up_to", "expected_by", "start"),
        _DAYS,
    ),
}
_AMOUNTS = ("value", "minimum", "breach_value", "stop_line", "low", "high", "near_band")


@st.composite
def reasons(draw: st.DrawFn, code: ReasonCode) -> Reason:
    """Any plausible reason of a code."""
    wanted = {*INPUTS[code], *BASIS.get(code, ())}
    unit = draw(st.sampled_from(Unit))
    pool = {name: draw(words) for name, words in _WORDS.items() if name in wanted}
    pool |= {name: draw(_VALUES[unit]) for name in _AMOUNTS if name in wanted}
    pool |= {"unit": unit.value} | (draw(_periods()) if "period_end" in wanted else {})
    if "phrase" in wanted:
        pool |= draw(_MEASURES)
    return reason_with(code, pool)


_MEASURES = st.one_of(
    st.fixed_dictionaries({"phrase": st.sampled_from(PHRASES)}),
    st.fixed_dictionaries({"kind": st.sampled_from([*KINDS, "some_score_of_theirs"])}),
)


@st.composite
def _periods(draw: st.DrawFn) -> dict[str, Input]:
    """The newest period, one beyond the limit among the last three, and the first of those."""
    end, length = draw(_DAYS), draw(_LENGTHS)
    breach_end = end - draw(st.integers(0, 2)) * length
    return {
        "period_start": end - length,
        "period_end": end,
        "breach_start": breach_end - length,
        "breach_end": breach_end,
        "since": end - draw(st.integers(1, 60)) * length,
    }


def foreign_words(reason: Reason) -> list[str]:
    """What of a reason is somebody else's text, longest first."""
    names = ("phrase", "things", "by", "reason", "owner", "backup", "agreed_by", "place", "kind")
    given = {**reason.basis, **reason.inputs}
    found = [str(given[name]) for name in names if given.get(name)]
    phrase = str(given.get("phrase", ""))
    parts = [phrase.replace("{value}", "…"), *phrase.partition("{value}")[::2]]
    return sorted((each for each in [*found, *parts] if each.strip()), key=len, reverse=True)

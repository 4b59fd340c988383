"""Plausible reasons: for each code inputs and a basis as judging would give them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from app.health.insight import SpecialCause
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Input, Reason, ReasonCode, Status
from app.language.footing import GAPS
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
GROUPS = ("customers over 65", "女性", "firms {0} in <b>Wales</b>", "18 to 30", "sole traders")
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
    "confirmed_on": date(2025, 6, 1),
    "confirm_by": date(2026, 6, 2),
    "reviewed_on": date(2025, 11, 3),
    "review_due": date(2026, 11, 4),
    "conditions": "Somebody reads each letter.",
    "low": 0.58,
    "high": 0.64,
    "place": "rollcall.toml",
    "value_place": "weekly.csv, row 7",
    "value_columns": "age, income",
    "near_band": 0.015,
    "breaches_needed": 2,
    "breaches_of": 3,
    "judged_up_to": day(2026, 11, 23),
    "expected_by": day(2026, 11, 24),
    "start": day(2026, 10, 1),
    "group": "customers over 65",
    "other_group": "customers under 30",
    "other_value": 0.79,
    "overall": 0.84,
    "largest_gap": 0.05,
    "other_count": 480,
    "groups": 5,
    "tested": 6,
    "too_few": 2,
    "names": "customers over 65; sole traders",
    "missing": 3,
    "p_value": 0.0123,
    "cause": "shift",
    "points": 7,
    "mean": 0.82,
    "lower": 0.77,
    "upper": 0.87,
    "range_periods": 24,
    "level_before": 0.83,
    "level_now": 0.76,
    "range_since": day(2026, 3, 2),
    "earlier_minimum": 0.8,
    "earlier_agreed_by": "Tom Field",
    "earlier_agreed_on": date(2024, 6, 1),
    "why": "unknown",
    "libraries": 12,
    "pipelines": 2,
    "data": "claims since 2019",
    "library": "scikit-learn",
    "tested_with": "1.5.2",
    "runs_with": "1.8.0",
    "others": 2,
    "differing": "scikit-learn; numpy; scipy",
    "version": "7",
    "installed": "1.5.1",
    "ended_on": date(2025, 10, 31),
    "ended": "Python",
    "table_on": date(2026, 9, 1),
    "unpinned": "pandas; numpy",
    "supplier_version": "latest",
    "pipeline": "sales data, nightly",
    "last_run": datetime(2026, 11, 1, 4, 0, tzinfo=UTC),
    "failed_at": datetime(2026, 11, 3, 4, 10, tzinfo=UTC),
    "failures": 2,
    "late_from": day(2026, 11, 4),
    "rows": 1_204,
    "usual_rows": 18_200,
    "runs": 12,
    "smallest_share": 0.5,
    "approved_by": "Mei Chen",
    "approved_on": date(2024, 2, 1),
    "live_version": "7",
    "answering_version": "6",
    "last_answer": day(2026, 11, 22),
    "live_since": day(2026, 5, 4),
    "from": date(2026, 12, 1),
    "expert": "Jonas Weber",
    "raised_by": "Gwen Pritchard",
    "raised_on": date(2026, 10, 1),
    "due_on": date(2026, 10, 15),
    "answerer": "Jonas Weber",
    "redefined_at": day(2026, 11, 9),
    "told_before": "days",
    "told_now": "share",
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
    "confirmed_on": date(2025, 6, 2),
    "confirm_by": date(2026, 6, 3),
    "reviewed_on": date(2025, 11, 5),
    "review_due": date(2026, 11, 6),
    "conditions": "Somebody reads every letter.",
    "review_by": date(2026, 6, 2),
    "low": 0.57,
    "high": 0.65,
    "place": "models.csv",
    "value_place": "weekly.csv, row 8",
    "value_columns": "income, region",
    "near_band": 0.02,
    "breaches_needed": 1,
    "breaches_of": 4,
    "judged_up_to": day(2026, 11, 22),
    "expected_by": day(2026, 11, 27),
    "start": day(2026, 10, 2),
    "group": "sole traders",
    "other_group": "firms",
    "other_value": 0.77,
    "overall": 0.86,
    "largest_gap": 0.04,
    "other_count": 481,
    "groups": 6,
    "tested": 7,
    "too_few": 3,
    "names": "firms",
    "missing": 4,
    "p_value": 0.0124,
    "cause": "trend",
    "points": 8,
    "mean": 0.81,
    "lower": 0.76,
    "upper": 0.88,
    "range_periods": 25,
    "range_since": day(2026, 3, 9),
    "level_before": 0.84,
    "level_now": 0.75,
    "earlier_minimum": 0.85,
    "earlier_agreed_by": "Mei Chen",
    "earlier_agreed_on": date(2024, 6, 2),
    "why": "worsening",
    "libraries": 13,
    "pipelines": 3,
    "data": "claims since 2020",
    "library": "numpy",
    "tested_with": "1.5.3",
    "runs_with": "1.8.1",
    "others": 3,
    "differing": "scikit-learn; numpy",
    "version": "8",
    "installed": "1.5.0",
    "ended_on": date(2025, 10, 30),
    "ended": "Python; numpy",
    "table_on": date(2026, 9, 2),
    "unpinned": "pandas",
    "supplier_version": "newest",
    "pipeline": "prices",
    "last_run": datetime(2026, 10, 31, 4, 0, tzinfo=UTC),
    "failed_at": datetime(2026, 11, 4, 4, 10, tzinfo=UTC),
    "failures": 3,
    "late_from": day(2026, 11, 5),
    "rows": 1_205,
    "usual_rows": 18_300,
    "runs": 13,
    "smallest_share": 0.6,
    "approved_by": "李伟",
    "approved_on": date(2024, 2, 2),
    "live_version": "8",
    "answering_version": "5",
    "last_answer": day(2026, 11, 21),
    "live_since": day(2026, 5, 5),
    "from": date(2026, 12, 2),
    "expert": "Ana Ruiz",
    "raised_by": "李伟",
    "raised_on": date(2026, 10, 2),
    "due_on": date(2026, 10, 16),
    "answerer": "Ana Ruiz",
    "redefined_at": day(2026, 10, 5),
    "told_before": "hours",
    "told_now": "minutes",
}
"""For each name a value that must read differently."""


_FOR_CODE: Mapping[tuple[ReasonCode, str], tuple[Input, Input]] = {
    (ReasonCode.SOLID, "data"): (3, 4),
    (ReasonCode.FOOTING_GAPS, "missing"): (
        "libraries,explained",
        "runs_with,data,supplier_version",
    ),
    (ReasonCode.DATA_APPROVAL_ENDED, "until"): (date(2026, 10, 1), date(2026, 10, 2)),
}
"""Where a name means something else than usual: a value and another one."""


def other(code: ReasonCode, name: str) -> Input:
    """A value that must read differently from the one in the examples of this code."""
    return _FOR_CODE[code, name][1] if (code, name) in _FOR_CODE else OTHER[name]


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
        {name: given[name] for name in _basis(code) if name in given},
        "against_agreement",
    )


def _basis(code: ReasonCode) -> list[str]:
    """What stands behind a sentence without being in it; several codes share one list."""
    return [name for name in BASIS.get(code, ()) if name not in INPUTS[code]]


def examples(code: ReasonCode) -> list[Reason]:
    """One reason per variant of wording."""
    own = {name: values[0] for (of, name), values in _FOR_CODE.items() if of is code}
    return [reason_with(code, {**variant, **own}) for variant in _VARIANTS]


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
_PEOPLE = (
    *("by", "owner", "backup", "agreed_by", "raised_by", "answerer"),
    *("earlier_agreed_by", "approved_by", "expert"),
)
_SET_DAYS = (
    *("agreed_on", "review_by", "left_on", "earlier_agreed_on", "confirmed_on", "confirm_by"),
    *("raised_on", "due_on", "reviewed_on", "review_due"),
    *("ended_on", "table_on", "approved_on", "from"),
)
_SEEN_DAYS = (
    *("noticed", "last_heard", "silent_from", "until", "judged_up_to", "expected_by", "start"),
    *("range_since", "last_run", "failed_at", "late_from", "last_answer", "live_since"),
)
_COUNTS = (
    *("other_count", "groups", "tested", "too_few", "missing", "points", "range_periods"),
    *("libraries", "pipelines", "others", "failures", "runs"),
)
_SOFTWARE = ("library", "differing", "ended", "unpinned")
_VERSIONS = (
    *("tested_with", "runs_with", "installed", "supplier_version", "version"),
    *("live_version", "answering_version"),
)
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
    "p_value": st.floats(0, 1),
    "smallest_share": st.floats(0.1, 0.9),
    "cause": st.sampled_from([each.value for each in SpecialCause]),
    "why": st.sampled_from(["unknown", "worsening"]),
    "names": st.lists(st.sampled_from(GROUPS), min_size=1, unique=True).map("; ".join),
    **dict.fromkeys(_PEOPLE, st.sampled_from(PEOPLE)),
    **dict.fromkeys(_SET_DAYS, _DATES),
    **dict.fromkeys(_SEEN_DAYS, _DAYS),
    **dict.fromkeys(("group", "other_group"), st.sampled_from(GROUPS)),
    **dict.fromkeys(_COUNTS, st.integers(0, 40)),
    **dict.fromkeys(("rows", "usual_rows"), st.integers(0, 3_000_000)),
    **dict.fromkeys(_SOFTWARE, st.sampled_from(["scikit-learn", "Python {x}", "numpy; <b>"])),
    **dict.fromkeys(_VERSIONS, st.sampled_from(["1.5.2", "2", "4-turbo {0}", "latest"])),
    **dict.fromkeys(("pipeline", "data"), st.sampled_from(["sales data", "数据 {0} <i>"])),
}
_AMOUNTS = (
    *("value", "minimum", "breach_value", "stop_line", "low", "high", "near_band"),
    *("other_value", "overall", "largest_gap", "mean", "lower", "upper", "earlier_minimum"),
)


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
    if code in _DRAWN_FOR_CODE:
        pool |= draw(_DRAWN_FOR_CODE[code])
    return reason_with(code, pool)


_DRAWN_FOR_CODE: Mapping[ReasonCode, st.SearchStrategy[dict[str, Input]]] = {
    ReasonCode.SOLID: st.fixed_dictionaries({"data": st.integers(0, 9)}),
    ReasonCode.FOOTING_GAPS: st.fixed_dictionaries(
        {"missing": st.lists(st.sampled_from(sorted(GAPS)), min_size=1, unique=True).map(",".join)}
    ),
}
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
    names = [
        *("phrase", "things", "reason", "place", "kind", "group", "other_group", "names"),
        *(*_PEOPLE, *_SOFTWARE, *_VERSIONS, "pipeline", "data"),
    ]
    given = {**reason.basis, **reason.inputs}
    found = [str(given[name]) for name in names if given.get(name)]
    found += str(given.get("names", "")).split("; ")
    phrase = str(given.get("phrase", ""))
    parts = [phrase.replace("{value}", "…"), *phrase.partition("{value}")[::2]]
    return sorted((each for each in [*found, *parts] if each.strip()), key=len, reverse=True)

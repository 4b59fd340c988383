"""What columns and measures tend to be called, in English and German. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace

from data.connections import MeasureShape
from data.facts import Better, Question, Unit

_PARTS: Mapping[str, str] = {
    "model": "model modell name_of_model model_name modelname modell_name model_id "
    "registered_model",
    "start": "start from since begin von beginn start_date date_from period_start week_start "
    "month_start valid_from started_at from_date begin_date window_start",
    "end": "end until to ending bis ende end_date date_to period_end week_end week_ending "
    "weekending week_to month_to day_to period_to month_end valid_to ended_at to_date week_ended "
    "window_end as_of stichtag",
    "measure": "measure metric kpi indicator kennzahl measure_name metric_name kpi_name "
    "metric_key measure_key messgroesse",
    "value": "value wert metric_value measure_value kpi_value result ergebnis val",
    "count": "count cases n anzahl n_cases case_count sample_size samples rows n_rows support "
    "observations faelle fälle num_cases cases_checked n_obs stichprobe",
    "group": "group segment region gruppe cohort slice subgroup group_name segment_name "
    "age_group altersgruppe country land",
    "version": "version model_version modell_version modelversion",
}
NAMES: Mapping[str, frozenset[str]] = {key: frozenset(each.split()) for key, each in _PARTS.items()}
"""For each part of a mapping, what a column that holds it may be called."""

_NO_MEASURES = (
    "id nr no index idx key row year month week quarter day jahr monat woche quartal rank "
    "run_id batch_id uuid hash year_week model_id"
)
NO_MEASURES = frozenset(_NO_MEASURES.split())
"""Columns of numbers that nobody measured."""

PERCENT_WORDS = frozenset({"pct", "percent", "percentage", "prozent", "perc"})
_MONEY_WORDS: Mapping[str, str] = {
    **{code.lower(): code for code in ("EUR", "GBP", "USD", "CHF", "SEK", "DKK", "NOK", "JPY")},
    "euro": "EUR",
    "euros": "EUR",
    "dollars": "USD",
    "pounds": "GBP",
}
_TIME_WORDS: Mapping[str, Unit] = {
    "seconds": Unit.SECONDS,
    "secs": Unit.SECONDS,
    "sec": Unit.SECONDS,
    "sekunden": Unit.SECONDS,
    "minutes": Unit.MINUTES,
    "minuten": Unit.MINUTES,
    "hours": Unit.HOURS,
    "stunden": Unit.HOURS,
    "days": Unit.DAYS,
    "tage": Unit.DAYS,
}


def _shape(
    kind: str,
    unit: Unit = Unit.SHARE,
    better: Better = Better.HIGHER,
    question: Question = Question.PERFORMANCE,
) -> MeasureShape:
    return MeasureShape(question=question, kind=kind, unit=unit, better=better)


def _money(kind: str, better: Better = Better.HIGHER) -> MeasureShape:
    return _shape(kind, Unit.MONEY, better, Question.VALUE)


_ERRORS = {
    "mae": "mean_absolute_error",
    "mean_absolute_error": "mean_absolute_error",
    "median_absolute_error": "median_absolute_error",
    "rmse": "root_mean_squared_error",
    "root_mean_squared_error": "root_mean_squared_error",
}
MEASURES: Mapping[str, MeasureShape] = {
    **{each: _shape("recall") for each in ("recall", "sensitivity", "tpr", "trefferquote")},
    **{each: _shape("precision") for each in ("precision", "ppv")},
    **{each: _shape("accuracy") for each in ("accuracy", "acc", "genauigkeit")},
    **{each: _shape("specificity") for each in ("specificity", "tnr")},
    **{each: _shape("roc_auc") for each in ("auc", "roc_auc", "auroc")},
    **{each: _shape("hit_rate") for each in ("hit_rate", "hitrate")},
    **{each: _shape(each) for each in ("coverage", "acceptance_rate")},
    **{
        each: _shape("error_rate", better=Better.LOWER)
        for each in ("error_rate", "errors", "fehlerquote")
    },
    **{each: _shape("false_positive_rate", better=Better.LOWER) for each in ("fpr",)},
    "false_positive_rate": _shape("false_positive_rate", better=Better.LOWER),
    **{
        each: _shape("false_negative_rate", better=Better.LOWER)
        for each in ("fnr", "false_negative_rate")
    },
    **{each: _shape(kind, Unit.NUMBER, Better.LOWER) for each, kind in _ERRORS.items()},
    "mape": _shape("mean_absolute_percentage_error", better=Better.LOWER),
    **{
        each: _shape("availability", question=Question.AVAILABILITY)
        for each in ("availability", "uptime", "verfuegbarkeit")
    },
    "failure_rate": _shape("failure_rate", Unit.SHARE, Better.LOWER, Question.AVAILABILITY),
    **{
        each: _shape("response_time", Unit.SECONDS, Better.LOWER, Question.AVAILABILITY)
        for each in ("latency", "response_time", "antwortzeit")
    },
    **{
        each: _shape("population_stability_index", Unit.NUMBER, Better.LOWER, Question.DRIFT)
        for each in ("psi", "population_stability_index")
    },
    **{each: _money("worth") for each in ("worth", "benefit", "nutzen")},
    **{each: _money("revenue") for each in ("revenue", "umsatz", "sales")},
    **{each: _money("saving") for each in ("saving", "savings", "saved", "ersparnis")},
    **{each: _money("profit") for each in ("profit", "gewinn")},
    **{each: _money("cost", Better.LOWER) for each in ("cost", "costs", "kosten")},
    **{each: _money("loss", Better.LOWER) for each in ("loss", "losses", "verlust")},
    "volume": _shape("volume", Unit.COUNT, question=Question.VALUE),
}
"""What a measure called so most likely means; a person looks at it before it is written."""


def plain(name: str) -> str:
    """A name in small letters with one underscore between its words: WeekEnding, week-ending."""
    parted = re.sub(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])", "_", name)
    return re.sub(r"[\W_]+", "_", parted).strip("_").lower()


def fit(name: str, part: str) -> int:
    """How well a column's name fits a part: 2 for the whole name, 1 for a word of it, else 0."""
    whole = plain(name)
    if whole in NAMES[part]:
        return 2
    return int(any(word in NAMES[part] for word in whole.split("_") if len(word) > 2))


def means_percent(name: str) -> bool:
    """True where the name says that shares are kept as 0 to 100."""
    return "%" in name or bool(PERCENT_WORDS & set(plain(name).split("_")))


def without_units(name: str) -> str:
    """A plain name without the words that only say how it is written: recall for recall_pct."""
    beside = {*PERCENT_WORDS, *_MONEY_WORDS, *_TIME_WORDS}
    return "_".join(each for each in plain(name).split("_") if each not in beside)


def shape_called(name: str) -> MeasureShape | None:
    """What a measure of this name most likely means; None where the name says nothing."""
    whole = plain(name)
    words = whole.split("_")
    found = MEASURES.get(whole) or next(
        (MEASURES[each] for each in words if each in MEASURES), None
    )
    for word in words:
        if word in _MONEY_WORDS:
            money = found if found and found.unit is Unit.MONEY else _money("")
            return replace(money, currency=_MONEY_WORDS[word])
        if word in _TIME_WORDS:
            lower = found or _shape("", better=Better.LOWER)
            return replace(lower, unit=_TIME_WORDS[word])
    if found is None and means_percent(name):
        return _shape("")
    return found

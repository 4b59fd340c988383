"""A small company on real data: models trained on scikit-learn's own data sets, in real MLflow.

``register`` trains, logs, registers, tags and marks them, and writes weekly monitoring runs that
score rows no model was taught with. ``CONFIGURATION`` and ``COMPANY_FILE`` are what such a company
would write for Rollcall.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import mlflow
import numpy as np
import numpy.typing as npt
import sklearn
from mlflow import MlflowClient
from mlflow.entities import Metric, RunTag
from mlflow.models.model import ModelInfo
from sklearn.base import BaseEstimator
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, mean_absolute_error, recall_score
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

TRAINING, MONITORING = "trial training", "trial monitoring"
WEEKS = 6
TRUSTED = ["sklearn.tree._tree.Tree"]
"""MLflow wants to be told that a tree we have just grown ourselves is safe to keep."""

Numbers = npt.NDArray[np.float64]
Rows = tuple[Numbers, Numbers]
Groups = Callable[[Numbers], npt.NDArray[np.str_]]


@dataclass(frozen=True)
class RealModel:
    """One model: its real rows and targets, how it learns, what is counted, and what is said.

    ``mark`` is how the registry says that it is in use; without one only its monitoring says so.
    ``weeks`` is how many are monitored, and ``ended_weeks_ago`` how long ago that stopped.
    ``groups`` names a group for each row.
    """

    name: str
    rows: Callable[[], Rows]
    learner: Callable[[], BaseEstimator]
    metric: str
    tags: Mapping[str, str]
    description: str
    mark: str = "alias"
    weeks: int = WEEKS
    ended_weeks_ago: int = 0
    groups: Groups | None = None
    versions: int = 1


def _loaded(loader: Callable[..., Rows]) -> Rows:
    rows, targets = loader(return_X_y=True)
    return rows, targets


def _iris_species() -> Rows:
    return _loaded(load_iris)


def _petal_width() -> Rows:
    rows, _ = _loaded(load_iris)
    return rows[:, :3], rows[:, 3]


def _wine_growers() -> Rows:
    return _loaded(load_wine)


def _tumours() -> Rows:
    """The data set calls harmless 1; the case that matters here is the other one."""
    rows, harmless = _loaded(load_breast_cancer)
    return rows, 1 - harmless


def _digits() -> Rows:
    return _loaded(load_digits)


def _eights() -> Rows:
    rows, digits = _loaded(load_digits)
    return rows, (digits == 8).astype(float)


def _progression() -> Rows:
    return _loaded(load_diabetes)


def _fast_progression() -> Rows:
    rows, progression = _loaded(load_diabetes)
    return rows, (progression > np.median(progression)).astype(float)


def _by_size(rows: Numbers) -> npt.NDArray[np.str_]:
    """Small and large tumours, by their mean radius in millimetres."""
    return np.where(rows[:, 0] < 13.4, "small", "large")


def _by_strength(rows: Numbers) -> npt.NDArray[np.str_]:
    """Light and strong wines, by their alcohol in per cent."""
    return np.where(rows[:, 0] < 13, "light", "strong")


def _scaled(learner: BaseEstimator) -> BaseEstimator:
    return make_pipeline(StandardScaler(), learner)


def _said(business_name: str, owner: str, unit: str, impact: str, **more: str) -> dict[str, str]:
    fixed = {"cadence": "P7D", "backup_owner": "ben", "expert": "ana"}
    named = {"business_name": business_name, "owner": owner, "unit": unit, "impact": impact}
    return {**fixed, **named, **more}


MODELS = (
    RealModel(
        "iris-species",
        _iris_species,
        lambda: LogisticRegression(max_iter=500),
        "accuracy",
        _said("Flower sorting", "ana", "Nursery", "low"),
        "Says which of three kinds of iris a flower is.",
        versions=2,
    ),
    RealModel(
        "iris-petal-width",
        _petal_width,
        LinearRegression,
        "mean_absolute_error",
        _said("Petal width", "ana", "Nursery", "low"),
        "Estimates how wide a petal is from the rest of the flower.",
    ),
    RealModel(
        "wine-grower",
        _wine_growers,
        lambda: RandomForestClassifier(10, random_state=0),
        "accuracy",
        _said("Grower check", "ben", "Cellar", "medium", backup_owner="ana"),
        "Says which of three growers a wine comes from.",
        groups=_by_strength,
    ),
    RealModel(
        "tumour-finder",
        _tumours,
        lambda: _scaled(LogisticRegression(max_iter=500)),
        "recall",
        _said("Tumour finder", "cleo", "Clinic", "high", affects_people="yes"),
        "Finds the tumours that are dangerous.",
        mark="stage",
        groups=_by_size,
    ),
    RealModel(
        "tumour-stump",
        _tumours,
        lambda: DecisionTreeClassifier(max_depth=1, random_state=0),
        "accuracy",
        _said("Quick tumour check", "cleo", "Clinic", "low"),
        "Sorts tumours by one question alone.",
        mark="tag",
    ),
    RealModel(
        "digit-reader",
        _digits,
        lambda: KNeighborsClassifier(3, algorithm="brute"),
        "accuracy",
        _said("Postcode reader", "dan", "Post room", "low"),
        "Reads a handwritten digit.",
    ),
    RealModel(
        "digit-stump",
        _digits,
        lambda: DecisionTreeClassifier(max_depth=2, random_state=0),
        "accuracy",
        _said("Old postcode reader", "dan", "Post room", "low"),
        "Reads a handwritten digit with three questions.",
    ),
    RealModel(
        "eight-spotter",
        _eights,
        GaussianNB,
        "recall",
        _said("Eight spotter", "dan", "Post room", "low"),
        "Finds the eights among handwritten digits.",
        ended_weeks_ago=12,
    ),
    RealModel(
        "diabetes-progression",
        _progression,
        Ridge,
        "mean_absolute_error",
        _said("Progression estimate", "cleo", "Clinic", "low"),
        "Estimates how far the illness will be in a year.",
    ),
    RealModel(
        "diabetes-fast",
        _fast_progression,
        lambda: _scaled(KNeighborsClassifier(15, algorithm="brute")),
        "accuracy",
        _said("Fast progression", "", "Clinic", "low"),
        "Says whether the illness moves faster than for most.",
        mark="",
    ),
    RealModel(
        "wine-grower-next",
        _wine_growers,
        lambda: KNeighborsClassifier(3, algorithm="brute"),
        "accuracy",
        {"business_name": "Grower check, next"},
        "A candidate that nobody uses yet.",
        mark="",
        weeks=0,
    ),
)

CONFIGURATION = """
[company]
name = "Real rows"

[measures.accuracy]
[measures.recall]
[measures.mean_absolute_error]
unit = "number"
better = "lower"

[[sources.mlflow]]
name = "registry"
url = "{url}"
experiments = ["trial training", "trial monitoring"]
readings = [
    {{ metric = "accuracy", measure = "accuracy", cases = "cases" }},
    {{ metric = "recall", measure = "recall", cases = "cases" }},
    {{ metric = "mean_absolute_error", measure = "mean_absolute_error", cases = "cases" }},
]
"""

AGREEMENT = """
[[agreements]]
model = "{model}"
measure = "{measure}"
unit = "{unit}"
better = "{better}"
kind = "{measure}"
minimum = {minimum}
agreed_by = "ana"
agreed_on = {agreed_on}
"""

AGREED = {
    "iris-species": 0.6,
    "iris-petal-width": 0.5,
    "wine-grower": 0.6,
    "tumour-finder": 0.7,
    "tumour-stump": 0.7,
    "digit-reader": 0.7,
    "digit-stump": 0.8,
    "eight-spotter": 0.5,
    "diabetes-progression": 40.0,
}
"""What was signed: easily met by most, out of reach of a reader that asks three questions."""


def company_file(signed_on: date) -> str:
    """People and agreements, as a company would import them."""
    people = ("Ana Ruiz", "Ben Okoro", "Cleo Marsh", "Dan Field")
    listed = [f'[[people]]\nkey = "{each.split()[0].lower()}"\nname = "{each}"' for each in people]
    metrics = {each.name: each.metric for each in MODELS}
    agreed = [
        AGREEMENT.format(
            model=name,
            measure=metrics[name],
            unit="number" if metrics[name] == "mean_absolute_error" else "share",
            better="lower" if metrics[name] == "mean_absolute_error" else "higher",
            minimum=minimum,
            agreed_on=signed_on,
        )
        for name, minimum in AGREED.items()
    ]
    return "\n".join([*listed, *agreed])


def register(url: str, last_day: date) -> None:
    """Fill the server at ``url``: every model trained, registered, marked and monitored.

    ``last_day`` is the last day the newest weeks of monitoring cover.
    """
    client = MlflowClient(url)
    monitoring = client.create_experiment(MONITORING)
    before = mlflow.get_tracking_uri()
    mlflow.set_tracking_uri(url)
    try:
        mlflow.set_experiment(TRAINING)
        for model in MODELS:
            learned, held_out = _taught(client, model)
            for week, rows in enumerate(_weeks(held_out, model.weeks), start=1):
                last = last_day - timedelta(weeks=model.weeks - week + model.ended_weeks_ago)
                for group, metrics in _scores(model, learned, rows):
                    _monitored(client, monitoring, model, last, group, metrics)
    finally:
        mlflow.set_tracking_uri(before)


def _taught(client: MlflowClient, model: RealModel) -> tuple[BaseEstimator, Rows]:
    """The model trained on half of its rows and registered; and the other half."""
    rows, targets = model.rows()
    known, held, answers, truths = train_test_split(rows, targets, test_size=0.5, random_state=7)
    learned = model.learner().fit(known, answers)
    # MLflow warns about its own coming changes; they are not what is tried here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with mlflow.start_run():
            mlflow.log_metrics({model.metric: 0.999, "cases": len(answers)})
            logged = mlflow.sklearn.log_model(
                learned,
                name="model",
                pip_requirements=[f"scikit-learn=={sklearn.__version__}"],
                skops_trusted_types=TRUSTED,
            )
        _registered(client, model, logged)
    return learned, (held, truths)


def _registered(client: MlflowClient, model: RealModel, logged: ModelInfo) -> None:
    tags = {f"rollcall.{key}": value for key, value in model.tags.items()}
    client.create_registered_model(model.name, tags, model.description)
    made = [
        client.create_model_version(model.name, logged.model_uri, model_id=logged.model_id)
        for _ in range(model.versions)
    ]
    version = made[-1].version
    if model.mark == "alias":
        client.set_registered_model_alias(model.name, "champion", version)
    elif model.mark == "stage":
        client.transition_model_version_stage(model.name, version, "Production")
    elif model.mark == "tag":
        client.set_model_version_tag(model.name, version, "rollcall.live", "true")


def _weeks(held_out: Rows, weeks: int) -> Iterator[Rows]:
    rows, truths = (np.array_split(each, max(weeks, 1)) for each in held_out)
    yield from list(zip(rows, truths, strict=True))[:weeks]


def _scores(
    model: RealModel, learned: BaseEstimator, week: Rows
) -> Iterator[tuple[str, Mapping[str, float]]]:
    """One week's metric for everybody together, and for each group there is."""
    rows, truths = week
    said = learned.predict(rows)
    yield "", _score(model.metric, truths, said)
    if model.groups:
        named = model.groups(rows)
        for group in np.unique(named):
            mine = named == group
            yield str(group), _score(model.metric, truths[mine], said[mine])


def _score(metric: str, truths: Numbers, said: Numbers) -> Mapping[str, float]:
    """The metric, and on how many cases it rests: for recall, those that mattered."""
    if metric == "accuracy":
        return {metric: accuracy_score(truths, said), "cases": len(truths)}
    if metric == "recall":
        found = recall_score(truths, said, zero_division=0.0)
        return {metric: found, "cases": int(truths.sum())}
    return {metric: mean_absolute_error(truths, said), "cases": len(truths)}


def _monitored(
    client: MlflowClient,
    experiment: str,
    model: RealModel,
    last: date,
    group: str,
    metrics: Mapping[str, float],
) -> None:
    """One monitoring run over the week whose last day is ``last``."""
    tags = {
        "rollcall.model": model.name,
        "rollcall.period_start": str(last - timedelta(days=6)),
        "rollcall.period_end": str(last),
        "rollcall.version": str(model.versions),
        "rollcall.group": group,
    }
    run = client.create_run(experiment).info.run_id
    client.log_batch(
        run,
        [Metric(name, value, 0, 0) for name, value in metrics.items()],
        tags=[RunTag(key, value) for key, value in tags.items() if value],
    )

"""Write the reports beside this file with Evidently itself; the README there says how."""

# Evidently is installed only where these are made: it asks for an older pandas than ours.
# mypy: ignore-errors
# Evidently itself writes times without a zone.
# ruff: noqa: DTZ001

import json
import shutil
from datetime import datetime
from pathlib import Path

import pandas as pd
from evidently import BinaryClassification, DataDefinition, Dataset, Regression, Report
from evidently.metrics import MeanValue, MissingValueCount, ValueDrift
from evidently.presets import (
    ClassificationPreset,
    DataDriftPreset,
    DataSummaryPreset,
    RegressionPreset,
)
from evidently.ui.workspace import Workspace
from sklearn.datasets import load_breast_cancer, load_diabetes
from sklearn.linear_model import LinearRegression, LogisticRegression

HERE = Path(__file__).parent
PARTS = ["age", "bmi", "bp", "s5"]
CELLS = ["mean radius", "mean texture", "mean area"]


def main() -> None:
    shutil.rmtree(HERE / "workspace", ignore_errors=True)
    workspace = Workspace.create(str(HERE / "workspace"))
    _diabetes(workspace)
    _tumours(workspace)
    for path in (HERE / "workspace").glob("*/dashboard.json"):
        path.unlink()
    for path in HERE.glob("**/*.json"):
        _without_pictures(path)


def _diabetes(workspace: Workspace) -> None:
    """A model of numbers, three days; on the last day older and heavier people came."""
    frame = load_diabetes(as_frame=True, scaled=False).frame[[*PARTS, "target"]]
    learned = frame.iloc[:200].copy()
    model = LinearRegression().fit(learned[PARTS], learned["target"])
    project = workspace.create_project("diabetes-progress")
    days = {
        datetime(2026, 11, 24, 5, 10): frame.iloc[200:320].copy(),
        datetime(2026, 11, 25, 5, 11): frame.iloc[320:].copy(),
        datetime(2026, 11, 26, 5, 10): frame.iloc[200:].query("bmi > 27 and age > 50").copy(),
    }
    days[datetime(2026, 11, 26, 5, 10)].iloc[:9, 3] = None
    definition = DataDefinition(
        numerical_columns=PARTS, regression=[Regression(target="target", prediction="guess")]
    )
    for at, rows in days.items():
        known = rows[PARTS].fillna(learned[PARTS].mean())
        rows["guess"] = model.predict(known)
        before = learned.assign(guess=model.predict(learned[PARTS]))
        run = Report([DataDriftPreset(columns=PARTS), DataSummaryPreset(), RegressionPreset()]).run(
            Dataset.from_pandas(rows, definition),
            Dataset.from_pandas(before, definition),
            timestamp=at,
        )
        workspace.add_run(project.id, run, include_data=False)
    run.save_json(str(HERE / "diabetes-2026-11-25.json"))


def _tumours(workspace: Workspace) -> None:
    """A model of yes and no; a week named in the report, and a report of single columns."""
    frame = load_breast_cancer(as_frame=True).frame[[*CELLS, "target"]]
    learned, seen = frame.iloc[:300].copy(), frame.iloc[300:].copy()
    model = LogisticRegression(max_iter=5000).fit(learned[CELLS], learned["target"])
    for rows in (learned, seen):
        rows["guess"] = model.predict(rows[CELLS])
    definition = DataDefinition(
        numerical_columns=CELLS,
        categorical_columns=["target", "guess"],
        classification=[BinaryClassification(target="target", prediction_labels="guess")],
    )
    current, reference = (Dataset.from_pandas(rows, definition) for rows in (seen, learned))
    project = workspace.create_project("tumours")
    week = {"rollcall.period_start": "2026-11-16", "rollcall.period_end": "2026-11-22"}
    run = Report([ClassificationPreset(), DataDriftPreset(columns=CELLS, method="psi")]).run(
        current,
        reference,
        timestamp=datetime(2026, 11, 23, 7, 0),
        metadata={**week, "model": "tumour-check"},
        tags=["weekly"],
    )
    workspace.add_run(project.id, run, include_data=False)
    single = Report(
        [
            ValueDrift(column="mean area", method="ks"),
            MissingValueCount(column="mean area"),
            MeanValue(column="mean area"),
        ],
        include_tests=True,
    ).run(
        current,
        reference,
        timestamp=datetime(2026, 11, 23, 7, 5),
        metadata=week,
        tags=["model:tumour-check"],
    )
    (HERE / "single-columns.json").write_text(single.dumps())


def _without_pictures(path: Path) -> None:
    """Pictures and tables of web pages are all but a hundredth of a file, and never read."""
    report = json.loads(path.read_text())
    for each in report.get("metric_results", {}).values():
        if each.get("widget"):
            each["widget"] = each["widget"][:1]
            each["widget"][0]["params"] = {}
            each["widget"][0]["additionalGraphs"] = []
    for key in ("widgets", "tests_widgets"):
        if key in report:
            report[key] = []
    path.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    pd.options.mode.copy_on_write = True
    main()

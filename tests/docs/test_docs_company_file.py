"""docs/company-file.md does what it says: its example is taken whole, and every key is told."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.facts import Agreement, Kind, Measure, Model, ReadContext, Refusal
from data.sources.company_file import read
from data.sources.company_file.entries import SECTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "company-file.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]


def test_the_example_is_taken_whole(tmp_path: Path) -> None:
    path = tmp_path / "company.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    found = list(read(path, ReadContext(NOW, NOW, "Europe/London")))
    assert [each for each in found if isinstance(each, Refusal)] == []
    counted = Counter(type(each).__name__ for each in found)
    assert counted == {
        "Person": 2,
        "Model": 1,
        "Fact": 21,
        "Retirement": 1,
        "Measure": 3,
        "Agreement": 1,
        "Rhythm": 1,
        "Pause": 1,
        "LiveSpell": 2,
        "QuietTime": 1,
        "DoesNotApply": 1,
        "Acknowledgement": 1,
        "DataUse": 1,
        "AnswerUse": 1,
        "RunsWith": 1,
        "Pipeline": 1,
        "PipelineRun": 1,
        "ExamResult": 1,
    }
    (model,) = [each for each in found if isinstance(each, Model)]
    assert model.ref.registry == "company file"
    (agreement,) = [each for each in found if isinstance(each, Agreement)]
    assert {each.key for each in found if isinstance(each, Measure)} >= {agreement.measure}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_told_and_needed_ones_are_bold(section: str) -> None:
    told = PAGE.split(f"\n### {section}:")[1].split("\n### ")[0]
    shared = PAGE.split("### agreements")[1].split("| key")[0] if section == "agreements" else ""
    for name, field in SECTIONS[section].model_fields.items():
        assert f"`{name}`" in told + shared, name
        assert (f"**`{name}`**" in told) == field.is_required(), name
        assert f"{name} = " in EXAMPLE, name


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_told(kind: Kind) -> None:
    assert f"`{kind.value}`" in PAGE

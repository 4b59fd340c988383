"""What is handed out for those who run Rollcall names what there is."""

import re
from pathlib import Path

import pytest
import yaml

from app.bringing_routes import LARGEST_SENT
from app.setting_files import ENDING
from app.settings import ENVIRONMENT_ONLY

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
HANDED_OUT = sorted(each for each in DEPLOY.rglob("*") if each.is_file())
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "file", [ROOT / "docs" / "operations.md", *HANDED_OUT], ids=lambda f: f.name
)
def test_every_variable_named_is_one_that_is_read(file: Path) -> None:
    named = set(re.findall(r"ROLLCALL_[A-Z_]+", file.read_text(encoding="utf-8")))
    assert {each.removesuffix(ENDING) for each in named} <= set(ENVIRONMENT_ONLY.values())


def test_every_file_named_is_there() -> None:
    for name in re.findall(r"\]\(\.\./([\w./]+)\)", PAGE):
        assert (ROOT / name).exists()
    for pattern in re.findall(r"deploy/(systemd/[\w.*-]+)", PAGE):
        assert list(DEPLOY.glob(pattern))


def test_every_secret_is_handed_to_the_container_that_reads_it() -> None:
    for service in COMPOSE["services"].values():
        read = {
            value for name, value in service.get("environment", {}).items() if name.endswith(ENDING)
        }
        assert read == {f"/run/secrets/{each}" for each in service.get("secrets", [])}
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])


def test_everything_copied_into_the_image_is_let_through() -> None:
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").split()
    copied = re.findall(
        r"^COPY (?!--)(.+) \S+$",
        (DEPLOY / "Containerfile").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    sources = [name for each in copied for name in each.split()]
    assert {"app", "data", "pages", ".streamlit", "requirements.txt"} <= set(sources)
    for name in sources:
        assert (ROOT / name).exists()
        assert f"!{name}" in ignored


def test_the_proxy_lets_through_what_rollcall_answers_itself() -> None:
    megabytes = LARGEST_SENT // 2**20
    proxy = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert f"client_max_body_size {megabytes}m;" in proxy

"""The HTML of every page: it connects at once and asks early for what it needs."""

import hashlib
import re

import httpx
import pytest
from starlette.applications import Starlette

from app.front_page import (
    EARLY,
    PARTS,
    STATIC,
    front_page,
    front_routes,
    preloaded,
    script_route,
)
from app.protection import content_policy
from app.ui import script
from tests.apart import run_apart


def test_it_is_streamlits_own_with_our_words_before_its_script() -> None:
    html = front_page()
    assert html.index(EARLY) < html.index('<script type="module"')
    own = (STATIC / "index.html").read_text(encoding="utf-8")
    for line in filter(str.strip, own.splitlines()):
        assert line.strip() in html


def test_streamlit_still_reads_what_we_tell_it() -> None:
    scripts = "".join(
        (STATIC / "static" / "js" / name).read_text(encoding="utf-8")
        for name in re.findall(r"static/js/([\w.-]+\.js)", front_page())
    )
    for told in ("__streamlit", *re.findall(r"([A-Z_]{4,}|\b[a-z]+[A-Z]\w+):", EARLY)):
        assert told in scripts


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_asked_for_early(part: str) -> None:
    assert any(name.startswith(f"{part}.") for name in preloaded([part]))


def test_nothing_is_asked_for_twice() -> None:
    links = re.findall(
        r'rel="modulepreload" crossorigin (?:data-part )?href="([^"]+)"', front_page()
    )
    assert len(links) == len(set(links))
    ours, *theirs = links[-len(preloaded(PARTS)) - 1 :]
    assert ours == f".{script.path()}"
    assert all((STATIC / link).is_file() for link in theirs)


def test_the_parts_of_a_page_are_made_ready_and_not_all_they_import() -> None:
    marked = re.findall(r'data-part href="\./(?:static/js|parts)/(\w+)\.', front_page())
    assert marked == ["rollcall", *PARTS]


def test_our_own_script_is_kept_and_renamed_with_every_change() -> None:
    answer = run_apart(_asked(script.path()))
    assert answer.text == script.script()
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert hashlib.sha256(answer.content).hexdigest().startswith(script.path().split(".")[1])
    assert script.path() in script.importing()


async def _asked(path: str) -> httpx.Response:
    transport = httpx.ASGITransport(Starlette(routes=[script_route()]))
    async with httpx.AsyncClient(transport=transport, base_url="http://rollcall") as client:
        return await client.get(path)


def test_the_policy_lets_our_words_run_and_no_others() -> None:
    scripts = re.findall(r"<script>", front_page())
    assert content_policy(front_page()).count("'sha256-") == len(scripts) == 2


def test_every_page_has_it() -> None:
    assert {"/", "/models", "/model", "/sources", "/words"} <= {
        each.path for each in front_routes()
    }

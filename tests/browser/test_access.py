"""axe-core finds nothing at WCAG 2.2 AA on the pages, light and dark.

What Streamlit itself draws and we cannot reach is named here, rule by rule, with the element.
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "models": "/models",
    "narrowed": "/models?status=below&q=letters",
    "nothing found": "/models?q=zzzz",
    "model": "/model?model=retail-churn-propensity",
    "model with groups": "/model?model=claims-triage",
    "model with a candidate": "/model?model=late-payment-risk",
    "model of a shared event": "/model?model=site-search-ranking",
    "silent model": "/model?model=branch-cash-forecast",
    "unknown model": "/model?model=nobody",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, pretend: str, name: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(pretend + PAGES[name])
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    if name.startswith("model") and name != "models":
        expect(page.locator(".chart").first).to_be_visible()
        for closed in page.locator("summary:visible").all():
            closed.click()
    assert found_by_axe(page) == []


def found_by_axe(page: Page) -> list[str]:
    """Every violation as one line: the rule and the element it is about."""
    # Playwright runs this in the page's own world, where the content policy stops no test.
    page.evaluate(AXE)
    result = page.evaluate("levels => axe.run({runOnly: levels})", LEVELS)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def test_axe_would_find_a_fault_in_what_we_draw(page: Page, pretend: str) -> None:
    page.goto(pretend + PAGES["models"])
    told = page.locator(".results")
    expect(told).to_be_visible(timeout=20_000)
    told.evaluate("e => { e.style.color = '#ddd'; }")
    assert any(line.startswith("color-contrast") for line in found_by_axe(page))

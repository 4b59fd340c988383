"""What a test can ask of a page beyond its words."""

from playwright.sync_api import Locator, Page

_SIDEWAYS = """() => {
  const wide = [];
  const clipped = (each) => {
    const above = each.parentElement;
    return !!above && (getComputedStyle(above).overflowX === "hidden" || clipped(above));
  };
  const look = (root) => root.querySelectorAll("*").forEach((each) => {
    if (each.shadowRoot) look(each.shadowRoot);
    if (each.closest(".unseen") || clipped(each)) return;
    const scrolls = each.scrollWidth > each.clientWidth + 1
      && ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
    const beyond = each.getBoundingClientRect().right > innerWidth + 1;
    if (scrolls || beyond) wide.push(each.outerHTML.slice(0, 120));
  });
  look(document.querySelector("[data-testid=stMain]"));
  return wide;
}"""


def in_the_page(page: Page) -> Locator:
    """What stands on the page, without the menu beside it."""
    return page.get_by_test_id("stMain")


def sideways(page: Page) -> list[str]:
    """The elements that reach over the right edge of the screen, or scroll sideways."""
    found: list[str] = page.evaluate(_SIDEWAYS)
    return found


def scrolled(page: Page) -> float:
    """How far down the reader is, in pixels."""
    down: float = in_the_page(page).evaluate("box => box.scrollTop")
    return down

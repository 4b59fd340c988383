// Shows HTML that the server made and escaped, and keeps navigation inside the app: a plain click
// on one of our own links changes the address and tells Streamlit, which runs the page for it.
// Everything else about a link (a new tab, copying it, the keyboard) stays the browser's.

function isPlainClick(event) {
  return event.button === 0 && !event.defaultPrevented
    && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

// What scrolls is an element of Streamlit's around ours, not the window.
function scrollerOf(page) {
  let box = page.getRootNode().host;
  while (box && !["auto", "scroll"].includes(getComputedStyle(box).overflowY)) {
    box = box.parentElement;
  }
  return box ?? document.documentElement;
}

// On a phone Streamlit's menu lies over the page. It closes for its own links, not for ours.
function uncover(page) {
  const menu = page.getRootNode().host.closest("[data-testid=stSidebar]");
  if (menu && menu.getBoundingClientRect().width > innerWidth / 2) {
    menu.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }
}

function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || !isPlainClick(event) || link.target || link.hasAttribute("download")) return;
  const to = new URL(link.href, document.baseURI);
  if (to.origin !== location.origin || to.hash) return;
  event.preventDefault();
  leave(event.currentTarget, to, link.hasAttribute("data-down"));
}

// Changes the address as a link does, and tells Streamlit. Down is where a list begins: whoever
// narrows it from a table above wants to see what is left.
function leave(page, to, down = false) {
  // Where the reader was stays with the page that is left, so that Back returns there.
  history.replaceState({ at: scrollerOf(page).scrollTop }, "");
  history.pushState({ followed: true, down }, "", to.href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  uncover(page);
}

// After a link the reader starts at the heading; after Back, where the page was left.
function land(page) {
  const { followed, down, at } = history.state ?? {};
  const landing = (down && page.querySelector("[data-landing]"))
    || page.querySelector("h1, [data-landing]");
  if (followed && landing) {
    history.replaceState(null, "");
    landing.focus({ preventScroll: true });
    if (landing.matches("h1")) scrollerOf(page).scrollTo({ top: 0 });
    else landing.scrollIntoView();
  } else if (at) {
    requestAnimationFrame(() => scrollerOf(page).scrollTo({ top: at }));
  } else {
    // A link in a mail may lead to a part of the page.
    const part = new URLSearchParams(location.search).get("part");
    if (part) page.querySelector(`#part-${CSS.escape(part)}`)?.scrollIntoView();
  }
}

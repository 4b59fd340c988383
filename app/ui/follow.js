// Shows HTML that the server made and escaped, and keeps navigation inside the app: a plain click
// on one of our own links changes the address and tells Streamlit, which runs the page for it.
// Everything else about a link (a new tab, copying it, the keyboard) stays the browser's.

function isPlainClick(event) {
  return event.button === 0 && !event.defaultPrevented
    && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || !isPlainClick(event) || link.target) return;
  const to = new URL(link.href, document.baseURI);
  if (to.origin !== location.origin || to.hash) return;
  event.preventDefault();
  history.pushState({ followed: true }, "", to.href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}

function welcome(page) {
  const heading = page.querySelector("h1");
  if (!heading || !history.state?.followed) return;
  history.replaceState({}, "", location.href);
  heading.focus();
}

export default function ({ parentElement, data }) {
  const page = parentElement.querySelector(".page");
  document.documentElement.lang = data.lang;
  page.onclick = follow;
  if (page.shown === data.html) return;
  page.shown = data.html;
  page.innerHTML = data.html;
  welcome(page);
}

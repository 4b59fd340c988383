// Forms whose answers are an address. One that lives (data-live) is followed while it is filled in;
// one that asks (data-asks) is answered beside itself, and leads on only when it is sent.

const PAUSE = 400; // Long enough that a word is typed in one go, short enough to seem to follow.
let waiting = null;
let typedAddress = null; // What typing made of the address; going on typing replaces it.

function soon(act) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { waiting = null; act(); }, PAUSE);
}

function addressOf(form) {
  const to = new URL(form.action, document.baseURI);
  to.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  return to;
}

function narrow(form, typed) {
  const to = addressOf(form).href;
  if (to === location.href) return;
  const step = typed && typedAddress === location.href ? "replaceState" : "pushState";
  history[step](null, "", to);
  typedAddress = typed ? to : null;
  window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
}

function typed(event) {
  const { form, type, value } = event.target;
  if (form?.matches("[data-does]")) keepDraft(form);
  if (event.target.matches("[data-replays]")) {
    const page = event.currentTarget;
    soon(() => page.ask(value));
  }
  if (type !== "search" || event.isComposing) return;
  const page = event.currentTarget;
  if (form.matches("[data-live]")) soon(() => narrow(form, true));
  if (form.matches("[data-asks]")) soon(() => page.ask(value));
}

function chosen(event) {
  const { form, type } = event.target;
  if (type !== "search" && form?.matches("[data-live]")) narrow(form, false);
}

function sent(event) {
  if (event.target.method === "post") return; // Coming and going: the browser's own way.
  event.preventDefault();
  if (event.target.matches("[data-does]")) {
    does(event.currentTarget, event.target, event.submitter);
    return;
  }
  clearTimeout(waiting);
  waiting = null;
  if (event.target.matches("[data-live]")) narrow(event.target, true);
  else leave(event.currentTarget, addressOf(event.target));
}

function escaped(event) {
  const choice = event.key === "Escape" && event.target.closest(".choice[open]");
  if (!choice) return;
  choice.open = false;
  choice.querySelector("summary").focus();
}

// A choice closes when the reader goes on to something else.
function left(event) {
  const choice = event.target.closest(".choice[open]");
  if (choice && event.relatedTarget && !choice.contains(event.relatedTarget)) choice.open = false;
}

function pointed(event) {
  for (const choice of event.currentTarget.querySelectorAll(".choice[open]")) {
    if (!choice.contains(event.target)) choice.open = false;
  }
}

function listen(page) {
  page.oninput = typed;
  page.onchange = chosen;
  page.onsubmit = sent;
  page.onkeydown = escaped;
  page.onpointerdown = pointed;
  // These have no property of their own; the same function is never added twice.
  page.addEventListener("focusout", left);
  page.addEventListener("click", ask);
  // The end of composing a letter from several keys is no input of its own in every browser.
  page.addEventListener("compositionend", typed);
}

// New HTML takes nothing from somebody who is filling in a form: neither the place nor the letters.
function keepingPlace(page, change) {
  const field = page.getRootNode().activeElement;
  change();
  if (!field?.form?.matches("[data-live]")) return;
  const same = [...page.querySelectorAll(`form[data-live] ${field.localName}`)]
    .find((each) => each.name === field.name
      && (field.type !== "checkbox" || each.value === field.value));
  if (!same) return;
  same.closest("details")?.setAttribute("open", "");
  if (same.type === "search") {
    // What is not yet in the address was typed since; else the address is right, after Back too.
    same.value = waiting ? field.value : new URLSearchParams(location.search).get(field.name) ?? "";
    same.setSelectionRange(field.selectionStart, field.selectionEnd);
    if (waiting) soon(() => narrow(same.form, true));
  }
  same.focus({ preventScroll: true });
}

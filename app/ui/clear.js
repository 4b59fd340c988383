// Asking whether a sentence was clear. For a moment every sentence of the page can be chosen, with
// the pointer or the keyboard, and nothing else is followed.

const SAYING = "[data-said], h1, h2, h3, p, li, dt, dd, th, summary, legend, figcaption";
const LONGEST_READ = 500; // As many letters as the server takes.
let asking = null; // The button that began it, while somebody chooses.

function sayings() {
  return mainParts().flatMap((part) => [...part.querySelectorAll(SAYING)]).filter((each) =>
    each.textContent.trim() && !each.querySelector(SAYING) && !each.closest("form, .saved"));
}

function ask(event) {
  const button = event.target.closest("[data-asks-clear]");
  if (!button) return;
  if (asking) endAsking();
  else beginAsking(event.currentTarget, button);
}

function beginAsking(part, button) {
  uncover(part); // Before clicks are ours: it clicks.
  asking = button;
  button.setAttribute("aria-pressed", "true");
  for (const each of sayings()) {
    each.classList.add("sayable");
    each.tabIndex = 0;
  }
  document.addEventListener("click", chooseSaying, true);
  document.addEventListener("keydown", chooseSaying, true);
}

function endAsking() {
  document.removeEventListener("click", chooseSaying, true);
  document.removeEventListener("keydown", chooseSaying, true);
  for (const each of sayings()) {
    each.classList.remove("sayable");
    if (!each.matches("h1, summary")) each.removeAttribute("tabindex");
  }
  asking.removeAttribute("aria-pressed");
  asking = null;
}

function chooseSaying(event) {
  const path = event.composedPath();
  const presses = event.type === "click" || ["Enter", " "].includes(event.key);
  if (event.key === "Escape") endAsking();
  else if (presses && !path.includes(asking)) choosePressed(event, path);
}

function choosePressed(event, path) {
  event.preventDefault();
  event.stopPropagation();
  const said = path.find((each) => each.classList?.contains("sayable"));
  if (!said) return;
  const template = asking.getRootNode().querySelector("template[data-clear]");
  endAsking();
  openFor(said, template);
}

// Beside the sentence, in its own part of the page: the menu may be out of sight.
function openFor(said, template) {
  const dialog = template.content.firstElementChild.cloneNode(true);
  const form = dialog.querySelector("form");
  const read = said.innerText.trim().slice(0, LONGEST_READ);
  dialog.querySelector("blockquote").textContent = read;
  form.elements.said.value = said.dataset.said ?? "";
  form.elements.read.value = read;
  form.elements.place.value = location.pathname;
  form.dataset.about = said.dataset.said ?? read;
  dialog.querySelector("[data-closes]").onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  said.getRootNode().querySelector(".page").append(dialog);
  dialog.showModal();
}

// Puts on the page what the server made: the HTML, and below a form its answer.

export function show({ parentElement, data, setStateValue }) {
  if (!parentElement.adoptedStyleSheets.includes(style)) {
    parentElement.adoptedStyleSheets = [style];
  }
  const page = parentElement.querySelector(".page");
  document.documentElement.lang = data.lang;
  page.onclick = follow;
  page.ask = (text) => setStateValue("typed", { place: data.place, text });
  listen(page);
  explain(page);
  if (page.shown !== data.html || page.place !== data.place) {
    page.shown = data.html;
    page.place = data.place;
    keepingPlace(page, () => { page.innerHTML = data.html; });
    restoreDrafts(page);
    tellSaved(page);
    if (data.place === undefined) land(page);
  }
  if (data.answer !== undefined) answer(page, data.answer);
}

function answer(page, html) {
  let below = page.querySelector("[data-answer], :scope > .answer");
  if (!below) {
    below = document.createElement("div");
    below.className = "answer";
    page.append(below);
  }
  if (below.shown === html) return;
  below.shown = html;
  below.innerHTML = html;
}

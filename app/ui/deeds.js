// Forms that change something (data-does). What is typed stays in this tab until the server says
// that it is saved: a page that is drawn anew, a lost connection or a reload takes nothing.

function draftOf(form) {
  const about = form.elements.model?.value ?? "";
  return `rollcall ${form.dataset.does} ${about} ${form.dataset.about ?? ""}`;
}

function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
}

function typedIn(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (form.elements[name] instanceof RadioNodeList
      && [...form.elements[name]].every((each) => each.type === "checkbox")) {
      (fields[name] ??= []).push(value);
    } else fields[name] = value;
  }
  return fields;
}

// One key for as long as the same form is filled in: sent twice, it is done once.
function draft(form) {
  return JSON.parse(sessionStorage.getItem(draftOf(form)) ?? "null") ?? { key: randomKey() };
}

function keepDraft(form) {
  const kept = { ...draft(form), fields: typedIn(form) };
  sessionStorage.setItem(draftOf(form), JSON.stringify(kept));
  return kept;
}

function restoreDrafts(page) {
  for (const form of page.querySelectorAll("form[data-does]")) {
    const { fields } = draft(form);
    if (!fields) continue;
    for (const field of form.elements) {
      const kept = fields[field.name];
      if (kept === undefined || field.type === "hidden") continue;
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = [kept].flat().includes(field.value);
      } else field.value = kept;
    }
    form.closest("details")?.setAttribute("open", "");
  }
}

async function asked(form, kept, name) {
  try {
    const answer = await fetch(`/do/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: kept.key, fields: kept.fields }),
    });
    return { ...await answer.json(), moved: answer.status === 409 };
  } catch {
    return { done: false, say: form.dataset.away, wrong: {} };
  }
}

function mark(form, wrong) {
  for (const field of form.querySelectorAll("[name]")) {
    const told = form.querySelector(`[data-wrong="${CSS.escape(field.name)}"]`);
    const what = wrong[field.name] ?? "";
    field.toggleAttribute("aria-invalid", Boolean(what));
    if (told) told.textContent = what;
  }
  form.querySelector("[aria-invalid]")?.focus();
}

// A form with several buttons does what the one that was pressed says.
async function does(page, form, button) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const answer = await asked(form, keepDraft(form), button?.dataset.does ?? form.dataset.does);
  form.removeAttribute("aria-busy");
  form.querySelector("[role=status]").textContent = answer.say;
  mark(form, answer.wrong);
  if (answer.moved) {
    // What the form was drawn from is no longer so: the page shows what is, and the text stays.
    sessionStorage.setItem("rollcall said", answer.say);
    again();
  }
  if (!answer.done) return;
  sessionStorage.removeItem(draftOf(form));
  sessionStorage.setItem("rollcall said", answer.say);
  form.closest("details")?.removeAttribute("open");
  form.reset();
  again();
}

// The same page again: Streamlit runs it for the state of things after the change.
function again() {
  window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
}

// The page that follows says once more that it is saved: the form that said it may be gone. It says
// so below its heading, or where a part that is drawn anew by itself has its place for it.
function tellSaved(page) {
  const said = sessionStorage.getItem("rollcall said");
  const heading = page.querySelector("h1, [data-says-saved]");
  if (!said || !heading) return;
  sessionStorage.removeItem("rollcall said");
  const told = document.createElement("p");
  told.className = "saved";
  told.setAttribute("role", "status");
  told.textContent = said;
  (heading.closest(".title") ?? heading).after(told);
}

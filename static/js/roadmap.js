// The roadmap's page: rows open in the side panel, a click on a cell goes to its field, Ctrl+Enter saves.

import "./conflict.js";

const wide = matchMedia("(min-width: 768px)");
const panel = document.querySelector("#panel");
let wantedField = "";
let place = null; // a row and where it stood on the screen when its panel was asked for

function choose(row) {
  for (const chosen of document.querySelectorAll(".official tr.is-chosen")) {
    chosen.classList.remove("is-chosen");
    for (const cell of chosen.querySelectorAll(".is-active")) cell.classList.remove("is-active");
  }
  row?.classList.add("is-chosen");
}

function rowOfPanel() {
  const id = panel?.querySelector("[data-row]")?.dataset.row;
  return id ? document.getElementById(id) : null;
}

/* The table grows narrower when the panel docks: the row stays where the eye left it. */
function keepPlace() {
  const row = place && document.getElementById(place.id);
  if (row) scrollBy({ top: row.getBoundingClientRect().top - place.top, behavior: "instant" });
  place = null;
}

function open(link) {
  const row = link.closest(".official tr");
  if (row) choose(row);
  place = row && { id: row.id, top: row.getBoundingClientRect().top };
  // A row's own link leads to its card; the panel of whoever may edit opens its form.
  htmx.ajax("GET", link.getAttribute("href") + link.dataset.panel, { target: panel, swap: "innerHTML" });
}

document.addEventListener("click", (event) => {
  if (!panel || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest("a[data-panel]");
  if (link) {
    event.preventDefault();
    wantedField = link.dataset.field ?? "";
    open(link);
    return;
  }
  const cell = target?.closest(".plan.is-editable td");
  if (!cell || target.closest("a, button, summary") || getSelection().toString()) return;
  const row = cell.parentElement;
  const title = row.querySelector("a.item-title");
  if (!title?.dataset.panel) return;
  const heading = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  wantedField = heading?.dataset.field ?? "";
  open(title);
  if (wantedField) cell.classList.add("is-active");
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === panel) {
    const field = wantedField && panel.querySelector(`[name="${CSS.escape(wantedField)}"]`);
    wantedField = "";
    keepPlace();
    const row = rowOfPanel();
    if (row && !row.classList.contains("is-chosen")) choose(row);
    if (!panel.textContent.trim()) choose(null);
    else (field || panel.querySelector("textarea, input:not([type=hidden]), h2, a"))?.focus({ preventScroll: true });
    if (field) field.scrollIntoView({ block: "nearest" });
  } else if (event.detail.target.id === "part") {
    choose(rowOfPanel());
  }
});

/* A row that was moved keeps what is being typed in its form; only where it stands changes there. */
document.addEventListener("item-moved", (event) => {
  for (const name of ["version", "section"]) {
    const field = panel?.querySelector(`[name="${name}"]`);
    if (field) field.value = event.detail[name] ?? "";
  }
});

/* Two texts to choose from take the whole page: the form beside them would only mislead. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 409) return;
  panel?.replaceChildren();
  panel?.classList.add("is-empty");
  bootstrap.Offcanvas.getInstance(panel)?.hide();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.target.closest?.("form[data-keys]")?.requestSubmit();
  }
  const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (event.key === "Escape" && panel?.contains(event.target)) {
    const row = rowOfPanel();
    panel.querySelector("[data-panel-close]")?.click();
    choose(null);
    row?.querySelector("a.item-title")?.focus();
  }
});
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-panel-close]")) choose(null);
  const menu = document.querySelector("[data-menu][open]");
  if (menu && !menu.contains(target)) menu.open = false;
});

/* An address with a row's anchor opens nothing, but shows which row was meant. */
if (location.hash.startsWith("#i")) choose(document.getElementById(location.hash.slice(1)));

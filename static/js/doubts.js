// The preview of a document: notes stand beside their cells, Enter answers and goes on to the next one.

const page = document.querySelector("[data-preview]");
const wide = matchMedia("(min-width: 1200px)");
const GAP = 12;
const places = new CSSStyleSheet(); // the page's policy allows no style attributes
document.adoptedStyleSheets = [...document.adoptedStyleSheets, places];
let isAnswered = false; // the notes come back after an answer, not after a look

const notes = () => page.querySelector("#preview-notes");
const current = () => notes().querySelector(".note-card.is-current");
const cellOf = (number) => page.querySelector(`.official [data-doubt="${number}"]`)?.closest("td, th");

/* Each note at the height of its cell, the one in hand first of all; the others give way. */
function place() {
  const list = notes();
  const cards = [...list.querySelectorAll(".note-card")];
  if (!wide.matches) {
    places.replaceSync("");
    return;
  }
  const origin = list.getBoundingClientRect().top;
  const heights = cards.map((card) => card.offsetHeight);
  const wanted = cards.map((card) => {
    const cell = cellOf(card.dataset.note);
    return cell ? cell.getBoundingClientRect().top - origin : 0;
  });
  const tops = [];
  const legend = list.querySelector(".preview-legend").offsetHeight + GAP;
  const middle = Math.max(0, cards.indexOf(current()));
  let below = legend;
  for (let at = 0; at < cards.length; at += 1) {
    tops[at] = Math.max(wanted[at], below);
    below = tops[at] + heights[at] + GAP;
  }
  let above = Math.max(wanted[middle] ?? 0, legend + heights.slice(0, middle).reduce((sum, one) => sum + one + GAP, 0));
  const pull = (tops[middle] ?? 0) - above;
  if (pull > 0) {
    for (let at = middle; at >= 0; at -= 1) {
      tops[at] = Math.min(tops[at], above);
      above = tops[at] - GAP - (heights[at - 1] ?? 0);
    }
    below = tops[middle] + heights[middle] + GAP;
    for (let at = middle + 1; at < cards.length; at += 1) {
      tops[at] = Math.max(wanted[at], below);
      below = tops[at] + heights[at] + GAP;
    }
  }
  const rules = cards.map((card, at) => `#${card.id} { top: ${Math.round(tops[at])}px; }`);
  places.replaceSync([`#${list.id} { min-height: ${Math.round(below)}px; }`, ...rules].join("\n"));
}

/* Fields that belong to one of the choices are shown with it. */
function showChosen(form) {
  const chosen = form.querySelector("[name=choice]:checked")?.value;
  for (const part of form.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== chosen;
}

function mark() {
  for (const cell of page.querySelectorAll(".official .is-active")) cell.classList.remove("is-active");
  const number = current()?.dataset.note;
  const cell = number && cellOf(number);
  cell?.classList.add("is-active");
  return cell;
}

function arrange() {
  for (const form of page.querySelectorAll("[data-answer]")) showChosen(form);
  mark();
  place();
}

function look() {
  const note = current();
  arrange();
  const goal = note ? mark() ?? note : document.querySelector("[data-confirm]");
  goal?.scrollIntoView({ block: "center", behavior: "instant" });
  if (!wide.matches && note) note.scrollIntoView({ block: "center", behavior: "instant" });
  const field = note?.querySelector("[name=choice]:checked, select, textarea, input:not([type=hidden]), .btn");
  (field ?? document.querySelector("[data-confirm]"))?.focus({ preventScroll: true });
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.closest?.("#preview-tables") || event.detail.elt.id === "preview-tables") arrange();
  if (event.detail.target.id !== "preview-notes" && event.detail.elt.id !== "preview-notes") return;
  const isRefused = event.detail.xhr?.status === 422;
  if (isRefused) {
    arrange();
    current()?.querySelector(".is-invalid")?.focus();
  } else if (current() || isAnswered) look();
  isAnswered = false;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  isAnswered = event.detail.requestConfig.verb === "post" && notes().contains(event.detail.elt);
});

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest("[data-note-link]");
  if (link) {
    event.preventDefault();
    const number = link.dataset.noteLink;
    htmx.ajax("GET", `${location.pathname}?note=${number}`, { target: "#preview-notes", swap: "outerHTML" });
  }
  const goal = target?.closest("[data-focus]");
  if (goal) {
    event.preventDefault();
    document.getElementById(goal.dataset.focus)?.focus();
  }
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-answer]");
  if (!form) return;
  showChosen(form);
  place();
  if (event.target.name === "choice") form.querySelector("[data-when]:not([hidden]) :is(input, select)")?.focus();
});

/* A list does not send its form by Enter; here it does. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-answer] select, [data-answer] textarea")) return;
  if (event.target.matches("textarea") && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

page.addEventListener("toggle", place, true);
addEventListener("resize", place);
wide.addEventListener("change", place);
document.fonts?.ready.then(place);
arrange();

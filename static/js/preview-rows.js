// Rows of a preview: a click on a cell opens the row's form at that field, Escape closes it, Ctrl+Enter keeps it.

const page = document.querySelector("[data-preview]");
let row = ""; // whose form was opened, kept or closed last
let field = ""; // of the cell that was clicked
let wanted = ""; // what gets the focus after the answer: «form» or «row»

const rowOf = () => row && document.getElementById(row);

document.addEventListener("htmx:beforeRequest", (event) => {
  const line = event.detail.elt.closest?.("[data-line]");
  if (!line || event.detail.target?.classList.contains("live-reading")) return;
  row = line.id;
  wanted = event.detail.elt.matches("[data-edit]") ? "form" : "row";
});

function focusForm(line) {
  const asked = field && line.querySelector(`[name="${CSS.escape(field)}"]`);
  const first = line.querySelector(".is-invalid") || asked || line.querySelector("[name=title]") || line.querySelector("textarea, input:not([type=hidden])");
  field = "";
  first?.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest", behavior: "instant" });
}

document.addEventListener("htmx:afterSettle", () => {
  const line = wanted && rowOf();
  if (!line) return;
  if (line.classList.contains("row-edit")) {
    focusForm(line);
  } else {
    line.querySelector("[data-row-tool]")?.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  wanted = "";
});

page.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const cell = target?.closest("[data-line] td[data-field]");
  if (!cell || target.closest("a, button, input, form") || getSelection().toString()) return;
  field = cell.dataset.field;
  cell.parentElement.querySelector("[data-edit]")?.click();
});

page.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".row-form");
  if (!form) return;
  if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-close]").click();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit();
  }
});

const open = page.querySelector(".row-edit");
if (open) focusForm(open);

// What every page does with scripts on: theme, toasts, Ctrl+K, sheets and panels that htmx fills, drop zones.

const root = document.documentElement;
const narrow = matchMedia("(max-width: 1199.98px)");

/* Theme: chosen at once, kept by the server's cookie, told to whoever draws with colours. */
function showTheme(theme) {
  const dark = document.querySelector("link[data-dark]");
  if (dark) dark.media = { dark: "all", light: "not all" }[theme] ?? "(prefers-color-scheme: dark)";
  if (theme === "auto") root.removeAttribute("data-bs-theme");
  else root.setAttribute("data-bs-theme", theme);
  document.dispatchEvent(new CustomEvent("portal:theme"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-theme]") || !event.submitter) return;
  event.preventDefault();
  fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" });
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  showTheme(event.submitter.value);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  document.dispatchEvent(new CustomEvent("portal:theme"));
});

/* Toasts: ten seconds where something can be undone, six for the rest; errors stay until closed. */
function keepToast(toast) {
  if (toast.dataset.kept) return;
  toast.dataset.kept = "1";
  if (["error", "warning"].includes(toast.dataset.toast)) return;
  const seconds = toast.querySelector("[formaction]") ? 10 : 6;
  let leaving = setTimeout(() => toast.remove(), seconds * 1000);
  toast.addEventListener("pointerenter", () => clearTimeout(leaving));
  toast.addEventListener("focusin", () => clearTimeout(leaving));
  toast.addEventListener("pointerleave", () => {
    leaving = setTimeout(() => toast.remove(), 3000);
  });
}

function keepToasts() {
  document.querySelectorAll("[data-toast]").forEach(keepToast);
}

function closePanel(panel) {
  bootstrap.Offcanvas.getInstance(panel)?.hide();
  panel.classList.add("is-empty");
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  target.closest("[data-toast-close]")?.closest("[data-toast]")?.remove();
  if (target.closest("[data-print]")) print();
  const panel = target.closest("[data-panel-close]")?.closest(".panel");
  if (panel) {
    event.preventDefault();
    closePanel(panel);
  }
  const eye = target.closest("[data-show-password]");
  if (eye) {
    const field = eye.parentElement.querySelector("input");
    field.type = field.type === "password" ? "text" : "password";
    eye.setAttribute("aria-pressed", String(field.type === "text"));
  }
});

/* Ctrl+K goes to the search. The key's place, not its letter: the layout is Russian as a rule. */
document.addEventListener("keydown", (event) => {
  const field = document.querySelector("[data-search]");
  if (!field || !(event.ctrlKey || event.metaKey) || event.code !== "KeyK") return;
  event.preventDefault();
  field.focus();
  field.select();
});

/* A sheet or a panel that htmx has filled is opened; an empty answer closes it. */
document.addEventListener("htmx:afterSwap", (event) => {
  keepToasts();
  const place = event.detail.target;
  const modal = place.closest?.(".modal[data-sheet]");
  if (modal) {
    const sheet = bootstrap.Modal.getOrCreateInstance(modal);
    if (place.textContent.trim()) sheet.show();
    else sheet.hide();
    // What had the focus may have been swapped away; Escape must still be heard.
    if (modal.classList.contains("show") && !modal.contains(document.activeElement)) modal.focus();
  }
  const panel = place.closest?.(".panel");
  if (panel) {
    const isEmpty = !panel.textContent.trim();
    panel.classList.toggle("is-empty", isEmpty);
    if (isEmpty) closePanel(panel);
    else if (narrow.matches) bootstrap.Offcanvas.getOrCreateInstance(panel).show();
  }
});
document.addEventListener("portal:close-sheet", () => {
  document.querySelectorAll(".modal.show").forEach((modal) => bootstrap.Modal.getInstance(modal)?.hide());
});

/* A refusal with a body is shown too: a form with its errors (422), a conflict (409). */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (![409, 422].includes(event.detail.xhr.status)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    const template = document.querySelector("#toast-failure");
    if (template) document.querySelector("#toasts")?.append(template.content.cloneNode(true));
  });
}

/* Drop zones: a file dropped on [data-drop] goes to its field. */
for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = zone.querySelector("input[type=file]");
  const mark = (isOver) => (event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", isOver);
  };
  zone.addEventListener("dragover", mark(true));
  zone.addEventListener("dragleave", mark(false));
  zone.addEventListener("drop", (event) => {
    mark(false)(event);
    if (!field || !event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/* A field that sends its form when changed: filters without a button. */
document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-autosubmit]")) event.target.form?.requestSubmit();
});

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
for (const element of document.querySelectorAll("[data-without-script]")) element.hidden = true;
keepToasts();

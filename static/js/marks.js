// Marks: the sheet closes when one is made; the coordinator decides from the keyboard and chooses several.

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "live") return;
  document.querySelectorAll(".modal.show").forEach((modal) => bootstrap.Modal.getInstance(modal)?.hide());
});

/* «Документа нет, объясню почему»: the note is what has to be written now. */
document.addEventListener("click", (event) => {
  const explain = event.target.closest?.("[data-explain]");
  if (explain) {
    event.preventDefault();
    const note = document.querySelector("#id_note");
    note.required = true;
    note.closest("div").querySelector(".optional")?.remove();
    note.focus();
  }
  const cancel = event.target.closest?.("[data-return-cancel]");
  const place = cancel?.closest(".return-place");
  if (place) {
    event.preventDefault();
    place.closest("[data-mark]")?.focus();
    place.replaceChildren();
  }
});

/* The row in hand: the first one, then wherever the focus or the arrows go. */
const rows = () => [...document.querySelectorAll("[data-mark]")];
const current = () => document.querySelector("[data-mark].is-current");

function take(row) {
  const before = current();
  if (!row || row === before) return;
  for (const [each, isCurrent] of [[before, false], [row, true]]) {
    if (!each) continue;
    each.classList.toggle("is-current", isCurrent);
    each.toggleAttribute("aria-current", isCurrent);
    const accept = each.querySelector("[data-accept]");
    accept?.classList.toggle("btn-p", isCurrent);
    accept?.classList.toggle("btn-a", !isCurrent);
  }
}

// By the keyboard only: a row that grew under the pointer would lose the click.
document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(":focus-visible")) take(event.target.closest("[data-mark]"));
});
document.addEventListener("click", (event) => take(event.target.closest?.("[data-mark]")));

function step(by) {
  const all = rows();
  const next = all[all.indexOf(current()) + by];
  if (!next) return false;
  take(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  const row = current();
  const isTyping = event.target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (!row || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (document.querySelector(".modal.show, .offcanvas.show, .dropdown-menu.show")) return;
  // The key's place, not its letter: the layout is Russian as a rule.
  const act = {
    KeyA: () => (row.querySelector("[data-accept]")?.click(), true),
    KeyR: () => (row.querySelector("[data-return]")?.click(), true),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    KeyJ: () => step(1),
    KeyK: () => step(-1),
  }[event.code];
  if (act?.()) event.preventDefault();
});

/* A reason is asked for: write it at once. */
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.classList?.contains("return-place")) event.detail.target.querySelector("textarea")?.focus();
});

/* Choosing several: the button says how many. */
document.addEventListener("change", (event) => {
  const list = event.target.closest?.("[data-marks]");
  if (!list) return;
  const boxes = [...list.querySelectorAll("input[name=chosen]")];
  const all = list.querySelector("[data-choose-all]");
  if (event.target === all) boxes.forEach((box) => (box.checked = all.checked));
  const count = boxes.filter((box) => box.checked).length;
  if (all) {
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
  list.querySelector("[data-chosen]").textContent = count ? `\u00a0${count}` : "";
});

/* A name is put into the comment. */
document.addEventListener("click", (event) => {
  const name = event.target.closest?.("[data-mention]");
  const field = name?.closest("form").querySelector("textarea");
  if (!field) return;
  field.value = `${field.value}${field.value && !field.value.endsWith(" ") ? " " : ""}${name.dataset.mention} `;
  field.focus();
});

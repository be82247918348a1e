// Pasting a plan: the clipboard's own table goes along with its text, and is read at once.

const form = document.querySelector("[data-paste]");
const field = form.querySelector("textarea");
const table = form.querySelector("[name=html]");
let isPasting = false;

field.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html") ?? "";
  table.value = /<table[\s>]/i.test(html) ? html.replace(/<head[\s>][\s\S]*?<\/head>/i, "") : "";
  isPasting = true;
  setTimeout(() => {
    isPasting = false;
    if (field.value.trim()) form.requestSubmit();
  });
});

/* What was changed by hand is no longer what the clipboard held. */
field.addEventListener("input", () => {
  if (!isPasting) table.value = "";
});

/* What is too large is not sent at all: it stays in the field. */
form.addEventListener("submit", (event) => {
  const isTooLarge = new Blob([field.value, table.value]).size > (form.dataset.limit - 0.1) * 1024 * 1024;
  document.getElementById("too-large").hidden = !isTooLarge;
  if (isTooLarge) event.preventDefault();
});

field.focus();

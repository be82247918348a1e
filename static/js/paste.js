// Pasting a plan: the clipboard's own table goes along with its text, and is read at once.

const form = document.querySelector("[data-paste]");
const field = form.querySelector("textarea");
const table = form.querySelector("[name=html]");
let isPasting = false;

field.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html") ?? "";
  table.value = /<table[\s>]/i.test(html) ? html : "";
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

field.focus();

// Theirs or mine: a choice shows its text as the result, and mending the result chooses it.

document.addEventListener("change", (event) => {
  const radio = event.target;
  if (!radio.matches?.("form[data-conflict] input[type=radio]")) return;
  const field = radio.closest("fieldset");
  const source = { mine: "[data-mine]", theirs: "[data-theirs]" }[radio.value];
  const result = field.querySelector("[data-result]");
  if (source && result) result.value = field.querySelector(source).value;
});

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("form[data-conflict] [data-result]")) return;
  event.target.closest("fieldset").querySelector("input[value=result]").checked = true;
});

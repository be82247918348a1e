// The strip «Для слабовидящих»: opens in place, each choice shows at once. Without scripts it is a plain form.

const root = document.documentElement;
const strip = document.querySelector("#display");
const form = strip?.querySelector("form[data-display]");

const CLASSES = {
  size: { "size-2": "2", "size-3": "3" },
  spacing: { "spacing-wide": "wide" },
  colours: { "colours-bw": "bw", "colours-wb": "wb", "colours-blue": "blue" },
  still: { still: "1" },
  tables: { "as-tables": "1" },
  bare: { "no-pictures": "1" },
};

function show(data) {
  for (const [name, classes] of Object.entries(CLASSES)) {
    const value = data.getAll(name).at(-1) ?? "";
    for (const [css, meaning] of Object.entries(classes)) root.classList.toggle(css, value === meaning);
  }
  const dark = document.querySelector("link[data-dark]");
  const usual = { dark: "all", light: "not all" }[root.dataset.bsTheme] ?? "(prefers-color-scheme: dark)";
  if (dark) dark.media = data.get("colours") === "usual" ? usual : "not all";
  document.dispatchEvent(new CustomEvent("portal:theme"));
}

function open() {
  strip.classList.add("is-open");
  strip.scrollIntoView();
  strip.querySelector("input:checked")?.focus({ preventScroll: true });
}

function close() {
  strip.classList.remove("is-open");
  if (location.hash === "#display") history.replaceState(null, "", location.pathname + location.search);
}

if (form) {
  if (location.hash === "#display") {
    strip.classList.add("is-open");
    history.replaceState(null, "", location.pathname + location.search);
  }
  form.querySelector("[data-display-apply]").hidden = true;
  form.addEventListener("change", () => {
    const data = new FormData(form);
    show(data);
    fetch(form.action, { method: "POST", body: data, redirect: "manual" });
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-display-open]")) {
      event.preventDefault();
      if (strip.classList.contains("is-open")) close();
      else open();
    }
    if (target?.closest("[data-display-close]")) {
      event.preventDefault();
      close();
    }
  });
}

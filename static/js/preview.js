// A PDF or a picture opens over the page; on a narrow screen a PDF opens by itself, as phones read it best.

const narrow = matchMedia("(max-width: 767.98px)");

function made(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-preview]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const isPicture = link.dataset.preview === "picture";
  if (narrow.matches && !isPicture) return;
  event.preventDefault();
  const name = link.querySelector(".anywhere")?.textContent ?? "";
  const shown = isPicture
    ? made("img", { src: link.href, alt: name, class: "preview-shown" })
    : made("iframe", { src: link.href, title: name, class: "preview-shown" });
  const close = made("button", { type: "button", class: "btn btn-s btn-sm" }, link.dataset.close);
  const head = made(
    "div",
    { class: "preview-head" },
    made("b", { class: "anywhere" }, name),
    made("a", { href: link.dataset.file, download: "", class: "btn btn-a btn-sm" }, link.dataset.download),
    close,
  );
  const dialog = made("dialog", { class: "preview", "aria-label": name }, head, shown);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (inside) => inside.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  (document.querySelector(".modal.show .modal-content") ?? document.body).append(dialog);
  dialog.showModal();
});

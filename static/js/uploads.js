// Files of the checklist: chosen or dropped, each goes up by itself with its progress, and again if it fails.

const waiting = []; // {key, file, row}: nothing is forgotten until the server has taken it
let isBusy = false;

const checklist = () => document.querySelector("#checklist");
const word = (name) => checklist()?.querySelector("[data-upload-words]")?.dataset[name] ?? "";

/* The rows of what is on its way outlive the checklist, which the server's answer replaces. */
function show(job) {
  const list = checklist();
  const place = list?.querySelector("[data-queue]");
  if (!place) return;
  if (!job.row) {
    job.row = list.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
    job.row.querySelector("[data-name]").textContent = job.file.name;
    job.row.querySelector("[data-retry]").addEventListener("click", () => again(job));
  }
  place.hidden = false;
  place.append(job.row);
}

function say(job, text, isFailed) {
  job.isFailed = isFailed;
  job.row.querySelector("[data-said]").textContent = text;
  job.row.querySelector("[data-retry]").hidden = !isFailed;
}

function again(job) {
  say(job, "", false);
  next();
}

function add(key, files) {
  for (const file of files) {
    const job = { key, file, address: checklist().dataset.uploads };
    waiting.push(job);
    show(job);
  }
  next();
}

function next() {
  const job = waiting.find((each) => !each.isFailed);
  if (isBusy || !job) return;
  isBusy = true;
  const data = new FormData();
  data.append(`file_${job.key}`, job.file);
  const request = new XMLHttpRequest();
  request.open("POST", job.address);
  request.setRequestHeader("HX-Request", "true");
  request.setRequestHeader("X-CSRFToken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) job.row.querySelector("progress").value = (100 * event.loaded) / event.total;
  });
  request.addEventListener("load", () => (request.status === 200 || request.status === 422 ? done(job, request) : fail(job)));
  request.addEventListener("error", () => fail(job));
  request.addEventListener("timeout", () => fail(job));
  request.timeout = 180000;
  request.send(data);
}

function done(job, request) {
  isBusy = false;
  waiting.splice(waiting.indexOf(job), 1);
  const place = checklist();
  if (place && place.dataset.uploads === job.address) {
    place.outerHTML = request.responseText;
    htmx.process(checklist());
    waiting.filter((each) => each.address === job.address).forEach(show);
  }
  next();
}

function fail(job) {
  isBusy = false;
  say(job, navigator.onLine ? word("failed") : word("waiting"), true);
  next();
}

addEventListener("online", () => waiting.filter((job) => job.isFailed).forEach(again));
addEventListener("beforeunload", (event) => {
  if (waiting.length) event.preventDefault();
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-upload]") || !field.files.length) return;
  add(field.closest("[data-line]").dataset.line, [...field.files]);
  field.value = "";
});

/* A file dropped on a line goes to that document; dropped beside the lines, to the first that has none. */
const lineOf = (event) => {
  const list = event.target.closest?.("#checklist");
  if (!list) return null;
  return event.target.closest("[data-line]") ?? list.querySelector("[data-line]");
};
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const line = lineOf(event);
    if (!line || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    line.classList.toggle("is-over", name === "dragover");
    if (name === "drop") add(line.dataset.line, [...event.dataTransfer.files]);
  });
}

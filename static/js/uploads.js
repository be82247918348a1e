// Files of the checklist: chosen or dropped, each goes up by itself with its progress, and again if it fails.

const waiting = []; // {key, file, row}: nothing is forgotten until the server has taken it
const PAUSES = [2000, 8000]; // milliseconds before a file goes again by itself; after that it waits for a tap
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
  job.row.querySelector("progress").value = 0;
  job.isPaused = false;
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
  const job = waiting.find((each) => !each.isFailed && !each.isPaused);
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
  request.addEventListener("load", () => {
    const isAnswer = [200, 422].includes(request.status) && request.responseText.includes('id="checklist"');
    if (isAnswer) done(job, request);
    else fail(job, request.status < 500 ? "refused" : "failed");
  });
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
    const typed = whatIsTyped(place);
    place.outerHTML = request.responseText;
    htmx.process(checklist());
    giveBack(typed);
    waiting.filter((each) => each.address === job.address).forEach(show);
  }
  next();
}

/* A lost connection mends itself as a rule: twice the file goes again unasked, and only that file. */
function fail(job, why = "failed") {
  isBusy = false;
  const pause = why === "failed" && navigator.onLine ? PAUSES[job.tries ?? 0] : undefined;
  job.tries = (job.tries ?? 0) + 1;
  if (pause) {
    say(job, word("again"), false);
    job.isPaused = true;
    setTimeout(() => again(job), pause);
  } else {
    say(job, navigator.onLine ? word(why) : word("waiting"), true);
  }
  next();
}

/* Links and numbers typed for other documents outlive the answer that brings a new checklist. */
function whatIsTyped(list) {
  const fields = list.querySelectorAll("input:not([type=file]):not([type=hidden])");
  return [...fields].filter((field) => field.value).map((field) => [field.name, field.value]);
}

function giveBack(typed, without = []) {
  for (const [name, value] of typed) {
    const field = checklist()?.querySelector(`[name="${name}"]`);
    if (!field || field.value || without.includes(name)) continue;
    field.value = value;
    for (let place = field.closest("details"); place; place = place.parentElement.closest("details")) place.open = true;
  }
}

let kept = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "checklist") kept = whatIsTyped(event.detail.target);
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (!checklist() || !event.detail.requestConfig?.path.includes("/evidence/")) return;
  giveBack(kept, Object.keys(event.detail.requestConfig.parameters)); // what was sent is attached, or shown refused
  waiting.forEach(show);
  kept = [];
});

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

// Files of the checklist: chosen or dropped, each goes up by itself with its progress, and again if it fails.

import { GoneError, ask, sendInPieces } from "./pieces.js";

const waiting = []; // {key, file, row}: nothing is forgotten until the server has taken it
const PAUSES = [2000, 8000]; // milliseconds before a file goes again by itself; after that it waits for a tap
const PAUSES_OF_PIECES = [2000, 5000, 15000, 30000, ...Array(10).fill(60000)]; // anew whenever a piece got through
const asShare = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
let isBusy = false;

const checklist = () => document.querySelector("#checklist");

/* The rows of what is on its way outlive the checklist, which the server's answer replaces. */
function show(job) {
  const list = checklist();
  const place = list?.querySelector("[data-queue]");
  if (!place || list.dataset.uploads !== job.address) return;
  if (!job.row) {
    job.row = list.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
    job.row.querySelector("[data-name]").textContent = job.file.name;
    job.row.querySelector("progress").setAttribute("aria-label", job.file.name);
    job.row.querySelector("[data-retry]").addEventListener("click", () => again(job));
    job.row.querySelector("[data-cancel]").addEventListener("click", () => cancel(job));
    if (job.isInPieces) job.row.querySelector("[data-retry-word]").textContent = job.words.continue;
  }
  place.hidden = false;
  place.append(job.row);
  hideDoubles();
}

/* What the server shows as unfinished is not shown twice while it is on its way. */
function hideDoubles() {
  const places = waiting.map((job) => job.place);
  for (const row of document.querySelectorAll("[data-unfinished]")) {
    row.hidden = places.includes(row.dataset.unfinished);
  }
}

function showShare(job, sent, total) {
  const share = total ? Math.min(1, sent / total) : 0;
  job.row.querySelector("progress").value = 100 * share;
  job.row.querySelector("[data-share]").textContent = asShare.format(Math.floor(100 * share) / 100);
}

function say(job, text, canRetry) {
  job.row.querySelector("[data-said]").textContent = text;
  job.row.querySelector("[data-retry]").hidden = !canRetry;
}

function again(job) {
  clearTimeout(job.timer);
  say(job, "", false);
  if (!job.isInPieces) showShare(job, 0, 1);
  job.isPaused = job.isFailed = false;
  next();
}

function add(key, files) {
  const { uploads: address, start, whole, piece } = checklist().dataset;
  const words = { ...checklist().querySelector("[data-upload-words]").dataset };
  for (const file of files) {
    const isInPieces = file.size > Number(whole);
    const job = { key, file, address, start, words, isInPieces, piece: Number(piece), place: "", tries: 0 };
    waiting.push(job);
    show(job);
  }
  next();
}

async function next() {
  const job = waiting.find((each) => !each.isFailed && !each.isPaused);
  if (isBusy || !job) return;
  isBusy = true;
  try {
    const request = await (job.isInPieces ? send(job) : sendWhole(job));
    const isAnswer = [200, 422].includes(request.status) && request.responseText.includes('id="checklist"');
    if (isAnswer) done(job, request);
    else fail(job, request.status < 500 ? "refused" : "failed");
  } catch (error) {
    fail(job, error instanceof GoneError ? "gone" : "failed");
  }
  isBusy = false;
  next();
}

function sendWhole(job) {
  const data = new FormData();
  data.append(`file_${job.key}`, job.file);
  const onProgress = (loaded, total) => showShare(job, loaded, total);
  return ask(job, "POST", job.address, data, { seconds: 180, onProgress });
}

function send(job) {
  return sendInPieces(job, {
    onStart: (received) => {
      hideDoubles();
      job.received = received;
      showShare(job, received, job.file.size);
      if (received) say(job, job.words.resumed, false);
    },
    onProgress: (sent, isThere) => {
      showShare(job, sent, job.file.size);
      if (isThere) Object.assign(job, { received: sent, tries: 0 });
    },
  });
}

function forget(job) {
  waiting.splice(waiting.indexOf(job), 1);
  job.row.remove();
  const place = checklist()?.querySelector("[data-queue]");
  if (place) place.hidden = !place.children.length;
}

function done(job, request) {
  if (waiting.includes(job)) forget(job);
  const place = checklist();
  if (!place || place.dataset.uploads !== job.address) return;
  const typed = whatIsTyped(place);
  place.outerHTML = request.responseText;
  htmx.process(checklist());
  giveBack(typed);
  waiting.forEach(show);
}

/* Nothing more is sent, and what has arrived is deleted there too. */
async function cancel(job) {
  clearTimeout(job.timer);
  job.isCancelled = true;
  forget(job);
  job.request?.abort();
  if (!job.place) return;
  try {
    const request = await ask({}, "POST", `${job.place}cancel/`);
    if (request.status === 200) done(job, request);
  } catch {
    // not heard: the server clears it away in a day
  }
}

/* A lost connection mends itself as a rule: the file goes again unasked, in pieces from where it stopped. */
function fail(job, why) {
  if (!waiting.includes(job)) return; // cancelled
  const pauses = job.isInPieces ? PAUSES_OF_PIECES : PAUSES;
  const pause = why === "failed" && navigator.onLine ? pauses[job.tries] : undefined;
  job.tries += 1;
  if (job.isInPieces) showShare(job, job.received ?? 0, job.file.size); // what is there, not what was on its way
  if (pause) {
    job.isPaused = true;
    job.timer = setTimeout(() => again(job), pause);
    say(job, job.words[job.isInPieces ? "paused" : "again"], job.isInPieces);
  } else {
    job.isFailed = true;
    job.isLost = why === "failed";
    const lost = job.isInPieces ? "stopped" : "failed";
    say(job, navigator.onLine || why !== "failed" ? job.words[job.isLost ? lost : why] : job.words.waiting, why !== "gone");
  }
}

/* The connection is back, or the telephone was woken. */
function goOn() {
  waiting.filter((job) => job.isPaused || (job.isFailed && job.isLost)).forEach(again);
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
  if (!checklist()) return;
  waiting.forEach(show);
  if (!event.detail.requestConfig?.path.includes("/evidence/")) return;
  giveBack(kept, Object.keys(event.detail.requestConfig.parameters)); // what was sent is attached, or shown refused
  kept = [];
});

addEventListener("online", goOn);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && navigator.onLine) goOn();
});
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

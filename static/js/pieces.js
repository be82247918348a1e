// One file sent in pieces: what has arrived stays there, and after a lost connection the rest is sent.

const STALLS = 3; // answers in a row that bring nothing forward, before a pause

/* The file cannot be read any more: it was changed, moved or deleted on the device. */
export class GoneError extends Error {}

/* Ask the server; the answer is the request, whatever its status; without an answer it is an error. */
export function ask(job, method, address, body, { type, seconds = 60, onProgress } = {}) {
  return new Promise((resolve, reject) => {
    if (job.isCancelled) throw new Error("cancelled");
    const request = new XMLHttpRequest();
    job.request = request;
    request.open(method, address);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("X-CSRFToken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
    if (type) request.setRequestHeader("Content-Type", type);
    request.upload.addEventListener("progress", (event) => onProgress?.(event.loaded, event.total));
    request.addEventListener("load", () => resolve(request));
    for (const end of ["error", "timeout", "abort"]) request.addEventListener(end, () => reject(new Error(end)));
    request.timeout = seconds * 1000;
    request.send(body);
  });
}

const said = (request) => {
  const isJson = request.getResponseHeader("Content-Type")?.includes("json");
  return isJson ? JSON.parse(request.responseText) : null;
};

/* Ask how far the file is: by its address if it has one, else by announcing it. */
async function whereItStands(job) {
  if (job.place) {
    const request = await ask(job, "GET", job.place);
    const known = said(request);
    if (request.status === 200 && known) return { received: known.received ?? job.file.size };
    if (request.status !== 404) return { request };
    job.place = ""; // cleared away meanwhile
  }
  const about = new URLSearchParams({
    line: job.key,
    name: job.file.name,
    size: job.file.size,
    modified: Math.max(0, job.file.lastModified),
  });
  const request = await ask(job, "POST", job.start, about);
  const known = request.status === 200 && said(request);
  if (!known) return { request };
  job.place = known.address;
  return { received: known.received };
}

async function read(file, from, to) {
  try {
    return await file.slice(from, to).arrayBuffer();
  } catch {
    throw new GoneError();
  }
}

/* Send what the server does not have; the answer is the last request: the checklist, or a refusal.
   ``job``: file, key, start (address), piece (bytes); ``onProgress`` is told how many bytes are there. */
export async function sendInPieces(job, { onStart, onProgress }) {
  let stalls = 0;
  let { received, request } = await whereItStands(job);
  if (request) return request;
  onStart(received);
  for (;;) {
    const from = received;
    const bytes = await read(job.file, from, from + job.piece);
    request = await ask(job, "POST", `${job.place}?offset=${from}`, bytes, {
      type: "application/octet-stream",
      seconds: 120,
      onProgress: (loaded) => onProgress(from + loaded, false),
    });
    const known = [200, 409].includes(request.status) && said(request);
    if (known) {
      received = known.received;
    } else if (request.status === 404) {
      ({ received, request } = await whereItStands(job));
      if (request) return request;
    } else {
      return request;
    }
    stalls = received > from ? 0 : stalls + 1;
    if (stalls > STALLS) throw new Error("stalled");
    onProgress(received, true);
  }
}

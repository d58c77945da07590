// Talking to the control plane. Addresses are relative to this file, so the key in the path never needs to be known.

const BASE = new URL('.', import.meta.url);

export function address(path, parameters = {}) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, value);
  }
  return url.href;
}

export function fileAddress(fileId) {
  return address('file', { id: fileId });
}

export async function get(path, parameters) {
  return answer(await fetch(address(path, parameters), { cache: 'no-store' }));
}

/** Sends JSON; fields that are null or undefined are left out. */
export async function post(path, body = {}) {
  const filled = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));
  return answer(await fetch(address(path), {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(filled),
  }));
}

export async function upload(parameters, file) {
  return answer(await fetch(address('upload', parameters), {
    method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file,
  }));
}

async function answer(response) {
  const text = await response.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = { error: text.slice(0, 200) };
  }
  if (!response.ok) throw new Error(body.error ?? `The sandbox answered ${response.status}.`);
  return body;
}

const RETRY_MS = [500, 1000, 2000, 4000];

/**
 * Follows the events for as long as the page is open. `since()` gives the newest event seen; `resume()` looks at the
 * world again before a lost connection is taken up and throws while the sandbox is away.
 */
export function follow({ since, resume, onEvent, onStatus }) {
  let failures = 0;

  function open() {
    const source = new EventSource(address('events', { since: since() }));
    source.onopen = () => {
      failures = 0;
      onStatus('connected');
    };
    source.onmessage = ({ data }) => onEvent(JSON.parse(data));
    source.onerror = () => {
      source.close();
      onStatus('lost');
      later();
    };
  }

  function later() {
    const pause = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
    failures += 1;
    setTimeout(async () => {
      try {
        await resume();
        open();
      } catch {
        onStatus('lost');
        later();
      }
    }, pause);
  }

  open();
}

// The browser's own services, each with the way out where it is refused: storage, clipboard, files, and the
// worker that keeps the site for use without a network. No manifest leaves the browser here.

/** What is stored under a key; empty where there is nothing or storage is refused. */
export function stored(key) {
  try { return localStorage.getItem(key) ?? ''; } catch { return ''; }
}

/** Stores a text, or with an empty one forgets it. Says whether that worked. */
export function store(key, text) {
  try {
    if (text) localStorage.setItem(key, text); else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** Copies a text. Says whether that worked: a browser may refuse it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The text of the first file of an input or a drop; rejects where it is too large. */
export async function readFile(event, most) {
  const file = (event.dataTransfer ?? event.target).files[0];
  if (!file) return undefined;
  if (file.size > most) throw new Error('too large');
  return file.text();
}

/** What elements were dressed in last. */
const dressed = new WeakMap();

/** Gives an element its attributes, names and values with U+001F between them. Those that it got before stay untouched. */
export function dress(element, attributes) {
  const before = dressed.get(element);
  if (before === attributes) return;
  dressed.set(element, attributes);
  const old = before?.split('\u001f') ?? [];
  const now = attributes.split('\u001f');
  for (let at = 0; at < now.length; at += 2) {
    if (now[at + 1] !== old[at + 1]) element.setAttribute(now[at], now[at + 1]);
  }
}

/** Keeps the site for use without a network: only for a page of its own, never inside a frame. */
export function keepOffline() {
  if (window.top !== window || !navigator.serviceWorker) return;
  navigator.serviceWorker.register('/offline.js').then(() => navigator.serviceWorker.ready).then(({ active }) => {
    const seen = performance.getEntriesByType('resource').map(({ name }) => name);
    const lazy = [...document.querySelectorAll('script[data-lazy]')].map(({ src }) => src);
    active.postMessage([location.pathname, ...seen, ...lazy]);
  }).catch(() => { /* the site then needs its network */ });
}

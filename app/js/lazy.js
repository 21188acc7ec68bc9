// Fetches what a page needs only when its reader starts to write: the editor chunk, and the descriptions of
// Kubernetes' fields. Both are files of this site with hashed names, which the shell of the page knows. Nothing is sent.

/** The address of a lazy file: the shell names it in a script element of a type that no browser runs. */
function address(name) {
  return document.querySelector(`script[data-lazy="${name}"]`)?.src;
}

let descriptions = new Map();
let fetching;

/** Fetches the descriptions, once. */
export function fetchDescriptions() {
  fetching ??= fetch(address('descriptions'))
    .then((answer) => (answer.ok ? answer.text() : ''))
    .then((text) => { descriptions = new Map(text.split('\n').map((line) => line.split('\t', 2))); })
    .catch(() => { fetching = undefined; });
  return fetching;
}

/** What a field is for; empty while that is not known. */
export function description(key) {
  return descriptions.get(key) ?? '';
}

/** Fetches the editor and puts it into `host`. Rejects where the chunk cannot be had; the textarea then stays. */
export async function mount(host, text, [label, describedBy, hint], changed, moved, complete, explain, fix) {
  const editor = await import(address('editor'));
  return editor.mount(host, { text, label, describedBy, hint }, { changed, moved, complete, explain, fix });
}

/** A file of this site as text. */
export async function file(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

// Fetches the playground's wasm where it is wanted: on a page that is a playground at the first sign of a reader, and on a
// page of text when the reader asks to edit an example. It shows nothing itself, and a page without a playground never fetches.

const [script, wasm] = document.querySelector('meta[name="playground-bundle"]').content.split(' ');
let bundle;
let started = false;

/** The bundle, fetched once. When it starts it brings to life whatever is not asleep. */
function load() {
  bundle ??= import(script).then((app) => app.default({ module_or_path: wasm })).then(() => { started = true; });
  return bundle;
}

/** Turns a listing into an editor in place. If that fails, the form takes its text to the playground's page. */
async function wake(section) {
  const form = section.querySelector('form');
  try {
    await load();
  } catch {
    form.submit();
    return false;
  }
  section.removeAttribute('data-asleep');
  window.dispatchEvent(new Event('playground-awake'));
  return true;
}

document.addEventListener('click', async (event) => {
  const asked = event.target.closest?.('[data-wake], [data-asleep] a[data-span]');
  const section = asked?.closest('.example')?.querySelector('[data-asleep]');
  if (!section) return;
  event.preventDefault();
  if (!(await wake(section))) return;
  if (asked.matches('[data-wake]')) section.querySelector('textarea[name=manifest]').focus();
  // A place in the results: now that somebody listens, it can be shown.
  else asked.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
});

// A page that nobody uses costs nothing: the bundle is fetched beforehand, and starts at the first sign of a reader. By the
// time a pointer has come to the editor, it runs. It starts by itself where the page does not show yet what it is to show:
// a link's manifest, the one kept in this browser, or the one of the page around a frame.
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown', 'focusin', 'dragenter'];

function holdsAnother() {
  if (window.top !== window || location.hash.length > 1) return true;
  try { return localStorage.getItem('manifest') !== null; } catch { return false; }
}

function start() {
  for (const sign of SIGNS) removeEventListener(sign, start, true);
  removeEventListener('hashchange', start);
  load().catch(() => { /* the form works as it is */ });
}

/** Has the bundle at hand; not where the reader asked to save data. */
function fetchBeforehand() {
  if (navigator.connection?.saveData) return;
  for (const [href, as] of [[script, 'script'], [wasm, 'fetch']]) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href, as, crossOrigin: 'anonymous' }));
  }
}

if (document.querySelector('[data-playground]:not([data-asleep])')) {
  for (const sign of SIGNS) addEventListener(sign, start, { capture: true, passive: true });
  addEventListener('hashchange', start);
  // What is sent before it runs stays here and is answered here. Where it cannot run, or broke off, the server answers.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const playground = form.closest('[data-playground]:not([data-asleep])');
    if (!playground || started || playground.hasAttribute('data-live')) return;
    event.preventDefault();
    load().catch(() => form.submit());
  });
  // The page comes first: its styles, its fonts, its first picture.
  const settled = () => (window.requestIdleCallback ?? setTimeout)(holdsAnother() ? start : fetchBeforehand);
  if (document.readyState === 'complete') settled();
  else addEventListener('load', settled, { once: true });
}

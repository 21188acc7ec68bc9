// Fetches the playground's wasm where it is wanted: on a page that is a playground once that is shown, and on a page of
// text when the reader asks to edit an example. It shows nothing itself, and a page without a playground never fetches.

const [script, wasm] = document.querySelector('meta[name="playground-bundle"]').content.split(' ');
let bundle;

/** The bundle, fetched once. When it starts it brings to life whatever is not asleep. */
function load() {
  bundle ??= import(script).then((app) => app.default({ module_or_path: wasm }));
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

// The page can be read without it, and comes first: its styles, its fonts, its first picture.
if (document.querySelector('[data-playground]:not([data-asleep])')) {
  const start = () => (window.requestIdleCallback ?? setTimeout)(load);
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, { once: true });
}

// The same input gives the same bytes in wasm and on the server: verdict, table, flow, findings and timeline.
import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { editor, HOSTILE, openLive, SIDECAR } from '../playground.mjs';

/** Every YAML fence of the patterns' pages, besides the manifests that all specs share. */
function manifests() {
  const folder = new URL('../../../content/patterns/', import.meta.url);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md')).sort();
  const fences = pages.flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^```yaml[^\n]*\n([\s\S]*?)^```/gm)]);
  return [SIDECAR, HOSTILE, 'a: [1\n---\nkind: Secret\n', ...fences.map((fence) => fence[1])];
}

/** The results as HTML, without the marks that Leptos leaves between the elements. */
function html(page) {
  return page.locator('[data-playground] .results').first().evaluate((element) => {
    const copy = element.cloneNode(true);
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    comments.forEach((comment) => comment.remove());
    // What the caret lights up is the reader's own.
    copy.querySelectorAll('.lit').forEach((node) => node.classList.remove('lit'));
    // The order of attributes is no part of what a reader gets, nor is a class attribute without a class.
    for (const node of copy.querySelectorAll('*')) {
      const attributes = [...node.attributes].sort((a, b) => a.name.localeCompare(b.name));
      attributes.forEach(({ name }) => node.removeAttribute(name));
      attributes.forEach(({ name, value }) => (name === 'class' && value === '') || node.setAttribute(name, value));
    }
    copy.normalize();
    // Leptos writes an empty text as a space when it renders on the server.
    return copy.innerHTML.replaceAll(/> +</g, '><');
  });
}

// What works offline keeps the editor's chunk, and would hand it out past the route that refuses it below.
test.use({ serviceWorkers: 'block' });

test('wasm and server render the same', async ({ page, browser, baseURL }) => {
  test.setTimeout(150_000);
  const plain = await (await browser.newContext({ javaScriptEnabled: false, baseURL })).newPage();
  // Room for all views, for one that is not seen does not follow the text; and the textarea, which is filled at once.
  await page.setViewportSize({ width: 1920, height: 1000 });
  await page.route('**/editor-*.js', (route) => route.abort());
  for (const manifest of manifests()) {
    await plain.goto('/play');
    await editor(plain).fill(manifest);
    await plain.getByRole('button', { name: 'Analyse' }).first().click();
    // A fresh page each time: a text that cannot be read would show the one before it.
    await openLive(page, '/play');
    await editor(page).fill('');
    await editor(page).fill(manifest);
    await expect.poll(() => html(page), { message: manifest.slice(0, 200) }).toBe(await html(plain));
  }
});

// The pages for other people's docs and programs: what to paste where, and the API's form.
import { expect, test } from '@playwright/test';
import { fragment } from '../host.mjs';
import { complaints, SIDECAR } from '../playground.mjs';

test('the snippets follow the form, without a request that carries the manifest', async ({ page, baseURL }) => {
  const said = complaints(page);
  const requests = [];
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/embed/snippets');
  await page.getByRole('textbox', { name: 'Manifest' }).fill(SIDECAR);
  await page.getByLabel('Show').selectOption('verdict');
  await page.locator('select[name=theme]').selectOption('dark');
  const html = page.getByLabel('For Plain HTML');
  await expect(html).toContainText('<pod-playground view="verdict" theme="dark"');
  await expect(html).toContainText('fluent-bit');
  await expect(html).toContainText(`src="${baseURL}/embed.js"`);
  const frame = page.locator('iframe').contentFrame();
  await expect(frame.locator('.verdict')).toContainText('Sidecar');
  expect(requests.filter((request) => /^POST|fluent-bit/.test(request))).toEqual([]);
  expect(said).toEqual([]);
});

test('what is to be pasted works when it is pasted', async ({ page }) => {
  await page.goto('/embed/snippets');
  await page.getByRole('textbox', { name: 'Manifest' }).fill(SIDECAR);
  const code = page.getByLabel('For MkDocs');
  await expect(code).toContainText(/#v1=[\w-]{100}/);
  const src = /src="([^"]+)"/.exec(await code.textContent())[1].replaceAll('&amp;', '&');
  await page.goto('about:blank');
  await page.goto(src);
  await expect(page.locator('.verdict')).toContainText('Sidecar');
});

test('without scripts the server makes the same snippets', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('/embed/snippets');
  await page.getByRole('textbox', { name: 'Manifest' }).fill(SIDECAR);
  await page.getByRole('button', { name: 'Make the snippets' }).click();
  await expect(page.getByLabel('For Plain HTML')).toContainText('fluent-bit');
  await expect(page.getByLabel('For GitHub').first()).toContainText('flowchart');
  await context.close();
});

test('the form of the API sends a manifest and shows the answer', async ({ page }) => {
  const said = complaints(page);
  await page.goto('/api');
  await page.getByRole('textbox', { name: 'Manifest' }).fill(SIDECAR);
  await page.getByRole('button', { name: 'Send it' }).click();
  await expect(page.getByLabel('Answer')).toContainText('"pattern": "sidecar"');
  await expect(page.getByRole('status')).toContainText('200');
  await page.getByLabel('Call').selectOption('/render/svg');
  await page.getByRole('button', { name: 'Send it' }).click();
  await expect(page.getByLabel('Answer')).toContainText('<svg');
  expect(said).toEqual([]);
  await page.getByRole('spinbutton', { name: 'Pod' }).fill('9');
  await page.getByRole('button', { name: 'Send it' }).click();
  await expect(page.getByRole('status')).toContainText('422');
  await expect(page.getByLabel('Answer')).toContainText('requestId');
});

test('the server and the browser write and read the same links', async ({ page, baseURL }) => {
  // Through the site's own module, both ways: what it packs is read by other code, and the other way round.
  await page.goto('/api');
  const state = { y: `${SIDECAR}# ünï\u2028 🫛\n`, k: '1.34', view: 'flow', o: 'kind: Pod\n' };
  const [read, written] = await page.evaluate(async ([made, state]) => {
    const { pack, unpack } = await import('/scripts/share.js');
    return [await unpack(made), await unpack(`#${await pack(state.y, state.k, state.view, state.o)}`)];
  }, [fragment(state), state]);
  expect(read).toEqual(['', state.y, state.k, state.view, state.o]);
  expect(written).toEqual(read);
  const plain = await page.evaluate(async (made) => (await import('/scripts/share.js')).unpack(made), fragment(state, 'v0'));
  expect(plain).toEqual(read);
});

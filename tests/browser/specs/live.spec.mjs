// The case study, live: what a reader sees on opening the site, and what happens when the text changes.
import { expect, test } from '@playwright/test';
import { comeIn, complaints, drawing, editor, openLive, results, selected, SIDECAR } from '../playground.mjs';

test('the case study is there with verdict, table, flow and findings', async ({ page }) => {
  const complained = complaints(page);
  await openLive(page);
  await expect(editor(page)).toHaveValue(/shared-storage-example/);
  await expect(results(page)).toContainText('Shared-pod microservices');
  await expect(results(page).locator('table tbody tr')).toHaveCount(6);
  await expect(drawing(page)).toBeVisible();
  expect(await results(page).locator('li.finding').count()).toBeGreaterThan(5);
  expect(complained).toEqual([]);
});

test('an edit changes all of them at once', async ({ page }) => {
  await openLive(page);
  const flow = await drawing(page).innerHTML();
  const findings = await results(page).locator('[data-view=findings]').innerHTML();
  await editor(page).fill(SIDECAR);
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
  await expect(results(page).locator('table')).toContainText('fluent-bit');
  await expect(drawing(page)).toContainText('logs');
  expect(await drawing(page).innerHTML()).not.toBe(flow);
  expect(await results(page).locator('[data-view=findings]').innerHTML()).not.toBe(findings);
});

test('typing keeps the caret and the focus', async ({ page }) => {
  await openLive(page);
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# one two\n');
  await expect(editor(page)).toBeFocused();
  await expect(editor(page)).toHaveValue(/^# one two\napiVersion/);
});

test('a finding, a table cell and a diagram node select their YAML', async ({ page }) => {
  await openLive(page);
  await results(page).locator('li.finding a.place').first().click();
  expect((await selected(page)).length).toBeGreaterThan(0);
  await results(page).locator('table td a.place').first().click();
  expect((await selected(page)).length).toBeGreaterThan(0);
  await drawing(page).locator('a').filter({ hasText: 'file-uploader' }).first().click();
  expect(await selected(page)).toContain('name: file-uploader');
  await expect(editor(page)).toBeFocused();
});

test('a diagram node is reached and opened by keyboard', async ({ page }) => {
  await openLive(page);
  await drawing(page).locator('a').first().focus();
  await page.keyboard.press('Enter');
  expect((await selected(page)).length).toBeGreaterThan(0);
});

test('what was written and chosen before the page was live is kept', async ({ page }) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto('/play');
  await editor(page).fill(SIDECAR);
  await page.getByRole('radio', { name: 'Flow' }).check();
  await expect(page.locator('[data-live]')).toHaveCount(0);
  release();
  await expect(page.locator('[data-live]')).toHaveCount(1);
  await expect(page.getByRole('radio', { name: 'Flow' })).toBeChecked();
  await expect(drawing(page)).toContainText('fluent-bit');
  await expect(page.locator('.editor')).toContainText('fluent-bit');
});

test('a page that nobody uses starts nothing, and what is sent too early is answered in the browser', async ({ page }) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto('/play');
  await page.locator('form textarea').first().evaluate((area) => area.form.requestSubmit());
  await page.waitForTimeout(300);
  await expect(page.locator('[data-live]')).toHaveCount(0);
  release();
  await expect(page.locator('[data-live]')).toHaveCount(1);
  await page.goto('/play');
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[data-live]')).toHaveCount(0);
  await comeIn(page);
  await expect(page.locator('[data-live]')).toHaveCount(1);
  expect(sent).toEqual([]);
});

test('a focus and an opened part from before the page was live are kept', async ({ page }) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
  await page.goto('/play');
  const details = results(page).locator('details.more').first();
  const part = details.locator('> summary');
  await part.focus();
  await page.keyboard.press('Enter');
  await expect(details).toHaveAttribute('open', '');
  release();
  await expect(page.locator('[data-live]')).toHaveCount(1);
  await expect(part).toBeFocused();
  await expect(details).toHaveAttribute('open', '');
});

test('broken text keeps the last good picture, marked, and says what is wrong', async ({ page }) => {
  await openLive(page);
  await editor(page).fill('apiVersion: v1\nkind: Pod\nspec:\n\tcontainers: []\n');
  await expect(results(page).locator('.banner')).toContainText('last text that could be read');
  await expect(results(page).locator('.banner')).toContainText('line 4');
  await expect(results(page)).toContainText('Shared-pod microservices');
  await expect(results(page).locator('li.finding')).toContainText(['tab']);
  await editor(page).fill(SIDECAR);
  await expect(results(page).locator('.banner')).toHaveCount(0);
});

for (const [what, text, says] of [
  ['nothing', '', 'Paste a manifest'],
  ['only comments', '# later\n', 'nothing but comments'],
  ['a Secret', 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n', 'runs containers'],
  ['a Helm template', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n', 'template'],
  ['prose', 'Dear reader, this is no manifest.\n', 'no Kubernetes object'],
]) {
  test(`${what} is answered with what to do`, async ({ page }) => {
    await openLive(page);
    await editor(page).fill(text);
    await expect(results(page)).toContainText(says);
  });
}

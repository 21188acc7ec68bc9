// Playgrounds in other people's pages: they fit, keep quiet, work without an origin, and fall back to the manifest itself.
import { expect, test } from '@playwright/test';
import { fragment, startHost } from '../host.mjs';
import { complaints, SIDECAR } from '../playground.mjs';

let host;
test.beforeAll(async () => { host = await startHost(); });
test.afterAll(async () => { await host.stop(); });

const SANDBOX = 'sandbox="allow-scripts"';
const escaped = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
const element = (site, attributes = '') =>
  `<script type="module" src="${site}/embed.js"></script><pod-playground ${attributes}><pre>\n${escaped(SIDECAR)}</pre></pod-playground>`;

/** The playground in a page's n-th frame of ours, once it is live. */
async function playground(page, at = 0) {
  const frame = page.locator('iframe').nth(at).contentFrame();
  await expect(frame.locator('[data-playground][data-live]')).toBeVisible();
  return frame;
}

test('the element shows the manifest live, and no request carries it', async ({ page, baseURL }) => {
  const said = complaints(page);
  const requests = [];
  page.on('request', (request) => requests.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(host.show(element(baseURL, 'view="yaml,verdict,flow"')));
  const frame = await playground(page);
  await expect(frame.locator('.verdict')).toContainText('Sidecar');
  await expect(frame.getByRole('textbox', { name: 'Manifest' })).toHaveValue(SIDECAR);
  await expect(page.locator('pod-playground pre')).toBeHidden();
  expect(requests.filter((request) => /fluent-bit|v[01]=/.test(request))).toEqual([]);
  expect(said).toEqual([]);
});

test('the frame takes the height of what it shows, and grows with it', async ({ page, baseURL }) => {
  await page.goto(host.show(element(baseURL, 'view="verdict"')));
  const frame = await playground(page);
  const fits = () => frame.locator('html').evaluate(() => Math.abs(innerHeight - document.body.getBoundingClientRect().height) < 4);
  await expect.poll(fits).toBe(true);
  const before = (await page.locator('iframe').boundingBox()).height;
  expect(before).toBeGreaterThan(200);
  await frame.locator('.verdict summary').first().click();
  await expect.poll(async () => Math.abs((await page.locator('iframe').boundingBox()).height - before)).toBeGreaterThan(20);
  await expect.poll(fits).toBe(true);
});

test('it follows the theme that the page says, then and later', async ({ page, baseURL }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(host.show(element(baseURL, 'theme="dark"')));
  const frame = await playground(page);
  const ground = () => frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const dark = await ground();
  await page.locator('pod-playground').evaluate((one) => one.setAttribute('theme', 'light'));
  await expect.poll(ground).not.toBe(dark);
  const light = await ground();
  await page.locator('pod-playground').evaluate((one) => one.setAttribute('theme', 'auto'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).toBe(dark);
  expect(light).not.toBe(dark);
});

test('it takes no focus, scrolls nothing, and touches no address', async ({ page, baseURL }) => {
  const frame = `<iframe src="${baseURL}/embed?view=yaml,verdict${fragment({ y: SIDECAR })}" title="Pod" width="600" height="400"></iframe>`;
  await page.goto(host.show(`<input autofocus>${frame}<p style="height:3000px">`));
  const inside = await playground(page);
  await expect(inside.locator('.verdict')).toContainText('Sidecar');
  const address = () => inside.locator('html').evaluate(() => location.href);
  const before = [page.url(), await address(), await page.evaluate(() => history.length)];
  await inside.locator('a[href^="#"]').first().click();
  await inside.locator('[data-open]').hover();
  expect([page.url(), await address(), await page.evaluate(() => history.length)]).toEqual(before);
  await page.reload();
  await playground(page);
  expect(await page.evaluate(() => [document.activeElement.tagName, scrollY])).toEqual(['INPUT', 0]);
});

test('the way to the whole playground opens a page of its own with the manifest', async ({ page, baseURL, context }) => {
  await page.goto(host.show(element(baseURL, 'view="verdict"')));
  const frame = await playground(page);
  await frame.locator('[data-open]').hover();
  await expect(frame.locator('[data-open]')).toHaveAttribute('href', /^\/play#v1=/);
  const [whole] = await Promise.all([context.waitForEvent('page'), frame.locator('[data-open]').click()]);
  expect(whole.url()).toMatch(/\/play#v1=/);
  expect(await whole.evaluate(() => window.opener)).toBeNull();
});

test('it works in a sandbox that allows scripts and nothing else', async ({ page, baseURL }) => {
  const said = complaints(page);
  const frame = `<iframe ${SANDBOX} src="${baseURL}/embed?view=yaml,verdict,flow${fragment({ y: SIDECAR, k: '1.33' })}" width="800" height="600"></iframe>`;
  await page.goto(host.show(frame));
  const inside = await playground(page);
  await expect(inside.locator('.verdict')).toContainText('Sidecar');
  await expect(inside.locator('select[name=kubernetes]')).toHaveValue('1.33');
  expect(await inside.locator('html').evaluate(() => origin)).toBe('null');
  await inside.getByRole('textbox', { name: 'Manifest' }).fill(SIDECAR.replace('fluent/fluent-bit:3.1', 'mycorp/worker:1'));
  await expect(inside.locator('.verdict')).toContainText('Shared-pod microservices');
  // Its own styles are a stranger's to a page without an origin, and must come all the same.
  const width = await inside.locator('svg.pp-flow:visible').first().evaluate((svg) => svg.getBoundingClientRect().width);
  expect(width).toBeLessThanOrEqual(800);
  expect(said).toEqual([]);
});

test('readers may be kept from changing the manifest', async ({ page, baseURL }) => {
  await page.goto(host.show(element(baseURL, 'view="yaml,verdict" edit="0"')));
  const area = (await playground(page)).getByRole('textbox', { name: 'Manifest' });
  await expect(area).not.toBeEditable();
  await expect(area).toHaveValue(SIDECAR);
});

test('where frames or scripts are refused, the manifest itself is read', async ({ page, baseURL, browser }) => {
  const refusing = { 'content-security-policy': `script-src ${baseURL}; frame-src 'none'` };
  await page.goto(host.show(element(baseURL), refusing));
  await page.waitForLoadState('networkidle');
  await expect(page.locator('pod-playground pre')).toBeVisible();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(host.show(element(baseURL)));
  await expect(plain.locator('pre')).toContainText('fluent-bit');
  await context.close();
});

test('a page that comes and goes brings its playground back', async ({ page, baseURL }) => {
  await page.goto(host.show(element(baseURL, 'view="verdict"')));
  await playground(page);
  await page.evaluate(() => {
    const one = document.querySelector('pod-playground');
    one.remove();
    document.body.append(one);
  });
  await expect((await playground(page)).locator('.verdict')).toContainText('Sidecar');
});

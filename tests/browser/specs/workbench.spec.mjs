// The workbench on /play: the editor that wakes, tabs, splitter, one focus, examples, links, storage; and what remains
// when a part of it cannot be had.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { deflateRawSync } from 'node:zlib';
import { comeIn, complaints, openLive, paste, results, SIDECAR, writing } from '../playground.mjs';

const notice = (page) => page.locator('.notice');

/** Opens /play and waits for the awake editor. */
async function openAwake(page, path = '/play') {
  await openLive(page, path);
  await expect(writing(page)).toBeVisible();
}

const link = (state) => `/play#v1=${deflateRawSync(Buffer.from(JSON.stringify(state))).toString('base64url')}`;

test('the editor wakes without a complaint and analyses what is written', async ({ page }) => {
  const complained = complaints(page);
  await openAwake(page);
  await paste(page, SIDECAR);
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
  expect(complained).toEqual([]);
});

test('completion knows fields, values and the names of the manifest', async ({ page }) => {
  await openAwake(page);
  await paste(page, SIDECAR.replace('- name: logs\n      mountPath: /logs', '- name: \n      mountPath: /logs'));
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 16; line += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Space');
  await expect(page.getByRole('option', { name: /logs/ })).toBeVisible();
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await expect(writing(page)).toContainText('- name: logs');
});

test('the line of the caret is explained, and its place lights up in the views', async ({ page }) => {
  await openAwake(page, link({ y: SIDECAR, k: '1.36' }));
  await expect(writing(page)).toContainText('fluent-bit');
  await writing(page).getByText('mountPath').last().click();
  await expect(page.locator('.line-note')).toContainText('spec.containers[1].volumeMounts[0].mountPath');
  await expect(page.locator('.line-note')).toContainText('Path within the container');
  await page.getByRole('radio', { name: 'Flow' }).check();
  await expect(results(page).locator('.view[data-view=flow] .lit').first()).toBeAttached();
  await results(page).locator('.flow-list a.place').first().hover();
  await expect(page.locator('.cm-lit').first()).toBeAttached();
});

test('tabs show one view at a time, and all where there is room', async ({ page }) => {
  await openAwake(page);
  await expect(results(page).locator('.view:visible')).toHaveCount(1);
  await page.getByRole('radio', { name: 'Table' }).check();
  await expect(results(page).locator('table').first()).toBeVisible();
  await page.setViewportSize({ width: 1920, height: 1000 });
  await expect(results(page).locator('.view:visible')).toHaveCount(10);
});

test('the splitter moves by keyboard and by presets', async ({ page }) => {
  await openAwake(page);
  const splitter = page.getByRole('separator', { name: 'Width of the manifest' });
  const width = async () => (await page.locator('form.editor').boundingBox()).width;
  const before = await width();
  await splitter.focus();
  await page.keyboard.press('PageUp');
  await expect(splitter).toHaveAttribute('aria-valuenow', '50');
  expect(await width()).toBeGreaterThan(before + 50);
  await page.getByRole('button', { name: 'Wide results' }).click();
  expect(await width()).toBeLessThan(before);
});

test('Tab passes through, indents after typing, and Esc lets out again', async ({ page }) => {
  await openAwake(page);
  await page.getByRole('combobox', { name: 'Kubernetes' }).focus();
  for (let stop = 0; stop < 4 && !(await writing(page).evaluate((one) => one === document.activeElement)); stop += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(writing(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(writing(page)).not.toBeFocused();
  await writing(page).click();
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(writing(page)).not.toBeFocused();
});

test('an example replaces the text, and the text comes back', async ({ page }) => {
  await openAwake(page);
  await paste(page, SIDECAR);
  await page.locator('.desk summary', { hasText: 'Examples' }).click();
  await page.getByRole('button', { name: /Adapter for metrics/ }).click();
  await expect(results(page).locator('.verdict')).toContainText('Adapter');
  await page.getByRole('button', { name: 'Take my text back' }).click();
  await expect(writing(page)).toContainText('fluent-bit');
});

test('an empty editor offers three examples', async ({ page }) => {
  await openAwake(page);
  await writing(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.locator('.first-examples button')).toHaveCount(3);
  await page.locator('.first-examples button').first().click();
  await expect(results(page).locator('.verdict')).toContainText('Shared-pod');
});

test('a shared link opens in a fresh browser, with its secrets taken out', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const secret = SIDECAR.replace('    image: nginx:1.27\n', '    image: nginx:1.27\n    env:\n    - name: DB_PASSWORD\n      value: hunter22\n');
  await openAwake(page);
  await paste(page, secret);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toContainText('DB_PASSWORD');
  await page.getByRole('button', { name: 'Redact and copy' }).click();
  await expect(page.getByRole('dialog')).toContainText('Copied:');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await context.close();
  const fresh = await (await browser.newContext({ baseURL })).newPage();
  await openAwake(fresh, copied);
  await expect(results(fresh).locator('.verdict')).toContainText('Sidecar');
  await expect(writing(fresh)).toContainText('DB_PASSWORD');
  await expect(writing(fresh)).not.toContainText('hunter22');
});

test('two manifests are compared, and a link holds the pair', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await openAwake(page);
  await page.getByRole('radio', { name: 'Compare' }).check();
  await page.getByRole('button', { name: 'Take what the editor holds' }).click();
  const compared = results(page).locator('.compare');
  await expect(compared).toContainText('Nothing changed that Peapod judges.');
  await paste(page, SIDECAR);
  await expect(compared.locator('.two-verdicts')).toContainText(/Shared-pod microservices.*Sidecar/);
  await expect(compared.locator('ins').first()).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByRole('dialog')).toContainText('Copied:');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([]);
  await context.close();
  const fresh = await (await browser.newContext({ baseURL })).newPage();
  await openAwake(fresh, copied);
  await expect(results(fresh).locator('.two-verdicts')).toContainText(/Shared-pod microservices.*Sidecar/);
  await fresh.getByRole('button', { name: 'Swap the two' }).click();
  await expect(results(fresh).locator('.two-verdicts')).toContainText(/Sidecar.*Shared-pod microservices/);
});

test('hostile and broken links are explained, and change nothing', async ({ page }) => {
  const good = link({ y: SIDECAR, k: '1.36' });
  const bomb = deflateRawSync(Buffer.alloc(40 * 1024 * 1024, ' ')).toString('base64url');
  for (const [address, says] of [
    [good.slice(0, 120), 'damaged'],
    ['/play#v9=abc', 'newer version'],
    [`/play#v1=${bomb}`, 'more than a megabyte'],
    [link({ z: 1 }), 'damaged'],
  ]) {
    await page.goto('about:blank');
    await openAwake(page, address);
    await expect(notice(page)).toContainText(says);
    await expect(writing(page)).toContainText('shared-storage-example');
  }
});

test('markup in a link stays text', async ({ page }) => {
  await openAwake(page, link({ y: "kind: Pod\nmetadata:\n  name: '<img src=x onerror=document.title=1>'\n" }));
  await expect(writing(page)).toContainText('onerror');
  expect(await page.locator('[data-playground] img').count()).toBe(0);
});

test('the text is kept in this browser until it is cleared', async ({ page }) => {
  await openAwake(page);
  await paste(page, SIDECAR);
  await expect(page.locator('.kept')).toContainText('Stored in this browser');
  await page.reload();
  await expect(writing(page)).toContainText('fluent-bit');
  await page.getByRole('button', { name: 'clear' }).click();
  await page.reload();
  await comeIn(page);
  await expect(writing(page)).toContainText('shared-storage-example');
});

test('with the editor chunk blocked the textarea stays the editor', async ({ page }) => {
  await page.route('**/editor-*.js', (route) => route.abort());
  await openLive(page, '/play');
  await page.getByRole('textbox', { name: 'Manifest' }).fill(SIDECAR);
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
});

test('nothing that is written is sent', async ({ page }) => {
  await openAwake(page);
  await page.waitForLoadState('networkidle');
  const sent = [];
  // Files of the site may still be fetched: a plain GET without a query carries nothing.
  const carries = (request) => request.method() !== 'GET' || request.postData() !== null || request.url().includes('?');
  page.on('request', (request) => { if (carries(request)) sent.push([request.method(), request.url()]); });
  await paste(page, SIDECAR);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByRole('dialog')).toContainText(/Copied|selected/);
  await page.waitForTimeout(300);
  expect(sent).toEqual([]);
});

test('after a first visit the workbench opens without a network', async ({ page, context }) => {
  await openAwake(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForTimeout(1500);
  await context.setOffline(true);
  await page.reload();
  await comeIn(page);
  await expect(writing(page)).toBeVisible();
  await expect(results(page)).toContainText('Shared-pod microservices');
});

test('places stay right while a key draws nothing anew', async ({ page }) => {
  await openAwake(page);
  await paste(page, `# a comment\n${SIDECAR}`);
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.type(', and what else is said in it');
  await results(page).locator('.evidence a.place', { hasText: 'line 16' }).first().click();
  expect(await page.evaluate(() => getSelection().toString())).toContain('fluent-bit');
  // At rest the places that stand in the page are those of the text itself.
  const text = `# a comment, and what else is said in it\n${SIDECAR}`;
  const place = results(page).locator('.evidence a.place', { hasText: 'line 16' }).first();
  await expect.poll(async () => text.slice(...(await place.getAttribute('data-span')).split('-'))).toMatch(/^(image: |- name: )?fluent/);
});

test('on a wide window a view out of sight follows once the text rests', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 700 });
  await openAwake(page);
  await paste(page, SIDECAR.replace('name: nginx', 'name: shop-front'));
  await expect(results(page).locator('.view[data-view=containers]')).toContainText('shop-front');
  await expect(results(page).locator('.view[data-view=timeline]')).toContainText('shop-front');
});

test('what is sent and printed is what the editor holds, also after the app broke off', async ({ page }) => {
  await openAwake(page);
  await paste(page, SIDECAR);
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
  const area = page.locator('form.editor textarea[name=manifest]');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(area).toHaveValue(SIDECAR);
  await paste(page, SIDECAR.replace('name: web', 'name: printed-no-more'));
  await expect(results(page)).toContainText('printed-no-more');
  // A panic takes this mark away; the form is then what it was without scripts.
  await page.locator('[data-live]').evaluate((section) => section.removeAttribute('data-live'));
  await area.evaluate((field) => field.form.requestSubmit());
  await expect(page.locator('[data-live]')).toHaveCount(0);
  await expect(results(page)).toContainText('printed-no-more');
});

for (const forcedColors of ['none', 'active']) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing on /play, ${colorScheme}, forced colours ${forcedColors}, ${width} px`, async ({ browser, baseURL }) => {
        const context = await browser.newContext({ baseURL, colorScheme, forcedColors, viewport: { width, height: 900 } });
        const page = await context.newPage();
        await openAwake(page);
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([]);
        await page.screenshot({ path: `results/play-${colorScheme}-${forcedColors}-${width}.png` });
        await context.close();
      });
    }
  }
}

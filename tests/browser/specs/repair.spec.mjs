// Repairing and asking on /play: values that only the owner knows, other forms of the pod, the simulator and the path
// question; by keyboard, and with axe while each of these tabs is chosen.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { deflateRawSync } from 'node:zlib';
import { openLive, results, SIDECAR, writing } from '../playground.mjs';

const view = (page, id) => results(page).locator(`.view[data-view=${id}]`);
const link = (text) => `/play#v1=${deflateRawSync(Buffer.from(JSON.stringify({ y: text, k: '1.36' }))).toString('base64url')}`;
const UNTAGGED = SIDECAR.replace('image: nginx:1.27', 'image: registry.example.com/shop/web');

/** Opens /play with a manifest, and chooses a tab. */
async function open(page, text, tab) {
  await openLive(page, link(text));
  await expect(writing(page)).toContainText('fluent-bit');
  await page.getByRole('radio', { name: tab, exact: true }).check();
}

/** The findings about images without a version. */
const untagged = (page) => view(page, 'findings').locator('li.finding', { has: page.getByRole('link', { name: 'image-latest-or-untagged' }) });

test('a repair asks for the value that only the owner knows', async ({ page }) => {
  await open(page, UNTAGGED, 'Findings');
  const ask = untagged(page).locator('button.fix');
  await ask.focus();
  await page.keyboard.press('Enter');
  await expect(ask).toHaveAttribute('aria-expanded', 'true');
  const field = untagged(page).getByRole('textbox');
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(untagged(page).getByRole('alert')).toContainText('Write a value');
  await page.keyboard.type('{1}');
  await page.keyboard.press('Enter');
  await expect(untagged(page).getByRole('alert')).toContainText('cannot stand there');
  await field.fill('1.4.2');
  await page.keyboard.press('Enter');
  await expect(writing(page)).toContainText('registry.example.com/shop/web:1.4.2');
  await expect(writing(page)).not.toContainText('fill in');
  await expect(untagged(page)).toHaveCount(0);
});

test('answers stay while the manifest is written on, and fit what was written', async ({ page }) => {
  await open(page, UNTAGGED, 'Findings');
  await untagged(page).locator('button.fix').click();
  const field = untagged(page).getByRole('textbox');
  await expect(field).toBeFocused();
  await field.fill('1.4.2');
  const place = () => untagged(page).getAttribute('data-span');
  const before = await place();
  await writing(page).getByText('kind: Pod').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' # one');
  // The list is made anew once the text rests.
  await expect.poll(place).not.toBe(before);
  await expect(field).toHaveValue('1.4.2');
  await field.press('Enter');
  await expect(writing(page)).toContainText('registry.example.com/shop/web:1.4.2');
  await expect(writing(page)).toContainText('kind: Pod # one');
});

test('a repair chosen in the editor asks as well: by pointer, and by keyboard', async ({ page }) => {
  await open(page, UNTAGGED, 'Flow');
  await page.locator('.cm-lint-marker-warning').first().hover();
  const line = writing(page).locator('.cm-line', { hasText: 'shop/web' });
  await line.locator('.cm-lintRange').first().hover();
  await page.locator('.cm-tooltip .cm-diagnosticAction', { hasText: '…' }).first().click();
  const field = untagged(page).getByRole('textbox');
  await expect(field).toBeFocused();
  await expect(writing(page)).not.toContainText('fill in');
  await page.keyboard.type('1.4.2');
  await page.keyboard.press('Enter');
  await expect(writing(page)).toContainText('shop/web:1.4.2');
  await expect(results(page).getByRole('heading', { name: 'Findings' })).toBeFocused();
  await page.keyboard.press('Tab');

  // The same from the line of the caret, without a pointer.
  await page.reload();
  await open(page, UNTAGGED, 'Flow');
  await writing(page).focus();
  await page.keyboard.press('Control+Home');
  for (let down = 0; down < 7; down += 1) await page.keyboard.press('ArrowDown');
  const action = page.locator('.line-actions button', { hasText: '…' });
  await expect(action.first()).toBeVisible();
  await page.keyboard.press('Escape');
  for (let stop = 0; stop < 5 && !(await action.first().evaluate((one) => one === document.activeElement)); stop += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
});

test('a helper is made a native sidecar where the caret stands', async ({ page }) => {
  const proxy = SIDECAR.replace('image: fluent/fluent-bit:3.1', 'image: envoyproxy/envoy:v1.30').replace('fluent-bit', 'envoy # like fluent-bit');
  await open(page, proxy, 'Verdict');
  await writing(page).getByText('envoyproxy').click();
  const action = page.locator('.line-actions').getByRole('button', { name: /Make .envoy. a native sidecar/ });
  await action.focus();
  await page.keyboard.press('Enter');
  await expect(writing(page)).toContainText('initContainers:');
  await expect(writing(page)).toContainText('restartPolicy: Always');
  await expect(writing(page)).toContainText('# like fluent-bit');
  await expect.poll(() => page.evaluate(() => document.activeElement.tagName)).not.toBe('BODY');
  await writing(page).focus();
  await page.keyboard.press('Control+z');
  await expect(writing(page)).not.toContainText('initContainers:');
  await writing(page).getByText('nginx:1.27').click();
  await expect(page.locator('.line-actions', { hasText: 'native sidecar' })).toHaveCount(0);
});

test('what is left marked is selected, and typing fills it in', async ({ page }) => {
  await open(page, UNTAGGED, 'Findings');
  await untagged(page).locator('button.fix').click();
  await untagged(page).getByRole('button', { name: 'Leave it marked' }).click();
  await expect(writing(page)).toContainText('# peapod: fill in');
  const selection = () => page.evaluate(() => getSelection().toString());
  await expect.poll(selection).toMatch(/^\S+$/);
  const chosen = await selection();
  await expect(writing(page)).toContainText(`registry.example.com/shop/web:${chosen}`);
});

test('another form of the pod is shown, put into the editor, and taken back', async ({ page }) => {
  await open(page, SIDECAR, 'Convert');
  const convert = view(page, 'convert');
  await expect(convert.getByRole('heading', { name: 'App with native sidecars' })).toBeVisible();
  await expect(convert.locator('.line-diff ins').first()).toBeVisible();
  await expect(convert.locator('.sides .before')).toContainText('Sidecar');
  await expect(convert.locator('.sides .after')).toContainText('Sidecar');
  await convert.getByRole('radio', { name: 'App with native sidecars' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(convert.getByRole('radio', { name: 'Separate Deployments' })).toBeChecked();
  await expect(convert).toContainText('cannot be converted without');
  await expect(convert.getByRole('button', { name: 'Put this into the editor' })).toHaveCount(0);
  await convert.getByRole('radio', { name: 'App with native sidecars' }).check();
  await convert.getByRole('button', { name: 'Put this into the editor' }).click();
  await expect(writing(page)).toContainText('initContainers:');
  await page.getByRole('button', { name: 'Take my text back' }).click();
  await expect(writing(page)).not.toContainText('initContainers:');
});

test('the simulator tells its story step by step', async ({ page }) => {
  await open(page, SIDECAR, 'What if');
  const simulator = view(page, 'simulator');
  const steps = simulator.locator('.moments > li');
  await simulator.getByRole('combobox', { name: 'What happens' }).selectOption('node-lost');
  await expect(simulator.getByRole('status')).toContainText('steps.');
  const all = await steps.count();
  expect(all).toBeGreaterThan(1);
  await simulator.getByRole('button', { name: 'Step by step' }).focus();
  await page.keyboard.press('Enter');
  await expect(steps.first()).toHaveAttribute('aria-current', 'step');
  await expect(simulator.locator('.moments > li:visible')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(steps.nth(1)).toHaveAttribute('aria-current', 'step');
  await expect(simulator.getByRole('status')).toContainText(`Step 2 of ${all}`);
  await simulator.getByRole('button', { name: 'Show all' }).press('Enter');
  await expect(simulator.locator('.moments > li:visible')).toHaveCount(all);
});

test('the path question is answered while it is typed', async ({ page }) => {
  await open(page, SIDECAR, 'Paths');
  const paths = view(page, 'paths');
  const field = paths.getByRole('textbox', { name: 'at' });
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('/var/log/nginx/access.log');
  await expect(field).toHaveValue('/var/log/nginx/access.log');
  await expect(paths.getByRole('status')).toContainText('/logs/access.log');
  await paths.getByRole('combobox', { name: 'The file or directory of' }).selectOption({ label: 'fluent-bit' });
  await field.fill('/nowhere');
  await expect(paths.getByRole('status')).not.toContainText('access.log');
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing behind these tabs, ${colorScheme}, ${width} px`, async ({ browser, baseURL }) => {
      test.setTimeout(120_000);
      const context = await browser.newContext({ baseURL, colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const [tab, id] of [['Convert', 'convert'], ['What if', 'simulator'], ['Paths', 'paths'], ['Findings', 'findings']]) {
        await page.goto('about:blank');
        await open(page, UNTAGGED, tab);
        if (id === 'findings') await untagged(page).locator('button.fix').click();
        await expect(view(page, id)).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
        expect(violations.map((one) => [tab, one.id, one.nodes.map((node) => node.html.slice(0, 160))])).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, tab).toBeLessThanOrEqual(0);
        await page.screenshot({ path: `results/${id}-${colorScheme}-${width}.png`, fullPage: true });
      }
      await context.close();
    });
  }
}

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the first possible form can be read', async ({ page }) => {
    await page.goto('/play');
    const convert = page.locator('.conversions').first();
    await expect(convert.locator('h4').first()).toBeVisible();
    await expect(convert.locator('.line-diff, .obstacles').first()).toBeVisible();
    await expect(convert.getByRole('radio')).toHaveCount(0);
  });
});

// A tour of /play without a pointer: from the address bar through everything that can be done, and the focus never lost.
import { expect, test } from '@playwright/test';
import { deflateRawSync } from 'node:zlib';
import { openLive, results, SIDECAR, writing } from '../playground.mjs';

const view = (page, id) => results(page).locator(`.view[data-view=${id}]`);
const link = (text) => `/play#v1=${deflateRawSync(Buffer.from(JSON.stringify({ y: text, k: '1.36' }))).toString('base64url')}`;

/** Whether an element has the focus, or holds what has it. */
const holds = (locator) => locator.evaluate((one) => one.contains(document.activeElement));

/** Something has the focus, and it can be seen. */
async function hasPlace(page) {
  await page.waitForTimeout(60);
  const now = await page.evaluate(() => {
    const here = document.activeElement;
    return [here.tagName, here.checkVisibility(), here.outerHTML.slice(0, 120)];
  });
  expect(now[0], now[2]).not.toBe('BODY');
  expect(now[1], now[2]).toBe(true);
}

/** Goes on with Tab, or back, until an element has the focus. */
async function tabTo(page, locator, key = 'Tab') {
  for (let stop = 0; stop < 90; stop += 1) {
    if (await locator.count() === 1 && await holds(locator)) return;
    await page.keyboard.press(key);
    await hasPlace(page);
  }
  throw new Error(`${key} does not lead to ${locator}`);
}

async function press(page, key) {
  await page.keyboard.press(key);
  await hasPlace(page);
}

test('a tour of the workbench by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000);
  await openLive(page, '/play');
  await expect(writing(page)).toBeVisible();
  await press(page, 'Tab');
  await expect(page.locator(':focus')).toHaveText(/skip/i);
  // Opening a link takes the focus nowhere.
  await page.goto(link(SIDECAR.replace('image: nginx:1.27', 'image: registry.example.com/shop/web')));
  await expect(writing(page)).toContainText('fluent-bit');
  await expect(page.locator(':focus')).toHaveText(/skip/i);

  // Through the editor, and out of it.
  await tabTo(page, writing(page));
  await press(page, 'Control+End');
  await page.keyboard.type('# note');
  await press(page, 'Tab');
  await expect(writing(page)).toBeFocused();
  await press(page, 'Escape');
  await press(page, 'Tab');
  expect(await holds(writing(page))).toBe(false);

  // The splitter.
  const splitter = page.getByRole('separator', { name: 'Width of the manifest' });
  await tabTo(page, splitter);
  const before = await splitter.getAttribute('aria-valuenow');
  await press(page, 'ArrowRight');
  expect(await splitter.getAttribute('aria-valuenow')).not.toBe(before);

  // The tabs, and the boxes of the diagram.
  const tabs = results(page).locator('fieldset.tabs');
  await tabTo(page, tabs);
  for (let step = 0; step < 12 && !(await page.getByRole('radio', { name: 'Flow', exact: true }).isChecked()); step += 1) await press(page, 'ArrowRight');
  await expect(view(page, 'flow')).toBeVisible();
  const boxes = view(page, 'flow').locator('svg:visible a');
  await tabTo(page, view(page, 'flow').locator('svg:visible'));
  await expect(boxes.first()).toBeFocused();
  await press(page, 'ArrowDown');
  await expect(boxes.nth(1)).toBeFocused();
  await press(page, 'End');
  await expect(boxes.last()).toBeFocused();
  await press(page, 'Enter');
  await expect(writing(page)).toBeFocused();

  // A finding, its questions, the repair, and undo.
  await press(page, 'Escape');
  await tabTo(page, tabs);
  for (let step = 0; step < 12 && !(await page.getByRole('radio', { name: 'Findings', exact: true }).isChecked()); step += 1) await press(page, 'ArrowRight');
  const untagged = view(page, 'findings').locator('li.finding', { has: page.getByRole('link', { name: 'image-latest-or-untagged' }) });
  await tabTo(page, untagged.locator('button.fix'));
  await press(page, 'Enter');
  await expect(untagged.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('2.0');
  await press(page, 'Enter');
  await expect(writing(page)).toContainText('shop/web:2.0');
  await expect(results(page).getByRole('heading', { name: 'Findings' })).toBeFocused();
  await tabTo(page, writing(page), 'Shift+Tab');
  await press(page, 'Control+z');
  await expect(writing(page)).not.toContainText('shop/web:2.0');

  // An example, and the text back.
  await press(page, 'Escape');
  const examples = page.locator('.desk summary', { hasText: 'Examples' });
  await tabTo(page, examples, 'Shift+Tab');
  await press(page, 'Enter');
  const adapter = page.getByRole('button', { name: /Adapter for metrics/ });
  await tabTo(page, adapter);
  await press(page, 'Enter');
  await expect(page.locator('.notice')).toContainText('Loaded');
  await expect(examples).toBeFocused();
  const back = page.getByRole('button', { name: 'Take my text back' });
  await tabTo(page, back);
  await press(page, 'Enter');
  await expect(writing(page)).toContainText('fluent-bit');
  await expect(writing(page)).toBeFocused();

  // The dialog, and back to its button.
  const share = page.getByRole('button', { name: 'Share', exact: true });
  await press(page, 'Escape');
  await tabTo(page, share, 'Shift+Tab');
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await holds(page.getByRole('dialog'))).toBe(true);
  await press(page, 'Tab');
  expect(await holds(page.getByRole('dialog'))).toBe(true);
  await press(page, 'Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(share).toBeFocused();

  // Another form of the pod.
  await tabTo(page, tabs);
  for (let step = 0; step < 12 && !(await page.getByRole('radio', { name: 'Convert', exact: true }).isChecked()); step += 1) await press(page, 'ArrowRight');
  const apply = view(page, 'convert').getByRole('button', { name: 'Put this into the editor' });
  await tabTo(page, apply);
  await press(page, 'Enter');
  await expect(writing(page)).toContainText('restartPolicy: Always');
  await page.waitForTimeout(500);
  await hasPlace(page);
});

test('Format makes the layout even, says so, and undo takes it back', async ({ page }) => {
  const uneven = 'apiVersion: v1\nkind: Pod\nmetadata:\n    name: web  \nspec:\n    containers:\n    # the app\n    -   name: web # fluent-bit\n        image: nginx:1.27\n';
  const even = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  # the app\n  - name: web # fluent-bit\n    image: nginx:1.27\n';
  const text = () => writing(page).evaluate((one) => [...one.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));
  await openLive(page, link(uneven));
  await expect.poll(text).toBe(uneven);
  const format = page.getByRole('button', { name: 'Format', exact: true });
  await format.focus();
  await press(page, 'Enter');
  await expect(page.locator('.notice')).toContainText('The layout is even now.');
  expect(await text()).toBe(even);
  await format.press('Enter');
  await expect(page.locator('.notice')).toContainText('even already');
  await writing(page).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(text).toBe(uneven);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('x: y: z');
  await format.press('Enter');
  await expect(page.locator('.notice')).toContainText('left as it is');
});

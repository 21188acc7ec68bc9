// The manifest never leaves the browser: after the page has loaded, editing sends nothing at all.
import { expect, test } from '@playwright/test';
import { editor, openLive, results, SIDECAR } from '../playground.mjs';

test('no request follows an edit', async ({ page }) => {
  await openLive(page);
  await page.waitForLoadState('networkidle');
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await editor(page).fill(SIDECAR);
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
  await results(page).locator('li.finding a.place').first().click();
  await page.getByRole('combobox', { name: 'Kubernetes' }).first().selectOption('1.31');
  await page.waitForTimeout(500);
  expect(requests).toEqual([]);
});

test('a page of text fetches no wasm before an example is woken', async ({ page }) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto('/docs/case-study');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((url) => /\.wasm$/.test(url))).toEqual([]);
  await page.getByRole('button', { name: 'Edit this example' }).first().click();
  await expect(page.locator('[data-playground][data-live]')).toHaveCount(1);
  expect(fetched.filter((url) => /\.wasm$/.test(url))).toHaveLength(1);
});

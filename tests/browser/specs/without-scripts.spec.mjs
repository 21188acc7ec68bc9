// Everything a reader reads is in the HTML that the server sends; a form analyses other text.
import { expect, test } from '@playwright/test';
import { drawing, editor, HOSTILE, openLive, results, SIDECAR } from '../playground.mjs';

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('the page shows the whole case study', async ({ page }) => {
    await page.goto('/');
    await expect(results(page)).toContainText('Shared-pod microservices');
    await expect(results(page).locator('table tbody tr')).toHaveCount(6);
    await expect(drawing(page)).toBeVisible();
    expect(await results(page).locator('li.finding').count()).toBeGreaterThan(5);
  });

  test('the form analyses another text', async ({ page }) => {
    await page.goto('/');
    await editor(page).fill(SIDECAR);
    await page.getByRole('button', { name: 'Analyse' }).first().click();
    await expect(page).toHaveURL(/\/play$/);
    await expect(editor(page)).toHaveValue(SIDECAR);
    await expect(results(page).locator('.verdict')).toContainText('Sidecar');
  });

  test('markup in a manifest stays text', async ({ page }) => {
    await page.goto('/play');
    await editor(page).fill(HOSTILE);
    await page.getByRole('button', { name: 'Analyse' }).first().click();
    await expect(editor(page)).toHaveValue(HOSTILE);
    expect(await page.locator('[data-playground] script, [data-playground] img').count()).toBe(0);
  });

  test('the documentation is readable', async ({ page }) => {
    await page.goto('/docs/case-study');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('svg.pp-flow:visible').first()).toBeVisible();
  });
});

test('with the wasm blocked the form still works', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/');
  await editor(page).fill(SIDECAR);
  await page.getByRole('button', { name: 'Analyse' }).first().click();
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
});

test('markup in a manifest stays text when it is typed', async ({ page }) => {
  await openLive(page);
  await editor(page).fill(HOSTILE);
  await expect(results(page)).toContainText('onerror');
  expect(await page.locator('[data-playground] script, [data-playground] img').count()).toBe(0);
  await expect(page).not.toHaveTitle('pwned');
});

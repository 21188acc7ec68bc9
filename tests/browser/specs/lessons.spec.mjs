// A lesson: its task is checked while the reader edits, and this browser remembers that it is done until told to forget.
import { expect, test } from '@playwright/test';
import { editor } from '../playground.mjs';

test('a lesson notices its solution and is remembered', async ({ page }) => {
  await page.goto('/learn/native-sidecar');
  const solution = await page.locator('details.folded code').last().textContent();
  await expect(page.locator('.task')).toContainText('Not there yet');
  await page.getByRole('button', { name: 'Edit this example' }).first().click();
  await editor(page).fill(solution);
  await expect(page.locator('.task')).toContainText('All done');
  await page.goto('/learn');
  await expect(page.locator('.record')).toContainText('Lessons done in this browser: 1');
  await page.getByRole('button', { name: 'Forget them' }).click();
  await expect(page.locator('.record')).toContainText(': 0');
});

test('a guess is answered', async ({ page }) => {
  await page.goto('/learn/guess');
  await page.getByRole('radio', { name: 'Ambassador' }).first().check();
  await expect(page.locator('.guess').first()).toContainText('Right: Ambassador');
  await expect(page.locator('.guess + details').first()).toHaveAttribute('open', '');
});

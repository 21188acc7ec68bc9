// The search: on the server without scripts, at once with them, the same passage first; and it forgives a slip.
import { expect, test } from '@playwright/test';

const QUESTIONS = ['spec.volumes[].emptyDir', 'emtpydir', 'native sidecar', 'fluent bit'];

test('both searches find the same passage first', async ({ page }) => {
  for (const question of QUESTIONS) {
    await page.goto(`/search?q=${encodeURIComponent(question)}`);
    const first = await page.locator('.results-list a').first().getAttribute('href');
    const box = page.getByRole('combobox', { name: 'Search' });
    await page.locator('.site-search input').focus();
    await expect(box).toBeVisible();
    await box.fill(question);
    await expect(page.getByRole('option').first()).toHaveAttribute('href', first);
  }
});

test('a result is chosen by keyboard', async ({ page }) => {
  await page.goto('/docs');
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.fill('subpath');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/subpath/i);
});

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('a list is cut down to what is asked', async ({ page }) => {
    await page.goto('/catalogue');
    await page.getByLabel('Only those with the words').fill('fluent');
    await page.getByRole('button', { name: 'Show' }).click();
    // Entries whose images have the word come too: an image of Confluent's has it.
    await expect(page.getByRole('link', { name: /fluent bit/i }).first()).toBeVisible();
    expect(await page.locator('.page-list a').count()).toBeLessThan(20);
  });
});

// Every kind of page keeps to its own content security policy, and none complains in the console.
import { expect, test } from '@playwright/test';
import { comeIn, complaints } from '../playground.mjs';

const PAGES = [
  '/', '/play', '/docs', '/docs/case-study', '/patterns', '/patterns/sidecar', '/rules', '/rules/emptydir-without-size-limit',
  '/learn', '/catalogue', '/search?q=sidecar', '/tags', '/api', '/embed', '/embed?page=/docs/case-study&view=all', '/embed/snippets',
];

for (const path of PAGES) {
  test(`${path} violates no policy`, async ({ page }) => {
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    const said = complaints(page);
    const answer = await page.goto(path);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-security-policy']).not.toContain('unsafe-inline');
    await comeIn(page);
    await page.waitForLoadState('networkidle');
    for (const live of await page.locator('[data-playground]:not([data-asleep])').all()) await expect(live).toHaveAttribute('data-live');
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(said).toEqual([]);
  });
}

test('a page that is missing keeps to it too', async ({ page }) => {
  const said = complaints(page);
  await page.goto('/nowhere/at-all');
  await page.waitForLoadState('networkidle');
  // The browser itself reports the status; nothing else is wrong.
  expect(said.filter((line) => !/404/.test(line))).toEqual([]);
});

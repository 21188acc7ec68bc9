// axe on the home page and on the documentation, in both themes, wide and narrow; and reflow on the narrowest phone.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openLive } from '../playground.mjs';

const PAGES = ['/', '/docs/case-study'];
/** Pages of text, whose playgrounds sleep. */
const TEXTS = ['/docs/case-study', '/learn', '/learn/native-sidecar', '/learn/guess', '/catalogue', '/search?q=emptydir', '/nowhere'];
/** Opens a page and, where it has a playground that is not asleep, waits for that. */
const open = (page, path) => (path === '/' ? openLive(page, path) : page.goto(path));
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const path of new Set([...PAGES, ...TEXTS])) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing on ${path}, ${colorScheme}, ${width} px`, async ({ browser, baseURL }) => {
        const context = await browser.newContext({ baseURL, colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        await open(page, path);
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])).toEqual([]);
        await context.close();
      });
    }
  }
}

/** One page of each kind: they differ in what can be too wide, such as tables, code, drawings, long names and forms. */
const KINDS = [
  '/', ...TEXTS, '/play', '/docs', '/docs/anatomy-of-a-verdict', '/docs/watching-volumes', '/docs/api', '/docs/embedding', '/patterns', '/patterns/sidecar',
  '/rules', '/rules/subpath-on-writable-shared-volume', '/rules?find=mount', '/catalogue/fluent-bit', '/tags', '/tags/sidecar', '/categories', '/api', '/embed/snippets',
];
for (const width of [320, 390]) {
  for (const path of KINDS) {
    test(`${path} does not scroll sideways at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 640 });
      await page.goto(path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}

test('the first tab stop skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText(/skip/i);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#content$/);
});

// Lighthouse gives full marks for accessibility, best practices and search engines on a page of each sort. Its mark for
// speed depends on the machine: `cargo xtask measure` prints it.
import { expect, test } from '@playwright/test';
import { audit } from '../lighthouse.mjs';

const PAGES = ['/', '/play', '/docs', '/docs/case-study', '/learn/one-container', '/patterns/sidecar', '/rules', '/rules/bare-pod', '/catalogue', '/tags', '/embed/snippets'];

for (const path of PAGES) {
  test(`full marks for ${path}`, async ({ baseURL }, { parallelIndex }) => {
    test.setTimeout(90_000);
    const { marks, failed } = await audit(baseURL + path, {
      port: 9330 + parallelIndex,
      categories: ['accessibility', 'best-practices', 'seo'],
    });
    expect(failed).toEqual([]);
    expect(marks).toEqual({ accessibility: 100, 'best-practices': 100, seo: 100 });
  });
}

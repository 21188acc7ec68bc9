// Hostile texts in the browser's wasm: the page outlives each of them, and reads the next one as if nothing had been.
// The 63 files beside the project are tried as well, where they are.
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editor, openLive, results, SIDECAR } from '../playground.mjs';

const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
for (let level = 1; level < 30; level++) {
  bomb.push(`a${level}: &a${level} [${Array(9).fill(`*a${level - 1}`).join(', ')}]`);
}
const OURS = {
  '100,000 brackets': '['.repeat(100_000),
  '100,000 mappings in one another': `---\n${'{a: '.repeat(100_000)}`,
  '100,000 JSON objects in one another': '{"a":'.repeat(100_000),
  '100,000 dashes': '- '.repeat(100_000),
  'brackets in a pod': `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(9_000)}${']'.repeat(9_000)}\n`,
  'an alias bomb': bomb.join('\n'),
  'a million documents': '---\n'.repeat(1_000_000),
  'a long line': `a: ${'x'.repeat(4_000_000)}`,
  'a quote that never ends': `a: "${'x\n'.repeat(500_000)}`,
  'NULs': '\0'.repeat(100_000),
  'half a character': 'a: \ud800\n',
  '200,000 keys': Array.from({ length: 200_000 }, (_, number) => `k${number}: v`).join('\n'),
  '9,900 lines without their indentation': `kind: Pod\nmetadata:\nname: a\nspec:\ncontainers:\n${'- name: a\nimage: b\n'.repeat(4_950)}`,
  'more than is read': 'a'.repeat(9 * 1024 * 1024),
};

/** The texts of the archive beside the project; none where it is missing. */
function shared() {
  const places = ['../../../../shared', '../../../shared'].map((path) =>
    fileURLToPath(new URL(`${path}/corpus/hostile.tar.xz`, import.meta.url)),
  );
  const archive = places.find(existsSync);
  if (!archive) {
    console.log('skipped: corpus/hostile.tar.xz is not here');
    return {};
  }
  const folder = mkdtempSync(join(tmpdir(), 'peapod-hostile-'));
  try {
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    const files = readdirSync(join(folder, 'hostile'));
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, 'hostile', file), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Types a text and waits for the page to have dealt with it; gives the milliseconds. */
async function type(page, text) {
  return editor(page).evaluate(async (area, text) => {
    const start = performance.now();
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  }, text);
}

async function survives(page, texts) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('crash', () => faults.push('the page crashed'));
  await openLive(page);
  let slowest = ['', 0];
  for (const [name, text] of Object.entries(texts)) {
    const time = await type(page, text);
    slowest = time > slowest[1] ? [name, time] : slowest;
    expect(faults, name).toEqual([]);
  }
  console.log(`${Object.keys(texts).length} texts, slowest ${slowest[0]} with ${(slowest[1] / 1000).toFixed(2)} s`);
  await type(page, SIDECAR);
  await expect(results(page).locator('.verdict')).toContainText('Sidecar');
}

test('the page outlives texts made to break it', async ({ page }) => {
  test.setTimeout(240_000);
  await survives(page, OURS);
});

test('the page outlives the hostile files', async ({ page }) => {
  test.setTimeout(240_000);
  await survives(page, shared());
});

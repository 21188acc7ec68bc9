// Texts that break readers of YAML, given to the wasm that readers get: each is answered with a finding, and the page lives on.
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { complaints, openLive, results } from '../playground.mjs';

const POD = 'apiVersion: v1\nkind: Pod\n';

/** Lists of nine aliases of lists of nine aliases, thirty deep. */
function aliases() {
  const row = (level) => Array(9).fill(`*a${level}`).join(', ');
  const rows = Array.from({ length: 29 }, (_, level) => `a${level + 1}: &a${level + 1} [${row(level)}]\n`);
  return `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${rows.join('')}`;
}

const CONTAINER = '{name: a, image: nginx, volumeMounts: [{name: v, mountPath: /v}]}';
const ITEM = `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [${CONTAINER}]}}`;

/** Each text, and what is said of it. */
const TEXTS = [
  ['100,000 lists in one another', `${POD}spec: ${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested more than'],
  ['100,000 JSON objects in one another', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'nested more than'],
  ['a million empty documents', '---\n'.repeat(1_000_000), 'nothing but comments'],
  ['a million documents', '---\na\n'.repeat(1_000_000), 'no Kubernetes object'],
  ['NULs', `a: ${'\0'.repeat(100_000)}`, 'U+0000'],
  ['a bomb of aliases', aliases(), 'far more than it says'],
  ['1,000 pods in one line', `{apiVersion: v1, kind: List, items: [${Array(1_000).fill(ITEM).join(', ')}]}`, '1000 pods in this text'],
];

/** Gives a text to the editor as a paste does; the text stays hidden, since drawing megabytes is not what is tested. */
async function paste(page, text) {
  await page.locator('textarea[name="manifest"]').first().evaluate((area, value) => {
    area.parentElement.style.display = 'none';
    area.value = value;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** Whether the wasm still answers: another text gets its own answer. */
async function expectAlive(page, name) {
  await paste(page, `${POD}metadata: {name: p}\nspec: {containers: [{name: ${name}, image: i}]}\n`);
  await expect(results(page)).toContainText(name);
}

for (const [what, text, says] of TEXTS) {
  test(`${what}: a finding, and no crash`, async ({ page }) => {
    test.setTimeout(90_000);
    const complained = complaints(page);
    await openLive(page, '/play');
    await paste(page, text);
    await expect(results(page)).toContainText(says, { timeout: 60_000 });
    await expectAlive(page, 'still-alive');
    expect(complained).toEqual([]);
  });
}

test('the hostile files are survived', async ({ page }) => {
  test.setTimeout(240_000);
  const archive = fileURLToPath(new URL('../../../../shared/corpus/hostile.tar.xz', import.meta.url));
  test.skip(!existsSync(archive), `${archive} is not here`);
  const complained = complaints(page);
  await openLive(page, '/play');
  const folder = mkdtempSync(`${tmpdir()}/peapod-hostile-`);
  try {
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    const files = readdirSync(`${folder}/hostile`).sort();
    expect(files.length).toBeGreaterThan(50);
    for (const [index, file] of files.entries()) {
      await paste(page, readFileSync(`${folder}/hostile/${file}`, 'utf8'));
      await expectAlive(page, `after-${index}`);
      expect(complained, file).toEqual([]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

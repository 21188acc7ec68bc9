// What a page of text costs before anything is woken: its HTML, style sheets and scripts as they are sent, fonts apart. The
// bytes are counted, so the test depends on no clock. `cargo xtask measure` prints the figures.
import { expect, test } from '@playwright/test';
import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

const PROMISED = 30 * 1024;
const SECTIONS = /^\/(docs|patterns|learn|rules|catalogue)(\/|$)/;

/** The body of an answer as it comes over the wire, packed with brotli where the server does that. */
function sent(address, encoding = 'br') {
  return new Promise((resolve, reject) => {
    request(address, { headers: { 'accept-encoding': encoding } }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => (response.statusCode === 200 ? resolve(Buffer.concat(parts)) : reject(new Error(`${address}: ${response.statusCode}`))));
    }).on('error', reject).end();
  });
}

/** Style sheets and scripts that a browser loads with a page. */
function loadedWith(html) {
  const elements = html.match(/<(?:link|script)\b[^>]*>/g).filter((element) => !element.includes('data-lazy'));
  return elements.map((element) => /(?:href|src)="(\/[^"]+\.(?:css|js|mjs))"/.exec(element)?.[1]).filter(Boolean);
}

test('no page of text weighs more than 30 KB', async ({ baseURL }) => {
  test.setTimeout(240_000); // a debug program reads all pages anew for each of them
  const map = (await sent(`${baseURL}/sitemap.xml`, 'identity')).toString();
  const paths = [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => new URL(address).pathname).filter((path) => SECTIONS.test(path));
  expect(paths.length).toBeGreaterThan(300);
  const sizes = new Map();
  const heavy = [];
  for (const path of paths) {
    const packed = await sent(baseURL + path);
    let sum = packed.length;
    const files = loadedWith(brotliDecompressSync(packed).toString());
    expect(files.some((file) => file.endsWith('.css')), path).toBe(true);
    for (const file of files) {
      if (!sizes.has(file)) sizes.set(file, (await sent(baseURL + file)).length);
      sum += sizes.get(file);
    }
    if (sum > PROMISED) heavy.push(`${path}: ${(sum / 1024).toFixed(1)} KB`);
  }
  expect(heavy).toEqual([]);
});

test('only a page with a playground loads the sheet of playgrounds', async ({ baseURL }) => {
  const sheet = async (path) => loadedWith((await sent(baseURL + path, 'identity')).toString()).some((file) => file.includes('with-playground'));
  for (const path of ['/', '/play', '/docs/case-study', '/learn/guess', '/api', '/embed/snippets']) expect(await sheet(path), path).toBe(true);
  for (const path of ['/docs', '/docs/api', '/rules', '/catalogue/fluent-bit', '/tags/jobs', '/search']) expect(await sheet(path), path).toBe(false);
});

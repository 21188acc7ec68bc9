// What comes from outside into a frame is hostile: fragments that other people made, and messages of windows that are not
// the page around. Nothing of it runs, moves anything, or stops the frame.
import { expect, test } from '@playwright/test';
import { fragment, startHost } from '../host.mjs';
import { HOSTILE, SIDECAR } from '../playground.mjs';

let host;
test.beforeAll(async () => { host = await startHost(); });
test.afterAll(async () => { await host.stop(); });

/** What runs in a page or its frames although it should not: the marks that the markup below leaves. */
const hurt = (page) => Promise.all(page.frames().map((frame) => frame.evaluate(() => document.title === 'pwned' || 'pwned' in window)));
const MARKUP = `<img src=x onerror="window.pwned=1"><script>document.title='pwned'</script>`;
const live = (page) => expect(page.locator('[data-playground][data-live]').first()).toBeVisible();

test('a manifest in a fragment stays text in every view', async ({ page }) => {
  for (const version of ['v1', 'v0']) {
    await page.goto('about:blank');
    await page.goto(`/embed?view=all${fragment({ y: HOSTILE, k: MARKUP, view: MARKUP, o: MARKUP }, version)}`);
    await live(page);
    await expect(page.getByRole('textbox', { name: 'Manifest' }).first()).toHaveValue(HOSTILE);
    await expect(page.locator('.verdict')).toBeVisible();
    expect(await hurt(page)).toEqual([false]);
    await expect(page.locator('[data-playground] script, [data-playground] img')).toHaveCount(0);
  }
});

for (const [name, content, said] of [
  ['a bomb', fragment({ y: 'a'.repeat(40 << 20) }), 'larger'],
  ['random bytes', '#v1=AAAA_-zz', 'damaged'],
  ['letters outside the alphabet', `#v1=${encodeURIComponent(MARKUP)}`, 'damaged'],
  ['a broken escape', '#v1=%E0%A4%A', 'damaged'],
  ['a number for the manifest', fragment({ y: 5 }), 'damaged'],
  ['an object for the manifest', fragment({ y: { toString: 'x' } }), 'damaged'],
  ['a list', fragment('[1]'), 'damaged'],
  ['nothing', fragment('null'), 'damaged'],
  ['bytes that are no text', fragment(Buffer.from([0x22, 0xff, 0x22]).toString('latin1'), 'v0').slice(0, -2), 'damaged'],
  ['a version of the future', '#v7=AAAA', 'newer'],
  ['a very long one', `#v1=${'A'.repeat(200_000)}`, 'larger'],
]) {
  test(`a fragment that holds ${name} is refused in words, and the frame lives`, async ({ page }) => {
    await page.goto(`/embed?view=yaml,verdict${content}`);
    await live(page);
    await expect(page.locator('[data-note]')).toContainText(said);
    await page.getByRole('textbox', { name: 'Manifest' }).first().fill(SIDECAR);
    await expect(page.locator('.verdict')).toContainText('Sidecar');
    expect(await hurt(page)).toEqual([false]);
  });
}

test('keys that objects are made of change nothing', async ({ page }) => {
  await page.goto(`/embed?view=verdict${fragment('{"y":"kind: Pod","__proto__":{"pwned":1},"constructor":{"prototype":{"pwned":1}}}')}`);
  await live(page);
  expect(await page.evaluate(() => ({}).pwned)).toBeUndefined();
});

const MESSAGES = [
  { ns: 'peapod', v: 1, type: 'load', text: 'kind: Evil' },
  { ns: 'peapod', v: 1, type: 'theme', theme: 'dark' },
];

test('a frame hears the page around it, and no other window', async ({ page, baseURL }) => {
  const foreign = host.show(`<script>
    addEventListener('message', ({ data }) => {
      if (data !== 'go') return;
      for (let at = 0; at < parent.frames.length; at++) for (const message of ${JSON.stringify(MESSAGES)}) parent.frames[at].postMessage(message, '*');
      parent.postMessage('done', '*');
    });
  </script>`);
  await page.goto(host.show(`
    <iframe src="${baseURL}/embed?view=yaml,verdict&theme=light${fragment({ y: SIDECAR })}" width="800" height="600"></iframe>
    <iframe src="${foreign}"></iframe>`));
  const frame = page.locator('iframe').first().contentFrame();
  const area = frame.getByRole('textbox', { name: 'Manifest' });
  await expect(area).toHaveValue(SIDECAR);
  await page.evaluate(() => new Promise((resolve) => {
    addEventListener('message', ({ data }) => data === 'done' && resolve());
    frames[1].postMessage('go', '*');
  }));
  // What the page itself says afterwards is heard, so what was said before has been looked at by then.
  await page.evaluate(() => frames[0].postMessage({ ns: 'peapod', v: 1, type: 'load', text: 'kind: Own' }, '*'));
  await expect(area).toHaveValue('kind: Own');
  expect(await frame.locator('html').getAttribute('data-theme')).toBe('light');
});

test('messages that only look like ours change nothing and stop nothing', async ({ page, baseURL }) => {
  await page.goto(host.show(`<iframe src="${baseURL}/embed?view=yaml,verdict${fragment({ y: SIDECAR })}" width="800" height="600"></iframe>`));
  const frame = page.locator('iframe').contentFrame();
  const area = frame.getByRole('textbox', { name: 'Manifest' });
  await expect(area).toHaveValue(SIDECAR);
  await page.evaluate(() => {
    const ours = { ns: 'peapod', v: 1 };
    for (const message of [
      null, 7, 'load', [], { type: 'load', text: 'a' }, { ...ours, v: 2, type: 'load', text: 'a' }, { ...ours, type: 'load' },
      { ...ours, type: 'load', text: { length: 1 } }, { ...ours, type: 'load', text: 'a'.repeat((1 << 20) + 1) },
      { ...ours, type: 'theme', theme: '"><script>' }, { ...ours, type: 'constructor' }, { ...ours, type: 'navigate', href: 'https://evil.example' },
    ]) frames[0].postMessage(message, '*');
  });
  await page.evaluate(() => frames[0].postMessage({ ns: 'peapod', v: 1, type: 'theme', theme: 'dark' }, '*'));
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(area).toHaveValue(SIDECAR);
});

test('a window that opened the playground cannot speak to it', async ({ page, baseURL, context }) => {
  await page.goto(host.show('<button>Open</button>'));
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate((address) => { window.other = open(address); }, `${baseURL}/embed?view=yaml,verdict${fragment({ y: SIDECAR })}`),
  ]);
  await live(opened);
  await opened.evaluate(() => { window.heard = 0; addEventListener('message', () => window.heard++); });
  await page.evaluate((messages) => messages.forEach((message) => window.other.postMessage(message, '*')), MESSAGES);
  await expect.poll(() => opened.evaluate(() => window.heard)).toBe(MESSAGES.length);
  await expect(opened.getByRole('textbox', { name: 'Manifest' }).first()).toHaveValue(SIDECAR);
  expect(await opened.locator('html').getAttribute('data-theme')).toBeNull();
});

test('a foreign frame cannot move the frames of a page that uses the element', async ({ page, baseURL }) => {
  const foreign = host.show(`<script>
    for (const height of [1, 15000]) parent.postMessage({ ns: 'peapod', v: 1, type: 'resize', height }, '*');
    parent.postMessage({ ns: 'peapod', v: 1, type: 'ready' }, '*');
    parent.postMessage('done', '*');
  </script>`);
  await page.goto(host.show(`<script type="module" src="${baseURL}/embed.js"></script>
    <pod-playground view="verdict"><pre>kind: Pod</pre></pod-playground><iframe id="foreign" height="77"></iframe>`));
  const ours = page.locator('pod-playground iframe');
  await expect(ours.contentFrame().locator('[data-live]')).toBeVisible();
  await expect.poll(async () => (await ours.boundingBox()).height).toBeGreaterThan(50);
  const before = (await ours.boundingBox()).height;
  await page.evaluate((address) => new Promise((resolve) => {
    addEventListener('message', ({ data }) => data === 'done' && resolve());
    document.querySelector('#foreign').src = address;
  }), foreign);
  expect((await ours.boundingBox()).height).toBe(before);
  expect((await page.locator('#foreign').boundingBox()).height).toBeLessThan(100);
});

test('a frame of another site gets no manifest from the element', async ({ page, baseURL }) => {
  // A page that turns our frame away to another site: what is said next must not reach that site unasked.
  const thief = host.show(`<script>
    parent.postMessage({ ns: 'peapod', v: 1, type: 'ready' }, '*');
    addEventListener('message', ({ data }) => { document.title = JSON.stringify(data); });
  </script>`);
  await page.goto(host.show(`<script type="module" src="${baseURL}/embed.js"></script>
    <iframe id="thief" src="${thief}"></iframe><pod-playground><pre>${SIDECAR}</pre></pod-playground>`));
  await expect(page.locator('pod-playground iframe').contentFrame().locator('[data-live]')).toBeVisible();
  expect(await page.locator('#thief').contentFrame().locator('html').evaluate(() => document.title)).toBe('A wiki');
});

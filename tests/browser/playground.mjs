// What several specs need: manifests, and how a reader works with a playground.
import { expect } from '@playwright/test';

export const SIDECAR = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: nginx
    image: nginx:1.27
    ports:
    - containerPort: 80
    volumeMounts:
    - name: logs
      mountPath: /var/log/nginx
  - name: fluent-bit
    image: fluent/fluent-bit:3.1
    volumeMounts:
    - name: logs
      mountPath: /logs
      readOnly: true
  volumes:
  - name: logs
    emptyDir: {}
`;

export const HOSTILE = `apiVersion: v1
kind: Pod
metadata:
  name: "</textarea><script>document.title='pwned'</script>"
spec:
  containers:
  - name: "<img src=x onerror=document.title='pwned'>"
    image: "\\"><script>document.title='pwned'</script>"
    volumeMounts:
    - name: "]]><script>document.title='pwned'</script>"
      mountPath: "/x' onload='document.title=1"
  volumes:
  - name: "]]><script>document.title='pwned'</script>"
    emptyDir: {}
`;

/** Opens a page and waits until its playgrounds are live. */
export async function openLive(page, path = '/') {
  await page.goto(path);
  await comeIn(page);
  await expect(page.locator('[data-playground][data-live]').first()).toBeVisible({ timeout: 15_000 });
}

/** The first sign of a reader: the pointer comes over the page. */
export async function comeIn(page) {
  await page.mouse.move(3, 3);
  await page.mouse.move(5, 5);
}

/** The editor of the first playground. */
export function editor(page) {
  return page.getByRole('textbox', { name: 'Manifest' }).first();
}

/** What is written into where the editor of a workbench is awake. */
export const writing = (page) => page.locator('.cm-content');

/** Replaces the whole text of an awake editor by pasting another. */
export async function paste(page, text) {
  await writing(page).focus();
  await page.keyboard.press('Control+a');
  await writing(page).evaluate((target, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** The results of the first playground, the editor left out. */
export function results(page) {
  return page.locator('[data-playground]').first().locator('.results');
}

/** The diagram: two arrangements are there, and the style sheet shows the one that fits. */
export function drawing(page) {
  return results(page).locator('svg.pp-flow:visible').first();
}

/** The text that is selected in the editor. */
export function selected(page) {
  return editor(page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
}

/** Collects what a page complains of: console errors, exceptions, refused styles and scripts. */
export function complaints(page) {
  const list = [];
  page.on('console', (message) => message.type() === 'error' && list.push(message.text()));
  page.on('pageerror', (error) => list.push(String(error)));
  return list;
}

// How the browser tests run: the release program serves the built site, an installed Chromium visits it.
// `cargo xtask test` sets PEAPOD_BIN and PEAPOD_CHROMIUM; nothing is downloaded here.
import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.PEAPOD_BIN ?? `${root}target/release/peapod`;
const port = process.env.PEAPOD_TEST_PORT ?? '8099';
const address = `127.0.0.1:${port}`;

/** How Chromium is started; it refuses its sandbox to root, and the pages are our own. */
export const launchOptions = {
  executablePath: process.env.PEAPOD_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 15_000 }, // beside another page on a busy machine, a frame takes seconds to start
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // What is measured is measured undisturbed, after all else.
  projects: [
    { name: 'pages', testIgnore: 'keystroke.spec.mjs' },
    { name: 'keystroke', testMatch: 'keystroke.spec.mjs', dependencies: ['pages'] },
  ],
  use: {
    baseURL: `http://${address}`,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions,
  },
  webServer: {
    command: `"${program}" serve --listen ${address} --log none --site "${root}dist" --content "${root}content"`,
    url: `http://${address}/healthz`,
    reuseExistingServer: false,
    timeout: 20_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});

// Lighthouse on a page of a running site: a Chromium of its own, the marks of the four categories, and what failed.
// Nothing is asserted here. `node lighthouse.mjs ADDRESS PATH …` prints the marks for performance, the median of three;
// `cargo xtask measure` runs it.
import { chromium } from '@playwright/test';
import { launchOptions } from './playwright.config.mjs';
import lighthouse from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** The marks of a page, 0 to 100 by category, and for each audit that is not passed its category, id and places. */
export async function audit(address, { port, categories = CATEGORIES }) {
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, `--remote-debugging-port=${port}`] });
  try {
    const { lhr } = await lighthouse(address, { port, onlyCategories: categories, logLevel: 'error', output: 'json' });
    const marks = Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]));
    const failed = Object.values(lhr.categories).flatMap(({ id, auditRefs }) => auditRefs
      .filter((ref) => ref.weight && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1)
      .map((ref) => `${id}: ${ref.id} ${JSON.stringify(lhr.audits[ref.id].details?.items?.slice(0, 3) ?? '')}`));
    return { marks, failed };
  } finally {
    await browser.close();
  }
}

async function printPerformance(origin, paths) {
  for (const path of paths) {
    const marks = [];
    for (let run = 0; run < 3; run += 1) {
      marks.push((await audit(origin + path, { port: 9340, categories: ['performance'] })).marks.performance);
    }
    console.log(`  ${path}: performance ${marks.toSorted((a, b) => a - b)[1]} (${marks.join(', ')})`);
  }
}

if (import.meta.filename === process.argv[1]) await printPerformance(process.argv[2], process.argv.slice(3));

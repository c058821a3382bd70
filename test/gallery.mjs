// Draws the README's pictures from the executed notebooks and writes its table of notebooks: `npm run gallery` (needs Chromium).
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportHtml, readNotebook } from '../dist/index.js';
import { CHROMIUM_PATH, openBrowser } from './chromium.mjs';
import { notebookRows, withNotebookRows } from './notebook-rows.mjs';

/** The name of each picture, the number of its notebook, and which of the notebook's charts it is. */
const PICTURES = [
  ['task', '00', 0], ['before-after', '00', 1], ['journey', '00', 2], ['funnel', '01', 0], ['what-if', '03', 2], ['timeline', '04', 0],
];
const WIDTH_PX = 860;

const root = join(import.meta.dirname, '..'), notebooks = join(root, 'notebooks'), pictures = join(notebooks, 'pictures'), readme = join(root, 'README.md');
if (CHROMIUM_PATH === undefined) throw new Error('gallery: no Chromium found; install it first');

const folder = mkdtempSync(join(tmpdir(), 'phaselab-gallery-'));
const browser = await openBrowser();
try {
  mkdirSync(pictures, { recursive: true });
  for (const [picture, number, place] of PICTURES) {
    const file = readdirSync(notebooks).find((name) => name.startsWith(number)), page = await browser.newPage({ viewport: { width: WIDTH_PX, height: 900 } });
    const html = join(folder, `${number}.html`);
    writeFileSync(html, exportHtml(await readNotebook(join(notebooks, file))));
    await page.goto(pathToFileURL(html).href);
    const chart = page.locator('.phaselab-chart').nth(place);
    await chart.locator('.main-svg').first().waitFor();
    await page.waitForTimeout(500); // Plotly draws in steps.
    await chart.screenshot({ path: join(pictures, `${picture}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
writeFileSync(readme, withNotebookRows(readFileSync(readme, 'utf8'), notebookRows(notebooks)));

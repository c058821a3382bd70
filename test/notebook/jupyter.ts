import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { writeNotebook } from '../../src/notebook/document.js';
import { runNotebook } from '../../src/notebook/run.js';
import { TWO_BARS } from './figures.js';
import { code, notebook, prose } from './notebooks.js';

export const ROOT = resolve(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'dist/notebook');

/** Two charts, far apart; the second comes in the place of a progress display. */
const NOTEBOOK = notebook(
  prose('# Demo'),
  code(`import { show } from '${BUILT}/display.js';\nimport { showProgress } from '${BUILT}/progress.js';`),
  code(`const figure = ${JSON.stringify(TWO_BARS)};\nshow(figure);`),
  ...Array.from({ length: 12 }, (_, index) => prose(`Paragraph ${index}\n\n${'words '.repeat(120)}`)),
  code("const progress = showProgress();\nawait new Promise(done => setTimeout(done, 200));\nprogress.update({ done: 1, total: 2 });\nprogress.finish({ ...figure, title: 'second' });"),
);

/** Makes the folder, runs the notebook of two charts there and writes it, with its outputs, as `demo.ipynb`. */
export async function writeExecuted(folder: string): Promise<void> {
  await mkdir(folder);
  const run = await runNotebook(NOTEBOOK, { directory: folder });
  expect(run.failure).toBeUndefined();
  await writeNotebook(join(folder, 'demo.ipynb'), run.document);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

/**
 * Waits until the server at that address takes the token `token`.
 *
 * @throws Error after a minute
 */
export async function answers(address: string): Promise<void> {
  for (let wait = 0; wait < 240; wait++) {
    if (await fetch(`${address}/api?token=token`).then(answer => answer.ok, () => false)) return;
    await sleep(250);
  }
  throw new Error(`${address} does not answer`);
}

export interface Visit { readonly page: Page; readonly requests: string[]; readonly complaints: string[] }

/** Opens an address; gathers requests to anywhere but this machine, and complaints of the charts. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const requests: string[] = [], complaints: string[] = [];
  // Jupyter complains too, but from or about script files; the charts' scripts are in the page itself.
  const complain = (words: string, place: string) => { if (!/\.js\b/.test(words + place) || /phaselab|plotly/i.test(words)) complaints.push(words); };
  page.on('request', request => { if (!/^(blob:|data:|file:|https?:\/\/127\.0\.0\.1[:/])/.test(request.url())) requests.push(request.url()); });
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) complain(message.text(), message.location().url); });
  page.on('pageerror', error => complain(String(error), /^ +at .*/m.exec(error.stack ?? '')?.[0] ?? ''));
  await page.goto(url);
  return { page, requests, complaints };
}

export const charts = (page: Page) => page.locator('.phaselab-chart .bars');
export const twins = (page: Page) => page.locator('.jp-OutputArea pre:visible, .output_area pre:visible', { hasText: TWO_BARS.text.split('\n')[2] });

/** Waits until both charts are drawn, and expects them in the place of their twins. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('.phaselab-chart .bars').length === 2, undefined, { timeout: 60_000 });
  expect(await twins(page).count()).toBe(0);
}

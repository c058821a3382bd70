import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotebook } from '../../src/notebook/document.js';
import { openLab } from '../../src/notebook/lab.js';
import { runNotebook } from '../../src/notebook/run.js';
import { CHROMIUM_PATH, openBrowser } from '../charts/browser.js';
import { TWO_BARS } from './figures.js';
import { code, notebook, prose } from './notebooks.js';

const ROOT = resolve(import.meta.dirname, '../..'), BUILT = join(ROOT, 'dist/notebook');
const SEARCHED = [join(ROOT, '.venv/bin'), ...(process.env.PATH ?? '').split(delimiter)];
const BIN = SEARCHED.find(folder => ['jupyter-lab', 'jupyter-notebook', 'jupyter-nbconvert'].every(name => existsSync(join(folder, name))));

/** Two charts, far apart; the second comes in the place of a progress display. */
const NOTEBOOK = notebook(
  prose('# Demo'),
  code(`import { show } from '${BUILT}/display.js';\nimport { showProgress } from '${BUILT}/progress.js';`),
  code(`const figure = ${JSON.stringify(TWO_BARS)};\nshow(figure);`),
  ...Array.from({ length: 12 }, (_, index) => prose(`Paragraph ${index}\n\n${'words '.repeat(120)}`)),
  code("const progress = showProgress();\nawait new Promise(done => setTimeout(done, 200));\nprogress.update({ done: 1, total: 2 });\nprogress.finish({ ...figure, title: 'second' });"),
);

describe.skipIf(!CHROMIUM_PATH || !BIN)('in Jupyter (skipped where JupyterLab 4, Notebook 7, nbconvert or Chromium is missing)', () => {
  let root = '', address = '', browser: Browser, ended: Promise<number>;
  const controller = new AbortController();
  const environment = () => ({ ...process.env, HOME: root, PATH: `${BIN}${delimiter}${process.env.PATH}` });

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'phaselab-jupyter-'));
    await mkdir(join(root, 'notebooks'));
    const run = await runNotebook(NOTEBOOK, { directory: join(root, 'notebooks') });
    expect(run.failure).toBeUndefined();
    await writeNotebook(join(root, 'notebooks/demo.ipynb'), run.document);
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    ended = openLab({
      root, environment: environment(), opensBrowser: false, signal: controller.signal,
      arguments: ['--ServerApp.token=token', `--ServerApp.port=${port}`, '--ServerApp.port_retries=0', '--Application.log_level=CRITICAL'],
    });
    for (let wait = 0; wait < 200 && !await fetch(`${address}/api?token=token`).then(answer => answer.ok, () => false); wait++) await sleep(250);
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    controller.abort();
    await ended;
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Opens an address; gathers requests to anywhere but this machine, and complaints that speak of charts. */
  async function open(url: string): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const requests: string[] = [], complaints: string[] = [];
    page.on('request', request => { if (!/^(blob:|data:|file:|https?:\/\/127\.0\.0\.1)/.test(request.url())) requests.push(request.url()); });
    page.on('console', message => { if (['error', 'warning'].includes(message.type()) && /phaselab|plotly/i.test(message.text())) complaints.push(message.text()); });
    page.on('pageerror', error => { if (/phaselab|plotly/i.test(String(error.stack))) complaints.push(String(error)); });
    await page.goto(url);
    return { page, requests, complaints };
  }

  const charts = (page: Page) => page.locator('.phaselab-chart .bars').count();
  const twins = (page: Page) => page.locator('.jp-OutputArea pre:visible', { hasText: TWO_BARS.text.split('\n')[2] }).count();
  const drawn = async (page: Page) => {
    await page.waitForFunction(() => document.querySelectorAll('.phaselab-chart .bars').length === 2, undefined, { timeout: 60_000 });
    expect(await twins(page)).toBe(0);
  };

  it('JupyterLab shows the twins of an untrusted notebook, draws its charts when it runs, and again when the saved one is opened', async () => {
    const { page, requests, complaints } = await open(`${address}/lab/tree/demo.ipynb?token=token`);
    await page.locator('.jp-OutputArea pre:visible', { hasText: TWO_BARS.text.split('\n')[2] }).first().waitFor({ timeout: 60_000 });
    expect(await charts(page)).toBe(0);
    await page.getByText('TypeScript (tslab) | Idle').waitFor({ timeout: 60_000 });
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByText('Run All Cells', { exact: true }).click();
    await drawn(page);
    await page.keyboard.press('Control+s');
    await page.waitForTimeout(1500);
    await page.goto(`${address}/lab/tree/demo.ipynb?token=token&reset`);
    await drawn(page);
    expect([requests, complaints]).toEqual([[], []]);
    await page.close();
  }, 180_000);

  it('Notebook 7 draws the charts of the saved notebook without running it', async () => {
    const { page, requests, complaints } = await open(`${address}/notebooks/demo.ipynb?token=token`);
    await drawn(page);
    expect([requests, complaints]).toEqual([[], []]);
    await page.close();
  }, 120_000);

  it('a page made by nbconvert draws the charts, and none of them fetches anything', async () => {
    execFileSync(join(BIN!, 'jupyter-nbconvert'), ['--to', 'html', join(root, 'notebooks/demo.ipynb'), '--output-dir', root], { env: environment(), stdio: 'ignore' });
    const { page, requests, complaints } = await open(pathToFileURL(join(root, 'demo.html')).href);
    await drawn(page);
    expect(requests.filter(url => !/require|mathjax/i.test(url))).toEqual([]); // nbconvert's own
    expect(complaints).toEqual([]);
    await page.close();
  }, 120_000);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotebook } from '../../src/notebook/document.js';
import { openLab } from '../../src/notebook/lab.js';
import { CHROMIUM_PATH, openBrowser } from '../charts/browser.js';
import { answers, charts, drawn, freePort, ROOT, twins, visit, writeExecuted } from './jupyter.js';
import { code, notebook } from './notebooks.js';

const SEARCHED = [join(ROOT, '.venv/bin'), ...(process.env.PATH ?? '').split(delimiter)];
const BIN = SEARCHED.find(folder => ['jupyter-lab', 'jupyter-notebook', 'jupyter-nbconvert'].every(name => existsSync(join(folder, name))));

describe.skipIf(!CHROMIUM_PATH || !BIN)('in Jupyter (skipped where JupyterLab 4, Notebook 7, nbconvert or Chromium is missing)', () => {
  let root = '', address = '', browser: Browser, ended: Promise<number>;
  const controller = new AbortController();
  const environment = () => ({ ...process.env, HOME: root, PATH: `${BIN}${delimiter}${process.env.PATH}` });

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'phaselab-jupyter-'));
    await writeExecuted(join(root, 'notebooks'));
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    ended = openLab({
      root, environment: environment(), opensBrowser: false, signal: controller.signal,
      arguments: ['--ServerApp.token=token', `--ServerApp.port=${port}`, '--ServerApp.port_retries=0', '--Application.log_level=CRITICAL'],
    });
    await answers(address);
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    controller.abort();
    await ended;
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });

  it('JupyterLab shows the twins of an untrusted notebook, draws its charts when it runs, and again when the saved one is opened', async () => {
    const { page, requests, complaints } = await visit(browser, `${address}/lab/tree/demo.ipynb?token=token`);
    await twins(page).first().waitFor({ timeout: 60_000 });
    expect(await charts(page).count()).toBe(0);
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

  it('JupyterLab\'s stop button ends a measurement on worker threads, shows what was measured, and lets later cells run', async () => {
    await writeNotebook(join(root, 'notebooks/stop.ipynb'), notebook(
      code(`import { bundledTask, interruptSignal, measureJourney, readCard, showProgress } from '${ROOT}/dist/index.js';\nimport { existsSync, readdirSync } from 'fs';\nconst threads = () => (existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0);\nconst before = threads();`),
      code([
        'const progress = showProgress();',
        "const runs = await measureJourney(bundledTask('007bbfb7'), readCard('onerun'), {",
        "  phases: ['baseline', 'threads'], rounds: 5000, config: { concurrency: 6 }, signal: interruptSignal(),",
        '  onProgress: ({ part, roundsDone }) => progress.update({ done: roundsDone, total: 5000, stage: part }),',
        '});',
        'progress.finish(`kept ${runs[0]!.samplesMs.length} rounds`);',
      ].join('\n')),
      // Node itself starts up to four threads for its files meanwhile.
      code('console.log(`workers left: ${threads() > before + 4}`);'),
    ));
    // In a workspace of its own: the default one may bring back the notebook of the test before, with a hidden stop button.
    const { page } = await visit(browser, `${address}/lab/workspaces/stop/tree/stop.ipynb?token=token`);
    await page.getByText('TypeScript (tslab) | Idle').waitFor({ timeout: 60_000 });
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByText('Run All Cells', { exact: true }).click();
    await page.locator('.jp-OutputArea', { hasText: /% {2}rounds/ }).first().waitFor({ timeout: 180_000 });
    await page.locator('[data-command="notebook:interrupt-kernel"]').first().click();
    await page.locator('.jp-OutputArea', { hasText: /kept [1-9]\d* rounds/ }).first().waitFor({ timeout: 60_000 });
    await page.locator('.jp-OutputArea', { hasText: 'workers left: false' }).first().waitFor({ timeout: 60_000 });
    await page.close();
  }, 300_000);

  it('Notebook 7 draws the charts of the saved notebook without running it', async () => {
    const { page, requests, complaints } = await visit(browser, `${address}/notebooks/demo.ipynb?token=token`);
    await drawn(page);
    expect([requests, complaints]).toEqual([[], []]);
    await page.close();
  }, 120_000);

  it('a page made by nbconvert draws the charts, and none of them fetches anything', async () => {
    execFileSync(join(BIN!, 'jupyter-nbconvert'), ['--to', 'html', join(root, 'notebooks/demo.ipynb'), '--output-dir', root], { env: environment(), stdio: 'ignore' });
    const { page, requests, complaints } = await visit(browser, pathToFileURL(join(root, 'demo.html')).href);
    await drawn(page);
    expect(requests.filter(url => !/require|mathjax/i.test(url))).toEqual([]); // nbconvert's own
    expect(complaints).toEqual([]);
    await page.close();
  }, 120_000);
});

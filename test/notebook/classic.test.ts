import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeKernelSpec } from '../../src/notebook/kernel-spec.js';
import { CHROMIUM_PATH, openBrowser } from '../charts/browser.js';
import { answers, charts, drawn, freePort, twins, visit, writeExecuted } from './jupyter.js';

// By its full path, for what the PATH has may be a Notebook 7.
const CLASSIC = '/usr/bin/jupyter-notebook';
const isInstalled = spawnSync(CLASSIC, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('6.') ?? false;

describe.skipIf(!CHROMIUM_PATH || !isInstalled)('in classic Notebook (skipped where Notebook 6 in /usr/bin or Chromium is missing)', () => {
  let root = '', address = '', browser: Browser, server: ChildProcess, ended: Promise<unknown>;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'phaselab-classic-'));
    await writeExecuted(join(root, 'notebooks'));
    await writeKernelSpec(join(root, 'share'));
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = spawn(CLASSIC, [
      '--no-browser', '--allow-root', `--notebook-dir=${join(root, 'notebooks')}`,
      '--ip=127.0.0.1', `--port=${port}`, '--port-retries=0', '--NotebookApp.token=token',
    ], { cwd: root, env: { ...process.env, HOME: root, JUPYTER_PATH: join(root, 'share') }, stdio: 'ignore' });
    ended = once(server, 'exit');
    await answers(address);
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    server?.kill();
    await browser?.close();
    await ended;
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  });

  it('classic Notebook shows the twins of an untrusted notebook, draws its charts when it runs, and again when the saved one is opened', async () => {
    const { page, requests, complaints } = await visit(browser, `${address}/notebooks/demo.ipynb?token=token`);
    await page.waitForFunction('window.Jupyter?.notebook?.kernel?.is_connected()', undefined, { timeout: 60_000 });
    expect([await twins(page).count(), await charts(page).count(), requests]).toEqual([2, 0, []]);
    await page.evaluate('Jupyter.notebook.execute_all_cells()');
    await drawn(page);
    await page.evaluate('Jupyter.notebook.save_notebook()');
    await page.goto(`${address}/notebooks/demo.ipynb?token=token`);
    await drawn(page);
    expect([requests, complaints]).toEqual([[], []]);
    await page.close();
  }, 180_000);
});

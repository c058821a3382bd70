import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/notebook/escape.js';
import { exportFigures } from '../../src/notebook/export-figures.js';
import { exportHtml } from '../../src/notebook/export-html.js';
import { choicesHtml, figureHtml } from '../../src/notebook/figure-html.js';
import { plotlyFile, plotlyLoaderHtml } from '../../src/notebook/plotly.js';
import { CHROMIUM_PATH, openBrowser } from '../charts/browser.js';
import { HOSTILE, TWO_BARS } from './figures.js';
import { code, notebook, prose } from './notebooks.js';

const PLOTLY_PATH = createRequire(import.meta.url).resolve('plotly.js-dist-min/plotly.min.js');
const ROOT = join(import.meta.dirname, '..', '..');
/** A Python in whose cells the README's recipe runs. */
const PYTHON = [join(ROOT, '.venv', 'bin', 'python'), 'python3'].find(python => spawnSync(python, ['-c', 'import IPython']).status === 0);
const DARK_TEXT = 'rgb(230, 230, 230)', LIGHT_TEXT = 'rgb(31, 35, 40)';

let browser: Browser, folder = '';
beforeAll(async () => {
  if (!CHROMIUM_PATH) return;
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'phaselab-page-'));
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

interface Visit { readonly page: Page; readonly requests: string[]; readonly complaints: string[] }

/** Opens HTML as a file on disk, and notes what the page asks the network for and complains of. */
async function visit(html: string, options: BrowserContextOptions = {}, prepare?: (page: Page) => Promise<unknown>): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 900, height: 700 }, ...options });
  const requests: string[] = [], complaints: string[] = [];
  const path = join(folder, `${Math.random()}.html`), url = pathToFileURL(path).href;
  page.on('request', request => { if (request.url() !== url && !/^(blob|data):/.test(request.url())) requests.push(request.url()); });
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', error => complaints.push(String(error)));
  await prepare?.(page);
  await writeFile(path, html);
  await page.goto(url);
  return { page, requests, complaints };
}

const bare = (body: string, attributes = '') => `<!DOCTYPE html><meta charset="utf-8"><body ${attributes}>${body}`;
const bars = (page: Page) => page.locator('.phaselab-chart .bars path').count();
const drawn = (page: Page, charts = 1) => page.waitForFunction(count => document.querySelectorAll('.phaselab-chart .main-svg .bars').length >= count, charts);
const twins = (page: Page) => page.locator('pre[data-phaselab]:visible').count();
const titleColor = (page: Page) => page.locator('.phaselab-chart .gtitle').first().evaluate(element => getComputedStyle(element).fill);
const width = (page: Page) => page.locator('.phaselab-chart .main-svg').first().evaluate(element => element.getBoundingClientRect().width);

describe.skipIf(!CHROMIUM_PATH)('in Chromium (skipped where none is installed)', () => {
  it('exportFigures draws its charts from disk without a request or a complaint, in place of their twins', async () => {
    const { page, requests, complaints } = await visit(exportFigures('Two', [TWO_BARS, TWO_BARS]));
    await drawn(page, 2);
    expect([await bars(page), await twins(page)]).toEqual([4, 0]);
    expect([requests, complaints]).toEqual([[], []]);
    expect(await page.evaluate(() => 'Plotly' in window)).toBe(false);
    await page.close();
  });

  it('exportHtml draws the charts of every mode, and a script of its outputs that fetches is refused', async () => {
    const outputs = [figureHtml(TWO_BARS, { hasLoader: true }), figureHtml(TWO_BARS, { mode: 'cdn' }), "<script>fetch('https://example.org/').catch(() => { window.refused = true; });</script>"]
      .map(html => ({ output_type: 'display_data' as const, metadata: {}, data: { 'text/html': html } }));
    const { page, requests } = await visit(exportHtml(notebook(prose('# Title'), { ...code('show(x)'), outputs } as never)));
    await drawn(page, 2);
    await page.waitForFunction(() => 'refused' in window);
    expect([await bars(page), await twins(page), requests]).toEqual([4, 0, []]);
    await page.close();
  });

  it.skipIf(!PYTHON)('the README\'s Python cell shows an exported page with its charts, also where outputs have a frame of their own, as in Colab (skipped: no IPython)', async () => {
    const [, cell] = /```python\n([^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out', 'journey.html'), exportFigures('One', [TWO_BARS]));
    const lines = cell!.trim().split('\n').filter(line => !line.startsWith('!'));
    const python = `import json, sys\n*body, last = json.loads(sys.argv[1])\nnames = {}\nexec("\\n".join(body), names)\nsys.stdout.write(eval(last, names).data)`;
    const output = execFileSync(PYTHON!, ['-W', 'error', '-c', python, JSON.stringify(lines)], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const { page, requests, complaints } = await visit(bare(`${output}<iframe sandbox="allow-scripts" srcdoc="${escapeHtml(output)}" width="900" height="900"></iframe>`));
    for (const frame of [page.frameLocator('div > iframe'), page.frameLocator('body > iframe').frameLocator('iframe')]) {
      await frame.locator('.phaselab-chart .bars path').nth(1).waitFor();
      expect(await frame.locator('pre[data-phaselab]:visible').count()).toBe(0);
    }
    expect([requests.filter(url => url !== 'about:srcdoc'), complaints]).toEqual([[], []]);
    await page.close();
  });

  it('a chart is drawn again when its width changes, and then fits', async () => {
    const { page } = await visit(exportFigures('One', [TWO_BARS]));
    await drawn(page);
    expect(await width(page)).toBe(868);
    await page.setViewportSize({ width: 360, height: 700 });
    await page.waitForFunction(() => document.querySelector('.main-svg')!.getBoundingClientRect().width === 336);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });

  it('a chart in an exported page follows the reader\'s light or dark mode while it is open', async () => {
    const { page } = await visit(exportFigures('One', [TWO_BARS]), { colorScheme: 'dark' });
    await drawn(page);
    expect(await titleColor(page)).toBe(DARK_TEXT);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(color => getComputedStyle(document.querySelector('.gtitle')!).fill === color, LIGHT_TEXT);
    await page.close();
  });

  it.each([
    ['JupyterLab\'s theme attribute', 'data-jp-theme-light="false"', 'jpThemeLight', 'true'],
    ['VS Code\'s theme attribute', 'data-vscode-theme-kind="vscode-dark"', 'vscodeThemeKind', 'vscode-light'],
  ])('a chart follows %s while it is open', async (_, attributes, key, light) => {
    const { page } = await visit(bare(figureHtml(TWO_BARS, { hasLoader: true }), attributes));
    await drawn(page);
    expect(await titleColor(page)).toBe(DARK_TEXT);
    await page.evaluate(([name, value]) => { document.body.dataset[name] = value; }, [key, light]);
    await page.waitForFunction(color => getComputedStyle(document.querySelector('.gtitle')!).fill === color, LIGHT_TEXT);
    await page.close();
  });

  it('a chart on a white page stays light although the reader prefers dark', async () => {
    const { page } = await visit(bare(figureHtml(TWO_BARS, { hasLoader: true }), 'style="background: white"'), { colorScheme: 'dark' });
    await drawn(page);
    expect(await titleColor(page)).toBe(LIGHT_TEXT);
    await page.close();
  });

  it.each(['buttons', 'slider'] as const)('figures to choose from are drawn one at a time, as %s say, without a kernel', async control => {
    const choices = ['first', 'second', 'third <b>'].map((label, index) => ({
      label, figure: { ...TWO_BARS, title: label, data: [{ ...TWO_BARS.data[0], x: [1, 2, 3].slice(0, index + 1), y: ['a', 'b', 'c'].slice(0, index + 1) }] },
    }));
    const { page, requests, complaints } = await visit(bare(choicesHtml(choices, { control, hasLoader: true })));
    await drawn(page);
    expect([await bars(page), await twins(page)]).toEqual([1, 0]);
    if (control === 'slider') await page.getByRole('slider').fill('2');
    else await page.getByRole('button', { name: 'third <b>' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.phaselab-chart .bars path').length === 3);
    expect(await page.locator('.phaselab-control').innerText()).toContain('third <b>');
    expect(await page.getByRole('img', { name: 'third <b>' }).count()).toBe(1);
    expect([requests, complaints]).toEqual([[], []]);
    await page.close();
  });

  it('an inline chart without Plotly in its page stays text, asks for nothing, and is drawn when Plotly comes', async () => {
    const { page, requests, complaints } = await visit(bare(figureHtml(TWO_BARS)));
    await page.waitForTimeout(200);
    expect([await twins(page), await page.locator('.phaselab-chart').count()]).toEqual([1, 0]);
    await page.evaluate(html => document.body.append(document.createRange().createContextualFragment(html)), plotlyLoaderHtml('inline'));
    await drawn(page);
    expect([await twins(page), requests, complaints]).toEqual([0, [], []]);
    await page.close();
  });

  it('a chart draws although its page has RequireJS and a Plotly of its own, and leaves both alone', async () => {
    const host = '<script>window.define = () => { throw new Error("anonymous define"); }; window.define.amd = {}; window.Plotly = "own";</script>';
    const { page, complaints } = await visit(bare(host + plotlyLoaderHtml('inline') + figureHtml(TWO_BARS)));
    await drawn(page);
    expect([await page.evaluate(() => (window as unknown as { Plotly: string }).Plotly), complaints]).toEqual(['own', []]);
    await page.close();
  });

  it('a cdn chart fetches the pinned address once for its page and draws', async () => {
    const { page, requests } = await visit(bare(figureHtml(TWO_BARS, { mode: 'cdn' }) + figureHtml({ ...TWO_BARS, title: 'other' }, { mode: 'cdn' })), {},
      opened => opened.route(/^https:/, route => route.fulfill({ path: PLOTLY_PATH, headers: { 'access-control-allow-origin': '*' } })));
    await drawn(page, 2);
    expect(requests).toEqual([plotlyFile().url]);
    await page.close();
  });

  it('a cdn chart stays text when what comes is not the pinned file', async () => {
    const { page, complaints } = await visit(bare(figureHtml(TWO_BARS, { mode: 'cdn' })), {}, opened => opened.route(/^https:/, route => route.fulfill({
      body: 'window.harmed = 1; module.exports = {};', headers: { 'access-control-allow-origin': '*' },
    })));
    await expect.poll(() => complaints.join('\n')).toMatch(/'integrity' attribute[^]*the chart stays text/);
    expect([await twins(page), await page.evaluate(() => 'harmed' in window)]).toEqual([1, false]);
    await page.close();
  });

  it('a page without scripts shows the twin', async () => {
    const { page, requests } = await visit(exportFigures('One', [TWO_BARS]), { javaScriptEnabled: false });
    expect(await page.locator('pre').innerText()).toBe(TWO_BARS.text);
    expect(requests).toEqual([]);
    await page.close();
  });

  it('hostile texts in a figure do nothing, drawn or not', async () => {
    const { page, requests } = await visit(bare(figureHtml(HOSTILE, { hasLoader: true }) + figureHtml(HOSTILE, { mode: 'static' })));
    await drawn(page);
    await page.waitForTimeout(100);
    expect([await page.evaluate(() => 'harmed' in window), requests.filter(url => !url.startsWith('file:'))]).toEqual([false, []]);
    await page.close();
  });
});

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { jobSpans } from '../../src/charts/job-spans.js';
import { exportHtml } from '../../src/notebook/export-html.js';
import { whatIfControls } from '../../src/notebook/what-if-controls.js';
import { schedule } from '../../src/timing/schedule.js';
import { makeBatch, makeReport } from '../charts/fixtures.js';
import { CHROMIUM_PATH, openBrowser } from '../chromium.mjs';

/** As the build leaves it: what the package ships is what the page gets. */
const SCHEDULE = fileURLToPath(new URL('../../dist/timing/schedule.js', import.meta.url));
const REPORT = makeReport();
const SPANS = jobSpans(REPORT), UNCHANGED_MS = schedule(SPANS).makespanMs;

describe.skipIf(!existsSync(SCHEDULE))(`whatIfControls(report)${existsSync(SCHEDULE) ? '' : ' (skipped: dist/ is missing; run node setup.mjs build)'}`, () => {
  test('whatIfControls(report) shows its text twin where no script runs, escaped', () => {
    const { html, text, title } = whatIfControls(makeReport({ taskId: '</pre><script>' }), { scheduleFile: SCHEDULE });
    expect(html.startsWith('<div data-phaselab-what-if="')).toBe(true);
    expect(html).toContain('<pre>score demo is the bottleneck');
    expect(text.split('\n')[0]).toBe(title);
    expect(html.match(/<\/?script/g)).toEqual(['<script', '</script']);
  });

  test('whatIfControls(report) writes a script that parses and loads nothing', () => {
    const { html } = whatIfControls(REPORT, { scheduleFile: SCHEDULE });
    const script = html.slice(html.indexOf('<script>') + 8, html.lastIndexOf('</script>'));
    expect(() => new Function(script)).not.toThrow();
    expect(script).not.toMatch(/\bimport\b|fetch\(|https?:/);
  });

  test('whatIfControls(report) needs no Plotly in an exported page', () => {
    const { html } = whatIfControls(REPORT, { scheduleFile: SCHEDULE });
    const outputs = [{ output_type: 'display_data' as const, data: { 'text/html': html }, metadata: {} }];
    const page = exportHtml({ cells: [{ cell_type: 'code', id: 'c1', metadata: {}, source: 'show', outputs, execution_count: 1 }], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    expect(page).toContain('data-phaselab-what-if="');
    expect(page.length).toBeLessThan(100_000);
  });

  test('whatIfControls(report) gives equal reports equal pages', () => {
    const make = () => whatIfControls(makeReport(), { scheduleFile: SCHEDULE }).html;
    expect(make()).toBe(make());
  });

  test.skipIf(CHROMIUM_PATH === undefined)(`whatIfControls(report) schedules again in the page as timing/schedule does here${CHROMIUM_PATH === undefined ? ' (skipped: no Chromium)' : ''}`, async () => {
    const { html, title } = whatIfControls(REPORT, { scheduleFile: SCHEDULE });
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 360, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.setContent(`<!doctype html><body>${html}${html}</body>`);
    const [first, second] = [page.locator('div').filter({ has: page.locator('button') }).first(), page.locator('button').nth(1)];
    expect(await page.locator('pre').count()).toBe(0);
    expect(await second.textContent()).toBe('as recorded');
    expect(await first.textContent()).toContain(title);

    const root = page.locator('body > div').first();
    await root.locator('input[aria-label="inline"]').fill('8');
    expect(await root.textContent()).toContain(`Predicted: ${(UNCHANGED_MS / schedule(SPANS, { factors: { inline: Infinity } }).makespanMs).toFixed(2)}× with inline at no cost`);
    await root.locator('input[aria-label="workers"]').fill('1');
    expect(await root.textContent()).toContain(`Predicted: ${(UNCHANGED_MS / schedule(SPANS, { factors: { inline: Infinity }, workers: 2 }).makespanMs).toFixed(2)}× with inline at no cost, 2 workers`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await root.locator('button').click();
    expect(await root.textContent()).toContain(title);
    await browser.close();
    expect(complaints).toEqual([]);
  }, 30_000);

  test.skipIf(CHROMIUM_PATH === undefined)('whatIfControls(report) shows the recording as it was, and predicts what its title says where stages overlap', async () => {
    const browser = await openBrowser();
    const page = await browser.newPage();
    const { html, title } = whatIfControls(makeBatch(), { scheduleFile: SCHEDULE });
    await page.setContent(`<!doctype html><body>${html}</body>`);
    expect(title).toContain('score demo is the bottleneck with 56 %: at no cost, the run would be 2.3× as fast');
    expect(await page.textContent('body')).toMatch(/recorded: 400 ms.*scheduled again: 395 ms/);
    await page.locator('input[aria-label="score demo"]').fill('8');
    expect(await page.textContent('body')).toMatch(/Predicted: 2.26× with score demo at no cost.*recorded: 400 ms.*what if: 175 ms/);
    await browser.close();
  }, 30_000);
});

test('whatIfControls(report, { scheduleFile }) refuses a file that is missing or is another module', () => {
  const fault = expect.objectContaining({ code: 'notebook.schedule-source' });
  expect(() => whatIfControls(REPORT, { scheduleFile: '/nowhere/schedule.js' })).toThrowError(fault);
  const folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  const file = join(folder, 'schedule.js');
  writeFileSync(file, 'import { a } from "./a.js";\nexport function schedule(spans) { return a(spans); }\n');
  expect(() => whatIfControls(REPORT, { scheduleFile: file })).toThrowError(fault);
  rmSync(folder, { recursive: true });
});

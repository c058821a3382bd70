import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { applyTheme, type Theme } from '../../src/charts/theme.js';
import { fitFigure } from '../../src/charts/fit.js';
import type { Figure } from '../../src/charts/figure.js';

const USUAL_PATHS = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The system's Chromium, if there is one. */
export const CHROMIUM_PATH = USUAL_PATHS.find((path) => existsSync(path));

/** Starts the system's Chromium, offline. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM_PATH!,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page of that width with Plotly in it and nothing else; `complaints` gathers what its console says. */
export async function openPage(browser: Browser, widthPx: number, theme: Theme): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: widthPx, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.setContent(`<!doctype html><body style="margin:0;background:${theme === 'dark' ? '#0d1117' : 'white'}"><div id="chart"></div></body>`);
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('plotly.js-dist-min') });
  return { page, complaints };
}

/** Draws a figure as a notebook does. */
export async function draw(page: Page, built: Figure, widthPx: number, theme: Theme): Promise<void> {
  const { data, layout, config } = applyTheme(fitFigure(built, widthPx), theme);
  await page.evaluate(async ([traces, frame, settings]) => {
    const { Plotly } = globalThis as unknown as { Plotly: { purge(id: string): void; newPlot(...args: unknown[]): Promise<unknown> } };
    Plotly.purge('chart');
    await Plotly.newPlot('chart', traces, frame, settings);
  }, [data, layout, config] as const);
}

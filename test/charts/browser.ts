import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { applyTheme, type Theme } from '../../src/charts/theme.js';
import { fitFigure } from '../../src/charts/fit.js';
import type { Figure } from '../../src/charts/figure.js';

export { CHROMIUM_PATH, openBrowser } from '../chromium.mjs';

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

/** The hovers of the figure that a page shows, one after the other, that are not wholly within the page. */
export function findCutHovers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Trace { readonly hovertext?: unknown; readonly type: string }
    interface Element { readonly textContent: string; getBoundingClientRect(): { readonly left: number; readonly right: number; readonly top: number } }
    const { Plotly, document, innerWidth } = globalThis as unknown as {
      Plotly: { Fx: { hover(id: string, points: object[]): void } }; innerWidth: number;
      document: { getElementById(id: string): { data: Trace[] }; querySelectorAll(selector: string): Iterable<Element>; documentElement: { scrollWidth: number } };
    };
    return document.getElementById('chart').data.flatMap(({ hovertext, type }, curveNumber) => {
      if (!Array.isArray(hovertext) || !['bar', 'scatter'].includes(type)) return [];
      return hovertext.flatMap((text, pointNumber) => {
        if (text === '') return [];
        Plotly.Fx.hover('chart', [{ curveNumber, pointNumber }]);
        return [...document.querySelectorAll('#chart .hoverlayer .hovertext')].filter((label) => {
          const { left, right, top } = label.getBoundingClientRect();
          return left < 0 || right > innerWidth || top < 0 || document.documentElement.scrollWidth > innerWidth;
        }).map((label) => label.textContent.slice(0, 60));
      });
    });
  });
}

/** What is wrong with the figure that a page shows: no marks, text that is cut off, text that lies on other text, under the mode bar or on a bar that is not its own. */
export function findFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Box { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; readonly width: number; readonly height: number }
    interface Element { readonly textContent: string; getBoundingClientRect(): Box; closest(selector: string): unknown }
    const { document, getComputedStyle } = globalThis as unknown as {
      document: { querySelectorAll(selector: string): Iterable<Element>; querySelector(selector: string): Element };
      getComputedStyle(element: Element): { readonly opacity: string; readonly visibility: string; readonly display: string };
    };
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    const overlap = (a: Box, b: Box, px: number) => a.left < b.right - px && b.left < a.right - px && a.top < b.bottom - px && b.top < a.bottom - px;
    const marks = all('#chart .bars .point path, #chart .scatterlayer .points path, #chart .heatmaplayer image, #chart .hm image, #chart .iciclelayer .slice path, #chart .table .column-cell');
    const faults = marks.some((mark) => mark.getBoundingClientRect().width > 0) ? [] : ['no marks'];

    const frame = document.querySelector('#chart .main-svg').getBoundingClientRect();
    const isSeen = (element: Element) => {
      const { opacity, visibility, display } = getComputedStyle(element), { width } = element.getBoundingClientRect();
      return element.textContent.trim() !== '' && width > 0 && opacity !== '0' && visibility !== 'hidden' && display !== 'none' && element.closest('.modebar, .hoverlayer, defs') === null;
    };
    const modeBar = all('#chart .modebar-group').map((group) => group.getBoundingClientRect());
    const texts = all('#chart svg text').filter(isSeen).map((element) => ({ words: element.textContent.trim().slice(0, 40), box: element.getBoundingClientRect(), element }));
    for (const { words, box } of texts) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) faults.push(`cut off: ${words}`);
    }
    for (const { words, box } of texts) if (modeBar.some((bar) => overlap(bar, box, 1))) faults.push(`the mode bar lies on ${words}`);
    texts.forEach((one, at) => {
      for (const other of texts.slice(at + 1)) if (overlap(one.box, other.box, 2)) faults.push(`${one.words} lies on ${other.words}`);
    });
    // Labels at the ends of bars, names above them, ticks: on no bar. What a bar bears itself is within it.
    const bars = all('#chart .bars .point path').map((bar) => bar.getBoundingClientRect()).filter((box) => box.width > 1);
    for (const { words, box, element } of texts.filter((text) => text.element.closest('.bars') === null)) {
      if (element.closest('.annotation, .textpoint, .xtick, .ytick, .legend') === null) continue;
      if (bars.some((bar) => overlap(box, bar, 3))) faults.push(`${words} lies on a bar`);
    }
    return faults;
  });
}

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Theme } from '../../src/charts/theme.js';
import { CHROMIUM_PATH, draw, findCutHovers, findFaults, openBrowser, openPage } from './browser.js';
import { GALLERY } from './gallery.js';

const WHY_SKIPPED = CHROMIUM_PATH === undefined ? ' (skipped: no Chromium at the usual paths; install it, on Debian with apt-get install chromium)' : '';

describe.skipIf(CHROMIUM_PATH === undefined)(`figures in Chromium${WHY_SKIPPED}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test.each([[360, 'light'], [480, 'dark'], [800, 'light'], [1600, 'dark']] as const)(
    'figures at %i px, %s, are drawn whole: marks, no complaints, nothing clipped, no text on another', async (widthPx: number, theme: Theme) => {
      const { page, complaints } = await openPage(browser, widthPx, theme);
      const faults: string[] = [];
      for (const [name, make] of Object.entries(GALLERY)) {
        await draw(page, make(), widthPx, theme);
        faults.push(...(await findFaults(page)).map((fault) => `${name}: ${fault}`), ...complaints.splice(0).map((complaint) => `${name}: ${complaint}`));
      }
      await page.close();
      expect(faults).toEqual([]);
    }, 120_000);

  test.each([360, 800])('figures at %i px show every hover whole, and open no scrollbar with it', async (widthPx) => {
    const { page } = await openPage(browser, widthPx, 'light');
    const cut: string[] = [];
    for (const [name, make] of Object.entries(GALLERY)) {
      await draw(page, make(), widthPx, 'light');
      cut.push(...(await findCutHovers(page)).map((label) => `${name}: ${label}`));
    }
    await page.close();
    expect(cut).toEqual([]);
  }, 120_000);

  test('figures offer to save a picture and never to send the chart anywhere', async () => {
    const { page } = await openPage(browser, 800, 'light');
    const buttons = async (name: string) => {
      await draw(page, GALLERY[name]!(), 800, 'light');
      return page.locator('.modebar-btn').evaluateAll((all) => all.map((one) => (one as unknown as { getAttribute(name: string): string }).getAttribute('data-title')).sort());
    };
    expect(await buttons('before-after')).toEqual(['Download plot as a PNG']);
    expect(await buttons('timeline')).toEqual(['Download plot as a PNG', 'Pan', 'Reset axes', 'Zoom']);
    await page.close();
  });

  test('findFaults(page) finds text that is cut off, text on text, a figure without marks, and findCutHovers(page) a hover that is cut off', async () => {
    const { page } = await openPage(browser, 400, 'light');
    const layout = { width: 400, height: 300, margin: { l: 10, r: 10, t: 10, b: 10, autoexpand: false }, xaxis: { visible: false }, yaxis: { visible: false } };
    const words = (x: number[], text: string[]) => ({ type: 'scatter', mode: 'text', x, y: x.map(() => 0), text, cliponaxis: false });
    const plain = { config: {}, title: '', text: '' };
    await draw(page, { ...plain, data: [words([0, 1], ['a text that is far too long to stay within', ''])], layout: { ...layout, xaxis: { range: [0, 1], visible: false } } }, 400, 'light');
    expect(await findFaults(page)).toEqual(['no marks', expect.stringContaining('cut off: a text that')]);
    await draw(page, { ...plain, data: [words([0.5, 0.52], ['here it is', 'on another'])], layout: { ...layout, xaxis: { range: [0, 1], visible: false } } }, 400, 'light');
    expect(await findFaults(page)).toEqual(['no marks', 'here it is lies on on another']);
    const bar = { type: 'bar', x: [1], y: [1], hovertext: ['a hover that is much too long for a page of so few pixels, '.repeat(2)], hoverinfo: 'text' };
    await draw(page, { ...plain, data: [bar], layout }, 300, 'light');
    expect(await findCutHovers(page)).toEqual([expect.stringContaining('a hover that')]);
    await page.close();
  });
});

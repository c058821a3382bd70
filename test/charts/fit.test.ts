import { expect, test } from 'vitest';
import { beforeAfter } from '../../src/charts/before-after.js';
import { browserSource } from '../../src/charts/browser-source.js';
import { fitFigure } from '../../src/charts/fit.js';
import { taskView } from '../../src/charts/task-view.js';
import { applyTheme } from '../../src/charts/theme.js';
import { GALLERY } from './gallery.js';
import { makeMeasuredJourney, makeReport, TASK_007BBFB7 } from './fixtures.js';

const FIGURE = beforeAfter(makeMeasuredJourney());

function titleText(figure: { readonly layout: Readonly<Record<string, unknown>> }): string {
  return (figure.layout['title'] as { text: string }).text;
}

test('fitFigure(figure, widthPx) breaks title and subtitle between words and makes room for the lines', () => {
  const wide = fitFigure(FIGURE, 1600), narrow = fitFigure(FIGURE, 360);
  expect(titleText(wide)).toBe(`<b>${FIGURE.title}</b>`);
  expect(titleText(narrow).replaceAll('</b><br><b>', ' ')).toBe(titleText(wide));
  expect(titleText(narrow).split('<br>').length).toBeGreaterThan(2);
  const top = (figure: typeof wide) => (figure.layout['margin'] as { t: number }).t;
  expect(top(narrow)).toBeGreaterThan(top(wide));
  expect(wide.layout).toMatchObject({ width: 1600 });
});

test('fitFigure(figure, widthPx) breaks a word that is longer than a line', () => {
  const figure = beforeAfter([{ report: makeReport(), label: 'x'.repeat(60) }]);
  expect(titleText(fitFigure(figure, 360)).split('<br>')[0]).toBe(`<b>${'x'.repeat(34)}</b>`);
});

test('fitFigure(figure, widthPx) shows the mode bar where there is room beside the title', () => {
  expect([360, 480].map((widthPx) => fitFigure(FIGURE, widthPx).config['displayModeBar'])).toEqual([false, 'hover']);
});

test('fitFigure(figure, widthPx) swaps the narrow parts in under 480 px', () => {
  expect(fitFigure(FIGURE, 480).data).toBe(FIGURE.data);
  expect(fitFigure(FIGURE, 479).data).toBe(FIGURE.narrow!.data);
  expect(fitFigure(FIGURE, 479).layout).toMatchObject({ annotations: FIGURE.narrow!.layout!['annotations'] });
});

test('fitFigure(figure, widthPx) escapes what stands in titles', () => {
  const figure = beforeAfter([{ report: makeReport(), label: '<i>a & b</i>' }]);
  expect(titleText(fitFigure(figure, 1600))).toBe('<b>&lt;i&gt;a &amp; b&lt;/i&gt;: one run, nothing to compare it with</b>');
});

test('fitFigure(figure, widthPx) keeps the cells of a task square', () => {
  for (const width of [360, 600, 1600]) {
    const { layout } = fitFigure(taskView(TASK_007BBFB7), width);
    const margin = layout['margin'] as { l: number; r: number; t: number; b: number };
    const [, unitsWide] = (layout['xaxis'] as { range: [number, number] }).range, [unitsHigh] = (layout['yaxis'] as { range: [number, number] }).range;
    const cellPx = Math.min(26, (width - margin.l - margin.r) / unitsWide);
    expect(Math.abs((layout['height'] as number) - margin.t - margin.b - unitsHigh * cellPx)).toBeLessThan(1);
  }
});

test('fitFigure(figure, widthPx) leaves a figure alone that was not built here', () => {
  const foreign = { data: [], layout: { title: { text: 'mine' } }, config: {}, title: 'mine', text: 'mine' };
  expect(fitFigure(foreign, 360)).toEqual(foreign);
});

test('browserSource() does in a page what the functions do here', () => {
  const source = browserSource();
  expect(source).not.toContain('</');
  const inPage = new Function(`${source}\nreturn { fitFigure, applyTheme };`)() as { fitFigure: typeof fitFigure; applyTheme: typeof applyTheme };
  for (const make of Object.values(GALLERY)) {
    const figure = make();
    expect(inPage.applyTheme(inPage.fitFigure(figure, 400), 'dark')).toEqual(applyTheme(fitFigure(figure, 400), 'dark'));
  }
});

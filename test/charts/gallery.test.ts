import { describe, expect, test } from 'vitest';
import { applyTheme, INKS } from '../../src/charts/theme.js';
import { GALLERY } from './gallery.js';
import { snapshotText } from './snapshot.js';

/** Kept as text; the rest are variants whose pictures the browser test draws. */
const KEPT = [
  'before-after', 'before-after-one-run', 'before-after-waiting', 'break-even', 'candidate-funnel', 'candidate-funnel-baseline', 'distribution', 'journey', 'score-table', 'speedup-curve', 'stage-tree',
  'task-predicted', 'timeline', 'timeline-waiting', 'what-if',
];

describe.each(Object.entries(GALLERY))('%s', (name, make) => {
  const figure = make();

  test('figure() gives plain data: it survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  });

  test('figure() has a text twin that begins with its title', () => {
    expect(figure.text.split('\n')[0]).toBe(figure.title);
    expect(figure.title).not.toMatch(/NaN|undefined|null|Infinity|\d{5,}|\de[+-]?\d/);
    expect(figure.text).not.toMatch(/NaN|undefined|Infinity/);
    expect(figure.text.split('\n').every((line) => line === line.trimEnd())).toBe(true);
  });

  test('figure() has no background, no logo and no box of its own', () => {
    expect(figure.layout).toMatchObject({ paper_bgcolor: 'rgba(0,0,0,0)' });
    expect(figure.config).toMatchObject({ displaylogo: false, typesetMath: false });
  });

  test('figure() uses no ink of the dark page, and in the dark none of the light one', () => {
    const [light, dark] = [0, 1].map((at) => Object.values(INKS).map((pair) => pair[at]!));
    const text = ({ data, layout, narrow }: typeof figure) => JSON.stringify({ data, layout, narrow });
    expect(dark!.filter((color) => text(figure).includes(color))).toEqual([]);
    expect(light!.filter((color) => text(applyTheme(figure, 'dark')).includes(color))).toEqual([]);
    expect(applyTheme(applyTheme(figure, 'dark'), 'light')).toEqual(figure);
  });

  if (KEPT.includes(name)) {
    test('figure() is as it was', async () => {
      const { data, layout, narrow, text } = figure;
      await expect(`${snapshotText({ data, layout, narrow })}\n\n${text}\n`).toMatchFileSnapshot(`snapshots/${name}.txt`);
    });
  }
});
